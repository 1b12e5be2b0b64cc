"""``clock``: let time do its work, once."""

from collective.socialgovernance import _
from collective.socialgovernance.clock.address import stand_at
from collective.socialgovernance.clock.retention import confirm_retention
from collective.socialgovernance.clock.runs import Report
from collective.socialgovernance.clock.runs import run as run_clock
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from datetime import date
from typing import Any

import argparse
import sys
import transaction


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser(
        "clock", help="start and end what is due, and send what people are to be told"
    )
    parser.add_argument("--as-of", metavar="DAY", type=_day, help="run for this day (YYYY-MM-DD), not today")
    parser.add_argument("--yes", action="store_true", help="a day that has not come yet is meant")
    parser.add_argument(
        "--url", metavar="URL", help="where people reach the site, for links in mails; it is remembered"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument(
        "--agree-to-removal",
        action="store_true",
        help="you have seen, with --dry-run, what is kept too long: from now on it is removed",
    )
    parser.set_defaults(run=run, everywhere=True)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a day written YYYY-MM-DD") from None


def run(site: Any, arguments: argparse.Namespace) -> None:
    """Run it and say what happened; what failed is a refusal."""
    ahead = arguments.as_of is not None and arguments.as_of > surroundings.today()
    if ahead and not arguments.yes and not arguments.dry_run:
        raise refuse(
            400,
            "--as-of",
            _(
                "${day} has not come yet. What starts then starts now, and no earlier day can follow: add "
                "--yes if that is meant, or --dry-run to see it.",
                mapping={"day": arguments.as_of.isoformat()},
            ),
        )
    if arguments.agree_to_removal and not arguments.dry_run:
        confirm_retention()
        transaction.commit()
    if arguments.url:
        stand_at(site, arguments.url)
    report = run_clock(arguments.as_of, dry_run=arguments.dry_run, tell=_show)
    for line in _lines(report, arguments.dry_run):
        print(line)
    if report.failures:
        raise Refused(409, [Problem(f"{job} {what}".strip(), why) for job, what, why in report.failures])


def _lines(report: Report, dry_run: bool) -> list[str]:
    heading = f"{report.as_of.isoformat()}{', nothing is changed' if dry_run else ''}"
    done = [
        f"  {job}: {what} {count}"
        for job, counts in report.counts().items()
        for what, count in counts.items()
    ]
    return [heading, *(done or ["  nothing was due"])]


def _show(job: str, steps: int) -> None:
    """How far it is, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{job}: {steps} done ")
        sys.stderr.flush()
