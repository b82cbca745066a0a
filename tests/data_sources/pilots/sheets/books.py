"""Spreadsheets as people and attackers send them: by openpyxl and odfdo, or part by part."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from odfdo import Document, Table

from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED

EVENTS = ENTERED["event"][1]
LABELS = [item.label for item in FIELDS["event"]]
ROW = ["Nieuwe campagne", "juni 2026", "gerealiseerd", "L26", "onderdeel l", "De campagne is begonnen."]
PAGE, RELATIONS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
MEDIA_TYPE_ODS = "application/vnd.oasis.opendocument.spreadsheet"

Cells = Sequence[Sequence[Any]]


def xlsx(cells: Cells = (LABELS, ROW), sheet: str = EVENTS, change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with one sheet; ``change`` does something more to it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in cells:
        page.append(list(row))
    if change is not None:
        change(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(cells: Cells = (LABELS, ROW), sheet: str = EVENTS) -> bytes:
    """A document with one sheet, made by odfdo."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table(sheet)
    for line, row in enumerate(cells):
        for column, value in enumerate(row):
            table.set_value((column, line), value)
    document.body.append(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return file.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    return packed({**parts_of(content), name: data})


def in_part(content: bytes, name: str, old: str, new: str) -> bytes:
    """The same file with some words of a part in place of others, which have to be there."""
    text = parts_of(content)[name].decode()
    assert old in text
    return with_part(content, name, text.replace(old, new).encode())


def with_shared_texts(content: bytes) -> bytes:
    """The same workbook with its texts apart, as Excel itself writes them."""
    parts = parts_of(content)
    texts: list[str] = []

    def refer(match: re.Match[str]) -> str:
        texts.append(f"<si>{match[2]}</si>")
        return f'{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    page = re.sub(
        r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="inlineStr"><is>(.*?)</is></c>', refer, parts[PAGE].decode()
    )
    relation = (
        '<Relationship Id="rId99" Target="sharedStrings.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
    )
    relations = parts[RELATIONS].decode().replace("</Relationships>", f"{relation}</Relationships>")
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{"".join(texts)}</sst>'
    changed = {PAGE: page, RELATIONS: relations, "xl/sharedStrings.xml": shared}
    return packed({**parts, **{name: text.encode() for name, text in changed.items()}})


def content_xml(rows: str) -> bytes:
    """An ODS of one sheet, whose rows are written out."""
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{label}</text:p></table:table-cell>' for label in LABELS
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="{EVENTS}">'
        f"<table:table-row>{head}</table:table-row>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed([("mimetype", MEDIA_TYPE_ODS.encode()), ("content.xml", body.encode())])


def ods_row(texts: Sequence[str] = ROW, attributes: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def with_declared_size(content: bytes, size: int) -> bytes:
    """The same zip file of one part, which says of that part that it is of this size once unpacked."""
    data = bytearray(content)
    struct.pack_into("<L", data, data.index(b"PK\x03\x04") + 22, size)
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, size)
    return bytes(data)
