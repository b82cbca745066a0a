"""DOCX as python-docx reads it: real footnotes, styles, charts with the sheets they are drawn from."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook

from dashboard.exports.document import TextBlock
from dashboard.exports.documents import docx_file
from dashboard.exports.documents.native_chart import chart_files
from data_sources.errors import ContractError
from tests.dashboard.exports.documents.letter import (
    BARS,
    FOOTNOTES,
    LINE,
    MADE_AT,
    ORANGE,
    STACKED,
    TABLE,
    chart,
    letter,
    png,
    whole_letter,
)

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx_file(whole_letter(picture=png()), theme_dir=None)


@pytest.fixture(scope="module")
def parts(content) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def _drawing(native) -> etree._Element:
    return etree.fromstring(chart_files(native, made_at=MADE_AT).drawing)


def test_paragraphs_headings_and_marks_are_styles(content):
    read = docx.Document(io.BytesIO(content))
    styles = [(item.style.name, item.text) for item in read.paragraphs]
    assert styles[0] == ("Title", "Advies en melding bij Veilig Thuis")
    assert ("let-op", "Let op: dit zijn fictieve cijfers.") in styles
    assert ("Heading 1", "Adviezen") in styles
    assert ("Heading 2", "Meldingen") in styles
    assert ("bron", "Bron: CBS StatLine.") in styles
    assert ("Caption", "Figuur 1. Adviezen en meldingen") in styles
    strong = next(item for item in read.paragraphs if item.text.startswith("Er waren 112.520"))
    assert [(run.text, bool(run.bold)) for run in strong.runs if run.text] == [
        ("Er waren 112.520 adviezen.", False), (" Dat is veel.", True)
    ]  # fmt: skip


def test_footnotes_are_real_ones_in_the_order_of_the_text(parts):
    notes = re.findall(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', parts["word/footnotes.xml"].decode(), re.S)
    said = ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text)).strip() for _, text in notes]
    assert said == list(FOOTNOTES)
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', parts["word/document.xml"].decode())
    assert referred == [number for number, _ in notes]


def test_what_it_says_of_itself_is_of_the_moment_it_was_asked_for(content):
    said = docx.Document(io.BytesIO(content)).core_properties
    assert (said.title, said.subject) == ("Advies en melding bij Veilig Thuis", "Bouwsteen voor een brief")
    assert (said.author, said.language) == ("Veilig Thuis in cijfers", "nl-NL")
    assert said.created.isoformat() == said.modified.isoformat() == "2026-03-01T12:30:00+00:00"


def test_the_same_letter_is_the_same_file_also_when_many_are_made_at_once(content):
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: docx_file(whole_letter(picture=png()), theme_dir=None), range(12)))
    assert set(made) == {content}


def test_a_page_is_a4_with_its_number_beneath(content, parts):
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {round(side.mm) for side in (section.left_margin, section.right_margin, section.top_margin)} == {25}
    assert section.footer.paragraphs[0].text == "Bladzijde 1 van 1"
    assert b" NUMPAGES " in parts["word/footer1.xml"]


def test_it_is_a_document_of_todays_word(parts):
    assert b'w:name="compatibilityMode"' in parts["word/settings.xml"]
    assert b"15" in parts["word/settings.xml"]


@pytest.mark.parametrize(("number", "native"), [(1, LINE), (2, BARS), (3, STACKED)])
def test_the_sheet_in_a_chart_holds_exactly_its_numbers_and_nothing_in_a_gap(parts, number, native):
    sheet = load_workbook(io.BytesIO(parts[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"])).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == [None, *(series.name for series in native.series)]
    assert [row[0] for row in rows[1:]] == list(native.categories)
    for column, series in enumerate(native.series, start=1):
        assert [row[column] for row in rows[1:]] == list(series.values)


def test_a_chart_draws_the_cells_of_its_sheet_and_leaves_a_gap_open(parts):
    root = etree.fromstring(parts["word/charts/chart1.xml"])
    values = root.find(f".//{C}ser/{C}val/{C}numRef")
    assert values.findtext(f"{C}f") == "Sheet1!$B$2:$B$6"
    drawn = {point.get("idx"): float(point.findtext(f"{C}v")) for point in values.iter(f"{C}pt")}
    assert drawn == {"0": 84_935, "1": 88_120.5, "3": 97_000, "4": 0}
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"
    assert root.find(f"{C}externalData").get(f"{{{root.nsmap['r']}}}id") == "rIdSheet"
    assert b'Target="../embeddings/Microsoft_Excel_Sheet1.xlsx"' in parts["word/charts/_rels/chart1.xml.rels"]


def test_each_chart_takes_the_place_of_a_picture_and_only_the_map_stays_one(content, parts):
    read = docx.Document(io.BytesIO(content))
    held = [(shape.width.mm, shape.height.mm) for shape in read.inline_shapes]
    assert held == [(160, 80)] * 4
    kinds = [shape._inline.graphic.graphicData.uri.rsplit("/", 1)[1] for shape in read.inline_shapes]
    assert kinds == ["chart", "chart", "chart", "picture"]
    assert len([name for name in parts if name.startswith("word/media/")]) == 1
    names = [shape._inline.docPr.get("name") for shape in read.inline_shapes]
    assert names == [f"Grafiek {number}" for number in range(1, 5)]
    assert read.inline_shapes[0]._inline.docPr.get("descr") == 'In woorden: "Figuur 1. Adviezen en meldingen" & meer.'


def test_letters_are_nine_points_in_dutch_and_there_is_no_title():
    root = _drawing(LINE)
    assert {item.get("sz") for item in root.iter(f"{A}defRPr", f"{A}rPr")} == {"900"}
    assert {item.get("lang") for item in root.iter(f"{A}defRPr", f"{A}rPr", f"{A}endParaRPr")} == {"nl-NL"}
    assert root.find(f".//{C}autoTitleDeleted").get("val") == "1"
    assert root.find(f"{C}chart/{C}title") is None
    assert "".join(root.find(f".//{C}valAx/{C}title").itertext()).strip() == "aantal per jaar"


def test_colours_dashes_and_open_points_are_those_of_the_screen():
    advice, reports = _drawing(LINE).iter(f"{C}ser")
    assert reports.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr").get("val") == ORANGE[1:].upper()
    assert reports.find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "dash"
    assert [point.find(f"{C}idx").get("val") for point in advice.findall(f"{C}dPt")] == ["3", "4"]
    hollow = {
        point.find(f"{C}marker/{C}spPr/{A}solidFill/{A}srgbClr").get("val") for point in advice.findall(f"{C}dPt")
    }
    assert hollow == {"FFFFFF"}
    assert reports.findall(f"{C}dPt") == []
    assert [point.find(f"{C}idx").get("val") for point in _drawing(BARS).iter(f"{C}dPt")] == ["1"]
    assert _drawing(BARS).find(f".//{C}dPt/{C}spPr/{A}pattFill") is not None


def test_points_that_are_not_definitive_are_told_beneath_the_chart_and_nothing_where_all_are(content):
    said = [item.text for item in docx.Document(io.BytesIO(content)).paragraphs if "onbekende status" in item.text]
    assert said == [
        "Een open of groter punt is een cijfer dat voorlopig, of van onbekende status is.",
        "Een gearceerd vlak is een cijfer dat voorlopig, of van onbekende status is.",
    ]


def test_a_legend_stands_only_where_there_is_something_to_tell_apart():
    assert _drawing(LINE).find(f".//{C}legend/{C}legendPos").get("val") == "b"
    assert _drawing(BARS).find(f".//{C}legend") is None


def test_an_axis_begins_at_zero_unless_a_value_is_below_it():
    assert _drawing(STACKED).find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0.0"
    assert _drawing(BARS).find(f".//{C}valAx/{C}scaling/{C}min") is None


def test_the_first_bar_lies_on_top_with_the_numbers_beneath_all():
    root = _drawing(BARS)
    assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert root.find(f".//{C}valAx/{C}crosses").get("val") == "max"


def test_numbers_are_in_the_notation_of_the_office_that_opens_it():
    rate = replace(BARS, series=(replace(BARS.series[0], values=(1.25, -0.5, None)),))
    assert _drawing(LINE).find(f".//{C}valAx/{C}numFmt").get("formatCode") == "#,##0"
    assert _drawing(rate).find(f".//{C}valAx/{C}numFmt").get("formatCode") == "#,##0.0"


def test_a_table_has_its_heads_once_each_and_numbers_to_the_right(content):
    table = docx.Document(io.BytesIO(content)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Regio", "Adviezen", "Adviezen", "Meldingen"]
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(0, 0)._tc is not table.cell(2, 0)._tc
    assert [cell.text for cell in table.rows[1].cells][1:] == ["2024", "2025", "2025"]
    assert [cell.text for cell in table.rows[8].cells] == list(TABLE.rows[6])
    assert str(table.cell(2, 1).paragraphs[0].alignment).startswith("RIGHT")


def test_a_chart_of_which_there_is_nothing_to_show_is_a_fault_and_not_an_empty_frame():
    empty = replace(BARS, series=(replace(BARS.series[0], values=(None, None, None)),))
    with pytest.raises(ContractError, match="Figuur 9"):
        docx_file(letter(chart(empty, "Figuur 9")), theme_dir=None)


def test_a_chart_without_numbers_still_has_its_picture():
    empty = replace(BARS, series=(replace(BARS.series[0], values=(None, None, None)),))
    read = docx.Document(io.BytesIO(docx_file(letter(chart(empty, "Figuur 9", picture=png())), theme_dir=None)))
    assert read.inline_shapes[0]._inline.graphic.graphicData.uri.endswith("/picture")


@pytest.mark.parametrize(
    "series",
    [replace(BARS.series[0], values=(1.0, 2.0)), replace(BARS.series[0], values=(1.0, float("nan"), 2.0))],
    ids=["too few", "no number"],
)
def test_values_that_do_not_fit_are_refused(series):
    with pytest.raises(ContractError):
        chart_files(replace(BARS, series=(series,)), made_at=MADE_AT)


def test_a_letter_without_charts_and_notes_is_one_as_well():
    read = docx.Document(io.BytesIO(docx_file(letter(TextBlock(())), theme_dir=None)))
    assert [item.text for item in read.paragraphs] == ["Advies en melding bij Veilig Thuis"]
