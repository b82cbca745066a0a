"""Words for pilot figures and moments: the qualifier stays, and nothing becomes more precise than its source."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import QUALIFIERS
from data_sources.ledger import CERTAINTIES, Mask, PilotFigure
from data_sources.moment import read_moment
from metrics.text.pilots import (
    certainty_phrase,
    figure_phrase,
    figure_sentence,
    overdue_end,
    qualified,
    share_phrase,
    size_phrase,
)
from tests.ledgers import bundled, figure, on


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("225", "personen", "ruim", "ruim 225"),
        ("100", "personen", "bijna", "bijna 100"),
        ("4", "steden", "", "4 steden"),
        ("6.5", "dagen", "", "6,5 dagen"),
        ("6.5", "dagen", "globale inschatting", "6,5 dagen (globale inschatting)"),
        ("1", "dagen", "", "1 dag"),
        ("1", "zaken", "", "1 zaken"),
        ("25", "zaken", "vrijwel alle", "vrijwel alle 25 zaken"),
        ("0", "aantal", "", "0"),
        ("84935", "aantal", "", "84.935"),
        ("1250000", "aantal", "meer dan", "meer dan 1.250.000"),
        ("10", "aantal", "minder dan", "minder dan 10"),
        ("25", "aantal", "vrijwel alle", "vrijwel alle 25"),
        ("95", "%", "", "95%"),
        ("95", "%", "ongeveer", "ongeveer 95%"),
        ("12.5", "%", "", "12,5%"),
        ("0", "%", "", "0%"),
        ("100", "%", "", "100%"),
        ("5600000", "euro", "", "€ 5,6 miljoen"),
        ("1000000", "euro", "globale inschatting", "€ 1 miljoen (globale inschatting)"),
        ("1250000", "euro", "", "€ 1.250.000"),
        ("12000000", "euro", "ruim", "ruim € 12 miljoen"),
        ("999999", "euro", "", "€ 999.999"),
        ("1250", "euro", "", "€ 1.250"),
        ("12.5", "euro", "", "€ 12,50"),
        ("0", "euro", "", "€ 0"),
        ("5", "jaar", "", "5 jaar"),
        ("2.5", "jaar", "ruim", "ruim 2,5 jaar"),
    ],
)
def test_a_figure_is_written_with_its_qualifier_and_unit(value: str, unit: str, qualifier: str, words: str) -> None:
    assert figure_phrase(figure(value, unit, qualifier=qualifier)) == words


@pytest.mark.parametrize(
    ("title", "unit", "words"),
    [
        ("Wachttijd", "dagen", "30 dagen"), ("Wachttijd in dagen", "dagen", "30"), ("Dagen gewacht", "dagen", "30"),
        ("Feestdagen", "dagen", "30 dagen"), ("Regio's met een pilot", "regio's", "30"), ("Duur", "aantal", "30"),
    ],
)  # fmt: skip
def test_a_unit_is_left_out_only_where_the_title_has_it(title: str, unit: str, words: str) -> None:
    found = figure("30", unit, title=title)
    assert figure_sentence(found) == f"{title}: {words}"


def test_what_a_number_is_less_than_has_its_unit_too() -> None:
    few = Mask("minder dan 10", below=10)
    assert figure_phrase(replace(figure("5", "meisjes"), value=None, masked=few)) == "minder dan 10 meisjes"
    assert figure_phrase(replace(figure("5", "personen"), value=None, masked=few)) == "minder dan 10"
    assert figure_phrase(replace(figure("5", "meisjes"), value=None, masked=Mask("niet getoond"))) == "niet getoond"


def test_a_fact_in_words_is_as_it_is() -> None:
    found = figure(text="De pilot levert een samenwerkingsprotocol op.")
    assert figure_phrase(found) == "De pilot levert een samenwerkingsprotocol op."
    assert (share_phrase(found), figure_sentence(found)) == (
        "",
        "Personen onderzocht: De pilot levert een samenwerkingsprotocol op.",
    )


@pytest.mark.parametrize(
    ("slug", "name", "sentence"),
    [
        ("farr", "personen-onderzocht", "ruim 225"),
        ("farr", "volwassen", "95% van de onderzochte personen (ruim 225)"),
        ("farr", "vermoedelijk-partnergeweld", "78% van de gevallen (aantal niet gegeven)"),
        ("farr", "binnen-24-uur", "75% van de aanvragen (aantal niet gegeven)"),
        ("farr", "opgekomen", "92% van de te onderzoeken personen (aantal niet gegeven)"),
        ("loef", "personen-methode-toegepast", "bijna 100"),
        ("huisverbod", "pilotsteden", "4"),
        ("toekomstscenario", "jaren-ontwikkeld", "5 jaar"),
        ("centrum-seksueel-geweld", "gevraagde-financiering", "€ 5,6 miljoen, 2026"),
        ("nationaal-coordinator", "kosten-2026", "€ 1 miljoen (globale inschatting), 2026"),
    ],
)  # fmt: skip
def test_the_figures_of_the_letters_read_as_the_letters_have_them(slug: str, name: str, sentence: str) -> None:
    (found,) = [item for item in bundled().figures if (item.pilot, item.figure) == (slug, name)]
    quarter = ", het eerste kwartaal van 2026" if slug in {"farr", "loef"} else ""
    assert figure_sentence(found) == f"{found.title}: {sentence}{quarter}"


def test_a_place_stands_behind_the_title() -> None:
    found = figure("1250", place="Den Haag", qualifier="ruim", period="2026HJ01")
    assert figure_sentence(found) == "Personen onderzocht (Den Haag): ruim 1.250, het eerste halfjaar van 2026"


@pytest.mark.parametrize(
    ("denominator", "size", "qualifier", "phrase"),
    [
        ("", "", "", ""),
        ("onderzochte personen", "225", "ruim", "van de onderzochte personen (ruim 225)"),
        ("gevallen", "", "", "van de gevallen (aantal niet gegeven)"),
        ("aanvragen", "1250", "", "van de aanvragen (1.250)"),
        ("zaken", "1250", "globale inschatting", "van de zaken (1.250 (globale inschatting))"),
        ("zaken", "0", "", "van de zaken (0)"),
    ],
)
def test_a_share_says_of_what_and_of_how_many_only_where_that_is_given(
    denominator: str, size: str, qualifier: str, phrase: str
) -> None:
    found = figure("95", "%", denominator=denominator, denominator_value=size, denominator_qualifier=qualifier)
    assert share_phrase(found) == phrase
    if denominator:
        assert f"van de {denominator} ({size_phrase(found)})" == phrase


@pytest.mark.parametrize("qualifier", [word for word in QUALIFIERS if word])
def test_no_qualifier_is_ever_lost(qualifier: str) -> None:
    assert qualifier in qualified("225", qualifier)
    assert "225" in qualified("225", qualifier)
    assert qualifier in figure_sentence(figure("225", qualifier=qualifier))
    shared = figure("95", "%", denominator="zaken", denominator_value="225", denominator_qualifier=qualifier)
    assert qualifier in figure_sentence(shared)


@given(st.integers(0, 10**9))
def test_a_whole_number_of_euros_can_be_read_back(euros: int) -> None:
    words = figure_phrase(figure(str(euros), "euro"))
    written, is_millions = re.fullmatch(r"€ ([0-9.,]+)( miljoen)?", words).groups()  # type: ignore[union-attr]
    plain = float(written.replace(".", "").replace(",", "."))
    assert round(plain * (1_000_000 if is_millions else 1)) == euros


@given(st.integers(10, 9999))
def test_tenths_of_millions_are_written_in_words(tenths: int) -> None:
    words = figure_phrase(figure(str(tenths * 100_000), "euro"))
    assert words.endswith(" miljoen")
    assert len(words.split(",")) == (1 if tenths % 10 == 0 else 2)


@pytest.mark.parametrize(
    "found", [item for item in bundled().figures if item.denominator], ids=lambda item: item.figure
)
def test_no_count_is_made_of_a_share_and_its_size(found: PilotFigure) -> None:
    """The only numbers in the sentence are the share, the size the source gives, the period, and those of the title."""
    allowed = {f"{found.value:g}", f"{found.denominator_value or 0:g}"}
    sentence = figure_sentence(found).removeprefix(found.title)
    numbers = set(re.findall(r"[0-9]+", sentence.replace(found.period[:4], "")))
    assert numbers <= allowed


@pytest.mark.parametrize(
    ("certainty", "day", "phrase"),
    [
        ("gerealiseerd", "2026-06-20", "gerealiseerd, na de dag die u bekijkt"),
        ("gerealiseerd", "2026-06-21", "gerealiseerd"),
        ("gerealiseerd", "2027-01-01", "gerealiseerd"),
        ("gepland", "2026-06-20", "gepland"),
        ("gepland", "2026-09-22", "gepland"),
        ("gepland", "2026-09-23", "gepland; moment voorbij, niet bevestigd"),
        ("verwacht", "2026-09-23", "verwacht; moment voorbij, niet bevestigd"),
        ("ambitie", "2026-09-22", "ambitie"),
    ],
)
def test_how_certain_a_thing_is_depends_on_the_day_it_is_seen(certainty: str, day: str, phrase: str) -> None:
    assert certainty_phrase(certainty, read_moment("zomer 2026"), on=on(day)) == phrase


def test_no_certainty_but_realised_reads_as_done_once_its_moment_is_over() -> None:
    over = {word: certainty_phrase(word, read_moment("2025"), on=on("2026-01-01")) for word in CERTAINTIES}
    assert [word for word, phrase in over.items() if "niet bevestigd" not in phrase] == ["gerealiseerd"]


def test_a_thing_without_a_date_is_never_over_and_never_to_come() -> None:
    for word in CERTAINTIES:
        assert certainty_phrase(word, read_moment("zonder datum"), on=on("2050-01-01")) == word


def test_a_planned_end_that_is_over_is_said_to_be_no_more_than_that() -> None:
    farr = bundled().pilots["farr"]
    assert overdue_end(farr, on=on("2026-12-31")) is None
    assert overdue_end(farr, on=on("2027-01-01")) == (
        "de geplande einddatum (eind 2026) is voorbij; afronding niet bevestigd"
    )
    assert overdue_end(bundled().pilots["loef"], on=on("2050-01-01")) is None
