"""What regions add to the national growth, in Dutch sentences: how much, whether it adds up, and what is not given."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from metrics.contribution import Contribution, Contributions, Rest
from metrics.growth import Interval
from metrics.predecessors import note_on_predecessors
from metrics.text.numbers import number, signed
from metrics.text.phrases import missing_phrase, period_phrase, status_phrase
from metrics.text.sentences import growth_clause

DECIMALS = 2
_MOST_NAMED = 3


def describe_contributions(found: Contributions, names: Mapping[str, str]) -> list[str]:
    """From the national growth to what each side adds, the sum, the rest, and what is not given with its reason.

    ``names``: of all regions, predecessors too. What rounding alone could explain is not named.
    """
    if not found.is_given:
        return [f"{_national(found)} Wat regio's daaraan bijdragen, is niet te geven{_why_not(found)}."]
    told = [_national(found), *_sides(found, names), *_sum(found), *_rest(found, names), *_refused(found, names)]
    told += _alone(found, names) if found.alone else []
    told += [note_on_predecessors(part.base, names) for part in found.regions if part.is_bridged]
    if found.status != "definitief":
        told.append(f"De cijfers zijn deels of geheel {status_phrase(found.status)}; bijdragen kunnen nog veranderen.")
    return told


def could_be_nothing(value: Fraction, interval: Interval | None) -> bool:
    """Whether rounding alone could explain a part of the growth."""
    low, high = (interval.low, interval.high) if interval else (value, value)
    return low <= 0 and (high is None or high >= 0)


def interval_words(interval: Interval | None) -> str:
    """'binnen de afronding +0,25 tot +0,29'; empty where the printed ends are the same or there is none."""
    if interval is None or interval.high is None:
        return ""
    low, high = signed(interval.low, DECIMALS), signed(interval.high, DECIMALS)
    return f"binnen de afronding {low} tot {high}" if low != high else ""


def _national(found: Contributions) -> str:
    return f"Nederland: {growth_clause(found.national)}."


def _why_not(found: Contributions) -> str:
    """Why a growth that is there cannot be split; empty where there is none."""
    there = found.national.change_pct is not None and found.national.comparable
    if there and found.national.small_count:
        return ": het landelijke aantal is klein (onder de 100)"
    return ": de cijfers komen deels uit de tabel en deels uit een ander bericht" if there else ""


def _sides(found: Contributions, names: Mapping[str, str]) -> list[str]:
    """Those that add most and those that take most off, as far as rounding lets them be named."""
    told = [
        part for part in found.regions if part.value is not None and not could_be_nothing(part.value, part.interval)
    ]
    ordered = sorted(told, key=lambda part: part.value or 0, reverse=True)
    up = _foremost([part for part in ordered if (part.value or 0) > 0])
    down = _foremost([part for part in reversed(ordered) if (part.value or 0) < 0])
    return [
        f"{head}: {', '.join(f'{names[part.region]} ({_points(part.value)})' for part in side)}."
        for head, side in (("De grootste bijdragen", up), ("Het meest omlaag", down))
        if side
    ]


def _foremost(ordered: list[Contribution]) -> list[Contribution]:
    """The first few, by size, as far as no rounding could put another among them; none where it could put any."""
    for count in range(min(_MOST_NAMED, len(ordered)), 0, -1):
        named, others = ordered[:count], ordered[count:]
        if not others or min(_size(part)[0] for part in named) >= max(_size(part)[1] for part in others):
            return named
    return []


def _size(part: Contribution) -> tuple[Fraction, Fraction]:
    """How large it is at least and at most, either way; the point itself where a rounding is not known."""
    value = part.value or Fraction(0)
    ends = (part.interval.low, part.interval.high) if part.interval and part.interval.high is not None else (value,) * 2
    sizes = sorted(map(abs, ends))
    return sizes[0], sizes[1]


def _points(value: Fraction | None) -> str:
    return f"{signed(value or 0, DECIMALS)} procentpunt"


def _sum(found: Contributions) -> list[str]:
    """Whether the regions together make the national growth; only where all of them are given."""
    if found.total is None or found.gap is None:
        return []
    head = f"Alle {len(found.regions)} regio's samen: {_points(found.total)}"
    if found.gap == 0:
        return [f"{head}; dat is precies de landelijke groei."]
    way = "meer" if found.gap > 0 else "minder"
    gap = f"{head}; dat is {number(abs(found.gap), DECIMALS + 1)} procentpunt {way} dan de landelijke groei"
    if found.tolerance is None:
        return [f"{gap}."]
    most = number(found.tolerance, DECIMALS + 1)
    if abs(found.gap) <= found.tolerance:
        return [f"{gap}, wat binnen de afronding past (die kan ten hoogste {most} schelen)."]
    return [f"{gap}, en dat is meer dan afronding kan verklaren (ten hoogste {most})."]


def _rest(found: Contributions, names: Mapping[str, str]) -> list[str]:
    rest = found.rest
    if rest is None:
        return []
    listed = ", ".join(names[code] for code in rest.regions)
    return [
        f"Overige regio's, waarvan een cijfer ontbreekt ({listed}), samen: {rest_words(rest)}. Per regio is dat niet te"
        " geven."
    ]


def rest_words(rest: Rest) -> str:
    """The rest in procentpunten, with its interval; or that rounding alone could explain it."""
    ends = interval_words(rest.interval)
    if could_be_nothing(rest.value, rest.interval):
        return "geen verschil te noemen: het past binnen de afronding"
    return _points(rest.value) + (f" ({ends})" if ends else "")


def _refused(found: Contributions, names: Mapping[str, str]) -> list[str]:
    refused = [part for part in found.regions if part.refused]
    return [
        f"{names[part.region]} is niet te vergelijken met {period_phrase(part.base.period)} en telt hier niet mee."
        for part in refused
    ]


def _alone(found: Contributions, names: Mapping[str, str]) -> list[str]:
    """That a missing figure could be told from the total and the others, and that no sum or rest is given therefore."""
    lacking = [part for part in found.regions if part.value is None and not part.refused]
    listed = "; ".join(f"{names[part.region]} ({_reason(part)})" for part in lacking)
    which = f"Niet te geven: {listed}. " if listed else ""
    return [
        f"{which}Er ontbreken te weinig cijfers om er één tussen te verbergen. Daarom staan hier geen som van de andere"
        " regio's en geen rest: daaruit zou een cijfer af te leiden zijn dat CBS niet geeft."
    ]


def _reason(part: Contribution) -> str:
    side = part.figure if part.figure.value is None else part.base
    return f"{period_phrase(side.period)}: {missing_phrase(side)}"
