"""Whether a CSV holds a whole table: StatLine gives what a person selects; what is left out would seem gone. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from data_sources.cbs.csv_axes import Axis
from data_sources.cbs.csv_head import Head
from data_sources.cbs.topics import normal_unit
from data_sources.dutch import dutch
from data_sources.errors import TableRejected
from data_sources.known_table import KnownTable, normal

_NAMED = 3
_KEEP = "De oude cijfers blijven staan."


def check_cover(
    rows: int, regions: Axis, periods: Axis, others: Mapping[str, Axis], head: Head, *, known: KnownTable, table: str
) -> None:
    """Raise TableRejected for a file that is no full table, or that lacks what the newest load of the table has."""
    full = math.prod(len(axis.found) for axis in (regions, periods, *others.values()))
    if rows < full:
        raise TableRejected(
            f"Het bestand heeft {dutch(rows)} rijen; tabel {table} heeft er met deze regio's, perioden en indelingen"
            f" {dutch(full)}. Het is afgebroken, of lege rijen zijn verborgen: download het opnieuw, met lege"
            f" rijen. {_KEEP}",
            check="volledigheid", table=table, expected=full, found=rows,
        )  # fmt: skip
    topics = {(normal(topic.title), normal_unit(topic.unit)) for topic in head.topics}
    lacking = {
        "regio's": [code for code in known.regions if code not in regions.found],
        "perioden": [key for key in sorted(known.periods) if key not in periods.found],
        "onderwerpen": [f"'{item.title}'" for item in known.topics if (normal(item.title), item.unit) not in topics],
        "waarden van indelingen": [
            f"'{item.title}'" for item in known.categories if item.code not in others[item.dimension].found
        ],
    }
    parts = [f"{what} {_some(names)}" for what, names in lacking.items() if names]
    if parts:
        raise TableRejected(
            f"In het bestand ontbreekt wat in de nieuwste lading van tabel {table} staat: {'; '.join(parts)}. Dat zou"
            f" als verdwenen gelden: download de hele tabel, of gebruik een map van cbsodata. {_KEEP}",
            check="volledigheid", table=table, expected="al wat bekend is", found=lacking,
        )  # fmt: skip


def _some(names: Collection[str]) -> str:
    listed = list(names)
    more = f" en {len(listed) - _NAMED} andere" if len(listed) > _NAMED else ""
    return ", ".join(listed[:_NAMED]) + more
