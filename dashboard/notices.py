"""What a visitor must know before reading any figure: whose figures these are, and how old."""

from __future__ import annotations

from dash import html

from dashboard.services import Services
from dashboard.table_state import TableState
from dashboard.words import moment_phrase
from data_sources.registry import TABLE_PAGE


def notices(services: Services, *, shows_figures: bool) -> list[html.P]:
    """The notices that hold now, most serious first; none when all is well.

    ``shows_figures``: whether the page shows figures of CBS; one that does not need not know how old they are.
    """
    found = []
    hosts = services.other_hosts()
    if services.is_demo:
        found.append("Demonstratie: alle cijfers op deze pagina's zijn FICTIEF. Ze zijn niet van CBS.")
    elif hosts and shows_figures:
        found.append(f"Deze cijfers zijn niet van CBS ({', '.join(hosts)}).")
    if shows_figures and not services.is_demo and (files := services.files()):
        found.append(
            f"Deze opslag bevat cijfers uit {_files_phrase(files)}, niet door dit programma bij CBS opgehaald."
        )
    if not shows_figures:
        return [html.P(text, className="notice") for text in found]
    if not services.has_statline():
        found.append(
            "Er zijn nog geen cijfers bij CBS opgehaald. U ziet gepubliceerde cijfers uit de meegeleverde verzameling;"
            " ontbrekende perioden zijn niet aangevuld."
        )
    states = services.table_states()
    found += [text for state in states if (text := _about(state))]
    return [html.P(text, className="notice") for text in found] + [
        _stopped(state) for state in states if state.discontinued
    ]


def _stopped(state: TableState) -> html.P:
    """That CBS has stopped a table: lasting, since nothing new will come of it."""
    link = html.A("de tekst van de tabel bij CBS", href=f"{TABLE_PAGE}{state.table}")
    words = f"CBS heeft tabel {state.table} stopgezet: er komen geen nieuwe cijfers bij. Zie "
    return html.P([words, link, " voor de opvolger."], className="notice")


def _files_phrase(files: list[str]) -> str:
    """'bestand NAAM', or the first few of many."""
    named = ", ".join(files[:3])
    more = f" en {len(files) - 3} andere" if len(files) > 3 else ""
    return f"{'bestand' if len(files) == 1 else 'de bestanden'} {named}{more}"


def _about(state: TableState) -> str | None:
    attempt = state.last_attempt
    if attempt is None:
        return None
    if attempt.error is not None:
        return f"De controle van {moment_phrase(attempt.started_at)} is niet gelukt. {attempt.error}"
    if state.stale and state.last_success is not None:
        return f"De cijfers zijn voor het laatst gecontroleerd op {moment_phrase(state.last_success.started_at)}."
    return None
