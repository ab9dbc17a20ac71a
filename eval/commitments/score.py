#!/usr/bin/env python3
"""What was owed on which day: `annals commitments --as-of` on little archives against what their authors expect.

    eval/commitments/score.py ANNALS [--set tune|kept] [--wrong]

A .case file holds an archive's pages behind "=== FILE", then, behind "--- DAY", the commitments that the pages up to that day hold:
    KIND [TYPE] | who owes it | to whom or against whom | last day | state[,state] | steps
Kind is announced, agreed, ordered, threatened or truce; a field left empty may be anything. Expected ones are found where kind and type, one of the owing
parties and the state are right; steps are those of truces. What is printed beside an expected list and fits nothing in it counts as an invention."""
import collections, json, os, re, subprocess, sys, tempfile, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))


def fold(name):
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("-", " ")


ALIASES = {"splm n": "sudan people's liberation movement north", "splm io": "sudan people's liberation movement in opposition",
           "britain": "united kingdom", "russian": "russia", "kiev": "ukraine"}


def named(wanted, participants):
    wanted = fold(wanted.strip())
    for one in participants:
        texts = [fold(one["name"]), fold(one.get("country_name") or ""), fold(one.get("as_written") or ""), fold(one.get("known_as") or "")]
        for text in texts:
            for want in {wanted, ALIASES.get(wanted, wanted)}:
                if text and (want in text or text.replace(" (disambiguation)", "") in want):
                    return True
    return False


def read(path):
    text = open(path, encoding="utf-8").read()
    head, *parts = re.split(r"\n(?====|---)", text)
    pages, days = [], []
    for part in parts:
        first, _, rest = part.partition("\n")
        if first.startswith("==="):
            pages.append((first[4:].strip(), rest.strip() + "\n"))
        else:
            days.append((first[4:].strip(), [line for line in rest.split("\n") if line.strip()]))
    return head.split(": ")[1].strip(), pages, days


def main():
    annals = sys.argv[1]
    only = sys.argv[sys.argv.index("--set") + 1] if "--set" in sys.argv else None
    n = collections.Counter()
    for file in sorted(os.listdir(HERE)):
        if not file.endswith(".case"):
            continue
        part, pages, days = read(os.path.join(HERE, file))
        if only and only != part:
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(folder + "/in")
            for name, body in pages:
                open(f"{folder}/in/{name}", "w", encoding="utf-8").write(body)
            subprocess.run([annals, "ingest", folder + "/s", folder + "/in", "--progress", "off"], check=True, stderr=subprocess.DEVNULL)
            for day, wanted in days:
                ran = subprocess.run([annals, "commitments", folder + "/s", "--as-of", day, "--json"], capture_output=True, text=True, check=True)
                found = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
                used = set()
                for line in wanted:
                    fields = [field.strip() for field in line.split("|")] + [""] * 6
                    kind, _, type_ = fields[0].partition(" ")
                    by = [name for name in fields[1].split(",") if name.strip()]
                    fit = [i for i, c in enumerate(found) if i not in used and c["kind"] == kind and (not type_ or c["type"] == type_)
                           and (not by or any(named(name, c["owed_by"]) for name in by))]
                    states = fields[4].split(",")
                    steps = [s.strip() for s in fields[5].split(",") if s.strip()]

                    def worth(i):
                        c = found[i]
                        said = [s["step"] for s in c["steps"]]
                        return (c["state"] in states, sum(s in said for s in steps), (c["due"]["to"] or "")[:10] == fields[3])
                    best = max(fit, key=worth, default=None)
                    problems = []
                    for of in (part, "all"):
                        n[of, "wanted"] += 1
                    if best is None:
                        problems.append("not found")
                    else:
                        used.add(best)
                        c = found[best]
                        said = [s["step"] for s in c["steps"]]
                        checks = {"state": c["state"] in states}
                        checks["by"] = all(named(name, c["owed_by"]) for name in by)
                        if fields[2]:
                            checks["to"] = any(named(name, c["owed_to"]) for name in fields[2].split(","))
                        if fields[3]:
                            checks["due"] = (c["due"]["to"] or "")[:10] == fields[3]
                        for of in (part, "all"):
                            n[of, "found"] += 1
                            for check, good in checks.items():
                                n[of, check] += good
                                n[of, check + " of"] += 1
                            for step in steps:
                                n[of, "steps of"] += 1
                                n[of, "steps"] += step in said
                        problems += [f"{check} ({c['state']}, by {[p['name'] for p in c['owed_by']]}, to {[p['name'] for p in c['owed_to']]}, due {c['due']['to']})"
                                     for check, good in checks.items() if not good]
                        problems += [f"no step {step}: {said}" for step in steps if step not in said]
                    if problems and "--wrong" in sys.argv:
                        print(f"{file} {day}: {line}: " + "; ".join(problems))
                for i, c in enumerate(found):
                    if i in used:
                        continue
                    for of in (part, "all"):
                        n[of, "extra"] += 1
                    if "--wrong" in sys.argv:
                        print(f"{file} {day}: EXTRA {c['kind']} {c['type']} {c['state']}: {c['what']} {[s['step'] for s in c['steps']]} {c['steps'][0]['sentence']['text'][:70]}")
    for of in ("tune", "kept", "all"):
        if n[of, "wanted"]:
            share = lambda k: f"{n[of, k] / max(1, n[of, k + ' of']):.3f}"
            print(f"{of}: found {n[of, 'found']} of {n[of, 'wanted']}, inventions {n[of, 'extra']}; of those found: state {share('state')}, by {share('by')}, "
                  f"to {share('to')}, due {share('due')}, steps {share('steps')}; found with the right state {n[of, 'state'] / n[of, 'wanted']:.3f}")


main()
