"""What is followed has one name, known by a few others; and some periods are not to be compared."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UsageError
from data_sources.period import Period
from data_sources.registry import (
    INDICATORS,
    SOURCES,
    TABLES,
    break_between,
    canonical_indicator,
    reserved_slugs,
    slug,
    table_of,
)
from data_sources.registry_sources import check_table_known


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("adviezen", "adviezen"),
        ("adviesvragen", "adviezen"),
        ("gestarte-adviezen", "adviezen"),
        ("meldingen", "meldingen"),
        ("ontvangen-meldingen", "meldingen"),
        ("casussen-per-100000", "casussen-per-100000"),
    ],
)
def test_an_indicator_is_known_by_its_name_its_aliases_and_what_the_store_has(name: str, found: str) -> None:
    assert canonical_indicator(name, stored=["casussen-per-100000"]) == found


@pytest.mark.parametrize("name", ["", "Adviezen", "casussen", "adviezen "])
def test_an_unknown_indicator_is_refused_naming_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"Bekend zijn: adviezen, meldingen, diensten\.") as error:
        canonical_indicator(name, stored=["diensten", "adviezen"])
    assert error.value.exit_code == 2


def test_no_name_stands_for_two_indicators() -> None:
    names = Counter(name for item in INDICATORS.values() for name in {item.slug, *item.aliases})
    titles = Counter(title.lower() for item in INDICATORS.values() for title in set(item.accepted_titles))
    assert set(names.values()) == set(titles.values()) == {1}
    assert reserved_slugs() == set(names)


def test_every_source_feeds_known_indicators_and_has_a_page_and_a_licence() -> None:
    for source in SOURCES.values():
        assert set(source.feeds) <= set(INDICATORS), source.id
        assert source.landing_page.startswith("https://"), source.id
        assert "CBS" in source.licence, source.id


def test_the_ten_tables_of_veilig_thuis_can_be_refreshed_and_say_what_they_are_about() -> None:
    live = [source for source in SOURCES.values() if source.live]
    assert [source.id for source in live] == [
        *(f"{number}NED" for number in range(84847, 84856)), "85361NED",
    ]  # fmt: skip
    assert live == list(TABLES.values())
    for source in live:
        assert source.title.startswith("Huiselijk geweld; "), source.id
        assert source.landing_page == f"https://www.cbs.nl/nl-nl/cijfers/detail/{source.id}"
        assert source.about, source.id
        assert not source.about.endswith("."), source.id
    assert len({source.about for source in live}) == len(live)


@pytest.mark.parametrize(
    ("indicator", "table"),
    [("adviezen", "84847NED"), ("actieve-casussen", "84847NED"), ("84850NED:gestarte-adviezen", "84850NED")],
)
def test_an_indicator_belongs_to_the_table_it_names(indicator: str, table: str) -> None:
    assert table_of(indicator) == table


def test_a_table_that_is_not_of_veilig_thuis_is_refused_naming_those_that_are() -> None:
    assert check_table_known("85361NED") == "85361NED"
    with pytest.raises(UsageError, match="Kies uit 84847NED, 84848NED"):
        check_table_known("37230ned")


def test_every_indicator_says_what_it_counts_and_where_that_was_read() -> None:
    for indicator in INDICATORS.values():
        assert indicator.definition.endswith("."), indicator.slug
        assert indicator.definition_source.startswith("https://"), indicator.slug
        assert slug(indicator.accepted_titles[0]) in indicator.aliases, indicator.slug


@pytest.mark.parametrize(
    ("region", "base", "period", "broken"),
    [
        ("NL01", "2018HJ01", "2019HJ01", True),  # the new information protocol
        ("NL01", "2018JJ00", "2019JJ00", True),
        ("NL01", "2019HJ01", "2018HJ02", True),  # their order does not matter
        ("NL01", "2019HJ01", "2020HJ01", False),
        ("NL01", "2019JJ00", "2019HJ02", False),
        ("NL01", "2022HJ01", "2023HJ01", False),
        ("VT27", "2022HJ01", "2023HJ01", True),  # Oost-Brabant came of two regions
        ("VT16", "2022HJ02", "2023HJ01", True),
        ("VT27", "2022JJ00", "2025JJ00", True),
        ("VT27", "2023HJ01", "2024HJ01", False),
        ("VT05", "2022HJ01", "2023HJ01", False),
    ],
)
def test_a_break_stands_between_periods_that_were_counted_otherwise(
    region: str, base: str, period: str, broken: bool
) -> None:
    assert (break_between(region, Period.parse(base), Period.parse(period)) is not None) == broken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Afgeronde diensten, onderzoek", "afgeronde-diensten-onderzoek"),
        ("Casussen met ontvangen melding(en)", "casussen-met-ontvangen-melding-en"),
        ("  Fryslân (PV) ", "fryslan-pv"),
        ("'s-Gravenhage", "s-gravenhage"),
        ("1e melding", "1e-melding"),
        ("…", ""),
    ],
)
def test_a_slug_is_lower_case_ascii_words_joined_by_hyphens(text: str, found: str) -> None:
    assert slug(text) == found


@given(st.text())
def test_the_slug_of_a_slug_is_itself(text: str) -> None:
    assert slug(slug(text)) == slug(text)
