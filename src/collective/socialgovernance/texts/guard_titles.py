"""What each guard of an edition asks for, in words, by its code: for those who read the log later."""

from collective.socialgovernance import _
from collective.socialgovernance.texts.guards import FORMALITY_TITLES


GUARD_TITLES = {
    "change_class": _("How much changes is chosen"),
    "change_summary": _("What changes is said"),
    "one_minute": _("The text in one minute is written"),
    "what_i_gain": _("What readers gain is written"),
    "clauses": _("Every clause has a kind, a topic and a text"),
    "rights_block": _("The block “Your rights” is there"),
    "topic_groups": _("Every topic of a charter is there"),
    "french_text": _("The French text is there"),
    "justification": _("Every restriction is justified and proportionate"),
    "sanction_wording": _("It does not speak of sanctions"),
    "editorial_scope": _("An editorial edition leaves rules and rights as they are"),
    "author": _("Whoever approves has not written it"),
    "legal_required": _("It went through legal review"),
    **{f"formalities.{key}": title for key, title in FORMALITY_TITLES.items()},
    "formalities.order": _("The days of the formalities follow one another"),
    "effective_from": _("It does not hold too early"),
    "impact_seen": _("The approver has seen how many people it asks"),
    "body_informed": _("The staff body was informed of the register of acknowledgments"),
    "withdrawal_formalities": _("The formalities of the withdrawal are complete"),
    "note": _("A note says why"),
}
