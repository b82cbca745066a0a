"""Reading our own CSV files: records of texts with their line numbers, and what a column may hold.

What does not hold raises ValueError; the reader of a file names the line with ``bad_line``.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from data_sources.errors import ContractError

Record = Mapping[str, str]

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read_records(path: Path) -> list[tuple[int, Record]]:
    """Each record with the line it ends on. Raises ContractError for a line that has not the columns of the head."""
    records: list[tuple[int, Record]] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            for record in rows:
                if None in record or None in record.values():
                    raise ValueError(f"not {len(rows.fieldnames or [])} columns")
                records.append((rows.line_num, record))
        except (ValueError, csv.Error) as error:
            raise bad_line(path, rows.line_num, error) from error
    return records


def bad_line(path: Path, line: int, error: Exception) -> ContractError:
    return ContractError(f"Regel {line} van {path.name} klopt niet: {error}", path=path.name, line=line)


def content_hash(records: Iterable[Record]) -> str:
    """Equal for the same texts under the same names, whatever the order of the columns."""
    return hashlib.sha256(repr([sorted(record.items()) for record in records]).encode()).hexdigest()


def number(record: Record, column: str) -> float | None:
    """A number, None where empty. Raises ValueError for anything else."""
    if not record[column]:
        return None
    # Stricter than float(): no '1_000', no 'inf', no digits of other scripts.
    if not _NUMBER.fullmatch(record[column]):
        raise ValueError(f"{column}: {record[column]!r} is not a number that can stand there")
    return float(record[column])


def filled(record: Record, columns: Iterable[str]) -> None:
    empty = [column for column in columns if not record[column].strip()]
    if empty:
        raise ValueError(f"empty: {', '.join(empty)}")


def word(record: Record, column: str, words: Iterable[str]) -> str:
    if record[column] not in words:
        raise ValueError(f"{column}: {record[column]!r} is not one of {list(words)}")
    return record[column]
