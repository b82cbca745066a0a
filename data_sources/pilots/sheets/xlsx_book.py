"""What an XLSX file says of its sheets: where they are, the texts they share, how their numbers are shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from data_sources.pilots.sheets.grid import attribute_number
from data_sources.pilots.sheets.limits import (
    MAX_FORMAT,
    MAX_SIGNS,
    MAX_TEXT,
    MAX_TEXTS,
    NotReadable,
    too_many_cells,
    too_much_text,
)
from data_sources.pilots.sheets.number_format import NumberFormat
from data_sources.pilots.sheets.parts import Parts
from data_sources.pilots.sheets.unpack import damaged

CONTENT_TYPES = "[Content_Types].xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Target:
    kind: str
    path: str


def book_path(parts: Parts) -> str:
    found = [item.path for item in targets_of(parts, "").values() if item.kind == "officeDocument"]
    if not found:
        raise damaged()
    return found[0]


def targets_of(parts: Parts, path: str) -> dict[str, Target]:
    """The parts that one part refers to, by the ids of their relations."""
    folder, name = posixpath.split(path)
    relations = _Relations()
    parts.read(posixpath.join(folder, "_rels", f"{name}.rels"), relations)
    return {
        item["Id"]: Target(
            item.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/"),
        )
        for item in relations.found
        if "Id" in item
    }


class Reader:
    """Events that most readers here have no need of."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text, or a piece of it."""


class _Relations(Reader):
    def __init__(self) -> None:
        self.found: list[Mapping[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            self.found.append(attributes)


class Workbook(Reader):
    """The sheets by name and relation, in order; and the day from which dates are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch = CALENDAR_WINDOWS_1900

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = CALENDAR_MAC_1904


class SharedTexts(Reader):
    """The texts that cells refer to by number; without how a word is pronounced."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._signs = 0
        self._pieces = Pieces()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._pieces.start(name)

    def end(self, name: str) -> None:
        self._pieces.end(name)
        if name == "si":
            if len(self.texts) >= MAX_TEXTS:
                raise too_many_cells()
            self.texts.append(self._pieces.take())
            self._signs += len(self.texts[-1])
            if self._signs > MAX_SIGNS:
                raise too_much_text()

    def text(self, data: str) -> None:
        self._pieces.add(data)


class Pieces:
    """The text between <t> and </t>, up to a length, without that of phonetic runs."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._length = 0
        self._inside = self._phonetic = False

    def start(self, name: str) -> None:
        self._inside = name == "t"
        self._phonetic = self._phonetic or name == "rPh"

    def end(self, name: str) -> None:
        self._inside = False
        self._phonetic = self._phonetic and name != "rPh"

    def add(self, data: str) -> None:
        if self._inside and not self._phonetic and self._length < MAX_TEXT:
            self._found.append(data[: MAX_TEXT - self._length])
            self._length += len(data)

    def take(self) -> str:
        text = "".join(self._found)
        self._found, self._length = [], 0
        # How XLSX writes a sign that XML cannot hold.
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class Styles(Reader):
    """How each style that a cell may have shows a number; None where that cannot be told."""

    def __init__(self) -> None:
        self._own: dict[int, NumberFormat | None] = {}
        self._in_cells = False
        self.formats: list[NumberFormat | None] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            own = NumberFormat.of(code) if len(code) <= MAX_FORMAT else None
            self._own[attribute_number(attributes, "numFmtId", 0)] = own
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            number = attribute_number(attributes, "numFmtId", 0)
            built_in = NumberFormat.of(BUILTIN_FORMATS.get(number, "General"))
            self.formats.append(self._own.get(number, built_in))
            if len(self.formats) > MAX_TEXTS:
                raise too_many_cells()

    def end(self, name: str) -> None:
        self._in_cells = self._in_cells and name != "cellXfs"


def refused_type(parts: Parts) -> NotReadable | None:
    """What a zip file of this family is, where it is no workbook without macros."""
    types = _Types()
    parts.read(CONTENT_TYPES, types)
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types.found):
        return NotReadable("Het bestand heeft macro's.", "Bewaar het als .xlsx (zonder macro's) of .ods.")
    if not any(kind.endswith("spreadsheetml.sheet.main+xml") for kind in types.found):
        return NotReadable("Dit is geen rekenblad (.xlsx).")
    return None


class _Types(Reader):
    def __init__(self) -> None:
        self.found: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if "ContentType" in attributes:
            self.found.append(attributes["ContentType"].lower())
