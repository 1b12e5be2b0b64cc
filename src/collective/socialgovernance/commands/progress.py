"""A bar that shows on a terminal how far a long command is, and nothing anywhere else."""

from typing import TextIO

import sys


WIDTH = 40


class Progress:
    """``with Progress("people", 250000) as progress: progress.at(10000)``."""

    def __init__(self, what: str, total: int, stream: TextIO | None = None):
        self._what = what
        self._total = total
        self._stream = stream or sys.stderr

    def __enter__(self) -> "Progress":
        self.at(0)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown():
            self._stream.write("\n")

    def at(self, done: int) -> None:
        """Show that ``done`` of the total are done."""
        if self._shown():
            filled = WIDTH * done // self._total
            bar = "#" * filled + "." * (WIDTH - filled)
            self._stream.write(f"\r[{bar}] {done:,} of {self._total:,} {self._what}")
            self._stream.flush()

    def _shown(self) -> bool:
        return self._total > 0 and self._stream.isatty()
