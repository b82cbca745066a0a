"""That a page shows what was known on an earlier day, and the way back."""

from __future__ import annotations

from datetime import date

from dash import html

from metrics.text.numbers import day


def as_of_banner(what: str, as_of: date | None, *, now: str) -> list[html.P]:
    """A notice for an earlier day, with ``now`` as the address of all that is known; nothing without one."""
    if as_of is None:
        return []
    back = html.A("Toon alles wat nu bekend is", href=now)
    return [html.P([f"U ziet {what} zoals bekend op {day(as_of)}. ", back, "."], className="notice as-of")]
