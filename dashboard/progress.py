"""Progress of a refresh on a terminal: one line that rewrites itself. Elsewhere nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from data_sources.table_source import Progress
from metrics.text.numbers import number

_CLEAR = "\r\033[K"


@contextmanager
def terminal_progress(stream: TextIO) -> Iterator[Progress]:
    """Within this block the given function shows what is coming in, and the line is wiped at the end."""
    if not stream.isatty():
        yield lambda _name, _bytes: None
        return

    def show(name: str, received: int) -> None:
        stream.write(f"{_CLEAR}{name}: {number(received / 1024)} kB")
        stream.flush()

    try:
        yield show
    finally:
        stream.write(_CLEAR)
        stream.flush()
