"""What a visitor or command chose, checked, and how it is read from texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.settings import TABLE_ID
from data_sources.contract import NATIONAL, Period
from data_sources.errors import UsageError


@dataclass(frozen=True)
class Selection:
    """What a visitor or command chose, checked. ``period`` None: the whole series."""

    indicator: str
    region: str = NATIONAL
    period: Period | None = None
    breakdown: str = ""
    as_of: date | None = None


def check_table(name: str) -> str:
    """The name itself when CBS could have a table called so; raises UsageError otherwise."""
    if not TABLE_ID.fullmatch(name):
        raise UsageError(f"'{name}' is geen CBS-tabel. Schrijf een tabelnummer, zoals 84847NED.", found=name)
    return name


def read_breakdown(text: str) -> str:
    """A breakdown as the store keeps it, in the order of its dimensions. Raises UsageError for anything else."""
    pairs = [tuple(part.strip() for part in pair.split("=")) for pair in text.split(";")] if text.strip() else []
    if any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise UsageError(f"'{text}' is geen uitsplitsing. Schrijf paren als Dimensie=Code;Dimensie=Code.", found=text)
    return ";".join("=".join(pair) for pair in sorted(pairs))
