"""Where on the page of writing each thing stands that submitting asks for."""

from collective.socialgovernance.browser.editing.parts import NEW
from collective.socialgovernance.browser.editing.parts import WHOLE
from collective.socialgovernance.transitions.guards import Guard


FIELDS = {
    "change_class": "change_class",
    "change_summary": "change_summary",
    "one_minute": "one_minute",
    "what_i_gain": "what_i_gain",
    "french_text": "authoritative_language",
    "editorial_scope": "change_class",
}
"""By code of a guard about the text as a whole: its field."""

CLAUSE_FIELDS = {"justification": "justification"}
"""The same of guards about one clause; others lead to the clause itself."""


def place_of(guard: Guard, edition_url: str) -> str | None:
    """The address, on the page where the whole draft is written, of what a guard is about."""
    page, url = f"{edition_url}/@@write", guard.url or ""
    if url == f"{edition_url}/edit":
        field = FIELDS.get(guard.code)
        return f"{page}?clause={WHOLE}#{f'{WHOLE}-{field}' if field else 'whole'}"
    if url.startswith(f"{edition_url}/++add++Clause"):
        return f"{page}?clause={NEW}#{NEW}-title"
    if url == page and guard.code == "topic_groups":
        return f"{page}#topics"
    if url.startswith(f"{edition_url}/") and url.endswith("/edit"):
        clause = url.removeprefix(f"{edition_url}/").removesuffix("/edit")
        field = CLAUSE_FIELDS.get(guard.code)
        return f"{page}?clause={clause}#{f'{clause}-{field}' if field else f'clause-{clause}'}"
    return guard.url
