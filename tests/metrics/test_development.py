"""A series in each measure: worked examples with awkward figures, and laws over generated ones."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data_sources.contract import Period
from metrics.derive import FigureIndex
from metrics.development import (
    NO_BASE,
    NO_HALF_BEFORE,
    NO_INDEX_OF_SHARE,
    Measure,
    Point,
    base_of,
    develop,
)
from metrics.season import SEASON_CAUTION, SEASON_OF_SERIES
from metrics.text.phrases import period_phrase
from metrics.text.sentences import growth_sentence
from tests.figure_rows import figure, index, load


def _points(
    figures: FigureIndex, periods: str | Sequence[str], measure: Measure, *, base: str | None = None,
    region: str = "NL01",
) -> list[Point]:  # fmt: skip
    return develop(
        figures, indicator="meldingen", region=region, measure=measure,
        periods=[Period.parse(key) for key in ([periods] if isinstance(periods, str) else periods)],
        base=Period.parse(base) if base else None,
    )  # fmt: skip


def _pair(old: float | None, new: float | None, **more: object) -> FigureIndex:
    return index(figure("NL01", "2024HJ01", old, **more), figure("NL01", "2025HJ01", new, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "direction", "small", "sentence"),
    [
        (40, 45, None, True, "Geen verschil te noemen"),
        (40, 60, "stijging", True, "+20 meldingen ten opzichte van"),
        (5000, 5005, None, False, "Geen verschil te noemen"),
        (5000, 5800, "stijging", False, "+16,0% ten opzichte van"),
    ],
)
def test_a_change_is_named_only_where_rounding_cannot_explain_it(
    old: float, new: float, direction: str | None, small: bool, sentence: str
) -> None:
    [point] = _points(_pair(old, new), "2025HJ01", Measure.JAAR_EERDER)
    assert point.growth is not None
    assert (point.growth.direction, point.small_count) == (direction, small)
    assert growth_sentence(point.growth).startswith(sentence)
    assert "%" not in growth_sentence(point.growth) or not small


def test_a_change_and_an_index_have_the_interval_of_the_roundings() -> None:
    [change] = _points(_pair(5000, 5800), "2025HJ01", Measure.JAAR_EERDER)
    assert (change.value, change.unit) == (16.0, "%")
    assert (change.low, change.high) == pytest.approx((15.8920, 16.1081), abs=1e-4)
    [level] = _points(_pair(5000, 5800), "2025HJ01", Measure.INDEX, base="2024HJ01")
    assert (level.value, level.unit) == (116.0, "index")
    assert (level.low, level.high) == pytest.approx((115.8920, 116.1081), abs=1e-4)


def test_a_level_has_its_own_rounding_and_unit() -> None:
    [point] = _points(_pair(0, 84_935), "2025HJ01", Measure.NIVEAU)
    assert (point.value, point.low, point.high, point.unit) == (84_935, 84_932.5, 84_937.5, "aantal")
    assert (point.base, point.growth, point.reason) == (None, None, None)
    [zero] = _points(_pair(0, None), "2024HJ01", Measure.NIVEAU)
    assert (zero.value, zero.low, zero.high, zero.small_count) == (0, 0, 2.5, True)


def test_a_base_of_zero_gives_no_percentage_and_no_index() -> None:
    for measure, base, what in ((Measure.JAAR_EERDER, None, "percentage"), (Measure.INDEX, "2024HJ01", "index")):
        points = _points(_pair(0, 10), ["2024HJ01", "2025HJ01"], measure, base=base)
        assert points[-1].value is None
        assert points[-1].reason == f"De basis (het eerste halfjaar van 2024) is nul; een {what} is dan niet te geven."
    assert points[0].value is None


def test_a_share_changes_in_points_and_has_no_index() -> None:
    shares = _pair(0.0, 13.3, unit="%", rounding=0.1)
    [change] = _points(shares, "2025HJ01", Measure.JAAR_EERDER)
    assert (change.value, change.unit, change.low, change.high) == (13.3, "procentpunt", 13.2, 13.35)
    for point in _points(shares, ["2024HJ01", "2025HJ01"], Measure.INDEX, base="2024HJ01"):
        assert (point.value, point.reason) == (None, NO_INDEX_OF_SHARE)


def test_a_rate_changes_in_per_cent_and_is_never_a_small_count() -> None:
    [point] = _points(_pair(50, 55, unit="per 100 000 inwoners", rounding=1.0), "2025HJ01", Measure.JAAR_EERDER)
    assert (point.value, point.unit, point.small_count) == (10.0, "%", False)


def test_what_is_missing_says_why() -> None:
    figures = _pair(None, 10)
    [own] = _points(figures, "2024HJ01", Measure.NIVEAU)
    assert own.reason == "Geheim of onbekend bij CBS."
    [change] = _points(figures, "2025HJ01", Measure.JAAR_EERDER)
    assert change.reason == "De basis (het eerste halfjaar van 2024) ontbreekt: geheim of onbekend bij CBS."
    [absent] = _points(figures, "2030HJ01", Measure.INDEX, base="2025HJ01")
    assert absent.reason == "Niet in de gegevens."
    [without] = _points(figures, "2025HJ01", Measure.INDEX)
    assert (without.value, without.base, without.reason) == (None, None, NO_BASE)
    nothing = _points(index(), "2025HJ01", Measure.JAAR_EERDER)
    assert (nothing[0].unit, nothing[0].reason) == ("", "Niet in de gegevens.")


def test_a_break_refuses_the_comparison_with_its_reason() -> None:
    merged = index(figure("VT27", "2023HJ01", 1200), figure("VT27", "2022HJ01", None))
    [point] = _points(merged, "2023HJ01", Measure.JAAR_EERDER, region="VT27")
    assert point.value is None
    assert point.reason is not None
    assert point.reason.startswith("Niet te vergelijken met het eerste halfjaar van 2022. Vanaf 2023 zijn Brabant")
    old = index(figure("NL01", "2018HJ01", 30_000), figure("NL01", "2019HJ01", 50_000))
    for measure, base in ((Measure.JAAR_EERDER, None), (Measure.INDEX, "2018HJ01"), (Measure.BASIS, "2018HJ01")):
        [change] = _points(old, "2019HJ01", measure, base=base)
        assert change.value is None
        assert "informatieprotocol" in (change.reason or "")


def test_the_half_year_before_comes_with_its_caution() -> None:
    figures = index(figure("NL01", "2024HJ02", 1000), figure("NL01", "2025HJ01", 1200, status="voorlopig"))
    first, second = _points(figures, ["2024HJ02", "2025HJ01"], Measure.VORIG_HALFJAAR)
    assert (second.value, second.status) == (20.0, "voorlopig")
    assert SEASON_CAUTION in second.notes
    index_of = _points(figures, ["2024HJ02", "2025HJ01"], Measure.INDEX, base="2024HJ02")
    assert [point.notes for point in index_of] == [(), (SEASON_OF_SERIES,)]
    assert first.value is None
    [year] = _points(figures, "2025JJ00", Measure.VORIG_HALFJAAR)
    assert year.reason == "Niet in de gegevens."
    assert base_of(Period.parse("2025JJ00"), Measure.VORIG_HALFJAAR, None) is None
    [stored] = _points(index(figure("NL01", "2025JJ00", 5)), "2025JJ00", Measure.VORIG_HALFJAAR)
    assert stored.reason == NO_HALF_BEFORE


def test_a_change_against_a_later_base_is_none() -> None:
    before, base = _points(_pair(1000, 1200), ["2024HJ01", "2025HJ01"], Measure.BASIS, base="2025HJ01")
    assert (before.value, before.low, before.high) == (None, None, None)
    assert before.reason == "Ligt vóór de basis (het eerste halfjaar van 2025)."
    assert base.value == 0.0
    assert _points(_pair(1000, 1200), "2024HJ01", Measure.INDEX, base="2025HJ01")[0].value == pytest.approx(250 / 3)
    missing = _points(_pair(None, 1200), "2024HJ01", Measure.BASIS, base="2025HJ01")[0]
    assert missing.reason == "Geheim of onbekend bij CBS."


def test_a_year_that_is_not_there_is_the_sum_of_its_halves() -> None:
    halves = index(
        figure("NL01", "2024HJ01", 1000), figure("NL01", "2024HJ02", 1000), figure("NL01", "2025JJ00", 2200, load=2),
        loads={1: load(1), 2: load(2)},
    )  # fmt: skip
    level, change = (
        _points(halves, "2024JJ00", Measure.NIVEAU)[0], _points(halves, "2025JJ00", Measure.JAAR_EERDER)[0]
    )  # fmt: skip
    assert (level.value, level.low, level.high, level.notes) == (2000, 1995, 2005, ("2024: som van twee halfjaren.",))
    assert (change.value, "2024: som van twee halfjaren." in change.notes) == (10.0, True)


def test_without_a_known_rounding_there_is_a_value_and_no_interval() -> None:
    [point] = _points(_pair(1000, 1100, rounding=None), "2025HJ01", Measure.JAAR_EERDER)
    assert (point.value, point.low, point.high) == (10.0, None, None)


def test_a_base_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not of one kind"):
        _points(_pair(1, 2), "2025HJ01", Measure.INDEX, base="2024JJ00")


counts = st.integers(0, 80_000).map(lambda n: n * 5.0)
steps = st.sampled_from([5.0, 10.0, 1000.0])


@given(old=counts, new=counts, step=steps)
def test_the_index_of_the_base_is_100_and_it_agrees_with_growth(old: float, new: float, step: float) -> None:
    figures = _pair(old, new, rounding=step)
    base, level = _points(figures, ["2024HJ01", "2025HJ01"], Measure.INDEX, base="2024HJ01")
    same, change = _points(figures, ["2024HJ01", "2025HJ01"], Measure.BASIS, base="2024HJ01")
    assert (base.value is None) == (old == 0)
    if old == 0:
        assert (level.value, change.value, same.value) == (None, None, None)
        return
    assert (base.value, base.low, base.high, base.is_base) == (100.0, 100.0, 100.0, True)
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)
    assert change.growth is not None
    assert change.value == change.growth.change_pct
    assert level.value == pytest.approx(100 * new / old)
    assert level.value is not None
    assert level.value - 100 == pytest.approx(change.value, abs=1e-9)


keys = [f"{year}HJ0{half}" for year in range(2019, 2027) for half in (1, 2)]


@given(values=st.lists(counts, min_size=16, max_size=16), base=st.sampled_from(keys))
def test_a_change_against_a_base_never_runs_backwards(values: list[float], base: str) -> None:
    figures = index(*(figure("NL01", key, value) for key, value in zip(keys, values, strict=True)))
    for point in _points(figures, keys, Measure.BASIS, base=base):
        if point.period.key < base:
            assert point.value is None
            assert point.reason == f"Ligt vóór de basis ({period_phrase(base)})."
        elif point.value is not None and not point.is_base:
            assert point.growth is not None
            assert point.growth.base < point.growth.period


@given(old=counts, new=counts, step=steps, measure=st.sampled_from(Measure))
def test_the_point_lies_in_its_interval(old: float, new: float, step: float, measure: Measure) -> None:
    figures = _pair(old, new, rounding=step)
    for point in _points(figures, ["2024HJ01", "2025HJ01"], measure, base="2024HJ01"):
        assert (point.value is None) == (point.reason is not None)
        if point.value is not None:
            assert point.low is not None
            assert point.low <= point.value
            assert point.high is None or point.value <= point.high


@given(old=counts, new=counts, measure=st.sampled_from([m for m in Measure if m is not Measure.VORIG_HALFJAAR]))
def test_a_coarser_rounding_gives_a_wider_interval(old: float, new: float, measure: Measure) -> None:
    fine, coarse = (
        _points(_pair(old, new, rounding=step), "2025HJ01", measure, base="2024HJ01")[0] for step in (5.0, 1000.0)
    )
    assume(fine.value is not None and fine.low is not None and coarse.low is not None)
    assert fine.low is not None
    assert coarse.low is not None
    assert coarse.low <= fine.low
    assert coarse.high is None or (fine.high is not None and fine.high <= coarse.high)
