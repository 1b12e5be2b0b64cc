"""Start the demonstration as a newcomer does, use it as an employee does, stop it; fail when it does not
work.

    python tools/smoke.py

It takes a free port and an instance of its own. Everything is bounded in time.
"""

from collections.abc import Iterator
from collective.socialgovernance.demo.cast import EMPLOYEE
from collective.socialgovernance.demo.cast import PASSWORD
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import os
import re
import requests
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time


TOP = Path(__file__).resolve().parent.parent
START_WITHIN = 240  # seconds from the command to the invitation to log in
STOP_WITHIN = 60
ANSWER_WITHIN = 60
INVITATION = "Ctrl-C stops it"


class Broken(Exception):
    """The demonstration does not do what it should; the text says what."""


def expect(condition: object, text: str) -> None:
    """Go on if the condition holds.

    Raises Broken with the text if not.
    """
    if not condition:
        raise Broken(text)
    print(f"   {text.split(' - ')[0]}", flush=True)


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration(port: int, instance: Path) -> Iterator[str]:
    """`make start`, until it invites to log in; stopped with Ctrl-C afterwards. Gives the site's address.

    Raises Broken when it does not start, or does not stop cleanly.
    """
    command = ["make", "--no-print-directory", "start", f"PORT={port}", f"INSTANCE={instance}"]
    running = subprocess.Popen(
        command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    invited = threading.Event()
    said: list[str] = []

    def listen() -> None:
        assert running.stdout is not None
        for line in running.stdout:
            said.append(line)
            print(f"   | {line}", end="", flush=True)
            if INVITATION in line:
                invited.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        until = time.monotonic() + START_WITHIN
        while not invited.wait(0.2):
            if running.poll() is not None:
                raise Broken("make start ends before it serves the site")
            if time.monotonic() > until:
                raise Broken(f"make start does not serve the site within {START_WITHIN} s")
        yield f"http://localhost:{port}/intranet"
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGINT)
        try:
            running.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise Broken(f"Ctrl-C does not stop it within {STOP_WITHIN} s") from None
        listener.join(STOP_WITHIN)
    expect(any("Stopped" in line for line in said), "Ctrl-C stops it")


def log_in(site: str) -> requests.Session:
    """A browser-like session in which the employee has logged in through the form."""
    session = requests.Session()
    page = session.get(f"{site}/login", timeout=ANSWER_WITHIN)
    expect(page.status_code == 200, "the log-in form is there")
    form = {"__ac_name": EMPLOYEE, "__ac_password": PASSWORD, "buttons.login": "Log in"}
    token = re.search(r'name="_authenticator"\s+value="([0-9a-f]+)"', page.text)
    if token:
        form["_authenticator"] = token.group(1)
    answer = session.post(
        f"{site}/login",
        data=urlencode(form),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=ANSWER_WITHIN,
    )
    expect("__ac" in session.cookies and answer.status_code == 200, f"{EMPLOYEE} logs in")
    return session


def get(session: requests.Session, url: str) -> Any:
    """What a service answers.

    Raises Broken when it is not 200.
    """
    answer = session.get(url, headers={"Accept": "application/json"}, timeout=ANSWER_WITHIN)
    if answer.status_code != 200:
        raise Broken(f"GET {url} answers {answer.status_code}: {answer.text[:500]}")
    return answer.json()


def owed_edition(session: requests.Session, site: str) -> str:
    """The address of the edition in force of a charter that the employee owes."""
    for item in get(session, f"{site}/@search?portal_type=Charter")["items"]:
        edition = get(session, item["@id"])["edition_in_force"]
        if edition and get(session, f"{edition['@id']}/@acknowledgment")["status"] not in ("acknowledged",):
            return str(edition["@id"])
    raise Broken("the employee owes no charter")


def acknowledge(session: requests.Session, edition: str) -> None:
    """Acknowledge an edition with the digest of the text that is shown."""
    asked = get(session, f"{edition}/@acknowledgment")
    body = {
        "answer": "acknowledged",
        "digest": asked["edition"]["digest"],
        "language": asked["language"],
    }
    answer = session.post(
        f"{edition}/@acknowledgment",
        json=body,
        headers={"Accept": "application/json"},
        timeout=ANSWER_WITHIN,
    )
    expect(
        answer.status_code == 201, f"the charter is acknowledged - {answer.status_code} {answer.text[:500]}"
    )
    after = get(session, f"{edition}/@acknowledgment")
    expect(after["status"] == "acknowledged", "and stays so in a new request")


def pages(session: requests.Session, site: str, edition: str) -> None:
    """Look at the pages an employee comes by."""
    for url in (site, f"{site}/@@my-governance", edition):
        answer = session.get(url, timeout=ANSWER_WITHIN)
        expect(
            answer.status_code == 200 and "</html>" in answer.text,
            f"{url.removeprefix(site) or '/'} is shown - {answer.status_code}",
        )


def main() -> int:
    """0 when the demonstration starts, works and stops."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "demo"
        try:
            with demonstration(port, instance) as site:
                session = log_in(site)
                edition = owed_edition(session, site)
                pages(session, site, edition)
                acknowledge(session, edition)
        except Broken as reason:
            print(f"BROKEN: {reason}", file=sys.stderr)
            return 1
    with socket.socket() as probe:
        expect(probe.connect_ex(("127.0.0.1", port)) != 0, "nothing listens any more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
