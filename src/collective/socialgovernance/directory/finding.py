"""Telling from words on a list - a userid, an e-mail address, a name - who is meant."""

from collections.abc import Iterable
from collective.socialgovernance.directory.names import words_of
from collective.socialgovernance.directory.store import Directory
from dataclasses import dataclass
from datetime import date


NAMESAKES = 20
"""How many people of one name are looked at."""


@dataclass(frozen=True)
class Found:
    """What was written, and the userids of all whom it may mean; none: nobody is called so."""

    written: str
    userids: tuple[str, ...]


def find_people(directory: Directory, written: Iterable[str], day: date) -> list[Found]:
    """Whom each of the words means on a day, in their order.

    A userid wins over an e-mail address, that over a name. A name is the whole name, in any order, whatever
    its accents and capitals. Addresses are looked for among everybody, once for all of the words.
    """
    words = list(written)
    addresses = {word.casefold() for word in words if "@" in word and directory.key(word) is None}
    by_address = _by_address(directory, addresses) if addresses else {}
    return [Found(word, _meant(directory, word, by_address, day)) for word in words]


def _meant(directory: Directory, word: str, by_address: dict[str, list[str]], day: date) -> tuple[str, ...]:
    key = directory.key(word)
    if key is not None:
        return (directory.userid(key),)
    if word.casefold() in by_address:
        return tuple(by_address[word.casefold()])
    name = sorted(words_of(word))
    same = [
        person.userid
        for person in directory.search(word, day, NAMESAKES)
        if sorted(words_of(person.fullname)) == name
    ]
    return tuple(same)


def _by_address(directory: Directory, addresses: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _key, record in directory.records():
        address = record.email.casefold()
        if address in addresses:
            found.setdefault(address, []).append(record.userid)
    return found
