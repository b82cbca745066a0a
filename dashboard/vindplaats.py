"""The address at which exactly some figures are found again, as they were known: written, and read back.

It names the figures themselves, so that it needs nothing that is kept anywhere, and the state of the store in which
they were read. Each field is separated by a tilde and each figure by an underscore; a point says as in the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlencode

from dashboard.selection import read_breakdown
from dashboard.view import AS_OF, Query, asked_values, read_as_of
from data_sources.check_code import read_code
from data_sources.contract import Observation, Period, check_region
from data_sources.errors import UsageError
from data_sources.ledger import PilotFigure
from data_sources.pin import Pin, read_pin
from metrics.derive import SUM_OF_HALVES
from metrics.predecessors import SUM_OF_PREDECESSORS

PATH = "/vindplaats"
FIGURES, STATE, CODE = "cijfers", "stand", "code"
# More than any paragraph or chart holds.
MOST = 1000
_PILOT = "pilot:"
_BETWEEN, _APART, _SAME = "~", "_", "."
# How a figure was added up, in one letter.
_HOW = {"": "", SUM_OF_HALVES: "h", SUM_OF_PREDECESSORS: "v"}
_WRITTEN_HOW = {letter: how for how, letter in _HOW.items()}


@dataclass(frozen=True, order=True)
class FigureCell:
    """Which figure; ``how``: what its status_basis says where it is a sum of ours, else ''."""

    indicator: str
    breakdown: str
    region: str
    period: str
    how: str = ""

    @classmethod
    def of(cls, item: Observation) -> FigureCell:
        how = item.status_basis if item.status_basis in _HOW else ""
        return cls(item.indicator, item.breakdown, item.region, item.period, how)


@dataclass(frozen=True, order=True)
class PilotCell:
    """Which figure of a pilot; '' where its source gives no place or period."""

    pilot: str
    figure: str
    place: str
    period: str

    @classmethod
    def of(cls, item: PilotFigure) -> PilotCell:
        return cls(item.pilot, item.figure, item.place, item.period)


@dataclass(frozen=True)
class FoundAsked:
    """What an address asks for. ``code``: None where it has none. ``as_of``: the day whose knowledge was shown."""

    figures: tuple[FigureCell, ...]
    pilot_figures: tuple[PilotCell, ...]
    pin: Pin
    code: str | None
    as_of: date | None = None


def vindplaats_address(
    figures: Iterable[Observation], pin: Pin, code: str, *, pilot_figures: Iterable[PilotFigure] = (),
    as_of: date | None = None,
) -> str:  # fmt: skip
    """Path and query of the page that shows exactly these figures again. ``as_of``: the day of which they were read,
    where that was an earlier one. Raises ValueError without any figure: there is nothing to find.
    """
    cells = sorted({FigureCell.of(item) for item in figures})
    pilots = sorted({PilotCell.of(item) for item in pilot_figures})
    rows = [
        *((item.indicator, item.region, item.period, item.breakdown, _HOW[item.how]) for item in cells),
        *((f"{_PILOT}{item.pilot}:{item.figure}", item.place, item.period, "", "") for item in pilots),
    ]
    if not rows:
        raise ValueError("an address of no figures")
    asked = {FIGURES: _written(rows), STATE: pin.text, CODE: code, AS_OF: as_of.isoformat() if as_of else ""}
    return f"{PATH}?{urlencode({name: text for name, text in asked.items() if text}, safe=':')}"


def permalink(address: str, public_url: str | None) -> str:
    """An address as it stands in a letter: with VT_PUBLIC_URL before it, where that is set."""
    return f"{public_url}{address}" if public_url else address


def read_address(query: Query, *, today: date) -> FoundAsked | None:
    """What a query asks for; None where it names no figures. Raises UsageError for what cannot be read."""
    asked = asked_values(query)
    if FIGURES not in asked:
        return None
    if STATE not in asked:
        raise UsageError(
            "Het adres noemt geen stand van de gegevens. Gebruik het hele adres zoals het in de voetnoot staat, ook wat"
            " achter 'stand=' staat."
        )
    rows = _read(asked[FIGURES])
    return FoundAsked(
        figures=tuple(_figure(row) for row in rows if not row[0].startswith(_PILOT)),
        pilot_figures=tuple(_pilot_figure(row) for row in rows if row[0].startswith(_PILOT)),
        pin=read_pin(asked[STATE]),
        code=read_code(asked[CODE]) if CODE in asked else None,
        as_of=read_as_of(asked, today=today),
    )


def _written(rows: Sequence[Sequence[str]]) -> str:
    found: list[str] = []
    before: Sequence[str] = ()
    for row in rows:
        escaped = [_escaped(text) for text in row]
        short = [
            _SAME if place < len(before) and text and text == before[place] else text
            for place, text in enumerate(escaped)
        ]
        found.append(_BETWEEN.join(short).rstrip(_BETWEEN))
        before = escaped
    return _APART.join(found)


def _read(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    for part in text.split(_APART):
        fields = part.split(_BETWEEN)
        if len(fields) > 5 or len(found) == MOST:
            raise _unreadable(part)
        row = [*fields, *[""] * (5 - len(fields))]
        if _SAME in row and not found:
            raise _unreadable(part)
        found.append([found[-1][place] if field == _SAME else unquote(field) for place, field in enumerate(row)])
    return found


def _escaped(text: str) -> str:
    marks = (("%", "%25"), (_BETWEEN, "%7E"), (_APART, "%5F"))
    for mark, written in marks:
        text = text.replace(mark, written)
    return "%2E" if text == _SAME else text


def _figure(row: Sequence[str]) -> FigureCell:
    indicator, region, period, breakdown, how = row
    if not indicator or how not in _WRITTEN_HOW:
        raise _unreadable(_BETWEEN.join(row))
    return FigureCell(
        indicator, read_breakdown(breakdown), check_region(region), Period.parse(period).key, _WRITTEN_HOW[how]
    )


def _pilot_figure(row: Sequence[str]) -> PilotCell:
    name, place, period, *_ = row
    parts = name.split(":")
    if len(parts) != 3:
        raise _unreadable(name)
    return PilotCell(parts[1], parts[2], place, Period.parse(period).key if period else "")


def _unreadable(text: str) -> UsageError:
    return UsageError(
        f"'{text[:80]}' in het adres is geen cijfer, of het zijn er meer dan {MOST}. Gebruik het hele adres zoals het"
        " in de voetnoot staat; soms knipt een mailprogramma het af.",
        found=text,
    )
