"""A CSV taken apart: its text, its lines, and which of them is the head of the table. Knows no figures.

What a person downloads may have a mark of byte order, another separator, and lines above and below the table.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from data_sources.cbs.csv_head import is_head
from data_sources.errors import SourceUnreadable

_SEPARATORS = (";", "\t", ",")
_KEEP = "De oude cijfers blijven staan."


@dataclass(frozen=True)
class CsvLines:
    """``head``: the names of the columns; ``rows``: as many cells each, in the order of the file."""

    head: list[str]
    rows: list[list[str]]


def read_text(content: bytes) -> tuple[str, str | None]:
    """The text of a file, and a warning where it is not the UTF-8 that StatLine writes. Raises SourceUnreadable."""
    if not content.strip():
        raise SourceUnreadable(f"Het bestand is leeg. {_KEEP}")
    try:
        text, warning = content.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        warning = "Het bestand is geen UTF-8; gelezen als Windows-1252. Controleer namen met accenten, zoals Fryslân."
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise SourceUnreadable(f"Het bestand is geen CSV (het bevat nultekens). {_KEEP}")
    return text, warning


def read_lines(text: str) -> CsvLines | list[str]:
    """The table in a text; where no line is the head of one, the cells of the line that comes nearest.

    Raises SourceUnreadable for a file that is cut off or whose lines have not all the same columns.
    """
    nearest: list[str] = []
    for separator in _SEPARATORS:
        lines, whole = _split(text, separator)
        for number, line in enumerate(lines):
            if is_head(line) and not whole:
                raise SourceUnreadable(
                    f"Na regel {len(lines)} van het bestand kloppen de aanhalingstekens niet; het bestand is afgebroken"
                    f" of beschadigd. {_KEEP}",
                    line=len(lines), found=lines[-1][:5],
                )  # fmt: skip
            if is_head(line):
                return _table(lines, number, ended=text.endswith(("\n", "\r")))
            if len(line) > max(len(nearest), 1):
                nearest = line
    return nearest


def _split(text: str, separator: str) -> tuple[list[list[str]], bool]:
    """The lines, and whether they are all: a quotation mark that is never closed ends them early."""
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            lines.append([cell.strip() for cell in line])
    except csv.Error:
        return lines, False
    return lines, True


def _table(lines: list[list[str]], place: int, *, ended: bool) -> CsvLines:
    head = lines[place]
    rows: list[list[str]] = []
    below = False
    for number, line in enumerate(lines[place + 1 :], start=place + 2):
        if not any(line):
            continue
        if _is_note(line):
            below = True
        elif below or len(line) != len(head):
            raise SourceUnreadable(
                f"Regel {number} van het bestand heeft {len(line)} kolommen in plaats van {len(head)}, of staat onder"
                f" de tabel; het bestand is afgebroken of beschadigd. {_KEEP}",
                line=number, expected=len(head), found=line[:5],
            )  # fmt: skip
        else:
            rows.append(line)
    if not below and not ended:
        raise SourceUnreadable(f"Het bestand eindigt midden in een regel: het is afgebroken. {_KEEP}")
    return CsvLines(head, rows)


def _is_note(line: list[str]) -> bool:
    """A line of one text, as 'Bron: CBS' stands below a table."""
    return bool(line[0]) and not any(line[1:]) and line[0].lower().startswith(("bron", "©", "source"))
