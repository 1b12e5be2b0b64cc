"""The form of a registration: what it offers, what it holds, and what was sent with it."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.facts import BEFORE_ACTIVATION
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.guards import NEEDED_ITEMS
from collective.socialgovernance.ambassadors.lists import security_items
from collective.socialgovernance.ambassadors.lists import visibilities
from collective.socialgovernance.ambassadors.recording import recorded
from collective.socialgovernance.ambassadors.statement import STATEMENT
from collective.socialgovernance.ambassadors.statement import STATEMENT_VERSION
from collective.socialgovernance.browser.ambassadors import words
from collective.socialgovernance.browser.ambassadors.keeping import stepped_down
from collective.socialgovernance.browser.ambassadors.offers import Offer
from collective.socialgovernance.browser.ambassadors.offers import OfferedTopic
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.vocabularies.spoken import spoken_languages
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from plone import api
from typing import Any
from zope.schema import getFields


FIELDS = getFields(IAmbassadorRegistration)
MOTIVATION_LENGTH = FIELDS["motivation"].max_length
PROFILES = FIELDS["declared_profiles"].max_length
PROFILE_LENGTH = FIELDS["declared_profiles"].value_type.max_length


@dataclass(frozen=True)
class Choice:
    """Something to choose, with what it means."""

    token: str
    title: str
    about: str = ""
    chosen: bool = False


class RegistrationForm:
    """The fields as saved, or as typed when that could not be kept.

    ``registration`` is None for somebody who has none yet. After activation scopes, topics and the level can
    only become less: the form then offers what was chosen and nothing else.
    """

    def __init__(
        self, programme: Any, registration: Any | None, offers: list[Offer], typed: Mapping[str, Any] | None
    ):
        self.programme, self.registration, self.typed = programme, registration, typed
        self._offers = offers

    @property
    def free(self) -> bool:
        """Whether everything may still change."""
        return self.registration is None or state_of(self.registration) in BEFORE_ACTIVATION

    def saved(self, name: str) -> Any:
        """What is saved of a field."""
        return getattr(self.registration, name, None)

    @cached_property
    def _chosen(self) -> tuple[set[str], set[str]]:
        """The scopes and topics that are saved."""
        return set(self.saved("scopes") or ()), set(self.saved("topics") or ())

    def chosen(self, offer: Offer, topic: OfferedTopic) -> bool:
        """Whether a topic of a scope is chosen."""
        if self.typed is not None:
            return topic.key in self.sent_list("topic")
        scopes, topics = self._chosen
        return offer.uid in scopes and topic.token in topics

    @property
    def offers(self) -> list[Offer]:
        """The scopes to choose from; later those that were chosen, with their chosen topics.

        Whom a scope left without any topic is offered all that their scopes have at their level.
        """
        if self.free:
            return self._offers
        scopes, topics = self._chosen
        level = self.saved("level_granted") or self.saved("level_requested")
        mine = [offer for offer in self._offers if offer.uid in scopes]
        kept = [_with_topics(offer, lambda topic: topic.token in topics) for offer in mine]
        again = [_with_topics(offer, lambda topic: level in topic.levels) for offer in mine]
        return [offer for offer in kept if offer.topics] or [offer for offer in again if offer.topics]

    @property
    def asleep(self) -> list[str]:
        """Chosen topics that no chosen scope offers now: they wake with their scope."""
        scopes, topics = self._chosen
        awake = {topic.token for offer in self._offers if offer.uid in scopes for topic in offer.topics}
        return sorted(topics - awake)

    def keeps_asleep(self, token: str) -> bool:
        """Whether a sleeping topic stays chosen."""
        return self.typed is None or f":{token}" in self.sent_list("topic")

    @property
    def levels(self) -> list[Choice]:
        """The levels at which there is something to do; later the present one and those below it."""
        if self.free:
            open_at = {level for offer in self._offers for level in offer.levels}
            present = self.saved("level_requested")
            tokens = [level for level in LEVELS if level in open_at or level == present]
        else:
            present = self.saved("level_granted") or self.saved("level_requested")
            tokens = list(LEVELS[: LEVELS.index(present) + 1]) if present in LEVELS else []
        chosen = self.sent("level") if self.typed is not None else present
        return [Choice(token, *words.LEVELS[token], token == chosen) for token in tokens]

    @property
    def languages(self) -> tuple[list[Choice], list[Choice]]:
        """The languages offered as boxes, and all others."""
        chosen = set(self.saved("languages") or ()) if self.typed is None else set(self.sent_list("language"))
        own = list(api.portal.get_tool("portal_languages").getSupportedLanguages())
        near = {code[:2] for code in [*own, "en", "fr"]} | chosen
        near |= {code for offer in self._offers for code in offer.languages}
        terms = [Choice(term.token, term.title, "", term.token in chosen) for term in spoken_languages()]
        return [term for term in terms if term.token in near], [
            term for term in terms if term.token not in near
        ]

    @property
    def motivation(self) -> str:
        """What moves the person."""
        return self._text("motivation", self.saved("motivation"))

    @property
    def profiles(self) -> str:
        """The declared profiles, one on a line."""
        return self._text("profiles", "\n".join(self.saved("declared_profiles") or ()))

    @property
    def checklist(self) -> list[Choice]:
        """The points about accounts; those that are needed to be certified say so."""
        saved = (self.saved("security_self_attestation") or {}).get("items") or ()
        chosen = saved if self.typed is None else self.sent_list("security")
        needed = _("needed before you are certified")
        return [
            Choice(item, words.SECURITY[item], needed if item in NEEDED_ITEMS else "", item in chosen)
            for item in security_items.tokens
        ]

    @property
    def statement(self) -> str:
        """The voluntary statement."""
        return STATEMENT

    @property
    def stated(self) -> bool:
        """Whether the statement is made in its present version."""
        if self.typed is not None:
            return bool(self.sent("voluntary"))
        return (self.saved("voluntary_statement") or {}).get("version") == STATEMENT_VERSION

    @property
    def notice_version(self) -> str:
        """The version of the privacy notice; empty while there is none to read."""
        return str(self.programme.privacy_notice_version or "")

    @property
    def informed(self) -> bool:
        """Whether the notice was read in its present version."""
        if self.typed is not None:
            return bool(self.sent("informed"))
        read = (self.saved("privacy_notice") or {}).get("version")
        return bool(self.notice_version) and read == self.notice_version

    @property
    def pictured(self) -> bool:
        """Whether the person's picture may be shown."""
        if self.typed is not None:
            return bool(self.sent("picture"))
        return bool((self.saved("image_consent") or {}).get("given"))

    @property
    def visibilities(self) -> list[Choice]:
        """Who may see it in the list."""
        saved = self.saved("directory_visibility") or "none"
        chosen = saved if self.typed is None else self.sent("visibility") or "none"
        return [
            Choice(token, words.VISIBILITIES[token], "", token == chosen) for token in visibilities.tokens
        ]

    # What was sent

    def sent(self, name: str) -> str:
        """A field as it was sent."""
        value = (self.typed or {}).get(name)
        return value.strip() if isinstance(value, str) else ""

    def sent_list(self, name: str) -> list[str]:
        """The values of boxes with one name."""
        value = (self.typed or {}).get(name) or []
        return [str(each) for each in ([value] if isinstance(value, str) else value)]

    def read(self) -> tuple[dict[str, Any], list[Problem]]:
        """The values to keep, and what is wrong with what was sent. Nothing is needed to save."""
        scopes, topics, problems = self._topics()
        values: dict[str, Any] = {"scopes": scopes, "topics": topics}
        values |= self._level(problems)
        values |= {
            "languages": self._languages(problems),
            "motivation": self.sent("motivation").replace("\r\n", "\n") or None,
            "declared_profiles": [
                line.strip() for line in self.sent("profiles").splitlines() if line.strip()
            ],
            "directory_visibility": self.sent("visibility") or "none",
        }
        if len(values["motivation"] or "") > MOTIVATION_LENGTH:
            problems.append(
                Problem(
                    "motivation",
                    _("Write at most ${number} characters.", mapping={"number": MOTIVATION_LENGTH}),
                )
            )
        profiles = values["declared_profiles"]
        if len(profiles) > PROFILES or any(len(line) > PROFILE_LENGTH for line in profiles):
            problems.append(Problem("profiles", _("Name at most twenty, one on each line.")))
        if values["directory_visibility"] not in visibilities.tokens:
            problems.append(Problem("visibility", _("Choose one of these.")))
        return {**values, **self._said(problems)}, problems

    def _topics(self) -> tuple[list[str], list[str], list[Problem]]:
        keys = self.sent_list("topic")
        known = {topic.key: (offer.uid, topic.token) for offer in self.offers for topic in offer.topics}
        sleeping = {f":{token}": token for token in self.asleep}
        if any(key not in known and key not in sleeping for key in keys):
            gone = Problem("topics", _("A topic is not offered any more: look at your choice again."))
            return [], [], [gone]
        scopes = [known[key][0] for key in keys if key in known]
        topics = [known[key][1] if key in known else sleeping[key] for key in keys]
        if any(key in sleeping for key in keys):
            offered = {offer.uid for offer in self._offers}
            scopes += [uid for uid in self.saved("scopes") or () if uid not in offered]
        return list(dict.fromkeys(scopes)), list(dict.fromkeys(topics)), []

    def _level(self, problems: list[Problem]) -> dict[str, str | None]:
        level = self.sent("level") or None
        if level is not None and level not in [choice.token for choice in self.levels]:
            problems.append(Problem("level", _("Choose one of these.")))
        if self.free:
            return {"level_requested": level}
        if level is None or level == (self.saved("level_granted") or self.saved("level_requested")):
            return {}
        return stepped_down(self.registration, level)

    def _languages(self, problems: list[Problem]) -> list[str]:
        codes = list(dict.fromkeys(code for code in self.sent_list("language") if code))
        known = {term.token for term in spoken_languages()}
        if any(code not in known for code in codes):
            problems.append(Problem("languages", _("Choose one of these.")))
        return codes

    def _said(self, problems: list[Problem]) -> dict[str, Any]:
        """What the person states, each with the moment at which it was first said like this."""
        items = [item for item in self.sent_list("security") if item]
        if any(item not in security_items.tokens for item in items):
            problems.append(Problem("security", _("Choose one of these.")))
            return {}
        values: dict[str, Any] = {"image_consent": self._consent()}
        if "voluntary" in self.asked:
            values["voluntary_statement"] = self._version(
                "voluntary_statement", STATEMENT_VERSION if self.sent("voluntary") else ""
            )
        if "informed" in self.asked:
            values["privacy_notice"] = self._version(
                "privacy_notice", self.notice_version if self.sent("informed") else ""
            )
        if "security" in self.asked:
            before = self.saved("security_self_attestation")
            same = before is not None and sorted(before.get("items") or ()) == sorted(items)
            values["security_self_attestation"] = (
                before if same else {"items": items, "at": wallclock.now()} if items else None
            )
        return values

    @property
    def asked(self) -> tuple[str, ...]:
        """Which of the three statements the form asks for: all while it is free, later the outdated."""
        if self.free:
            return ("voluntary", "informed", "security")
        stated = (self.saved("voluntary_statement") or {}).get("version") == STATEMENT_VERSION
        read = (self.saved("privacy_notice") or {}).get("version") == self.notice_version
        return (*(() if stated else ("voluntary",)), *(() if read else ("informed",)))

    def _version(self, name: str, version: str) -> Any:
        before = self.saved(name)
        if not version:
            return None if self.free else before
        if before is not None and before.get("version") == version:
            return before
        return {"version": version, "at": wallclock.now()}

    def _consent(self) -> Any:
        before, given = self.saved("image_consent"), bool(self.sent("picture"))
        if before is None and not given:
            return None
        return recorded("image_consent", ("given",), before, {"given": given}, wallclock.now())

    def _text(self, name: str, saved: Any) -> str:
        return str((self.typed or {}).get(name) or "") if self.typed is not None else str(saved or "")


def _with_topics(offer: Offer, wanted: Callable[[OfferedTopic], bool]) -> Offer:
    """An offer with some of its topics."""
    return replace(offer, topics=tuple(topic for topic in offer.topics if wanted(topic)))
