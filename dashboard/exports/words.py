"""A table of a page as texts, for documents: what is read on the screen, without what leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.exports.exported import WordTable

# What stands apart on the screen stands apart in a cell.
_APART = ("Div", "P", "Details", "Summary", "Li", "Ul", "Blockquote", "Br")


def word_table_of(table: html.Table) -> WordTable:
    """The texts of a table. A head or cell over several columns is repeated in each of them, one over several rows in
    each of these. Of what folds out only what stands above it is taken.
    """
    caption, head, body = "", [], []
    for part in _children(table):
        kind = _kind(part)
        if kind == "Caption":
            caption = text_of(part)
        elif kind == "Thead":
            head = [row for row in _children(part) if row is not None]
        elif kind in {"Tbody", "Tfoot"}:
            body += [row for row in _children(part) if row is not None]
    heads, rows = _grid(head), _grid(body)
    width = max((len(row) for row in (*heads, *rows)), default=0)
    return WordTable(
        caption=caption,
        head=tuple(_filled(row, width) for row in heads),
        rows=tuple(_filled(row, width) for row in rows),
        row_heads=_row_heads(body),
    )


def text_of(part: object) -> str:
    """All that is read in a component, in one line; details stand behind what they belong to, between brackets."""
    whole, details = _plain(_texts(part)), [text for text in map(_plain_of, _details(part)) if text]
    if not details:
        return whole
    return f"{whole} ({'; '.join(details)})" if whole else "; ".join(details)


def _plain(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())


def _plain_of(part: object) -> str:
    return _plain(text for child in _children(part) for text in _texts(child))


def _grid(rows: Sequence[object]) -> list[list[str]]:
    """The texts of rows by place, those over several places in each of them."""
    taken: dict[tuple[int, int], str] = {}
    for n, row in enumerate(rows):
        place = 0
        for cell in _children(row):
            if cell is None:
                continue
            while (n, place) in taken:
                place += 1
            across, down = (int(getattr(cell, name, None) or 1) for name in ("colSpan", "rowSpan"))
            for below in range(n, min(n + down, len(rows))):
                for beside in range(place, place + across):
                    taken[(below, beside)] = text_of(cell)
            place += across
    widths = [max((place for line, place in taken if line == n), default=-1) + 1 for n in range(len(rows))]
    return [[taken.get((n, place), "") for place in range(width)] for n, width in enumerate(widths)]


def _filled(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))


def _row_heads(rows: Sequence[object]) -> int:
    """How many columns on the left belong to the name of their row: those up to the last head of a row."""
    if not rows:
        return 1
    cells = [_kind(cell) for cell in _children(rows[0]) if cell is not None]
    return max((n for n, kind in enumerate(cells, start=1) if kind == "Th"), default=0)


def _details(part: object) -> Iterator[Component]:
    """What stands beneath a value, in small: how certain it is, how far rounding leaves it open."""
    for child in part if isinstance(part, list | tuple) else _children(part):
        if isinstance(child, Component) and "detail" in _looks(child):
            yield child
        elif isinstance(child, Component | list | tuple):
            yield from _details(child)


def _texts(part: object) -> Iterator[str]:
    if part is None or isinstance(part, bool):
        return
    if isinstance(part, list | tuple):
        for child in part:
            yield from _texts(child)
        return
    if not isinstance(part, Component):
        yield str(part)
        return
    looks, kind = _looks(part), _kind(part)
    # What is only heard, a detail, and what only leads to where something was read.
    if looks & {"heard", "detail"} or looks >= {"passage", "short"}:
        return
    children = _children(part)
    if kind == "Details":
        children = [child for child in children if _kind(child) == "Summary"]
    apart = " " if kind in _APART or (kind == "Span" and looks) else ""
    yield apart
    yield from _texts(children)
    yield apart


def _looks(part: Component) -> set[str]:
    return set(str(getattr(part, "className", "") or "").split())


def _children(part: object) -> list[object]:
    found = getattr(part, "children", None)
    return list(found) if isinstance(found, list | tuple) else [] if found is None else [found]


def _kind(part: object) -> str:
    return type(part).__name__ if isinstance(part, Component) else ""
