"""A template as ODS, written out part by part: lists in the cells, notes on the heads, and every cell a text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from data_sources.pilots.sheets.layout import EXPLANATION_LINES, Column, Page
from data_sources.pilots.sheets.limits import MAX_ROWS
from data_sources.pilots.sheets.ods import CONTENT, MANIFEST, MIMETYPE, SPREADSHEET
from data_sources.pilots.sheets.tables import EXPLANATION

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_PART = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = " ".join(
    [
        *(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "table", "text", "style", "number", "config")
        ),
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"',
        'office:version="1.3"',
    ]
)
_STYLES = (
    '<number:text-style style:name="N1"><number:text-content/></number:text-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    '<style:style style:name="long" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="head" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties fo:background-color="#dce6f1"/><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
    '<style:style style:name="bold" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)


def write_ods(pages: Sequence[Page]) -> bytes:
    """The file. Equal for equal pages."""
    widths = sorted({26, 100, *(column.width for page in pages for column in page.columns)})
    choices = list(
        dict.fromkeys((tuple(item.choices), item.closed) for page in pages for item in page.columns if item.choices)
    )
    names = {choice: f"keuze{number}" for number, choice in enumerate(choices, start=1)}
    body = (
        f"<office:automatic-styles>{_STYLES}{''.join(map(_width_style, widths))}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:content-validations>"
        f"{''.join(_validation(name, *choice) for choice, name in names.items())}</table:content-validations>"
        f"{_explanation()}{''.join(_page(page, names) for page in pages)}</office:spreadsheet></office:body>"
    )
    return _packed(
        {
            MIMETYPE: SPREADSHEET.decode(),
            CONTENT: _part("document-content", body),
            "settings.xml": _part("document-settings", _frozen(pages)),
            MANIFEST: _manifest(),
        }
    )


def _part(root: str, inside: str) -> str:
    return f"{_PART}<office:{root} {_NAMESPACES}>{inside}</office:{root}>"


Names = dict[tuple[tuple[str, ...], bool], str]


def _width_style(width: int) -> str:
    return (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.19:.2f}cm"/></style:style>'
    )


def _validation(name: str, choices: Sequence[str], closed: bool) -> str:
    """A list in a cell: the texts themselves, as the format has it, each in quotes."""
    offered = ";".join('"' + text.replace('"', '""') + '"' for text in choices)
    condition = quoteattr(f"of:cell-content-is-in-list({offered})")
    return (
        f'<table:content-validation table:name="{name}" table:condition={condition} table:allow-empty-cell="true"'
        f' table:display-list="unsorted"><table:error-message table:display="{str(closed).lower()}"'
        ' table:message-type="warning" table:title="Niet in de lijst"><text:p>Dit staat niet in de lijst. Toch zo laten'
        " staan?</text:p></table:error-message></table:content-validation>"
    )


def _explanation() -> str:
    rows = "".join(
        f"<table:table-row>{_cell(heading, 'bold')}{_cell(text, 'long')}</table:table-row>"
        for heading, text in EXPLANATION_LINES
    )
    columns = '<table:table-column table:style-name="w26"/><table:table-column table:style-name="w100"/>'
    return f'<table:table table:name="{EXPLANATION}">{columns}{rows}</table:table>'


def _page(page: Page, names: Names) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="w{item.width}" table:default-cell-style-name="{_style(item)}"/>'
        for item in page.columns
    )
    head = "".join(_cell(item.label, "head", note=item.note) for item in page.columns)
    rows = "".join(_row(texts, page.columns, names) for texts in page.rows)
    left = MAX_ROWS - len(page.rows)
    rest = _row([""] * len(page.columns), page.columns, names, times=left) if left > 0 else ""
    return (
        f"<table:table table:name={quoteattr(page.name)}>{columns}<table:table-header-rows><table:table-row>{head}"
        f"</table:table-row></table:table-header-rows>{rows}{rest}</table:table>"
    )


def _row(texts: Sequence[str], columns: Sequence[Column], names: Names, times: int = 1) -> str:
    cells = "".join(
        _cell(text, _style(item), validation=names.get((tuple(item.choices), item.closed), ""))
        for text, item in zip(texts, columns, strict=True)
    )
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{cells}</table:table-row>"


def _cell(text: str, style: str, *, note: str = "", validation: str = "") -> str:
    listed = f' table:content-validation-name="{validation}"' if validation else ""
    kind = ' office:value-type="string"' if text else ""
    comment = f"<office:annotation><text:p>{escape(note)}</text:p></office:annotation>" if note else ""
    shown = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f'<table:table-cell table:style-name="{style}"{listed}{kind}>{comment}{shown}</table:table-cell>'


def _style(column: Column) -> str:
    return "long" if column.wrap else "text"


def _frozen(pages: Sequence[Page]) -> str:
    """That the head of each sheet stays when one scrolls."""
    values = (
        ("VerticalSplitMode", "short", 2), ("VerticalSplitPosition", "int", 1), ("ActiveSplitRange", "short", 2),
        ("PositionBottom", "int", 1),
    )  # fmt: skip
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in values
    )
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(page.name)}>{items}</config:config-item-map-entry>"
        for page in pages
    )
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed'
        ' config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId"'
        f' config:type="string">view1</config:config-item><config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings>"
    )


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", SPREADSHEET.decode()), (CONTENT, "text/xml"), ("settings.xml", "text/xml"))
    )
    return (
        f'{_PART}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.3">{entries}</manifest:manifest>'
    )


def _packed(parts: dict[str, str]) -> bytes:
    """The kind of file comes first and as it is, so that it can be known by its first bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            how = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), text.encode(), how)
    return file.getvalue()
