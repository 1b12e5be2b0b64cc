"""``directory import`` and ``directory sync``."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.commands.progress import Progress
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.sources.syncing import chosen_source
from collective.socialgovernance.directory.sources.syncing import plan_of_source
from pathlib import Path
from typing import Any
from zope.component import getUtility

import argparse
import getpass
import hashlib
import transaction


def add(commands: Any) -> None:
    """Add the parsers."""
    directory = commands.add_parser("directory", help="departments and people")
    acts = directory.add_subparsers(metavar="ACT", required=True)
    importing = acts.add_parser("import", help="import people and departments from CSV files")
    importing.add_argument("people", metavar="PEOPLE.csv", type=_file)
    importing.add_argument("departments", metavar="DEPARTMENTS.csv", type=_file, nargs="?")
    importing.add_argument("--delta", action="store_true", help="touch only who is listed")
    importing.add_argument("--accept-leavers", action="store_true", help="let many people leave at once")
    importing.set_defaults(run=run_import)
    syncing = acts.add_parser("sync", help="bring the directory up to date with its source")
    syncing.add_argument("--accept-leavers", action="store_true", help="let many people leave at once")
    syncing.set_defaults(run=run_sync)


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {name}")
    return path


def run_import(site: Any, arguments: argparse.Namespace) -> None:
    """Import the files and say what happened."""
    files = [path for path in (arguments.people, arguments.departments) if path is not None]
    contents = [path.read_bytes() for path in files]
    fingerprint = _fingerprint(contents, arguments.delta)
    directory = getUtility(IDirectory)
    named = [(path.name, content) for path, content in zip(files, contents, strict=True)]
    people, departments = imports.read_csv(
        directory, named[0], named[1] if len(named) > 1 else None, arguments.delta
    )
    plan = imports.plan(
        directory,
        imports.day_of_import(directory, surroundings.today(), fingerprint),
        people,
        departments,
        delta=arguments.delta,
        accept_leavers=arguments.accept_leavers,
        leavers_share=setting("leavers_share"),
        language=surroundings.language(),
    )
    carry_out(site, directory, plan, fingerprint, ", ".join(path.name for path in files))
    _say(plan)


def run_sync(site: Any, arguments: argparse.Namespace) -> None:
    """Bring the directory up to date with the source chosen in the control panel, and say what happened."""
    plan = plan_of_source(arguments.accept_leavers)
    if plan is None:
        print("The directory of this site is told by imports: there is nothing to bring up to date.")
        return
    carry_out(site, getUtility(IDirectory), plan, "", chosen_source())
    _say(plan)


def _say(plan: imports.Plan) -> None:
    print(", ".join(f"{kind}: {count}" for kind, count in plan.counts.items()))


def carry_out(site: Any, directory: Any, plan: imports.Plan, fingerprint: str, source: str) -> None:
    """A small plan in one transaction, a large one in batches with a progress bar."""
    acts = {"who": getpass.getuser(), "when": wallclock.now(), "source": source}
    if len(plan.people) <= imports.BATCH and directory.unfinished is None:
        imports.apply(directory, plan, **acts)
        transaction.commit()
        return

    def commit() -> None:
        transaction.commit()
        site._p_jar.cacheGC()

    batches = imports.apply_in_batches(directory, plan, commit=commit, fingerprint=fingerprint, **acts)
    with Progress("people", len(plan.people)) as progress:
        for done in batches:
            progress.at(done)


def _fingerprint(contents: list[bytes], delta: bool) -> str:
    """What an import that was broken off is known by."""
    digest = hashlib.sha256(b"delta" if delta else b"full")
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
