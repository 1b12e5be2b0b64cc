"""Sending a temporary file piece by piece, after the database connection was given back."""

from typing import IO
from zope.interface import implementer
from ZPublisher.Iterators import IStreamIterator

import os


PIECE = 1 << 16
"""Bytes sent at once."""


@implementer(IStreamIterator)
class TemporaryFile:
    """An open file as the body of a response; it is closed, and thereby gone, once it was sent."""

    def __init__(self, file: IO[bytes]):
        self._file = file
        self._length = file.seek(0, os.SEEK_END)
        file.seek(0)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> "TemporaryFile":
        return self

    def __next__(self) -> bytes:
        piece = self._file.read(PIECE)
        if not piece:
            self.close()
            raise StopIteration
        return piece

    def close(self) -> None:
        """Called by the server when all was sent, or the reader went away."""
        self._file.close()
