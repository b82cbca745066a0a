"""What is counted, in Dutch: one of it and several."""

from __future__ import annotations

from metrics.rounding import Number

_NOUNS = {"adviezen": ("adviesvraag", "adviesvragen"), "meldingen": ("melding", "meldingen")}
# Units of pilot figures whose one is known; of any other a source's own word stays as it is.
_ONE = {
    "personen": "persoon", "dagen": "dag", "weken": "week", "maanden": "maand", "uren": "uur", "minuten": "minuut",
}  # fmt: skip


def count_noun(indicator: str, number: Number) -> str:
    """The noun after a count of a followed indicator: 'melding' after 1 and −1, else 'meldingen'; empty for others."""
    one, many = _NOUNS.get(indicator, ("", ""))
    return one if abs(number) == 1 else many


def unit_noun(unit: str, number: Number) -> str:
    """The unit of a pilot figure behind a number: 'dag' after 1, else 'dagen'."""
    return _ONE.get(unit.lower(), unit) if abs(number) == 1 else unit
