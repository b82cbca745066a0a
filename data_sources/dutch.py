"""A number as Dutch readers write it, for the sentences of the data side. Those of figures are in metrics/text."""

from __future__ import annotations

from decimal import Decimal


def dutch(value: float) -> str:
    """All digits of a number: '104.000', '12,5', '−20.000.000'; never in powers of ten, never with a decimal point."""
    # A float counts as what it prints, and numpy's as a float.
    plain = Decimal(repr(float(value))).normalize()
    return f"{plain:,f}".translate(str.maketrans(",.-", ".,−"))
