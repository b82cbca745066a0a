"""When CBS is expected next, from the newest period alone."""

from datetime import date

import pytest

from data_sources.contract import Period
from metrics.release import Expected, expected_release
from metrics.text.release import expected_phrase


@pytest.mark.parametrize(
    ("newest", "today", "periods", "year", "month", "over"),
    [
        ("2025HJ01", "2025-10-24", ["2025HJ02", "2025JJ00"], 2026, 4, False),
        ("2025HJ01", "2026-04-30", ["2025HJ02", "2025JJ00"], 2026, 4, False),
        ("2025HJ01", "2026-05-01", ["2025HJ02", "2025JJ00"], 2026, 4, True),
        ("2025HJ02", "2026-05-02", ["2026HJ01"], 2026, 10, False),
        ("2025JJ00", "2026-10-31", ["2026HJ01"], 2026, 10, False),
        ("2025JJ00", "2026-11-01", ["2026HJ01"], 2026, 10, True),
    ],
)  # fmt: skip
def test_a_first_half_is_expected_in_october_and_a_second_with_its_year_in_april(
    newest: str, today: str, periods: list[str], year: int, month: int, over: bool
) -> None:
    expected = expected_release(Period.parse(newest), date.fromisoformat(today))
    assert expected == Expected(tuple(map(Period.parse, periods)), year, month, over)


@pytest.mark.parametrize("newest", [None, Period(2026, "KW", 1)])
def test_without_a_rhythm_nothing_is_expected(newest: Period | None) -> None:
    assert expected_release(newest, date(2026, 5, 1)) is None


def test_the_words_say_that_it_is_a_guess_and_when_its_time_is_over() -> None:
    first, year = Period(2026, "HJ", 1), Period(2025, "JJ", 0)
    assert (
        expected_phrase(Expected((first,), 2026, 10, False))
        == "eind oktober 2026 (1e halfjaar 2026); ons vermoeden, naar het ritme van CBS"
    )
    assert expected_phrase(Expected((Period(2025, "HJ", 2), year), 2026, 4, True)) == (
        "was verwacht eind april 2026 (2e halfjaar 2025 en 2025), maar is hier nog niet; ons vermoeden, naar het ritme"
        " van CBS"
    )
