"""annals and what it is measured against, on the same pages, with the rules of score.py: one table.

    build/rivals/bin/python eval/clean/compare.py PAGES CLEAN.jsonl [--rivals build/rivals/out]

CLEAN.jsonl is what `annals clean` printed of PAGES, the folder of rivals what rivals.py kept (compare.sh runs all of it).
First the figures on the dev half and on all pages; "-" where a system tells nothing of the kind. Annals' scorer of
blocks has seen the other half, so only dev is a fair comparison. Then annals less each rival on dev: the difference, its
95 % interval and a two-sided p from a paired bootstrap (pages drawn with replacement, the same draw for both, seeded).
Last the segments set by language. Its labels do not tell the language; it is what Resiliparse's detector makes of the
text trafilatura kept, among the languages that occur, which no figure of ours can sway.
"""
import argparse
import collections
import json
import pathlib
import sys

import numpy as np

import score

LANGUAGES = ["ar", "bn", "de", "en", "es", "fr", "it", "ja", "pl", "pt", "zh"]
FEW = 5  # pages of a language, below which it is counted among the others


def read_rival(path):
    said = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            said[score.stem_of(row["path"])] = score.Said(row.get("text", ""), row.get("title", ""), row.get("author", ""),
                                                          row.get("date") or None)
    return said


def tells(said):
    """The measures on which a system says anything at all."""
    told = {"text": ("aeb F1", "segments F1", "wcxb F1"), "title": ("wcxb title", "wcxb title words"), "byline": ("wcxb byline",),
            "day": ("wcxb day", "wcxb day F1", "dates F1")}
    return {name for field, names in told.items() if any(getattr(one, field) for one in said.values()) for name in names}


class Systems:
    def __init__(self, folder, clean, rivals):
        said = {"annals": score.read_annals(clean)}
        said |= {path.stem: read_rival(path) for path in sorted(rivals.glob("*.jsonl"))}
        self.names = list(said)
        self.tells = {name: tells(said[name]) for name in said}
        self.measures = {name: {measure.name: measure for measure in score.measures_of(folder, said[name])} for name in said}
        self.kinds = list(self.measures["annals"])

    def rows(self, system, kind, keep):
        rows = self.measures[system][kind].rows
        return np.array([rows[page] for page in sorted(rows) if keep(page)], dtype=float)

    def figure(self, system, kind, keep):
        return float(self.measures[system][kind].figure(self.rows(system, kind, keep).mean(axis=0)))


def print_row(cells, width=17):
    print("| " + " | ".join(f"{cell:<{width}}" for cell in cells) + " |")


def print_head(cells):
    print_row(cells)
    print("|" + "|".join(" --- " for _ in cells) + "|")


def print_figures(systems, half):
    keep = score.HALVES[half]
    print(f"\n## {'the dev half' if half == 'dev' else 'all pages'}\n")
    print_head(["", "pages", *systems.names])
    for kind in systems.kinds:
        cells = [f"{systems.figure(name, kind, keep):.3f}" if kind in systems.tells[name] else "-" for name in systems.names]
        print_row([kind, len(systems.rows("annals", kind, keep)), *cells])


def draws(pages, resamples, seed):
    """How often each page is drawn: one row a resample."""
    return np.random.default_rng(seed).multinomial(pages, np.full(pages, 1 / pages), size=resamples) / pages


def difference(systems, rival, kind, weights):
    """(difference, low, high, p) of annals less the rival."""
    def resampled(name):
        return systems.measures[name][kind].figure((weights @ systems.rows(name, kind, score.is_dev)).T)
    delta = resampled("annals") - resampled(rival)
    tail = min(np.mean(delta <= 0), np.mean(delta >= 0))
    p = min(1.0, 2 * (tail * len(delta) + 1) / (len(delta) + 1))
    exact = systems.figure("annals", kind, score.is_dev) - systems.figure(rival, kind, score.is_dev)
    return exact, *np.quantile(delta, [.025, .975]), p


def print_differences(systems, resamples, seed):
    print(f"\n## annals less each rival, dev half: difference [95 % interval] p; {resamples} resamples of pages, seed {seed}\n")
    rivals = systems.names[1:]
    print_head(["", *rivals])
    for kind in systems.kinds:
        weights = draws(len(systems.rows("annals", kind, score.is_dev)), resamples, seed)
        cells = []
        for rival in rivals:
            if kind not in systems.tells[rival]:
                cells.append("-")
                continue
            exact, low, high, p = difference(systems, rival, kind, weights)
            cells.append(f"{exact:+.3f} [{low:+.3f}, {high:+.3f}] {p:.4f}")
        print_row([kind, *cells])


def languages(folder, rivals):
    """{url of a page of the segments set: its language}."""
    from resiliparse.parse.lang import detect_fast
    texts = read_rival(rivals / "trafilatura.jsonl")
    labels = json.loads((folder / "segments/labels.json").read_text())
    found = {}
    for url, entry in labels.items():
        text = texts[("segments", entry["file"])].text or " ".join(entry["with"])
        found[url] = detect_fast(text, langs=LANGUAGES)[0]
    count = collections.Counter(found.values())
    return {url: language if count[language] >= FEW else "others" for url, language in found.items()}


def print_languages(systems, language_of):
    print("\n## segments F1 by language\n")
    names = [name for name in systems.names if "segments F1" in systems.tells[name]]
    print_head(["", "pages", *names])
    for half in ("dev", "all"):
        for language, _ in collections.Counter(language_of.values()).most_common():
            def keep(page, half=half, language=language):
                return language_of[page] == language and score.HALVES[half](page)
            pages = sum(map(keep, language_of))
            if pages:
                print_row([f"{language}, {half}", pages, *(f"{systems.figure(name, 'segments F1', keep):.3f}" for name in names)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("clean", type=pathlib.Path)
    parser.add_argument("--rivals", type=pathlib.Path, default=pathlib.Path("build/rivals/out"))
    parser.add_argument("--resamples", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=4)
    arguments = parser.parse_args()
    systems = Systems(arguments.pages, arguments.clean, arguments.rivals)
    for half in ("dev", "all"):
        print_figures(systems, half)
    print_differences(systems, arguments.resamples, arguments.seed)
    print_languages(systems, languages(arguments.pages, arguments.rivals))


if __name__ == "__main__":
    sys.exit(main())
