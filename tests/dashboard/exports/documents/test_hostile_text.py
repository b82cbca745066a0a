"""Text of strangers stays text: what looks like a command, a formula or markup comes out as it went in."""

import io
import os
import stat
import zipfile
from pathlib import Path

import docx
import odfdo
import pytest
from lxml import etree
from openpyxl import load_workbook

from dashboard.exports.document import Heading, Span, TableBlock, TextBlock
from dashboard.exports.documents import docx_file, odt_file, pandoc
from dashboard.exports.exported import NativeChart, NativeSeries, WordTable
from data_sources.errors import DocumentUnavailable
from tests.dashboard.exports.documents.letter import MADE_AT, letter, whole_letter
from tests.dashboard.exports.documents.letter import chart as chart_block

HOSTILE = (
    "=HYPERLINK(\"http://kwaad.example\";\"klik\")",
    "<w:p/> & ]]> <!-- -->",
    "*sterk* _schuin_ `code` [naam](http://kwaad.example) $x$ \\input{/etc/passwd}",
    "![plaatje](/etc/passwd)",
    "שלום עולם، مرحبا",
    "👩‍👩‍👧 en 🇳🇱",
    "a" * 300,
    "twee  spaties\u00a0en een vaste",
    "@SUM(A1)",
)  # fmt: skip


def _hostile_letter(words: str):
    native = NativeChart("kolom", (words, "b"), (NativeSeries(words, (1, 2), (False, True), "#14477a"),), words, 0)
    return letter(
        Heading(words),
        TextBlock((Span(words, footnote=words), Span(words, strong=True)), style="bron"),
        chart_block(native, words, footnote=words),
        TableBlock(WordTable(words, (("a", words),), ((words, "1"),)), words),
        title=words,
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_it_comes_out_of_word_as_it_went_in(words):
    content = docx_file(_hostile_letter(words), theme_dir=None)
    read = docx.Document(io.BytesIO(content))
    assert [item.text for item in read.paragraphs][:4] == [words, words, words + words, words]
    assert read.tables[0].cell(1, 0).text == words
    assert read.core_properties.title == words
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = load_workbook(io.BytesIO(package.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx"))).active
        relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    assert b"kwaad" not in relations
    assert b'TargetMode="External"' not in relations
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == (words, "s")
    assert (sheet["B1"].value, sheet["B1"].data_type, sheet["B1"].hyperlink) == (words, "s", None)


@pytest.mark.parametrize("words", HOSTILE)
def test_it_comes_out_of_open_document_as_it_went_in(words):
    read = odfdo.Document(io.BytesIO(odt_file(_hostile_letter(words), theme_dir=None)))
    assert read.body.headers[0].text_recursive.removesuffix("\n") == words
    assert read.body.get_notes()[0].note_body.strip() == words
    assert read.meta.title == words


@pytest.mark.parametrize("make", [docx_file, odt_file])
def test_what_no_file_can_hold_is_left_out_and_lines_stay_lines(make):
    words = "a\x00b\x08c\ud800d\ufffee\u202ef\tg\r\nh\ni"
    content = make(_hostile_letter(words), theme_dir=None)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    if make is docx_file:
        assert docx.Document(io.BytesIO(content)).paragraphs[1].text == "abcdef g\nh\ni"


def test_one_that_takes_too_long_is_ended_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    slow = tmp_path / "pandoc"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(pandoc, "_program", lambda: str(slow))
    with pytest.raises(DocumentUnavailable, match="na 0 seconden nog niet klaar"):
        pandoc.run("--version", seconds=0.2)


def test_one_that_fails_or_is_missing_says_whom_to_tell(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(DocumentUnavailable, match="Meld dit aan de beheerder"):
        pandoc.run("--geen-keuze")
    monkeypatch.setattr(pandoc, "_program", lambda: "/nergens/pandoc")
    with pytest.raises(DocumentUnavailable, match="pandoc start niet"):
        pandoc.run("--version")


def test_pandoc_reads_no_file_and_asks_nobody(tmp_path: Path):
    secret = tmp_path / "geheim.png"
    secret.write_bytes(b"\x89PNG geheim")
    picture = {"t": "Image", "c": [["", [], []], [], [str(secret), ""]]}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Para", "c": [picture]}]}
    made = pandoc.written(tree, "docx", reference=pandoc.default_reference("docx"), made_at=MADE_AT)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert not [name for name in package.namelist() if "media" in name]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    docx_file(whole_letter(), theme_dir=None)
    odt_file(whole_letter(), theme_dir=None)
    assert os.listdir(tmp_path) == []
