"""Serve the demonstration intranet: made on the first start, kept for the next ones.

    python tools/start.py [--port 8080] [--instance .demo]

The site lives in the instance directory (a FileStorage with blobs, served by ZEO so that the console command
can work beside the site). Ctrl-C stops everything. Removing the directory removes the site.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


TOOLS = Path(__file__).resolve().parent
SITE = "intranet"
ADMIN = ("admin", "admin-of-the-demo")
ANSWER_WITHIN = 180  # seconds a server may take to answer its first request
STOP_WITHIN = 20  # seconds a process may take to stop when asked
LONGEST_SOCKET_PATH = 100  # characters; systems refuse some 104 to 108


class Failed(Exception):
    """The site cannot be served; the text tells the reader why and what to do."""


def say(text: str) -> None:
    """Show a line of progress at once."""
    print(text, flush=True)


def is_free(port: int) -> bool:
    """Whether nothing listens on this port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def socket_path(instance: Path) -> Path:
    """Where ZEO listens: in the instance, or in a private short-named directory when its path is too long."""
    path = instance / "var" / "zeo.sock"
    if len(str(path)) <= LONGEST_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="governance-")) / "zeo.sock"


def write_instance(instance: Path, port: int) -> None:
    """Write the configuration of the instance, and the administrator of a new one."""
    for folder in ("etc", "var/filestorage", "var/blobstorage", "var/log", "var/cache"):
        (instance / folder).mkdir(parents=True, exist_ok=True)
    (instance / "var" / "blobstorage").chmod(0o700)
    values = {"instance": str(instance), "port": str(port), "socket": str(socket_path(instance))}
    for source in sorted((TOOLS / "instance").glob("*.in")):
        text = Template(source.read_text(encoding="utf-8")).substitute(values)
        (instance / "etc" / source.stem).write_text(text, encoding="utf-8")
    if not (instance / "var" / "filestorage" / "Data.fs").exists():
        (instance / "inituser").write_text(":".join(ADMIN) + "\n", encoding="utf-8")


def running_server(instance: Path) -> int | None:
    """The process that serves this instance's storage, if one does."""
    pid_file = instance / "var" / "zeo.pid"
    if not pid_file.exists():
        return None
    pid = int(pid_file.read_text(encoding="utf-8").split()[0])
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        pid_file.unlink()
        return None
    except PermissionError:
        pass
    return pid


@contextmanager
def process(name: str, command: list[str], instance: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs as long as the block, its output in var/log of the instance."""
    log = instance / "var" / "log" / f"{name}.out"
    environment = {**os.environ, "zope_i18n_compile_mo_files": "true"}
    with log.open("ab") as output:
        # A session of its own: Ctrl-C reaches this script only, which then stops the parts in order.
        running = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment, start_new_session=True
        )
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def last_lines(path: Path, number: int = 25) -> str:
    """The end of a log, to show what went wrong."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-number:])


def wait_for(name: str, running: subprocess.Popen[bytes], instance: Path, is_up) -> None:  # type: ignore[no-untyped-def]
    """Return once `is_up()` says so.

    Raises Failed when the process ends or time runs out.
    """
    until = time.monotonic() + ANSWER_WITHIN
    while not is_up():
        if running.poll() is not None or time.monotonic() > until:
            log = instance / "var" / "log" / f"{name}.out"
            raise Failed(f"The {name} process did not start. The end of {log}:\n{last_lines(log)}")
        time.sleep(0.2)


def answers(url: str) -> bool:
    """Whether a page of the site is there."""
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def accepts_connections(instance: Path) -> bool:
    """Whether the storage server listens."""
    path = next(
        line.split()[1]
        for line in (instance / "etc" / "zeo.conf").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("address ")
    )
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(path) == 0


def make_site(instance: Path) -> None:
    """Create the intranet with its demonstration company.

    Raises Failed when that does not succeed; nothing half-made is then taken for a site.
    """
    command = [sys.executable, str(TOOLS / "demo_site.py"), str(instance), SITE, ADMIN[0]]
    environment = {**os.environ, "zope_i18n_compile_mo_files": "true"}
    if subprocess.run(command, env=environment, check=False).returncode:
        raise Failed("The demonstration site could not be made; the reason stands above.")


def welcome(instance: Path, port: int) -> None:
    """Tell the reader where to go, who to be, and what to try."""
    accounts = json.loads((instance / "accounts.json").read_text(encoding="utf-8"))
    width = max(len(login) for _, login, _, _ in accounts)
    say("")
    say(f"  The intranet is at   http://localhost:{port}/{SITE}")
    say(f"  What one owes is at  http://localhost:{port}/{SITE}/@@my-governance")
    say("")
    say(f"  Log in as one of these; the password is  {accounts[0][2]}")
    say("")
    for who, login, _, try_this in accounts:
        say(f"    {login:<{width}}  {who}: {try_this}")
    say("")
    say(f"  The site's administrator is {ADMIN[0]}, the password {ADMIN[1]}")
    say("")
    say("  Ctrl-C stops it. `make reset` forgets this site, the next `make start` makes a new one.")


def serve(instance: Path, port: int) -> None:
    """Serve until interrupted.

    Raises Failed when the port is taken, the instance is being served already, or a part does not start.
    """
    if (pid := running_server(instance)) is not None:
        raise Failed(f"This site is being served already (by process {pid}). Stop that one first.")
    if not is_free(port):
        raise Failed(f"Port {port} is in use. Choose another:  make start PORT={port + 1}")
    ready = instance / "ready"
    if not ready.exists() and instance.exists():
        say("== An earlier start did not finish: beginning anew")
        shutil.rmtree(instance)
    write_instance(instance, port)
    scripts = Path(sys.executable).parent
    say("== Opening the storage")
    with process("zeo", [str(scripts / "runzeo"), "-C", str(instance / "etc/zeo.conf")], instance) as zeo:
        wait_for("zeo", zeo, instance, lambda: accepts_connections(instance))
        if not ready.exists():
            say("== Making the demonstration intranet (once, about a minute)")
            make_site(instance)
            ready.touch()
        say("== Starting the server")
        with process("zope", [str(scripts / "runwsgi"), str(instance / "etc/zope.ini")], instance) as zope:
            wait_for("zope", zope, instance, lambda: answers(f"http://localhost:{port}/{SITE}"))
            welcome(instance, port)
            while zope.poll() is None and zeo.poll() is None:
                time.sleep(0.5)
            log = instance / "var" / "log" / "zope.out"
            raise Failed(f"The server has stopped. The end of {log}:\n{last_lines(log)}")


def interrupt(*_: object) -> None:
    """Stop on a termination signal as on Ctrl-C."""
    raise KeyboardInterrupt


def main() -> int:
    """Serve the demonstration site; 0 when stopped by its user, 1 when it could not be served."""
    parser = argparse.ArgumentParser(description="Serve the demonstration intranet.")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--instance", type=Path, default=Path(".demo"))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    try:
        serve(options.instance.resolve(), options.port)
    except KeyboardInterrupt:
        say("\n== Stopped")
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
