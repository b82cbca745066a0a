"""What a new delivery does to the load before it: figures that moved, rows, topics, regions and categories that went.

Pure, like data_sources/checks.py, which asks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

import numpy as np

from data_sources.dutch import dutch
from data_sources.findings import Finding, fault, warning
from data_sources.national import NationalSeries
from data_sources.registry import INDICATORS
from data_sources.snapshot import TableSnapshot

# A table that is cut off has lost far more than this; municipalities that merge, far less.
FEWEST = 0.9
# So many of its rows a table may lose without being suspect of having been cut off.
_FEW = 0.01
# A correction of CBS moved a national figure by 0.2 per cent so far; nothing moves it by half.
_NOTABLE, _IMPOSSIBLE = 0.05, 0.5
_NAMED = 5


@dataclass(frozen=True)
class Before:
    """The newest load of a table, as far as a new delivery is held against it.

    places: the combinations of region, period and breakdown it had; full: whether those were all there can be.
    national: the values of the followed indicators for the Netherlands, by indicator and period. categories: the titles
    of the codes of its further dimensions. totals: whether it had figures without breakdown.
    """

    places: int
    full: bool
    topics: Mapping[str, str]
    regions: Mapping[str, str]
    periods: frozenset[str]
    national: Mapping[tuple[str, str], float] = field(default_factory=dict)
    categories: Mapping[tuple[str, str], str] = field(default_factory=dict)
    totals: bool = True


def check_changes(snapshot: TableSnapshot, found: list[NationalSeries], before: Before) -> Iterator[Finding]:
    """What a delivery does to the load before it; ``found``: its national figures (data_sources/national.py)."""
    for series in found:
        if series.topic.indicator in INDICATORS:
            yield from _moved(series, before, table=snapshot.table)
    for check in (_size, _topics, _regions, _periods, _breakdowns):
        yield from check(snapshot, before)


def _moved(series: NationalSeries, before: Before, *, table: str) -> Iterator[Finding]:
    """The national figure that moved most, and those that have no value any more."""
    known = {period: value for (name, period), value in before.national.items() if name == series.topic.indicator}
    lost = sorted(period for period in known if period in series.periods and period not in series.values)
    if lost:
        yield fault(
            "landelijke cijfers",
            f"'{series.topic.title}' voor Nederland heeft in tabel {table} geen waarde meer in {some(lost)}.",
            expected=len(known), found=len(known) - len(lost),
        )  # fmt: skip
    moves = {period: abs(new - old) / old for period, new in series.values.items() if (old := known.get(period))}
    period = max(moves, key=moves.__getitem__, default=None)
    if period is None or moves[period] <= _NOTABLE:
        return
    more = sum(move > _NOTABLE for move in moves.values()) - 1
    yield (fault if moves[period] > _IMPOSSIBLE else warning)(
        "onwaarschijnlijke waarden",
        f"'{series.topic.title}' voor Nederland in {period} is in tabel {table} {dutch(series.values[period])}, en was"
        f" {dutch(known[period])}{f' (en nog {more} perioden)' if more else ''}.",
        expected=dutch(known[period]), found=dutch(series.values[period]),
    )  # fmt: skip


def _size(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    places = count_places(snapshot)
    if places < before.places * FEWEST:
        yield fault(
            "aantal cijfers",
            f"Tabel {snapshot.table} lijkt niet volledig: {dutch(places)} rijen, waar er {dutch(before.places)} waren.",
            expected=before.places, found=places,
        )  # fmt: skip


def check_gaps(snapshot: TableSnapshot, before: Before | None) -> Iterator[Finding]:
    """Combinations of region, period and category without a row. CBS gives one for each, empty or not: a table that
    was full before and misses its last row now, or more than a few, was cut off.
    """
    wanted = all_places(len(snapshot.regions), len(snapshot.periods), [item.dimension for item in snapshot.categories])
    missing = wanted - count_places(snapshot)
    if missing <= 0:
        return
    last = (snapshot.region == len(snapshot.regions) - 1) & (snapshot.period == len(snapshot.periods) - 1)
    grave = before is not None and before.full and (missing > wanted * _FEW or not last.any())
    yield (fault if grave else warning)(
        "volledigheid",
        f"In tabel {snapshot.table} ontbreken {dutch(missing)} van de {dutch(wanted)} combinaties van regio, periode en"
        " indeling.",
        expected=wanted, found=wanted - missing,
    )  # fmt: skip


def count_places(snapshot: TableSnapshot) -> int:
    """The combinations of region, period and breakdown that have a row."""
    return int(np.bincount(snapshot.indicator).max(initial=0))


def all_places(regions: int, periods: int, dimensions: Iterable[str]) -> int:
    """The combinations there can be; ``dimensions``: for each category the dimension it is of."""
    return regions * periods * prod(Counter(dimensions).values())


def _topics(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    after = {topic.indicator: topic.title for topic in snapshot.topics}
    for name, title in after.items():
        if name not in before.topics:
            yield warning("onderwerpen", f"Nieuw onderwerp: '{title}' ({name}).", found=title)
        elif before.topics[name] != title:
            old = before.topics[name]
            sentence = f"Onderwerp '{old}' heet nu '{title}' ({name})."
            yield warning("onderwerpen", sentence, expected=old, found=title)
    for name, title in before.topics.items():
        if name not in after:
            yield warning("onderwerpen", f"Onderwerp verdwenen: '{title}' ({name}).", expected=title)


def _regions(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    after = dict(snapshot.regions)
    gone = [code for code in before.regions if code not in after]
    new = [code for code in after if code not in before.regions]
    if gone:
        grave = len(gone) > (1 - FEWEST) * len(before.regions) or any(code[:2] in {"NL", "LD"} for code in gone)
        yield (fault if grave else warning)(
            "regio's",
            f"Niet meer in tabel {snapshot.table}: {some([before.regions[code] for code in gone])}.",
            expected=len(before.regions), found=len(after),
        )  # fmt: skip
    if new:
        sentence = f"Nieuw in tabel {snapshot.table}: {some([after[code] for code in new])}."
        yield warning("regio's", sentence, expected=len(before.regions), found=len(after))


def _periods(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    gone = sorted(before.periods - {item.period.key for item in snapshot.periods})
    if gone:
        yield warning("periodecodes", f"Niet meer in tabel {snapshot.table}: {some(gone)}.", expected=some(gone))


def _breakdowns(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    """Categories that came or went; and a total that is not recognised any more, without which all totals are gone."""
    after = {(item.dimension, item.code): item.title for item in snapshot.categories}
    gone = [title for code, title in before.categories.items() if code not in after]
    new = [title for code, title in after.items() if code not in before.categories]
    if before.totals and "" not in snapshot.breakdowns:
        yield fault(
            "indelingen", f"In tabel {snapshot.table} is het totaal van een indeling niet meer te herkennen.",
            expected="Totaal", found=some(new),
        )  # fmt: skip
    if gone:
        sentence = f"Niet meer in tabel {snapshot.table}: {some(gone)}."
        yield warning("indelingen", sentence, expected=len(before.categories), found=len(after))
    if new and before.categories:
        yield warning("indelingen", f"Nieuw in tabel {snapshot.table}: {some(new)}.", found=len(after))


def some(names: list[str]) -> str:
    """A few of these, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
