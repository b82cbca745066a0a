"""How certain something is that rests on several figures."""

from __future__ import annotations

from collections.abc import Iterable

# The first of these that occurs decides: an unknown status is less alarming than a provisional one.
_WEAKEST_FIRST = ("voorlopig", "nader-voorlopig", "onbekend", "definitief")


def combined_status(statuses: Iterable[str]) -> str:
    """The status of a figure computed from others: voorlopig if any is, then nader-voorlopig, then onbekend."""
    found = set(statuses)
    return next((status for status in _WEAKEST_FIRST if status in found), "onbekend")
