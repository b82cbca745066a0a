"""The history of one row: every version with what changed, why, who made it and who approved it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components.row_change import CORRECTED, NEW, WITHDRAWN, RowChange, What, row_change
from dashboard.entry.changes import columns_of
from dashboard.entry.data_page import approved_phrase, hidden_phrase, known_since
from dashboard.entry.places import DATA, KEY, KIND, asked_kind, proposal_address
from dashboard.entry.rows import row_title, the_kind
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit
from data_sources.errors import UsageError
from data_sources.pilots.intake import Known
from data_sources.pilots.lines import Line

NAME = "Geschiedenis"


def render(visit: Visit, services: Services) -> Static:
    """All versions of the row the address asks for, newest first. Raises UsageError for one that never was."""
    kind, key = asked_kind(visit.asked(KIND)), visit.asked(KEY)
    lines, known = services.desk.history(kind, key), services.desk.known()
    if not lines:
        raise UsageError("Deze rij is er nooit geweest.", found=key)
    versions = [_version(lines, place, services, known) for place in reversed(range(len(lines)))]
    return Element(
        "div",
        Element("p", Element("a", "Terug naar de gegevens van de pilots", href=DATA), class_="back"),
        Element("h1", f"Geschiedenis van {the_kind(kind)}"),
        Element("p", row_title(kind, lines[-1].record, known.ledger), class_="lead"),
        Element(
            "section", Element("h2", "Versies, de nieuwste eerst", id="versies"), *versions, class_="panel",
            aria_labelledby="versies",
        ),
        class_="entry",
    )  # fmt: skip


def _version(lines: Sequence[Line], place: int, services: Services, known: Known) -> Element:
    line, before = lines[place], _before(lines, place)
    what: What = WITHDRAWN if line.withdrawn else CORRECTED if before else NEW
    was = line.record if line.withdrawn else before.record if before else None
    told = [f"Bekend sinds {known_since(line, known)}; goedgekeurd: {approved_phrase(line)}"]
    told += [f"ingevoerd door {line.author_name or line.author}"] if line.author else []
    hidden = hidden_phrase(line, services)
    ways = [Element("a", f"Voorstel {line.proposal}", href=proposal_address(line.proposal))] if line.proposal else []
    change = RowChange(
        anchor=f"versie-{place + 1}", what=what, kind=f"Versie {place + 1}",
        title=row_title(line.kind, line.record, known.ledger),
        columns=columns_of(line.kind, was, None if line.withdrawn else line.record, known),
        reason=line.reason or "", facts="; ".join(told), notes=[hidden.capitalize()] if hidden else (), ways=ways,
    )  # fmt: skip
    return row_change(change)


def _before(lines: Sequence[Line], place: int) -> Line | None:
    """The version that this one took the place of; none where the key did not answer then."""
    earlier = lines[place - 1] if place else None
    return None if earlier is None or earlier.withdrawn else earlier
