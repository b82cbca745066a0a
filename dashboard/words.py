"""Dutch for when something was known: the words under a card, in a source note and at a terminal."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from data_sources.contract import Load
from data_sources.registry import CBS_HOST
from metrics.text.numbers import day, month

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def known_on_phrase(load: Load) -> str:
    """How a load is dated: 'gepubliceerd op 24 oktober 2025', 'opgehaald op …', 'datum onbekend'."""
    if load.known_on_basis == "gebundeld":
        return "datum onbekend"
    moment = {"dag": day(load.known_on), "maand": month(load.known_on), "jaar": str(load.known_on.year)}
    when = moment[load.known_on_precision]
    on = "op" if load.known_on_precision == "dag" else "in"
    verb = {"gezien": "gezien", "opgehaald": "opgehaald", "afgeleid": "bekend"}.get(load.known_on_basis, "gepubliceerd")
    return f"{verb} {on} {when}"


def stranger_phrase(load: Load) -> str | None:
    """'niet van CBS (HOST)' for figures fetched elsewhere than at CBS itself; None for CBS's and bundled ones."""
    return None if load.host in {None, CBS_HOST} else f"niet van CBS ({load.host})"


def moment_phrase(moment: datetime) -> str:
    """A moment in Dutch time: '21 november 2026 om 23:12 uur'."""
    local = moment.astimezone(AMSTERDAM)
    return f"{day(local.date())} om {local:%H:%M} uur"
