"""Documents as who does not see them gets them; and that the checker sees what is wrong."""

import io
import zipfile

import pytest

from dashboard.exports.document import Heading
from dashboard.exports.documents import docx_file, odt_file
from tests.dashboard.exports.documents.accessible import faults_of
from tests.dashboard.exports.documents.letter import letter, png, whole_letter


@pytest.mark.parametrize("picture", [None, png()], ids=["without a browser", "with pictures"])
@pytest.mark.parametrize("make", [docx_file, odt_file])
def test_a_letter_with_everything_has_no_faults(make, picture):
    assert faults_of(make(whole_letter(picture=picture), theme_dir=None)) == []


@pytest.mark.parametrize("make", [docx_file, odt_file])
def test_a_heading_without_words_is_left_out_and_one_that_jumps_is_seen(make):
    made = make(letter(Heading("Eerste"), Heading("  "), Heading("Derde", level=3)), theme_dir=None)
    assert faults_of(made) == ["heading ‘Derde’ jumps from level 1 to 3"]


@pytest.mark.parametrize(
    ("make", "part", "was", "becomes", "fault"),
    [
        (docx_file, "word/document.xml", b' descr="In woorden', b' title="In woorden', "has no words"),
        (docx_file, "word/document.xml", b"w:tblHeader", b"w:cantSplit", "no row of heads"),
        (docx_file, "word/styles.xml", b'w:val="nl-NL"', b'w:val="en-US"', "not Dutch"),
        (docx_file, "docProps/core.xml", b"<dc:language>nl-NL", b"<dc:language>en", "do not say that it is in Dutch"),
        (odt_file, "content.xml", b"svg:desc", b"svg:title", "has no words"),
        (odt_file, "content.xml", b"table-header-rows", b"table-rows", "no row of heads"),
        (odt_file, "content.xml", b"<text:note-citation>2<", b"<text:note-citation>1<", "are numbered"),
    ],
)
def test_what_is_taken_away_is_missed(make, part, was, becomes, fault):
    made = make(whole_letter(picture=png()), theme_dir=None)
    assert any(fault in item for item in faults_of(_changed(made, part, was, becomes)))


def _changed(content: bytes, part: str, was: bytes, becomes: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as out:
        for name in given.namelist():
            text = given.read(name)
            assert name != part or was in text
            out.writestr(name, text.replace(was, becomes) if name == part else text)
    return made.getvalue()
