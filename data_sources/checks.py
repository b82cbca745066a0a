"""Whole-table checks: what a delivery must be before it may go live, held against itself and the load before it.

Pure. A 'fout' rejects the delivery; a 'waarschuwing' is kept with its load. What cannot be read at all is refused
earlier, while reading (data_sources/cbs); all that is here can be read, and yet be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.check_changes import Before, check_changes, check_gaps, some
from data_sources.contract import NATIONAL, UNIT_COUNT, UNIT_PER_100000, UNIT_PERCENT
from data_sources.dutch import dutch
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
# Of the regions a first delivery names, so many must have rows: there is nothing else yet to hold it against.
_FEWEST_AT_FIRST = 0.75
# What a total may differ from the sum of its parts beyond rounding before the table is not to be trusted.
_TORN = 0.01
# More than anyone counts in a country of 18 million.
_LARGEST = {UNIT_COUNT: 20_000_000.0, UNIT_PER_100000: 100_000.0, UNIT_PERCENT: 100.0}


def check_table(snapshot: TableSnapshot, before: Before | None) -> list[Finding]:
    """All that the checks have to say, faults first."""
    series = national_series(snapshot)
    found = [
        *_discontinued(snapshot),
        *_values(snapshot),
        *_regions_with_rows(snapshot),
        *_national_figures(series, table=snapshot.table),
        *_national_totals(series, table=snapshot.table),
        *check_gaps(snapshot, before),
        *(check_changes(snapshot, series, before) if before is not None else []),
    ]
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
                f"Tabel {snapshot.table} bevat bij '{topic.title}' de waarde {dutch(strange)} ({topic.unit}).",
                expected=f"0 … {dutch(most)}", found=dutch(strange),
            )  # fmt: skip
        if topic.unit == UNIT_COUNT and topic.rounding and (odd := int(np.count_nonzero(value % topic.rounding))):
            yield warning(
                "afronding",
                f"'{topic.title}' is in tabel {snapshot.table} niet overal afgerond op {dutch(topic.rounding)}; de"
                " marge bij een groei kan dan te ruim of te krap zijn.",
                expected=f"veelvouden van {dutch(topic.rounding)}", found=f"{dutch(odd)} van {dutch(len(value))} niet",
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
        f" {some(without)}."
    )
    make = fault if share < _FEWEST_AT_FIRST or NATIONAL in without else warning
    yield make("volledigheid", sentence, expected=len(snapshot.regions), found=len(snapshot.regions) - len(without))


def _national_figures(found: list[NationalSeries], *, table: str) -> Iterator[Finding]:
    """The followed indicators have figures for the Netherlands."""
    for series in found:
        if series.topic.indicator in INDICATORS and not series.values:
            yield fault(
                "landelijke cijfers",
                f"Tabel {table} heeft geen enkel landelijk cijfer bij '{series.topic.title}'.",
                expected="values", found="none",
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
            f"'{topic.title}' voor Nederland in {worst.period} is in tabel {table} {dutch(worst.total)}, maar de"
            f" {worst.count} landsdelen samen zijn {dutch(worst.parts)}.",
            expected=f"{dutch(worst.parts)} ± {dutch(allowed)}", found=dutch(worst.total),
        )  # fmt: skip
