"""Finding people by the beginning of a name, without loading everybody."""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from persistent import Persistent
from unicodedata import combining
from unicodedata import normalize

import re


_WORD = re.compile(r"\w+")
_APART = " "
_END = "\uffff"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without accents and capitals, each once."""
    if not name.isascii():
        name = "".join(mark for mark in normalize("NFKD", name) if not combining(mark))
    return tuple(dict.fromkeys(_WORD.findall(name.casefold())))


class NameIndex(Persistent):
    """The words of people's names with their keys, sorted by word."""

    def __init__(self) -> None:
        self._entries = OOTreeSet()

    def change(self, gone: list[tuple[int, str]], come: list[tuple[int, str]]) -> None:
        """Take names out and put names in, each a key and a full name."""
        entries = set(_entries(come))
        for entry in set(_entries(gone)) - entries:
            self._entries.remove(entry)
        self._entries.update(sorted(entries))

    def beginning(self, word: str) -> Iterator[int]:
        """The keys of those with a word in their name that begins so; possibly several times."""
        for entry in self._entries.keys(word, word + _END):
            yield int(entry.rpartition(_APART)[2], 16)


def _entries(names: list[tuple[int, str]]) -> Iterator[str]:
    for key, name in names:
        for word in words_of(name):
            yield f"{word}{_APART}{key:x}"
