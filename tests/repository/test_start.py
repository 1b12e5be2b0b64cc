"""What a newcomer's first commands say when something is missing or in the way."""

from pathlib import Path
from tools import start

import os
import pytest
import shutil
import socket
import subprocess
import sys


TOOLS = start.TOOLS


@pytest.fixture()
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


def test_a_taken_port_is_named_with_another_to_try(taken_port, tmp_path):
    done = run(
        [sys.executable, start.__file__, "--port", str(taken_port), "--instance", str(tmp_path / "demo")]
    )
    assert done.returncode == 1
    assert f"Port {taken_port} is in use" in done.stderr
    assert f"make start PORT={taken_port + 1}" in done.stderr
    assert not (tmp_path / "demo").exists()


def test_a_site_that_is_being_served_is_not_served_twice(tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "zeo.pid").write_text(f"{os.getpid()}\n", encoding="utf-8")
    with pytest.raises(start.Failed, match="is being served already"):
        start.serve(tmp_path, 0)


def test_the_mark_of_a_server_that_is_gone_is_forgotten(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "zeo.pid").write_text(f"{gone.pid}\n", encoding="utf-8")
    assert start.running_server(tmp_path) is None
    assert not (tmp_path / "var" / "zeo.pid").exists()


def test_the_instance_has_blobs_a_private_storage_and_the_port(tmp_path):
    start.write_instance(tmp_path, 8123)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "etc").iterdir()}
    assert set(written) == {"site.zcml", "zeo.conf", "zope.conf", "zope.ini"}
    assert not any("${" in text for text in written.values())
    assert "port = 8123" in written["zope.ini"]
    assert "host = 127.0.0.1" in written["zope.ini"]
    assert "blob-dir" in written["zope.conf"] and "blob-dir" in written["zeo.conf"]
    assert (tmp_path / "var/blobstorage").stat().st_mode & 0o077 == 0


def test_a_deep_folder_does_not_make_the_storage_unreachable(tmp_path):
    deep = tmp_path / ("deep" * 20) / ("deeper" * 10)
    path = start.socket_path(deep)
    assert len(str(path)) <= start.LONGEST_SOCKET_PATH
    assert path.parent.stat().st_mode & 0o077 == 0
    path.parent.rmdir()


def test_a_missing_python_is_named_with_the_package_that_brings_it(tmp_path):
    (tmp_path / "tools").mkdir()
    shutil.copy(TOOLS / "environment.sh", tmp_path / "tools")
    done = run([str(tmp_path / "tools/environment.sh")], PYTHON="/bin/false")
    assert done.returncode == 1
    assert "apt-get install python3.11 python3.11-venv" in done.stderr


def test_a_python_without_venv_is_named_with_the_package_that_brings_it(tmp_path):
    (tmp_path / "tools").mkdir()
    shutil.copy(TOOLS / "environment.sh", tmp_path / "tools")
    poor = tmp_path / "python"
    poor.write_text(
        f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n', encoding="utf-8"
    )
    poor.chmod(0o755)
    done = run([str(tmp_path / "tools/environment.sh")], PYTHON=str(poor))
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    assert done.returncode == 1
    assert f"apt-get install {version}-venv" in done.stderr


def test_a_missing_browser_is_named_with_the_package_that_brings_it(tmp_path):
    (tmp_path / "bash").symlink_to(shutil.which("bash") or "/bin/bash")
    done = run([str(tmp_path / "bash"), str(TOOLS / "chromium.sh")], PATH=str(tmp_path), CHROMIUM="")
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr


def test_the_browser_named_by_the_reader_is_taken(tmp_path):
    browser = tmp_path / "my-chromium"
    browser.write_text("#!/bin/sh\n", encoding="utf-8")
    browser.chmod(0o755)
    done = run([str(TOOLS / "chromium.sh")], CHROMIUM=str(browser))
    assert Path(done.stdout.strip()) == browser


@pytest.mark.parametrize(
    ("listed", "exit_code"), [("libatomic.so.1 (libc6,x86-64) => /lib/libatomic.so.1", 0), ("", 1)]
)
def test_the_library_that_the_browser_driver_needs_is_found_in_however_long_a_list(
    tmp_path, listed, exit_code
):
    loader = tmp_path / "ldconfig"
    others = "libother.so.1 (libc6,x86-64) => /lib/libother.so.1\n" * 20_000  # more than a pipe holds
    (tmp_path / "listed").write_text(f"{listed}\n{others}", encoding="utf-8")
    loader.write_text(f"#!/bin/sh\nexec cat {tmp_path / 'listed'}\n", encoding="utf-8")
    loader.chmod(0o755)
    done = run([str(TOOLS / "chromium.sh")], PATH=f"{tmp_path}:{os.environ['PATH']}", CHROMIUM="/bin/sh")
    assert (done.returncode, "libatomic1" in done.stderr) == (exit_code, bool(exit_code))
