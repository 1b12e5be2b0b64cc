"""The eleven conditions of being an ambassador, as functions of facts and a day.

Each has a *strict* reading (to become one, to renew) and a *standing* reading (to stay one): nothing that was
in order fails overnight because a text, a notice or a manager changed. The same functions serve the workflow,
the page, the interface for programs, the clock and the answer to "who may speak?".
"""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import due_day
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.acknowledgments.standing import NOT_ASKED
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from collective.socialgovernance.ambassadors.facts import Answer
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import Made
from collective.socialgovernance.ambassadors.facts import ONE_DAY
from collective.socialgovernance.ambassadors.topics import allowing
from collective.socialgovernance.ambassadors.topics import names_person
from collective.socialgovernance.days import months_after
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.transitions.guards import Guard
from datetime import date


STRICT, STANDING = "strict", "standing"
NEEDED_ITEMS = ("strong_password", "two_factor")
LASTS_MONTHS = 12
NEW_MANAGER_DAYS = 30
LOOKED_BACK = 800
"""Days after which a manager is certainly not a new one, the longest leaves included."""


def evaluate(facts: Facts, as_of: date, reading: str, caller: str = "") -> list[Guard]:
    """All guards in order, passed or not. ``caller`` is the userid of whoever asks or acts."""
    strict = reading == STRICT
    return [
        texts_acknowledged(facts, as_of, strict),
        learning_passed(facts),
        topics_allowed(facts, as_of, strict),
        manager_available(facts, as_of, strict),
        certified(facts, strict, caller),
        informed(facts, as_of, strict),
        accounts_secured(facts, as_of, strict),
        not_held(facts, as_of),
        present(facts, as_of),
        body_informed(facts, as_of, strict),
        named_voice(facts, as_of),
    ]


def all_hold(facts: Facts, as_of: date) -> bool:
    """Whether an ambassador stays one: every guard in the standing reading."""
    return all(guard.passed for guard in evaluate(facts, as_of, STANDING))


def texts_acknowledged(facts: Facts, as_of: date, strict: bool) -> Guard:
    """A1: every text that ambassadors must know."""
    missing = []
    for text in facts.texts:
        status = text.status(as_of)
        if status in NOT_ASKED:
            continue
        settled = status in (ACKNOWLEDGED, EXEMPT)
        if not (settled if strict else status not in (OVERDUE, CRITICAL)):
            missing.append(text)
    titles = " · ".join(text.title for text in missing)
    return Guard(
        "A1",
        _("The texts for ambassadors are acknowledged"),
        not missing,
        _("Not acknowledged yet: ${titles}.", mapping={"titles": titles}),
        _("Read and acknowledge: ${titles}.", mapping={"titles": titles}),
        missing[0].url if missing else None,
    )


def learning_passed(facts: Facts) -> Guard:
    """A2: no learning is required yet."""
    return Guard("A2", _("The required learning is done"), True)


def topics_allowed(facts: Facts, as_of: date, strict: bool) -> Guard:
    """A3: the chosen topics are those of chosen scopes in force that admit the level."""
    allowed = [topic for topic in facts.topics if allowing(facts, topic, as_of, frozen_too=not strict)]
    passed = bool(allowed) and (not strict or len(allowed) == len(facts.topics))
    titles = facts.programme.topic_titles
    others = ", ".join(titles.get(topic, topic) for topic in facts.topics if topic not in allowed)
    if not facts.topics:
        detail = _("No topic is chosen.")
    elif strict:
        detail = _(
            "No chosen scope in force, not frozen, allows at this level: ${topics}.",
            mapping={"topics": others},
        )
    else:
        detail = _("None of the chosen topics is allowed by a chosen scope in force at this level.")
    return Guard(
        "A3",
        _("The topics are allowed by the chosen scopes"),
        passed,
        detail,
        _("Choose scopes in force and topics that they allow at your level.")
        if strict
        else _("Choose topics that your scopes allow at your level, or wait for their next edition."),
        facts.url or None,
    )


def manager_available(facts: Facts, as_of: date, strict: bool) -> Guard:
    """A4: the manager of today said that there is time for it, or stayed silent, lately enough."""
    manager = facts.manager_on(as_of)
    since = months_after(as_of if strict or facts.valid_from is None else facts.valid_from, -LASTS_MONTHS)
    answers = facts.answers[-1:] if strict else facts.answers
    counting = [answer for answer in answers if answer.positive and since < answer.on <= as_of]
    passed = any(_is_for(answer, manager) for answer in counting)
    if not passed and not strict and facts.answers and manager:
        passed = _recent_manager(facts, manager, as_of)
    return Guard(
        "A4",
        _("The manager has said that there is time for it"),
        passed,
        _("There is no answer of the present manager from the last twelve months.")
        if facts.answers
        else _("The manager has not answered yet."),
        _("The manager answers in one click; silence counts as yes after the working days of the programme.")
        if strict
        else _("The manager of today is asked and answers in one click. You may speak to them about it."),
        facts.url or None,
    )


def _is_for(answer: Answer, manager: str) -> bool:
    """Whether an answer is by, or for, the manager of today; without a manager every answer is."""
    return not manager or answer.manager == manager


def _recent_manager(facts: Facts, manager: str, as_of: date) -> bool:
    """Whether the manager is a new one, known for at most thirty days, those of a leave not counted."""
    since = as_of
    for _day in range(LOOKED_BACK):
        if facts.manager_on(since - ONE_DAY) != manager:
            break
        since -= ONE_DAY
    last = due_day(facts.known_since(manager, since), NEW_MANAGER_DAYS, facts.leaves)
    return last is None or as_of <= last


def certified(facts: Facts, strict: bool, caller: str) -> Guard:
    """A5: by a referent who is not the person; before, whoever asks may be that referent."""
    if strict:
        passed = caller in facts.programme.referents and caller != facts.person
    else:
        passed = bool(facts.certified_by) and facts.certified_by != facts.person
    names = ", ".join(facts.programme.referents_beside(facts.person))
    return Guard(
        "A5",
        _("A referent certifies it"),
        passed,
        _("A referent who is somebody else certifies it.")
        if caller in facts.programme.referents
        else _("A referent has not certified it yet."),
        _("These referents can certify: ${names}.", mapping={"names": names})
        if names
        else _("There is no referent yet: ask an owner of the programme to name one."),
        facts.programme.url or None,
    )


def informed(facts: Facts, as_of: date, strict: bool) -> Guard:
    """A6: the voluntary statement was made, the privacy notice read, in their present versions."""
    rules = facts.programme
    stated = _is_current(
        facts, facts.statement, rules.statement_version, rules.statement_since, as_of, strict
    )
    read = _is_current(facts, facts.notice, rules.notice_version, rules.notice_since, as_of, strict)
    if not rules.notice_version:
        detail = _("The programme has no privacy notice with a version yet.")
    elif not stated:
        detail = _("The statement that it is voluntary is not made in its present version.")
    else:
        detail = _("The present privacy notice is not read yet.")
    return Guard(
        "A6",
        _("The person says that it is voluntary and was informed about their data"),
        stated and read,
        detail,
        _("Make the statement and read the privacy notice in the registration."),
        facts.url or None,
    )


def _is_current(
    facts: Facts, made: Made | None, version: str, since: date, as_of: date, strict: bool
) -> bool:
    if made is None or not version or made.on > as_of:
        return False
    if made.version == version:
        return True
    if strict or since == date.min:
        return False
    last = due_day(since, facts.programme.reack_days, facts.leaves)
    return last is None or as_of <= last


def accounts_secured(facts: Facts, as_of: date, strict: bool) -> Guard:
    """A7: what the person attests of their own accounts, within the year before it is valid."""
    made = facts.attestation
    begins = as_of if strict or facts.valid_from is None else facts.valid_from
    recent = made is not None and months_after(begins, -LASTS_MONTHS) < made.on <= as_of
    complete = made is not None and set(NEEDED_ITEMS) <= set(made.items)
    return Guard(
        "A7",
        _("The person attests that their accounts are protected"),
        recent and complete,
        _("The attestation is older than twelve months.")
        if complete
        else _("A strong password and two-factor sign-in are not attested."),
        _("Go through the short checklist in the registration; no proof is asked."),
        facts.url or None,
    )


def not_held(facts: Facts, as_of: date) -> Guard:
    """A8: no open hold. After the day of its review it has ended by itself."""
    over = facts.review_on is not None and as_of > facts.review_on
    return Guard(
        "A8",
        _("There is no open hold"),
        not facts.held or over,
        _("A hold is open."),
        _("It is reviewed by its day, and ends by itself when it is not."),
        facts.url or None,
    )


def present(facts: Facts, as_of: date) -> Guard:
    """A9: in the directory, there or on leave, of a population that may register."""
    there = facts.status_on(as_of) in (ACTIVE, LEAVE)
    return Guard(
        "A9",
        _("The person is in the directory, among those whom the programme is open to"),
        there and facts.population_on(as_of) in facts.programme.populations,
        _("The programme is not open to this person now.")
        if there
        else _("The directory does not know this person as being there."),
        _("Ask the referent. In their own name everybody may always speak."),
        facts.programme.url or None,
    )


def body_informed(facts: Facts, as_of: date, strict: bool) -> Guard:
    """A10: in France the staff body was informed first (Code du travail L2312-38); asked once only."""
    day = facts.programme.body_informed_on
    return Guard(
        "A10",
        _("The staff body was informed"),
        not strict or facts.programme.country != "FR" or (day is not None and day <= as_of),
        _("The day on which the staff body was informed is not given."),
        _("Ask an owner of the programme to give the day."),
        facts.programme.url or None,
    )


def named_voice(facts: Facts, as_of: date) -> Guard:
    """A11: who speaks officially is named in the scope."""
    return Guard(
        "A11",
        _("An official voice is named in the scope"),
        facts.level != "official" or names_person(facts, as_of),
        _("No chosen scope in force names this person as a voice."),
        _("Ask the head of the department to name them in the next edition, or choose another level."),
        facts.url or None,
    )
