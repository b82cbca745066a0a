"""The list of the page Audit: each event with who, what and why, and what was there before and after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dash import html

from dashboard.entry.places import proposal_address
from dashboard.trail.words import Change, action_words, by_words, changes, subject_words
from dashboard.web.static_html import Element, Static
from dashboard.words import exact_moment_phrase
from data_sources.audit import AuditEvent
from data_sources.pilots.intake import Known
from metrics.text.numbers import number
from metrics.text.phrases import upper_first

# As many fields are shown without being asked for.
_FEW = 4


def event_list(events: Sequence[AuditEvent], known: Known) -> html.Ul:
    """One item an event. ``known``: for the names of what rows are about."""
    return html.Ul([_event(item, known) for item in events], className="moments log trail")


def _event(event: AuditEvent, known: Known) -> html.Li:
    what: list[Static] = [
        Element("p", f"{action_words(event)}: {subject_words(event, known)}", class_="moment-title"),
        Element("p", by_words(event), class_="detail"),
    ]
    if event.reason:
        what.append(Element("p", Element("strong", "Reden: "), event.reason))
    what += _changes(changes(event, known))
    if event.proposal is not None:
        link = Element("a", f"Voorstel {event.proposal}", href=proposal_address(event.proposal))
        what.append(Element("p", link, class_="detail"))
    when = Element("p", upper_first(exact_moment_phrase(event.at)), class_="moment-when")
    # Dash's own types know no elements of ours.
    return html.Li([when, Element("div", *what)], id=f"gebeurtenis-{event.id}")  # type: ignore[list-item]


def _changes(found: Sequence[Change]) -> list[Static]:
    if not found:
        return []
    parts: list[Static] = []
    for row, columns in groupby(found, key=lambda change: change.row):
        parts += [Element("p", row, class_="of-row")] if row else []
        parts.append(Element("dl", *(part for change in columns for part in _change(change))))
    count = f"{number(len(found))} {'veld' if len(found) == 1 else 'velden'}"
    return [Element("details", Element("summary", f"Wat er veranderde: {count}"), *parts, open=len(found) <= _FEW)]


def _change(change: Change) -> list[Element]:
    texts: list[Static] = []
    if change.was:
        texts.append(Element("span", Element("span", "was ", class_="said"), Element("del", change.was)))
    if change.was and not change.became:
        texts.append(Element("span", Element("span", "werd ", class_="said"), "leeg"))
    if change.became:
        texts.append(Element("span", Element("span", "werd ", class_="said"), Element("ins", change.became)))
    return [Element("dt", change.label), Element("dd", *texts)]
