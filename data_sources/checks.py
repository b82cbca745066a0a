"""Whole-table checks: what a delivery must be before it may go live, held against itself and the load before it.

Pure. A 'fout' rejects the delivery; a 'waarschuwing' is kept with its load. What cannot be read at all is refused
earlier, while reading (data_sources/cbs); all that is here can be read, and yet be wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

import numpy as np

from data_sources.contract import NATIONAL, UNIT_COUNT, UNIT_PER_100000, UNIT_PERCENT
from data_sources.findings import Finding, fault, warning
from data_sources.national import NationalSeries, national_series
from data_sources.registry import INDICATORS
from data_sources.snapshot import CellState, TableSnapshot

# Made while storing, where old and new cells stand side by side (store/writer.py).
LOST_VALUES = "verdwenen waarden"
# The checks that an operator may let fail for once, by the names their findings bear.
ACCEPTABLE = (
    "aantal cijfers", "indelingen", "landelijk totaal", "landelijke cijfers", "onwaarschijnlijke waarden", "regio's",
    LOST_VALUES, "volledigheid",
)  # fmt: skip
# A table that is cut off has lost far more than this; municipalities that merge, far less.
_FEWEST = 0.9
# Of the regions a first delivery names, so many must have rows: there is nothing else yet to hold it against.
_FEWEST_AT_FIRST = 0.75
# So many of its rows a table may lose without being suspect of having been cut off.
_FEW = 0.01
# A correction of CBS moved a national figure by 0.2 per cent so far; nothing moves it by half.
_NOTABLE, _IMPOSSIBLE = 0.05, 0.5
# What a total may differ from the sum of its parts beyond rounding before the table is not to be trusted.
_TORN = 0.01
# More than anyone counts in a country of 18 million.
_LARGEST = {UNIT_COUNT: 20_000_000.0, UNIT_PER_100000: 100_000.0, UNIT_PERCENT: 100.0}
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


def check_table(snapshot: TableSnapshot, before: Before | None) -> list[Finding]:
    """All that the checks have to say, faults first."""
    series = national_series(snapshot)
    found = [
        *_discontinued(snapshot),
        *_values(snapshot),
        *_regions_with_rows(snapshot),
        *_national_figures(series, before, table=snapshot.table),
        *_national_totals(series, table=snapshot.table),
    ]
    if before is not None:
        found += [*_size(snapshot, before), *_topics(snapshot, before), *_regions(snapshot, before)]
        found += [*_periods(snapshot, before), *_breakdowns(snapshot, before)]
    found += _gaps(snapshot, before)
    return sorted(found, key=lambda finding: finding.severity != "fout")


def _discontinued(snapshot: TableSnapshot) -> Iterator[Finding]:
    if snapshot.stamp.discontinued:
        stamp = snapshot.stamp
        yield warning(
            "stopgezet",
            f"CBS heeft tabel {snapshot.table} stopgezet: er komen geen nieuwe cijfers meer bij. Zie de toelichting"
            " van CBS voor een opvolger.",
            expected="Regulier", found=f"{stamp.output_status} / {stamp.reason_delivery} / {stamp.frequency}",
        )  # fmt: skip


def _values(snapshot: TableSnapshot) -> Iterator[Finding]:
    """Values that cannot be, topic by topic; and counts that are not rounded as CBS's are."""
    there = np.flatnonzero(snapshot.state == CellState.VALUE)
    by_topic = there[np.argsort(snapshot.indicator[there], kind="stable")]
    ends = np.searchsorted(snapshot.indicator[by_topic], np.arange(len(snapshot.topics)), side="right")
    for topic, places in zip(snapshot.topics, np.split(by_topic, ends[:-1]), strict=True):
        value = snapshot.value[places]
        most = _LARGEST.get(topic.unit)
        if most is not None and len(value) and (value.max() > most or (value.min() < 0 and topic.unit == UNIT_PERCENT)):
            strange = value.max() if value.max() > most else value.min()
            # A percentage may be a change as well as a share.
            yield (warning if topic.unit == UNIT_PERCENT else fault)(
                "onwaarschijnlijke waarden",
                f"Tabel {snapshot.table} bevat bij '{topic.title}' de waarde {strange:g} ({topic.unit}).",
                expected=f"0 … {most:g}", found=f"{strange:g}",
            )  # fmt: skip
        if topic.unit == UNIT_COUNT and topic.rounding and (odd := int(np.count_nonzero(value % topic.rounding))):
            yield warning(
                "afronding",
                f"'{topic.title}' is in tabel {snapshot.table} niet overal afgerond op {topic.rounding:g}; de marge"
                " bij een groei kan dan te ruim of te krap zijn.",
                expected=f"veelvouden van {topic.rounding:g}", found=f"{odd} van {len(value)} niet",
            )  # fmt: skip


def _regions_with_rows(snapshot: TableSnapshot) -> Iterator[Finding]:
    """A table that breaks off has named its regions before it had their figures."""
    has_rows = np.bincount(snapshot.region, minlength=len(snapshot.regions)) > 0
    without = sorted(code for (code, _), there in zip(snapshot.regions, has_rows, strict=True) if not there)
    if not without:
        return
    share = 1 - len(without) / len(snapshot.regions)
    sentence = (
        f"Tabel {snapshot.table} noemt {len(snapshot.regions)} regio's, maar heeft er {len(without)} geen cijfers van:"
        f" {_some(without)}."
    )
    make = fault if share < _FEWEST_AT_FIRST or NATIONAL in without else warning
    yield make("volledigheid", sentence, expected=len(snapshot.regions), found=len(snapshot.regions) - len(without))


def _national_figures(found: list[NationalSeries], before: Before | None, *, table: str) -> Iterator[Finding]:
    """The followed figures for the Netherlands: there, and not far from what they were."""
    for series in found:
        if series.topic.indicator not in INDICATORS:
            continue
        if not series.values:
            yield fault(
                "landelijke cijfers",
                f"Tabel {table} heeft geen enkel landelijk cijfer bij '{series.topic.title}'.",
                expected="values", found="none",
            )  # fmt: skip
        if before is not None:
            yield from _moved(series, before, table=table)


def _moved(series: NationalSeries, before: Before, *, table: str) -> Iterator[Finding]:
    """The national figure that moved most, and those that have no value any more."""
    known = {period: value for (name, period), value in before.national.items() if name == series.topic.indicator}
    lost = sorted(period for period in known if period in series.periods and period not in series.values)
    if lost:
        yield fault(
            "landelijke cijfers",
            f"'{series.topic.title}' voor Nederland heeft in tabel {table} geen waarde meer in {_some(lost)}.",
            expected=len(known), found=len(known) - len(lost),
        )  # fmt: skip
    moves = {period: abs(new - old) / old for period, new in series.values.items() if (old := known.get(period))}
    period = max(moves, key=moves.__getitem__, default=None)
    if period is None or moves[period] <= _NOTABLE:
        return
    more = sum(move > _NOTABLE for move in moves.values()) - 1
    yield (fault if moves[period] > _IMPOSSIBLE else warning)(
        "onwaarschijnlijke waarden",
        f"'{series.topic.title}' voor Nederland in {period} is in tabel {table} {series.values[period]:g}, en was"
        f" {known[period]:g}{f' (en nog {more} perioden)' if more else ''}.",
        expected=f"{known[period]:g}", found=f"{series.values[period]:g}",
    )  # fmt: skip


def _national_totals(found: list[NationalSeries], *, table: str) -> Iterator[Finding]:
    """The Netherlands against the sum of its landsdelen, each rounded by itself."""
    for series in found:
        topic = series.topic
        if topic.unit != UNIT_COUNT or topic.rounding is None:
            continue
        worst = max(series.against_parts(), key=lambda item: abs(item.total - item.parts), default=None)
        if worst is None:
            continue
        allowed = topic.rounding / 2 * (worst.count + 1)
        gap = abs(worst.total - worst.parts)
        if gap <= allowed:
            continue
        torn = topic.indicator in INDICATORS and gap > max(allowed, _TORN * abs(worst.total))
        yield (fault if torn else warning)(
            "landelijk totaal",
            f"'{topic.title}' voor Nederland in {worst.period} is in tabel {table} {worst.total:g}, maar de"
            f" {worst.count} landsdelen samen zijn {worst.parts:g}.",
            expected=f"{worst.parts:g} ± {allowed:g}", found=f"{worst.total:g}",
        )  # fmt: skip


def _size(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    places = count_places(snapshot)
    if places < before.places * _FEWEST:
        yield fault(
            "aantal cijfers",
            f"Tabel {snapshot.table} lijkt niet volledig: {places} rijen, waar er {before.places} waren.",
            expected=before.places, found=places,
        )  # fmt: skip


def _gaps(snapshot: TableSnapshot, before: Before | None) -> Iterator[Finding]:
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
        f"In tabel {snapshot.table} ontbreken {missing} van de {wanted} combinaties van regio, periode en indeling.",
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
        grave = len(gone) > (1 - _FEWEST) * len(before.regions) or any(code[:2] in {"NL", "LD"} for code in gone)
        yield (fault if grave else warning)(
            "regio's",
            f"Niet meer in tabel {snapshot.table}: {_some([before.regions[code] for code in gone])}.",
            expected=len(before.regions), found=len(after),
        )  # fmt: skip
    if new:
        sentence = f"Nieuw in tabel {snapshot.table}: {_some([after[code] for code in new])}."
        yield warning("regio's", sentence, expected=len(before.regions), found=len(after))


def _periods(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    gone = sorted(before.periods - {item.period.key for item in snapshot.periods})
    if gone:
        yield warning("periodecodes", f"Niet meer in tabel {snapshot.table}: {_some(gone)}.", expected=_some(gone))


def _breakdowns(snapshot: TableSnapshot, before: Before) -> Iterator[Finding]:
    """Categories that came or went; and a total that is not recognised any more, without which all totals are gone."""
    after = {(item.dimension, item.code): item.title for item in snapshot.categories}
    gone = [title for code, title in before.categories.items() if code not in after]
    new = [title for code, title in after.items() if code not in before.categories]
    if before.totals and "" not in snapshot.breakdowns:
        yield fault(
            "indelingen", f"In tabel {snapshot.table} is het totaal van een indeling niet meer te herkennen.",
            expected="Totaal", found=_some(new),
        )  # fmt: skip
    if gone:
        sentence = f"Niet meer in tabel {snapshot.table}: {_some(gone)}."
        yield warning("indelingen", sentence, expected=len(before.categories), found=len(after))
    if new and before.categories:
        yield warning("indelingen", f"Nieuw in tabel {snapshot.table}: {_some(new)}.", found=len(after))


def _some(names: list[str]) -> str:
    """A few of these, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
