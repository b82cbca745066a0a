"""The same answers as lines of Dutch, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.table_state import TableState
from dashboard.words import known_on_phrase, moment_phrase
from data_sources.contract import UNIT_COUNT, Load, Observation
from data_sources.fetch_boundaries import FetchedBoundaries
from data_sources.fetch_divisions import FetchedDivisions
from data_sources.refresh import Refreshed
from data_sources.store.archive import Manifest
from data_sources.store.history import LoadCounts
from data_sources.store.revisions import Revision, Side
from metrics.growth import Growth
from metrics.text.numbers import number, signed, signed_percent
from metrics.text.phrases import missing_phrase, period_label, status_phrase
from metrics.text.units import decimals_of, exact_difference, figure_with_unit, value_text

_OUTCOMES = {
    "stored": "nieuwe lading bewaard",
    "unchanged": "niets veranderd",
    "rejected": "geweigerd",
    "failed": "mislukt",
}


def kept_phrase(kept: Manifest) -> str:
    """How much a backup holds, and of which moment."""
    made = moment_phrase(datetime.fromisoformat(kept.made_at))
    return f"{number(kept.rows)} rijen in {len(kept.tables)} tabellen, stand van {made}"


def figure_line(figure: Observation, loads: Mapping[int, Load]) -> str:
    shown = missing_phrase(figure) if figure.value is None else figure_with_unit(figure)
    source = f" · {loads[figure.load].table} ({known_on_phrase(loads[figure.load])})" if figure.load else ""
    return f"{period_label(figure.period)}: {shown} · {status_phrase(figure.status)}{source}"


def recoded_phrase(loads: Sequence[Load]) -> str | None:
    """Why bundled figures are no longer answered, from the loads that ended them; None without any."""
    if not loads:
        return None
    load = loads[0]
    return (
        f"Tabel {load.table} is sindsdien opgehaald ({known_on_phrase(load)}); de categorieën hebben daarin de codes"
        " van CBS zelf, en onder deze code staat er niets. Kies de categorie op de pagina Verkenner."
    )


def growth_lines(growth: Growth) -> list[str]:
    head = f"{period_label(growth.period)} ten opzichte van {period_label(growth.base)}"
    if growth.change is None:
        return [f"{head}: niet te geven.", *growth.notes]
    change = signed(growth.change, 0 if growth.change == int(growth.change) else 1)
    unit = "" if growth.change_unit == UNIT_COUNT else f" {growth.change_unit}"
    line = f"{head}: {change}{unit}"
    if growth.change_pct is not None and not growth.small_count:
        line += f", {signed_percent(growth.change_pct)}"
    if not growth.small_count and growth.change_pct_low is not None and growth.change_pct_high is not None:
        low, high = signed_percent(growth.change_pct_low), signed_percent(growth.change_pct_high)
        line += f" (binnen de afronding {low} tot {high})" if low != high else ""
    return [f"{line} · {status_phrase(growth.status)}", *growth.notes]


def revision_line(revision: Revision, loads: Mapping[int, Load]) -> str:
    place = f"{revision.indicator} {revision.region} {period_label(revision.period)} {revision.breakdown}".strip()
    old, new = _side(revision.old, loads), _side(revision.new, loads)
    # In decimals, so that 1,05 − 1 is 0,05 and nothing of a rate is cut off.
    moved = exact_difference(revision.old.value, revision.new.value)
    difference = f" ({signed(moved, decimals_of(float(moved)))})" if moved else ""
    return f"{revision.kind}: {place}: {old} → {new}{difference}"


def refreshed_lines(result: Refreshed) -> list[str]:
    """How a refresh went; nothing for one that did not succeed, whose one line is its error."""
    if result.error is not None:
        return []
    seconds = number(result.seconds, 1)
    counts = f"{number(result.rows)} cijfers"
    if result.outcome == "stored":
        counts += (
            f", {number(result.new)} nieuw, {number(result.changed)} veranderd, {number(result.removed)} vervallen"
        )
    line = f"{result.table}: {_OUTCOMES[result.outcome]} ({counts}) in {seconds} seconden"
    return [line, *(f"  let op: {warning}" for warning in result.warnings)]


def fetched_divisions_lines(result: FetchedDivisions) -> list[str]:
    """How a fetch of divisions went; nothing for one that did not succeed, whose one line is its error."""
    if result.error is not None:
        return []
    done = "nieuwe indeling bewaard" if result.outcome == "stored" else _OUTCOMES[result.outcome]
    seconds = number(result.seconds, 1)
    line = f"{result.table}: {done} ({result.title}, {number(result.municipalities)} gemeenten) in {seconds} seconden"
    return [line, *(f"  let op: {warning}" for warning in result.warnings)]


def fetched_boundaries_lines(result: FetchedBoundaries) -> list[str]:
    """How a fetch of boundaries went; nothing for one that did not succeed, whose one line is its error."""
    if result.error is not None:
        return []
    done = "nieuwe grenzen bewaard" if result.outcome == "stored" else _OUTCOMES[result.outcome]
    found = f"{number(result.regions)} regio's van {result.host}"
    line = f"gebiedsindelingen {result.year}: {done} ({found}) in {number(result.seconds, 1)} seconden"
    return [line, *(f"  let op: {warning}" for warning in result.warnings)]


def state_lines(states: Sequence[TableState], loads: Sequence[LoadCounts]) -> list[str]:
    lines = []
    for state in states:
        checked = moment_phrase(state.last_success.started_at) if state.last_success else "nog nooit"
        marks = f"{' · verouderd' if state.stale else ''}{' · door CBS stopgezet' if state.discontinued else ''}"
        lines.append(f"{state.table}: laatst gecontroleerd {checked}{marks}")
        attempt = state.last_attempt
        if attempt is not None:
            outcome = _OUTCOMES.get(attempt.outcome or "", "bezig of afgebroken")
            lines.append(f"  laatste poging {moment_phrase(attempt.started_at)}: {outcome}")
            lines += [f"  {attempt.error}"] if attempt.error else []
    lines += [""] if lines else []
    for item in loads:
        counts = f"{number(item.rows)} cijfers, {number(item.new)} nieuw, {number(item.changed)} veranderd"
        lines.append(f"lading {item.load.id}: {item.load.table} · {known_on_phrase(item.load)} · {counts}")
    return lines


def _side(side: Side, loads: Mapping[int, Load]) -> str:
    shown = (side.missing or "–") if side.value is None else value_text(side.value, unit=None)
    return f"{shown} ({status_phrase(side.status)}, {known_on_phrase(loads[side.load])})"
