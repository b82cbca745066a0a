"""Files that are no spreadsheet, or one that means harm: a Dutch sentence, nothing read, in bounded memory and time."""

from __future__ import annotations

import random
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.pilots.checks import check_rows
from data_sources.pilots.sheets.limits import MAX_DEPTH, MAX_EVENTS, MAX_FILE, MAX_UNPACKED, NotReadable
from data_sources.pilots.sheets.markup import Budget, read_xml
from data_sources.pilots.sheets.read import check_file, read_sheets
from tests.data_sources.pilots.sheets.books import (
    EVENTS,
    LABELS,
    MEDIA_TYPE_ODS,
    PAGE,
    RELATIONS,
    ROW,
    content_xml,
    in_part,
    ods,
    ods_row,
    packed,
    parts_of,
    with_declared_size,
    with_part,
    with_shared_texts,
    xlsx,
)
from tests.intake_rows import TODAY, bundled_known

# What reading a file may take at its peak, beyond the file itself.
PEAK = 120 * 1000 * 1000
SECONDS = 15
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;">'
    b'<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]><lolz>&lol3;</lolz>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
FILLER = b"<a>" + b" " * (MAX_UNPACKED + 1) + b"</a>"


def refusal(content: bytes, name: str = "rijen.xlsx") -> str:
    """The one sentence with which a file is refused, of which no row was read."""
    rows, findings = read_sheets(content, name)
    assert rows == []
    assert len(findings) == 1
    assert findings[0].mend
    return findings[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Het bestand is leeg."),
        (b"  \n ", "Het bestand is leeg."),
        (b"titel;moment\n1;2\n", "Dit is een tekstbestand, zoals een CSV, geen rekenblad."),
        (b"%PDF-1.7 \xff\xfe", "Dit is een PDF, geen rekenblad."),
        (b"\x89PNG\r\n\x1a\n", "Dit is een afbeelding, geen rekenblad."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "Dit is een Excel-bestand van de oude soort (.xls)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "Het bestand is met een wachtwoord beveiligd.",
        ),
        (random.Random(6).randbytes(5000), "Dit is geen rekenblad."),
        (b"PK\x03\x04" + random.Random(6).randbytes(5000), "Het bestand is beschadigd of niet volledig."),
        (b"\0" * (MAX_FILE + 1), "Het bestand is groter dan 2 MB."),
        (packed({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "Dit is geen rekenblad (.xlsx)."),
        (packed({"lees.txt": b"hoi"}), "Dit is een zip-bestand, geen rekenblad."),
        (
            packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            "Dit is een OpenDocument-bestand, maar geen rekenblad (.ods).",
        ),
        (packed({"mimetype": MEDIA_TYPE_ODS.encode()}), "Het bestand is beschadigd of niet volledig."),
    ],
)
def test_what_is_no_spreadsheet_is_called_what_it_is(content: bytes, message: str) -> None:
    assert refusal(content) == message


@pytest.mark.parametrize("name", ["rijen.xls", "rijen.csv", "rijen.xlsm", "rijen", "rijen.xlsx.exe", ""])
def test_a_name_that_is_none_of_a_spreadsheet_is_refused(name: str) -> None:
    assert refusal(xlsx(), name) == f"'{name}' is geen .xlsx of .ods."


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("made", [xlsx, ods])
def test_a_file_that_was_cut_off_is_damaged(made: Callable[[], bytes], share: float) -> None:
    content = made()
    assert refusal(content[: int(len(content) * share)]) == "Het bestand is beschadigd of niet volledig."


MACROS = "Het bestand heeft macro's."
ELSEWHERE = "Het bestand haalt gegevens uit een ander bestand of van internet."
EMBEDDED = "Het bestand bevat ingesloten objecten of grafieken."
STRANGE_NAME = "Het bestand heeft delen met een verboden naam."


@pytest.mark.parametrize(
    ("made", "part", "message"),
    [
        (xlsx, "xl/vbaProject.bin", MACROS), (xlsx, "VBAPROJECT.BIN", MACROS), (xlsx, "xl/macrosheets/a.xml", MACROS),
        (xlsx, "xl/activeX/activeX1.bin", MACROS), (xlsx, "xl/externalLinks/externalLink1.xml", ELSEWHERE),
        (xlsx, "xl/connections.xml", ELSEWHERE), (xlsx, "xl/embeddings/oleObject1.bin", EMBEDDED),
        (xlsx, "xl/charts/chart1.xml", EMBEDDED), (ods, "Basic/Standard/Module1.xml", MACROS),
        (ods, "Scripts/python/kwaad.py", MACROS), (ods, "Object 1/content.xml", EMBEDDED),
        (xlsx, "../../etc/cron.d/kwaad", STRANGE_NAME), (xlsx, "/etc/passwd", STRANGE_NAME),
        (xlsx, "C:\\kwaad.exe", STRANGE_NAME), (ods, "..\\kwaad", STRANGE_NAME),
    ],
)  # fmt: skip
def test_parts_that_do_not_belong_in_a_sheet_are_refused(made: Callable[[], bytes], part: str, message: str) -> None:
    assert refusal(with_part(made(), part, b"<a/>")) == message


def test_a_workbook_of_the_kind_with_macros_is_refused_whatever_its_name() -> None:
    content = in_part(
        xlsx(), "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )  # fmt: skip
    assert refusal(content) == MACROS
    event = '<script:event-listener script:language="ooo:script"/>'
    assert refusal(content_xml(event + ods_row())) == MACROS


def test_links_to_elsewhere_are_refused_and_one_to_click_on_is_text() -> None:
    link = (
        '<Relationship Id="rId9" TargetMode="External" Target="http://kwaad.example/" Type="{kind}"/></Relationships>'
    )
    end = "</Relationships>"
    picture = in_part(xlsx(), RELATIONS, end, link.format(kind="http://x/image"))
    assert refusal(picture) == ELSEWHERE
    clicked = in_part(xlsx(), RELATIONS, end, link.format(kind="http://x/hyperlink"))
    assert len(read_sheets(clicked, "a.xlsx")[0]) == 1
    source = '<table:table-source xlink:href="http://kwaad.example/" xmlns:xlink="http://www.w3.org/1999/xlink"/>'
    assert refusal(content_xml(source + ods_row())) == "Het bestand haalt gegevens uit een ander bestand."


@pytest.mark.parametrize("evil", [LAUGHS, OUTSIDE, LAUGHS.decode().encode("utf-16")])
@pytest.mark.parametrize(
    ("made", "part"),
    [(xlsx, PAGE), (xlsx, "xl/styles.xml"), (xlsx, "docProps/core.xml"), (xlsx, RELATIONS), (ods, "content.xml"),
     (ods, "styles.xml"), (ods, "META-INF/manifest.xml")],
)  # fmt: skip
def test_a_document_type_is_refused_in_whatever_part_it_stands(
    made: Callable[[], bytes], part: str, evil: bytes
) -> None:
    assert "DOCTYPE" in refusal(with_part(made(), part, evil))


@pytest.mark.parametrize(
    "text",
    ["<a><b></a>", "<a>&onbekend;</a>", "<a", "<?xml version='1.0' encoding='klingon'?><a/>", "\x00", "<a>\x07</a>"],
)
def test_xml_that_is_not_well_formed_is_damaged(text: str) -> None:
    assert refusal(with_part(xlsx(), PAGE, text.encode())) == "Het bestand is beschadigd of niet volledig."
    assert refusal(with_part(ods(), "content.xml", text.encode())) == "Het bestand is beschadigd of niet volledig."


def test_the_same_part_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed([*parts_of(xlsx()).items(), (PAGE, b"<a/>")])
    assert refusal(content) == "Hetzelfde deel staat tweemaal in het bestand."


def test_very_many_parts_are_refused() -> None:
    content = packed({**parts_of(xlsx()), **{f"deel{number}.xml": b"<a/>" for number in range(300)}})
    assert refusal(content) == "Het bestand bestaat uit meer dan 300 delen."


def test_a_locked_file_is_refused() -> None:
    data = bytearray(xlsx())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "Het bestand is met een wachtwoord beveiligd."
    secret = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    end = "</manifest:manifest>"
    assert (
        refusal(in_part(ods(), "META-INF/manifest.xml", end, secret + end))
        == "Het bestand is met een wachtwoord beveiligd."
    )


def peak_and_refusal(content: bytes, name: str = "rijen.xlsx") -> str:
    """The sentence, once it is sure that finding it took little memory and time."""
    began = monotonic()
    tracemalloc.start()
    try:
        message = refusal(content, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < PEAK
    assert monotonic() - began < SECONDS
    return message


TOO_LARGE = f"Uitgepakt is het bestand groter dan {MAX_UNPACKED // 1_000_000} MB."
TOO_MANY_ROWS = "Het bestand heeft meer dan 2000 rijen."
TOO_MANY_COLUMNS = f"Blad '{EVENTS}' heeft iets staan voorbij kolom 60."


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert peak_and_refusal(with_part(xlsx(), "xl/media/groot.bin", FILLER)) == TOO_LARGE
    assert peak_and_refusal(packed({PAGE: b"\0" * 60_000_000})) == TOO_LARGE


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = with_declared_size(packed({PAGE: b"\0" * 200_000_000}), 1000)
    assert peak_and_refusal(bomb) == "Het bestand is beschadigd of niet volledig."


def test_files_within_files_are_never_opened() -> None:
    inner = packed({"b": b"\0" * 20_000_000})
    for _ in range(5):
        inner = packed({"nest.zip": inner})
    assert len(read_sheets(with_part(xlsx(), "nest.zip", inner), "a.xlsx")[0]) == 1


def test_methods_of_packing_that_are_no_part_of_spreadsheets_are_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in parts_of(xlsx()).items():
            archive.writestr(name, data)
    assert refusal(file.getvalue()) == "Het bestand is beschadigd of niet volledig."


def test_fifty_thousand_rows_are_not_all_read() -> None:
    row = '<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    assert peak_and_refusal(in_part(xlsx(), PAGE, "</sheetData>", row * 50_000 + "</sheetData>")) == TOO_MANY_ROWS
    assert peak_and_refusal(content_xml(ods_row(["x"]) * 50_000), "a.ods") == TOO_MANY_ROWS


def test_as_many_rows_as_may_be_are_read_and_one_more_is_not() -> None:
    rows = [[f"titel {number}", *ROW[1:]] for number in range(2001)]
    for made, name in ((xlsx, "a.xlsx"), (lambda cells: with_shared_texts(xlsx(cells)), "b.xlsx")):
        assert len(read_sheets(made([LABELS, *rows[:2000]]), name)[0]) == 2000
        assert refusal(made([LABELS, *rows]), name) == TOO_MANY_ROWS


@pytest.mark.parametrize("times", [2001, 1_048_576, 99_999_999_999_999])
def test_a_row_that_says_it_stands_there_a_million_times_costs_no_more_than_one(times: int) -> None:
    repeated = f'table:number-rows-repeated="{times}"'
    assert peak_and_refusal(content_xml(ods_row(attributes=repeated)), "a.ods") == TOO_MANY_ROWS
    empty = f"<table:table-row {repeated}><table:table-cell/></table:table-row>"
    rows, findings = read_sheets(content_xml(ods_row() + empty), "a.ods")
    assert (len(rows), findings) == (1, [])


def test_cells_that_say_they_stand_there_often_are_read_as_often_and_empty_ones_are_not() -> None:
    wide = ods_row().replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ', 1)
    assert refusal(content_xml(wide), "a.ods") == TOO_MANY_COLUMNS
    trailing = ods_row().replace(
        "</table:table-row>", '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(read_sheets(content_xml(trailing), "a.ods")[0]) == 1
    twice = content_xml(ods_row(attributes='table:number-rows-repeated="2"'))
    assert [row.line for row in read_sheets(twice, "a.ods")[0]] == [2, 3]


def test_sixteen_thousand_columns_are_not_read() -> None:
    assert refusal(xlsx([LABELS, [*ROW, *["x"] * 16_000]])) == TOO_MANY_COLUMNS
    far = in_part(xlsx(), PAGE, "</sheetData>", '<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>')
    assert refusal(far) == TOO_MANY_COLUMNS


def test_very_many_cells_without_anything_are_not_walked_through() -> None:
    began = monotonic()
    many = "<row>" + '<c s="0"/>' * 1_000_000 + "</row></sheetData>"
    assert refusal(in_part(xlsx(), PAGE, "</sheetData>", many)) == "Het bestand heeft te veel cellen."
    many = f"<table:table-row>{'<table:table-cell/>' * 1_000_000}</table:table-row>"
    assert refusal(content_xml(many), "a.ods") == "Het bestand heeft te veel cellen."
    assert monotonic() - began < SECONDS


def test_very_many_texts_that_no_cell_shows_are_not_kept() -> None:
    content = in_part(with_shared_texts(xlsx()), "xl/sharedStrings.xml", "</sst>", "<si><t/></si>" * 100_000 + "</sst>")
    assert refusal(content) == "Het bestand heeft te veel cellen."


def test_a_text_without_end_is_told_to_be_too_long() -> None:
    for content, name in (
        (xlsx([LABELS, ["x" * 32_000, *ROW[1:]]]), "a.xlsx"),
        (ods([LABELS, ["x" * 10**6, *ROW[1:]]]), "a.ods"),
    ):
        (found,) = check_file(content, name, bundled_known(), today=TODAY).findings
        assert (found.field, "er passen er 200" in found.message) == ("title", True)


@pytest.mark.parametrize(("made", "name"), [(xlsx, "a.xlsx"), (ods, "a.ods")])
def test_markup_in_a_cell_is_a_finding_and_stays_text(made: Any, name: str) -> None:
    evil = "<script>alert(1)</script>"
    (found,) = check_file(made([LABELS, [evil, *ROW[1:]]]), name, bundled_known(), today=TODAY).findings
    assert (found.field, found.message) == ("title", "Bij teken 1 staat '<s', het begin van HTML.")


def test_a_text_that_begins_like_a_formula_is_a_finding() -> None:
    content = in_part(xlsx([LABELS, ["TITEL", *ROW[1:]]]), PAGE, "TITEL", "=WEBSERVICE(1)")
    (found,) = check_file(content, "a.xlsx", bundled_known(), today=TODAY).findings
    assert (found.field, "begint met '='" in found.message) == ("title", True)


DAMAGED = "Het bestand is beschadigd of niet volledig."
CELLS, SIGNS = "Het bestand heeft te veel cellen.", "Het bestand heeft te veel tekst."


def in_sheet(xml: str) -> bytes:
    """A workbook with something more among the rows of its sheet."""
    return in_part(xlsx(), PAGE, "</sheetData>", f"{xml}</sheetData>")


class Seen:
    """What the parser tells of, counted."""

    def __init__(self) -> None:
        self.elements = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1

    def end(self, name: str) -> None:
        """Not counted."""

    def text(self, data: str) -> None:
        """Not counted."""


def seen_of(xml: str, budget: Budget) -> int:
    """How many elements of a document come through before it is refused."""
    seen = Seen()
    with pytest.raises(NotReadable):
        read_xml(xml.encode(), seen, budget=budget)
    return seen.elements


def test_elements_within_elements_are_followed_no_deeper_than_any_sheet_goes() -> None:
    assert peak_and_refusal(in_sheet("<a>" * 2_000_000 + "</a>" * 2_000_000)) == DAMAGED
    assert seen_of("<a>" * 1000, Budget()) == MAX_DEPTH


def test_elements_attributes_and_texts_are_counted_over_all_parts_of_a_file() -> None:
    budget = Budget(1000)
    read_xml(b"<r>" + b"<a/>" * 399 + b"</r>", Seen(), budget=budget)
    assert budget.left == 600
    assert seen_of("<r>" + '<a b="1" c="2">x</a>' * 1000, budget) == 1 + 150
    wide = "<z " + " ".join(f'a{number}=""' for number in range(99)) + "/>"
    assert refusal(in_sheet(wide * (MAX_EVENTS // 100 + 1))) == CELLS


@pytest.mark.parametrize(
    "endless",
    [
        "<!--" + "a" * 29_000_000 + "-->", '<c foo="' + "a" * 29_000_000 + '"/>', f"<?a {'b' * 29_000_000}?>",
        "<c " + " ".join(f'a{number}=""' for number in range(700_000)) + "/>",
    ],
    ids=["comment", "attribute", "instruction", "attributes"],
)  # fmt: skip
def test_a_tag_or_comment_without_end_is_not_waited_for(endless: str) -> None:
    assert peak_and_refusal(in_sheet(endless)) == DAMAGED
    if not endless.startswith("<c"):
        assert peak_and_refusal(with_part(xlsx(), "docProps/app.xml", f"{endless}<a/>".encode())) == DAMAGED


def test_names_without_number_are_not_all_kept() -> None:
    assert peak_and_refusal(in_sheet("".join(f"<e{number}/>" for number in range(300_000)))) == DAMAGED


def test_many_sheets_that_are_one_part_are_refused() -> None:
    content = in_part(xlsx(), "xl/workbook.xml", "</sheets>", '<sheet name="Nog een" id="rId1"/></sheets>')
    assert refusal(content) == DAMAGED


def test_very_many_relations_are_not_read() -> None:
    link = '<Relationship Id="a" Type="b/hyperlink" TargetMode="External" Target="http://x"/>'
    content = in_part(xlsx(), RELATIONS, "</Relationships>", link * 300_000 + "</Relationships>")
    assert peak_and_refusal(content) == CELLS


def test_a_long_text_that_very_many_cells_show_is_not_looked_at_in_each() -> None:
    for text in ("ab,-é " * 830, "9" * 4999, 'a<text:s text:c="4990"/>b'):
        row = ods_row([text] * len(LABELS), 'table:number-rows-repeated="1999"')
        assert peak_and_refusal(content_xml(row), "a.ods") == SIGNS
    texts = "<si><t>\U0001f600" + "a" * 4900 + "</t></si>"
    content = in_part(with_shared_texts(xlsx()), "xl/sharedStrings.xml", "</sst>", texts * 5900 + "</sst>")
    assert peak_and_refusal(content) == SIGNS


def with_format(code: str, cells: int = 1) -> bytes:
    """A workbook whose moments are numbers, shown by a format of one's own."""

    def put(page: Any) -> None:
        for line in range(2, cells + 2):
            page.cell(line, 2).value = 46_170
            page.cell(line, 2).number_format = "0.000"

    return in_part(xlsx(change=put), "xl/styles.xml", 'formatCode="0.000"', f'formatCode="{code}"')


@pytest.mark.parametrize("sign", ["[", "&quot;", "0", "_", "\\"])
def test_a_format_that_is_too_long_to_be_one_says_of_no_number_what_it_is(sign: str) -> None:
    content = with_format(sign * 60_000, cells=50)
    findings = check_file(content, "a.xlsx", bundled_known(), today=TODAY).findings
    assert "Hier staat een foutwaarde." in {item.message for item in findings if item.field == "moment"}


@pytest.mark.parametrize(
    ("code", "moment"),
    [
        ("yyyy", "2026"),
        ("[$-413]mmmm yyyy", "mei 2026"),
        ("&quot;dag &quot;d-m-yyyy", "28 mei 2026"),
        ("[[[0", "46170"),
    ],
)
def test_a_format_of_ones_own_says_how_much_of_a_date_is_shown(code: str, moment: str) -> None:
    (row,) = read_sheets(with_format(code), "a.xlsx")[0]
    assert row.texts["moment"] == moment


GOOD = [xlsx(), ods(), with_shared_texts(xlsx()), content_xml(ods_row())]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good file of which some bytes were changed, taken out or put in; as it lies, or within one of its parts."""

    def spoil(data: bytes) -> bytes:
        spoilt = bytearray(data)
        for _ in range(draw(st.integers(1, 6))):
            place = draw(st.integers(0, len(spoilt)))
            spoilt[place : place + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
        return bytes(spoilt)

    content = draw(st.sampled_from(GOOD))
    if draw(st.booleans()):
        return spoil(content)
    parts = parts_of(content)
    name = draw(st.sampled_from(sorted(parts)))
    return packed({**parts, name: spoil(parts[name])})


@given(mutated(), st.sampled_from(["a.xlsx", "a.ods"]))
@settings(max_examples=400, deadline=None)
def test_whatever_happened_to_a_file_there_are_rows_or_findings_and_never_anything_else(
    content: bytes, name: str
) -> None:
    began = monotonic()
    rows, findings = read_sheets(content, name)
    assert rows or findings
    check_rows(rows, bundled_known(), today=TODAY)
    assert monotonic() - began < 5


@given(st.binary(max_size=400), st.sampled_from(["a.xlsx", "b.ods"]))
@settings(deadline=None)
def test_noise_is_refused(noise: bytes, name: str) -> None:
    refusal(noise, name)
    refusal(b"PK\x03\x04" + noise, name)
