"""Dutch sentences for when CBS is expected next."""

from __future__ import annotations

from datetime import date

from metrics.release import Expected
from metrics.text.numbers import month
from metrics.text.phrases import period_label

_GUESS = "ons vermoeden, naar het ritme van CBS"


def expected_phrase(expected: Expected) -> str:
    """'eind oktober 2026 (1e halfjaar 2026); ons vermoeden, …'; says so when that time is over."""
    when = f"eind {month(date(expected.year, expected.month, 1))}"
    what = " en ".join(period_label(period.key) for period in expected.periods)
    if expected.over:
        return f"was verwacht {when} ({what}), maar is hier nog niet; {_GUESS}"
    return f"{when} ({what}); {_GUESS}"
