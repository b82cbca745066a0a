"""The view is the URL: what a query asks for, and back."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import View, read_view
from data_sources.contract import Period
from data_sources.errors import UsageError

REGIONS = {"NL01": "Nederland", "PV20": "Groningen (PV)", "VT27": "Oost-Brabant (VT)"}


def test_nothing_asked_is_the_default() -> None:
    assert read_view({}, regions=REGIONS, today=date(2031, 1, 1)) == View()
    assert (
        read_view({"regio": [""], "basis": ["  "], "onbekend": ["x"]}, regions=REGIONS, today=date(2031, 1, 1))
        == View()
    )


def test_everything_asked_is_read() -> None:
    query = {
        "onderwerp": ["meldingen"], "regio": ["PV20"], "per": ["jaar"], "basis": ["2020JJ00"],
        "zoals-bekend-op": ["2025-10-24"],
    }  # fmt: skip
    assert read_view(query, regions=REGIONS, today=date(2031, 1, 1)) == View(
        indicators=("meldingen",), region="PV20", kind="jaar", base=Period(2020, "JJ", 0), as_of=date(2025, 10, 24)
    )


def test_of_a_repeated_name_the_last_counts() -> None:
    assert read_view({"regio": ["NL01", "PV20"]}, regions=REGIONS, today=date(2031, 1, 1)).region == "PV20"


def test_an_alias_is_understood() -> None:
    assert read_view({"onderwerp": ["adviesvragen,meldingen"]}, regions=REGIONS, today=date(2031, 1, 1)).indicators == (
        "adviezen",
        "meldingen",
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("per", "maand", "Kies halfjaar of jaar"),
        ("regio", "nergens", "geen regiocode"),
        ("regio", "GM9999", "staat niet in deze opslag"),
        ("basis", "2025", "geen periode"),
        ("basis", "2020JJ00", "past niet bij cijfers per halfjaar"),
        ("zoals-bekend-op", "gisteren", "geen dag"),
        ("onderwerp", "weer", "geen bekend onderwerp"),
    ],
)
def test_a_value_that_cannot_be_shown_gives_a_dutch_sentence(name: str, value: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_view({name: [value]}, regions=REGIONS, today=date(2031, 1, 1))


views = st.builds(
    View,
    indicators=st.sampled_from([("adviezen", "meldingen"), ("adviezen",), ("meldingen",)]),
    region=st.sampled_from(sorted(REGIONS)),
    kind=st.just("halfjaar"),
    base=st.none() | st.builds(Period, st.integers(2019, 2030), st.just("HJ"), st.sampled_from([1, 2])),
    as_of=st.none() | st.dates(date(2019, 1, 1), date(2030, 1, 1)),
)


@given(views)
def test_a_link_brings_back_the_same_view(view: View) -> None:
    assert read_view(parse_qs(urlsplit(view.link("/")).query), regions=REGIONS, today=date(2031, 1, 1)) == view


def test_defaults_are_left_out_of_a_link() -> None:
    assert View().link("/") == "/"
    assert View(region="PV20").link("/", kind="jaar") == "/?regio=PV20&per=jaar"
