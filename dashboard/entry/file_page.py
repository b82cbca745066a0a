"""Sending a spreadsheet: all that is wrong with it in one table and nothing kept; or a draft of its rows."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from hashlib import sha256

from flask import Response
from werkzeug.datastructures import FileStorage

from dashboard.components.attributes import aria
from dashboard.components.error_summary import error_summary
from dashboard.components.form_field import field_id
from dashboard.components.stacked_table import Cell, stacked_table
from dashboard.entry.places import HOME, proposal_address
from dashboard.entry.upload_form import UPLOAD, template_links, upload_form
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, go
from data_sources.pilots.intake import RowFinding
from data_sources.pilots.sheets.limits import MAX_FILE
from data_sources.pilots.sheets.read import check_file
from data_sources.proposals import BY_FILE, Origin
from metrics.text.numbers import number

NAME = "Bestand insturen"
LEAD = "Rijen uit het sjabloon: alles wat niet klopt ziet u in één keer, met hoe het te herstellen is"
NO_FILE = "Kies eerst een bestand."
NOTHING_KEPT = "Er is niets ingelezen en niets bewaard."
BUSY = "Er wordt net een ander bestand gelezen. Probeer het zo opnieuw."
_LONGEST_NAME = 120
# A file takes memory and work while it is read, however small it came: one at a time, and seconds to wait for it.
READING = threading.Lock()
PATIENCE = 3.0


def render(visit: Visit, _services: Services) -> Static:
    """The form by itself."""
    return file_page(visit)


def handle(visit: Visit, services: Services) -> Response | Static:
    """Read and check what was sent; lead to the draft of it, or say all that is wrong."""
    sent = visit.files.get(UPLOAD)
    if sent is None or not sent.filename:
        return file_page(visit, wrong=NO_FILE)
    name, content = _plain_name(sent), sent.read()
    # Of a larger file the rest is in a file of the system, which is to be gone.
    sent.close()
    if not READING.acquire(timeout=PATIENCE):
        return file_page(visit, wrong=BUSY)
    try:
        checked = check_file(content, name, services.desk.known(), today=services.today())
    finally:
        READING.release()
    if checked.findings:
        return file_page(visit, name=name, findings=checked.findings)
    if not checked.rows:
        same = f"De {number(checked.unchanged)} rijen in {name} staan er al precies zo." if checked.unchanged else (
            f"In {name} staan geen rijen."
        )  # fmt: skip
        return file_page(visit, wrong=f"{same} Er valt niets voor te stellen.")
    origin = Origin(BY_FILE, name, sha256(content).hexdigest())
    kept = services.desk.create(visit.person, checked.rows, origin=origin)
    return go(proposal_address(kept.id, happened="gelezen", unchanged=checked.unchanged))


def file_page(visit: Visit, *, wrong: str = "", name: str = "", findings: Sequence[RowFinding] = ()) -> Static:
    """``wrong``: about the file as a whole; ``findings``: about what is in the file of a name."""
    return Element(
        "div",
        Element("p", Element("a", "Terug naar Invoer", href=HOME), class_="back"),
        Element("h1", NAME),
        Element("p", LEAD, class_="lead"),
        error_summary([(wrong, field_id(UPLOAD))], nothing_done=NOTHING_KEPT) if wrong else None,
        *(_found(name, findings) if findings else []),
        Element(
            "section", Element("h2", "Opnieuw insturen" if findings else "Het bestand", id="insturen"),
            upload_form(visit.visitor, largest=MAX_FILE, wrong=wrong),
            class_="panel", **aria(labelledby="insturen"),
        ),
        Element("section", Element("h2", "Sjabloon", id="sjabloon"), template_links(), class_="panel",
                **aria(labelledby="sjabloon")),
        class_="entry",
    )  # fmt: skip


def _found(name: str, findings: Sequence[RowFinding]) -> list[Static]:
    count = "Eén ding klopt" if len(findings) == 1 else f"{number(len(findings))} dingen kloppen"
    return [
        Element(
            "section",
            Element("h2", f"{count} nog niet in {name}", id="gevonden"),
            Element("p", f"{NOTHING_KEPT} Herstel dit in het bestand en stuur het opnieuw in."),
            stacked_table(
                "Wat niet klopt en hoe het te herstellen is",
                ("Waar", "Kolom", "Wat er niet klopt", "Zo herstelt u het"), [_row(item) for item in findings],
            ),
            class_="error-summary found", id="fouten", tabindex="-1", autofocus=True, **aria(labelledby="gevonden"),
        )
    ]  # fmt: skip


def _row(finding: RowFinding) -> list[Cell]:
    sheet = f"blad {finding.sheet}" if finding.sheet else ""
    line = f"rij {finding.line}" if finding.line is not None else ""
    where = ", ".join(part for part in (sheet, line) if part) or "het bestand"
    return [Cell(where), Cell(finding.column or "—"), Cell(finding.message), Cell(finding.mend)]


def _plain_name(sent: FileStorage) -> str:
    """The name of the file alone, without what cannot be printed."""
    last = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-_LONGEST_NAME:] or "bestand"
