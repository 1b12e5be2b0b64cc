"""Everything that the guards of an edition look at, as one value."""

from collections.abc import Mapping
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.facts import ProgrammeFacts
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True)
class Situation:
    """Everything the guards of one edition look at.

    ``previous`` is the edition it follows (None for the first), ``words`` the words of sanction by language,
    ``asked`` how many people its start would ask, ``today`` the day of the act in the programme's time zone,
    ``other_approvers`` the names of those who could approve it and are none of its authors.
    """

    edition: EditionFacts
    programme: ProgrammeFacts
    text_type: str
    today: date
    previous: EditionFacts | None = None
    ack_mode: str = "read"
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: int = 0
    state: str = "draft"
    withdrawal: Mapping[str, object] = field(default_factory=dict)
    topic_titles: Mapping[str, str] = field(default_factory=dict)
    other_approvers: tuple[str, ...] = ()
