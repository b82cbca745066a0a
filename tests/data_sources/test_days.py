"""Days in Amsterdam, and how they are written."""

from datetime import UTC, date, datetime

import pytest

from data_sources.days import day_of, read_day, read_minute
from data_sources.errors import UsageError


def test_a_day_is_that_of_amsterdam() -> None:
    assert day_of(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == date(2026, 11, 22)
    assert day_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)


def test_a_day_is_read() -> None:
    assert read_day("2025-10-24") == date(2025, 10, 24)


@pytest.mark.parametrize("text", ["20251024", "2025-W43-5", "24-10-2025", "2025-02-30", "2025-10-24\n", "gisteren", ""])
def test_anything_else_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(UsageError, match="Schrijf een dag als 2025-10-24"):
        read_day(text)


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        ("2026-07-01", "14:30", datetime(2026, 7, 1, 12, 30, tzinfo=UTC)),
        ("2026-12-01", "9.05", datetime(2026, 12, 1, 8, 5, tzinfo=UTC)),
        ("2026-12-01", " 00:00 ", datetime(2026, 11, 30, 23, tzinfo=UTC)),
        ("2026-03-29", "01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29", "03:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # Twice: at 00:30 and at 01:30 UTC.
        ("2026-10-25", "02:30", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_minute_is_that_of_the_clock_in_amsterdam(day: str, clock: str, moment: datetime) -> None:
    assert read_minute(day, clock) == moment


@pytest.mark.parametrize(
    ("day", "clock", "why"),
    [
        ("2026-03-29", "02:30", "Op 29 maart 2026 bestaat 02:30 uur niet: .* Kies een tijd vanaf 03:00 uur"),
        ("2026-07-01", "24:00", "Schrijf een tijd als 14:30"),
        ("2026-07-01", "half drie", "Schrijf een tijd als 14:30"),
        ("2026-07-01", "", "Schrijf een tijd als 14:30"),
        ("1 juli 2026", "14:30", "Schrijf een dag als 2025-10-24"),
        ("0001-01-01", "00:00", "geen dag waarop iets zichtbaar kan worden"),
    ],
)
def test_a_minute_that_there_is_not_is_refused_in_dutch(day: str, clock: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_minute(day, clock)
