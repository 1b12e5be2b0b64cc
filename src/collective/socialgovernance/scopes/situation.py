"""What the guards of an edition of a scope look at."""

from collections.abc import Mapping
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Words
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True)
class Situation:
    """Everything that the guards of one edition look at, on the day of the act.

    ``others`` are the other scopes of the programme, ``ancestors`` those of them whose department stands
    above this one, ``corporate`` the programme's list of topics nobody speaks about, ``active`` the userids
    among the contacts whom the directory knows as active, ``leaders`` who heads or deputises the department,
    ``owners`` and ``legal`` who holds those roles, ``names`` their names and ``titles`` the titles of words,
    both in the ``language`` of the reader.
    """

    scope: ScopeFacts
    edition: EditionFacts
    today: date
    words: Words
    others: tuple[ScopeFacts, ...] = ()
    ancestors: tuple[ScopeFacts, ...] = ()
    corporate: tuple[Prohibition, ...] = ()
    active: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    programme_url: str = ""
    language: str = "en"

    @property
    def content(self) -> ScopeContent:
        """What the edition says."""
        return self.edition.content

    @property
    def begins(self) -> date:
        """The day on which it would come into force if it were approved today."""
        return max(self.content.valid_from or self.today, self.today)

    @property
    def excluded(self) -> frozenset[str]:
        """Who may not approve it: its authors, and who heads or deputises the department."""
        return frozenset(self.edition.authors) | self.leaders

    def title(self, token: str) -> str:
        """The title of a word."""
        return self.titles.get(token, token)
