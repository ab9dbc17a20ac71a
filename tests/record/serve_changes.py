#!/usr/bin/env python3
"""The record changes while it is served: an ingest beside it, cursors, events that tell of it, and reviewers' decisions.

  serve_changes.py ANNALS
"""
import http.client
import json
import subprocess
import threading
import time

import openapi
from harness import ANNALS, EXAMPLES, Folder, annals, expect
from server import Server


def until(what, holds, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.1)
    expect(False, f"{what} did not come within {seconds} s")


class Listener(threading.Thread):
    """Reads /api/v1/stream."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.told = []
        self.connection = http.client.HTTPConnection(server.host, server.port, timeout=120)
        self.connection.request("GET", "/api/v1/stream")
        self.answer = self.connection.getresponse()
        expect(self.answer.status == 200 and self.answer.getheader("content-type") == "text/event-stream", "no stream")
        self.start()

    def run(self):
        name = None
        try:
            for line in self.answer:
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    self.told.append((name, json.loads(line[6:])))
        except Exception:
            pass


def an_ingest_beside(folder, store, server):
    listener = Listener(server)
    until("the first word", lambda: listener.told)
    first = server.json("/api/v1/events?limit=1000")
    at_first = [event["id"] for event in first["events"]]
    page = server.json("/api/v1/events?limit=7")
    seen = [event["id"] for event in page["events"]]
    _, fields, _ = server.ask("/api/v1/facets")
    ingest = subprocess.Popen([ANNALS, "ingest", str(store), "--progress", "off",
                               *map(str, sorted(EXAMPLES.glob("*/[0-9]*")))], stderr=subprocess.DEVNULL)
    while page["next"]:
        page = server.json(f"/api/v1/events?limit=7&cursor={page['next']}")
        seen += [event["id"] for event in page["events"]]
        time.sleep(0.05)
    expect(ingest.wait(120) == 0, "the ingest failed")
    until("the new record", lambda: server.json("/api/v1/summary")["documents"] > first["total"] // 50 and
          server.json("/api/v1/summary")["revision"] != listener.told[0][1]["revision"])
    until("the word of it", lambda: any(name == "revision" for name, _ in listener.told[1:]))
    expect(len(seen) == len(set(seen)), "an event came twice")
    now = [event["id"] for event in server.json("/api/v1/events?limit=1000")["events"]]
    stayed = set(at_first) & set(now)
    expect(stayed <= set(seen), f"{len(stayed - set(seen))} events that were there all the time never came")
    status, _, _ = server.ask("/api/v1/facets", headers={"If-None-Match": fields["etag"]})
    expect(status == 200, f"an old ETag still fits: {status}")
    print(f"ok  an ingest beside: {len(at_first)} events became {len(now)}; told of {len(listener.told)} times")
    return listener


def post(server, body, token=None, **headers):
    fields = {"Content-Type": "application/json", **headers}
    if token:
        fields["Authorization"] = "Bearer " + token
    status, _, answer = server.ask("/api/v1/decisions", "POST", fields, json.dumps(body).encode())
    return status, json.loads(answer)


def decisions(server):
    event = server.json("/api/v1/events?sort=documents&limit=1")["events"][0]
    body = {"what": "correct", "targets": [event["id"]], "field": "status", "value": "denied", "reason": "as told below",
            "who": "A. Reviewer"}
    for token, wanted in ((None, 401), ("0" * 32, 401), (server.token + "0", 401)):
        status, _ = post(server, body, token)
        expect(status == wanted, f"token {token}: {status}")
    status, _ = post(server, body, server.token, Origin="http://evil.example")
    expect(status == 403, f"another origin: {status}")
    status, _, _ = server.ask("/api/v1/decisions", "POST", {"Authorization": "Bearer " + server.token,
                                                             "Content-Type": "text/plain"}, b"{}")
    expect(status == 415, f"text/plain: {status}")
    for wrong in ({}, {"what": "like", "targets": [event["id"]], "who": "A"}, dict(body, who=""), dict(body, field="colour"),
                  dict(body, targets=["ev_none"]), dict(body, targets="x"), dict(body, value="maybe"), dict(body, when="2020"), []):
        status, told = post(server, wrong, server.token)
        expect(status in (400, 404), f"{wrong}: {status} {told}")
        expect(not openapi.problems(told, openapi.answers("/api/v1/decisions", "POST", status)["application/problem+json"]["schema"]), told)
    status, kept = post(server, body, server.token)
    expect(status == 201, f"a decision: {status} {kept}")
    wrong = openapi.problems(kept, openapi.answers("/api/v1/decisions", "POST", 201)["application/json"]["schema"])
    expect(not wrong, wrong)
    until("the corrected event", lambda: server.json(f"/api/v1/events/{event['id']}")["status"] == "denied")
    shown = server.json(f"/api/v1/events/{event['id']}")
    wrong = openapi.problems(shown, openapi.DESCRIPTION["components"]["schemas"]["Event"])
    expect(not wrong, wrong)
    expect(shown["review"] and shown["review"][0]["who"] == "A. Reviewer", "the event does not show who decided")
    status, undone = post(server, {"what": "undo", "targets": [kept["decision"]["id"]], "who": "B. Reviewer"}, server.token)
    expect(status == 201, f"undo: {status} {undone}")
    until("the event as it was", lambda: server.json(f"/api/v1/events/{event['id']}")["status"] == event["status"])
    listed = server.json("/api/v1/decisions")
    wrong = openapi.problems(listed, openapi.answers("/api/v1/decisions", "GET", 200)["application/json"]["schema"])
    expect(not wrong and listed["total"] == 2, wrong or listed["total"])
    expect(listed["decisions"][0]["superseded_by"] == undone["decision"]["id"], "the undone decision still stands")
    print("ok  decisions want the token, are kept, shown and undone")


def main():
    with Folder() as folder:
        store = folder / "growing.annals"
        annals("ingest", store, *sorted(EXAMPLES.glob("uri-2011/[0-9]*")), check=0)
        with Server(store, "--review") as server:
            an_ingest_beside(folder, store, server)
            decisions(server)
        annals("verify", store, check=0)


main()
