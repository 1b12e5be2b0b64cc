"""The driver of the benchmarks finds them, runs each apart and writes what they measured."""

from benchmarks import run

import json
import os
import pytest
import subprocess
import sys


@pytest.mark.parametrize("path", run.modules(), ids=lambda path: path.stem)
def test_each_benchmark_has_a_name_and_a_run(path):
    text = path.read_text(encoding="utf-8")
    assert "\nNAME = " in text
    assert "\ndef run(people: int)" in text


def test_nested_figures_have_dotted_names():
    assert dict(run.figures({"a": 1, "b": {"c": 2, "d": {"e": 3}}})) == {"a": 1, "b.c": 2, "b.d.e": 3}


def test_the_table_names_each_benchmark_once():
    lines = run.table({"store": {"rate": 12345.6, "lost": 0}, "size": {"bytes": 36}}).splitlines()
    assert lines[0].split() == ["benchmark", "figure", "value"]
    assert lines[2].split() == ["store", "rate", "12,346"]
    assert lines[3].split() == ["lost", "0"]
    assert lines[4].split() == ["size", "bytes", "36"]


def test_a_benchmark_runs_in_a_process_of_its_own(tmp_path):
    module = tmp_path / "bench_own.py"
    module.write_text(
        "import os\n\nNAME = 'own'\n\n\n"
        "def run(people: int):\n    return {'people': people, 'process': os.getpid()}\n",
        encoding="utf-8",
    )
    name, figures = run.run_apart(module, 7)
    assert name == "own"
    assert figures["people"] == 7
    assert figures["process"] != os.getpid()


def test_a_benchmark_that_fails_is_named(tmp_path, capfd):
    module = tmp_path / "bench_broken.py"
    module.write_text(
        "NAME = 'broken'\n\n\ndef run(people: int):\n    raise SystemExit(3)\n", encoding="utf-8"
    )
    results, failed = run.run_all([module], 7)
    assert (results, failed) == ({}, ["bench_broken"])


def test_an_unknown_benchmark_is_refused_and_the_known_ones_named():
    done = subprocess.run(
        [sys.executable, run.__file__, "--only", "nonsense"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "no such benchmark: bench_nonsense" in done.stderr


def test_the_figures_are_written_as_json(tmp_path, monkeypatch):
    module = tmp_path / "bench_own.py"
    module.write_text(
        "NAME = 'own'\n\n\ndef run(people: int):\n    return {'people': people}\n", encoding="utf-8"
    )
    monkeypatch.setattr(run, "modules", lambda: [module])
    output = tmp_path / "results" / "all.json"
    monkeypatch.setattr(sys, "argv", ["run.py", "--people", "9", "--output", str(output)])
    assert run.main() == 0
    assert json.loads(output.read_text(encoding="utf-8"))["results"] == {"own": {"people": 9}}
