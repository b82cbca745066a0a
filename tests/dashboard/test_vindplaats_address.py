"""The address of exactly some figures: what is written is read back, whatever they are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vindplaats import MOST, FigureCell, FoundAsked, PilotCell, permalink, read_address, vindplaats_address
from data_sources.contract import Observation
from data_sources.errors import UsageError
from data_sources.ledger import PilotFigure
from data_sources.pin import Pin
from metrics.derive import SUM_OF_HALVES
from metrics.predecessors import SUM_OF_PREDECESSORS
from tests.data_sources.test_check_code import ADVIEZEN, FARR, SECRET

PIN = Pin(datetime(2026, 11, 25, 10, 15, tzinfo=UTC), 7, 212)
TODAY = date(2026, 11, 25)

WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=9)
PLAIN = WORD.filter(lambda text: not set(text) & set(";=") and not text.startswith("pilot:"))
FIGURES = st.lists(
    st.builds(
        lambda indicator, region, period, breakdown, how: replace(
            ADVIEZEN, indicator=indicator, region=region, period=period, breakdown=breakdown, status_basis=how
        ),
        PLAIN,
        st.sampled_from(["NL01", "PV20", "VT05"]),
        st.sampled_from(["2025JJ00", "2025HJ01", "2026KW02"]),
        st.one_of(st.just(""), st.builds("{}={}".format, PLAIN, PLAIN)),
        st.sampled_from(["CBS", SUM_OF_HALVES, SUM_OF_PREDECESSORS]),
    ),
    max_size=8,
)
NAMES = WORD.filter(lambda text: ":" not in text)
PILOTS = st.lists(
    st.builds(
        lambda pilot, figure, place, period: replace(FARR, pilot=pilot, figure=figure, place=place, period=period),
        NAMES, NAMES, st.one_of(st.sampled_from(["", ".", "Den Haag", "a_b~c%7E"]), WORD),
        st.sampled_from(["", "2026KW01"]),
    ),
    max_size=4,
)  # fmt: skip


def read(address: str) -> FoundAsked:
    found = read_address(parse_qs(urlsplit(address).query), today=TODAY)
    assert found is not None
    return found


@given(FIGURES, PILOTS, st.one_of(st.none(), st.just(date(2026, 5, 1))))
def test_what_is_written_is_read_back(
    figures: list[Observation], pilots: list[PilotFigure], as_of: date | None
) -> None:
    if not figures and not pilots:
        with pytest.raises(ValueError, match="no figures"):
            vindplaats_address(figures, PIN, "K7QM-3F2A")
        return
    address = vindplaats_address(figures, PIN, "K7QM-3F2A", pilot_figures=pilots, as_of=as_of)
    assert address.isascii()
    assert " " not in address
    assert read(address) == FoundAsked(
        tuple(sorted({FigureCell.of(item) for item in figures})),
        tuple(sorted({PilotCell.of(item) for item in pilots})),
        PIN, "K7QM-3F2A", as_of,
    )  # fmt: skip
    assert vindplaats_address(figures[::-1], PIN, "K7QM-3F2A", pilot_figures=pilots[::-1], as_of=as_of) == address


def test_an_address_is_short_and_can_be_read() -> None:
    figures = [replace(ADVIEZEN, indicator=name, period=year) for name in ("adviezen", "meldingen")
               for year in ("2024JJ00", "2025JJ00")]  # fmt: skip
    assert vindplaats_address(figures, PIN, "K7QM-3F2A", pilot_figures=[FARR]) == (
        "/vindplaats?cijfers=adviezen~NL01~2024JJ00_.~.~2025JJ00_meldingen~.~2024JJ00_.~.~2025JJ00"
        "_pilot:farr:personen-onderzocht~~2026KW01&stand=20261125T101500Z.7.212&code=K7QM-3F2A"
    )


def test_it_is_absolute_where_it_is_known_where_the_dashboard_is() -> None:
    assert permalink("/vindplaats?x=1", "https://cijfers.example.nl") == "https://cijfers.example.nl/vindplaats?x=1"
    assert permalink("/vindplaats?x=1", None) == "/vindplaats?x=1"


def test_a_thousand_figures_fit_and_no_more() -> None:
    many = [replace(SECRET, indicator=f"onderwerp-{n}") for n in range(MOST)]
    assert len(read(vindplaats_address(many, PIN, "K7QM-3F2A")).figures) == MOST
    with pytest.raises(UsageError, match="meer dan 1000"):
        read(vindplaats_address([*many, ADVIEZEN], PIN, "K7QM-3F2A"))


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("cijfers=adviezen~NL01~2025JJ00", "geen stand"),
        ("cijfers=adviezen~NL01~2025JJ00&stand=gisteren", "geen stand van de gegevens"),
        ("cijfers=adviezen~NL01~2025JJ00&stand=20261125T101500Z.7.212&code=K7", "geen controlecode"),
        ("cijfers=adviezen~NL~2025JJ00&stand=20261125T101500Z.7.212", "geen regiocode"),
        ("cijfers=adviezen~NL01~2025&stand=20261125T101500Z.7.212", "periode"),
        ("cijfers=adviezen~NL01~2025JJ00~a&stand=20261125T101500Z.7.212", "geen uitsplitsing"),
        ("cijfers=adviezen~NL01~2025JJ00~~x&stand=20261125T101500Z.7.212", "geen cijfer"),
        ("cijfers=adviezen~NL01~2025JJ00~~h~h&stand=20261125T101500Z.7.212", "geen cijfer"),
        ("cijfers=.~NL01~2025JJ00&stand=20261125T101500Z.7.212", "geen cijfer"),
        ("cijfers=~NL01~2025JJ00&stand=20261125T101500Z.7.212", "geen cijfer"),
        ("cijfers=pilot:farr~~2026KW01&stand=20261125T101500Z.7.212", "geen cijfer"),
        ("cijfers=pilot:farr:n~~kwartaal&stand=20261125T101500Z.7.212", "periode"),
        ("cijfers=a~NL01~2025JJ00&stand=20261125T101500Z.7.2&zoals-bekend-op=2027-01-01", "toekomst"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(query: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_address(parse_qs(query), today=TODAY)


def test_an_address_without_figures_asks_for_nothing() -> None:
    assert read_address({}, today=TODAY) is None
    assert read_address({"code": ["K7QM-3F2A"]}, today=TODAY) is None
