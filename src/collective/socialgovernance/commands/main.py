"""``socialgovernance -c ZOPE_CONF -s SITE_PATH COMMAND``; ``clock`` and ``status`` go without -s.

Each command has a module here with a function ``add`` that adds its parser. Exit codes: 0 done, 1 refused
(each reason on a line of its own), 2 wrong use.
"""

from collections.abc import Sequence
from collective.socialgovernance.commands import clock
from collective.socialgovernance.commands import directory
from collective.socialgovernance.commands import status
from collective.socialgovernance.commands.opening import CannotOpen
from collective.socialgovernance.commands.opening import opened_site
from collective.socialgovernance.commands.opening import opened_sites
from collective.socialgovernance.refusals import Refused
from typing import Any
from zope.i18n import translate

import argparse
import sys


DONE, REFUSED, WRONG_USE = 0, 1, 2
COMMANDS = (directory, clock, status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not arguments.site and not arguments.everywhere:
        parser.error("say which site: -s SITE_PATH")
    try:
        if arguments.site:
            with opened_site(arguments.configuration, arguments.site) as site:
                return _run(site, arguments)
        with opened_sites(arguments.configuration) as sites:
            return max((_run_heading(site, arguments) for site in sites), default=DONE)
    except CannotOpen as reason:
        print(reason, file=sys.stderr)
        return REFUSED


def _run_heading(site: Any, arguments: argparse.Namespace) -> int:
    print("/".join(site.getPhysicalPath()))
    return _run(site, arguments)


def _run(site: Any, arguments: argparse.Namespace) -> int:
    try:
        arguments.run(site, arguments)
    except Refused as refusal:
        for line in _lines(refusal):
            print(line, file=sys.stderr)
        return REFUSED
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="socialgovernance", description="Social media governance.")
    parser.add_argument(
        "-c",
        dest="configuration",
        metavar="ZOPE_CONF",
        required=True,
        help="the configuration file of the Zope instance",
    )
    parser.add_argument(
        "-s",
        dest="site",
        metavar="SITE_PATH",
        help="the path of the site, such as /intranet; clock and status take every site without it",
    )
    parser.set_defaults(everywhere=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser


def _lines(refusal: Refused) -> list[str]:
    """What is wrong, each with its place: ``people.csv:5:manager: ...``."""
    if not refusal.problems:
        return [str(translate(refusal.message, target_language="en"))]
    return [
        f"{problem.field}: {translate(problem.message, target_language='en')}" for problem in refusal.problems
    ]


if __name__ == "__main__":
    sys.exit(main())
