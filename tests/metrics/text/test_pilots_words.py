"""Words for pilot figures and moments: the qualifier stays, and nothing becomes more precise than its source."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import QUALIFIERS
from data_sources.ledger import CERTAINTIES, PilotFigure
from data_sources.moment import MONTHS, read_moment
from metrics.text.pilots import (
    certainty_phrase,
    figure_phrase,
    figure_sentence,
    qualified,
    share_phrase,
    size_phrase,
    when_phrase,
)
from tests.ledgers import bundled, figure


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("225", "personen", "ruim", "ruim 225"),
        ("100", "personen", "bijna", "bijna 100"),
        ("4", "steden", "", "4"),
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
    ("text", "phrase"),
    [
        ("1 augustus 2027", "op 1 augustus 2027"),
        ("29 juni 2026", "op 29 juni 2026"),
        ("januari 2026", "in januari 2026"),
        ("begin juli 2026", "begin juli 2026"),
        ("eind augustus 2026", "eind augustus 2026"),
        ("tot september 2029", "tot september 2029"),
        ("1e kwartaal 2027", "in het 1e kwartaal van 2027"),
        ("voorjaar 2027", "in het voorjaar van 2027"),
        ("zomer 2026", "in de zomer van 2026"),
        ("in of vlak na de zomer 2026", "in of vlak na de zomer van 2026"),
        ("vlak na de zomer 2026", "vlak na de zomer van 2026"),
        ("na de zomer 2026", "na de zomer van 2026"),
        ("najaar 2026", "in het najaar van 2026"),
        ("medio 2027", "medio 2027"),
        ("halverwege 2027", "halverwege 2027"),
        ("tot halverwege 2025", "tot halverwege 2025"),
        ("eind 2026", "eind 2026"),
        ("2025", "in 2025"),
        ("vóór 2026", "vóór 2026"),
        ("zonder datum", "zonder datum"),
        # However it was typed, it stands in the middle of a sentence.
        ("Zomer  2026", "in de zomer van 2026"),
        ("Januari 2026", "in januari 2026"),
        ("VÓÓR 2026", "vóór 2026"),
    ],
)
def test_a_moment_in_running_text_is_as_precise_as_its_words(text: str, phrase: str) -> None:
    assert when_phrase(read_moment(text)) == phrase


@given(
    st.sampled_from(
        ["{month} {year}", "begin {month} {year}", "eind {month} {year}", "tot {month} {year}", "zomer {year}",
         "na de zomer {year}", "voorjaar {year}", "medio {year}", "eind {year}", "{year}", "vóór {year}",
         "3e kwartaal {year}"]
    ),
    st.sampled_from(MONTHS),
    st.integers(2020, 2040),
)  # fmt: skip
def test_only_a_day_is_ever_said_to_be_one(wording: str, month: str, year: int) -> None:
    moment = read_moment(wording.format(month=month, year=year))
    phrase = when_phrase(moment)
    assert not phrase.startswith("op ")
    numbers = re.findall(r"[0-9]+", phrase)
    assert numbers == ([*"3", str(year)] if "kwartaal" in wording else [str(year)])
    assert [name for name in MONTHS if name in phrase] == ([month] if "month" in wording else [])


@pytest.mark.parametrize(
    ("certainty", "over", "phrase"),
    [
        ("gerealiseerd", False, "gerealiseerd"),
        ("gerealiseerd", True, "gerealiseerd"),
        ("gepland", False, "gepland"),
        ("gepland", True, "gepland; moment voorbij, niet bevestigd"),
        ("verwacht", False, "verwacht"),
        ("verwacht", True, "verwacht; moment voorbij, niet bevestigd"),
        ("ambitie", False, "ambitie"),
    ],
)
def test_what_should_have_been_by_now_says_that_nobody_confirmed_it(certainty: str, over: bool, phrase: str) -> None:
    assert certainty_phrase(certainty, over=over) == phrase


def test_no_certainty_but_realised_reads_as_done_once_its_moment_is_over() -> None:
    assert [word for word in CERTAINTIES if "niet bevestigd" not in certainty_phrase(word, over=True)] == [
        "gerealiseerd"
    ]
