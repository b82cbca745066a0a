"""Dutch for what the page Regio's shows: titles, one region in a sentence, how many rose and fell."""

from __future__ import annotations

from dashboard.regions.measures import Measured, measured
from dashboard.regions.model import RegionRow, Regions
from dashboard.regions.view import Measure
from data_sources.registry import break_between, last_year, predecessors, region_exists, successor
from metrics.growth import DALING, STIJGING
from metrics.predecessors import OUR_SUMS, note_on_predecessors
from metrics.ranking import Place
from metrics.season import season_notes, without_season
from metrics.text.phrases import SMALL, period_label, period_phrase, status_phrase
from metrics.text.sentences import growth_clause

DIFFER_IN_SIZE = (
    "Regio's verschillen in aantal inwoners: een groter aantal zegt niet dat er naar verhouding meer is. Vergelijk"
    " regio's onderling per 100.000 inwoners."
)
LARGE_WEIGH_MORE = (
    "Een grote regio draagt al door haar omvang veel bij; hoe sterk zij zelf veranderde, staat onder Verandering"
    " van het aantal."
)
SMALL_RATES = "Bij een klein aantal verschuift het cijfer per 100.000 inwoners al sterk door enkele gevallen."


def measure_title(found: Regions) -> str:
    """What the map and the ranking show, without the period."""
    return {
        Measure.COUNT: f"{found.topic.title} per regio",
        Measure.RATE: f"{found.topic.title} per 100.000 inwoners",
        Measure.GROWTH: f"Verandering van het aantal {found.lower_title} per regio",
        Measure.CONTRIBUTION: f"Wat regio's bijdragen aan de landelijke groei van {found.lower_title}",
    }[found.measure]


def span_phrase(found: Regions) -> str:
    """The period, and the base where it matters: '1e halfjaar 2026 ten opzichte van 1e halfjaar 2025'."""
    against = found.measure in {Measure.GROWTH, Measure.CONTRIBUTION}
    return period_label(found.period.key) + (f" ten opzichte van {period_label(found.base.key)}" if against else "")


def certainty(found: Regions) -> str:
    """How certain the figures of the period are, and of the base where that differs; empty without any figure."""
    news = sorted({row.figure.status for row in found.rows if row.figure.value is not None})
    if not news:
        return ""
    words = " en ".join(map(status_phrase, news))
    said = f"Cijfers over {period_phrase(found.period.key)}: {words}."
    olds = {row.base.status for row in found.rows if row.base.value is not None}
    if not olds or olds == set(news):
        return said
    return f"{said} Over {period_phrase(found.base.key)}: {' en '.join(map(status_phrase, sorted(olds)))}."


def place_phrase(place: Place) -> str:
    """A place, and what rounding leaves open of it: '2, binnen de afronding 2 tot en met 4'; empty for none."""
    if place.place is None:
        return ""
    open_places = f", binnen de afronding {place.best} tot en met {place.worst}" if place.is_open else ""
    return f"{place.place}{open_places}"


def region_sentence(found: Regions, row: RegionRow, place: Place) -> str:
    """One region by the measure that is shown, in full."""
    shown = measured(row, found.measure)
    head = f"{row.name}: {_said(found, row, shown)}"
    small = f"; {SMALL}" if shown.small else ""
    status = row.figure.status if found.measure in {Measure.COUNT, Measure.RATE} else row.growth.status
    known = shown.value is not None or bool(shown.text)
    sure = f"; {status_phrase(status)}" if known and status != "definitief" else ""
    ranked = sum(measured(one, found.measure).ranked for one in found.rows)
    order = f"; plaats {place_phrase(place)} van {ranked}" if place.place is not None else ""
    return f"{head}{small}{sure}{order}."


def _said(found: Regions, row: RegionRow, shown: Measured) -> str:
    if shown.why and not shown.text:
        return shown.why
    if found.measure is Measure.COUNT:
        return f"{shown.text} {found.lower_title}"
    if found.measure is Measure.RATE:
        return f"{shown.text} {found.lower_title} per 100.000 inwoners"
    if found.measure is Measure.GROWTH:
        return growth_clause(row.growth)
    if shown.even:
        return "geen bijdrage te noemen: het past binnen de afronding"
    return f"{shown.text} procentpunt van de landelijke groei"


def key_facts(found: Regions) -> str:
    """How many regions rose, fell or could not be told apart; small counts and what cannot be given apart."""
    small = [row for row in found.rows if row.growth.comparable and row.growth.change is not None
             and row.growth.small_count]  # fmt: skip
    told = [row for row in found.rows if row.growth.comparable and row.growth.change is not None
            and not row.growth.small_count]  # fmt: skip
    absent = len(found.rows) - len(small) - len(told)
    rose, fell = (sum(row.growth.direction == way for row in told) for way in (STIJGING, DALING))
    even = len(told) - rose - fell
    head = f"{period_label(found.period.key)} ten opzichte van {period_label(found.base.key)}"
    if absent == len(found.rows):
        return f"{head}: geen enkele regio is te vergelijken."
    said = [f"in {_regions(rose)} steeg het aantal {found.lower_title}", f"in {_regions(fell)} daalde het"]
    said += [f"in {_regions(even)} is geen verschil te noemen (het past binnen de afronding)"] if even else []
    said += [f"{_regions(len(small))} met een {SMALL}, hier niet meegeteld"] if small else []
    said += [f"{_regions(absent)} zonder vergelijking"] if absent else []
    return f"{head}, {_regions(len(found.rows))}: {'; '.join(said)}."


def _regions(count: int) -> str:
    return {0: "geen enkele regio", 1: "1 regio"}.get(count, f"{count} regio's")


def season_of(found: Regions) -> list[str]:
    """The caution where the base is of another half of the year than the period."""
    return season_notes(found.period, found.base)


def predecessor_notes(found: Regions) -> list[str]:
    """Whose additions the bases of merged regions are, where they were added up."""
    bridged = (part for part in found.contributions.regions if part.is_bridged)
    return [note_on_predecessors(part.base, found.names) for part in bridged]


def refused_regions(found: Regions) -> list[str]:
    """The regions that a break of their own stands in the way of."""
    return [part.region for part in found.contributions.regions if part.refused]


def refusal_phrase(found: Regions) -> str:
    """Why they are refused."""
    steps = (break_between(code, found.base, found.period) for code in refused_regions(found))
    return " ".join(dict.fromkeys(step.reason for step in steps if step))


def elsewhen_phrase(found: Regions, region: str) -> str:
    """Why a region is not among those of the period: it has ended and went up in another, or was not there yet."""
    if region_exists(region, found.period) is not False:
        return ""
    ended, into = last_year(region), successor(region)
    if ended is not None and found.period.year > ended:
        went = f"; ging op in {found.names[into]}" if into else ""
        return f"bestaat niet meer sinds {ended + 1}{went}"
    parts = [found.names[code] for code in predecessors(region)]
    began = min((last_year(code) or 0 for code in predecessors(region)), default=0) + 1
    return f"bestond nog niet; is er sinds {began}, uit {' en '.join(parts)}"


def national_sentence(found: Regions) -> str:
    """The country by the measure that is shown, with how certain it is; empty where there is no figure.

    The caution of the season is left to `season_of`.
    """
    row = found.national
    if found.measure in {Measure.GROWTH, Measure.CONTRIBUTION}:
        if row.growth.change is None:
            return ""
        told = f"{row.name}: {growth_clause(row.growth)}; {status_phrase(row.growth.status)}."
        return " ".join([told, *without_season(row.growth.notes)])
    figure = row.rate if found.measure is Measure.RATE else row.figure
    if figure.value is None:
        return ""
    said = _said(found, row, measured(row, found.measure))
    rough = "; afgerond op duizendtallen" if figure.rounding is not None and figure.rounding >= 1000 else ""
    ours = f"; {figure.status_basis}" if figure.status_basis in OUR_SUMS else ""
    return f"{row.name}: {said}; {status_phrase(figure.status)}{rough}{ours}."
