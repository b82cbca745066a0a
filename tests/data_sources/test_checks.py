"""Whole-table checks in worked examples: what rejects a delivery, and what is only kept with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from data_sources.check_changes import Before
from data_sources.checks import check_table
from data_sources.findings import Finding
from data_sources.snapshot import CellState, TableSnapshot
from data_sources.stamp import Stamp
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, snapshot

LANDSDELEN = ("LD01", "LD02", "LD03", "LD04")
REGIONS = ("NL01", *LANDSDELEN, "VT05", "GM0363")


def delivery(**other: float | CellState) -> TableSnapshot:
    """A table in which all is well, but for these cells, written as adviezen_NL01_2025HJ01."""
    cells: dict[str, float | CellState] = {}
    for period in ("2024HJ01", "2025HJ01"):
        for topic in ("adviezen", "meldingen"):
            cells |= {f"{topic} {region} {period}": 25_000.0 for region in LANDSDELEN}
            cells |= {f"{topic} NL01 {period}": 100_000.0, f"{topic} VT05 {period}": 90.0}
            cells[f"{topic} GM0363 {period}"] = SECRET
    return snapshot(cells | {name.replace("_", " "): held for name, held in other.items()})


def before(**other: object) -> Before:
    """The load before it, with the same figures."""
    national = {
        (topic, period): 100_000.0 for topic in ("adviezen", "meldingen") for period in ("2024HJ01", "2025HJ01")
    }
    fields = {
        "places": 14, "full": True, "topics": {"adviezen": "Adviezen", "meldingen": "Meldingen"},
        "regions": {code: f"Regio {code}" for code in REGIONS}, "periods": frozenset({"2024HJ01", "2025HJ01"}),
        "national": national,
    }  # fmt: skip
    return Before(**{**fields, **other})  # type: ignore[arg-type]


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.name) for finding in findings]


FAULT, WARNING = "fout", "waarschuwing"


def test_a_good_delivery_has_nothing_to_say_of_it() -> None:
    assert check_table(delivery(), None) == []
    assert check_table(delivery(), before()) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Each of five cells is rounded by itself: 12.5 at most.
        ({"adviezen_NL01_2025HJ01": 100_010.0}, []),
        ({"adviezen_NL01_2025HJ01": 100_015.0}, [(WARNING, "landelijk totaal")]),
        ({"adviezen_NL01_2025HJ01": 104_000.0}, [(FAULT, "landelijk totaal")]),
        ({"adviezen_LD01_2025HJ01": 10_000.0}, [(FAULT, "landelijk totaal")]),
        # A secret landsdeel: there is no sum to hold it against.
        ({"adviezen_LD01_2025HJ01": SECRET, "adviezen_NL01_2025HJ01": 104_000.0}, []),
        ({"adviezen_LD01_2025HJ01": IMPOSSIBLE}, []),
        # Another topic may be counted otherwise: a case that moves counts in two landsdelen.
        ({"casussen_NL01_2025HJ01": 50_000.0, "casussen_LD01_2025HJ01": 60_000.0}, [(WARNING, "landelijk totaal")]),
    ],
)
def test_the_netherlands_is_the_sum_of_its_landsdelen_within_rounding(
    cells: dict[str, float | CellState], expected: list[tuple[str, str]]
) -> None:
    assert told(check_table(delivery(**cells), None)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100_000.0, []),
        (105_000.0, []),
        (106_000.0, [WARNING]),
        (50_000.0, [WARNING]),
        (49_000.0, [FAULT]),
        (10_000.0, [FAULT]),
        (0.0, [FAULT]),
        (1_000_000.0, [FAULT]),
    ],
)
def test_a_national_figure_moves_little_from_load_to_load(value: float, expected: list[str]) -> None:
    parts = {f"adviezen_{code}_2024HJ01": value / 4 for code in LANDSDELEN}
    found = check_table(delivery(adviezen_NL01_2024HJ01=value, **parts), before())
    assert [finding.severity for finding in found if finding.name == "onwaarschijnlijke waarden"] == expected


def test_a_finding_says_what_was_expected_and_what_was_found() -> None:
    [finding] = check_table(delivery(adviezen_NL01_2025HJ01=104_000.0), None)
    assert (finding.expected, finding.found) == ("100.000 ± 12,5", "104.000")
    assert finding.message == (
        "'Adviezen' voor Nederland in 2025HJ01 is in tabel 84847NED 104.000, maar de 4 landsdelen samen zijn 100.000."
    )


def test_more_than_there_are_people_is_refused() -> None:
    [finding] = check_table(delivery(adviezen_GM0363_2025HJ01=25_000_000.0), None)
    assert (finding.severity, finding.name) == (FAULT, "onwaarschijnlijke waarden")


def test_a_percentage_that_can_be_no_share_is_told() -> None:
    for value in (-0.1, 100.1):
        shares = snapshot({"deel NL01 2025HJ01": value}, unit="%", rounding=0.1, decimals=1)
        assert (WARNING, "onwaarschijnlijke waarden") in told(check_table(shares, None))


def test_counts_that_are_not_rounded_as_expected_are_told() -> None:
    [finding] = check_table(delivery(meldingen_VT05_2025HJ01=91.0), None)
    assert (finding.severity, finding.name, finding.found) == (WARNING, "afronding", "1 van 12 niet")


def test_a_table_without_one_national_figure_is_refused() -> None:
    nothing = {f"adviezen_NL01_{period}": SECRET for period in ("2024HJ01", "2025HJ01")}
    assert told(check_table(delivery(**nothing), None)) == [(FAULT, "landelijke cijfers")]


def without(found: TableSnapshot, *places: tuple[str, str]) -> TableSnapshot:
    """Without the rows of these regions and periods; both stay in their lists."""
    regions, periods = [code for code, _ in found.regions], [item.period.key for item in found.periods]
    keep = np.array([
        (regions[region], periods[period]) not in places
        for region, period in zip(found.region, found.period, strict=True)
    ])  # fmt: skip
    names = ("indicator", "region", "period", "breakdown", "value", "state")
    return replace(found, **{name: getattr(found, name)[keep] for name in names})


def large() -> TableSnapshot:
    """A table of 103 regions in two periods."""
    return delivery(
        **{
            f"{topic}_GM{n:04d}_{period}": 50.0
            for n in range(1, 97)
            for topic in ("adviezen", "meldingen")
            for period in ("2024HJ01", "2025HJ01")
        }
    )


def test_a_full_table_that_misses_a_row_is_told_and_one_that_breaks_off_is_refused() -> None:
    found = large()
    known = before(places=206, regions=dict(found.regions))
    assert check_table(found, known) == []
    assert told(check_table(without(found, ("GM0001", "2024HJ01")), known)) == [(WARNING, "volledigheid")]
    # Its very last row: what a table that was cut off always misses, however much of it came in.
    assert told(check_table(without(found, ("GM0096", "2025HJ01")), known)) == [(FAULT, "volledigheid")]
    some = [("GM0001", "2024HJ01"), ("GM0002", "2024HJ01"), ("GM0003", "2024HJ01")]
    assert told(check_table(without(found, *some), known)) == [(FAULT, "volledigheid")]
    # Where CBS left rows out before, or nothing came before, it may be how the table is.
    assert told(check_table(without(found, *some), replace(known, full=False))) == [(WARNING, "volledigheid")]
    assert told(check_table(without(found, *some), None)) == [(WARNING, "volledigheid")]


def with_regions(found: TableSnapshot, *more: str) -> TableSnapshot:
    """With these regions in its list, and no figures of them."""
    return replace(found, regions=[*found.regions, *((code, f"Regio {code}") for code in more)])


def test_a_first_delivery_that_breaks_off_has_regions_without_figures() -> None:
    one, three = ("GM0001",), ("GM0001", "GM0002", "GM0003")
    assert told(check_table(with_regions(delivery(), *one), None)) == [(WARNING, "volledigheid")] * 2
    assert (FAULT, "volledigheid") in told(check_table(with_regions(delivery(), *three), None))


def test_a_delivery_much_smaller_than_the_one_before_is_refused() -> None:
    assert check_table(delivery(), before(places=15)) == []
    [finding] = check_table(delivery(), before(places=16))
    assert (finding.severity, finding.name, finding.expected, finding.found) == (FAULT, "aantal cijfers", "16", "14")


def test_regions_that_merge_are_told_and_a_landsdeel_that_is_gone_is_refused() -> None:
    known = {code: f"Regio {code}" for code in [*REGIONS, *(f"GM{n:04d}" for n in range(1, 30))]}
    merged = {code: title for code, title in known.items() if code != "GM0363"} | {"VT16": "Brabant Noordoost (VT)"}
    found = check_table(
        with_regions(delivery(), *(code for code in known if code not in REGIONS)), before(regions=merged)
    )
    told_of_regions = [finding for finding in found if finding.name == "regio's"]
    assert [finding.severity for finding in told_of_regions] == [WARNING, WARNING]
    assert [finding.message for finding in told_of_regions] == [
        "Niet meer in tabel 84847NED: Brabant Noordoost (VT).",
        "Nieuw in tabel 84847NED: Regio GM0363.",
    ]
    landsdeel = before(regions={**known, "LD05": "Nieuwland (LD)"})
    assert (FAULT, "regio's") in told(check_table(delivery(), landsdeel))


def test_topics_new_gone_and_renamed_are_told() -> None:
    topics = {"adviezen": "Gestarte adviezen", "casussen": "Casussen"}
    assert [finding.message for finding in check_table(delivery(), before(topics=topics))] == [
        "Onderwerp 'Gestarte adviezen' heet nu 'Adviezen' (adviezen).",
        "Nieuw onderwerp: 'Meldingen' (meldingen).",
        "Onderwerp verdwenen: 'Casussen' (casussen).",
    ]


def test_a_period_that_is_gone_is_told() -> None:
    found = check_table(delivery(), before(periods=frozenset({"2019HJ01", "2024HJ01", "2025HJ01"})))
    assert [(finding.name, finding.message) for finding in found] == [
        ("periodecodes", "Niet meer in tabel 84847NED: 2019HJ01.")
    ]


@pytest.mark.parametrize(
    ("stamp", "stopped"),
    [
        (Stamp(output_status="Regulier", reason_delivery="Actualisering", frequency="Perhalfjaar"), False),
        (Stamp(), False),
        (Stamp(output_status="Gediscontinueerd"), True),
        (Stamp(output_status="Regulier", reason_delivery="Stopgezet"), True),
        (Stamp(frequency=" stopgezet "), True),
    ],
)
def test_a_table_that_cbs_has_stopped_says_so(stamp: Stamp, stopped: bool) -> None:
    found = check_table(replace(delivery(), stamp=stamp), before())
    assert told(found) == ([(WARNING, "stopgezet")] if stopped else [])


def test_faults_come_first() -> None:
    found = check_table(delivery(adviezen_VT05_2025HJ01=91.0, meldingen_NL01_2025HJ01=1e9), before())
    severities = [finding.severity for finding in found]
    assert severities == sorted(severities)
    assert set(severities) == {FAULT, WARNING}
