"""What is explained of the bands is what is done."""

from data_sources.moment import read_moment
from metrics.text.moments import CONVENTIONS, band_phrase


def test_the_days_are_those_of_the_ledger_in_words() -> None:
    days = {item.words: item.days for item in CONVENTIONS}
    assert days["zomer"] == "21 juni tot en met 22 september 2026"
    assert days["in of vlak na de zomer"] == "21 juni tot en met 31 oktober 2026"
    assert days["medio of halverwege een jaar"] == "1 juni tot en met 31 juli 2027"
    assert days["begin van een maand"] == "1 tot en met 10 juli 2026"
    assert days["eind van een maand"] == "21 tot en met 31 augustus 2026"
    assert days["tot een maand"] == "31 augustus 2029"
    assert days["vóór een jaar"] == "tot en met 31 december 2025"
    assert days["zonder datum"] == "geen dagen: nooit voorbij"


def test_a_day_is_itself() -> None:
    assert band_phrase(read_moment("1 augustus 2027")) == "1 augustus 2027"
