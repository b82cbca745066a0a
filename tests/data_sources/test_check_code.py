"""Check codes: the same for the same figures wherever they are kept, another one for anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.check_code import check_code, read_code
from data_sources.contract import Load, Observation
from data_sources.errors import UsageError
from data_sources.ledger import PilotFigure, Source

LOAD = Load(
    id=7, kind="statline", table="84847NED", host="opendata.cbs.nl", known_on=date(2026, 4, 24),
    known_on_precision="dag", known_on_basis="cbs-modified", published_on=date(2026, 4, 24),
    fetched_at=datetime(2026, 4, 24, 4, 45, tzinfo=UTC), source_title="Kerncijfers", source_url="https://cbs/84847NED",
)  # fmt: skip
ADVIEZEN = Observation(
    indicator="adviezen", region="NL01", period="2025JJ00", breakdown="", value=173095.0, unit="aantal",
    status="voorlopig", status_basis="CBS", missing=None, rounding=5.0, table="84847NED", load=7,
    source_url="https://cbs/84847NED", since=7,
)  # fmt: skip
MELDINGEN = replace(ADVIEZEN, indicator="meldingen", value=0.0)
SECRET = replace(ADVIEZEN, region="PV20", value=None, missing="geheim-of-onbekend")
ABSENT = Observation.absent(indicator="adviezen", region="PV20", period="2019JJ00")
FARR = PilotFigure(
    pilot="farr", figure="personen-onderzocht", title="Onderzocht", place="", period="2026KW01", qualifier="ruim",
    value=225.0, text=None, unit="personen", denominator=None, denominator_qualifier="", denominator_value=None,
    published=True, source=Source("L26", "blz. 2", "ruim 225 personen"), entry=4,
)  # fmt: skip
FIGURES = (ADVIEZEN, MELDINGEN, SECRET, ABSENT)


def test_the_code_of_some_figures_never_changes_since_it_stands_in_letters_that_were_sent() -> None:
    assert check_code(FIGURES, {7: LOAD}, [FARR]) == "WV1H-ZNF1"
    assert check_code([ADVIEZEN], {7: LOAD}) == "T5BR-0MPR"


@given(st.permutations(FIGURES), st.integers(1, 10**6))
def test_neither_order_nor_repetition_nor_the_numbers_of_a_store_count(order: list[Observation], number: int) -> None:
    elsewhere = [replace(item, load=item.load and number, since=item.load and number) for item in order]
    found = check_code([*elsewhere, elsewhere[0]], {number: replace(LOAD, id=number)}, [replace(FARR, entry=number)])
    assert found == check_code(FIGURES, {7: LOAD}, [FARR])


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "meldingen"}, {"region": "PV21"}, {"period": "2025HJ01"}, {"breakdown": "Aard=1"},
        {"value": 173100.0}, {"value": None, "missing": "onmogelijk"}, {"status": "definitief"}, {"unit": "%"},
        {"rounding": 1000.0}, {"rounding": None}, {"table": "84849NED"},
    ],
)  # fmt: skip
def test_whatever_a_figure_says_counts(other: dict[str, Any]) -> None:
    assert check_code([replace(ADVIEZEN, **other)], {7: LOAD}) != check_code([ADVIEZEN], {7: LOAD})


@pytest.mark.parametrize(
    "other", [{"known_on": date(2026, 4, 25)}, {"known_on_precision": "maand"}, {"host": "127.0.0.1"}, {"host": None}]
)
def test_so_does_when_and_from_where_it_was_known(other: dict[str, Any]) -> None:
    assert check_code([ADVIEZEN], {7: replace(LOAD, **other)}) != check_code([ADVIEZEN], {7: LOAD})


@pytest.mark.parametrize(
    "other",
    [
        {"pilot": "loef"}, {"figure": "n"}, {"place": "Den Haag"}, {"period": ""}, {"qualifier": ""}, {"value": 226.0},
        {"unit": "aantal"}, {"denominator": "personen"}, {"denominator_value": 300.0}, {"text": "minder dan 10"},
        {"source": Source("L27", "", "")},
    ],
)  # fmt: skip
def test_and_whatever_a_pilot_figure_says(other: dict[str, Any]) -> None:
    assert check_code([], {}, [replace(FARR, **other)]) != check_code([], {}, [FARR])


def test_whole_numbers_and_zero_with_a_sign_are_the_numbers_that_they_are() -> None:
    assert check_code([replace(MELDINGEN, value=-0.0)], {7: LOAD}) == check_code([MELDINGEN], {7: LOAD})
    assert check_code([replace(ADVIEZEN, value=173095)], {7: LOAD}) == check_code([ADVIEZEN], {7: LOAD})


@given(st.floats(0, 1e9))
def test_a_code_can_be_read_from_paper(value: float) -> None:
    code = check_code([replace(ADVIEZEN, value=value)], {7: LOAD})
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(typed) == code


@pytest.mark.parametrize("text", ["", "K7QM", "K7QM-3F2A-1", "K7QM-3F2U", "K7QM_3F2A", "<b>"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="geen controlecode"):
        read_code(text)
