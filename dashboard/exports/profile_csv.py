"""A profile as a file: each figure as in every file, with the period it is compared with and the change behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.exports.csv import FIGURE_HEAD, figure_row
from dashboard.exports.exported import Cell, ValueTable
from dashboard.profile.model import Profile
from dashboard.words import edition_phrase
from data_sources.contract import UNIT_PER_100000, Load, Observation
from metrics.growth import Growth
from metrics.profile import Row, rate_slug
from metrics.text.units import topic_title, unit_words

_TAIL = (
    "Onderdeel", "Basisperiode", "Basiswaarde", "Verandering", "Eenheid verandering", "Verandering (%)",
    "Verandering ten minste (%)", "Verandering ten hoogste (%)", "Vergelijkbaar", "Klein aantal", "Opmerkingen",
    "Indeling",
)  # fmt: skip
_BESIDE, _BASE, _OVER_TIME, _MEMBER = "regio en waar zij in ligt", "deel van de basis", "verloop", "gemeente"


def profile_table(found: Profile, loads: Mapping[int, Load], *, stand: str) -> ValueTable:
    """The regions beside each other, what a base was added up from, the municipalities, and the rates over time.

    A change is given as the page gives it: not in per cent for a klein aantal, and empty where it cannot be compared.
    ``stand``: as of which day, in words.
    """
    return ValueTable((*FIGURE_HEAD, *_TAIL), list(_rows(found, loads, stand)))


def _rows(found: Profile, loads: Mapping[int, Load], stand: str) -> Iterator[list[Cell]]:
    titles = found.known.titles
    edition = edition_phrase(found.known.divisions) if found.known.divisions and found.member_rows else ""

    names = {
        rate_slug(item.indicator): (topic_title(item.indicator.title, UNIT_PER_100000), item.indicator.cbs_term)
        for item in found.compared
    }

    def line(item: Observation, part: str, change: Growth | None = None, indeling: str = "") -> list[Cell]:
        cells = figure_row(item, loads, titles, stand)
        cells[:2] = names.get(item.indicator, tuple(cells[:2]))
        return [*cells, part, *_change(change), indeling]

    def lines(row: Row, part: str, indeling: str = "") -> Iterator[list[Cell]]:
        for one in row.standings:
            yield line(one.figure, part, one.growth, indeling)
            yield line(one.rate, part, None, indeling)
            if one.parts:
                yield line(one.base, _BASE)
            yield from (line(item, _BASE) for item in one.parts)

    for row in found.rows:
        yield from lines(row, _BESIDE)
    for row in found.member_rows:
        yield from lines(row, _MEMBER, edition)
    for series in found.rates.values():
        for drawn in series:
            yield from (line(item, _OVER_TIME) for item in drawn.figures)


def _change(change: Growth | None) -> list[Cell]:
    if change is None:
        return [""] * (len(_TAIL) - 2)
    given = change.change is not None and change.comparable
    percent = given and not change.small_count
    return [
        change.base, change.base_value, change.change if given else None,
        unit_words(change.change_unit or "") or change.change_unit if given else "",
        *((change.change_pct, change.change_pct_low, change.change_pct_high) if percent else (None, None, None)),
        "ja" if change.comparable else "nee", "ja" if change.small_count else "nee", " ".join(change.notes),
    ]  # fmt: skip
