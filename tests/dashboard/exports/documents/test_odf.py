"""ODT as odfdo reads it: real footnotes, charts as picture and as table."""

import io
import re

import odfdo
import pytest

from dashboard.exports.documents import odt_file
from dashboard.exports.documents.odf import NO_PICTURE
from data_sources.errors import ContractError
from tests.dashboard.exports.documents.letter import (
    FOOTNOTES,
    LINE,
    TABLE,
    chart,
    letter,
    png,
    whole_letter,
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return odt_file(whole_letter(picture=png()), theme_dir=None)


@pytest.fixture(scope="module")
def read(content):
    return odfdo.Document(io.BytesIO(content))


def test_footnotes_are_real_ones_numbered_in_the_order_of_the_text(read):
    notes = read.body.get_notes(note_class="footnote")
    assert [note.citation for note in notes] == ["1", "2", "3", "4"]
    assert [note.note_body.strip() for note in notes] == list(FOOTNOTES)


def test_paragraphs_headings_and_marks_are_styles(read):
    styles = {item.inner_text: item.style for item in read.body.paragraphs}
    assert styles["Let op: dit zijn fictieve cijfers."] == "let-op"
    assert styles["Bron: CBS StatLine."] == "bron"
    assert [(int(item.level), item.inner_text) for item in read.body.headers] == [(1, "Adviezen"), (2, "Meldingen")]


def test_a_chart_is_a_picture_with_its_words_and_a_table_of_its_numbers(read):
    frames = read.body.get_frames()
    assert [(frame.name, frame.size) for frame in frames] == [(f"Grafiek {n}", ("160mm", "80mm")) for n in range(1, 5)]
    assert frames[0].svg_description == 'In woorden: "Figuur 1. Adviezen en meldingen" & meer.'
    tables = [[[cell or "" for cell in row] for row in table.get_values()] for table in read.body.tables]
    assert tables[0] == [
        ["Periode", "Adviezen (aantal per jaar)", "Meldingen & <meer> (aantal per jaar)"],
        ["2021", "84.935", "62.005"],
        ["2022", "88.121", "60.000"],
        ["2023", "geen cijfer", "61.000"],
        ["2024", "97.000*", "63.100"],
        ["2025", "0*", "66.270"],
    ]
    assert tables[1][1:] == [["Groningen", "12,5"], ["Friesland", "−3,3*"], ["Zeeland", "geen cijfer"]]
    assert len(tables) == 4
    said = [item.inner_text for item in read.body.paragraphs]
    assert said.count("* Dit cijfer is voorlopig, of van onbekende status.") == 2


def test_a_head_over_several_columns_covers_them_and_rows_are_whole(read):
    table = read.body.tables[-1]
    rows = table.rows
    assert [len(row.cells) for row in rows] == [4] * (len(TABLE.rows) + 2)
    assert rows[0].cells[1].get_attribute("table:number-columns-spanned") == "2"
    assert rows[1].cells[0].tag == "table:covered-table-cell"
    assert [cell.inner_text.strip() for cell in rows[8].cells] == list(TABLE.rows[6])


def test_where_no_picture_could_be_made_a_sentence_says_so_and_the_table_stands():
    read = odfdo.Document(io.BytesIO(odt_file(letter(chart(LINE, "Figuur 1")), theme_dir=None)))
    assert read.body.get_frames() == []
    assert NO_PICTURE in [item.inner_text for item in read.body.paragraphs]
    assert 'In woorden: "Figuur 1" & meer.' in [item.inner_text for item in read.body.paragraphs]
    assert len(read.body.tables) == 1


def test_without_picture_and_numbers_there_is_nothing_to_show():
    with pytest.raises(ContractError, match="Figuur 1"):
        odt_file(letter(chart(None, "Figuur 1")), theme_dir=None)


def test_what_it_says_of_itself_is_of_the_moment_it_was_asked_for(read, content):
    assert read.meta.title == "Advies en melding bij Veilig Thuis"
    assert read.meta.subject == "Bouwsteen voor een brief"
    assert read.meta.language == "nl-NL"
    assert str(read.meta.creation_date).startswith("2026-03-01 12:30")
    assert odt_file(whole_letter(picture=png()), theme_dir=None) == content


def test_pages_are_a4_and_numbered(read):
    styles = read.get_part("styles.xml").serialize().decode()
    assert re.search(r'fo:page-width="210mm"', styles)
    assert "Bladzijde <text:page-number" in styles
