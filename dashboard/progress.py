"""Progress of a refresh on a terminal: one line that rewrites itself. Elsewhere nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from metrics.text.numbers import number

_CLEAR = "\r\033[K"


@dataclass
class ProgressLine:
    """The line on a terminal; ``stream`` None where there is none. A Progress of the data sources."""

    stream: TextIO | None
    _is_shown: bool = False

    def __call__(self, name: str, received: int) -> None:
        self._write(f"{_CLEAR}{name}: {number(received / 1024)} kB")
        self._is_shown = True

    def wipe(self) -> None:
        """Make room for something else to be printed."""
        if self._is_shown:
            self._write(_CLEAR)
        self._is_shown = False

    def _write(self, words: str) -> None:
        if self.stream is not None:
            self.stream.write(words)
            self.stream.flush()


@contextmanager
def terminal_progress(stream: TextIO) -> Iterator[ProgressLine]:
    """Within this block the given line shows what is coming in; it is wiped at the end."""
    line = ProgressLine(stream if stream.isatty() else None)
    try:
        yield line
    finally:
        line.wipe()
