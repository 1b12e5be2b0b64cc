"""The top level is what integrators expect, and a wheel holds what a site needs."""

from pathlib import Path
from tools import wheel_content
from zipfile import ZipFile

import os
import pytest
import re
import shutil
import subprocess
import sys


TOP = Path(__file__).resolve().parent.parent.parent
PACKAGE = TOP / "src" / "collective" / "socialgovernance"


def test_the_profiles_at_the_top_are_those_of_the_package():
    link = TOP / "profiles"
    assert link.is_symlink()
    assert not os.path.isabs(os.readlink(link))
    assert (link / "default/metadata.xml").samefile(PACKAGE / "profiles/default/metadata.xml")


@pytest.mark.parametrize("profile", ["default", "uninstall", "demo"])
def test_each_profile_says_which_version_it_is(profile):
    text = (TOP / "profiles" / profile / "metadata.xml").read_text(encoding="utf-8")
    assert re.search(r"<version>\d+</version>", text)


def test_the_namespace_belongs_to_nobody():
    assert not (TOP / "src/collective/__init__.py").exists()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """A wheel built from a copy of the sources, so that nothing stale in this folder can slip in."""
    copy = tmp_path_factory.mktemp("wheel") / "source"
    copy.mkdir()
    for name in ("setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "CHANGES.md", "LICENSE"):
        shutil.copy(TOP / name, copy)
    shutil.copytree(
        TOP / "src", copy / "src", ignore=shutil.ignore_patterns("*.egg-info", "*.mo", "__pycache__")
    )
    build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", build, str(copy / "dist")],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_a_wheel_holds_profiles_configuration_translations_and_templates(wheel):
    assert wheel_content.problems(wheel) == []


def test_the_check_of_a_wheel_notices_what_is_missing(wheel, tmp_path):
    poor = tmp_path / "poor.whl"
    with ZipFile(wheel) as full, ZipFile(poor, "w") as reduced:
        for name in full.namelist():
            if not name.endswith("profiles/default/metadata.xml"):
                reduced.writestr(name, full.read(name))
        reduced.writestr("tests/conftest.py", "")
    assert wheel_content.problems(poor) == [
        "missing: collective/socialgovernance/profiles/default/metadata.xml",
        "missing: collective/socialgovernance/profiles/default/metadata.xml",
        "not part of the product: tests",
    ]


def test_the_description_of_a_wheel_leads_to_pages_that_exist(wheel):
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        described = archive.read(name).decode("utf-8").partition("\n\n")[2]
    links = re.findall(r"\]\((?!#)([^)#]+)", described)
    assert len(links) > 5
    repository = "https://github.com/collective/collective.socialgovernance/blob/main/"
    assert [link for link in links if not link.startswith(("https:", "http:"))] == []
    pages = [link.removeprefix(repository) for link in links if link.startswith(repository)]
    assert [page for page in pages if not (TOP / page).exists()] == []


def linked_pages(page: Path) -> list[str]:
    return re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", ["README.md", "benchmarks/README.md", "docs/index.md"])
def test_links_lead_somewhere(page):
    path = TOP / page
    missing = [link for link in linked_pages(path) if not (path.parent / link).exists()]
    assert missing == []


def test_the_commands_named_in_the_readme_exist():
    targets = set(re.findall(r"^([a-z0-9-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z0-9-]+)", (TOP / "README.md").read_text(encoding="utf-8")))
    assert {"start", "test"} <= named
    assert named <= targets
