"""Vindplaats: exactly the figures of a paragraph or chart that went into a letter, as they were known then."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from dash import html
from flask import Response

from dashboard.components.form_field import FormField, form_field
from dashboard.found_figures import FoundFigures, find_figures
from dashboard.found_tables import (
    found_table,
    newer_figures,
    newer_pilot_figures,
    newer_pilot_table,
    newer_table,
    pilot_table,
)
from dashboard.gegevens.view import LOG
from dashboard.gegevens.words import FigureWords, counted
from dashboard.services import Services
from dashboard.view import AS_OF
from dashboard.vindplaats import CODE, FIGURES, PATH, STATE, FoundAsked, read_address
from dashboard.web.static_html import Element, Static
from dashboard.words import exact_moment_phrase, moment_phrase
from dashboard.workbench import Visit, Workbench, go
from data_sources.check_code import read_code
from data_sources.errors import UsageError
from metrics.text.numbers import day

NAME = "Vindplaats"
ADDRESS = "adres"
_LEAD = "De cijfers van een alinea of grafiek uit een brief, precies zoals ze toen bekend waren"
_WHAT = (
    "In de voetnoot van een brief staat een adres met een controlecode. Het adres noemt de cijfers en de stand van de"
    " gegevens; de code laat zien of het nog dezelfde cijfers zijn."
)
_NO_CODE_ALONE = (
    "Met een controlecode alleen zijn geen cijfers te vinden: de code is uit de cijfers berekend en wordt nergens"
    " bewaard. Plak hieronder het hele adres uit de voetnoot, dan wordt de code ermee vergeleken."
)
_OTHERWISE = (
    "Het adres of de code is veranderd, of deze opslag is niet die waarmee de brief gemaakt is. Ga niet van deze"
    " cijfers uit voordat u weet wat er anders is."
)
_ABOUT_ADDRESS = "Het hele adres, zoals https://…/vindplaats?cijfers=…&stand=…"


def register(workbench: Workbench, services: Services) -> None:
    """Put the page beneath Gegevens."""
    workbench.page(
        PATH, name=NAME, role=None, render=lambda visit: _show(visit, services), parent=LOG, listed=True
    )  # fmt: skip


def _show(visit: Visit, services: Services) -> Static | Response:
    if visit.asked(ADDRESS):
        return _go_to(visit)
    asked = read_address(visit.query, today=services.today())
    if asked is None:
        return _how(visit)
    return _found(visit, services, asked)


def _go_to(visit: Visit) -> Response:
    """To the figures of an address that was pasted, on this dashboard, whatever host it names."""
    query = parse_qs(urlsplit(visit.asked(ADDRESS).strip()).query)
    if FIGURES not in query:
        raise UsageError(
            "In dit adres staan geen cijfers. Plak het hele adres uit de voetnoot, met alles achter het vraagteken."
        )
    asked = {name: query[name][-1] for name in (FIGURES, STATE, CODE, AS_OF) if name in query}
    if visit.asked(CODE):
        asked[CODE] = visit.asked(CODE)
    return go(f"{PATH}?{urlencode(asked, safe=':')}")


def _how(visit: Visit) -> Static:
    code = read_code(visit.asked(CODE)) if visit.asked(CODE) else ""
    return [
        html.H1(NAME),
        html.P(_LEAD, className="lead"),
        Element("p", _NO_CODE_ALONE, class_="notice", role="status") if code else html.P(_WHAT),
        _form(code),
    ]


def _form(code: str) -> Element:
    return Element(
        "form",
        form_field(FormField(ADDRESS, "Adres uit de voetnoot", help=_ABOUT_ADDRESS, needed=True)),
        form_field(FormField(CODE, "Controlecode", help="Acht letters en cijfers, zoals K7QM-3F2A", value=code)),
        Element("button", "Zoek de cijfers", type="submit", class_="button primary"),
        action=PATH, method="get", class_="entry-form people-form",
    )  # fmt: skip


def _found(visit: Visit, services: Services, asked: FoundAsked) -> Static:
    audience = visit.visitor.audience
    then = find_figures(services.pinned(asked.pin), asked, audience=audience, as_of=asked.as_of)
    now = find_figures(services, asked, audience=audience)
    words = FigureWords.of(services)
    seen = f", zoals bekend op {day(asked.as_of)}" if asked.as_of else ""
    return Element(
        "div",
        html.H1(NAME),
        html.P(_LEAD, className="lead"),
        html.P(f"Stand van {exact_moment_phrase(asked.pin.moment)}{seen}."),
        _check(asked, then),
        *_gaps(asked, then),
        *([found_table(then, words)] if then.figures else []),
        *([pilot_table(then)] if then.pilot_figures else []),
        *_newer(then, now, words),
        html.P(f"Opgezocht op {moment_phrase(services.now())}. Stand: {asked.pin.text}.", className="hint"),
        class_="vindplaats",
    )


def _check(asked: FoundAsked, then: FoundFigures) -> Element:
    """Whether the code is that of these figures."""
    good = not then.withheld and asked.code in {None, then.code}
    if then.withheld:
        text = "De code is hier niet te controleren, omdat niet alle cijfers worden getoond."
    elif asked.code is None:
        text = f"Het adres noemt geen controlecode. Die van deze cijfers is {then.code}."
    elif good:
        text = f"De code klopt met deze cijfers: {then.code}."
    else:
        text = f"Let op: de code {asked.code} klopt niet met deze cijfers; die hebben {then.code}. {_OTHERWISE}"
    return Element("p", text, class_="found-check" if good else "found-check notice", role="status")


def _gaps(asked: FoundAsked, then: FoundFigures) -> list[Static]:
    """What the address names and is not shown, so that nothing is left out in silence."""
    lost = len(asked.pilot_figures) - len(then.pilot_figures) - then.withheld
    said = [
        (then.withheld, "niet openbaar: alleen wie als redacteur is aangemeld, ziet het hier"),
        (lost, "in deze stand niet te vinden"),
    ]
    return [
        Element("p", f"{counted(count, 'cijfer van een pilot is', 'cijfers van pilots zijn')} {what}.", class_="notice")
        for count, what in said
        if count
    ]


def _newer(then: FoundFigures, now: FoundFigures, words: FigureWords) -> list[Static]:
    figures, pilots = newer_figures(then, now), newer_pilot_figures(then, now)
    changed, total = len(figures) + len(pilots), len(then.figures) + len(then.pilot_figures)
    if not changed:
        said = "Wat nu bekend is, is hetzelfde." if total else "Er is niets te vergelijken."
    else:
        said = f"Van {changed} van de {counted(total, 'cijfer', 'cijfers')} is nu iets anders bekend."
    return [
        Element("h2", "Wat er nu bekend is"),
        Element("p", said),
        newer_table(figures, now, words) if figures else None,
        newer_pilot_table(pilots) if pilots else None,
    ]
