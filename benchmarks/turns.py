"""Asking for pages in turn, in one process: what a difference costs, on a machine that does other things too.

The requests of all sides alternate, so that whatever else the machine does meets all alike. The time
that the processor spends in the thread that answers is measured, not the time on the clock.
"""

from benchmarks.intranet import PASSWORD
from benchmarks.intranet import Zope
from collections.abc import Callable
from io import BytesIO
from math import sqrt
from statistics import median
from typing import Any

import base64
import gc
import sys
import time


TURNS = 120

Ask = Callable[[], bytes]


def asker(zope: Zope, path: str, userid: str, accept: str, expected: bytes) -> Ask:
    """Ask for a path as one person; what is expected must be in the answer."""
    token = base64.b64encode(f"{userid}:{PASSWORD}".encode()).decode()

    def ask() -> bytes:
        status: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_AUTHORIZATION": f"Basic {token}",
            "HTTP_ACCEPT": accept,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
        answer = zope.publish(environ, lambda line, headers, error=None: status.append(line))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        if not status[0].startswith("200") or expected not in body:
            raise RuntimeError(f"answered otherwise than expected: {status}")
        return body

    return ask


def in_turn(*asked: Ask) -> list[list[float]]:
    """The processor seconds of each, one after the other in changing order, after some to warm up."""
    for _warm in range(5):
        for ask in asked:
            ask()
    gc.collect()
    gc.freeze()
    times: list[list[float]] = [[] for _ in asked]
    for turn in range(TURNS):
        first = turn % len(asked)
        for place in [*range(first, len(asked)), *range(first)]:
            began = time.thread_time()
            asked[place]()
            times[place].append(time.thread_time() - began)
    return times


def ratio(floor: list[float], measured: list[float]) -> dict[str, float]:
    """The median of the ratios turn by turn, and the interval in which that median lies 19 times of 20."""
    ratios = sorted(mine / least for least, mine in zip(floor, measured, strict=True))
    half = 0.98 * sqrt(len(ratios))
    return {
        "median": median(ratios),
        "from": ratios[max(0, int(len(ratios) / 2 - half))],
        "to": ratios[min(len(ratios) - 1, int(len(ratios) / 2 + half))],
    }


def calls_of(ask: Ask) -> int:
    """How many function calls the page takes once everything is warm."""
    for _warm in range(5):
        ask()
    count = 0

    def counted(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        ask()
    finally:
        sys.setprofile(None)
    return count
