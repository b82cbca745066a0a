"""The words the command line understands, with its help and its complaints in Dutch."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import NoReturn

from data_sources.checks import ACCEPTABLE
from data_sources.contract import NATIONAL
from data_sources.people import ROLES
from data_sources.registry import KERNCIJFERS

# Promised names that later versions bring.
BUILT_LATER = (
    "paragraph", "check", "claims", "export",
)  # fmt: skip

_FROM = (
    "uit een map van cbsodata.download_data of een CSV van StatLine ('met statistische symbolen'; geef dan --table mee)"
)

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"verplicht is: \1"),
    (r"unrecognized arguments: (.*)", r"niet herkend: \1"),
    (r"argument (.*): expected one argument", r"\1 vraagt één waarde"),
    (r"argument (.*): (vraagt .*)", r"\1 \2"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\2 is geen keuze; mogelijk zijn: \3"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 en \2 gaan niet samen"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 is niet eenduidig: \2"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 neemt geen waarde, ook niet \2"),
)


class DutchParser(ArgumentParser):
    """argparse with Dutch help headings and errors."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=RawDescriptionHelpFormatter, **options)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="toon deze hulp")
        self._positionals.title, self._optionals.title = "woorden", "opties"

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        for english, dutch in _COMPLAINTS:
            message = re.sub(english, dutch, message)
        self.exit(2, f"Verkeerd gebruik van '{self.prog}': {message}. Zie '{self.prog} --help'.\n")


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65_535:
        raise ArgumentTypeError(f"vraagt een getal van 0 tot en met 65535, niet '{text}'")
    return int(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"20[0-9]{2}", text):
        raise ArgumentTypeError(f"vraagt een jaar, zoals 2025, niet '{text}'")
    return int(text)


def build_parser() -> DutchParser:
    """The parser for all commands; each gives ``command`` and its own options."""
    parser = DutchParser(prog="python app.py", description="Cijfers van Veilig Thuis, met hun herkomst.")
    commands = parser.add_subparsers(dest="command", metavar="COMMANDO", parser_class=DutchParser, required=True)

    serve = commands.add_parser("serve", help="het dashboard (ook zonder commando)")
    serve.add_argument("--host", help="adres om op te luisteren")
    serve.add_argument("--port", type=_port, help="poort om op te luisteren")
    serve.add_argument("--no-schedule", action="store_true", help="zonder verversen op de achtergrond")

    commands.add_parser("schedule", help="alleen het verversen op vaste momenten, in de voorgrond")
    refresh = commands.add_parser("refresh", help="cijfers ophalen bij CBS, of uit een map of bestand")
    refresh.add_argument("--table", action="append", metavar="ID", help="tabel (mag vaker; anders VT_TABLES)")
    refresh.add_argument("--force", action="store_true", help="ook als CBS zegt dat er niets veranderd is")
    refresh.add_argument("--from", dest="source", metavar="PAD", help=_FROM)
    refresh.add_argument(
        "--accept-host", action="store_true", help="cijfers van een ander adres dan tot nu toe toelaten"
    )
    refresh.add_argument(
        "--accept", action="append", default=[], choices=ACCEPTABLE, metavar="CONTROLE",
        help=f"deze controle mag deze keer falen, na navraag bij CBS (mag vaker): {', '.join(ACCEPTABLE)}",
    )  # fmt: skip
    refresh.add_argument("--only-if-empty", action="store_true", help="alleen als er nog geen StatLine-cijfers zijn")

    status = commands.add_parser("status", help="ladingen en pogingen")
    settings = commands.add_parser("settings", help="alle instellingen, met herkomst")
    figures = commands.add_parser("figures", help="bewaarde cijfers")
    growth = commands.add_parser("growth", help="verandering ten opzichte van een basis")
    revisions = commands.add_parser("revisions", help="cijfers die tussen ladingen veranderden")
    revisions.add_argument("--indicator", metavar="I", help="alleen dit onderwerp")
    for command in (figures, growth):
        command.add_argument("--indicator", metavar="I", required=True, help="onderwerp, zoals adviezen of meldingen")
        command.add_argument("--region", metavar="R", default=NATIONAL, help="CBS-regiocode (standaard NL01)")
        command.add_argument("--breakdown", metavar="'DIM=CODE;…'", default="", help="uitsplitsing (standaard geen)")
        command.add_argument("--as-of", metavar="DAG", help="zoals bekend op die dag, als 2025-10-24")
    figures.add_argument("--period", metavar="P", help="CBS-periode, zoals 2025HJ01 (anders de hele reeks)")
    growth.add_argument("--period", metavar="P", required=True, help="CBS-periode, zoals 2025HJ01")
    growth.add_argument("--base", metavar="P", help="basis (standaard dezelfde periode een jaar eerder)")
    growth.add_argument(
        "--predecessors", action="store_true",
        help="een samengevoegde regio van vóór de samenvoeging: tel als basis haar voorgangers op",
    )  # fmt: skip
    for command in (refresh, status, settings, figures, growth, revisions):
        command.add_argument("--json", action="store_true", help="antwoord als JSON")

    describe = commands.add_parser("cbs-describe", help="wat CBS over een tabel zegt")
    describe.add_argument("--table", metavar="ID", default=KERNCIJFERS, help=f"tabel (standaard {KERNCIJFERS})")
    describe.add_argument("--out", metavar="BESTAND", help="schrijf naar dit bestand")

    _add_pilots(commands.add_parser("pilots", help="de pilots: FARR, LOEF, Slachtofferdevice en de andere"))

    _add_divisions(
        commands.add_parser("divisions", help="gemeenten naar politieregio, Veilig Thuis-regio, provincie en meer")
    )

    _add_boundaries(commands.add_parser("boundaries", help="grenzen van de Veilig Thuis-regio's, voor de kaart"))

    _add_users(commands.add_parser("users", help="lokale accounts: wie zich kan aanmelden, en met welke rol"))

    backup = commands.add_parser("backup", help="de hele opslag in één bestand bewaren, ook voor een andere database")
    backup.add_argument("file", metavar="BESTAND", help="nieuw zip-bestand")
    restore = commands.add_parser("restore", help="een reservekopie terugzetten")
    restore.add_argument("file", metavar="BESTAND", help="zip-bestand dat met backup gemaakt is")
    restore.add_argument("--replace", action="store_true", help="alles vervangen wat de opslag al bevat")

    demo = commands.add_parser("demo", help="het dashboard met verzonnen cijfers van een lokale stand-in voor CBS")
    demo.add_argument("--port", type=_port, help="poort (standaard VT_PORT; met --cbs-only een vrije)")
    demo.add_argument("--cbs-only", action="store_true", help="alleen de stand-in, zonder dashboard")
    demo.add_argument(
        "--fault", metavar="NAAM[=SET]",
        help="met --cbs-only: oefen een storing van CBS, overal of bij één set ('list' noemt ze)",
    )  # fmt: skip
    return parser


def _add_divisions(divisions: ArgumentParser) -> None:
    parts = divisions.add_subparsers(dest="part", metavar="ONDERDEEL", parser_class=DutchParser, required=True)
    fetch = parts.add_parser("fetch", help="de nieuwste 'Gebieden in Nederland' ophalen bij CBS")
    fetch.add_argument("--table", metavar="ID", help="deze uitgave (anders de nieuwste in de catalogus van CBS)")
    fetch.add_argument("--accept-host", action="store_true", help="een ander adres dan tot nu toe toelaten")
    fetch.add_argument("--json", action="store_true", help="antwoord als JSON")


def _add_boundaries(boundaries: ArgumentParser) -> None:
    parts = boundaries.add_subparsers(dest="part", metavar="ONDERDEEL", parser_class=DutchParser, required=True)
    fetch = parts.add_parser("fetch", help="de officiële grenzen van CBS en Kadaster ophalen bij PDOK")
    fetch.add_argument("--year", type=_year, metavar="JAAR", help="gebiedsindelingen van dit jaar (anders de nieuwste)")
    where = fetch.add_mutually_exclusive_group()
    where.add_argument("--url", metavar="ADRES", help="een andere WFS; {year} staat voor het jaar (standaard PDOK)")
    where.add_argument("--from", dest="source", metavar="PAD", help="uit een GeoJSON-bestand (EPSG:28992, meters)")
    fetch.add_argument("--accept-host", action="store_true", help="een ander adres dan tot nu toe toelaten")
    fetch.add_argument("--json", action="store_true", help="antwoord als JSON")


def _add_users(users: ArgumentParser) -> None:
    parts = users.add_subparsers(dest="part", metavar="ONDERDEEL", parser_class=DutchParser, required=True)
    typed = "het wachtwoord wordt gevraagd, of is één regel van de standaardinvoer"
    add = parts.add_parser("add", help=f"een account maken; {typed}")
    add.add_argument("name", metavar="NAAM", help="gebruikersnaam")
    add.add_argument("--role", required=True, choices=ROLES, metavar="ROL", help=f"een van {', '.join(ROLES)}")
    add.add_argument("--name", dest="full_name", metavar="'VOLLEDIGE NAAM'", default="", help="zoals anderen hem zien")
    add.add_argument(
        "--same-person-as", metavar="NAAM",
        help="dit account is van dezelfde mens: wat het ene invoert, kan het andere niet goedkeuren",
    )  # fmt: skip
    disable = parts.add_parser("disable", help="een account uitzetten; het wordt meteen afgemeld")
    enable = parts.add_parser("enable", help="een account weer aanzetten")
    role = parts.add_parser("role", help="een account een andere rol geven; het wordt meteen afgemeld")
    reset = parts.add_parser("reset", help=f"een ander wachtwoord geven; {typed}")
    for part in (disable, enable, role, reset):
        part.add_argument("name", metavar="NAAM", help="gebruikersnaam")
    role.add_argument("role", choices=ROLES, metavar="ROL", help=f"een van {', '.join(ROLES)}")
    parts.add_parser("list", help="alle accounts").add_argument("--json", action="store_true", help="antwoord als JSON")


def _add_pilots(pilots: ArgumentParser) -> None:
    parts = pilots.add_subparsers(dest="part", metavar="ONDERDEEL", parser_class=DutchParser, required=True)
    listed = parts.add_parser("list", help="alle pilots")
    shown = parts.add_parser("show", help="één pilot: cijfers, stappen, mijlpalen, met hun bron")
    shown.add_argument("name", metavar="NAAM", help="zoals farr, loef of slachtofferdevice")
    _add_ledger_files(parts.add_parser)
    template = parts.add_parser("template", help="een leeg rekenblad om rijen in te vullen, met de keuzes van nu")
    template.add_argument("file", metavar="BESTAND", help="nieuw bestand, .xlsx of .ods")
    for part in (listed, shown):
        part.add_argument("--on", metavar="DAG", help="de stand op die dag, als 2026-10-01 (standaard vandaag)")
        part.add_argument("--as-of", metavar="DAG", help="zoals bekend op die dag, als 2026-07-31")
        part.add_argument("--json", action="store_true", help="antwoord als JSON")


def _add_ledger_files(add_parser: Callable[..., ArgumentParser]) -> None:
    export = add_parser("export", help="alles wat goedgekeurd is naar een nieuw bestand")
    export.add_argument("file", metavar="BESTAND", help=".json met goedkeuringen en geschiedenis, of .xlsx of .ods")
    imported = add_parser(
        "import", help="een bestand inlezen: als voorstel, of een .json in een grootboek zonder invoer van mensen"
    )
    imported.add_argument("file", metavar="BESTAND", help=".json van 'pilots export', of een ingevuld sjabloon")
    imported.add_argument("--user", required=True, metavar="NAAM", help="account van wie het bestand inleest")
    for part in (export, imported):
        part.add_argument("--json", action="store_true", help="antwoord als JSON")
