#!/usr/bin/env python3
"""WARC.gz records a second beside FastWARC, on the same archive in the same run.

  bench/warc.py BENCH_WARC PAGES [ROUNDS]     PAGES: a folder of HTML pages; needs bench/'s rivals (eval/requirements.txt)

Makes an archive of the pages as crawlers do (a request, a response and a metadata record a page, a gzip member a record),
reads it in turns with both, and prints medians of processor time. FastWARC parses the HTTP header and reads the whole
payload, its content coding undone, as annals does. With "hash", both also compute a digest of each page.
"""
import gzip
import hashlib
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from fastwarc.warc import ArchiveIterator, WarcRecordType


def record(kind, url, block, content_type):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2016-12-08T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Record-ID: <urn:uuid:{hashlib.md5((kind + url).encode()).hexdigest()}>\r\n"
            f"WARC-Block-Digest: sha1:{hashlib.sha1(block).hexdigest()}\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n")
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


def make_archive(path, pages):
    with open(path, "wb") as out:
        for i, page in enumerate(pages):
            url = f"http://host.example/{i}"
            body = page.read_bytes()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: none\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            out.write(record("request", url, b"GET / HTTP/1.1\r\nHost: host.example\r\n\r\n", "application/http; msgtype=request"))
            out.write(record("response", url, answer, "application/http; msgtype=response"))
            out.write(record("metadata", url, b"fetchTimeMs: 12\r\n", "application/warc-fields"))


def fastwarc(path, hash_pages):
    began = time.process_time()
    records = pages = size = 0
    with open(path, "rb") as stream:
        for item in ArchiveIterator(stream, parse_http=True):
            records += 1
            if item.record_type != WarcRecordType.response:
                continue
            body = item.reader.read()
            pages += 1
            size += len(body)
            if hash_pages:
                hashlib.sha256(body).hexdigest()
    return records, pages, size, time.process_time() - began


def annals(bench, path, hash_pages):
    done = subprocess.run([bench, path] + ["hash"] * hash_pages, capture_output=True, text=True, check=True)
    records, pages, size, seconds = done.stdout.split()
    return int(records), int(pages), int(size), float(seconds)


def main():
    bench, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    pages = sorted(p for p in folder.rglob("*") if p.is_file())
    with tempfile.TemporaryDirectory() as temporary:
        path = temporary + "/pages.warc.gz"
        make_archive(path, pages)
        print(f"{len(pages)} pages, {pathlib.Path(path).stat().st_size / 1e6:.1f} MB of WARC.gz")
        for hash_pages in (False, True):
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(annals(bench, path, hash_pages))
                theirs.append(fastwarc(path, hash_pages))
            if ours[0][:3] != theirs[0][:3]:
                sys.exit(f"annals and FastWARC differ: {ours[0][:3]} and {theirs[0][:3]}")
            a, b = (statistics.median(run[3] for run in runs) for runs in (ours, theirs))
            print(f"{'with SHA-256' if hash_pages else 'opened':14} annals {ours[0][0] / a:9.0f} records/s   "
                  f"FastWARC {theirs[0][0] / b:9.0f} records/s   ratio {b / a:.2f}")


main()
