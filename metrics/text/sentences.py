"""Short Dutch sentences about computed things, for cards and pages."""

from __future__ import annotations

from data_sources.contract import UNIT_COUNT
from metrics.compare import Comparison
from metrics.growth import Growth
from metrics.rounding import round_half_away
from metrics.text.nouns import count_noun
from metrics.text.numbers import number, signed, signed_percent
from metrics.text.phrases import lower_first, period_phrase, upper_first
from metrics.text.units import unit_words


def growth_sentence(growth: Growth) -> str:
    """The change in one line; says so when rounding alone could explain it, or when it cannot be given.

    A share changes in procentpunt. With a klein aantal the difference is given as a number of what is counted, never in
    per cent.
    """
    against = f"ten opzichte van {period_phrase(growth.base)}"
    if growth.change is None:
        return f"Geen verandering te geven {against}."
    if not growth.comparable:
        return f"Niet te vergelijken met {period_phrase(growth.base)}."
    if growth.direction is None:
        return f"Geen verschil te noemen {against}: het past binnen de afronding."
    if growth.small_count or growth.change_pct is None:
        return f"{difference_phrase(growth)} {against}"
    return f"{upper_first(percentage_phrase(growth.change_pct))} {against}{interval_phrase(growth)}"


def growth_clause(growth: Growth) -> str:
    """The same within a sentence: without capital and full stop."""
    return lower_first(growth_sentence(growth).removesuffix("."))


def percentage_phrase(change: float) -> str:
    """A change in per cent that may be named: '+13,2%'; 'stijging onder 0,1%' for one that would read as none."""
    if change and round_half_away(change, 1) == 0:
        return f"{'stijging' if change > 0 else 'daling'} onder 0,1%"
    return signed_percent(change)


def difference_phrase(growth: Growth) -> str:
    """The change as a number of what is counted: '+20 meldingen', '−1 adviesvraag', '+2,5 procentpunt'.

    '+20 in aantal' for what we do not follow. Only for a change that can be given.
    """
    if growth.change is None:
        raise ValueError(f"no change to write: {growth.indicator} {growth.region} {growth.period}")
    unit = growth.change_unit or ""
    nouns = {UNIT_COUNT: count_noun(growth.indicator, growth.change) or "in aantal", "procentpunt": "procentpunt"}
    decimals = 0 if growth.change == int(growth.change) else 1
    return f"{signed(growth.change, decimals)} {nouns.get(unit, unit_words(unit) if unit else '')}".rstrip()


def interval_phrase(growth: Growth) -> str:
    """' (binnen de afronding +12,5% tot +14,0%)'; empty when the printed ends are the same or there is none."""
    if growth.change_pct_low is None or growth.change_pct_high is None:
        return ""
    low, high = signed_percent(growth.change_pct_low), signed_percent(growth.change_pct_high)
    return f" (binnen de afronding {low} tot {high})" if low != high else ""


def gap_sentence(first: str, second: str, growths: tuple[Growth, Growth], gap: Comparison) -> str | None:
    """How far two changes lie apart, in procentpunten; None where no gap can be given or a klein aantal is involved."""
    one, other = growths
    if gap.value is None or one.change_pct is None or other.change_pct is None:
        return None
    if any(growth.small_count or not growth.comparable for growth in growths):
        return None
    pair = f"{first} ({signed_percent(one.change_pct)}) en {second} ({signed_percent(other.change_pct)})"
    head = f"Het verschil in groei tussen {pair}, ten opzichte van {period_phrase(one.base)},"
    if gap.low is not None and gap.high is not None:
        if gap.low <= 0 <= gap.high:
            return f"{head} is niet groter dan afronding kan verklaren."
        low, high = (number(size, 1) for size in sorted((abs(gap.low), abs(gap.high))))
        ends = f" (binnen de afronding {low} tot {high})" if low != high else ""
        return f"{head} is {number(abs(gap.value), 1)} procentpunt{ends}."
    return f"{head} is {number(abs(gap.value), 1)} procentpunt."
