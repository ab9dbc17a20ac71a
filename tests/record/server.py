"""annals serve, started for a test, and requests to it."""
import http.client
import json
import pathlib
import subprocess

from harness import ANNALS, expect


class Server:
    def __init__(self, store, *arguments, own=()):
        self.process = subprocess.Popen([ANNALS, *map(str, own), "serve", str(store), "--port", "0", *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        expect(line.startswith("http://"), f"expected an address, found {line!r}: "
                                           f"{self.process.stderr.read() if not line else ''}")
        self.host, port = line.strip().removeprefix("http://").rstrip("/").rsplit(":", 1)
        self.port = int(port)
        self.token = None
        if "--review" in arguments:
            self.token = self.process.stdout.readline().decode().split()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        expect(self.process.returncode == 0, f"the server ended with {self.process.returncode}")

    def ask(self, target, method="GET", headers=None, body=None):
        """The status, the header fields by lower-case name, the body."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request(method, target, body=body, headers=headers or {})
        answer = connection.getresponse()
        fields = {name.lower(): value for name, value in answer.getheaders()}
        whole = answer.read()
        connection.close()
        return answer.status, fields, whole

    def json(self, target, status=200):
        got, fields, body = self.ask(target)
        expect(got == status, f"{target}: expected {status}, found {got}: {body[:300]!r}")
        return json.loads(body)
