"""The console command, as an operator uses it."""

from collective.socialgovernance.commands import main as command
from collective.socialgovernance.commands import opening
from collective.socialgovernance.commands.progress import Progress
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory.interfaces import IDirectory
from contextlib import contextmanager
from plone import api
from zope.component import getUtility

import io
import pytest
import subprocess
import sys
import transaction


PEOPLE = "userid,fullname,department,manager,joined\nemp,Emma Petit,rd,mgr,2020-01-01\nmgr,Max Roy,rd,,\n"
DEPARTMENTS = "id,title,parent,head,deputies\nco,Company,,,\nrd,R&D,co,mgr,emp\n"


@pytest.fixture
def run(served, tmp_path, monkeypatch):
    """Runs the command on the site of the test; gives the exit code."""

    @contextmanager
    def opened(configuration, path):
        yield served

    monkeypatch.setattr(command, "opened_site", opened)
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "departments.csv").write_text(DEPARTMENTS)

    def run(*words):
        words = [str(tmp_path / word) if word.endswith(".csv") else word for word in words]
        return command.main(["-c", "zope.conf", "-s", "/plone", *words])

    run.folder = tmp_path
    return run


def test_import_says_what_happened(run, capsys):
    assert run("directory", "import", "people.csv", "departments.csv") == 0
    assert capsys.readouterr().out == "created: 4, updated: 0, left: 0, unchanged: 0\n"
    transaction.begin()
    assert not getUtility(IDirectory).is_empty()
    assert run("directory", "import", "people.csv", "departments.csv") == 0
    assert capsys.readouterr().out == "created: 0, updated: 0, left: 0, unchanged: 4\n"


def test_bad_rows_are_named_by_file_line_and_column(run, capsys):
    (run.folder / "people.csv").write_text(PEOPLE + "x,X,sales,nobody,soon\n")
    assert run("directory", "import", "people.csv", "departments.csv") == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == ['people.csv:4:joined: "soon" is not a day written YYYY-MM-DD']
    (run.folder / "people.csv").write_text(PEOPLE + "x,X,sales,nobody,\n")
    assert run("directory", "import", "people.csv", "departments.csv") == 1
    assert [line.split(": ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "people.csv:4:department",
        "people.csv:4:manager",
    ]
    assert getUtility(IDirectory).is_empty()


def test_delta_leaves_the_others_alone(run, capsys):
    run("directory", "import", "people.csv", "departments.csv")
    (run.folder / "more.csv").write_text("userid,fullname,department\nnew,New,rd\n")
    capsys.readouterr()
    assert run("directory", "import", "more.csv", "--delta") == 0
    assert capsys.readouterr().out == "created: 1, updated: 0, left: 0, unchanged: 0\n"


def test_many_leavers_have_to_be_accepted(run, capsys):
    crowd = "".join(f"p{number},P {number},,,\n" for number in range(25))
    (run.folder / "crowd.csv").write_text(PEOPLE + crowd)
    run("directory", "import", "crowd.csv", "departments.csv")
    capsys.readouterr()
    assert run("directory", "import", "people.csv") == 1
    assert "25 of 27 people would leave" in capsys.readouterr().err
    assert run("directory", "import", "people.csv", "--accept-leavers") == 0
    assert "left: 25" in capsys.readouterr().out


def test_a_large_import_goes_in_batches(run, capsys, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 10)
    crowd = "".join(f"p{number},P {number},,,\n" for number in range(25))
    (run.folder / "crowd.csv").write_text(PEOPLE + crowd)
    assert run("directory", "import", "crowd.csv", "departments.csv") == 0
    assert capsys.readouterr().out == "created: 29, updated: 0, left: 0, unchanged: 0\n"
    assert getUtility(IDirectory).unfinished is None


@pytest.mark.parametrize(
    "words",
    [
        ["directory", "import"],
        ["directory", "import", "missing.csv"],
        ["directory", "import", "people.csv", "--all"],
        ["nonsense"],
        [],
    ],
)
def test_wrong_use(run, words):
    with pytest.raises(SystemExit) as stopped:
        run(*words)
    assert stopped.value.code == 2


def test_status(run, capsys):
    assert run("status") == 0
    assert "no directory yet" in capsys.readouterr().out
    run("directory", "import", "people.csv", "departments.csv")
    assert run("status") == 0
    told = capsys.readouterr().out
    assert "departments: 2\n" in told
    assert "people: 2, on leave: 0\n" in told
    assert "last import: " in told


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_only():
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        with Progress("people", 4, stream) as progress:
            progress.at(2)
        assert ("[####################....................] 2 of 4 people" in stream.getvalue()) is shown


ZOPE_CONF = """
instancehome {folder}
<zodb_db main>
  mount-point /
  <filestorage>
    path {folder}/Data.fs
  </filestorage>
</zodb_db>
"""


def test_a_database_held_by_a_running_server_is_refused_in_one_sentence(tmp_path):
    from ZODB.FileStorage import FileStorage

    (tmp_path / "zope.conf").write_text(ZOPE_CONF.format(folder=tmp_path))
    (tmp_path / "people.csv").write_text(PEOPLE)
    held = FileStorage(str(tmp_path / "Data.fs"))
    try:
        ended = subprocess.run(
            [
                sys.executable,
                "-m",
                "collective.socialgovernance.commands.main",
                "-c",
                str(tmp_path / "zope.conf"),
                "-s",
                "/plone",
                "directory",
                "import",
                str(tmp_path / "people.csv"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        held.close()
    assert ended.returncode == 1
    assert "held by a running server" in ended.stderr.splitlines()[-1]
    assert "ZEO" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_missing_configuration_is_named(tmp_path):
    with pytest.raises(opening.CannotOpen, match="no configuration file"), opening.opened_site("none", "/x"):
        pass


def test_sync_follows_the_chosen_source(run, served, capsys):
    assert run("directory", "sync") == 0
    assert "told by imports" in capsys.readouterr().out
    api.group.create("dep-rd", title="R&D")
    api.group.add_user(groupname="dep-rd", username="emp")
    api.portal.set_registry_record("socialgovernance.directory_source", "groups")
    api.portal.set_registry_record("socialgovernance.department_groups", ["dep-rd"])
    transaction.commit()
    assert run("directory", "sync") == 0
    assert capsys.readouterr().out == "created: 2, updated: 0, left: 0, unchanged: 0\n"
