"""Numbers as Dutch readers write them: 84.935 · 16,0% · −6,3% · 2,5 procentpunt · 24 oktober 2025."""

from __future__ import annotations

from datetime import date

from data_sources.moment import MONTHS
from metrics.rounding import Number, round_half_away

MINUS = "−"


def number(value: Number, decimals: int = 0) -> str:
    """A number with points between thousands, a decimal comma and a true minus sign."""
    text = f"{round_half_away(value, decimals):,f}".translate(str.maketrans(",.", ".,"))
    return text.replace("-", MINUS)


def signed(value: Number, decimals: int = 0) -> str:
    """A number with its sign, also when positive; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if round_half_away(value, decimals) > 0 else text


def percent(value: Number, decimals: int = 1) -> str:
    """A percentage as tables write it: '16,0%'."""
    return f"{number(value, decimals)}%"


def signed_percent(value: Number, decimals: int = 1) -> str:
    """A change in per cent with its sign: '+13,2%', '−6,3%'."""
    return f"{signed(value, decimals)}%"


def day(value: date) -> str:
    """A day in words: '24 oktober 2025'."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """A month in words: 'juli 2026'."""
    return f"{MONTHS[value.month - 1]} {value.year}"
