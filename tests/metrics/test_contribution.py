"""What regions add to the national growth: worked examples, what adds up, and that nothing secret can be computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import NATIONAL, Period
from data_sources.regions import vt_regions
from metrics.contribution import Contribution, Contributions, contributions
from metrics.derive import FigureIndex
from metrics.rounding import exact
from tests.figure_rows import counts, figure, index, load

_2021, _2022, _2023, _2024 = (Period.parse(f"{year}JJ00") for year in (2021, 2022, 2023, 2024))

Cells = dict[tuple[str, str], float | None]


def _country(base: Period, period: Period, **other: tuple[float | None, float | None]) -> Cells:
    """Each region from 1.000 to 1.100, but those named; the country as their sum where all are known."""
    cells: Cells = {}
    for place, year in enumerate((base, period)):
        for code in vt_regions(year):
            cells[code, year.key] = other.get(code, (1_000.0, 1_100.0))[place]
        known = [value for (_, key), value in cells.items() if key == year.key and value is not None]
        cells[NATIONAL, year.key] = sum(known)
    return cells


def _found(cells: Mapping[tuple[str, str], float | None], base: Period, period: Period, **asked: bool) -> Contributions:
    return contributions(counts(cells), indicator="meldingen", period=period, base=base, **asked)


def _of(found: Contributions, region: str) -> Contribution:
    return next(part for part in found.regions if part.region == region)


def test_a_region_adds_its_change_as_a_part_of_the_national_base() -> None:
    found = _found(_country(_2023, _2024, VT01=(1_000, 1_600), VT02=(1_000, 900)), _2023, _2024)
    assert found.is_given
    assert len(found.regions) == 25
    part = _of(found, "VT01")
    assert part.value == Fraction(600, 25_000) * 100 == Fraction(12, 5)
    assert part.interval is not None
    assert part.interval.low == Fraction(595) / Fraction("25002.5") * 100
    assert part.interval.high == Fraction(605) / Fraction("24997.5") * 100
    fall = _of(found, "VT02").interval
    assert fall is not None
    assert (fall.low, fall.high) == (
        Fraction(-105) / Fraction("24997.5") * 100,
        Fraction(-95) / Fraction("25002.5") * 100,
    )
    assert found.total == Fraction(600 - 100 + 23 * 100, 25_000) * 100
    assert found.gap == 0
    assert found.rest is None
    # 25 regions and the country, in two periods, each at most 2,5 off.
    assert found.tolerance == Fraction(52 * 5, 2) / 25_000 * 100


def test_before_the_merger_there_are_26_regions() -> None:
    found = _found(_country(_2021, _2022), _2021, _2022)
    assert len(found.regions) == 26
    assert found.total == 10


def test_across_the_merger_the_base_is_a_sum_of_ours_if_that_is_asked() -> None:
    cells = _country(_2022, _2023)
    refused = _found(cells, _2022, _2023)
    part = _of(refused, "VT27")
    assert (part.value, part.refused) == (None, True)
    assert (refused.rest, refused.total, refused.alone) == (None, None, False)
    bridged = _found(cells, _2022, _2023, bridged=True)
    part = _of(bridged, "VT27")
    assert part.is_bridged
    assert (part.base.value, part.base.rounding) == (2_000.0, 10.0)
    assert part.value == Fraction(1_100 - 2_000, 26_000) * 100
    assert bridged.gap == 0
    assert bridged.tolerance == Fraction(2 * 5 + 25 * 5 + 24 * 5 + 10, 2) / 26_000 * 100


def test_one_missing_region_has_neither_rest_nor_sum() -> None:
    for pair in ((None, 900.0), (900.0, None), (None, None)):
        found = _found(_country(_2023, _2024, VT09=pair), _2023, _2024)
        assert (found.rest, found.total, found.tolerance, found.gap) == (None, None, None, None)
        assert found.alone


def test_two_missing_regions_have_a_rest_together() -> None:
    cells = _country(_2023, _2024, VT09=(None, None), VT10=(None, None))
    cells[NATIONAL, _2023.key], cells[NATIONAL, _2024.key] = 24_000.0, 26_000.0
    found = _found(cells, _2023, _2024)
    assert not found.alone
    assert found.rest is not None
    assert found.rest.regions == ("VT09", "VT10")
    # 2.000 more in the country, 2.300 of them in the 23 that are shown.
    assert found.rest.value == Fraction(-300, 24_000) * 100
    assert found.rest.interval is not None
    slack = Fraction(5 * 48, 2)
    assert found.rest.interval.low == (-300 - slack) / Fraction("23997.5") * 100
    assert found.total is None


def test_two_regions_that_lack_a_figure_in_different_periods_have_no_rest() -> None:
    found = _found(_country(_2023, _2024, VT09=(None, 900), VT10=(900, None)), _2023, _2024)
    assert (found.rest, found.alone) == (None, True)
    # Beside two that lack the new figure, one lacks the old one.
    found = _found(_country(_2023, _2024, VT09=(None, None), VT10=(900, None)), _2023, _2024)
    assert (found.rest, found.alone) == (None, True)


@pytest.mark.parametrize("why", ["onmogelijk", "niet-aanwezig"])
def test_a_secret_figure_cannot_hide_behind_what_holds_nothing(why: str) -> None:
    rows = [figure(*key, value) for key, value in _country(_2023, _2024, VT06=(None, None)).items()]
    rows = [replace(row, value=None, missing=why) if row.region == "VT07" else row for row in rows]
    found = contributions(index(*rows), indicator="meldingen", period=_2024, base=_2023)
    assert (found.rest, found.total, found.alone) == (None, None, True)


def test_the_growth_of_a_small_national_count_is_not_split() -> None:
    cells = {(code, year.key): 0.0 for year in (_2023, _2024) for code in vt_regions(year)}
    cells |= {("VT02", _2023.key): 60.0, ("VT02", _2024.key): 80.0}
    found = _found({**cells, (NATIONAL, _2023.key): 60.0, (NATIONAL, _2024.key): 80.0}, _2023, _2024)
    assert not found.is_given
    assert all(part.value is None for part in found.regions)


def test_where_every_region_is_missing_there_is_no_rest_but_the_country_itself() -> None:
    cells = _country(_2023, _2024, **dict.fromkeys(vt_regions(_2024), (None, None)))
    cells[NATIONAL, _2023.key], cells[NATIONAL, _2024.key] = 24_000.0, 26_000.0
    found = _found(cells, _2023, _2024)
    assert (found.rest, found.total, found.alone) == (None, None, False)


def test_one_missing_predecessor_makes_no_sum_and_no_rest() -> None:
    cells = {**_country(_2022, _2023), ("VT16", "2022JJ00"): None}
    found = _found(cells, _2022, _2023, bridged=True)
    assert _of(found, "VT27").value is None
    assert (found.rest, found.total, found.alone) == (None, None, True)


def test_without_a_national_growth_there_is_nothing_to_be_part_of() -> None:
    for new, old in ((None, 25_000.0), (27_500.0, None), (27_500.0, 0.0)):
        cells = {**_country(_2023, _2024), (NATIONAL, _2024.key): new, (NATIONAL, _2023.key): old}
        found = _found(cells, _2023, _2024)
        assert not found.is_given
        assert {part.value for part in found.regions} == {None}
        assert (found.rest, found.total, found.alone) == (None, None, False)


def test_a_base_before_the_information_protocol_is_no_base() -> None:
    found = _found(
        _country(Period.parse("2018JJ00"), Period.parse("2019JJ00")), Period.parse("2018JJ00"), Period.parse("2019JJ00")
    )
    assert not found.is_given


def test_two_lanes_are_not_set_against_each_other() -> None:
    rows = [figure(code, key, value) for (code, key), value in _country(_2023, _2024).items() if code != NATIONAL]
    national = [figure(NATIONAL, _2023.key, 25_000, load=2), figure(NATIONAL, _2024.key, 27_500, load=2)]
    loads = {1: load(), 2: load(2, "published")}
    found = contributions(index(*rows, *national, loads=loads), indicator="meldingen", period=_2024, base=_2023)
    assert not found.is_given


def test_an_unknown_rounding_has_no_interval_and_no_tolerance_and_the_status_is_the_weakest() -> None:
    cells = _country(_2023, _2024)
    rows = {key: figure(*key, value) for key, value in cells.items()}
    rows["VT01", "2024JJ00"] = figure("VT01", "2024JJ00", 1_100, rounding=None, status="voorlopig")
    found = contributions(index(*rows.values()), indicator="meldingen", period=_2024, base=_2023)
    assert _of(found, "VT01").interval is None
    assert _of(found, "VT02").interval is not None
    assert (found.tolerance, found.gap) == (None, 0)
    assert found.status == "voorlopig"


def test_a_zero_and_a_small_count_are_figures_like_others() -> None:
    found = _found(_country(_2023, _2024, VT03=(0, 40)), _2023, _2024)
    part = _of(found, "VT03")
    assert part.value == Fraction(40, 24_000) * 100
    assert part.small_count
    assert not _of(found, "VT04").small_count


@st.composite
def _tables(draw: st.DrawFn) -> tuple[FigureIndex, Period, Period, dict[tuple[str, str], int]]:
    """True counts of all regions in two years, as CBS would print them: rounded by themselves; some of them secret."""
    base, period = draw(st.sampled_from([(_2021, _2022), (_2022, _2023), (_2023, _2024)]))
    pool = draw(st.lists(st.integers(10, 9_000), min_size=1, max_size=6))
    places = [(code, year.key) for year in (base, period) for code in vt_regions(year)]
    true = {place: pool[n * 7 % len(pool)] + n for n, place in enumerate(places)}
    secret = set(draw(st.lists(st.sampled_from(places), max_size=5)))
    cells: Cells = {key: None if key in secret else float((count + 2) // 5 * 5) for key, count in true.items()}
    for year in (base, period):
        total = sum(count for (_, key), count in true.items() if key == year.key)
        cells[NATIONAL, year.key] = float((total + 2) // 5 * 5)
    return counts(cells), base, period, true


@given(_tables(), st.booleans())
def test_all_regions_together_make_the_national_growth_within_rounding(
    table: tuple[FigureIndex, Period, Period, dict[tuple[str, str], int]], bridged: bool
) -> None:
    figures, base, period, true = table
    found = contributions(figures, indicator="meldingen", period=period, base=base, bridged=bridged)
    before, after = (sum(count for (_, key), count in true.items() if key == year.key) for year in (base, period))
    if found.gap is not None:
        assert found.tolerance is not None
        assert abs(found.gap) <= found.tolerance
    for part in found.regions:
        if part.interval is None:
            assert part.value is None
            continue
        assert part.value is not None
        old = sum(true[code, base.key] for code in vt_regions(base)
                  if code == part.region or (part.is_bridged and code in ("VT16", "VT26")))  # fmt: skip
        real = Fraction(true[part.region, period.key] - old, before) * 100
        assert part.interval.low <= real <= part.interval.high
    if found.rest is not None:
        shown = sum((part.value for part in found.regions if part.value is not None), Fraction(0))
        assert (
            shown + found.rest.value
            == (exact(float(found.national.value or 0)) / exact(found.national.base_value or 1) - 1) * 100
        )
        real = Fraction(after - before, before) * 100 - sum(
            Fraction(true[part.region, period.key] - true[part.region, base.key], before) * 100
            for part in found.regions if part.value is not None and not part.is_bridged
        ) - sum(
            Fraction(true[part.region, period.key] - true["VT16", base.key] - true["VT26", base.key], before) * 100
            for part in found.regions if part.value is not None and part.is_bridged
        )  # fmt: skip
        assert found.rest.interval is not None
        assert found.rest.interval.low <= real <= found.rest.interval.high


@given(_tables(), st.booleans())
def test_no_secret_figure_can_be_computed_from_all_that_is_shown(
    table: tuple[FigureIndex, Period, Period, dict[tuple[str, str], int]], bridged: bool
) -> None:
    figures, base, period, true = table
    found = contributions(figures, indicator="meldingen", period=period, base=base, bridged=bridged)
    cells = {place: n for n, place in enumerate(true)}
    secret = [place for place in cells if figures.rows["meldingen", *place, ""].value is None]

    def row(**parts: list[tuple[str, str]]) -> list[int]:
        return [(cell in parts["plus"]) - (cell in parts["minus"]) for cell in cells]

    # As CBS prints them, and as they stand on the page: each known figure, and the country as the sum of its regions.
    printed = [row(plus=[cell], minus=[]) for cell in cells if cell not in secret]
    printed += [row(plus=[cell for cell in cells if cell[1] == year.key], minus=[]) for year in (base, period)]
    old_parts = {
        part.region: [(code, base.key) for code in (("VT16", "VT26") if part.is_bridged else (part.region,))]
        for part in found.regions
    }
    ours = [row(plus=[(part.region, period.key)], minus=old_parts[part.region])
            for part in found.regions if part.value is not None]  # fmt: skip
    covered = {code for part in found.regions if part.value is not None for code, _ in old_parts[part.region]}
    if found.rest is not None:
        ours.append(row(plus=[(code, period.key) for code in found.rest.regions],
                        minus=[(code, base.key) for code in vt_regions(base) if code not in covered]))  # fmt: skip
    if found.total is not None:
        ours.append([sum(column) for column in zip(*ours, strict=True)])

    def known(rows: list[list[int]], cell: tuple[str, str]) -> bool:
        matrix = np.array(rows)
        unit = np.array([row(plus=[cell], minus=[])])
        return bool(np.linalg.matrix_rank(matrix) == np.linalg.matrix_rank(np.vstack([matrix, unit])))

    # What we compute tells nothing that CBS's own figures do not tell ...
    assert np.linalg.matrix_rank(np.array(printed)) == np.linalg.matrix_rank(np.array(printed + ours))
    for cell in secret:
        # ... and by itself never a secret one; a figure that is secret all by itself CBS's own figures give away.
        by_itself = [other for other in secret if other[1] == cell[1]] == [cell]
        if by_itself:
            assert found.rest is None
            assert found.total is None
        else:
            assert not known(printed + ours, cell)
        if ours:
            assert not known(ours, cell)


def test_the_law_above_would_notice_a_rest_of_one() -> None:
    """Were the rest given with one missing figure, it would be that figure: the counter-example that forbids it."""
    found = _found(_country(_2023, _2024, VT09=(1_000.0, None)), _2023, _2024)
    assert found.rest is None
    shown = sum(part.figure.value or 0 for part in found.regions)
    assert shown == pytest.approx(24 * 1_100)
