"""Every address of the dashboard and the least role it asks for. A new rule of the app needs a line here.

A rule is written as Flask has it, with * for the fingerprint of a file. To add a page of the workbench: its rule with
GET, and each of its actions with POST.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data_sources.people import ADMINISTRATOR, EDITOR, READER

# Of a page whoever has to log in is sent to do so; a form answers with a page that says so; the rest in one sentence.
Kind = Literal["pagina", "formulier", "gegevens"]


@dataclass(frozen=True)
class Route:
    """``least``: the least role; None: all who may read. ``always``: also for who still has to log in, whatever is set.
    ``example``: an address, for a rule with a variable in it.
    """

    kind: Kind
    least: str | None = None
    always: bool = False
    example: str = ""


_PAGE, _DATA, _FILE = Route("pagina"), Route("gegevens"), Route("gegevens", always=True)

ROUTES: dict[tuple[str, str], Route] = {
    # Files of the pages.
    ("/static/<path:filename>", "GET"): Route("gegevens", example="/static/nergens.txt"),
    ("/assets/<path:filename>", "GET"): Route("gegevens", always=True, example="/assets/style.css"),
    ("/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>", "GET"): Route(
        "gegevens", always=True, example="/_dash-component-suites/dash/deps/react@18.3.1.min.js"
    ),
    ("/_dash-component-suites/plotly/package_data/plotly.min.js", "GET"): _FILE,
    ("/_dash-component-suites/plotly/package_data/plotly.*.min.js", "GET"): _FILE,
    ("/_frontend/fira-sans-400.*.woff2", "GET"): _FILE,
    ("/_frontend/fira-sans-500.*.woff2", "GET"): _FILE,
    ("/_frontend/fira-sans-700.*.woff2", "GET"): _FILE,
    ("/_frontend/regenerator-runtime.*.js", "GET"): _FILE,
    ("/_favicon.ico", "GET"): _FILE,
    # Dash's own questions.
    ("/_dash-layout", "GET"): _DATA,
    ("/_dash-dependencies", "GET"): _DATA,
    ("/_reload-hash", "GET"): _DATA,
    ("/_dash-update-component", "POST"): _DATA,
    # Pages.
    ("/", "GET"): _PAGE,
    ("/<path:path>", "GET"): Route("pagina", example="/regios"),
    ("/kerncijfers", "GET"): _PAGE,
    ("/kerncijfers/", "GET"): _PAGE,
    ("/vindplaats", "GET"): _PAGE,
    # Downloads.
    ("/csv/trend", "GET"): _DATA,
    ("/csv/ontwikkeling", "GET"): _DATA,
    ("/csv/regios", "GET"): _DATA,
    ("/csv/profiel", "GET"): _DATA,
    ("/csv/kaart", "GET"): _DATA,
    ("/csv/vergelijken", "GET"): _DATA,
    ("/csv/verkenner", "GET"): _DATA,
    ("/csv/pilots", "GET"): _DATA,
    ("/csv/slachtofferdevice-dekking", "GET"): _DATA,
    ("/csv/slachtofferdevice-stappen", "GET"): _DATA,
    ("/csv/slachtofferdevice-gemeenten", "GET"): _DATA,
    ("/csv/mijlpalen", "GET"): _DATA,
    ("/csv/lading", "GET"): _DATA,
    ("/csv/cijfer", "GET"): _DATA,
    ("/agenda/mijlpalen.ics", "GET"): _DATA,
    # People.
    ("/aanmelden", "GET"): Route("pagina", always=True),
    ("/aanmelden", "POST"): Route("formulier", always=True),
    ("/afmelden", "POST"): Route("formulier", READER),
    ("/account", "GET"): Route("pagina", READER),
    ("/account", "POST"): Route("formulier", READER),
    # Entry.
    **{(f"/invoer{path}", "GET"): Route("pagina", EDITOR) for path in (
        "", "/gegevens", "/geschiedenis", "/rij", "/rij-intrekken", "/bestand", "/voorstel",
    )},
    **{(f"/invoer{path}", "POST"): Route("formulier", EDITOR) for path in (
        "/rij", "/rij-intrekken", "/bestand", "/controle", "/voorstel/indienen", "/voorstel/terugnemen",
        "/voorstel/goedkeuren", "/voorstel/afwijzen", "/voorstel/overnemen", "/voorstel/rij-weghalen",
    )},
    ("/invoer/sjabloon.xlsx", "GET"): Route("gegevens", EDITOR),
    ("/invoer/sjabloon.ods", "GET"): Route("gegevens", EDITOR),
    # Audit, and refreshing now.
    ("/beheer/verversen", "GET"): Route("pagina", ADMINISTRATOR),
    ("/beheer/verversen", "POST"): Route("formulier", ADMINISTRATOR),
    ("/beheer/verversen/stand.json", "GET"): Route("gegevens", ADMINISTRATOR),
    ("/audit", "GET"): Route("pagina", EDITOR),
    ("/csv/audit", "GET"): Route("gegevens", EDITOR),
}  # fmt: skip
