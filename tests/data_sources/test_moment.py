"""A moment is as precise as its words: the band of each wording, and nothing read that is not one of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UsageError
from data_sources.moment import MONTHS, PRECISIONS, Moment, read_moment
from tests.ledgers import on

DAY = timedelta(days=1)
YEARS = st.integers(1000, 2999)
DAYS = st.dates(on("2020-01-01"), on("2040-12-31"))
WORDINGS = (
    "{month} {year}", "begin {month} {year}", "eind {month} {year}", "tot {month} {year}", "{quarter}e kwartaal {year}",
    "voorjaar {year}", "zomer {year}", "in of vlak na de zomer {year}", "vlak na de zomer {year}", "na de zomer {year}",
    "najaar {year}", "medio {year}", "halverwege {year}", "tot halverwege {year}", "eind {year}", "{year}",
    "vóór {year}", "voor {year}", "zonder datum",
)  # fmt: skip
NEAR_YEARS = st.integers(2020, 2040)


def _texts(years: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
    parts = st.tuples(st.sampled_from(WORDINGS), st.sampled_from(MONTHS), st.integers(1, 4), years)
    words = parts.map(lambda part: part[0].format(month=part[1], quarter=part[2], year=part[3]))
    return words | st.tuples(days, years).map(lambda drawn: f"{min(drawn[0].day, 28)} {_month(drawn[0])} {drawn[1]}")


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


TEXTS = _texts(YEARS)
MOMENTS = _texts(NEAR_YEARS).map(read_moment)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("29 juni 2026", "2026-06-29", "2026-06-29", "dag"),
        ("1 augustus 2027", "2027-08-01", "2027-08-01", "dag"),
        ("01 augustus 2027", "2027-08-01", "2027-08-01", "dag"),
        ("29 februari 2028", "2028-02-29", "2028-02-29", "dag"),
        ("januari 2026", "2026-01-01", "2026-01-31", "maand"),
        ("februari 2026", "2026-02-01", "2026-02-28", "maand"),
        ("februari 2028", "2028-02-01", "2028-02-29", "maand"),
        ("februari 2100", "2100-02-01", "2100-02-28", "maand"),
        ("december 2026", "2026-12-01", "2026-12-31", "maand"),
        ("begin juli 2026", "2026-07-01", "2026-07-10", "begin"),
        ("eind augustus 2026", "2026-08-21", "2026-08-31", "eind"),
        ("eind februari 2028", "2028-02-21", "2028-02-29", "eind"),
        ("tot september 2029", "2029-08-31", "2029-08-31", "maand"),
        ("tot januari 2027", "2026-12-31", "2026-12-31", "maand"),
        ("tot maart 2028", "2028-02-29", "2028-02-29", "maand"),
        ("1e kwartaal 2027", "2027-01-01", "2027-03-31", "kwartaal"),
        ("2e kwartaal 2027", "2027-04-01", "2027-06-30", "kwartaal"),
        ("3e kwartaal 2027", "2027-07-01", "2027-09-30", "kwartaal"),
        ("4e kwartaal 2027", "2027-10-01", "2027-12-31", "kwartaal"),
        ("voorjaar 2027", "2027-03-20", "2027-06-20", "seizoen"),
        ("zomer 2026", "2026-06-21", "2026-09-22", "seizoen"),
        ("in of vlak na de zomer 2026", "2026-06-21", "2026-10-31", "seizoen"),
        ("vlak na de zomer 2026", "2026-09-23", "2026-10-31", "seizoen"),
        ("na de zomer 2026", "2026-09-23", "2026-12-20", "seizoen"),
        ("najaar 2026", "2026-09-23", "2026-12-20", "seizoen"),
        ("medio 2027", "2027-06-01", "2027-07-31", "medio"),
        ("halverwege 2027", "2027-06-01", "2027-07-31", "medio"),
        ("tot halverwege 2025", "2025-06-01", "2025-07-31", "medio"),
        ("eind 2026", "2026-11-01", "2026-12-31", "eind"),
        ("2025", "2025-01-01", "2025-12-31", "jaar"),
        ("vóór 2026", None, "2025-12-31", "open"),
        ("zonder datum", None, None, "open"),
    ],
)
def test_a_wording_has_its_band(text: str, first: str | None, last: str | None, precision: str) -> None:
    assert read_moment(text) == Moment(text, first and on(first), last and on(last), precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "plain", "shown"),
    [
        ("  zomer   2026 ", "zomer 2026", "zomer 2026"),
        ("begin\u00a0juli\n2026", "begin juli 2026", "begin juli 2026"),
        ("Zomer 2026", "zomer 2026", "Zomer 2026"),
        ("29 JUNI 2026", "29 juni 2026", "29 JUNI 2026"),
        ("VÓÓR 2026", "vóór 2026", "VÓÓR 2026"),
        ("voor 2026", "vóór 2026", "voor 2026"),
        ("Zonder datum", "zonder datum", "Zonder datum"),
    ],
)
def test_case_and_spaces_change_no_band_and_the_words_stay(written: str, plain: str, shown: str) -> None:
    found, expected = read_moment(written), read_moment(plain)
    assert found == Moment(shown, expected.first, expected.last, expected.precision)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "31 februari 2026", "29 februari 2026", "31 juni 2026", "0 juni 2026", "32 juli 2026", "winter 2026",
        "begin 2026", "2026-07-01", "01-07-2026", "juni", "zomer", "zomer 26", "zomer van 2026", "zomer 2026.",
        "in de zomer 2026", "zomer 2026 of 2027", "medio juni 2026", "eind augustus", "0e kwartaal 2027",
        "5e kwartaal 2027", "Q1 2027", "kwartaal 1 2027", "1 juni2026", "june 2026", "tot 29 juni 2026", "tot 2026",
        "na 2026", "0999", "3026", "juli 20260", "datum", "zomer ２０２６", "٣ juni 2026", "zomer 2026; eind 2026",
    ],
)  # fmt: skip
def test_any_other_text_is_refused_in_a_dutch_sentence_that_shows_it(text: str) -> None:
    with pytest.raises(UsageError, match=r"is geen moment\. Schrijf bijvoorbeeld 29 juni 2026") as error:
        read_moment(text)
    assert error.value.message.startswith(f"'{text}' is geen moment.")
    assert error.value.exit_code == 2


def test_every_example_in_the_refusal_can_be_written() -> None:
    with pytest.raises(UsageError) as error:
        read_moment("ooit")
    examples = re.split(r", | of ", error.value.message.split("bijvoorbeeld ")[1].removesuffix("."))
    assert len(examples) == 11
    # All precisions there are.
    assert {read_moment(text).precision for text in examples} == set(PRECISIONS)


@given(TEXTS)
def test_a_band_runs_forward_and_the_words_read_again_give_the_same_moment(text: str) -> None:
    moment = read_moment(text)
    assert moment.text == text
    assert moment.precision in PRECISIONS
    assert (moment.first is None or moment.last is None) == (moment.precision == "open")
    if moment.first and moment.last:
        assert moment.first <= moment.last
    assert read_moment(moment.text) == moment


@given(TEXTS, st.data())
def test_capitals_and_more_spaces_never_change_a_band(text: str, data: st.DataObject) -> None:
    letters = [data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in text]
    spaced = "".join(data.draw(st.sampled_from(["  ", " ", "\t"])) if letter == " " else letter for letter in letters)
    found, plain = read_moment(spaced), read_moment(text)
    assert (found.first, found.last, found.precision) == (plain.first, plain.last, plain.precision)
    assert found.text == "".join(letters)


@given(TEXTS)
def test_only_a_day_and_the_end_of_until_are_one_day(text: str) -> None:
    moment = read_moment(text)
    if moment.first is not None and moment.first == moment.last:
        assert moment.precision == "dag" or text.startswith("tot ")


@given(TEXTS)
def test_a_band_lies_in_the_year_of_its_words_and_until_and_before_end_ahead_of_it(text: str) -> None:
    moment = read_moment(text)
    if moment.last is None:
        assert text == "zonder datum"
        return
    year = int(text[-4:])
    if text.startswith(("vóór ", "voor ")):
        assert moment.last + DAY == date(year, 1, 1)
    elif text.startswith("tot ") and moment.precision == "maand":
        assert moment.last + DAY == date(year, MONTHS.index(text.split()[1]) + 1, 1)
    else:
        assert moment.first is not None
        assert moment.first.year == moment.last.year == year


@given(MOMENTS, DAYS)
def test_a_moment_is_to_come_going_on_or_over_and_never_two_of_these(moment: Moment, day: date) -> None:
    assert not (moment.is_over(day) and not moment.has_begun(day))
    assert moment.has_begun(day + DAY) or not moment.has_begun(day)
    assert moment.is_over(day + DAY) or not moment.is_over(day)


@given(MOMENTS)
def test_the_last_day_is_not_over_and_the_next_one_is(moment: Moment) -> None:
    if moment.last is not None:
        assert (moment.is_over(moment.last), moment.is_over(moment.last + DAY)) == (False, True)
        assert moment.has_begun(moment.last)
    if moment.first is not None:
        assert (moment.has_begun(moment.first - DAY), moment.has_begun(moment.first)) == (False, True)


@given(st.dates())
def test_what_has_no_date_has_never_begun_and_is_never_over(day: date) -> None:
    moment = read_moment("zonder datum")
    assert (moment.has_begun(day), moment.is_over(day)) == (False, False)


def test_what_was_before_a_year_has_surely_begun_only_on_the_last_day_of_the_year_before() -> None:
    moment = read_moment("vóór 2026")
    found = [moment.has_begun(on(day)) for day in ("2020-01-01", "2025-12-30", "2025-12-31", "2026-01-01")]
    assert found == [False, False, True, True]
    assert [moment.is_over(on(day)) for day in ("2025-12-31", "2026-01-01")] == [False, True]


@given(YEARS, st.sampled_from(MONTHS))
def test_the_narrower_wording_lies_within_the_wider(year: int, month: str) -> None:
    quarter = MONTHS.index(month) // 3 + 1
    chains = (
        (f"10 {month} {year}", f"begin {month} {year}", f"{month} {year}", f"{quarter}e kwartaal {year}", f"{year}"),
        (f"21 {month} {year}", f"eind {month} {year}", f"{month} {year}"),
        (f"zomer {year}", f"in of vlak na de zomer {year}", f"{year}"),
        (f"vlak na de zomer {year}", f"na de zomer {year}", f"{year}"),
    )
    for chain in chains:
        for narrow, wide in pairwise(map(read_moment, chain)):
            assert narrow.first is not None
            assert narrow.last is not None
            assert wide.first is not None
            assert wide.last is not None
            assert wide.first <= narrow.first <= narrow.last <= wide.last


@given(YEARS)
def test_seasons_and_quarters_follow_each_other_without_a_gap_or_an_overlap(year: int) -> None:
    for chain in (
        ("voorjaar", "zomer", "najaar"),
        ("zomer", "vlak na de zomer"),
        [f"{n}e kwartaal" for n in (1, 2, 3, 4)],
    ):
        for earlier, later in pairwise(read_moment(f"{words} {year}") for words in chain):
            assert earlier.last is not None
            assert later.first == earlier.last + DAY
