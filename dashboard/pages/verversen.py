"""Nu verversen: look at CBS now, for administrators, and see how far that is while it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
from dash import html
from flask import Response

from dashboard.components.error_summary import summary_of
from dashboard.components.form_field import field_id, field_message, wrong_with
from dashboard.gegevens.progress import error_words, now_words, progress_json, table_words, when_words
from dashboard.gegevens.view import LOG
from dashboard.refresh_now import TableProgress
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, Workbench, go, post_form
from data_sources.errors import UsageError
from data_sources.people import ADMINISTRATOR
from data_sources.registry import SOURCES

PATH, STATE = "/beheer/verversen", "/beheer/verversen/stand.json"
NAME = "Nu verversen"
SCRIPTS = ("werk-verversen.js",)
TABLE, FORCE, STARTED = "tabel", "alles", "gestart"
_LEAD = "Kijk nu bij CBS, buiten de vaste momenten om"
_HINT = (
    "Het ophalen gaat door als u deze pagina sluit. Wat er ook misgaat: de cijfers die er waren, blijven staan. Op de"
    " pagina Audit komt te staan wie dit startte."
)
_BEGUN = "De verversing is gestart."


def register(workbench: Workbench, services: Services) -> None:
    """Put the page beneath Gegevens, with what its form does and how far things are as JSON beside it."""

    def start(visit: Visit) -> Response:
        tables, force = visit.form.getlist(TABLE), bool(visit.form.get(FORCE))
        try:
            services.refresh_now.start(visit.person, tables, force=force)
        except UsageError as error:
            content = _page(visit, services, chosen=tables, force=force, errors={TABLE: error.message})
            return workbench.answer(PATH, content, status=422, scripts=SCRIPTS)
        return go(f"{PATH}?{STARTED}=ja")

    def show(visit: Visit) -> Static:
        return _page(visit, services, chosen=services.refresh_now.offered, force=False, errors={})

    workbench.page(PATH, name=NAME, role=ADMINISTRATOR, render=show, parent=LOG, listed=True, scripts=SCRIPTS)
    workbench.action(PATH, role=ADMINISTRATOR, handle=start)
    workbench.file(STATE, role=ADMINISTRATOR, answer=lambda _visit: _state(services))


def _state(services: Services) -> Response:
    content = orjson.dumps(progress_json(services.refresh_now.state()))
    return Response(content, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _page(
    visit: Visit, services: Services, *, chosen: Sequence[str], force: bool, errors: Mapping[str, str]
) -> Static:  # fmt: skip
    now = services.refresh_now.state()
    begun = now.busy and visit.asked(STARTED) and not errors
    again = Element("a", "Kijk opnieuw hoe ver het is", href=PATH, id="kijk-opnieuw") if now.busy else None
    return Element(
        "div",
        html.H1(NAME),
        summary_of(errors, nothing_done="Er wordt niets ververst."),
        html.P(_LEAD, className="lead"),
        # Only while it goes on: beneath it stands how it ended.
        Element("p", _BEGUN, class_="notice", id="begonnen") if begun else None,
        Element(
            "section",
            Element("h2", "Hoe het staat", id="stand-kop"),
            # Announced by whoever reads aloud; how many bytes there are, each second, is not.
            Element("p", now_words(now), id="stand", role="status", aria_live="polite"),
            Element("p", again),
            Element("dl", *(_table(item) for item in now.tables), class_="table-progress"),
            class_="panel", aria_labelledby="stand-kop",
            **({"data_state": STATE} if now.busy else {}),
        ),
        Element(
            "section", Element("h2", "Verversen", id="verversen"),
            _form(visit, services, chosen, force=force, errors=errors), class_="panel", aria_labelledby="verversen",
        ),
        class_="refresh-now",
    )  # fmt: skip


def _table(item: TableProgress) -> Element:
    title = SOURCES[item.table].title if item.table in SOURCES else ""
    return Element(
        "div",
        Element("dt", f"Tabel {item.table}", Element("small", title)),
        Element("dd", Element("span", table_words(item), data_part="hoe")),
        Element("dd", Element("span", when_words(item), data_part="wanneer"), class_="detail"),
        Element("dd", Element("span", error_words(item), data_part="fout"), class_="detail"),
        data_table=item.table,
    )  # fmt: skip


def _form(
    visit: Visit, services: Services, chosen: Sequence[str], *, force: bool, errors: Mapping[str, str]
) -> Element:  # fmt: skip
    tables = Element(
        "fieldset",
        Element("legend", "Tabellen"),
        field_message(TABLE, wrong_with(errors, TABLE)),
        *(_box(TABLE, f"Tabel {name}", value=name, checked=name in chosen) for name in services.refresh_now.offered),
        id=field_id(TABLE), tabindex="-1", aria_describedby=f"{field_id(TABLE)}-fout",
    )  # fmt: skip
    label = "Ook als CBS zegt dat er niets veranderd is: vergelijk elk cijfer"
    everything = _box(FORCE, label, value="ja", checked=force)
    button = Element("button", NAME, type="submit", class_="button primary")
    return post_form(visit.visitor, PATH, [html.P(_HINT, className="hint"), tables, everything, button])


def _box(name: str, label: str, *, value: str, checked: bool) -> Element:
    return Element(
        "label", Element("input", type="checkbox", name=name, value=value, checked=checked), f" {label}", class_="box"
    )
