"""Periods as CBS writes them: which are taken, what they are called, how certain their figures are."""

from __future__ import annotations

import pytest

from data_sources.cbs.periods import period_title, read_period
from data_sources.contract import Period
from data_sources.errors import TableRejected


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("2025HJ01", "1e halfjaar 2025"),
        ("2025HJ02", "2e halfjaar 2025"),
        ("2025JJ00", "2025"),
        ("2026KW03", "2026 3e kwartaal"),
    ],
)
def test_a_period_is_called_as_cbs_calls_it(key: str, title: str) -> None:
    assert period_title(Period.parse(key)) == title


@pytest.mark.parametrize(
    ("status", "title", "expected", "basis"),
    [
        ("Definitief", "2019", "definitief", "CBS-status bij de periode"),
        ("Voorlopig", "2025*", "voorlopig", "CBS-status bij de periode"),
        ("NaderVoorlopig", "2024**", "nader-voorlopig", "CBS-status bij de periode"),
        ("Nader voorlopig ", "2024", "nader-voorlopig", "CBS-status bij de periode"),
        ("DEFINITIEF", "2019*", "definitief", "CBS-status bij de periode"),
        (None, "1e halfjaar 2025*", "voorlopig", "sterretje in de titel van de periode"),
        ("", "1e halfjaar 2024** ", "nader-voorlopig", "sterretje in de titel van de periode"),
        (None, "1e halfjaar 2019", "onbekend", "CBS geeft geen status"),
        (None, "1e halfjaar 2019***", "onbekend", "CBS geeft geen status"),
        (None, None, "onbekend", "CBS geeft geen status"),
    ],
)
def test_the_status_word_decides_and_a_mark_behind_the_title_is_only_a_hint(
    status: str | None, title: str | None, expected: str, basis: str
) -> None:
    found, warning = read_period("2025HJ01", title=title, status=status)
    assert (found.status, found.status_basis, warning) == (expected, basis, None)


def test_a_status_word_nobody_knows_is_unknown_with_a_warning_that_names_it() -> None:
    found, warning = read_period("2025HJ01", title="1e halfjaar 2025*", status="Herzien")
    assert (found.status, found.status_basis) == ("onbekend", "CBS-status niet herkend")
    assert warning is not None
    assert (warning.name, warning.found) == ("statuswoorden", "Herzien")
    assert warning.message == "Onbekende status 'Herzien' bij 2025HJ01; behandeld als onbekend."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("1e halfjaar 2025*", "1e halfjaar 2025"),
        ("1e halfjaar 2025 ", "1e halfjaar 2025"),
        ("", "1e halfjaar 2025"),
        (None, "1e halfjaar 2025"),
    ],
)
def test_a_title_is_kept_without_its_mark_and_made_where_there_is_none(title: str | None, expected: str) -> None:
    found, _ = read_period("2025HJ01  ", title=title, status="Voorlopig")
    assert (found.period, found.title) == (Period(2025, "HJ", 1), expected)


@pytest.mark.parametrize(
    "key", ["2026KW01", "2026MM01", "2012SJ00", "1971W101", "2003X001", "20150325", "2025HJ03", ""]
)
def test_any_other_kind_of_period_rejects_the_table_and_names_it(key: str) -> None:
    with pytest.raises(TableRejected) as caught:
        read_period(key, title="2026 1e kwartaal", status="Definitief")
    assert repr(key) in caught.value.message
    assert "halfjaren (HJ01, HJ02)" in caught.value.message
    assert caught.value.facts["found"] == key
