"""The rows of a data set by column, as a page of JSON is taken apart. A million cells as dicts would cost too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import orjson

Row = dict[str, object]


@dataclass
class Rows:
    """Rows, each cell as it came over the wire. A column that some row lacks is no column."""

    columns: dict[str, list[object]] = field(default_factory=dict)
    count: int = 0

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Rows:
        found = cls()
        found.add(rows)
        return found

    def __len__(self) -> int:
        return self.count

    def add(self, rows: Sequence[Row]) -> None:
        """Add a page of rows behind those that are there."""
        if not rows:
            return
        names = list(rows[0]) if self.count == 0 else list(self.columns)
        for name, cells in zip(names, _by_column(rows, names), strict=True):
            if cells is None:
                self.columns.pop(name, None)
            else:
                self.columns.setdefault(name, []).extend(cells)
        self.count += len(rows)

    def row(self, number: int) -> Row:
        return {name: cells[number] for name, cells in self.columns.items()}

    def records(self) -> Iterator[Row]:
        return (self.row(number) for number in range(self.count))


def take_page(body: bytes, rows: Rows) -> bytes:
    """Move the rows of a page of JSON into ``rows`` and give the page without them; one of another shape as it is."""
    try:
        page = orjson.loads(body)
    except orjson.JSONDecodeError:
        return body
    found = page.get("value") if isinstance(page, dict) else None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        return body
    rows.add(found)
    return orjson.dumps({**page, "value": []})


def _by_column(rows: Sequence[Row], names: list[str]) -> Iterator[Sequence[object] | None]:
    """The cells of each of these columns; None for a column that some row lacks."""
    if len(names) > 1:
        try:
            # All columns in one go: a look-up for each cell of its own takes twice as long.
            yield from zip(*map(itemgetter(*names), rows), strict=True)
            return
        except KeyError:
            pass
    for name in names:
        yield [row[name] for row in rows] if all(name in row for row in rows) else None
