"""A ministry's own brief.docx and brief.odt take the place of ours, whatever styles they lack."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from dash import Dash
from docx.shared import Mm, Pt, RGBColor

from dashboard.exports.documents import docx_file, odt_file
from dashboard.exports.documents.package import packed, parts_of
from dashboard.exports.documents.references import check_references
from dashboard.theme_dir import register_theme
from data_sources.errors import SettingsError
from tests.dashboard.exports.documents.accessible import faults_of
from tests.dashboard.exports.documents.letter import png, whole_letter


@pytest.fixture
def ministry(tmp_path: Path) -> Path:
    """A folder with a letter as a Dutch Word saves it: own margins, heading and footer, styles under Dutch ids."""
    own = docx.Document()
    own.styles["Heading 1"].font.color.rgb = RGBColor(0xCA, 0x00, 0x5D)
    own.styles["Normal"].font.name, own.styles["Normal"].font.size = "Verdana", Pt(9)
    section = own.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(45), Mm(35)
    section.header.paragraphs[0].text = "Ministerie van Fictie"
    made = io.BytesIO()
    own.save(made)
    parts = {
        name: content.replace(b'"Heading1"', b'"Kop1"').replace(b'"Normal"', b'"Standaard"')
        if name in ("word/styles.xml", "word/document.xml") else content
        for name, content in parts_of(made.getvalue()).items()
    }  # fmt: skip
    parts["word/styles.xml"] = re.sub(
        rb'(<w:style [^>]*w:styleId="Standaard"[^>]*>\s*)<w:name w:val="Standaard"/>', rb'\1<w:name w:val="Normal"/>',
        parts["word/styles.xml"],
    )  # fmt: skip
    (tmp_path / "brief.docx").write_bytes(packed(parts))
    odt = parts_of(odt_file(whole_letter(), theme_dir=None))
    odt["styles.xml"] = (
        odt["styles.xml"]
        .replace(b'style:name="let-op"', b'style:name="iets-anders"')
        .replace(b'fo:page-width="210mm"', b'fo:page-width="15cm"')
        .replace(b"Bladzijde", b"Blad van Fictie")
    )
    (tmp_path / "brief.odt").write_bytes(packed(odt))
    return tmp_path


def test_a_letter_in_word_takes_their_styles_margins_and_head(ministry):
    content = docx_file(whole_letter(picture=png()), theme_dir=ministry)
    read = docx.Document(io.BytesIO(content))
    heading = next(item for item in read.paragraphs if item.text == "Adviezen")
    assert heading.style.style_id == "Kop1"
    assert str(heading.style.font.color.rgb) == "CA005D"
    assert read.styles["Normal"].font.name == "Verdana"
    assert read.sections[0].header.paragraphs[0].text == "Ministerie van Fictie"
    assert faults_of(content) == []


def test_styles_that_theirs_lacks_are_ours(ministry):
    read = docx.Document(io.BytesIO(docx_file(whole_letter(), theme_dir=ministry)))
    assert "let-op" not in {style.name for style in docx.Document(str(ministry / "brief.docx")).styles}
    mark = read.styles["let-op"]
    assert mark.base_style.name == "Normal"
    assert mark.font.size == Pt(10)
    assert read.tables[0].style.name == "Table"


def test_a_chart_is_no_wider_than_their_text(ministry):
    read = docx.Document(io.BytesIO(docx_file(whole_letter(), theme_dir=ministry)))
    wide, high = read.inline_shapes[0].width.mm, read.inline_shapes[0].height.mm
    assert wide == pytest.approx(130, abs=0.5)
    assert wide / high == pytest.approx(2.0, abs=0.01)


def test_an_open_document_takes_theirs_too(ministry):
    content = odt_file(whole_letter(picture=png()), theme_dir=ministry)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles, text = package.read("styles.xml").decode(), package.read("content.xml").decode()
    assert "Blad van Fictie" in styles
    assert 'style:name="let-op"' in styles
    assert 'svg:width="100mm" svg:height="50mm"' in text
    assert faults_of(content) == []


def test_a_folder_without_letters_gives_ours(tmp_path):
    check_references(tmp_path)
    assert docx_file(whole_letter(), theme_dir=tmp_path) == docx_file(whole_letter(), theme_dir=None)


def test_a_letter_that_is_saved_anew_counts_at_once(ministry):
    before = docx_file(whole_letter(), theme_dir=ministry)
    own = docx.Document(str(ministry / "brief.docx"))
    own.sections[0].header.paragraphs[0].text = "Ministerie van Nieuwe Fictie"
    own.save(str(ministry / "brief.docx"))
    after = docx_file(whole_letter(), theme_dir=ministry)
    assert before != after
    assert docx.Document(io.BytesIO(after)).sections[0].header.paragraphs[0].text == "Ministerie van Nieuwe Fictie"


@pytest.mark.parametrize("content", [b"", b"geen zip", packed({"a.txt": b"x"}), packed({
    "word/document.xml": b"<a/>", "word/styles.xml": b"<niet af", "content.xml": b"<a/>", "styles.xml": b"<niet af",
}), packed({
    "word/document.xml": b"<a/>", "word/styles.xml": b"<a/>", "content.xml": b"<a/>", "styles.xml": b"<a/>",
})], ids=["empty", "no zip", "other zip", "broken xml", "no styles"])  # fmt: skip
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_broken_letter_is_named_in_words_at_the_start(tmp_path, kind, content):
    (tmp_path / f"brief.{kind}").write_bytes(content)
    with pytest.raises(SettingsError, match=rf"VT_THEME_DIR: brief\.{kind} is geen bruikbaar"):
        register_theme(Dash("broken"), str(tmp_path))
