"""What is counted, in Dutch: one of it and several."""

from __future__ import annotations

from metrics.rounding import Number

_NOUNS = {"adviezen": ("adviesvraag", "adviesvragen"), "meldingen": ("melding", "meldingen")}


def count_noun(indicator: str, number: Number) -> str:
    """The noun after a count of a followed indicator: 'melding' after 1 and −1, else 'meldingen'; empty for others."""
    one, many = _NOUNS.get(indicator, ("", ""))
    return one if abs(number) == 1 else many
