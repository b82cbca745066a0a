"""The template: what stands in it, and that whatever is filled in by us is read back as it was."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from odfdo import Document

from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED, REASON, Known, RawRow
from data_sources.pilots.names import KnownNames
from data_sources.pilots.sheets.read import check_file, read_sheets
from data_sources.pilots.template import MEDIA_TYPES, SheetKind, template
from data_sources.pilots.written_rows import written_texts
from tests.data_sources.pilots.sheets.books import parts_of
from tests.intake_rows import TODAY, bundled_known, check, demo_known, known_of, standing_rows
from tests.ledgers import entry

BOTH_KINDS = pytest.mark.parametrize("kind", list(MEDIA_TYPES))
BOTH_LEDGERS = pytest.mark.parametrize("known", [bundled_known(), demo_known()], ids=["bundled", "demo"])


@BOTH_KINDS
@BOTH_LEDGERS
def test_what_is_known_comes_back_out_of_the_template_unchanged(kind: SheetKind, known: Known) -> None:
    rows = standing_rows(known)
    found = check_file(template(known, kind, rows), f"rijen.{kind}", known, today=TODAY)
    assert (list(found.findings), list(found.rows), found.unchanged) == ([], [], len(rows))


@BOTH_KINDS
def test_difficult_texts_come_back_as_they_were(kind: SheetKind) -> None:
    known = known_of(
        [
            entry("document", short="Brief & <bijlage>"), entry("pilot", title="Twee"),
            entry("pilot", pilot="loef", title="twee"),
            entry("figure", figure="a", value="1.125", unit="personen", passage='"+5", zei hij; \'ja\' & <nee>'),
            entry("figure", figure="b", value="0.000001", unit="personen", title="=geen formule"),
            entry("figure", figure="c", value="1250000", unit="euro", place="2-1", title="007"),
            entry("figure", figure="d", text="2026-01-01", period="2026JJ00", pilot="loef"),
            entry("document", document_code="J25", known_on="2025-12-31", precision="jaar"),
        ]
    )  # fmt: skip
    rows = standing_rows(known)
    found = check_file(template(known, kind, rows), f"rijen.{kind}", known, today=TODAY)
    assert (list(found.findings), list(found.rows), found.unchanged) == ([], [], len(rows))


@BOTH_KINDS
def test_a_filled_template_with_one_change_is_one_correction(kind: SheetKind) -> None:
    known = bundled_known()
    rows = [
        RawRow(row.kind, {**row.texts, "value": "231", REASON: "Verteld door de GGD."})
        if row.texts.get("figure") == "personen-onderzocht" else row
        for row in standing_rows(known)
    ]  # fmt: skip
    found = check_file(template(known, kind, rows), f"rijen.{kind}", known, today=TODAY)
    assert [(item.key, item.reason) for item in found.rows] == [
        ("farr|personen-onderzocht||2026KW01", "Verteld door de GGD.")
    ]
    assert (list(found.findings), found.unchanged) == ([], len(rows) - 1)


@BOTH_KINDS
def test_an_empty_template_has_nothing_to_offer(kind: SheetKind) -> None:
    rows, findings = read_sheets(template(bundled_known(), kind), f"leeg.{kind}")
    assert rows == []
    assert [item.message for item in findings] == ["Er is geen enkele rij ingevuld."]


@BOTH_KINDS
def test_the_same_ledger_gives_the_same_bytes_and_another_gives_others(kind: SheetKind) -> None:
    known = bundled_known()
    made = template(known, kind, standing_rows(known))
    assert made == template(known, kind, standing_rows(known))
    assert made != template(demo_known(), kind, standing_rows(demo_known()))


def test_the_workbook_has_heads_notes_lists_and_cells_that_stay_text() -> None:
    known = bundled_known()
    book = openpyxl.load_workbook(BytesIO(template(known, "xlsx", standing_rows(known))))
    assert book.sheetnames == ["Uitleg", *(plural for _, plural in ENTERED.values()), "Keuzelijsten"]
    assert book["Keuzelijsten"].sheet_state == "hidden"
    explained = " ".join(str(cell.value) for row in book["Uitleg"].iter_rows() for cell in row if cell.value)
    assert all(
        word in explained for word in ("een ander dan wie het invoerde", "onder 10", "1e kwartaal 2026", "2000 rijen")
    )
    for kind, (_, plural) in ENTERED.items():
        sheet = book[plural]
        assert sheet.freeze_panes == "A2"
        heads = list(sheet[1])
        assert [head.value.removesuffix(" *") for head in heads] == [item.label for item in FIELDS[kind]]
        assert [head.value.endswith(" *") for head in heads] == [item.needed for item in FIELDS[kind]]
        for head, item in zip(heads, FIELDS[kind], strict=True):
            assert head.font.bold
            assert head.comment is not None
            assert head.comment.text.startswith(item.help)
            assert sheet.column_dimensions[head.column_letter].number_format == "@"
    cells = [cell for row in book["Cijfers"].iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_lists_of_the_workbook_offer_the_choices_of_this_ledger() -> None:
    book = openpyxl.load_workbook(BytesIO(template(bundled_known(), "xlsx")))
    sheet = book["Cijfers"]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        column = str(validation.sqref).split("2:")[0]
        assert str(validation.sqref) == f"{column}2:{column}2001"
        area = validation.formula1.removeprefix("Keuzelijsten!").replace("$", "")
        cells = book["Keuzelijsten"][area]
        texts = [cell.value for (cell,) in (cells if isinstance(cells, tuple) else ((cells,),))]
        offered[sheet[f"{column}1"].value] = texts, validation.showErrorMessage
    assert offered["Pilot *"][0][:2] == ["Slachtofferdevice", "FARR-pilot"]
    assert offered["Bron *"] == (
        ["N23 – Nota van 1 september 2023", "N25 – Nota van 11 november 2025", "N26 – Nota van 14 juni 2026",
         "L26 – Voortgangsbrief van zomer 2026", "B26 – Bijlage bij de voortgangsbrief van zomer 2026"], False,
    )  # fmt: skip
    assert offered["Openbaar *"] == (["ja", "nee"], True)
    assert offered["Eenheid"][1] is False
    assert "ruim" in offered["Woord vóór het getal"][0]


def test_the_document_has_heads_notes_lists_and_cells_that_stay_text() -> None:
    known = bundled_known()
    made = template(known, "ods", standing_rows(known))
    assert made[30:38] == b"mimetype"
    document = Document(BytesIO(made))
    tables = document.body.tables
    assert [table.name for table in tables] == ["Uitleg", *(plural for _, plural in ENTERED.values())]
    assert tables[2].get_value((0, 0)) == "Pilot *"
    assert tables[2].get_value((1, 5)) == "Personen onderzocht"
    content = parts_of(made)["content.xml"].decode()
    assert content.count("<office:annotation>") == sum(len(FIELDS[kind]) for kind in ENTERED)
    assert 'of:cell-content-is-in-list("ja";"nee")' in content
    assert 'office:value-type="date"' not in content
    assert 'office:value-type="float"' not in content


def test_a_record_is_written_as_people_write_it_and_read_as_it_was() -> None:
    known = bundled_known()
    record = known.standing["figure", "centrum-seksueel-geweld|gevraagde-financiering||2026JJ00"].record
    texts = written_texts("figure", record, KnownNames(known))
    assert (texts["pilot"], texts["value"], texts["period"]) == ("Centrum Seksueel Geweld", "5.600.000", "2026")
    assert (texts["document"], texts[REASON]) == ("N25 – Nota van 11 november 2025", "")
    assert check(RawRow("figure", texts)).unchanged == 1
