"""A table of observations or pilot figures is in the agreed shape, or is refused with what was expected."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from data_sources.contract import (
    OBSERVATION_COLUMNS,
    PILOT_COLUMNS,
    Observation,
    check_observations,
    check_pilot_figures,
    check_region,
    observation_table,
    observations,
    sort_observations,
)
from data_sources.errors import ContractError, UsageError

COUNT = Observation(
    indicator="adviezen", region="NL01", period="2025HJ01", breakdown="", value=84935.0, unit="aantal",
    status="voorlopig", status_basis="sterretje", missing=None, rounding=5.0, table="84849NED", load=5,
    source_url="https://www.cbs.nl", since=5,
)  # fmt: skip
ZERO = replace(COUNT, region="GM0001", value=0.0)
SECRET = replace(COUNT, region="VT16", value=None, missing="geheim-of-onbekend")
ROUNDED = replace(COUNT, period="2024HJ01", value=75000.0, rounding=1000.0, table="CBS-nieuwsbericht")
UNKNOWN_STEP = replace(COUNT, indicator="aandeel", unit="%", value=12.3, rounding=None)
ABSENT = Observation.absent(indicator="adviezen", region="NL01", period="2031HJ01")
GONE = replace(ABSENT, region="VT26", since=7, gone=True)
AWKWARD = [COUNT, ZERO, SECRET, ROUNDED, UNKNOWN_STEP, ABSENT, GONE]

PILOT = {
    "pilot": "farr", "figure": "personen-onderzocht", "place": "", "period": "2024", "qualifier": "ruim",
    "value": 225.0, "text": None, "unit": "personen", "denominator": None,
    "denominator_qualifier": "", "denominator_value": None,
    "published": True, "source": "Kamerbrief", "passage": "ruim 225", "load": 1,
}  # fmt: skip


def test_a_figure_that_is_not_there_says_so_and_has_no_load() -> None:
    assert (ABSENT.missing, ABSENT.value, ABSENT.load, ABSENT.status) == ("niet-aanwezig", None, None, "onbekend")


def test_awkward_figures_survive_the_way_into_a_table_and_back() -> None:
    table = observation_table(AWKWARD)
    check_observations(table)
    assert observations(table) == AWKWARD


@pytest.mark.parametrize("rows", [[], [ABSENT], [COUNT], AWKWARD], ids=["none", "absent", "count", "awkward"])
def test_the_columns_have_the_same_types_whatever_is_in_them(rows: list[Observation]) -> None:
    assert observation_table(rows).dtypes.equals(observation_table(AWKWARD).dtypes)


def test_figures_are_sorted_by_name_and_then_by_time() -> None:
    year, late, early = (replace(COUNT, period=period) for period in ("2024JJ00", "2024HJ02", "2024HJ01"))
    assert sort_observations([COUNT, year, late, ZERO, early]) == [ZERO, early, late, year, COUNT]


@pytest.mark.parametrize("code", ["NL01", "LD01", "PV20", "VT05", "GM0363", "RE01"])
def test_a_region_code_of_cbs_is_accepted(code: str) -> None:
    assert check_region(code) == code


@pytest.mark.parametrize("code", ["", "Utrecht", "NL", "nl01", "NL01  ", "NL01\n", "GM363x", "GM०३६३", "0363"])
def test_anything_else_is_no_region_code(code: str) -> None:
    with pytest.raises(UsageError, match="is geen regiocode"):
        check_region(code)


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([COUNT, replace(COUNT, value=1.0)], "indicator, region, period, breakdown"),
        ([replace(COUNT, missing="onmogelijk")], "value, missing"),
        ([replace(COUNT, value=None)], "value, missing"),
        ([replace(COUNT, status="voorlopig*")], "status"),
        ([replace(SECRET, missing=".")], "missing"),
        ([replace(COUNT, rounding=0.0)], "rounding"),
        ([replace(COUNT, region="NL01  ")], "region"),
        ([replace(COUNT, period="2025HJ03")], "period"),
        ([replace(COUNT, indicator=None)], "indicator"),  # type: ignore[arg-type]
    ],
    ids=["double", "both", "neither", "status", "missing", "rounding", "region", "period", "no key"],
)
def test_a_table_out_of_shape_is_refused_naming_the_column(rows: list[Observation], column: str) -> None:
    with pytest.raises(ContractError) as error:
        check_observations(observation_table(rows))
    assert error.value.facts["column"] == column
    assert {"expected", "found"} <= set(error.value.facts)


def test_a_table_with_a_column_less_is_refused() -> None:
    with pytest.raises(ContractError, match="afgesproken kolommen"):
        check_observations(observation_table([COUNT])[OBSERVATION_COLUMNS[:-1]])


def test_a_pilot_figure_is_a_number_with_its_qualifier_or_a_fact_in_words() -> None:
    words = {**PILOT, "figure": "verlengd", "qualifier": "", "value": None, "text": "tot 2027"}
    check_pilot_figures(pd.DataFrame([PILOT, words], columns=PILOT_COLUMNS))


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"text": "veel"}, "value, text"),
        ({"value": None}, "value, text"),
        ({"qualifier": "plusminus"}, "qualifier"),
        ({"denominator_value": 300.0}, "denominator"),
        ({"pilot": None}, "pilot"),
    ],
)
def test_a_pilot_figure_out_of_shape_is_refused(change: dict[str, object], column: str) -> None:
    with pytest.raises(ContractError) as error:
        check_pilot_figures(pd.DataFrame([PILOT | change], columns=PILOT_COLUMNS))
    assert error.value.facts["column"] == column
