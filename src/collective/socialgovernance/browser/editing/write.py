"""``@@write``: all of a draft on one page, each part saved by itself, with what is still missing beside it.

The page works as plain forms: a part is opened by a link (``?clause=ID``) and saved by a post that comes back
to it. A script of the page sends the same posts, says so in a header, and is answered in JSON.
"""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.checks import Check
from collective.socialgovernance.browser.editing.checks import checks
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.editing.parts import NEW
from collective.socialgovernance.browser.editing.parts import Parts
from collective.socialgovernance.browser.editing.parts import WHOLE
from collective.socialgovernance.browser.editing.places import place_of
from collective.socialgovernance.browser.editing.rows import values_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts import clauses as keeping
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.measures import reading_minutes
from collective.socialgovernance.texts.writing import write
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies.kept import languages
from dataclasses import dataclass
from dataclasses import replace
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit
from zope.cachedescriptors.property import Lazy

import json
import transaction


STEPS = {"up": -1, "down": 1}
SCRIPT = "XMLHttpRequest"
"""Value of the header ``X-Requested-With`` by which the page's script makes itself known."""


@dataclass(frozen=True)
class Done:
    """What was done: in words, where on the page it stands, and the part to show again."""

    message: str
    anchor: str
    part: str = ""
    added: bool = False


class WritePage(Parts, EditingPage):
    """All that an editor needs to finish a draft."""

    card_template = ViewPageTemplateFile("write_card.pt")
    form_template = ViewPageTemplateFile("write_form.pt")
    whole_template = ViewPageTemplateFile("write_whole.pt")
    side_template = ViewPageTemplateFile("write_side.pt")
    taken_template = ViewPageTemplateFile("write_taken.pt")

    def __call__(self) -> Any:
        """The page, or for its script the part that it asks for or the outcome of its post."""
        if self.request.get_header("X-Requested-With") != SCRIPT:
            return super().__call__()
        if self.request.method != "POST":
            return self._json({"html": self.part_html(self.opened)})
        CheckAuthenticator(self.request)
        try:
            return self._json(self._outcome(self.act()))
        except Refused as refused:
            transaction.doom()
            self.problems = refused.problems
            self.request.response.setStatus(refused.status)
            return self._json(self._refusal(refused))

    def post(self) -> str:
        """Do what the form asks and come back to the same place."""
        done = self.act()
        self.say(done.message)
        query = f"?{urlencode({'saved': done.part})}" if done.part else ""
        return f"{self.page_url}{query}#{done.anchor}"

    def act(self) -> Done:
        """Save, add, move, delete or put back, as the form says."""
        act = self.sent("act")
        if act == "save":
            return self._save()
        if act == "add":
            return self._add()
        if act == "put_back":
            clause = keeping.put_back(self.context, self.sent("clause"))
            message = _("“${clause}” is back where it was.", mapping={"clause": clause.title})
            return Done(message, f"clause-{clause.getId()}", clause.getId(), added=True)
        clause = keeping.clause_named(self.context, self.sent("clause"))
        anchor = f"clause-{clause.getId()}"
        if act in STEPS or act == "place":
            if act == "place":
                keeping.put_before(clause, self.sent("before") or None)
            else:
                keeping.move(clause, STEPS[act])
            return Done(_("“${clause}” was moved.", mapping={"clause": clause.title}), anchor)
        if act == "delete":
            title = clause.title
            keeping.remove(clause)
            return Done(_("“${clause}” was deleted.", mapping={"clause": title}), "taken")
        raise refuse(400, "act", _("Choose what to do with the clause."))

    def _save(self) -> Done:
        name = self.sent("clause")
        if name == WHOLE:
            part, schema, anchor = self.context, IEdition, "whole"
        else:
            part, schema, anchor = keeping.clause_named(self.context, name), IClause, f"clause-{name}"
        values, problems = values_of(schema, self.request.form)
        if problems:
            raise Refused(400, problems)
        write(part, values, self.sent("version"))
        return Done(_("Saved ${time}", mapping={"time": self.time_of(wallclock.now())}), anchor, name)

    def _add(self) -> Done:
        values, problems = values_of(IClause, self.request.form)
        if problems:
            raise Refused(400, problems)
        clause = keeping.add(self.context, values, self.sent("after"))
        message = _("“${clause}” was added.", mapping={"clause": clause.title})
        return Done(message, f"clause-{clause.getId()}", clause.getId(), added=True)

    def _outcome(self, done: Done) -> dict[str, Any]:
        """What the script shows after something was done."""
        answer: dict[str, Any] = {
            "message": self.words(done.message),
            "part": done.part,
            "added": done.added,
            "order": [clause.getId() for clause in clauses_of(self.context)],
            "side": self.side_template(),
            "taken": self.taken_template(),
            "problems": self.problems_by_part,
        }
        if done.part:
            answer["html"] = self.part_html(done.part, closed=True)
            answer["version"] = self.version_of(done.part)
        return answer

    def _refusal(self, refused: Refused) -> dict[str, Any]:
        """What the script shows beside the fields when nothing was kept."""
        part = self.opened
        return {
            "message": self.words(_("This was not saved.")),
            "problems": [
                {"field": problem.field, "message": self.words(problem.message)}
                for problem in refused.problems
            ],
            "meanwhile": self.meanwhile_html(part),
            "version": self.version_of(part),
            "gone": part == NEW and self.sent("act") == "save",
        }

    def _json(self, answer: Mapping[str, Any]) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return json.dumps(answer)

    @property
    def stale(self) -> bool:
        """Whether what was sent was refused because somebody else had changed the part."""
        return any(problem.field == "version" for problem in self.problems)

    @property
    def general_problems(self) -> tuple[Problem, ...]:
        """What stands above the page: each problem with the field it is about."""
        return tuple(
            replace(problem, url=problem.url or f"#{self.opened}-{problem.field}")
            for problem in self.problems
            if problem.field != "version"
        )

    @property
    def minutes(self) -> int:
        """Minutes that a reader will need."""
        return reading_minutes(edition_facts(self.context))

    @Lazy
    def guards(self) -> list[Guard]:
        """What submitting asks for, as of now, each leading to its place on this page."""
        found = ITransitionRules(self.context).guards(present_act(self.context, "submit"))
        return [replace(guard, url=place_of(guard, self.url)) for guard in found]

    @Lazy
    def checks(self) -> list[Check]:
        """The same as a list to work through."""
        return checks(self.guards)

    @property
    def missing(self) -> int:
        """How many lines of the list are not met."""
        return sum(not check.passed for check in self.checks)

    @Lazy
    def problems_by_part(self) -> dict[str, list[str]]:
        """What is missing, by the part that lacks it."""
        found: dict[str, list[str]] = {}
        for guard in self.guards:
            named = parse_qs(urlsplit(guard.url or "").query).get("clause")
            if not guard.passed and named:
                found.setdefault(named[0], []).append(self.words(guard.detail))
        return found

    @property
    def missing_topics(self) -> list[dict[str, str]]:
        """The topics a charter still lacks, each with the form that begins a clause about it."""
        if self.text.portal_type != "Charter":
            return []
        present = {clause.topic_group for clause in clauses_of(self.context)}
        return [
            {"title": fixed.topic_groups.titles[topic], "url": self.new_url(topic=topic)}
            for topic in CHARTER_TOPIC_GROUPS
            if topic not in present
        ]

    @property
    def submit_url(self) -> str:
        """Where the draft is submitted."""
        return f"{self.url}/@@transition?transition=submit"

    @property
    def other_languages(self) -> list[dict[str, str]]:
        """The languages into which the draft may be translated, with the page of each."""
        return [
            {
                "token": term.token,
                "title": term.title,
                "url": f"{self.url}/@@translate?language={term.token}",
            }
            for term in languages(self.context)
            if term.token != self.context.authoritative_language
        ]
