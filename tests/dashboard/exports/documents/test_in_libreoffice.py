"""The pages as LibreOffice shows them: charts drawn in their colours, notes at the foot, heads on every page."""

import io
import re
import zipfile
from collections.abc import Mapping

import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.exports.documents import docx_file, odt_file
from tests import office
from tests.dashboard.exports.documents.letter import BLUE, FOOTNOTES, GREEN, ORANGE, png, whole_letter

RED = "#cc1133"


@pytest.fixture(scope="module")
def printed() -> Mapping[str, bytes]:
    """Both kinds of the same letter as PDF. In Word no chart is a picture; in OpenDocument each is a red one."""
    files = {
        "word.docx": docx_file(whole_letter(picture=png(RED)), theme_dir=None),
        "open.odt": odt_file(whole_letter(picture=png(RED)), theme_dir=None),
    }
    return office.convert_all(files, "pdf")


def _pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def _points(pdf: bytes, *wanted: str) -> list[int]:
    """How many points of all pages have each of these colours, or one that no eye tells from it."""
    found = [0] * len(wanted)
    for page in office.pictures_of(pdf, dpi=60):
        picture = Image.open(io.BytesIO(page)).convert("RGB")
        for count, colour in picture.getcolors(picture.width * picture.height):
            for number, code in enumerate(wanted):
                if all(abs(is_ - wants) <= 6 for is_, wants in zip(colour, bytes.fromhex(code[1:]), strict=True)):
                    found[number] += count
    return found


@pytest.mark.parametrize("name", ["word.docx", "open.odt"])
def test_all_words_and_notes_are_on_the_pages(printed, name):
    pages = _pages(printed[name])
    words = " ".join(" ".join(pages).split())
    for said in ("Er waren 112.520 adviezen.", "Figuur 2. Per regio", *FOOTNOTES, f"Bladzijde 1 van {len(pages)}"):
        assert said in words
    assert all(len(page.strip()) > 30 for page in pages)


@pytest.mark.parametrize("name", ["word.docx", "open.odt"])
def test_the_heads_of_a_long_table_stand_on_each_of_its_pages(printed, name):
    with_rows = [page for page in _pages(printed[name]) if "Regio 30" in page or "Regio 60" in page]
    assert len(with_rows) == 2
    assert all("Adviezen" in page and "Meldingen" in page for page in with_rows)


def test_word_charts_are_drawn_in_the_colours_of_their_series(printed):
    assert min(_points(printed["word.docx"], BLUE, ORANGE, GREEN)) > 300
    words = " ".join(_pages(printed["word.docx"]))
    assert all(said in words for said in ("Groningen", "2024", "aantal per jaar", "verandering in %"))


def test_in_word_only_the_map_is_a_picture_and_in_open_document_every_chart_is(printed):
    area = (160 / 25.4 * 60) * (80 / 25.4 * 60)
    assert _points(printed["word.docx"], RED) == [pytest.approx(area, rel=0.05)]
    assert _points(printed["open.odt"], RED) == [pytest.approx(4 * area, rel=0.05)]


def test_charts_stay_charts_when_libreoffice_saves_them_as_open_document():
    saved = office.convert(docx_file(whole_letter(), theme_dir=None), ".docx", "odt")
    with zipfile.ZipFile(io.BytesIO(saved)) as package:
        objects = [package.read(name) for name in package.namelist() if re.fullmatch(r"Object \d+/content.xml", name)]
    assert [b"<office:chart>" in item for item in objects] == [True] * 3
    assert any(b"112520" in item for item in objects)
