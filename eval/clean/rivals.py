"""Runs what annals is measured against over the labelled pages, each page once, and keeps what each said.

    build/rivals/bin/python eval/clean/rivals.py PAGES OUT [RIVAL...]

PAGES is the folder of labelled pages, OUT a folder (build/rivals/out): OUT/RIVAL.jsonl gets one line a page, {"path", "text",
"title", "author", "date"}. A file that is there is left alone, so remove it to run a rival anew. Every rival gets the
bytes of the page and nothing else, no address, as annals does; comments are left out, where it can be told. A rival
that fails on a page has said nothing about it. eval/setup_rivals.sh installs them.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

from unpack import bytes_of, pages_of

GO = pathlib.Path(__file__).resolve().parents[2] / "build/rivals/bin/go-trafilatura"


def trafilatura(fast=False):
    from trafilatura import bare_extraction

    def clean(page):
        found = bare_extraction(page, fast=fast, include_comments=False, with_metadata=True)
        return {"text": found.text, "title": found.title, "author": found.author, "date": found.date} if found else {}
    return clean


def rs_trafilatura():
    from rs_trafilatura import extract_bytes

    def clean(page):
        found = extract_bytes(page)
        return {"text": found.main_content, "title": found.title, "author": found.author, "date": (found.date or "")[:10]}
    return clean


def decoded(page):
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    return bytes_to_str(page, detect_encoding(page, from_html_meta=True))


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text

    def clean(page):
        return {"text": extract_plain_text(decoded(page), main_content=True, preserve_formatting=True, list_bullets=False,
                                           alt_texts=False, links=False, form_fields=False, noscript=False, comments=False)}
    return clean


def readability():
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text

    def clean(page):
        found = Document(decoded(page))
        return {"text": extract_plain_text(found.summary(), alt_texts=False, list_bullets=False), "title": found.short_title()}
    return clean


def htmldate():
    from htmldate import find_date

    def clean(page):
        return {"date": find_date(page, original_date=True, extensive_search=True)}
    return clean


RIVALS = {
    "trafilatura": trafilatura,
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "rs-trafilatura": rs_trafilatura,
    "resiliparse": resiliparse,
    "readability": readability,
    "htmldate": htmldate,
    "go-trafilatura": None,  # a program of its own
}


def said(clean, page):
    try:
        return {name: value for name, value in clean(page).items() if value}
    except Exception as error:  # whatever it is, the rival has said nothing
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def run(rival, pages, out):
    if rival == "go-trafilatura":
        lines = "".join(f"{page}\n" for page in pages)
        return subprocess.run([GO], input=lines, stdout=out, text=True, check=True)
    clean = RIVALS[rival]()
    for page in pages:
        out.write(json.dumps({"path": str(page), **said(clean, bytes_of(page))}, ensure_ascii=False, default=str) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("rivals", nargs="*", help="all of them: " + " ".join(RIVALS))
    arguments = parser.parse_intermixed_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    pages = pages_of(arguments.pages)
    for rival in arguments.rivals or RIVALS:
        kept = arguments.out / f"{rival}.jsonl"
        if kept.exists():
            continue
        if rival == "go-trafilatura" and not GO.exists():
            print("go-trafilatura is not there: left out", file=sys.stderr)
            continue
        part = kept.with_suffix(".part")
        with open(part, "w", encoding="utf-8") as out:
            run(rival, pages, out)
        os.replace(part, kept)
        print(f"{rival}: {len(pages)} pages", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
