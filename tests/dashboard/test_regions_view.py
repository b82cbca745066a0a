"""The view of the page Regio's: what is written can be read back, and defaults are left out."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from dashboard.regions.view import Measure, RegionsView, read_regions_view
from data_sources.contract import Period

_COUNTS = {"adviezen": "Adviesvragen", "meldingen": "Meldingen", "gestarte-casussen": "Gestarte casussen"}
_TODAY = date(2026, 11, 21)


def _read(address: str) -> RegionsView:
    return read_regions_view(parse_qs(urlsplit(address).query), counts=_COUNTS, today=_TODAY)


@st.composite
def _views(draw: st.DrawFn) -> RegionsView:
    kind = draw(st.sampled_from(["halfjaar", "jaar"]))
    periods = st.builds(
        lambda year, half: Period(year, "HJ", half) if kind == "halfjaar" else Period(year, "JJ", 0),
        st.integers(2019, 2026), st.integers(1, 2),
    )  # fmt: skip
    return RegionsView(
        indicator=draw(st.sampled_from(list(_COUNTS))),
        period=draw(st.none() | periods),
        kind="jaar" if kind == "jaar" else "halfjaar",
        base=draw(st.none() | periods),
        measure=draw(st.none() | st.sampled_from(list(Measure))),
        merged=draw(st.booleans()),
        as_of=draw(st.none() | st.dates(date(2019, 1, 1), _TODAY)),
    )


@given(_views())
def test_what_is_written_is_read_back(view: RegionsView) -> None:
    assert _read(view.link()) == view


def test_the_plain_address_is_the_default_view_and_a_period_says_of_which_kind_it_is() -> None:
    assert RegionsView().link() == "/regios"
    assert _read("/regios?onderwerp=&maat=&basis=") == RegionsView()
    assert _read("/regios?periode=2025JJ00").kind == "jaar"
    assert _read("/regios?onderwerp=ontvangen-meldingen").indicator == "meldingen"


def test_the_profile_is_asked_for_the_same_view_as_far_as_it_knows_it() -> None:
    view = RegionsView("meldingen", Period(2023, "JJ", 0), "jaar", Period(2022, "JJ", 0), Measure.GROWTH, merged=True)
    assert view.profile_link("VT27") == (
        "/regios/profiel?regio=VT27&onderwerp=meldingen&periode=2023JJ00&per=jaar&basis=2022JJ00&optelling=voorgangers"
    )
    other = RegionsView("gestarte-casussen", as_of=date(2026, 4, 30))
    assert other.profile_link("VT01") == "/regios/profiel?regio=VT01&zoals-bekend-op=2026-04-30"
