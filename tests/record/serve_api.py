#!/usr/bin/env python3
"""Every route of `annals serve` answers as docs/openapi.json says, on the record of examples/.

  serve_api.py ANNALS
"""
import csv
import gzip
import hashlib
import io
import json
import pathlib
import sqlite3
import urllib.parse

import openapi
from harness import Folder, annals, expect, lines
from server import Server

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
SAFETY = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
          "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin"}


def read_examples(folder):
    store = folder / "examples.annals"
    annals("ingest", store, *sorted(EXAMPLES.glob("*/[0-9]*")), check=0)
    return store


def fits(path, target, server, status=200, method="GET", headers=None, body=None):
    got, fields, answer = server.ask(target, method, headers, body)
    expect(got == status, f"{target}: expected {status}, found {got}: {answer[:300]!r}")
    kind = fields["content-type"].split(";")[0]
    content = openapi.answers(path, method, status)
    expect(kind in content, f"{target}: answers {kind}, described are {list(content)}")
    for name, value in SAFETY.items():
        expect(fields.get(name) == value, f"{target}: {name} is {fields.get(name)!r}")
    expect("default-src 'none'" in fields["content-security-policy"], f"{target}: no policy")
    if kind in ("application/json", "application/problem+json"):
        wrong = openapi.problems(json.loads(answer), content[kind]["schema"])
        expect(not wrong, f"{target}: " + "\n  ".join(wrong))
    return fields, answer


def ids_of(server):
    event = server.json("/api/v1/events?sort=documents&limit=1&fields=all")["events"][0]
    claim = event["claims"][0]
    actor = server.json("/api/v1/actors?limit=1")["actors"][0]["id"]
    return {"/api/v1/events/": event["id"], "/api/v1/claims/": claim["id"], "/api/v1/documents/": claim["document"],
            "/api/v1/actors/": actor}


def target_of(path, ids):
    for prefix, one in ids.items():
        if path.startswith(prefix):
            return path.replace("{id}", urllib.parse.quote(one))
    return path


def every_route(server):
    ids = ids_of(server)
    for path, operations in openapi.DESCRIPTION["paths"].items():
        if "get" not in operations or path == "/api/v1/stream":
            continue
        target = target_of(path, ids)
        if path == "/api/v1/search":
            target += "?q=ceasefire"
        fields, body = fits(path, target, server)
        tagged = "304" in operations["get"]["responses"]
        expect(("etag" in fields) == tagged, f"{path}: ETag is {fields.get('etag')}")
        if tagged:
            status, again, nothing = server.ask(target, headers={"If-None-Match": fields["etag"]})
            expect(status == 304 and not nothing, f"{path}: {status} for its own ETag")
        status, head, nothing = server.ask(target, "HEAD")
        expect(status == 200 and not nothing and head.get("etag") == fields.get("etag"), f"{path}: HEAD gives {status}")
        expect("content-length" not in head or int(head["content-length"]) == len(body), f"{path}: HEAD tells another size")
        status, head, _ = server.ask(target, "OPTIONS")
        expect(status == 204 and "GET" in head["allow"], f"{path}: OPTIONS gives {status}")
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            if method.lower() in operations:
                continue
            status, head, answer = server.ask(target, method, body=b"")
            expect(status == 405 and "GET" in head["allow"], f"{path}: {method} gives {status}")
        status, packed, answer = server.ask(target, headers={"Accept-Encoding": "gzip"})
        if "content-encoding" in packed:
            expect(gzip.decompress(answer) == body, f"{path}: the compressed answer is another")
        takes = [one["name"] for one in openapi.parameters(path, "GET") if one["in"] == "query"]
        if path != "/api/v1/openapi.json":
            fits(path, target.split("?")[0] + "?no_such_parameter=1", server, 400) if "400" in \
                operations["get"]["responses"] else None
        if "format" in takes:
            tables(path, target, server)
        for prefix, one in ids.items():
            if path.startswith(prefix):
                fits(path, path.replace("{id}", "no-such-id"), server, 404)
    print(f"ok  {len(openapi.DESCRIPTION['paths'])} routes answer as described")


def tables(path, target, server):
    join = "&" if "?" in target else "?"
    _, as_csv = fits(path, target + join + "format=csv", server)
    rows = list(csv.reader(io.StringIO(as_csv.decode())))
    expect(rows and all(len(row) == len(rows[0]) for row in rows), f"{path}: rows of several lengths")
    status, fields, as_lines = server.ask(target, headers={"Accept": "application/jsonl"})
    objects = lines(as_lines)
    expect(fields["content-type"].startswith("application/jsonl"), f"{path}: {fields['content-type']}")
    expect(len(objects) == len(rows) - 1, f"{path}: {len(objects)} lines, {len(rows) - 1} rows")


def described_routes_are_all(server):
    """The file that is served is the file in docs/, and the server's own list of routes is in it (routes_test.cc)."""
    expect(server.json("/api/v1/openapi.json") == openapi.DESCRIPTION, "the served description is another")


def parameters_are_checked(server):
    for target in ("/api/v1/events?type=MEETING", "/api/v1/events?status=done", "/api/v1/events?since=yesterday",
                   "/api/v1/events?limit=0", "/api/v1/events?limit=abc", "/api/v1/events?bbox=1,2,3", "/api/v1/events?cursor=x",
                   "/api/v1/events?sort=colour", "/api/v1/events?format=xml", "/api/v1/network?level=planet",
                   "/api/v1/map?zoom=99", "/api/v1/search?q="):
        status, fields, body = server.ask(target)
        expect(status == 400 and fields["content-type"] == "application/problem+json", f"{target}: {status}")
        expect(len(json.loads(body)["detail"]) > 20, f"{target}: the message does not help: {body!r}")
    print("ok  values that no parameter takes are told")


def filters_agree_with_the_command(folder, server, store):
    for arguments, query in ((["--type", "CONSULT"], "type=CONSULT"), (["--actor", "Ethiopia"], "actor=Ethiopia"),
                             (["--status", "denied"], "status=denied"), (["--since", "2011", "--until", "2012"], "since=2011&until=2012"),
                             (["--actor", "Turkey", "--with", "Greece"], "actor=Turkey&with=Greece"),
                             (["--outlet", "Nile Courier"], "outlet=Nile%20Courier"), (["--place", "Algiers"], "place=Algiers")):
        said = [event["id"] for event in lines(annals("timeline", store, "--json", *arguments, check=0).stdout)]
        got = server.json(f"/api/v1/events?limit=1000&{query}")
        expect(said and [event["id"] for event in got["events"]] == said, f"{query}: {got['total']} events, not {len(said)}")
        expect(got["total"] == len(said), f"{query}: total {got['total']}")
        whole = lines(server.ask(f"/api/v1/events?format=jsonl&{query}")[2])
        expect([event["id"] for event in whole] == said, f"{query}: the export holds others")
        for facet in server.json(f"/api/v1/facets?{query}")["facets"]["type"]:
            one = server.json(f"/api/v1/events?limit=1&{query.replace('type=CONSULT', '')}&type={facet['value']}")
            expect(one["total"] == facet["count"], f"{query}: {facet} but {one['total']} events")
    print("ok  filters find what the command finds, and facets count it")


def pages_follow_each_other(server):
    for sort in ("time", "newest", "confidence", "documents", "roots", "score", "disagreements"):
        seen, cursor = [], ""
        while cursor is not None:
            page = server.json(f"/api/v1/events?limit=17&sort={sort}&cursor={cursor}")
            seen += [event["id"] for event in page["events"]]
            cursor = page["next"]
        expect(len(seen) == page["total"] == len(set(seen)), f"{sort}: {len(seen)} of {page['total']}")
        whole = [event["id"] for event in server.json(f"/api/v1/events?limit=1000&sort={sort}")["events"]]
        expect(seen == whole, f"{sort}: pages give another order than the whole")
    for path, name in (("documents", "documents"), ("actors", "actors")):
        seen, cursor = [], ""
        while cursor is not None:
            page = server.json(f"/api/v1/{path}?limit=5&cursor={cursor}")
            seen += [one["id"] for one in page[name]]
            cursor = page["next"]
        expect(len(seen) == page["total"] == len(set(seen)), f"{path}: {len(seen)} of {page['total']}")
    print("ok  pages hold everything once")


def text_and_marks(server):
    marked = 0
    for document in server.json("/api/v1/documents?limit=1000")["documents"]:
        shown = server.json(f"/api/v1/documents/{document['id']}/text")
        raw = server.ask(f"/api/v1/documents/{document['id']}/raw")
        expect("attachment" in raw[1]["content-disposition"] and raw[1]["content-type"] == "text/plain", "raw is shown")
        expect(hashlib.sha256(raw[2]).hexdigest() == shown["sha256"], "raw bytes are others")
        for sentence in shown["sentences"]:
            text = in_units(shown["blocks"][sentence["block"]]["text"])
            expect(0 <= sentence["from"] < sentence["to"] <= len(text) // 2, "a sentence outside its block")
        for claim in shown["claims"]:
            for part, places in claim["evidence"].items():
                for block, begin, end in places:
                    words = piece(shown["blocks"][block]["text"], begin, end)
                    raw_words = b"".join(raw[2][a:b] for a, b in claim["bytes"][part])
                    if words.isascii() and len(places) == 1 and raw_words.decode("ascii", "replace").isascii():
                        expect(words.split() == raw_words.decode().replace("&#39;", "'").split() or b"<" in raw_words or
                               b"&" in raw_words, f"{claim['id']} {part}: {words!r} is not {raw_words!r}")
                    marked += 1
        for claim in shown["claims"]:
            alone = server.json(f"/api/v1/claims/{claim['id']}")
            for begin, end in (alone["marks"] or {}).get("trigger", []):
                expect(piece(alone["sentence"]["text"], begin, end).strip(), f"{claim['id']}: an empty mark")
    expect(marked > 500, f"only {marked} marks")
    print(f"ok  {marked} pieces of evidence are marked where their bytes say")


def in_units(text):
    return text.encode("utf-16-le")


def piece(text, begin, end):
    return in_units(text)[2 * begin:2 * end].decode("utf-16-le")


def older_ids(server, store):
    event = server.json("/api/v1/events?sort=documents&limit=1&fields=all")["events"][0]
    for claim in event["claims"]:
        by_claim = server.json(f"/api/v1/events/{claim['id']}")
        expect(by_claim["id"] == event["id"] and by_claim["asked_as"] == claim["id"], "a claim's id finds its event")
        as_event = server.json("/api/v1/events/ev_" + claim["id"][3:])
        expect(as_event["id"] == event["id"], "an older id finds the event")
    print("ok  older ids find what took their place")


def same_as_export(server, store):
    exported = annals("export", store, check=0).stdout
    _, fields, body = server.ask("/api/v1/events?format=jsonl")
    expect(body == exported, "the API's JSON Lines are not the export's")
    exported = annals("export", store, "--format", "csv", check=0).stdout
    expect(server.ask("/api/v1/events?format=csv")[2] == exported, "the API's CSV is not the export's")
    print("ok  whole lists are the exports, byte for byte")


def main():
    with Folder() as folder:
        store = read_examples(folder)
        with Server(store) as server:
            described_routes_are_all(server)
            every_route(server)
            parameters_are_checked(server)
            filters_agree_with_the_command(folder, server, store)
            pages_follow_each_other(server)
            text_and_marks(server)
            older_ids(server, store)
            same_as_export(server, store)


main()
