"""Milestones as a calendar to subscribe to (iCalendar, RFC 5545): all-day events that span their band. Pure.

The same milestones give the same bytes: what an event is stamped with is the day its document became known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from dashboard.words import document_phrase
from data_sources.ledger import REALISED, Document, Milestone
from metrics.milestones import in_order
from metrics.text.moments import band_phrase

NAME = "Mijlpalen geweld tegen vrouwen, huiselijk geweld en kindermishandeling"
_HOST = "veilig-thuis-in-cijfers"
_OCTETS = 75
# The backslash first, or it would escape the others twice.
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


def milestones_ics(
    milestones: Iterable[Milestone], documents: Mapping[str, Document], *, known: str, fictional: bool
) -> bytes:
    """One event a milestone that has a first and a last day. ``known``: as of which day, in words."""
    ordered = in_order(milestones)
    dated = [(item, first, last) for item in ordered if (first := item.moment.first) and (last := item.moment.last)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_HOST}//Mijlpalen//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        _line("X-WR-CALNAME", f"{_mark(fictional)}{NAME}"),
        _line("X-WR-CALDESC", f"{_mark(fictional)}{known} {_left_out(len(ordered) - len(dated))}"),
    ]
    for item, first, last in dated:
        lines += _event(item, first, last, documents[item.source.document], fictional=fictional)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in fold(line)).encode()


def escape(text: str) -> str:
    """A text as a value may hold it: one line, without what would end it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for plain, written in _ESCAPES:
        text = text.replace(plain, written)
    return text


def fold(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a character; a further line begins with a space."""
    rest, begin = line, ""
    while rest:
        # Octets of a character that does not fit whole are ignored here, and come with the next line.
        taken = rest.encode()[: _OCTETS - len(begin)].decode(errors="ignore")
        yield f"{begin}{taken}"
        rest, begin = rest[len(taken) :], " "


def _event(item: Milestone, first: date, last: date, document: Document, *, fictional: bool) -> list[str]:
    inexact = item.moment.precision != "dag"
    return [
        "BEGIN:VEVENT",
        # Fiction never takes the place of the real thing in somebody's calendar.
        f"UID:mijlpaal-{item.slug}@{'demonstratie.' if fictional else ''}{_HOST}",
        f"DTSTAMP:{document.known_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        # The end is the first day that is no part of it.
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        _line("SUMMARY", f"{_mark(fictional)}{item.title}{f' ({item.moment.text})' if inexact else ''}"),
        _line("DESCRIPTION", "\n".join(_description(item, document, inexact=inexact))),
        f"STATUS:{'CONFIRMED' if item.certainty == REALISED else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _description(item: Milestone, document: Document, *, inexact: bool) -> Iterator[str]:
    yield f"Zekerheid: {item.certainty}."
    if inexact:
        yield (
            f"Moment: {item.moment.text}. Dat het hier {band_phrase(item.moment)} beslaat, is een afspraak van deze"
            " site."
        )
    yield f"Passage: “{item.source.passage}”"
    if item.reference:
        yield f"Verwijzing: {item.reference}."
    yield f"Bron: {document.title}, {item.source.part} ({document_phrase(document)})."


def _left_out(count: int) -> str:
    if count == 0:
        return "Alle mijlpalen staan erin."
    if count == 1:
        return "Eén mijlpaal zonder begin- en einddag staat er niet in."
    return f"{count} mijlpalen zonder begin- en einddag staan er niet in."


def _mark(fictional: bool) -> str:
    return "FICTIEF: " if fictional else ""


def _line(name: str, text: str) -> str:
    return f"{name}:{escape(text)}"
