"""Which formalities a binding edition needs, by country and regime, and from when it may hold.

Engineering guidance, not legal advice. Sources: Code du travail L1321-4 (opinion of the staff body), R1321-4
(copy to the labour inspectorate), R1321-2 (deposit at the conseil de prud'hommes), R1321-1 (publicity),
R1321-3 (one month).
"""

from collections.abc import Mapping
from collective.socialgovernance.days import months_after
from dataclasses import dataclass
from datetime import date


DATED = ("consultation_date", "labour_inspection_sent", "registry_deposit", "publicity_date")


@dataclass(frozen=True)
class RuleSet:
    """The formalities of one country and regime.

    ``required`` names them in order; ``month_after_deposit``: in force one month after the later of deposit
    and publicity at the earliest, otherwise not before publicity.
    """

    required: tuple[str, ...]
    month_after_deposit: bool = False


FR_PRIVATE = RuleSet(
    required=(
        "consultation_date",
        "opinion",
        "labour_inspection_sent",
        "registry_deposit",
        "publicity_date",
    ),
    month_after_deposit=True,
)
FR_PUBLIC = RuleSet(required=("consultation_date", "opinion", "publicity_date"))
ELSEWHERE = RuleSet(required=("publicity_date",))
ELSEWHERE_WITH_BODY = RuleSet(required=("consultation_date", "publicity_date"))


def rule_set(country: str, regime: str, consultation_body: str) -> RuleSet:
    """The formalities that apply to a programme."""
    if country == "FR":
        return FR_PRIVATE if regime == "private" else FR_PUBLIC
    return ELSEWHERE_WITH_BODY if consultation_body.strip() else ELSEWHERE


def missing(formalities: Mapping[str, object], rules: RuleSet) -> list[str]:
    """The required formalities that are not there, in their order."""
    return [key for key in rules.required if not formalities.get(key)]


def disordered(formalities: Mapping[str, object], today: date) -> list[str]:
    """The dated formalities that are later than today or before the consultation."""
    consulted = formalities.get("consultation_date")
    wrong = []
    for key in DATED:
        day = formalities.get(key)
        if not isinstance(day, date):
            continue
        if day > today or (isinstance(consulted, date) and day < consulted):
            wrong.append(key)
    return wrong


def earliest_start(formalities: Mapping[str, object], rules: RuleSet) -> date | None:
    """The first day on which a binding edition may be in force; None while a day it depends on is missing.

    In France, private sector: one month after the later of deposit and publicity (R1321-3); with deposit on
    5 March and publicity on 1 March that is 5 April.
    """
    publicity = formalities.get("publicity_date")
    if not isinstance(publicity, date):
        return None
    if not rules.month_after_deposit:
        return publicity
    deposit = formalities.get("registry_deposit")
    if not isinstance(deposit, date):
        return None
    return months_after(max(publicity, deposit), 1)
