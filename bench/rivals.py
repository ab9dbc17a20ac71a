"""Speed of annals beside its rivals: the same pages, held in memory, one thread each, rounds that take turns.

    build/rivals/bin/python -W ignore bench/rivals.py PAGES [RIVAL...] [--every 8] [--rounds 7] [--bench BENCH_CLEAN]

PAGES is the folder of labelled pages; one page of `--every` is taken. eval/setup_rivals.sh installs the rivals. A round is all
pages once through one engine; the engines take turns, so what else the machine does hits all alike. Printed for each:
the median of its rounds' CPU seconds, pages/s, times annals' CPU time, the spread of the ratio over rounds, the
slowest pages, and the memory that cleaning added to what the process held with its pages read.
Every engine starts from the bytes of the page. annals does all of cleaning: text with its places, metadata, dates.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "eval/clean"))
import unpack  # noqa: E402


def memory(pid):
    """(now, at most) in MiB."""
    fields = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return tuple(int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))


class Engine:
    """A process that holds the pages and does a round for every line it is sent."""

    def __init__(self, name, command, paths):
        self.name, self.rounds = name, []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write("".join(f"{path}\n" for path in paths) + "\n")
        self.process.stdin.flush()
        self.pages = int(self.process.stdout.readline())
        self.held = memory(self.process.pid)[0]

    def round(self):
        self.process.stdin.write("round\n")
        self.process.stdin.flush()
        seconds, *slow = self.process.stdout.readline().split()
        self.rounds.append(float(seconds))
        self.slow = [float(one) for one in slow]
        self.most = memory(self.process.pid)[1]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cleaner_of(rival):
    import rivals
    if rival == "trafilatura without metadata":
        import trafilatura
        return lambda page: trafilatura.extract(page, include_comments=False)
    return rivals.RIVALS[rival]()


def serve(rival):
    """The other end of an Engine, for a rival in Python."""
    clean = cleaner_of(rival)
    pages = []
    for line in sys.stdin:
        if not line.strip():
            break
        pages.append(pathlib.Path(line.rstrip("\n")).read_bytes())
    print(len(pages), flush=True)
    best = [float("inf")] * len(pages)
    for _ in sys.stdin:
        began = time.process_time()
        for i, page in enumerate(pages):
            page_began = time.process_time()
            try:
                clean(page)
            except Exception:  # a page that it cannot do still cost what it cost
                pass
            best[i] = min(best[i], time.process_time() - page_began)
        took = time.process_time() - began
        print(took, percentile(best, .5), percentile(best, .99), max(best), flush=True)


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def command_of(name, arguments):
    if name == "annals":
        return [str(arguments.bench), str(ROOT / "data"), "-"]
    if name == "go-trafilatura":
        return [str(ROOT / "build/rivals/bin/go-trafilatura"), "-calls"]
    return [sys.executable, "-W", "ignore", __file__, "--serve", name]


def print_table(engines, megabytes):
    annals = engines[0]
    print(f"{annals.pages} pages, {megabytes:.1f} MB, medians of {len(annals.rounds)} rounds taken in turns, CPU seconds of one thread")
    print(f"| {'':<28} | seconds | pages/s | annals is faster by | in the rounds | median, p99, slowest page in ms | MiB on top of the pages |")
    print("|" + " --- |" * 7)
    for engine in engines:
        ratios = [theirs / ours for theirs, ours in zip(engine.rounds, annals.rounds)]
        seconds = statistics.median(engine.rounds)
        slow = ", ".join(f"{1000 * one:.2f}" for one in engine.slow)
        print(f"| {engine.name:<28} | {seconds:.3f} | {engine.pages / seconds:.0f} | {statistics.median(ratios):.2f} | "
              f"{min(ratios):.2f}-{max(ratios):.2f} | {slow} | {engine.most - engine.held:.1f} |")


def main():
    if sys.argv[1:2] == ["--serve"]:
        return serve(sys.argv[2])
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("rivals", nargs="*", default=["resiliparse", "trafilatura"])
    parser.add_argument("--every", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--bench", type=pathlib.Path, default=ROOT / "build/release/bench/bench_clean")
    arguments = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = unpack.unpack(arguments.pages, pathlib.Path(folder), arguments.every)
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        engines = [Engine(name, command_of(name, arguments), paths) for name in ["annals", *arguments.rivals]]
        for engine in engines:
            engine.round()  # warms up, not counted
        for _ in range(arguments.rounds):
            for engine in engines:
                engine.round()
        for engine in engines:
            engine.rounds = engine.rounds[1:]
            engine.close()
    print_table(engines, megabytes)


if __name__ == "__main__":
    sys.exit(main())
