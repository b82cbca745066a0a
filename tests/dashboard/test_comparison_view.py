"""The view of the page Vergelijken is the address: what a query asks for, and back."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.comparison.view import MEASURES, ComparisonView, nearest_view, read_comparison
from data_sources.contract import Period
from data_sources.errors import UsageError

REGIONS = ["NL01", "LD01", "LD02", *(f"VT{number:02d}" for number in range(1, 9))]
TOPICS = ["adviezen", "meldingen", "gestarte-casussen", "gestarte-adviezen-per-100000", "d", "e", "f"]
TODAY = date(2026, 11, 21)


def _read(**query: str | list[str]) -> ComparisonView:
    asked = {
        name.replace("_", "-"): [value] if isinstance(value, str) else value for name, value in query.items()
    }  # fmt: skip
    return read_comparison(asked, regions=REGIONS, topics=TOPICS, today=TODAY)


def test_nothing_asked_is_both_followed_topics_of_the_country() -> None:
    assert _read() == ComparisonView() == ComparisonView(("adviezen", "meldingen"), ("NL01",))
    assert _read(regio="VT01").indicators == ("adviezen", "meldingen")
    assert _read(regio="VT01,VT02").indicators == ("adviezen",)


def test_regions_come_with_commas_or_repeated_and_once_each() -> None:
    assert _read(regio=["VT01,VT02", "", "VT03", "VT01"]).regions == ("VT01", "VT02", "VT03")
    assert _read(onderwerp=["adviesvragen", "gestarte-casussen", ""]).indicators == ("adviezen", "gestarte-casussen")
    assert _read(onderwerp="adviesvragen", regio="LD01,LD02").indicators == ("adviezen",)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"onderwerp": "adviezen"}, "Kies ten minste twee regio's of twee onderwerpen"),
        ({"onderwerp": "adviezen,adviesvragen"}, "Kies ten minste twee"),
        ({"regio": "VT01,VT02,VT03,VT04,VT05,VT06,VT07"}, "U koos 7 regio's. Kies er ten hoogste zes."),
        ({"onderwerp": ",".join(TOPICS)}, "U koos 7 onderwerpen. Kies er ten hoogste zes."),
        ({"regio": "VT01,VT02", "onderwerp": "adviezen,meldingen"}, "U koos 2 regio's en 2 onderwerpen."),
        ({"regio": "VT01,VT99"}, "Regio VT99 staat niet in deze opslag. Kies een regio uit de lijst."),
        ({"regio": "Amsterdam"}, "is geen regiocode"),
        ({"onderwerp": "adviezen,klachten"}, "'klachten' is geen onderwerp van tabel 84847NED"),
        ({"weergave": "procent"}, "Kies niveau, per-100000, index of jaar-eerder."),
        ({"schaal": "log"}, "'log' is geen schaal. Kies gelijk of eigen."),
        ({"per": "maand"}, "Kies halfjaar of jaar."),
        ({"weergave": "index", "basis": "2019JJ00"}, "Basis 2019JJ00 past niet bij cijfers per halfjaar."),
        ({"weergave": "index", "basis": "begin"}, "is geen periode"),
        ({"zoals-bekend-op": "2031-01-01"}, "ligt in de toekomst"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence_and_leaves_something_to_choose_on_from(
    query: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError) as raised:
        _read(**query)
    assert words in raised.value.message
    asked = {name: [value] for name, value in query.items()}
    kept = nearest_view(asked, regions=REGIONS, topics=TOPICS, today=TODAY)
    assert set(kept.regions) <= set(REGIONS)
    assert set(kept.indicators) <= set(TOPICS)
    assert len(kept.regions) <= 6
    assert len(kept.indicators) <= 6


def test_a_store_without_regions_says_what_can_be_compared_in_it() -> None:
    with pytest.raises(UsageError) as raised:
        read_comparison({"regio": ["VT01,VT02"]}, regions=["NL01"], topics=TOPICS, today=TODAY)
    assert raised.value.message == (
        "Regio VT01 staat niet in deze opslag. Daarin staan alleen cijfers van Nederland."
        " Kies daar twee tot zes onderwerpen van."
    )


def test_a_base_counts_for_an_index_only() -> None:
    assert _read(basis="2019JJ00").base is None
    assert _read(weergave="index", basis="2020HJ01").base == Period(2020, "HJ", 1)
    view = ComparisonView(shown="index", base=Period(2020, "HJ", 1))
    assert view.link("/vergelijken") == "/vergelijken?weergave=index&basis=2020HJ01"
    assert view.link("/vergelijken", shown="niveau") == "/vergelijken"


def _views() -> st.SearchStrategy[ComparisonView]:
    topics, regions = (
        st.lists(st.sampled_from(all_), min_size=2, max_size=6, unique=True) for all_ in (TOPICS, REGIONS)
    )
    by_topic = st.tuples(topics.map(tuple), st.tuples(st.sampled_from(REGIONS)))
    by_region = st.tuples(st.tuples(st.sampled_from(TOPICS)), regions.map(tuple))
    day = st.none() | st.dates(date(2019, 1, 1), TODAY)
    return st.builds(
        lambda both, kind, shown, scale, as_of: ComparisonView(*both, kind, shown, scale, None, as_of),
        by_topic | by_region,
        st.sampled_from(["halfjaar", "jaar"]), st.sampled_from(MEASURES), st.sampled_from(["gelijk", "eigen"]), day,
    )  # fmt: skip


@given(_views())
def test_an_address_brings_back_its_view(view: ComparisonView) -> None:
    query = parse_qs(urlsplit(view.link("/vergelijken")).query)
    assert read_comparison(query, regions=REGIONS, topics=TOPICS, today=TODAY) == view
    assert nearest_view(query, regions=REGIONS, topics=TOPICS, today=TODAY).as_of == view.as_of
