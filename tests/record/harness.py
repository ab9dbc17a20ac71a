"""What the tests of the whole program share: running it, and stores that go away."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANNALS = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/release/src/cli/annals"
EXAMPLES = ROOT / "examples"
SEEDS = ROOT.parent / "shared" / "seeds"  # ours, not the user's: absent on a user's machine


def annals(*arguments, check=None, stdin=None, **options):
    """Runs the command; `check` is the exit status that it must have."""
    done = subprocess.run([str(ANNALS), *map(str, arguments)], input=stdin, capture_output=True, **options)
    if check is not None and done.returncode != check:
        fail(f"annals {' '.join(map(str, arguments))}: expected exit status {check}, found {done.returncode}\n"
             + done.stderr.decode(errors="replace")[-2000:])
    return done


def export(store, what="events"):
    return annals("export", store, "--what", what, "--format", "jsonl", check=0).stdout


def lines(text):
    return [json.loads(line) for line in text.decode().splitlines() if line.strip()]


def fail(message):
    print("FAILED:", message)
    sys.exit(1)


def expect(holds, message):
    if not holds:
        fail(message)


class Folder:
    """A folder that is gone when the test ends."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="annals-"))
        return self.path

    def __exit__(self, *_):
        os.system(f"chmod -R u+rwX '{self.path}' 2>/dev/null")
        shutil.rmtree(self.path, ignore_errors=True)


def pages():
    """Every page that the tests may read: our examples, and the seeds where they are."""
    found = sorted(p for p in EXAMPLES.rglob("*") if p.is_file() and p.suffix in (".html", ".txt", ".jsonl", ".gz"))
    seeds = sorted(SEEDS.glob("*.txt"))
    if not seeds:
        print("skipped: ../shared/seeds is absent, its pages are left out")
    return found + seeds
