"""Numbers, periods, days and moments: what people write, what the ledger keeps of it, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.pilots.dates import (
    read_document_date,
    read_period,
    read_written_moment,
    write_day,
    write_period,
)
from data_sources.pilots.numerals import read_number, write_number
from data_sources.pilots.plain_text import tidy
from data_sources.pilots.problem import Problem
from tests.intake_rows import TODAY


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("225", "225"), ("1.250", "1250"), ("6,5", "6.5"), ("5 600 000", "5600000"), ("5\u00a0600\u00a0000", "5600000"),
        ("5.600.000,50", "5600000.5"), ("0", "0"), ("0,125", "0.125"), ("007", "7"), ("225,0", "225"),
        ("1,2500", "1.25"), ("1250,125", "1250.125"), ("0,3", "0.3"), ("12.345", "12345"), ("10 300", "10300"),
    ],
)  # fmt: skip
def test_a_number_is_read_the_dutch_way(text: str, kept: str) -> None:
    assert read_number(tidy(text)) == kept


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("6.5", "heeft een punt waar een komma hoort", "Schrijf 6,5."),
        ("1.25", "heeft een punt waar een komma hoort", "Schrijf 1,25."),
        ("1,250", "kan 1.250 zijn of 1 en een breuk", "Schrijf 1.250 voor het hele getal, of 1,25 voor de breuk."),
        ("1,234", "kan 1.234 zijn of 1 en een breuk", "Schrijf 1.234 voor het hele getal, of ten hoogste twee"),
        ("0.016", "heeft een punt waar een komma hoort", "Schrijf een komma, met ten hoogste twee decimalen."),
        ("0.300", "heeft een punt waar een komma hoort", "Schrijf een komma"),
        ("00.250", "heeft een punt waar een komma hoort", "Schrijf een komma"),
        ("012.345", "heeft een punt waar een komma hoort", "Schrijf een komma"),
        ("0 300", "is geen getal", "alleen cijfers"),
        ("0.016.000", "is geen getal", "alleen cijfers"),
        ("00 250,5", "is geen getal", "alleen cijfers"),
        ("-5", "is minder dan nul", "nul of meer"),
        ("−5", "is minder dan nul", "nul of meer"),
        ("ruim 225", "is geen getal", "hoort bij 'Woord vóór het getal'"),
        ("1.2.3", "is geen getal", "alleen cijfers"),
        ("1.2500.000", "is geen getal", "alleen cijfers"),
        ("٢٢٥", "is geen getal", "alleen cijfers"),
        ("1e3", "is geen getal", "alleen cijfers"),
        ("1_000", "is geen getal", "alleen cijfers"),
        ("9" * 30, "heeft meer cijfers", "onder een biljoen"),
        ("0,1234567", "heeft meer cijfers", "6 decimalen"),
        ("123456789012,12345", "heeft meer cijfers", "15 cijfers"),
    ],
)
def test_a_number_that_may_be_misread_is_refused_with_what_to_write(text: str, message: str, mend: str) -> None:
    found = read_number(text)
    assert isinstance(found, Problem)
    assert message in found.message
    assert mend in found.mend


@given(st.decimals(0, 10**9, places=4).map(lambda value: f"{value.normalize():f}"))
def test_a_number_that_we_write_is_the_number_that_we_read(kept: str) -> None:
    read = read_number(write_number(kept))
    assert isinstance(read, str)
    assert Decimal(read) == Decimal(kept)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026KW01", "2026KW01"), ("2026kw01", "2026KW01"), ("1e kwartaal 2026", "2026KW01"),
        ("Eerste kwartaal van 2026", "2026KW01"), ("2026 1e kwartaal", "2026KW01"), ("2e halfjaar 2025", "2025HJ02"),
        ("K2 2026", "2026KW02"), ("2026-Q2", "2026KW02"), ("Q1 2027", "2027KW01"), ("2026 k4", "2026KW04"),
        ("2026", "2026JJ00"), ("jaar 2026", "2026JJ00"), ("2026JJ00", "2026JJ00"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_a_key_or_in_words(text: str, key: str) -> None:
    assert read_period(text, today=TODAY) == key
    assert read_period(write_period(key), today=TODAY) == key


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("januari 2026", "geen periode die een cijfer kan hebben"),
        ("week 7 2026", "geen periode die een cijfer kan hebben"),
        ("3e halfjaar 2026", "is geen periode"),
        ("2026KW05", "is geen periode"),
        ("onlangs", "is geen periode"),
        ("2062", "ligt na 2031"),
        ("1026KW01", "ligt vóór 1950"),
        ("2E Kwartaal van Nu", "'2E Kwartaal van Nu' is geen periode"),
    ],
)
def test_a_period_that_cannot_be_is_refused(text: str, message: str) -> None:
    found = read_period(text, today=TODAY)
    assert isinstance(found, Problem)
    assert message in found.message


@pytest.mark.parametrize(
    ("text", "precision", "day"),
    [
        ("28-05-2026", "dag", "2026-05-28"), ("28 mei 2026", "dag", "2026-05-28"), ("2026-05-28", "dag", "2026-05-28"),
        ("28/5/2026", "dag", "2026-05-28"), ("20 nov. 2026", "dag", "2026-11-20"),
        ("1 mrt 2026", "dag", "2026-03-01"), ("nov 2026", "maand", "2026-11-30"), ("juli 2026", "maand", "2026-07-31"),
        ("31 juli 2026", "maand", "2026-07-31"),
        ("2026", "jaar", "2026-12-31"), ("20 november 2027", "dag", "2027-11-20"),
    ],
)  # fmt: skip
def test_the_day_of_a_document_is_the_last_that_its_date_may_mean(text: str, precision: str, day: str) -> None:
    assert read_document_date(text, precision=precision, today=TODAY) == day
    assert read_document_date(write_day(day, precision), precision=precision, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "precision", "message"),
    [
        ("31-06-2026", "dag", "is geen dag"), ("juli 2026", "dag", "is geen dag"),
        ("zomer 2026", "maand", "is geen dag"),
        ("13 juli 2026", "maand", "is één dag"), ("22 november 2027", "dag", "meer dan een jaar na vandaag"),
        ("20-11-26", "dag", "twee cijfers"),
        ("1 mei 1203", "dag", "ligt vóór 1950"), ("05-28-2026", "dag", "is geen dag"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused(text: str, precision: str, message: str) -> None:
    found = read_document_date(text, precision=precision, today=TODAY)
    assert isinstance(found, Problem)
    assert message in found.message


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Zomer 2026", "zomer 2026"), ("28-05-2026", "28 mei 2026"), ("2026-05-28", "28 mei 2026"),
        ("voor 2026", "vóór 2026"), ("tot halverwege 2025", "tot halverwege 2025"), ("zonder datum", "zonder datum"),
        ("20 Nov 2026", "20 november 2026"), ("eind sept. 2026", "eind september 2026"),
        ("Q1 2027", "1e kwartaal 2027"),
    ],
)  # fmt: skip
def test_a_moment_keeps_its_words_and_a_day_in_figures_gets_them(text: str, kept: str) -> None:
    assert read_written_moment(text, today=TODAY) == kept


def test_a_moment_that_is_none_is_refused_with_what_can_be_written() -> None:
    found = read_written_moment("binnenkort", today=TODAY)
    assert isinstance(found, Problem)
    assert found.message == "'binnenkort' is geen moment."
    assert found.mend.startswith("Schrijf bijvoorbeeld 29 juni 2026, juni 2026")
    far = read_written_moment("medio 2206", today=TODAY)
    assert isinstance(far, Problem)
    assert "ligt na 2051" in far.message
    short = read_written_moment("20/11/26", today=TODAY)
    assert short == Problem("'20/11/26' heeft een jaartal van twee cijfers.", "Bedoelt u 20/11/2026?")
