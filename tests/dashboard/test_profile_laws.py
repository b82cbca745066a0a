"""No secret cell of a municipality can be computed from its row, nor is one reached from a total."""

from __future__ import annotations

import re
from typing import Any

from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.region_table import region_table
from data_sources.contract import UNIT_PER_100000, Observation, Period
from data_sources.registry import INDICATORS
from metrics.profile import Compared, Row, standing
from metrics.text.numbers import number
from tests.figure_rows import figure, index

MELDINGEN = INDICATORS["meldingen"]
RATE = "ontvangen-meldingen-per-100000"
PERIOD, BASE = Period.parse("2025HJ01"), Period.parse("2024HJ01")
COMPARED = [Compared(MELDINGEN, PERIOD, BASE)]

# None: secret.
count = st.integers(0, 1_000).map(lambda fives: fives * 5.0)
counted = st.one_of(st.none(), count)
rated = st.one_of(st.none(), st.integers(1, 9_999).map(lambda tenths: tenths / 10))
# Figure, base and both rates of one municipality.
municipality = st.tuples(counted, counted, rated, rated)
shown = st.tuples(count, counted, rated, rated)


def _cells(code: str, drawn: tuple[float | None, ...]) -> list[Observation]:
    new, old, rate, old_rate = drawn
    rates = {"indicator": RATE, "unit": UNIT_PER_100000, "rounding": 0.1}
    return [
        figure(code, PERIOD.key, new), figure(code, BASE.key, old), figure(code, PERIOD.key, rate, **rates),  # type: ignore[arg-type]
        figure(code, BASE.key, old_rate, **rates),  # type: ignore[arg-type]
    ]  # fmt: skip


def _rows(drawn: dict[str, tuple[float | None, ...]]) -> list[Row]:
    figures = index(*(cell for code, values in drawn.items() for cell in _cells(code, values)))
    return [
        Row(code, code, [standing(figures, indicator=MELDINGEN, region=code, period=PERIOD, base=BASE, names={})])
        for code in drawn
    ]


def _texts(rows: list[Row]) -> list[list[str]]:
    """What the cells of each row say, its name left out."""
    table = region_table("", "Regio", COMPARED, rows, name=lambda row: html.Span(row.title))
    body: Any = table.children[-1]
    return [[_text(cell) for cell in row.children[1:]] for row in body.children]


def _text(item: Any) -> str:
    if item is None or isinstance(item, str):
        return item or ""
    if isinstance(item, list):
        return " ".join(map(_text, item))
    return _text(item.children)


@given(st.lists(municipality, min_size=1, max_size=5))
def test_a_row_says_nothing_of_a_secret_cell(drawn: list[tuple[float | None, ...]]) -> None:
    rows = _rows({f"GM{n:04d}": values for n, values in enumerate(drawn)})
    for (new, old, rate, _), (figures, change, per_head) in zip(drawn, _texts(rows), strict=True):
        if new is None:
            # No number at all: a rate beside a secret count would tell it, and so would a change.
            assert not re.search(r"\d", f"{figures}{change}{per_head}")
        else:
            assert figures.startswith(number(new))
            assert (per_head == "geheim of onbekend bij CBS") is (rate is None)
        if old is None:
            assert change.startswith("niet te geven")
            assert not re.search(r"[+−]|\d%", change)


@given(st.lists(shown, min_size=2, max_size=5), st.integers(0, 2_000))
def test_what_is_left_of_a_total_is_nowhere_to_be_read(drawn: list[tuple[float | None, ...]], hidden: int) -> None:
    """The one secret municipality has ``hidden``; the region's total has it in it, the list has not."""
    known = {f"GM{n + 1:04d}": values for n, values in enumerate(drawn)}
    total = {"VT09": (sum(float(values[0] or 0) for values in drawn) + hidden * 5.0, None, None, None)}
    texts = _texts(_rows({**total, "GM0000": (None, None, None, None), **known}))
    alone = [_texts(_rows({code: values}))[0] for code, values in {**total, **known}.items()]
    # Each row says what it says on its own, whatever stands around it; the secret one says no number.
    assert [texts[0], *texts[2:]] == alone
    assert not re.search(r"\d", "".join(texts[1]))
