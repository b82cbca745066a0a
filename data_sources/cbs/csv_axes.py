"""The regions, periods and categories of a CSV: titles as StatLine shows them, turned into CBS's codes. Pure.

A title is placed only where it can be only one thing; the first few that cannot be placed are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_sources.cbs.periods import STATUS_OF_CBS, period_of_title
from data_sources.cbs.rows import Row
from data_sources.contract import Period, check_region
from data_sources.errors import TableRejected, UsageError
from data_sources.known_table import KnownTable, normal
from data_sources.records import read_records

_NAMED = 3
_HELP = "Gebruik een download met codes of een map van cbsodata. De oude cijfers blijven staan."
_STATUS_WORDS = {"definitief": "Definitief", "nader-voorlopig": "NaderVoorlopig", "voorlopig": "Voorlopig"}


@dataclass(frozen=True)
class Axis:
    """One dimension of a file. ``codes``: of each row; ``listed``: its code list; ``found``: the codes that occur."""

    codes: list[str]
    listed: list[Row]

    @property
    def found(self) -> set[str]:
        return set(self.codes)


def region_axis(cells: Sequence[str], known: KnownTable, *, table: str) -> Axis:
    """Regions by code, by the titles of the newest load, or by those that are bundled. Raises TableRejected."""
    by_title = bundled_titles() | _codes_of(known.regions.items())
    titles: dict[str, str] = {}
    codes: dict[str, str | None] = {}
    for cell in dict.fromkeys(cells):
        if _is_region(cell):
            codes[cell] = cell
            titles[cell] = known.regions.get(cell) or _bundled_title(cell) or cell
        else:
            code = by_title.get(normal(cell))
            codes[cell] = code
            titles |= {code: cell} if code else {}
    placed = _placed(codes, "regio's", table=table)
    return Axis([placed[cell] for cell in cells], [{"Key": code, "Title": title} for code, title in titles.items()])


def period_axis(cells: Sequence[str], known: KnownTable, *, table: str) -> tuple[Axis, str, str | None]:
    """Periods by key or title, where their statuses were read, and a warning where the file tells none.

    A star says voorlopig, two say nader voorlopig. Where some periods have one, those without are definitief; where
    none has, a period keeps the status it had in the newest load. Raises TableRejected.
    """
    names = list(dict.fromkeys(cells))
    starred = any(name.endswith("*") for name in names)
    codes: dict[str, str | None] = {}
    listed: list[Row] = []
    for name in names:
        period = _period(name)
        codes[name] = period.key if period else None
        if period is not None:
            word = "definitief" if starred else known.periods.get(period.key, "")
            status = None if name.endswith("*") else _STATUS_WORDS.get(word)
            listed.append({"Key": period.key, "Title": name, "Status": status})
    placed = _placed(codes, "perioden", table=table)
    axis = Axis([placed[cell] for cell in cells], listed)
    if starred:
        return axis, "geen sterretje, andere perioden wel", None
    if known.load is None:
        return axis, STATUS_OF_CBS, "Het bestand zegt niet welke cijfers voorlopig zijn; de status is onbekend."
    warning = (
        f"Het bestand zegt niet welke cijfers voorlopig zijn; de status is die van lading {known.load}, en onbekend"
        " voor perioden die daar niet in staan."
    )
    return axis, f"zoals in lading {known.load}; het bestand noemt geen status", warning


def category_axis(key: str, cells: Sequence[str], known: KnownTable, *, table: str) -> Axis:
    """The codes of a further dimension, by code or by the titles of the newest load. Raises TableRejected."""
    items = [item for item in known.categories if item.dimension == key]
    by_title = _codes_of((item.code, item.title) for item in items)
    own = {item.code for item in items}
    codes = {cell: by_title.get(normal(cell), cell if cell in own else None) for cell in dict.fromkeys(cells)}
    placed = _placed(codes, f"waarden van '{key}'", table=table)
    return Axis([placed[cell] for cell in cells], [{"Key": item.code, "Title": item.title} for item in items])


@cache
def _bundled() -> list[tuple[str, str]]:
    """Code and title of the regions whose title is certain, CBS's newest title of each first."""
    return [(row["code"], row["title"]) for _, row in read_records(Path(__file__).with_name("region_titles.csv"))]


def bundled_titles() -> dict[str, str]:
    """Normalised title to code."""
    return _codes_of(_bundled())


def _bundled_title(code: str) -> str | None:
    return next((title for known, title in _bundled() if known == code), None)


def _codes_of(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Normalised title to code, without titles that are those of several codes."""
    found: dict[str, set[str]] = {}
    for code, title in titles:
        found.setdefault(normal(title), set()).add(code)
    return {title: next(iter(codes)) for title, codes in found.items() if len(codes) == 1}


def _is_region(cell: str) -> bool:
    try:
        check_region(cell)
    except UsageError:
        return False
    return True


def _period(name: str) -> Period | None:
    try:
        return Period.parse(name)
    except UsageError:
        return period_of_title(name)


def _placed(codes: Mapping[str, str | None], what: str, *, table: str) -> dict[str, str]:
    """All of them, or TableRejected that names the first few that have no code, or two that have the same."""
    strange = [cell for cell, code in codes.items() if code is None]
    if strange:
        shown = ", ".join(f"'{cell}'" for cell in strange[:_NAMED])
        more = f" en {len(strange) - _NAMED} andere" if len(strange) > _NAMED else ""
        raise TableRejected(
            f"Van deze {what} in het bestand is de code bij tabel {table} niet zeker: {shown}{more}. {_HELP}",
            check="codes", table=table, expected="een bekende titel", found=strange,
        )  # fmt: skip
    return {cell: code for cell, code in codes.items() if code is not None}
