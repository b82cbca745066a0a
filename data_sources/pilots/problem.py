"""What is wrong with something that was written: a Dutch sentence, and another one that says how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

_QUOTED = 40


@dataclass(frozen=True)
class Problem:
    message: str
    mend: str


def quoted(text: str) -> str:
    """What was written, for in a sentence; cut, so that a page of text does not come back as a finding, and without
    what cannot be printed."""
    whole = "".join(sign if sign.isprintable() else "·" for sign in text)
    return f"'{whole}'" if len(whole) <= _QUOTED else f"'{whole[:_QUOTED]}…'"
