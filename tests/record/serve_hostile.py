#!/usr/bin/env python3
"""What a hostile or broken client sends `annals serve` gives a clear refusal, and the next client is served.

  serve_hostile.py ANNALS
"""
import json
import pathlib
import socket
import threading
import time

from harness import EXAMPLES, Folder, annals, expect
from server import Server


def send(server, data, wait=5, parts=None):
    """Everything that comes back to these bytes."""
    with socket.create_connection((server.host, server.port), timeout=wait) as connection:
        connection.sendall(data)
        for pause, more in parts or []:
            time.sleep(pause)
            connection.sendall(more)
        out = b""
        try:
            while True:
                piece = connection.recv(65536)
                if not piece:
                    break
                out += piece
        except (TimeoutError, ConnectionResetError):
            pass
        return out


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else None


def request(server, target, host=None, extra=b"", method=b"GET"):
    host = host if host is not None else f"{server.host}:{server.port}".encode()
    return method + b" " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n" + extra + b"\r\n"


def hosts(server):
    port = str(server.port).encode()
    for host in (b"evil.example", b"evil.example:" + port, b"127.0.0.1", b"127.0.0.1:1", b"localhost.evil.example:" + port,
                 b"127.0.0.1:" + port + b"@evil.example", b"", b"[::2]:" + port, b"127.0.0.1:" + port + b" "*0 + b"."):
        got = status(send(server, request(server, b"/api/v1/summary", host)))
        expect(got in (400, 421), f"Host {host!r}: {got}")
    for host in (b"127.0.0.1:" + port, b"localhost:" + port, b"LOCALHOST:" + port, b"[::1]:" + port):
        expect(status(send(server, request(server, b"/api/v1/summary", host))) == 200, f"Host {host!r} is refused")
    none = b"GET /api/v1/summary HTTP/1.1\r\nConnection: close\r\n\r\n"
    expect(status(send(server, none)) in (400, None), "no Host at all")
    two = request(server, b"/api/v1/summary", extra=b"Host: evil.example\r\n")
    expect(status(send(server, two)) in (400, None), "two Hosts")
    print("ok  other names than its own are refused")


def targets(server):
    for target, wanted in ((b"/../../etc/passwd", (404,)), (b"/%2e%2e/%2e%2e/etc/passwd", (404,)), (b"/..%2f..%2fetc/passwd", (404,)),
                           (b"/assets/../../etc/passwd", (404,)), (b"/assets/%2e%2e", (404,)), (b"/index.html%00.js", (400,)),
                           (b"/%zz", (400,)), (b"/%", (400,)), (b"/%e2%82", (400,)), (b"/api/v1/events?q=%ff", (400,)),
                           (b"/api/v1/events?q=%00", (400,)), (b"/api/v1/events/%00", (400,)), (b"//api/v1/events", (404,)),
                           (b"/api/v1/events/", (404,)), (b"/api/v1/events/a%2fb", (404,)), (b"/api/v2/events", (404,)),
                           (b"http://evil.example/", (400, 404)), (b"*", (400, 404)), (b"/api/v1/events?" + b"a=1&" * 2000, (400, 414, 431, None)),
                           (b"/" + b"a" * 60000, (400, 414, 431)), (b"/api/v1/events?cursor=" + b"A" * 8000, (400,)),
                           (b"/api/v1/events/" + b"<script>alert(1)</script>", (404,)), (b"/api/v1/documents/-1%27%20OR%201=1", (404,)),
                           (b"/api/v1/search?q=%22%2a%28%29%20NEAR%20OR", (200,)), (b"/api/v1/search?q=" + b"%22" * 500, (200,))):
        answer = send(server, request(server, target))
        expect(status(answer) in wanted, f"{target[:60]!r}: {status(answer)}")
        expect(b"root:" not in answer, f"{target!r} gives a file")
        if b"<script>" in target:
            expect(b"text/html" not in answer, "an error is shown as a page")
    print("ok  addresses that are none, climb, or hold NUL give 400 or 404")


def methods_and_bodies(server):
    for method in (b"POST", b"PUT", b"DELETE", b"TRACE", b"CONNECT", b"BREW", b"get"):
        got = status(send(server, request(server, b"/api/v1/events", method=method, extra=b"Content-Length: 0\r\n")))
        expect(got in (400, 405, 501), f"{method!r}: {got}")
    got = status(send(server, request(server, b"/api/v1/events", method=b"POST", extra=b"Content-Length: 2000000\r\n")))
    expect(got == 413, f"a body of 2 MB: {got}")
    got = status(send(server, request(server, b"/api/v1/events", method=b"POST", extra=b"Content-Length: 99999999999999999999\r\n")))
    expect(got in (400, 413, None), f"a body of endless length: {got}")
    chunks = request(server, b"/api/v1/events", method=b"POST", extra=b"Transfer-Encoding: chunked\r\n")
    big = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    got = status(send(server, chunks + big * 20 + b"0\r\n\r\n"))
    expect(got in (413, None), f"a chunked body of 1.3 MB: {got}")
    got = status(send(server, chunks + b"zz\r\n"))
    expect(got in (400, None), f"a chunk of no size: {got}")
    print("ok  methods and bodies that no route takes are refused")


def headers(server):
    got = status(send(server, request(server, b"/api/v1/summary", extra=b"X: " + b"a" * 17000 + b"\r\n")))
    expect(got == 431, f"a header of 17 KB: {got}")
    got = status(send(server, request(server, b"/api/v1/summary", extra=b"".join(b"X%d: 1\r\n" % i for i in range(5000)))))
    expect(got in (431, None), f"5,000 headers: {got}")
    got = status(send(server, request(server, b"/api/v1/summary", extra=b"X: " + b"a" * 8000 + b"\r\n")))
    expect(got == 200, f"a header of 8 KB: {got}")
    for garbage in (b"\x00" * 100, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                    b" / HTTP/1.1\r\n\r\n", b"\r\n" * 1000, b"GET / HTTP/1.1\r\nHost\r\n\r\n"):
        got = status(send(server, garbage, wait=1))
        expect(got is None or got >= 400, f"{garbage[:20]!r}: {got}")
    print("ok  header blocks beyond 16 KiB, and what is no HTTP, are refused")


def pipelined(server):
    host = f"{server.host}:{server.port}".encode()
    one = b"GET /api/v1/summary HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    slow = b"GET /api/v1/facets HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    answer = send(server, (one + slow) * 5 + request(server, b"/nope"))
    expect(answer.count(b"HTTP/1.1 200") == 10 and answer.count(b"HTTP/1.1 404") == 1,
           f"11 requests at once: {answer.count(b'HTTP/1.1')} answers")
    print("ok  requests one after the other on a connection are answered in order")


def slow_clients(server):
    """They give a byte now and then; others are served meanwhile, and they are cut off."""
    held = []
    for _ in range(100):
        connection = socket.create_connection((server.host, server.port), timeout=30)
        connection.sendall(b"GET /api/v1/summary HTTP/1.1\r\nHo")
        held.append(connection)
    began = time.monotonic()
    cut = 0
    while time.monotonic() - began < 40 and cut < len(held):
        expect(server.ask("/api/v1/summary")[0] == 200, "others are not served")
        time.sleep(1)
        cut = 0
        for connection in held:
            try:
                connection.sendall(b"s")
                connection.setblocking(False)
                cut += connection.recv(10) == b""
                connection.setblocking(True)
            except BlockingIOError:
                connection.setblocking(True)
            except OSError:
                cut += 1
    expect(cut == len(held), f"{len(held) - cut} of {len(held)} slow clients were never cut off")
    print(f"ok  100 slow clients hold nobody, and are cut off ({time.monotonic() - began:.0f} s)")


def who_does_not_read(server):
    """A client that asks for much and takes nothing."""
    host = f"{server.host}:{server.port}".encode()
    held = []
    for _ in range(50):
        connection = socket.create_connection((server.host, server.port), timeout=30)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"GET /api/v1/events?format=jsonl HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
        held.append(connection)
    expect(server.ask("/api/v1/events?limit=1000&fields=all")[0] == 200, "others are not served")
    for connection in held:
        connection.close()
    print("ok  50 clients that do not read hold nobody")


def nothing_is_changed(server, before):
    expect(server.json("/api/v1/summary")["revision"] == before, "the record changed")
    status_, fields, _ = server.ask("/api/v1/decisions", "POST", {"Content-Type": "application/json"}, b"{}")
    expect(status_ == 403, f"a decision without --review: {status_}")
    print("ok  nothing that was sent changed the record")


def main():
    with Folder() as folder:
        store = folder / "examples.annals"
        annals("ingest", store, *sorted(EXAMPLES.glob("uri-2011/[0-9]*")), check=0)
        with Server(store) as server:
            before = server.json("/api/v1/summary")["revision"]
            hosts(server)
            targets(server)
            methods_and_bodies(server)
            headers(server)
            pipelined(server)
            slow_clients(server)
            who_does_not_read(server)
            nothing_is_changed(server, before)


main()
