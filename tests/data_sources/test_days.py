"""Days in Amsterdam, and how they are written."""

from datetime import UTC, date, datetime

import pytest

from data_sources.days import day_of, read_day
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
