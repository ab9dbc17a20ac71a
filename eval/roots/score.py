#!/usr/bin/env python3
"""Who got it from whom: our record of the pages in *.story against what their headers say.

    eval/roots/score.py ANNALS [--set tune|kept] [--wrong]

A .story file is a set of pages that tell of one thing, each behind a header with its `root` (where its news comes from in the end) and `from` (whom it has it
from): "#2" is page 2, a name is a source without a page, "said:NAME" somebody's statement on which several pages rest, "-" the page itself; "&" parts two
that a mixed page has, "|" two readings of which either will do. All pages of all stories go into one store. A page is right when both its roots and its links are
right. The count of origins is that of the event most of the story's pages tell, beside the number of different roots over all pages."""
import collections, json, os, re, subprocess, sys, tempfile, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))


def fold(name):
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"\b(the|news agency|news service|agency|television|tv|channel)\b", " ", name)
    return " ".join(re.findall(r"[a-z0-9]+", name))


def read(path):
    text = open(path, encoding="utf-8").read()
    head, *parts = text.split("\n=== ")
    meta = dict(line.split(": ", 1) for line in head.strip().split("\n"))
    pages = []
    for part in parts:
        header, body = part.split("\n---\n", 1)
        lines = header.split("\n")
        fields = dict(line.split(": ", 1) for line in lines[1:])
        pages.append((lines[0], fields["root"], fields["from"], body))
    return int(meta["origins"]), meta["set"], pages


def fits(ours, wanted, names):
    """`ours`: set of labels; `wanted`: a header's field; `names`: labels of each page ("#1" and its outlet)."""
    wants = [one.strip() for one in wanted.split("&")]
    if len(ours) != len(wants):
        return False
    return all(any(same(label, one, names) for label in ours) for one in wants) and \
        all(any(same(label, one, names) for one in wants) for label in ours)


def same(label, wanted, names):
    for one in wanted.split("|"):
        if one == label or one == "said:*" and label.startswith("said:"):
            return True
        if one.startswith("said:"):
            a, b = set(fold(one[5:]).split()), set(fold(label.removeprefix("said:")).split())
            if a & (b - {"of", "for"}):
                return True
        elif not label.startswith("said:"):
            a, b = fold(names.get(one, one)), fold(names.get(label, label))
            if a == b or (a and b and set(b.split()) <= set(a.split())):
                return True
    return False


def main():
    annals = sys.argv[1]
    only = sys.argv[sys.argv.index("--set") + 1] if "--set" in sys.argv else None
    stories = {name[:-6]: read(os.path.join(HERE, name)) for name in sorted(os.listdir(HERE)) if name.endswith(".story")}
    with tempfile.TemporaryDirectory() as folder:
        for name, (_, _, pages) in stories.items():
            os.makedirs(f"{folder}/in/{name}")
            for file, _, _, body in pages:
                open(f"{folder}/in/{name}/{file}", "w", encoding="utf-8").write(body + "\n")
        store = folder + "/store"
        subprocess.run([annals, "ingest", store, folder + "/in", "--progress", "off"], check=True, stderr=subprocess.DEVNULL)
        export = lambda what: [json.loads(line) for line in subprocess.run(
            [annals, "export", store, "--what", what], check=True, capture_output=True, text=True).stdout.splitlines()]
        documents, events = export("documents"), export("events")
    label = {}  # of a document's id: story, "#n"
    for document in documents:
        story, file = document["path"].split("/")[-2:]
        label[document["id"]] = (story, "#" + file.split(".")[0], document)
    right = collections.Counter()
    for name, (origins, part, pages) in stories.items():
        if only and part != only:
            continue
        names = {of: document["outlet"] or "" for story, of, document in label.values() if story == name}
        mine = {of: document for story, of, document in label.values() if story == name}
        all_roots = set()
        for file, root, link, _ in pages:
            number = "#" + file.split(".")[0]
            document = mine[number]

            def shown(value, kind):
                if value in label:
                    return label[value][1] if label[value][0] == name else "/".join(label[value][:2])
                return "said:" + value if kind in ("statement", "post") else value

            roots, links = set(), set()
            kinds = {o["root"]: o["kind"] for d in mine.values() for o in d["origins"] if o["kind"] in ("statement", "post")}
            for origin in document["origins"]:
                # A root that others have as a statement is one.
                roots.add(shown(origin["root"], kinds.get(origin["root"], origin["kind"])))
                links.add(shown(origin["from"] or origin["source"], origin["kind"]))
            roots, links = roots or {number}, links or {"-"}
            all_roots |= {names.get(one, one) or one for one in roots}
            good_root, good_link = fits(roots, root, names), fits(links, link, names)
            for of in (part, "all"):
                right[of, "pages"] += 1
                right[of, "root"] += good_root
                right[of, "link"] += good_link
                right[of, "both"] += good_root and good_link
            if "--wrong" in sys.argv and not (good_root and good_link):
                print(f"{name} {number}: root {' & '.join(sorted(roots))} (wanted {root}); from {' & '.join(sorted(links))} (wanted {link})")
        ids = {document["id"] for document in mine.values()}
        best = max(events, key=lambda e: len({c["document"] for c in e["claims"]} & ids), default=None)
        told = len({c["document"] for c in best["claims"]} & ids) if best else 0
        for of in (part, "all"):
            right[of, "stories"] += 1
            right[of, "count"] += len(all_roots) == len({one for _, root, _, _ in pages for one in root.split(" & ")})
            right[of, "told"] += told
            right[of, "folded"] += bool(best) and best["roots"] <= best["documents"]
    for of in ("tune", "kept", "all"):
        n, s = right[of, "pages"], right[of, "stories"]
        if n:
            print(f"{of}: {n} pages of {s} stories: root {right[of, 'root'] / n:.3f}, link {right[of, 'link'] / n:.3f}, both {right[of, 'both'] / n:.3f}; "
                  f"number of roots right in {right[of, 'count']} of {s} stories")


main()
