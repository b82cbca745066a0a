"""A paragraph for a letter: as it is asked for, and as it was written, with its footnote and the way to its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data_sources.contract import NATIONAL, Load, Observation, Period
from data_sources.pin import Pin
from metrics.text.prose import Paragraph, Style
from metrics.text.statements import Kind


@dataclass(frozen=True)
class ParagraphAsked:
    """What a paragraph is to be about. indicators: followed ones, any stored, 'pilot:farr:personen-onderzocht' for a
    figure of a pilot, 'pilot:slachtofferdevice:uitrol' for how far a rollout is. period None: the newest. base None:
    the same period a year earlier. kinds (): what a letter usually says.
    """

    indicators: tuple[str, ...]
    period: Period | None = None
    base: Period | None = None
    region: str = NATIONAL
    as_of: date | None = None
    style: Style = field(default_factory=Style)
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class WrittenParagraph:
    """A paragraph with all that belongs to it. footnote: one for the whole paragraph. marks: what must stand beside it
    wherever it goes (fiction, another host, not public). code: the check code of its figures; ``address``: path and
    query of the page that shows exactly these figures again.
    """

    asked: ParagraphAsked
    paragraph: Paragraph
    footnote: str
    marks: tuple[str, ...]
    figures: tuple[Observation, ...]
    loads: Mapping[int, Load]
    pin: Pin
    code: str
    address: str
