"""How this product says no.

A rule that refuses raises :class:`Refused` with every reason at once; the transaction is aborted by the
publisher and one error view per face renders it. Nothing returns an error after having written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One reason: the field, row (``people.3.manager``) or guard code it is about, and what to do, in words.

    ``message`` may be an i18n message; it is translated where it is shown. ``url`` leads to where to mend it.
    """

    field: str
    message: str
    url: str | None = None


class Refused(Exception):
    """An act that is not carried out.

    ``status`` is the HTTP status of the refusal: 400 malformed or a guard failed, 403 known but not entitled,
    404 not visible, 409 stale or already there, 415 a write that is not JSON. ``details`` are further facts
    for programs (the present digest of a text, say), merged into the answer beside the message.
    """

    def __init__(
        self,
        status: int | Refused,
        problems: Iterable[Problem] = (),
        message: str | None = None,
        details: dict[str, object] | None = None,
    ):
        if isinstance(status, Refused):
            # The workflow tool raises again as type(error)(error).
            other = status
            status, problems, message, details = other.status, other.problems, other.given, other.details
        self.status: int = status
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.given: str | None = message
        self.details: dict[str, object] = dict(details or {})
        super().__init__(str(self.message))

    @property
    def message(self) -> str:
        """The sentence shown first: the given one, or that of the first problem."""
        if self.given is not None:
            return self.given
        return self.problems[0].message if self.problems else "Refused"


def refuse(status: int, field: str, message: str, url: str | None = None) -> Refused:
    """A refusal with one reason, to be raised by the caller: ``raise refuse(409, "digest", _("..."))``."""
    return Refused(status, [Problem(field, message, url)])
