#!/usr/bin/env python3
"""annals serve beside Datasette on the same file: requests a second, and how long one takes.

  bench/serve.py ANNALS STORE [--datasette DATASETTE] [--seconds 5] [--slow 2000] [--ingest PAGES...]

Both are asked for the same events, by id, and for the same filtered lists, in turns; each answers all of what the other
does: an event with its participants, claims, their sentences, speakers, history and disagreements. Datasette gives them by
one canned query of JSON (an event whole in one request, which is kind to it), and a row alone besides. Everything is on
127.0.0.1, bounded in time and number.
"""
import argparse
import asyncio
import json
import pathlib
import random
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

WHOLE = """SELECT e.*,
 (SELECT json_group_array(json_object('role', role, 'actor', actor, 'name', name, 'country', country, 'office', office)) FROM participants WHERE event = e.id) AS participants,
 (SELECT json_group_array(json_object('status', status, 'as_of', as_of_from, 'claim', claim)) FROM history WHERE event = e.id) AS history,
 (SELECT json_group_array(json_object('field', field, 'value', value)) FROM disagreements WHERE event = e.id) AS disagreements,
 (SELECT json_group_array(json_object('id', c.id, 'document', c.document, 'outlet', c.outlet, 'status', c.status, 'sentence', c.sentence, 'spans', c.sentence_spans, 'rule', c.rule,
   'participants', (SELECT json_group_array(json_object('role', role, 'actor', actor, 'name', name)) FROM claim_participants WHERE claim = c.id),
   'said_by', (SELECT json_group_array(json_object('actor', actor, 'name', name, 'how', how)) FROM said_by WHERE claim = c.id)))
  FROM event_claims ec JOIN claims c ON c.id = ec.claim WHERE ec.event = e.id) AS claims
FROM events e WHERE e.id = :id"""
LISTED = """SELECT e.id, e.type, e.status, e.time_from, e.time_to, e.place_name, e.confidence FROM events e
WHERE e.type = :type AND e.time_from >= :since AND EXISTS (SELECT 1 FROM participants p WHERE p.event = e.id AND p.country = :country)
ORDER BY e.time_from, e.id LIMIT 50"""


class Client(asyncio.Protocol):
    """One connection that is kept: asks, waits for the whole answer, asks again."""

    def __init__(self, load):
        self.load, self.buffer, self.want = load, b"", None

    def connection_made(self, transport):
        self.transport = transport
        self.ask()

    def ask(self):
        target = self.load.next_target()
        if target is None:
            self.transport.close()
            return
        self.began = time.perf_counter()
        self.transport.write(b"GET " + target + b" HTTP/1.1\r\nHost: " + self.load.host + b"\r\n\r\n")

    def data_received(self, data):
        self.buffer += data
        if self.want is None:
            head = self.buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            fields = self.buffer[:head].lower()
            self.good = self.buffer.startswith(b"HTTP/1.1 200")
            at = fields.find(b"content-length:")
            self.chunked = at < 0
            self.want = None if self.chunked else head + 4 + int(fields[at + 15:].split(b"\r\n", 1)[0])
            if self.chunked:
                self.want = -1
        whole = self.buffer.endswith(b"0\r\n\r\n") if self.want == -1 else len(self.buffer) >= self.want
        if not whole:
            return
        self.load.took(time.perf_counter() - self.began, self.good, len(self.buffer))
        self.buffer, self.want = b"", None
        self.ask()

    def connection_lost(self, error):
        self.load.closed += 1


class Load:
    """Connections that ask as fast as they are answered, or so many a second in all."""

    def __init__(self, port, targets, seconds, rate=None):
        self.host = f"127.0.0.1:{port}".encode()
        self.port, self.targets, self.seconds, self.rate = port, targets, seconds, rate
        self.times, self.bad, self.closed, self.bytes = [], 0, 0, 0

    def next_target(self):
        if time.perf_counter() >= self.end:
            return None
        return self.targets[random.randrange(len(self.targets))]

    def took(self, seconds, good, size):
        self.times.append(seconds)
        self.bytes += size
        self.bad += not good

    async def run(self, connections):
        loop = asyncio.get_running_loop()
        began = time.perf_counter()
        self.end = began + self.seconds
        if self.rate:
            await self.paced(connections, began)
        else:
            for _ in range(connections):
                await loop.create_connection(lambda: Client(self), "127.0.0.1", self.port)
            while self.closed < connections:
                await asyncio.sleep(0.02)
        self.wall = time.perf_counter() - began
        return self

    async def paced(self, connections, began):
        """Requests begin on time, whether or not earlier ones were answered: a slow answer is seen as slow."""
        free = asyncio.Queue()
        for _ in range(connections):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
            free.put_nowait((reader, writer))
        tasks = []

        async def one(due, target):
            reader, writer = await free.get()
            writer.write(b"GET " + target + b" HTTP/1.1\r\nHost: " + self.host + b"\r\n\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            size = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            await reader.readexactly(size)
            self.took(time.perf_counter() - due, head.startswith(b"HTTP/1.1 200"), size)
            free.put_nowait((reader, writer))

        for number in range(int(self.rate * self.seconds)):
            due = began + number / self.rate
            wait = due - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            tasks.append(asyncio.create_task(one(due, self.targets[random.randrange(len(self.targets))])))
        await asyncio.gather(*tasks)

    def line(self):
        times = sorted(self.times)
        at = lambda share: times[min(len(times) - 1, int(share * len(times)))] * 1000
        return (f"{len(times) / self.wall:8.0f} requests/s  p50 {at(.5):7.2f} ms  p99 {at(.99):7.2f} ms  "
                f"{self.bytes / max(1, len(times)):7.0f} bytes each  {self.bad} bad")

    def rate_a_second(self):
        return len(self.times) / self.wall


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start_datasette(program, store, folder):
    metadata = pathlib.Path(folder) / "metadata.json"
    name = pathlib.Path(store).stem
    metadata.write_text(json.dumps({"databases": {name: {"queries": {"whole": WHOLE, "listed": LISTED}}}}))
    port = free_port()
    process = subprocess.Popen([program, "serve", store, "--port", str(port), "--metadata", str(metadata), "--setting",
                                "sql_time_limit_ms", "10000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/-/versions.json", timeout=2).read()
            return process, port, name
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Datasette did not start")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def slow_clients(port, count):
    """Connections that begin a request and never end it."""
    held = []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), timeout=10)
        one.sendall(b"GET /api/v1/summary HTTP/1.1\r\nHos")
        held.append(one)
    return held


def main():
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("annals")
    call.add_argument("store")
    call.add_argument("--datasette")
    call.add_argument("--seconds", type=float, default=5)
    call.add_argument("--rounds", type=int, default=3)
    call.add_argument("--slow", type=int, default=0, help="slow clients beside the last measure, 10,000 at most")
    call.add_argument("--ingest", nargs="*", default=[], help="pages that are read into the store beside it")
    given = call.parse_args()
    random.seed(7)
    rows = sqlite3.connect(f"file:{given.store}?mode=ro", uri=True)
    ids = [row[0] for row in rows.execute("SELECT id FROM events ORDER BY id")]
    print(f"{len(ids)} events, {rows.execute('SELECT count(*) FROM claims').fetchone()[0]} claims")
    types = [row[0] for row in rows.execute("SELECT DISTINCT type FROM events")]
    countries = [row[0] for row in rows.execute("SELECT country FROM participants WHERE country IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 20")]
    some = random.sample(ids, min(len(ids), 20000))
    filters = [(t, c, f"{y}-{m:02d}-01") for t in types for c in countries for y in range(2000, 2024) for m in (1, 4, 7, 10)]
    filters = random.sample(filters, min(3000, len(filters)))
    began = time.monotonic()
    annals = subprocess.Popen([given.annals, "serve", given.store, "--port", "0"], stdout=subprocess.PIPE)
    port = int(annals.stdout.readline().decode().strip().rstrip("/").rsplit(":", 1)[1])
    print(f"annals: ready in {time.monotonic() - began:.2f} s, CPU {cpu_seconds(annals.pid):.2f} s")
    ours = {"event": [f"/api/v1/events/{i}".encode() for i in some],
            "list": [f"/api/v1/events?type={t}&country={c}&since={s}&limit=50".encode() for t, c, s in filters]}
    with tempfile.TemporaryDirectory() as folder:
        theirs, datasette = {}, None
        if given.datasette:
            datasette, their_port, name = start_datasette(given.datasette, given.store, folder)
            theirs = {"event": [f"/{name}/whole.json?_shape=array&id={i}".encode() for i in some],
                      "row": [f"/{name}/events/{i}.json?_shape=array".encode() for i in some],
                      "list": [f"/{name}/listed.json?_shape=array&type={t}&country={c}&since={s}".encode() for t, c, s in filters]}
        rates = {}
        for _ in range(given.rounds):
            for what in ("event", "list"):
                before = cpu_seconds(annals.pid)
                load = asyncio.run(Load(port, ours[what], given.seconds).run(32))
                used = cpu_seconds(annals.pid) - before
                rates.setdefault(("annals", what), []).append((load.rate_a_second(), len(load.times) / max(used, .01)))
                print(f"annals    {what:6} {load.line()}  {used / len(load.times) * 1e6:6.0f} us CPU each", flush=True)
                for their in [what, "row"] if what == "event" else [what]:
                    if not datasette:
                        continue
                    before = cpu_seconds(datasette.pid)
                    load = asyncio.run(Load(their_port, theirs[their], given.seconds).run(32))
                    used = cpu_seconds(datasette.pid) - before
                    rates.setdefault(("datasette", their), []).append((load.rate_a_second(), len(load.times) / max(used, .01)))
                    print(f"datasette {their:6} {load.line()}  {used / max(1, len(load.times)) * 1e6:6.0f} us CPU each", flush=True)
        if datasette:
            middle = lambda who, what, which: sorted(pair[which] for pair in rates[who, what])[len(rates[who, what]) // 2]
            for mine, their in (("event", "event"), ("event", "row"), ("list", "list")):
                print(f"annals {mine} / Datasette {their}: {middle('annals', mine, 0) / middle('datasette', their, 0):.1f} times the requests "
                      f"a second, {middle('annals', mine, 1) / middle('datasette', their, 1):.1f} times a CPU second (medians of {given.rounds})")
            datasette.terminate()
            datasette.wait()
    mixed = ours["event"] * 1 + ours["list"][:len(ours["event"]) // 10]
    load = asyncio.run(Load(port, mixed, given.seconds, rate=1000).run(256))
    print(f"annals    1,000 a second, 256 connections:              {load.line()}")
    if given.ingest:
        ingest = subprocess.Popen([given.annals, "ingest", given.store, "--progress", "off", *given.ingest], stderr=subprocess.DEVNULL)
        load = asyncio.run(Load(port, mixed, given.seconds, rate=1000).run(256))
        print(f"annals    the same while an ingest {'runs' if ingest.poll() is None else 'ran'}:               {load.line()}")
        ingest.wait()
    if given.slow:
        held = slow_clients(port, min(given.slow, 10_000))
        load = asyncio.run(Load(port, mixed, given.seconds, rate=1000).run(256))
        print(f"annals    the same beside {len(held)} slow clients:        {load.line()}")
        for one in held:
            one.close()
    annals.terminate()
    annals.wait()


main()
