"""A change as somebody published it, held against what the present figures give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metrics.growth import Growth
from metrics.rounding import exact
from metrics.text.wording import allowance

Verdict = Literal["klopt", "onjuist", "onbekend"]


@dataclass(frozen=True)
class Held:
    """verdict: klopt, onjuist, or onbekend (no figures, words only, or rounding leaves it open).

    computed: what the figures give, in per cent or as a number; None when they do not give it.
    """

    verdict: Verdict
    computed: float | None


def hold_against(growth: Growth, *, kind: str, value: float | None, rounding: float | None, qualifier: str) -> Held:
    """Whether a published change (kind 'procent', 'aantal' or 'tekst') agrees with the computed one.

    A fall is judged on its size; the other sign is never right. What rounding alone could explain is onbekend.
    """
    computed, low, high = (
        (growth.change_pct, growth.change_pct_low, growth.change_pct_high)
        if kind == "procent"
        else (growth.change, growth.change_low, growth.change_high)
    )
    if kind == "tekst" or not value or rounding is None or computed is None or not growth.comparable:
        return Held("onbekend", None if kind == "tekst" else computed)
    sign = 1 if value > 0 else -1
    allowed = allowance(
        abs(exact(value)), step=exact(rounding), qualifier=qualifier, is_count=kind == "aantal"
    )  # fmt: skip
    if allowed.allows(sign * exact(computed)):
        return Held("klopt", computed)
    ends = sorted(sign * exact(end if end is not None else computed) for end in (low, high))
    return Held("onbekend" if allowed.meets(ends[0], ends[1]) else "onjuist", computed)
