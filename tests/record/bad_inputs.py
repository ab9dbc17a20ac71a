#!/usr/bin/env python3
"""Each bad input gives a clear error and exit status 1, and the good page beside it is read.

  bad_inputs.py ANNALS
"""
import gzip
import os
import pathlib
import shutil
import subprocess
import threading
import time

from harness import ANNALS, Folder, annals, expect, export, lines

GOOD = """Envoys of Peru and Ecuador hold talks in Brasilia

BRASILIA, Feb. 17 - The foreign ministers of Peru and Ecuador met in Brasilia on Friday, officials said.
"""
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb0043000302020302020303030304030304") + bytes(range(256)) * 20


def refused(folder, name, words, path=None, text=None):
    """Ingests the bad input beside a good page and checks what is said of it."""
    bad = path or folder / name
    good = folder / "good.txt"
    good.write_text(GOOD)
    store = folder / f"{name}.annals"
    began = time.monotonic()
    done = annals("ingest", store, bad, good, check=1)
    took = time.monotonic() - began
    said = done.stderr.decode(errors="replace")
    expect(name in said, f"{name}: the message does not name the input: {said}")
    expect(any(word in said.lower() for word in words), f"{name}: the message says none of {words}: {said}")
    kept = lines(export(store, "documents"))
    expect(any(d["path"].endswith("good.txt") for d in kept), f"{name}: the good page beside it was lost")
    expect(took < 20, f"{name}: took {took:.1f} s")
    print(f"ok  {name}: {said.splitlines()[0][:110]}")


def read_all_the_same(folder, name, data):
    bad = folder / name
    bad.write_bytes(data)
    store = folder / f"{name}.annals"
    began = time.monotonic()
    annals("ingest", store, bad, check=0)
    annals("verify", store, check=0)
    expect(time.monotonic() - began < 20, f"{name}: too slow")
    print(f"ok  {name}: read, and every promise holds")


def unreadable(folder):
    secret = folder / "secret.txt"
    secret.write_text(GOOD)
    secret.chmod(0)
    if os.geteuid() != 0:
        refused(folder, "secret.txt", ["permission"])
        return
    # root reads everything, so somebody else has to try
    folder.chmod(0o777)
    (folder / "good.txt").write_text(GOOD)
    done = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", str(ANNALS), "code",
                           str(secret), str(folder / "good.txt")], capture_output=True)
    said = done.stderr.decode(errors="replace")
    if "setpriv" in said or done.returncode == 126 or "cannot open" in said and "secret" not in said:
        print("skipped: an unreadable file (nobody may not run the program here)")
        return
    expect(done.returncode == 1 and "ermission" in said and "secret.txt" in said, f"unreadable file: {said}")
    expect(b"good.txt" in done.stdout, "unreadable file: the good page beside it was lost")
    print(f"ok  secret.txt: {said.splitlines()[0]}")


def vanishing(folder):
    many = folder / "many"
    many.mkdir()
    for i in range(400):
        (many / f"{i:03}.txt").write_text(GOOD.replace("Friday", f"Friday {i}"))
    remover = threading.Timer(0.6, shutil.rmtree, (many,), {"ignore_errors": True})
    remover.start()
    store = folder / "vanishing.annals"
    done = annals("ingest", store, many)
    remover.join()
    expect(done.returncode in (0, 1), f"a folder that vanishes: exit status {done.returncode}\n{done.stderr.decode()[-500:]}")
    annals("verify", store, check=0)
    done = annals("ingest", store, many, check=1)
    expect(b"many" in done.stderr, f"a folder that is gone: {done.stderr}")
    print("ok  a folder that vanishes while it is read")


def full_disk(folder):
    small = folder / "small"
    small.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(small)],
                                           capture_output=True).returncode != 0:
        print("skipped: a full disk (needs to mount a small file system)")
        return
    try:
        source = folder / "source"
        source.mkdir()
        for i in range(300):
            (source / f"{i}.txt").write_text(GOOD + f"\nThe ministers agreed on point {i}. " + os.urandom(2000).hex() + "\n")
        done = annals("ingest", small / "full.annals", source, check=3)
        said = done.stderr.decode(errors="replace")
        expect("full" in said or "space" in said, f"a full disk: {said}")
        print(f"ok  a full disk: {said.splitlines()[-1][:110]}")
    finally:
        subprocess.run(["umount", str(small)], check=False)


def warc_record(kind, url, block):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def archives(folder):
    """A damaged record is refused with its offset, the others are read, and what holds no page is counted."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>" + GOOD.encode() * 3 + b"</p></body></html>"
    members = [gzip.compress(warc_record("response", f"http://{i}.example/", answer.replace(b"Friday", b"Friday %d" % i)), mtime=0)
               for i in range(3)]
    offset = len(members[0])
    hit = bytearray(members[1])
    hit[len(hit) // 2] ^= 0x55
    archive = folder / "news.warc.gz"
    archive.write_bytes(members[0] + bytes(hit) + gzip.compress(warc_record("request", "http://2.example/", b"GET / HTTP/1.1\r\n\r\n")) + members[2])
    store = folder / "archive.annals"
    said = annals("ingest", store, archive, check=1).stderr.decode()
    expect(f"news.warc.gz#{offset}" in said and "damaged" in said, f"a damaged archive: {said}")
    expect("1 request" in said, f"an archive's other records are not counted: {said}")
    refusals = {one["path"].rsplit("#", 1)[1]: one for one in lines(export(store, "refused"))}
    expect(set(refusals) == {str(offset), "*"}, f"what is lost or passed over is not kept: {refusals}")
    expect("1 request" in refusals["*"]["message"], f"what is passed over is kept without a reason: {refusals}")
    before = export(store, "refused")
    annals("ingest", store, archive, check=1)
    expect(export(store, "refused") == before, "a second ingest changes what was refused")
    kept = lines(export(store, "documents"))
    expect([d["path"].rsplit("#", 1)[1] for d in kept][:1] == ["0"] and len(kept) == 2, f"a damaged archive: {kept}")
    expect(kept[0]["url"] == "http://0.example/", "a record's address")
    annals("verify", store, check=0)
    again = annals("ingest", folder / "piped.annals", "-", stdin=archive.read_bytes(), check=1)
    expect(len(lines(export(folder / "piped.annals", "documents"))) == 2, f"an archive from standard input: {again.stderr}")
    print(f"ok  news.warc.gz: {said.splitlines()[0][:110]}")


def own_store(folder):
    """A store in the folder that is ingested into it is refused by name, and never opened."""
    here = folder / "here"
    here.mkdir()
    (here / "good.txt").write_text(GOOD)
    store = here / "own.annals"
    annals("ingest", store, here / "good.txt", check=0)
    (here / "linked.txt").symlink_to("own.annals")
    (here / "next.txt").write_text(GOOD.replace("Friday", "Monday"))
    done = annals("ingest", store, here, check=1)
    said = done.stderr.decode(errors="replace")
    for name in ("own.annals", "linked.txt"):
        expect(f"{name}: belongs to the store" in said, f"the store's own file {name} was read: {said}")
    expect(len(lines(export(store, "documents"))) == 2, "beside the store's own file a page was lost")
    annals("verify", store, check=0)
    print(f"ok  own.annals: {said.splitlines()[0][:110]}")


def main():
    with Folder() as folder:
        (folder / "empty.txt").write_bytes(b"")
        refused(folder, "empty.txt", ["empty"])
        (folder / "photo.jpg").write_bytes(JPEG)
        refused(folder, "photo.jpg", ["jpeg"])
        whole = gzip.compress(GOOD.encode() * 40)
        (folder / "cut.txt.gz").write_bytes(whole[: len(whole) // 2])
        refused(folder, "cut.txt.gz", ["truncated", "cut", "ends"])
        (folder / "lines.jsonl").write_text('{"id": "a", "text": "Peru and Ecuador signed a truce on Friday."}\n{"id": "b"}\n')
        refused(folder, "lines.jsonl", ["text"])
        refused(folder, "nowhere.txt", ["no such"])
        with open(folder / "line.txt", "wb") as out:
            for _ in range(200):
                out.write(b"word " * 209715)
        store = folder / "line.annals"
        began = time.monotonic()
        done = annals("ingest", store, folder / "line.txt")
        expect(done.returncode in (0, 1) and time.monotonic() - began < 60, f"200 MB line: {done.stderr.decode()[-300:]}")
        expect(done.returncode == 0 or b"line.txt" in done.stderr, "200 MB line: nothing is said")
        print("ok  a 200 MB line:", (done.stderr.decode().splitlines() or ["read"])[0][:110])
        (folder / "line.txt").unlink()
        read_all_the_same(folder, "bytes.txt", GOOD.encode() + b"\n\xff\xfe\xc3( is not UTF-8; \x80 neither, said Peru's minister.\n")
        read_all_the_same(folder, "deep.html", b"<html><body>" + b"<div>" * 100000 + GOOD.encode() + b"</body></html>")
        archives(folder)
        own_store(folder)
        unreadable(folder)
        vanishing(folder)
        full_disk(folder)


main()
