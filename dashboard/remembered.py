"""Answers that were given before, as they were written, for as long as all they rest on is the same.

Never for a length of time: an answer is found again by its question, by who asks, and by the standing of the store and
the clock (`dashboard/standing.py`).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import orjson
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.standing import Standing
from dashboard.visitor import Audience

# At most so many answers, of so many bytes together; a question longer than this is not worth keeping.
MOST_ANSWERS, MOST_BYTES, LONGEST_QUESTION = 500, 32_000_000, 1_000


@dataclass(frozen=True)
class Asked:
    """A question. ``audience``: those who may all see the same answer, by one name; others never get it."""

    address: str
    audience: Audience


def _written(content: Component) -> bytes:
    """The JSON that Dash would make of it."""
    return str(to_json_plotly(content)).encode()


class Remembered:
    """A bounded number of answers, the ones asked for longest ago forgotten first; safe for any number of threads."""

    def __init__(
        self, standing: Callable[[], Standing], *, most_answers: int = MOST_ANSWERS, most_bytes: int = MOST_BYTES
    ) -> None:
        self._standing = standing
        self._most_answers, self._most_bytes = most_answers, most_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[Asked, bytes] = OrderedDict()
        self._resting_on: Standing | None = None
        self._bytes = 0

    def answer(self, asked: Asked, make: Callable[[], Component]) -> orjson.Fragment:
        """The answer to a question, made when it is not remembered. What ``make`` raises is passed on and forgotten.

        Of several that ask the same at once each may make it; they come to the same.
        """
        before = self._standing()
        found = self._find(asked, before)
        if found is None:
            found = _written(make())
            # Something that came in meanwhile may be in part of the answer.
            if self._standing() == before:
                self._keep(asked, found, before)
        return orjson.Fragment(found)

    def _find(self, asked: Asked, standing: Standing) -> bytes | None:
        with self._lock:
            if standing != self._resting_on:
                return None
            found = self._answers.get(asked)
            if found is not None:
                self._answers.move_to_end(asked)
            return found

    def _keep(self, asked: Asked, answer: bytes, standing: Standing) -> None:
        if len(asked.address) > LONGEST_QUESTION:
            return
        with self._lock:
            if standing != self._resting_on:
                # Nobody will ask as things stood before.
                self._answers.clear()
                self._resting_on, self._bytes = standing, 0
            self._bytes += len(answer) - len(self._answers.pop(asked, b""))
            self._answers[asked] = answer
            while len(self._answers) > self._most_answers or self._bytes > self._most_bytes:
                _, forgotten = self._answers.popitem(last=False)
                self._bytes -= len(forgotten)
