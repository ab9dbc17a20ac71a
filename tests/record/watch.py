#!/usr/bin/env python3
"""`annals watch` against a server of our own on 127.0.0.1: politely, exactly once, safe to kill, alerts at least once.

  watch.py ANNALS
"""
import http.server
import json
import os
import signal
import subprocess
import threading
import time

from harness import ANNALS, Folder, annals, expect, export, lines

TOWNS = ["Brasilia", "Ankara", "Nairobi", "Riga", "Hanoi", "Lima", "Oslo", "Tunis"]


def page(number):
    town = TOWNS[number % len(TOWNS)]
    return (f"<!doctype html><html><head><title>Envoys of Peru and Ecuador hold talks in {town}</title></head><body><article>"
            f"<h1>Envoys of Peru and Ecuador hold talks in {town}</h1><p>{town.upper()}, Feb. {number + 1}, 1995 - The foreign ministers of "
            f"Peru and Ecuador met in {town} on Feb. {number + 1}, 1995, officials of both governments said.</p>"
            f"<p>They agreed to meet again within {number + 3} weeks.</p></article></body></html>")


class Site(http.server.BaseHTTPRequestHandler):
    """One site whose answers a test may change while it runs."""
    asked, posted = [], []
    items = [f"/news/{i}" for i in range(4)] + ["/private/1", "/elsewhere", "/gone", "/picture"]
    status = {}  # of a path, in place of its page

    def log_message(self, *_):
        pass

    def send(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Site.asked.append((self.path, self.headers.get("If-None-Match")))
        base = f"http://{self.headers['Host']}"
        if self.path in Site.status:
            return self.send(Site.status[self.path], Retry_After="7000")
        if self.path == "/robots.txt":
            return self.send(200, b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain")
        if self.path == "/feed":
            etag = f'"{len(Site.items)}"'
            if self.headers.get("If-None-Match") == etag:
                return self.send(304)
            entries = "".join(f"<item><title>An item</title><link>{base}{path}</link></item>" for path in Site.items)
            body = f"<rss version='2.0'><channel><title>The Andes Post</title>{entries}</channel></rss>"
            return self.send(200, body.encode(), ETag=etag, Content_Type="application/rss+xml")
        if self.path.startswith("/news/"):
            return self.send(200, page(int(self.path[6:])).encode(), Content_Type="text/html; charset=utf-8")
        if self.path == "/elsewhere":
            return self.send(302, Location="ftp://127.0.0.1/secret")
        if self.path == "/picture":
            return self.send(200, b"\x89PNG", Content_Type="image/png")
        return self.send(404)

    def do_POST(self):
        Site.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send(Site.status.get(self.path, 200))


def paths(store):
    return sorted(d["path"] for d in lines(export(store, "documents")))


def test_feed(folder, base):
    store, feed = folder / "feed.annals", f"{base}/feed"
    done = annals("watch", store, "--feed", feed, "--once", "--delay", "0", check=0)
    said = done.stderr.decode()
    expect("no public address" in said, f"an address of the own network was asked: {said}")
    expect(not Site.asked, "the server was asked though its address is not allowed")

    run = ["watch", store, "--feed", feed, "--once", "--delay", "0", "--allow-address", "127.0.0.1", "--alert", "json"]
    (folder / "feed.annals.watch" / "state.json").unlink()  # or the feed would be left alone for a while
    done = annals(*run, check=0)
    said = done.stderr.decode()
    expect(paths(store) == [f"{base}/news/{i}" for i in range(4)], f"expected four pages, found {paths(store)}\n{said}")
    for reason in ("robots.txt forbids it", "where we do not follow", "is not there (404)", "found image/png"):
        expect(reason in said, f"nothing is said of \"{reason}\": {said}")
    asked = [path for path, _ in Site.asked]
    expect("/private/1" not in asked, "what robots.txt forbids was fetched")
    expect(asked.count("/robots.txt") == 1, f"robots.txt was fetched {asked.count('/robots.txt')} times")
    alerts = lines(done.stdout)
    met = [a for a in alerts if a["event"]["type"] == "CONSULT"]
    expect(len(met) >= 4 and all(a["alert"] == "new" for a in met), f"expected an alert for each meeting, found {len(met)}")
    outlets = {d["outlet"] for d in lines(export(store, "documents"))}
    expect(outlets == {"The Andes Post"}, f"the feed's name is not the outlet: {outlets}")

    before, Site.asked[:] = export(store), []
    done = annals(*run, check=0)
    expect(Site.asked[-1] == ("/feed", '"8"'), f"the feed was not asked whether it changed: {Site.asked}")
    expect(not done.stdout and export(store) == before, "a feed that did not change changed the record")

    Site.items.append("/news/4")
    Site.asked[:] = []
    done = annals(*run, "--type", "CONSULT", check=0)
    fetched = [path for path, _ in Site.asked if path.startswith("/news")]
    expect(fetched == ["/news/4"], f"expected the new page alone to be fetched, found {fetched}")
    expect(lines(done.stdout) and all(a["event"]["type"] == "CONSULT" for a in lines(done.stdout)), "the filter does not hold")


def test_backoff(folder, base):
    store = folder / "feed.annals"
    Site.status["/feed"] = 503
    run = ["watch", store, "--feed", f"{base}/feed", "--once", "--delay", "0", "--allow-address", "127.0.0.1"]
    said = annals(*run, check=0).stderr.decode()
    expect("asks to come back later (503)" in said, f"nothing is said of the server's state: {said}")
    state = json.loads((folder / "feed.annals.watch" / "state.json").read_text())["feeds"][f"{base}/feed"]
    expect(state["failures"] == 1 and state["not_before"] > time.time() + 6000, f"Retry-After is not kept: {state}")
    Site.asked[:] = []
    annals(*run, check=0)
    expect(not Site.asked, "a server that asked to be left alone was asked again")
    del Site.status["/feed"]


def test_webhook(folder, base):
    store, pages = folder / "hook.annals", folder / "hook"
    pages.mkdir()
    (pages / "a.html").write_text(page(1))
    run = ["watch", store, "--dir", pages, "--once", "--webhook", f"{base}/hook"]
    Site.status["/hook"] = 500
    annals(*run, check=0)
    failed = len(Site.posted)
    del Site.status["/hook"]
    annals(*run, check=0)
    told = Site.posted[failed:]
    expect(failed > 0 and told, "a webhook that failed was not asked again")
    expect(any(t["event"]["type"] == "CONSULT" for t in told), "the meeting was not told of")
    count = len(Site.posted)
    annals(*run, check=0)
    expect(len(Site.posted) == count, "an alert that arrived was given again")


def test_kill(folder):
    """Killed again and again while files come in: every page once, and the record of an undisturbed run."""
    pages, store = folder / "pages", folder / "killed.annals"
    pages.mkdir()
    for i in range(24):
        (pages / f"{i:02}.html").write_text(page(i % 20).replace("Ecuador", f"Ecuador{'' if i < 20 else ' again'}"))
    for kill in range(6):
        run = subprocess.Popen([ANNALS, "watch", store, "--dir", pages, "--every", "1s"], stderr=subprocess.DEVNULL)
        time.sleep(0.4 + 0.35 * kill)
        run.send_signal(signal.SIGKILL)
        run.wait()
    run = subprocess.Popen([ANNALS, "watch", store, "--dir", pages, "--every", "1s"], stderr=subprocess.DEVNULL)
    until = time.time() + 60
    late = pages / "late.html"
    while time.time() < until:
        time.sleep(0.5)
        kept = paths(store) if os.path.exists(store) else []
        if len(kept) == 24 and not late.exists():
            late.write_text(page(21))
        if len(kept) == 25:
            break
    time.sleep(1)
    run.send_signal(signal.SIGTERM)
    expect(run.wait(timeout=30) == 0, "a run that is asked to end does not end well")
    expect(len(paths(store)) == 25, f"expected 25 pages, found {len(paths(store))}")
    whole = folder / "whole.annals"
    annals("ingest", whole, pages, check=0)
    expect(export(store) == export(whole), "the record of the killed runs is another")
    annals("verify", store, check=0)


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with Folder() as folder:
        test_feed(folder, base)
        test_backoff(folder, base)
        test_webhook(folder, base)
        test_kill(folder)
    done = annals("watch", "x.annals", check=2)
    expect("nothing to watch" in done.stderr.decode(), "a call that names nothing is not told so")
    print("ok  watch: robots, conditions, redirects, back-off, alerts, kills")


main()
