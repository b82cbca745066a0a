"""A table of words as pandoc knows it: heads that span columns, heads of rows, and numbers to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dashboard.exports.documents.inlines import Node, text
from dashboard.exports.exported import WordTable

# A table of no more rows stays whole on a page.
KEPT_WHOLE = 12
_NO_ATTRIBUTES = ["", [], []]
_NUMBER = re.compile(r"^[+−-]?\d|^(ruim|bijna|ongeveer)? ?\d|^[–-]?$")
_LEFT, _RIGHT, _CENTRE = ({"t": f"Align{side}"} for side in ("Left", "Right", "Center"))
# Of the text width, so that columns are as wide in every program; below the first, they share what is left.
_MOST_OF_WIDTH = 0.5


def table_node(table: WordTable, caption: Sequence[Node]) -> Node:
    """The table with its caption above; its heads are marked: they stand on every page again and are read aloud."""
    columns = len(table.head[-1]) if table.head else max((len(row) for row in table.rows), default=0)
    sides = [_side(table, column) for column in range(columns)]
    widths = _widths(table, columns)
    body = [_NO_ATTRIBUTES, table.row_heads, [], [_row([_cell(words) for words in row]) for row in table.rows]]
    return {
        "t": "Table",
        "c": [
            _NO_ATTRIBUTES,
            [None, [{"t": "Plain", "c": list(caption)}] if caption else []],
            [[side, {"t": "ColWidth", "c": width}] for side, width in zip(sides, widths, strict=True)],
            [_NO_ATTRIBUTES, _head(table.head)],
            [body],
            [_NO_ATTRIBUTES, []],
        ],
    }


def row_heads(nodes: Sequence[Node]) -> list[int]:
    """How many columns on the left hold heads of rows, of each table among these blocks."""
    return [node["c"][4][0][1] for node in nodes if node["t"] == "Table"]


def _head(head: Sequence[Sequence[str]]) -> list[Node]:
    """The rows of column heads. A head that is repeated beside itself spans those columns, one that is repeated beneath
    itself those rows; in the last row each column has its own.
    """
    taken: set[tuple[int, int]] = set()
    rows = []
    for number, words in enumerate(head):
        cells = []
        for column in range(len(words)):
            if (number, column) in taken:
                continue
            wide = _repeats(words[column:]) if number < len(head) - 1 else 1
            high = _repeats([row[column] for row in head[number:]]) if wide == 1 else 1
            taken |= {(number + down, column + right) for down in range(high) for right in range(wide)}
            cells.append(_cell(words[column], wide=wide, high=high))
        rows.append(_row(cells))
    return rows


def _repeats(words: Sequence[str]) -> int:
    """How often the first is repeated without a break; what is empty stands for itself."""
    count = next((place for place, word in enumerate(words) if word != words[0]), len(words))
    return count if words[0].strip() else 1


def _cell(words: str, *, wide: int = 1, high: int = 1) -> Any:
    side = _CENTRE if wide > 1 else {"t": "AlignDefault"}
    return [_NO_ATTRIBUTES, side, high, wide, [{"t": "Plain", "c": text(words)}]]


def _row(cells: Sequence[Any]) -> Any:
    return [_NO_ATTRIBUTES, list(cells)]


def _side(table: WordTable, column: int) -> Node:
    """Numbers stand right, so that they can be compared down the column."""
    if column < table.row_heads:
        return _LEFT
    cells = [row[column].strip() for row in table.rows]
    numbers = sum(bool(_NUMBER.match(words)) for words in cells)
    return _RIGHT if cells and numbers * 2 > len(cells) else _LEFT


def _widths(table: WordTable, columns: int) -> list[float]:
    """Of the width of the text, by what the columns hold."""
    rows = [*table.head, *table.rows]
    needs = [max(4, min(60, max((_need(row[column]) for row in rows), default=4))) for column in range(columns)]
    total = sum(needs)
    return [round(min(_MOST_OF_WIDTH, need / total) if columns > 2 else need / total, 4) for need in needs]


def _need(words: str) -> int:
    """About how many letters wide a text wants to be: short ones stay on a line, long ones take several."""
    longest = max((len(word) for word in words.split()), default=0)
    return max(longest, min(len(words), 24))
