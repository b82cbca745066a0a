"""A pin is written and read back; anything else is refused in Dutch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from data_sources.errors import UsageError
from data_sources.pin import Pin, read_pin


def test_a_pin_comes_back_as_it_was_written() -> None:
    pin = Pin(datetime(2026, 11, 25, 10, 15, tzinfo=UTC), 7, 212)
    assert pin.text == "20261125T101500Z.7.212"
    assert read_pin(pin.text) == pin


def test_a_pin_is_written_in_utc() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert Pin(datetime(2026, 11, 25, 11, 15, tzinfo=amsterdam), 0, 0).text == "20261125T101500Z.0.0"


@pytest.mark.parametrize("text", ["", "20261125T101500Z", "20261325T101500Z.1.1", "20261125T101500Z.1.1 ", "x.1.1"])
def test_anything_else_is_no_pin(text: str) -> None:
    with pytest.raises(UsageError, match="geen stand van de gegevens"):
        read_pin(text)


def test_a_moment_has_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Pin(datetime(2026, 11, 25), 0, 0)
