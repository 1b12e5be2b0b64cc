"""Run the benchmarks, print one table and write one JSON file.

    python benchmarks/run.py [--people 2500] [--only store --only coverage] [--output FILE]

A benchmark is a module `benchmarks/bench_*.py` with `NAME`, the name of its rows, and `run(people)`, which
gives a mapping of figures: numbers, texts, or mappings of them. It measures its own floor in the same run,
because only ratios hold from one machine to the next. Each runs in a process of its own, so that none pays
for another's memory.
"""

from collections.abc import Iterator
from datetime import datetime
from datetime import timezone
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time


HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"


def modules() -> list[Path]:
    """The benchmarks there are, in order of their file names."""
    return sorted(HERE.glob("bench_*.py"))


def load(path: Path) -> ModuleType:
    """Import a benchmark from its file."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def figures(values: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """The figures of a benchmark, nested ones under dotted names."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from figures(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def shown(value: object) -> str:
    """A figure as a reader wants to see it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return str(value)


def table(results: dict[str, dict[str, object]]) -> str:
    """The figures of all benchmarks in columns."""
    rows = [("benchmark", "figure", "value")]
    for name, values in results.items():
        for figure, value in figures(values):
            rows.append((name, figure, shown(value)))
            name = ""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}" for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def run_one(path: Path, people: int, output: Path) -> None:
    """Run a benchmark here and write its name and figures."""
    module = load(path)
    output.write_text(json.dumps({"name": module.NAME, "figures": module.run(people)}), encoding="utf-8")


def run_apart(path: Path, people: int) -> tuple[str, dict[str, object]]:
    """Run a benchmark in a process of its own; its name and figures.

    Raises subprocess.CalledProcessError when it fails, its output shown.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "figures.json"
        command = [sys.executable, str(Path(__file__).resolve()), "--people", str(people)]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
        subprocess.run([*command, "--one", str(path), "--output", str(output)], check=True, env=environment)
        result = json.loads(output.read_text(encoding="utf-8"))
    return result["name"], result["figures"]


def machine() -> dict[str, object]:
    """Where the figures were measured, without naming the machine."""
    return {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()}


def run_all(paths: list[Path], people: int) -> tuple[dict[str, dict[str, object]], list[str]]:
    """Run benchmarks one after the other: the figures of each, and the names of those that failed."""
    results: dict[str, dict[str, object]] = {}
    failed = []
    for number, path in enumerate(paths, start=1):
        print(f"[{number}/{len(paths)}] {path.stem} ({people:,} people) ...", flush=True)
        started = time.perf_counter()
        try:
            name, values = run_apart(path, people)
        except subprocess.CalledProcessError:
            failed.append(path.stem)
            continue
        results[name] = values
        print(f"      {time.perf_counter() - started:.1f} s", flush=True)
    return results, failed


def main() -> int:
    """Run what is asked for; 1 when a benchmark failed."""
    parser = argparse.ArgumentParser(description="Measure speed and size.")
    parser.add_argument("--people", type=int, default=2500, help="how many people the company has (2500)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="run bench_NAME.py only")
    parser.add_argument("--output", type=Path, help="where the JSON goes (benchmarks/results/)")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        run_one(options.one, options.people, options.output)
        return 0
    wanted = {"bench_" + name.replace("-", "_") for name in options.only}
    paths = [path for path in modules() if not wanted or path.stem in wanted]
    if unknown := wanted - {path.stem for path in paths}:
        known = ", ".join(path.stem.removeprefix("bench_") for path in modules())
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {known}")
    results, failed = run_all(paths, options.people)
    print("\n" + table(results))
    now = datetime.now(tz=timezone.utc)
    output = options.output or RESULTS / f"{now:%Y%m%d-%H%M%S}-{options.people}.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    document = {"measured": now.isoformat(timespec="seconds"), "people": options.people, "machine": machine()}
    output.write_text(json.dumps({**document, "results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten: {os.path.relpath(output)}")
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
