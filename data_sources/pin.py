"""A pin: the state of the store that an answer was given from, so that the same answer can be given again.

Loads and entries of the ledger are only ever added, each with a higher number. What the store held at a moment is
therefore told by the last number of each; the moment itself says what "today" was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from data_sources.errors import UsageError

_WRITTEN = re.compile(r"(\d{8}T\d{6}Z)\.(\d{1,12})\.(\d{1,12})")
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Pin:
    """``moment``: aware, whole seconds. ``load``, ``entry``: the last load and entry of the ledger then; 0 for none."""

    moment: datetime
    load: int
    entry: int

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise ValueError("a moment without time zone")

    @property
    def text(self) -> str:
        """As it stands in addresses: '20261125T101500Z.7.212'."""
        return f"{self.moment.astimezone(UTC).strftime(_MOMENT)}.{self.load}.{self.entry}"


def read_pin(text: str) -> Pin:
    """The pin that is written so. Raises UsageError for anything else."""
    found = _WRITTEN.fullmatch(text)
    try:
        moment = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        moment = None
    if found is None or moment is None:
        raise UsageError(
            f"'{text}' is geen stand van de gegevens. Gebruik het adres zoals het in de voetnoot staat.", found=text
        )
    return Pin(moment, int(found[2]), int(found[3]))
