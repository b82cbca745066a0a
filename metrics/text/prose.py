"""Sentences that go into a letter: what may be reworded in them, and what may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.text.statements import Statement

PercentWord = Literal["procent", "%"]
Term = Literal["adviesvragen", "adviezen"]


@dataclass(frozen=True)
class Style:
    """How numbers and terms are written.

    percent: 'procent' as running text has it, or '%'. term: what letters call CBS's gestarte adviezen. in_thousands:
    'ruim 66 duizend' rather than '66.270'.
    """

    percent: PercentWord = "procent"
    term: Term = "adviesvragen"
    in_thousands: bool = False


@dataclass(frozen=True)
class Part:
    """A piece of a sentence. ``locked``: a number with its qualifier and unit, or a period, which nobody changes by
    accident; the words around it may be.
    """

    text: str
    locked: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence as generated, from one statement; its parts in order, spaces included."""

    parts: tuple[Part, ...]
    statement: Statement

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Refusal:
    """What cannot be said, and why not. Both Dutch: ``what`` without full stop, ``reason`` a sentence."""

    what: str
    reason: str


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together, and what was left out of them. Without sentences its text is ''."""

    sentences: tuple[Sentence, ...]
    refused: tuple[Refusal, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


def locked_texts(sentences: Sequence[Sentence]) -> list[str]:
    """The locked parts of some sentences, in the order in which they stand."""
    return [part.text for sentence in sentences for part in sentence.parts if part.locked]
