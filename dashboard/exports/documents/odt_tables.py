"""Tables in OpenDocument, finished: which cells are heads, where numbers stand, and lines between rows."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from dashboard.exports.documents.inlines import Node
from dashboard.exports.documents.looks import ACCENT, GROUND, LINE
from dashboard.exports.documents.reference_odt import fragment, o
from dashboard.exports.documents.tables import KEPT_WHOLE

_PADDING = 'fo:padding-left="1.5mm" fo:padding-right="1.5mm" fo:padding-top="0.4mm" fo:padding-bottom="0.4mm"'
_SIDES = 'fo:border-left="none" fo:border-right="none"'
_CELLS = {
    "TableHeaderRowCell": f'fo:border-top="1pt solid #{ACCENT}" fo:border-bottom="1pt solid #{ACCENT}"'
    f' fo:background-color="#{GROUND}" style:vertical-align="bottom"',
    "TableRowCell": f'fo:border-top="none" fo:border-bottom="0.5pt solid #{LINE}"',
}
_WHOLE_ROW = (
    '<style:style style:name="HeleRij" style:family="table-row">'
    '<style:table-row-properties fo:keep-together="always"/></style:style>'
)
_SIDE_NAMES = {"AlignLeft": "start", "AlignRight": "end", "AlignCenter": "center"}


def finish_tables(root: etree._Element, nodes: Sequence[Node]) -> None:
    """Finish all tables of a content part in place; ``nodes``: the blocks that it was made of."""
    automatic = root.find(o("office:automatic-styles"))
    _put_styles(automatic)
    made_of = [node["c"] for node in nodes if node["t"] == "Table"]
    for table, (_, _, columns, _, bodies, _) in zip(root.iter(o("table:table")), made_of, strict=True):
        _mark_row_heads(table, bodies[0][1])
        sides = [_SIDE_NAMES[side["t"]] for side, _ in columns]
        _cover(table, len(sides))
        for row in table.iter(o("table:table-row")):
            row.set(o("table:style-name"), "HeleRij")
            _place_words(row, sides)
        for style in automatic:
            if style.get(o("style:name")) == table.get(o("table:style-name")):
                style[0].set(o("fo:margin-bottom"), "8pt")
                if len(bodies[0][3]) <= KEPT_WHOLE:
                    style[0].set(o("style:may-break-between-rows"), "false")


def _put_styles(automatic: etree._Element) -> None:
    for style in automatic:
        if looks := _CELLS.get(style.get(o("style:name"), "")):
            style[:] = [fragment(f"<style:table-cell-properties {_PADDING} {_SIDES} {looks}/>")]
    automatic.append(fragment(_WHOLE_ROW))
    for parent in ("Table_20_Heading", "Table_20_Contents"):
        for side in _SIDE_NAMES.values():
            automatic.append(
                fragment(
                    f'<style:style style:name="{_cell_style(parent, side)}" style:family="paragraph"'
                    f' style:parent-style-name="{parent}"><style:paragraph-properties fo:text-align="{side}"'
                    ' style:justify-single-word="false"/></style:style>'
                )
            )


def _cell_style(parent: str, side: str) -> str:
    return f"{'Kop' if parent.endswith('Heading') else 'Cel'}_{side}"


def _mark_row_heads(table: etree._Element, columns: int) -> None:
    found = table.findall(o("table:table-column"))[:columns]
    if found:
        holder = etree.Element(o("table:table-header-columns"))
        found[0].addprevious(holder)
        holder.extend(found)


def _cover(table: etree._Element, columns: int) -> None:
    """Write down the places that a head over several columns or rows covers, which pandoc leaves out."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.iter(o("table:table-row"))):
        cells = iter(list(row))
        for column in range(columns):
            if (number, column) in covered:
                row.insert(column, etree.Element(o("table:covered-table-cell")))
            elif (cell := next(cells, None)) is not None:
                wide, high = (int(cell.get(o(f"table:number-{what}-spanned"), "1")) for what in ("columns", "rows"))
                places = {(number + down, column + right) for down in range(high) for right in range(wide)}
                covered |= places - {(number, column)}
                if len(places) > 1:
                    cell.set(o("table:number-columns-spanned"), str(wide))
                    cell.set(o("table:number-rows-spanned"), str(high))


def _place_words(row: etree._Element, sides: Sequence[str]) -> None:
    """The words of a row, each on the side of its column; a head over several columns in their middle."""
    in_head = row.getparent().tag == o("table:table-header-rows")
    parent = "Table_20_Heading" if in_head else "Table_20_Contents"
    for column, cell in enumerate(row):
        # Where a cell spans several columns those it covers stand in the row as well.
        wide = int(cell.get(o("table:number-columns-spanned"), "1"))
        side = "center" if wide > 1 else sides[column]
        for words in cell.findall(o("text:p")):
            words.set(o("text:style-name"), _cell_style(parent, side))
