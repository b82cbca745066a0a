"""How far an attempt under way is, kept with it in the store, so that it can be seen from any process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from data_sources.table_source import Progress

# Seconds between one note and the next.
EVERY = 1.0


@dataclass(frozen=True)
class Received:
    """How many bytes of an entity set have come in; of no set ('') when all is in and being checked and stored."""

    name: str
    count: int = 0

    def text(self) -> str:
        return f"{self.name}:{self.count}"

    @staticmethod
    def read(text: str) -> Received:
        name, _, count = text.rpartition(":")
        return Received(name, int(count))


class AttemptProgress:
    """A Progress that passes on what it is told, and keeps it by ``note``, at most once a second and when all is in."""

    def __init__(
        self, note: Callable[[str], None], further: Progress, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._note, self._further, self._clock = note, further, clock
        self._next = float("-inf")

    def __call__(self, name: str, received: int) -> None:
        self._further(name, received)
        if self._clock() >= self._next:
            self._note(Received(name, received).text())
            self._next = self._clock() + EVERY

    def all_in(self) -> None:
        self._note(Received("").text())
