"""Rows come out of a spreadsheet as a person would have typed them, and what cannot be taken is told by its cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import RawRow, RowFinding
from data_sources.pilots.sheets.limits import MAX_FINDINGS
from data_sources.pilots.sheets.read import check_file, read_sheets
from tests.data_sources.pilots.sheets.books import (
    EVENTS,
    LABELS,
    PAGE,
    ROW,
    content_xml,
    in_part,
    ods,
    ods_row,
    with_shared_texts,
    xlsx,
)
from tests.intake_rows import TODAY, bundled_known

BOTH = pytest.mark.parametrize(("made", "name"), [(xlsx, "rijen.xlsx"), (ods, "rijen.ODS")], ids=["xlsx", "ods"])
FIGURES = [item.label for item in FIELDS["figure"]]


def only_row(content: bytes, name: str) -> RawRow:
    rows, findings = read_sheets(content, name)
    assert not findings
    assert len(rows) == 1
    return rows[0]


def only_finding(content: bytes, name: str) -> RowFinding:
    _, findings = read_sheets(content, name)
    assert len(findings) == 1, findings
    return findings[0]


@BOTH
def test_a_row_is_read_by_its_labels_whatever_their_order(made: Any, name: str) -> None:
    order = [3, 0, 5, 1, 4, 2]
    head, row = [LABELS[place].upper() + " *" for place in order], [ROW[place] for place in order]
    found = only_row(made([[], head, [], row]), name)
    assert (found.kind, found.sheet, found.line) == ("event", EVENTS, 4)
    assert list(found.texts.items()) == [
        ("document", "L26"), ("title", "Nieuwe campagne"), ("passage", "De campagne is begonnen."),
        ("moment", "juni 2026"), ("part", "onderdeel l"), ("certainty", "gerealiseerd"),
    ]  # fmt: skip
    checked = check_file(made([[], head, [], row]), name, bundled_known(), today=TODAY)
    assert [item.key for item in checked.rows] == ["nieuwe-campagne"]


@BOTH
@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("Getal", 225, "225"), ("Getal", 225.0, "225"), ("Getal", 6.5, "6,5"), ("Getal", 5_600_000, "5600000"),
        ("Getal", 0.1 + 0.2, "0,3"), ("Getal", 1.125, "1,1250"), ("Getal", -5, "-5"), ("Getal", "1.250", "1.250"),
        ("Periode", 2026, "2026"), ("Plaats in de bron", 12345, "12345"), ("Titel", "  spatie  ", "spatie"),
        ("Letterlijke tekst", "regel\neen", "regel een"), ("Openbaar", True, "WAAR"),
    ],
)  # fmt: skip
def test_a_cell_is_what_a_person_would_have_typed(made: Any, name: str, column: str, value: Any, text: str) -> None:
    row = [value if label == column else None for label in FIGURES]
    found = only_row(made([FIGURES, row], sheet="Cijfers"), name)
    assert {key: " ".join(item.split()) for key, item in found.texts.items()} == {
        next(item.column for item in FIELDS["figure"] if item.label == column): text
    }


@pytest.mark.parametrize(
    ("shown", "value", "kept"),
    [
        ("dd-mm-yyyy", date(2026, 5, 28), "28 mei 2026"), ("d mmm yy", datetime(2026, 5, 28, 9, 30), "28 mei 2026"),
        ("mmm-yy", date(2026, 5, 1), "mei 2026"), ("mmmm yyyy", date(2026, 1, 1), "januari 2026"),
        ("yyyy", date(2026, 1, 1), "2026"), ('[$-413]d mmmm yyyy;@', date(2026, 5, 28), "28 mei 2026"),
    ],
)  # fmt: skip
def test_a_date_cell_of_excel_says_no_more_than_it_shows(shown: str, value: date, kept: str) -> None:
    def as_date(page: Any) -> None:
        page["B2"].value, page["B2"].number_format = value, shown

    found = only_row(xlsx(change=as_date), "rijen.xlsx")
    assert found.texts["moment"] == kept


@pytest.mark.parametrize(
    ("shown", "day", "kept"),
    [
        ("28-05-26", "2026-05-28", "28 mei 2026"), ("28 mei 2026", "2026-05-28", "28 mei 2026"),
        ("2026-05-26", "2026-05-26", "26 mei 2026"), ("mei 26", "2026-05-01", "mei 2026"),
        ("01-26", "2026-01-01", "januari 2026"), ("2026", "2026-01-01", "2026"), ("", "2026-05-28", "28 mei 2026"),
        ("1 mrt 01", "2001-03-01", "1 maart 2001"), ("28-05-26 09:30", "2026-05-28T09:30:00", "28 mei 2026"),
    ],
)  # fmt: skip
def test_a_date_cell_of_libreoffice_says_no_more_than_it_shows(shown: str, day: str, kept: str) -> None:
    row = ods_row().replace(
        '<table:table-cell office:value-type="string"><text:p>juni 2026',
        f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{shown}',
    )
    assert only_row(content_xml(row), "rijen.ods").texts["moment"] == kept


def test_the_day_of_a_document_may_be_a_date() -> None:
    labels = [item.label for item in FIELDS["document"]]
    row = ["Titel", "kort", date(2026, 5, 28), "dag", "gedateerd", None, "N27"]
    for made, name in ((xlsx, "a.xlsx"), (ods, "a.ods")):
        assert only_row(made([labels, row], sheet="Documenten"), name).texts["known_on"] == "2026-05-28"


@pytest.mark.parametrize("shown", ["d-mmm", "dd/mm"])
def test_a_date_that_shows_no_year_is_not_given_one(shown: str) -> None:
    def as_date(page: Any) -> None:
        page["B2"].value, page["B2"].number_format = date(2026, 5, 28), shown

    assert only_finding(xlsx(change=as_date), "rijen.xlsx").message == "Deze datum is te zien zonder jaar."


def test_a_percentage_is_read_with_its_sign() -> None:
    def as_share(page: Any) -> None:
        page["A2"].value, page["A2"].number_format = 0.955, "0.0%"

    assert only_row(xlsx(change=as_share), "rijen.xlsx").texts["title"] == "95,5%"
    row = ods_row().replace(
        'office:value-type="string"><text:p>Nieuwe campagne',
        'office:value-type="percentage" office:value="0.955"><text:p>95,5%',
    )
    assert only_row(content_xml(row), "rijen.ods").texts["title"] == "95,5%"


@pytest.mark.parametrize("shown", ['"ruim "0', '0" duizend"', "0 \\d\\o\\s", "[$ca. ]0", '"a;b "0;-0'])
def test_words_that_only_the_layout_of_a_number_shows_are_told_and_not_lost(shown: str) -> None:
    def as_number(page: Any) -> None:
        page["A2"].value, page["A2"].number_format = 225, shown

    found = only_finding(xlsx(change=as_number), "rijen.xlsx")
    assert (found.field, "toont een woord bij het getal" in found.message) == ("title", True)


@pytest.mark.parametrize(
    "shown",
    ["General", "#,##0", '_ "€"\\ * #,##0_ ;_ "€"\\ * -#,##0_ ', '[$EUR] 0', '[$€-413] 0', '0;"min "0', "0.00E+00"],
)  # fmt: skip
def test_signs_of_money_and_the_layout_of_other_numbers_are_no_words(shown: str) -> None:
    def as_number(page: Any) -> None:
        page["A2"].value, page["A2"].number_format = 225, shown

    assert only_row(xlsx(change=as_number), "rijen.xlsx").texts["title"] == "225"


@pytest.mark.parametrize(
    ("shown", "told"), [("ruim 225", True), ("225 duizend", True), ("€ 225,00", False), ("2,25E+02", False)]
)
def test_the_layout_of_a_number_of_libreoffice_is_what_it_shows(shown: str, told: bool) -> None:
    row = ods_row().replace(
        'office:value-type="string"><text:p>Nieuwe campagne',
        f'office:value-type="float" office:value="225"><text:p>{shown}',
    )
    _, findings = read_sheets(content_xml(row), "rijen.ods")
    assert ["toont een woord" in item.message for item in findings] == [True] * told


@BOTH
def test_what_became_a_date_where_none_belongs_is_told(made: Any, name: str) -> None:
    found = only_finding(made([LABELS, [date(2026, 2, 1), *ROW[1:]]]), name)
    assert (found.field, found.line) == ("title", 2)
    assert found.message == "Het rekenblad heeft hier een datum van gemaakt."


def test_a_formula_is_told_by_its_cell_and_not_worked_out() -> None:
    found = only_finding(xlsx([LABELS, ["=1+1", *ROW[1:]]]), "rijen.xlsx")
    assert (found.sheet, found.line, found.column, found.field) == (EVENTS, 2, "Titel", "title")
    assert found.mend == "Kopieer de cel en plak die als waarde."
    row = ods_row().replace("<table:table-cell ", '<table:table-cell table:formula="of:=1+1" ', 1)
    assert only_finding(content_xml(row), "rijen.ods").message == "Hier staat een formule."


@BOTH
@pytest.mark.parametrize("text", ["#N/B", "#REF!", "#VERW!", "Err:502"])
def test_an_error_value_is_told_by_its_cell(made: Any, name: str, text: str) -> None:
    found = only_finding(made([LABELS, [*ROW[:4], text, ROW[5]]]), name)
    assert (found.line, found.field, found.message) == (2, "part", "Hier staat een foutwaarde.")


def test_merged_cells_are_told() -> None:
    found = only_finding(xlsx(change=lambda page: page.merge_cells("E2:F3")), "rijen.xlsx")
    assert (found.line, found.field, found.message) == (2, "part", "Deze cel is samengevoegd met andere.")
    row = ods_row().replace("<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" ', 1)
    assert only_finding(content_xml(row), "rijen.ods").field == "title"


@BOTH
def test_columns_that_are_unknown_double_or_missing_are_told_by_the_head(made: Any, name: str) -> None:
    head = ["Titel", "Titel", "Zekerhied", "Moment", "Bron", "Plaats in de bron", "Kleur"]
    _, findings = read_sheets(made([head, ["a", "b", "c", "d", "e", "f", "g", "h"]]), name)
    assert [(item.line, item.column, item.message, item.mend) for item in findings] == [
        (1, "B", "De kolom 'Titel' staat er tweemaal.", "Verwijder één van de twee."),
        (1, "C", "De kolom 'Zekerhied' wordt niet herkend.", "Bedoelt u 'Zekerheid'?"),
        (1, "G", "De kolom 'Kleur' wordt niet herkend.", "Verwijder de kolom; er wordt niets van bewaard."),
        (1, "Zekerheid", "De kolom 'Zekerheid' ontbreekt.", "Zet de kop terug zoals in het sjabloon."),
        (1, "Letterlijke tekst", "De kolom 'Letterlijke tekst' ontbreekt.", "Zet de kop terug zoals in het sjabloon."),
        (2, "H", "Hier staat iets in een kolom zonder kop.", "Verwijder het, of geef de kolom een kop."),
    ]


@BOTH
def test_sheets_that_are_not_ours_are_told_of_where_they_hold_something(made: Any, name: str) -> None:
    found = only_finding(made(sheet="Gebeurtenis"), name)
    assert (found.message, found.sheet) == ("Er is geen blad met rijen in dit bestand.", "")
    assert "Documenten, Cijfers, Stappen, Mijlpalen, Gebeurtenissen" in found.mend
    with_second = xlsx(change=lambda page: page.parent.create_sheet("Cijfer").append(["iets"]))
    (unknown,) = read_sheets(with_second, "a.xlsx")[1]
    assert (unknown.message, unknown.mend) == (
        "Het blad 'Cijfer' wordt niet herkend.",
        "Bedoelt u Cijfers? Noem het dan zo.",
    )
    rows, findings = read_sheets(xlsx(change=lambda page: page.parent.create_sheet("Blad2")), "a.xlsx")
    assert (len(rows), findings) == (1, [])


@BOTH
def test_a_file_without_a_row_says_so(made: Any, name: str) -> None:
    assert only_finding(made([LABELS]), name).message == "Er is geen enkele rij ingevuld."


def test_what_is_wrong_with_the_file_and_with_the_rows_is_told_at_once_and_each_once() -> None:
    head = [label for label in LABELS if label != "Bron"]
    content = xlsx([head, ["=1+1", "ooit", "gerealiseerd", "onderdeel l", "Tekst."]])
    checked = check_file(content, "rijen.xlsx", bundled_known(), today=TODAY)
    assert [(item.line, item.field) for item in checked.findings] == [(1, "document"), (2, "title"), (2, "moment")]
    assert checked.rows == ()


def test_of_very_many_findings_the_first_are_told_and_the_rest_are_counted() -> None:
    checked = check_file(
        xlsx([LABELS, *[[f"titel {number}"] for number in range(100)]]), "rijen.xlsx", bundled_known(), today=TODAY
    )
    assert len(checked.findings) == MAX_FINDINGS + 1
    assert checked.findings[-1].message == f"En nog {100 * 5 - MAX_FINDINGS} bevindingen."


def test_notes_drawings_and_deleted_rows_of_a_document_are_no_text() -> None:
    note = "<office:annotation><text:p>een notitie</text:p></office:annotation>"
    deleted = f"<table:tracked-changes><table:table-row>{ods_row()}</table:table-row></table:tracked-changes>"
    row = ods_row().replace("<text:p>Nieuwe", f"{note}<text:p>Nieuwe<text:s text:c='1'/>")
    found = only_row(content_xml(deleted + row), "rijen.ods")
    assert found.texts["title"].split() == ["Nieuwe", "campagne"]


def test_rich_text_and_signs_that_xml_cannot_hold_are_read_as_they_stand() -> None:
    made = xlsx([LABELS, ["TITEL", *ROW[1:]]])
    runs = "<r><t>Nieuwe </t></r><r><t>camp_x0041_gne</t></r><rPh><t>stil</t></rPh>"
    content = in_part(made, PAGE, "<t>TITEL</t>", runs)
    for stored in (content, with_shared_texts(content)):
        found = only_row(stored, "rijen.xlsx").texts
        assert (found["title"], found["passage"]) == ("Nieuwe campAgne", ROW[5])


def test_a_text_that_is_not_there_makes_the_workbook_damaged() -> None:
    content = in_part(with_shared_texts(xlsx()), "xl/sharedStrings.xml", f"<si><t>{ROW[5]}</t></si>", "")
    assert only_finding(content, "rijen.xlsx").message == "Het bestand is beschadigd of niet volledig."
