"""Writing the cells of a load by each driver's own fast way, inside the transaction of the load.

SQLite gets many rows in one statement: stepping through a statement for each row takes twice as long. PostgreSQL
gets COPY in its binary form, laid out in columns: no value passes through Python one by one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Connection

from data_sources.snapshot import Codes
from data_sources.store.cells import Difference, States, Values, unpack

_COLUMNS = "indicator_id, region_id, period_id, breakdown_id, load_id, value, state"
_ROWS_A_STATEMENT = 50
# Rows on their way at once: what a million cells cost beside their columns stays small.
_CHUNK = 100_000

_COPY = f"COPY observation ({_COLUMNS}) FROM STDIN (FORMAT BINARY)"
_COPY_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_COPY_END = b"\xff\xff"
# How wide a field is by its kind, and its type to numpy. Any other kind is null.
_FIELDS = {"int": (4, ">i4"), "double": (8, ">f8"), "small": (2, ">i2")}
_KEYS = ("int",) * 5


def write_cells(connection: Connection, difference: Difference, *, load: int) -> None:
    """Add the rows of a load, in key order."""
    order = np.argsort(difference.cells, kind="stable")
    for begin in range(0, len(order), _CHUNK):
        part = order[begin : begin + _CHUNK]
        keys = unpack(difference.cells[part])
        value, state = difference.value[part], difference.state[part]
        if connection.dialect.name == "postgresql":
            _copy(connection, keys, load, value, state)
        else:
            _insert(connection, keys, load, value, state)


def _insert(connection: Connection, keys: tuple[Codes, ...], load: int, value: Values, state: States) -> None:
    rows = np.empty((len(value), 6), dtype=object)
    for number, column in enumerate((*keys, value, state)):
        rows[:, number] = column
    rows[np.isnan(value), 4] = None
    flat = rows.ravel().tolist()
    width = _ROWS_A_STATEMENT * 6
    whole = len(flat) // width * width
    one = f"(?, ?, ?, ?, {int(load)}, ?, ?)"
    for count, cells, step in ((_ROWS_A_STATEMENT, flat[:whole], width), (1, flat[whole:], 6)):
        parameters = [tuple(cells[begin : begin + step]) for begin in range(0, len(cells), step)]
        if parameters:
            values = ", ".join([one] * count)
            connection.exec_driver_sql(f"INSERT INTO observation ({_COLUMNS}) VALUES {values}", parameters)


def _copy(connection: Connection, keys: tuple[Codes, ...], load: int, value: Values, state: States) -> None:
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("a connection without its driver connection")
    missing = np.isnan(value)
    with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write(_COPY_HEAD)
        # A value that is not there has no bytes at all, so that these rows have a shape of their own.
        for those, kinds in ((~missing, (*_KEYS, "double", "small")), (missing, (*_KEYS, "null", "small"))):
            columns = [*(key[those] for key in keys), load, value[those], state[those]]
            copy.write(_binary_rows(columns, kinds, count=int(those.sum())))
        copy.write(_COPY_END)


def _binary_rows(columns: list[Any], kinds: tuple[str, ...], *, count: int) -> bytes:
    """Rows in PostgreSQL's binary form: the number of fields, then each with its length before it; -1 for null."""
    layout = [("fields", ">i2")]
    for number, kind in enumerate(kinds):
        layout.append((f"length{number}", ">i4"))
        layout += [(f"field{number}", _FIELDS[kind][1])] if kind in _FIELDS else []
    rows = np.zeros(count, dtype=np.dtype(layout))
    rows["fields"] = len(kinds)
    for number, (kind, column) in enumerate(zip(kinds, columns, strict=True)):
        rows[f"length{number}"] = _FIELDS[kind][0] if kind in _FIELDS else -1
        if kind in _FIELDS:
            rows[f"field{number}"] = column
    return rows.tobytes()
