"""Unpacks the labelled pages and prints where each lies now, in order: for tools that take the paths of plain files.

    python3 eval/clean/unpack.py PAGES OUT [--every N]

PAGES is the folder of labelled pages; OUT gets SET/NAME.html. Of every N pages one is taken. Standard library only.
"""
import argparse
import gzip
import pathlib
import sys

SETS = ("aeb", "segments", "wcxb", "dates")


def pages_of(folder):
    return sorted(path for one in SETS for path in (folder / one / "html").iterdir())


def bytes_of(path):
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def unpack(folder, out, every=1):
    paths = []
    for page in pages_of(folder)[::every]:
        path = out / page.parts[-3] / (page.stem if page.suffix == ".gz" else page.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(bytes_of(page))
        paths.append(path)
    return paths


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    for path in unpack(arguments.pages, arguments.out, arguments.every):
        print(path)


if __name__ == "__main__":
    sys.exit(main())
