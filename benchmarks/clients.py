"""Clients of a server under measure, in a process of their own so that they take nothing from it.

    python benchmarks/clients.py SPECIFICATION.json

The specification says how many clients there are and gives the requests, one list for all; prints the
milliseconds of each request and whether it was answered as expected, as JSON.
"""

from base64 import b64encode
from http.client import HTTPConnection
from pathlib import Path
from threading import Lock
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import json
import subprocess
import sys
import tempfile
import time


def measured(url: str, requests: list[dict[str, Any]], clients: int) -> dict[str, Any]:
    """Send all requests with so many clients at once; seconds in all, milliseconds of each, how many failed.

    A request is ``{"method", "path", "userid", "password", "body", "expect"}``.
    """
    with tempfile.TemporaryDirectory() as folder:
        specification = Path(folder) / "requests.json"
        specification.write_text(json.dumps({"url": url, "requests": requests, "clients": clients}))
        done = subprocess.run(
            [sys.executable, __file__, str(specification)], check=True, capture_output=True, text=True
        )
    return dict(json.loads(done.stdout))


def run(url: str, requests: list[dict[str, Any]], clients: int) -> dict[str, Any]:
    """What the process does."""
    waiting, lock = iter(requests), Lock()
    times: list[float] = []
    failed: list[int] = []

    def client() -> None:
        connection = HTTPConnection(urlsplit(url).netloc, timeout=120)
        while True:
            with lock:
                request = next(waiting, None)
            if request is None:
                return
            began = time.perf_counter()
            status = _send(connection, request)
            with lock:
                times.append((time.perf_counter() - began) * 1000)
                if status != request["expect"]:
                    failed.append(status)

    threads = [Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"seconds": time.perf_counter() - began, "ms": sorted(times), "failed": failed}


def _send(connection: HTTPConnection, request: dict[str, Any]) -> int:
    signed = b64encode(f"{request['userid']}:{request['password']}".encode()).decode()
    headers = {"Authorization": f"Basic {signed}", "Accept": "application/json"}
    body = None
    if request.get("body") is not None:
        body = json.dumps(request["body"])
        headers["Content-Type"] = "application/json"
    connection.request(request["method"], request["path"], body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


if __name__ == "__main__":
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(run(told["url"], told["requests"], told["clients"])))
