"""The shapes of the pilot ledger: what the ministry alone knows, each row with the document it was read in.

A pilot figure is the contract's second shape. Steps, areas and moments make a rollout; milestones are what readers
watch; events stand on the time axis of other charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_sources.contract import PILOT_COLUMNS
from data_sources.errors import UsageError
from data_sources.moment import Moment

REALISED = "gerealiseerd"
# Of these it may be said, once their moment is over, that by the plan they have been taken; of an ambition not.
BY_PLAN = ("gepland", "verwacht")
CERTAINTIES = (REALISED, *BY_PLAN, "ambitie")

# The last three make a rollout, in this order; the first two are steps of programmes that are no rollout.
PHASES = ("uitwerking", "praktijkproef", "pilot", "voorbereiding", "in gebruik")
PILOT, PREPARATION, IN_USE = PHASES[2:]

# The step of the whole country, which stands in for areas without a moment of use of their own.
COUNTRYWIDE = "landelijk"
EXTENTS = ("geheel", "deel")

UNIT_EURO = "euro"
UNIT_YEARS = "jaar"


@dataclass(frozen=True)
class Document:
    """A letter or note. ``known_on``: the last day that its date may mean. basis: gedateerd or afgeleid."""

    code: str
    title: str
    short: str
    known_on: date
    precision: str
    basis: str
    reference: str


@dataclass(frozen=True)
class Source:
    """Where a row was read: the document's code, its part, and the words themselves.

    ``withheld``: the words are not for whoever reads this; ``passage`` is then a sentence of ours that says so.
    """

    document: str
    part: str
    passage: str
    withheld: bool = False


@dataclass(frozen=True)
class Pilot:
    """A pilot or programme and its definition: what is counted in it, and what that is not.

    ``apart_from``: pilots whose figures are never added to these, and ``apart_why``. ``ends``: None where no end is
    given. ``situation``: how it stood, by the document.
    """

    slug: str
    title: str
    what: str
    executors: tuple[str, ...]
    partners: tuple[str, ...]
    places: tuple[str, ...]
    method: str
    starts: Moment | None
    ends: Moment | None
    counts: str
    is_not: str
    apart_from: tuple[str, ...]
    apart_why: str
    situation: str
    source: Source
    entry: int


@dataclass(frozen=True)
class Mask:
    """What stands in the place of a number that is not shown. ``below``: of a count that is at least 1, what it is
    less than; None where not even that may be told.
    """

    words: str
    below: int | None = None


@dataclass(frozen=True)
class PilotFigure:
    """One published figure, or a fact in words (``text``, then without value). A qualifier is part of the figure.

    unit: aantal, %, euro, jaar or the source's own word. period: a CBS key, '' where the source gives none.
    denominator: what a share is a share of; its size only where the source gives it, with its own qualifier.
    ``published``: whether the source is public.
    ``masked``, ``size_masked``: where the number, or the size, may not be read by whoever this is for. There is no
    value then, and the words of the mask are the text: nothing that reads a number can take one.
    """

    pilot: str
    figure: str
    title: str
    place: str
    period: str
    qualifier: str
    value: float | None
    text: str | None
    unit: str
    denominator: str | None
    denominator_qualifier: str
    denominator_value: float | None
    published: bool
    source: Source
    entry: int
    masked: Mask | None = None
    size_masked: Mask | None = None

    @property
    def is_fact(self) -> bool:
        """Whether it is a fact in words, and no figure, shown or not."""
        return self.value is None and self.masked is None

    @property
    def is_for_editors(self) -> bool:
        """Whether it is read as only those may who enter figures, which must stand beside it."""
        return not self.published and not self.source.withheld


@dataclass(frozen=True)
class RolloutStep:
    """That an area enters a phase: when, and how certain that is."""

    pilot: str
    area: str
    phase: str
    certainty: str
    moment: Moment
    source: Source
    entry: int


@dataclass(frozen=True)
class Area:
    """An area of a rollout: its politieregio, of which it is the whole or a part (``extent``), and its level there.

    ``within``: the veiligheidsregio whose municipalities it has, where it is a part; '' where the source does not say.
    """

    pilot: str
    slug: str
    title: str
    region: str
    region_title: str
    extent: str
    level: str
    within: str
    source: Source
    entry: int


@dataclass(frozen=True)
class Milestone:
    """Something readers wait for or that has been. ``reference``: its toezegging or Kamerstuk, where one is given."""

    slug: str
    title: str
    moment: Moment
    certainty: str
    pilots: tuple[str, ...]
    reference: str
    source: Source
    entry: int


@dataclass(frozen=True)
class Event:
    """Something that may help to read a series; it explains nothing by itself."""

    slug: str
    title: str
    moment: Moment
    certainty: str
    source: Source
    entry: int


@dataclass(frozen=True)
class Ledger:
    """All that was known on a day, in the order in which it first came in."""

    documents: Mapping[str, Document]
    pilots: Mapping[str, Pilot]
    figures: Sequence[PilotFigure]
    steps: Sequence[RolloutStep]
    areas: Sequence[Area]
    milestones: Sequence[Milestone]
    events: Sequence[Event]

    def pilot(self, slug: str) -> Pilot:
        """One pilot. Raises UsageError for a name that is not in the ledger."""
        if slug not in self.pilots:
            known = ", ".join(self.pilots) or "nog geen"
            raise UsageError(f"'{slug}' is geen bekende pilot. Bekend: {known}.", expected=known, found=slug)
        return self.pilots[slug]

    def of(self, slug: str) -> Ledger:
        """The part of one pilot: its own figures, steps, areas and milestones; all documents; no events."""
        return Ledger(
            documents=self.documents,
            pilots={slug: self.pilots[slug]} if slug in self.pilots else {},
            figures=[item for item in self.figures if item.pilot == slug],
            steps=[item for item in self.steps if item.pilot == slug],
            areas=[item for item in self.areas if item.pilot == slug],
            milestones=[item for item in self.milestones if slug in item.pilots],
            events=[],
        )


def pilot_table(figures: Iterable[PilotFigure]) -> pd.DataFrame:
    """The figures as a contract table of the second shape; source is the document's code, load the entry."""
    rows = [
        {**vars(item), "source": item.source.document, "passage": item.source.passage, "load": item.entry}
        for item in figures
    ]
    return pd.DataFrame(rows, columns=PILOT_COLUMNS)
