"""A mail server for the runs of these tests."""

from email import message_from_bytes
from email.policy import default
from Products.MailHost.MailHost import MailBase
from typing import Any

import pytest


class Post:
    """A mail server that keeps what it was given when the transaction was committed."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, sender: str, to: Any, message: Any) -> None:
        raw = message if isinstance(message, bytes) else message.encode("utf-8")
        self.sent.append(message_from_bytes(raw, policy=default))

    def vote(self, *_words: Any) -> None:
        """It is there."""

    def abort(self, *_words: Any) -> None:
        """Nothing was sent yet."""

    def taken(self) -> dict[str, Any]:
        """The mails since the last time, by their address."""
        found = {mail["To"].addresses[0].addr_spec: mail for mail in self.sent}
        assert len(found) == len(self.sent), "two mails to one person"
        self.sent = []
        return found


@pytest.fixture(autouse=True)
def post(monkeypatch: Any) -> Post:
    """Takes every mail that leaves."""
    post = Post()
    monkeypatch.setattr(MailBase, "_makeMailer", lambda self: post)
    return post
