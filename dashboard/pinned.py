"""Services as they were at a pin: which pin can be had, what is not on them, and what stays closed all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from data_sources.errors import UsageError
from data_sources.ledger import Ledger, PilotFigure
from data_sources.pin import Pin


class ReadOnly:
    """Stands in the place of what changes something, or of what knows of people and not of figures."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"services as they were at a pin are only read: there is no {name}")


def check_pin(pin: Pin, *, now: datetime, last: tuple[int, int]) -> None:
    """``last``: the last load and entry of the ledger now. Raises UsageError for a pin of something that is not yet."""
    if pin.moment > now:
        raise UsageError(
            f"De stand '{pin.text}' ligt in de toekomst. Gebruik het adres zoals het in de voetnoot staat.",
            found=pin.text,
        )
    if pin.load > last[0] or pin.entry > last[1]:
        raise UsageError(
            f"De stand '{pin.text}' is niet van deze opslag: zij noemt gegevens die hier niet zijn. Open het adres bij"
            " het dashboard waar de brief gemaakt is.",
            found=pin.text,
        )


def closed_as_now(ledger: Ledger, present: Ledger) -> Ledger:
    """A ledger as it was, in which no figure is public that is not any more: it may have been a mistake."""
    closed = {_key(item) for item in present.figures if not item.published}
    figures = [
        replace(item, published=False) if item.published and _key(item) in closed else item for item in ledger.figures
    ]
    return replace(ledger, figures=figures)


def _key(item: PilotFigure) -> tuple[str, str, str, str]:
    return item.pilot, item.figure, item.place, item.period
