"""``@@start-text``: a few questions, and a first charter or guide that asks its writer the rest."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts import law
from collective.socialgovernance.texts import skeleton as rules
from collective.socialgovernance.texts.gathering import programme_facts
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.guards import FORMALITY_TITLES
from collective.socialgovernance.texts.skeleton import Answers
from collective.socialgovernance.texts.starting import start_text
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies import kept
from plone import api
from typing import Any
from zope.cachedescriptors.property import Lazy


TYPES = {"charter": rules.CHARTER, "guide": rules.GUIDE}

CONSEQUENCES = {
    "pedagogical": _(
        "It helps people decide for themselves. Nobody can be blamed for not following it. "
        "One owner approves it, and it holds."
    ),
    "informative": _(
        "It reminds people of rules that exist already: the law, the contract, the internal rules. "
        "It makes no new ones. Legal reads it before an owner approves it."
    ),
    "binding": _(
        "It makes rules that people must follow, and not following them may have consequences. "
        "Formalities come first, and staff see nothing of it before."
    ),
}
"""What follows from each legal force, as a colleague would say it."""


class StartPage(EditingPage):
    """The questions for a charter, or for a guide."""

    def post(self) -> str:
        """Begin the text and go on to write it."""
        if not self.text_type:
            raise refuse(400, "type", _("Choose a charter or a guide."))
        edition = start_text(self.context, self.answers)
        self.say(
            _(
                "It is there. Each clause asks you what to write: answer in its place, "
                "and delete what does not matter."
            )
        )
        return f"{edition.absolute_url()}/@@write"

    @Lazy
    def kind(self) -> str:
        """What is begun, as the address says it: ``charter`` or ``guide``; empty before it is chosen."""
        kind = self.sent("type")
        return kind if kind in TYPES else ""

    @property
    def text_type(self) -> str:
        """The content type that is begun; empty before it is chosen."""
        return TYPES.get(self.kind, "")

    @property
    def is_charter(self) -> bool:
        """Whether a charter is begun."""
        return self.text_type == rules.CHARTER

    @property
    def page_url(self) -> str:
        """The URL of this page."""
        return f"{self.url}/@@start-text"

    @property
    def answers(self) -> Answers:
        """What was answered; what is on no list is left aside."""
        platforms = {term.token: term.title for term in kept.platforms()}
        return Answers(
            text_type=self.text_type,
            title=" ".join(self.sent("title").split()),
            language=self._one_of("language", [term.token for term in kept.languages()]),
            legal_force=self.sent("legal_force"),
            purposes=self._chosen("purposes", rules.PURPOSES),
            topics=self._chosen("topics", fixed.topic_groups.tokens),
            platforms=tuple((token, platforms[token]) for token in self._chosen("platforms", platforms)),
            owner_functions=self._chosen("owner_functions", fixed.functions.tokens),
            audience=self._chosen("audience", [term.token for term in kept.departments()]),
            population=self._chosen("population", fixed.populations.tokens),
        )

    def _chosen(self, name: str, possible: Iterable[str]) -> tuple[str, ...]:
        """The tokens ticked in a question, in the order of its list."""
        sent = self.request.form.get(name) or ()
        ticked = {sent} if isinstance(sent, str) else set(sent)
        return tuple(token for token in possible if token in ticked)

    def _one_of(self, name: str, possible: Iterable[str]) -> str:
        tokens = list(possible)
        sent = self.sent(name)
        if sent in tokens:
            return sent
        own = "fr" if self.context.country == "FR" else kept.reader_language()
        return own if own in tokens else tokens[0]

    def _options(self, name: str, titles: Mapping[str, str]) -> list[dict[str, Any]]:
        chosen = self._chosen(name, titles)
        return [
            {
                "token": token,
                "title": self.words(title),
                "checked": token in chosen,
                "id": f"sg-{name}-{token}",
            }
            for token, title in titles.items()
        ]

    @property
    def purposes(self) -> list[dict[str, Any]]:
        """What the text may be for, each with the topics that it brings."""
        return [
            {**option, "brings": ", ".join(self._topic(topic) for topic in rules.CALLED_FOR[option["token"]])}
            for option in self._options("purposes", rules.PURPOSES)
        ]

    @property
    def topics(self) -> list[dict[str, Any]]:
        """The topics; in a charter some are always there."""
        return [
            {**option, "required": self.is_charter and option["token"] in CHARTER_TOPIC_GROUPS}
            for option in self._options("topics", fixed.topic_groups.titles)
        ]

    def _topic(self, token: str) -> str:
        return self.words(fixed.topic_groups.titles[token])

    @property
    def functions(self) -> list[dict[str, Any]]:
        """Who may own a text."""
        return self._options("owner_functions", fixed.functions.titles)

    @property
    def populations(self) -> list[dict[str, Any]]:
        """Kinds of people in the company."""
        return self._options("population", fixed.populations.titles)

    @property
    def departments(self) -> list[dict[str, Any]]:
        """The departments of today; none without a directory."""
        return self._options("audience", {term.token: term.title for term in kept.departments()})

    @property
    def platforms(self) -> list[dict[str, Any]]:
        """The platforms of the control panel."""
        return self._options("platforms", {term.token: term.title for term in kept.platforms()})

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The languages in which the text may be written first."""
        chosen = self.answers.language
        return [
            {"token": term.token, "title": term.title, "selected": term.token == chosen}
            for term in kept.languages()
        ]

    @property
    def forces(self) -> list[dict[str, Any]]:
        """The three legal forces, each with its consequence."""
        chosen = self.sent("legal_force") or "pedagogical"
        return [
            {
                "token": token,
                "id": f"sg-force-{token}",
                "title": self.words(fixed.legal_forces.titles[token]),
                "consequence": self.words(consequence),
                "checked": token == chosen,
                "binding": token == "binding",
            }
            for token, consequence in CONSEQUENCES.items()
        ]

    @Lazy
    def _law(self) -> law.RuleSet:
        facts = programme_facts(self.context)
        return law.rule_set(facts.country, facts.regime, facts.consultation_body)

    @property
    def formalities(self) -> list[str]:
        """What a binding text needs in the programme's country before it holds, in order."""
        return [self.words(FORMALITY_TITLES[name]) for name in self._law.required]

    @property
    def month_to_wait(self) -> bool:
        """Whether a month passes between the formalities and the day it holds (Code du travail R1321-3)."""
        return self._law.month_after_deposit

    @property
    def earliest(self) -> str:
        """The first day on which a binding text could hold if everything else were done today."""
        today = day_of(wallclock.now(), zone_of(self.context))
        day = law.earliest_start({"publicity_date": today, "registry_deposit": today}, self._law)
        return day_in_words(day, str(api.portal.get_current_language()))

    @property
    def present(self) -> list[Any]:
        """Texts of this kind that the programme has already and the reader may see."""
        return [
            child
            for child in self.context.objectValues()
            if child.portal_type == self.text_type and self.allowed("View", child)
        ]
