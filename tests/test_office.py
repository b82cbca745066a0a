"""The harness around LibreOffice: that what it says of a document can be trusted."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests import office


def _letter(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_several_documents_come_out_of_one_start_each_with_its_own_text():
    made = office.convert_all({"een.docx": _letter("Adviezen"), "twee.docx": _letter("Meldingen")}, "pdf")
    assert _text(made["een.docx"]).strip() == "Adviezen"
    assert _text(made["twee.docx"]).strip() == "Meldingen"


def test_pages_are_pictures_one_for_each_page():
    document = Document()
    document.add_paragraph("Eerste blad")
    document.add_page_break()
    document.add_paragraph("Tweede blad")
    made = io.BytesIO()
    document.save(made)
    drawn = office.pages(made.getvalue(), ".docx", dpi=20)
    assert [page[:8] for page in drawn] == [b"\x89PNG\r\n\x1a\n"] * 2


def test_two_files_that_would_write_over_each_other_are_refused():
    with pytest.raises(ValueError, match="write over"):
        office.convert_all({"a.docx": b"", "a.odt": b""}, "pdf")


def test_without_libreoffice_a_test_fails_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nergens")
    with pytest.raises(pytest.fail.Exception, match="make office"):
        office.convert(_letter("x"), ".docx", "pdf")


def test_one_that_takes_too_long_is_ended_and_named():
    with pytest.raises(pytest.fail.Exception, match="did not end within"):
        office.convert_all({"a.docx": _letter("x")}, "pdf", seconds=0.01)
    assert _text(office.convert(_letter("Daarna weer goed"), ".docx", "pdf")).strip() == "Daarna weer goed"
