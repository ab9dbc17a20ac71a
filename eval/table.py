#!/usr/bin/env python3
"""Every measure of quality in one table, and the documents with most wrong.

    eval/run.sh [ANNALS] [--only PART,...] [--worst N] [--keep] [--treebanks FOLDER]

ANNALS is a built program (build/release/src/cli/annals); "PROGRAM --coder forms" measures one coder. A line is a set and a measure: our
figure, the figure at the last release with the difference, what is asked of it, the best other system's with its source (marks.tsv).
--keep makes the figures of this run the last release's (last_release.tsv); those of sets that were skipped stay as they are.
What is measured lies in ../shared beside the repository; where that is absent, the set says that it is skipped. The Spanish reader is measured on
es_ancora-ud-dev.conllu somewhere below the folder that --treebanks names.
"""

import argparse
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared/data"
for folder in ("code", "clean", "parse", "status", "events"):
    sys.path.insert(0, str(HERE / folder))

import coding  # noqa: E402  eval/code
import las  # noqa: E402  eval/parse
import petrarch  # noqa: E402
import plover  # noqa: E402
import run as events_run  # noqa: E402
import texts  # noqa: E402  eval/events
import worst  # noqa: E402


def module(path):
    """A scorer whose name another folder has too."""
    spec = importlib.util.spec_from_file_location("_".join(path.parts[-2:]).removesuffix(".py"), path)
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


class Skipped(Exception):
    """A set that cannot be measured here, and why."""


class Bench:
    """What the parts measure with: the program, a scratch folder, the documents judged so far."""

    def __init__(self, annals, scratch, treebanks=None):
        self.annals, self.scratch, self.judged, self.treebanks = annals, scratch, [], treebanks
        self.program = annals.split()[0]

    def tool(self, room, name):
        path = pathlib.Path(self.program).resolve().parents[1] / room / name
        if not path.exists():
            raise Skipped(f"{name} is not built beside the program")
        return path

    def needs(self, *paths):
        for path in paths:
            if not path.exists():
                raise Skipped(f"{'/'.join(path.parts[-3:])} is absent")


# --- the parts: each yields (set, measure, figure), or (set, measure, figure, rival, source) where the rival ran beside it ---

EVENT_FIGURES = {"F1": "F1", "F1, right actor": "right actor", "status": "status", "said_by": "said_by", "mode": "mode", "place": "place"}


def claims_of(bench, folder, name, label):
    scorer = DATA / "events/score.py"
    claims = bench.scratch / f"{name}.jsonl"
    figures = events_run.figures(events_run.score(bench.annals, folder, name, claims, scorer))
    for measure, key in EVENT_FIGURES.items():
        if key in figures:
            yield label, measure, float(figures[key])


def events(bench):
    bench.needs(DATA / "events/score.py")
    for name in events_run.SETS:
        yield from claims_of(bench, DATA / "events", name, name)
        bench.judged += worst.judge(DATA / "events", name, bench.scratch / f"{name}.jsonl", worst.scorer_of(DATA / "events/score.py"))


def own_texts(bench):
    """The tenth of our own texts that teaches nothing, as one set. What goes wrong there is not shown: who reads it has learned from it."""
    bench.needs(DATA / "events/score.py")
    unpacked, apart = bench.scratch / "unpacked", bench.scratch / "apart"
    texts.unpack(unpacked, sorted((HERE / "events/texts").glob("*.txt")))
    (apart / "docs/texts").mkdir(parents=True)
    (apart / "gold").mkdir()
    rows = []
    for gold in sorted((unpacked / "gold").glob("*.jsonl")):
        for line in gold.read_text(encoding="utf-8").splitlines():
            key = re.match(r'\{"doc": "([^"]+)"', line)[1]
            if not texts.is_learned(f"{gold.stem}/{key}"):
                rows.append(line.replace(f'"{key}"', f'"{gold.stem}.{key}"', 1))
                text = (unpacked / "docs" / gold.stem / f"{key}.txt").read_bytes()
                (apart / "docs/texts" / f"{gold.stem}.{key}.txt").write_bytes(text)
    (apart / "gold/texts.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    yield from claims_of(bench, apart, "texts", "texts, kept apart")


def seeds(bench):
    done = subprocess.run([sys.executable, "-B", HERE.parent / "tests/record/seeds.py", bench.program], capture_output=True, text=True)
    found = re.search(r"(\d+)/(\d+) events", done.stdout)
    if not found:
        raise Skipped((done.stdout + done.stderr).strip().splitlines()[-1])
    yield "seeds", "events found", int(found[1]) / int(found[2])


def other_gold(bench):
    bench.needs(plover.DEFAULT)
    sentences, right, _, *parties = plover.score(bench.annals, plover.DEFAULT)["all"]
    yield "plover_gsr", "right type", right / sentences
    yield "plover_gsr", "parties F1", coding.shares(*parties)[2]


def unit_records(bench):
    bench.needs(petrarch.FOLDER)
    _, gold, found, made, typed, *_ = petrarch.score(bench.annals, petrarch.FOLDER)
    yield "petrarch", "root code", typed / gold
    yield "petrarch", "dyad and root F1", coding.shares(found, made, gold)[2]
    command = [sys.executable, "-B", HERE / "code/petrarch_lexicon.py", bench.program]
    told = re.search(r"dyad and root .*F1 ([\d.]+)", subprocess.run(command, capture_output=True, text=True).stdout)
    if told:  # programs before --lexicon cannot
        yield "petrarch, --lexicon", "dyad and root F1", float(told[1])


def pairs(bench):
    for label, tally in zip(("pairs", "pairs, kept apart"), module(HERE / "status/score.py").measure(bench.annals)):
        for measure, whole in (("found", "gold"), ("status", "found"), ("speaker", "found"), ("chain", "chains_found"), ("both", "gold")):
            yield label, measure, tally[measure] / tally[whole] if tally[whole] else 0.0


def reader(bench):
    for name in ("en_ewt-dev", "en_gum-open-dev"):
        gold = DATA / "ud" / f"{name}.conllu"
        bench.needs(gold)
        parsed, raw = bench.scratch / "gold.conllu", bench.scratch / "raw.conllu"
        with open(parsed, "w", encoding="utf-8") as out:
            subprocess.run([bench.program, "parse", "--input", "conllu", gold], stdout=out, check=True)
        yield name, "LAS, gold tokens", las.figures(gold, parsed)[0]["LAS"]
        text = bench.scratch / "raw.txt"
        with open(raw, "w", encoding="utf-8") as out:  # by the reader alone: no page is told apart, so no text is lost
            for part in las.parts_of(las.raw_text(gold)):
                text.write_text(part, encoding="utf-8")
                out.flush()
                subprocess.run([bench.tool("parse", "parse_tool"), HERE.parent / "data", "text", text], stdout=out, stderr=subprocess.DEVNULL, check=True)
        figures = las.figures(gold, raw)[0]
        yield name, "tokens", figures["tokens"]
        yield name, "sentences", figures["sentences"]
        yield name, "LAS, raw text", figures["LAS"]


def spanish(bench):
    """The Spanish reader, and Spanish texts of ours, coded by forms."""
    if not (HERE.parent / "data/models/reader.es.safetensors").exists():
        raise Skipped("data/models/reader.es.safetensors is absent")
    bench.needs(DATA / "events/score.py")
    unpacked = bench.scratch / "es"
    texts.unpack(unpacked, sorted((HERE / "events/es").glob("es-*.txt")))
    yield from claims_of(bench, unpacked, "es", "texts, Spanish")
    banks = sorted(pathlib.Path(bench.treebanks).glob("**/es_ancora-ud-dev.conllu")) if bench.treebanks else []
    if not banks:
        raise Skipped("AnCora dev: name the folder of the treebank with --treebanks")
    gold, parsed = bench.scratch / "ancora.conllu", bench.scratch / "ancora-parsed.conllu"
    gold.write_text(las.without_joined_words(banks[0]), encoding="utf-8")
    with open(parsed, "w", encoding="utf-8") as out:
        subprocess.run([bench.tool("parse", "parse_tool"), HERE.parent / "data", "conllu", gold, "es"], stdout=out, stderr=subprocess.DEVNULL, check=True)
    figures = las.figures(gold, parsed)[0]
    for measure in ("LAS", "UAS", "UPOS"):
        yield "es_ancora-dev", f"{measure}, gold tokens", figures[measure]


def pages(bench):
    folder = DATA / "pages"
    bench.needs(folder)
    scorer, out = module(HERE / "clean/score.py"), bench.scratch / "clean.jsonl"
    with open(out, "wb") as lines:  # a page that is refused counts as one without text
        subprocess.run([bench.program, "clean", *(folder / name / "html" for name in ("aeb", "segments", "wcxb", "dates"))],
                       stdout=lines, stderr=subprocess.DEVNULL)
    for measure in scorer.measures_of(folder, scorer.read_annals(out)):
        yield "pages", measure.name, measure.figure(measure.mean(scorer.is_dev)[0])


def coreference(bench):
    scorer = module(HERE / "coref/score.py")
    bench.needs(scorer.DEFAULT)
    tallies, _ = scorer.measure(bench.tool("resolve", "coref_tool"))
    for part, label in (("all", "coref, GUM dev"), ("news", "coref, GUM dev news")):
        yield label, "CoNLL F1", tallies["annals", part].conll(), tallies["baseline", part].conll(), "same words and the nearest pronoun, in this run"


def quotations(bench):
    scorer = module(HERE / "quotes/score.py")
    if not scorer.DEFAULT.is_dir():
        raise Skipped("build/polnear/dev is absent (eval/quotes/score.py says what it is)")
    found = scorer.figures(scorer.measure(bench.tool("parse", "parse_tool"), scorer.DEFAULT)[0])
    for role in ("all", "cue", "source", "content"):
        how = "exact" if role == "cue" else "overlap"
        yield "quotes, PolNeAR dev", f"{role}, {how} F1", found[role, how][2]


def told_by(command, *patterns):
    """The numbers of what a scorer prints, as (pattern, one tuple a match)."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode:
        raise Skipped((done.stdout + done.stderr).strip().splitlines()[-1])
    return [[tuple(float(x) for x in re.findall(r"\d+(?:\.\d+)?", "".join(found))) for found in re.findall(pattern, done.stdout)]
            for pattern in patterns]


def linking(bench):
    """One event told twice against look-alikes, and ECB+'s even topics with given mentions."""
    (pairs_told,), (alike,) = told_by([sys.executable, "-B", HERE / "linking/pairs.py", bench.program], r"twice: (.*)", r"look-alikes: (.*)")
    yield "stories of ours", "told twice, merged", pairs_told[2] / pairs_told[0]
    yield "stories of ours", "look-alikes apart", 1 - alike[2] / alike[1]
    folder = DATA / "ecbplus"
    bench.needs(folder)
    tool, mentions = bench.tool("pipeline", "mentions_tool"), bench.scratch / "mentions.jsonl"
    sys.path.insert(0, str(HERE / "linking"))
    ecbplus, score = module(HERE / "linking/ecbplus.py"), module(HERE / "linking/score.py")
    documents = list(ecbplus.documents(folder, "even"))
    mentions.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    made = {}
    for how in ("alike", "events"):
        made[how] = bench.scratch / f"{how}.jsonl"
        with open(made[how], "w", encoding="utf-8") as out:
            subprocess.run([tool, HERE.parent / "data", mentions, how], stdout=out, stderr=subprocess.DEVNULL, check=True)
    found = dict(score.measure(documents, made["alike"], made["events"]))
    rule = found["same stem and story (our clustering)"]
    for name, row in (("ECB+ even", "annals, by likeness"), ("ECB+ even, record", "annals, the record's linker")):
        yield name, "CoNLL F1", found[row]["conll"], rule["conll"], "same stem and story (our clustering), in this run"
        yield name, "B3 F1", found[row]["b3"][2], rule["b3"][2], "same stem and story (our clustering), in this run"


def roots(bench):
    kinds = told_by([sys.executable, "-B", HERE / "roots/score.py", bench.program], r"tune: .*?(root.*?, link.*?, both [\d.]+)", r"kept: .*?(root.*?, link.*?, both [\d.]+)")
    for label, found in zip(("roots", "roots, kept apart"), kinds):
        for measure, figure in zip(("root", "from whom", "both"), found[0]):
            yield label, measure, figure


def commitments(bench):
    pattern = r": found (\d+) of (\d+), .*?state ([\d.]+), by ([\d.]+), to ([\d.]+), due ([\d.]+), steps ([\d.]+)"
    command = [sys.executable, "-B", HERE / "commitments/score.py", bench.program]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout
    for part, label in (("tune", "commitments"), ("kept", "commitments, apart")):
        found = re.search(part + pattern, done)
        yield label, "found", float(found[1]) / float(found[2])
        for measure, figure in zip(("state", "who owes it", "to whom", "last day", "steps"), found.groups()[2:]):
            yield label, measure, float(figure)


def times(bench):
    """Days of events, timelines, trips and dates."""
    tool, data = bench.tool("pipeline", "time_tool"), HERE.parent / "data"
    corpus, travels, gum = DATA / "timeline/corpus_1", DATA / "state/travels.jsonl", DATA / "ud/en_gum-open-dev.conllu"
    bench.needs(corpus, travels, gum)
    (day,), (given,), (own,) = told_by([sys.executable, "-B", HERE / "time/timelines.py", tool, data, corpus], r"with a day in gold: \d+ of \d+ exact (.*)",
                                       r"timelines, gold mentions: .*micro-F1 (.*)", r"timelines, our own mentions: .*micro-F1 (.*)")
    yield "timelines", "day exact", day[0]
    yield "timelines", "F1, gold's mentions", given[0]
    yield "timelines", "F1, our mentions", own[0]
    ((trips,),) = told_by([sys.executable, "-B", HERE / "time/trips.py", tool, data, travels], r"trips .* exact \((.*?)\)")
    yield "trips", "first and last day", trips[0]
    ((dates,),) = told_by([sys.executable, "-B", HERE / "time/dates.py", tool, data, gum], r"annals: .*?(found [\d.]+, extent [\d.]+, value [\d.]+)")
    for measure, figure in zip(("found", "extent", "value"), dates):
        yield "dates, GUM dev", measure, figure


PARTS = {"events": events, "texts": own_texts, "seeds": seeds, "plover": other_gold, "petrarch": unit_records, "pairs": pairs, "reader": reader, "spanish": spanish,
         "coref": coreference, "quotes": quotations, "linking": linking, "roots": roots, "commitments": commitments, "time": times, "pages": pages}


# --- the table ---

def read_tsv(path):
    """Rows of a table with remarks; none where there is no such file."""
    if not path.exists():
        return []
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]


def shown(figure):
    """Shares as .709, percents as 89.35."""
    return "" if figure is None else f"{figure:.2f}" if figure > 1.5 else f"{figure:.3f}"


def number(cell):
    return float(cell) if cell else None


def line_of(row, marks, last):
    name, measure, figure, *beside = row
    asked, rival, source = marks.get((name, measure), (None, None, ""))
    if beside:
        rival, source = beside
    before = last.get((name, measure))
    change = "" if before is None or shown(before) == shown(figure) else f"{figure - before:+.{2 if figure > 1.5 else 3}f}"
    met = "" if asked is None else "met" if figure >= asked - 5e-5 else "short"
    return f"{name:20} {measure:20} {shown(figure):>6}  {shown(before):>6} {change:>6}  {shown(asked):>6} {met:5}  {shown(rival):>6}  {source}".rstrip()


def measure_all(bench, wanted):
    """Rows as they come, printed; a part that cannot run says so and is passed over."""
    marks = {(name, measure): (number(asked), number(rival), source) for name, measure, asked, rival, source in read_tsv(HERE / "marks.tsv")}
    last = {(name, measure): float(figure) for name, measure, figure in read_tsv(HERE / "last_release.tsv")}
    print(f"{'set':20} {'measure':20} {'annals':>6}  {'last release':>13}  {'asked':>6} {'':5}  {'rival':>6}  which, and from where")
    rows = []
    for part in wanted:
        start, name = time.monotonic(), None
        try:
            for row in PARTS[part](bench):
                if name not in (None, row[0]):
                    print()
                name = row[0]
                print(line_of(row, marks, last), flush=True)
                rows.append(row)
        except Skipped as why:
            print(f"{part:20} skipped: {why}")
        print(flush=True)
        print(f"{part}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    return rows


def keep(rows):
    path = HERE / "last_release.tsv"
    kept = {(name, measure): figure for name, measure, figure in read_tsv(path)}
    kept.update({(row[0], row[1]): f"{row[2]:.4f}" for row in rows})
    lines = ["# The figures at the last release: eval/run.sh --keep writes them.", "# set\tmeasure\tfigure"]
    path.write_text("\n".join(lines + ["\t".join((*key, figure)) for key, figure in kept.items()]) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annals", nargs="?", default=str(HERE.parent / "build/release/src/cli/annals"))
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between: " + " ".join(PARTS))
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="how many documents to show (20)")
    parser.add_argument("--keep", action="store_true", help="keep these figures as the last release's")
    parser.add_argument("--treebanks", type=pathlib.Path, help="a folder with UD Spanish AnCora")
    options = parser.parse_args()
    wanted = options.only.split(",")
    if unknown := [part for part in wanted if part not in PARTS]:
        parser.error(f"no part {' '.join(unknown)}")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options.annals, pathlib.Path(scratch), options.treebanks)
        rows = measure_all(bench, wanted)
    if bench.judged and options.worst:
        print(f"The {options.worst} documents with most wrong: - missed, + invented, ~ found with a wrong field ([what was read] for [what is right])\n")
        for document in worst.worst(bench.judged, options.worst):
            print("\n".join(worst.tell(document)) + "\n")
    if options.keep:
        keep(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
