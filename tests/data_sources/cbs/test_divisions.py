"""Editions of 'Gebieden in Nederland' read by the titles of their columns, whatever the keys are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_sources.cbs.divisions import edition_year, newest_edition, read_divisions
from data_sources.cbs.rows import Rows
from data_sources.divisions import Division, Municipality
from data_sources.errors import SourceUnreadable, TableRejected
from data_sources.findings import warning
from demo.changes import with_modified
from demo.table import FictionalTable
from tests.data_sources.gebieden import (
    ARRONDISSEMENT,
    BRABANT,
    DRENTHE,
    GAGELHAGE,
    NEWEST,
    POLITIE,
    PROVINCIE,
    VEILIG_THUIS,
    VEILIGHEID,
    edition,
    feed,
    municipality,
    with_row,
    with_text,
    with_title,
    with_titles,
    without_column,
    without_properties,
    without_rows,
)

HAAGLANDEN = Municipality(
    GAGELHAGE, "'s-Gagelhage", Division("RE06", "Den Haag"), Division("AR07", "Den Haag"),
    Division("VR15", "Haaglanden"), Division("VT09", "Haaglanden"), Division("PV28", "Zuid-Holland"),
)  # fmt: skip


def test_an_edition_is_read_without_padding_and_in_order_of_code() -> None:
    found = read_divisions(feed(edition()))
    assert (found.table, found.year, found.title) == (NEWEST, 2026, "Gebieden in Nederland 2026")
    assert (found.modified, found.warnings) == ("2026-02-10T02:00:00", [])
    assert [item.code for item in found.municipalities] == [DRENTHE, GAGELHAGE, BRABANT]
    assert municipality(found, GAGELHAGE) == HAAGLANDEN
    assert HAAGLANDEN.division("veiligheidsregio") == Division("VR15", "Haaglanden")
    # The code list calls it 'Drenthe (gemeente)'.
    assert municipality(found, DRENTHE).title == "Drenthe"


def test_columns_numbered_and_titled_otherwise_in_another_year_read_the_same() -> None:
    older, newer = read_divisions(feed(edition(2025))), read_divisions(feed(edition(2026)))
    assert older.municipalities == tuple(replace(item, veiligthuisregio=None) for item in newer.municipalities)
    assert edition(2025).sets["UntypedDataSet"][0]["Code_8"] != edition(2026).sets["UntypedDataSet"][0]["Code_8"]


def test_what_counts_is_what_the_table_says() -> None:
    read = read_divisions(feed(edition()))
    turned = replace(feed(edition()), rows=Rows.of(list(feed(edition()).rows.records())[::-1]))
    again = read_divisions(replace(turned, info=with_modified(edition(), None).sets["TableInfos"][0]))
    assert (again.modified, again.content_hash()) == (None, read.content_hash())
    moved = with_text(edition(), DRENTHE, VEILIGHEID, "Code", "VR01      ")
    assert read_divisions(feed(moved)).content_hash() != read.content_hash()


@pytest.mark.parametrize("blank", ["          ", None, "."])
@pytest.mark.parametrize("topic", ["Code", "Naam"])
def test_a_division_that_is_not_filled_in_is_none_with_a_warning(topic: str, blank: str | None) -> None:
    found = read_divisions(feed(with_text(edition(), DRENTHE, POLITIE, topic, blank)))
    assert municipality(found, DRENTHE).politieregio is None
    assert municipality(found, DRENTHE).arrondissement == Division("AR05", "Noord-Nederland")
    assert municipality(found, GAGELHAGE) == HAAGLANDEN
    assert found.warnings == [f"Tabel {NEWEST} noemt geen politieregio bij Drenthe ({DRENTHE})."]


@pytest.mark.parametrize(
    "title", ["Veilig Thuis-regio’s", "Veiligthuisregio's", "Regio's Veilig Thuis", "VEILIG THUIS"]
)
def test_the_veilig_thuis_region_is_found_however_its_group_is_written(title: str) -> None:
    found = read_divisions(feed(with_titles(edition(), {VEILIG_THUIS: title})))
    assert municipality(found, GAGELHAGE).veiligthuisregio == Division("VT09", "Haaglanden")
    assert municipality(found, DRENTHE).veiligthuisregio == Division("VT02", "Drenthe")


def test_an_edition_without_an_optional_kind_is_read_without_it_and_without_a_warning() -> None:
    for table in (edition(2025), with_titles(edition(), {VEILIG_THUIS: "Zorgkantoorregio's", PROVINCIE: "Ressorten"})):
        found = read_divisions(feed(table))
        assert {item.veiligthuisregio for item in found.municipalities} == {None}
        assert found.warnings == []
    assert {item.provincie for item in found.municipalities} == {None}


def test_an_optional_kind_that_is_partly_filled_is_told_and_one_filled_nowhere_is_as_good_as_absent() -> None:
    table = with_text(edition(), DRENTHE, VEILIG_THUIS, "Code", ".")
    partly = read_divisions(feed(table))
    assert partly.warnings == [f"Tabel {NEWEST} noemt geen veiligthuisregio bij Drenthe ({DRENTHE})."]
    assert municipality(partly, DRENTHE).veiligthuisregio is None
    for code in (GAGELHAGE, BRABANT):
        table = with_text(table, code, VEILIG_THUIS, "Naam", " ")
    nowhere = read_divisions(feed(table))
    lacking = read_divisions(feed(with_titles(edition(), {VEILIG_THUIS: "Zorgkantoorregio's"})))
    assert (nowhere.warnings, nowhere.municipalities) == ([], lacking.municipalities)
    assert nowhere.content_hash() == lacking.content_hash() != partly.content_hash()


def test_an_optional_kind_that_cannot_be_told_apart_is_not_read_and_told() -> None:
    found = read_divisions(feed(with_titles(edition(), {"Landsdelen": "Provincies"})))
    assert {item.provincie for item in found.municipalities} == {None}
    assert municipality(found, DRENTHE).veiligthuisregio is not None
    [told] = found.warnings
    assert told.startswith(f"Tabel {NEWEST} bevat de indeling 'provincie' meer dan eens")
    assert told.endswith("; in welke provincie gemeenten liggen, is daarom niet gelezen.")


def test_an_edition_kept_before_there_were_optional_kinds_says_the_same_as_today() -> None:
    lacking = with_titles(edition(), {VEILIG_THUIS: "Zorgkantoorregio's", PROVINCIE: "Ressorten"})
    # As it was computed then.
    assert read_divisions(feed(lacking)).content_hash() == (
        "bdb2a453ae62121bc9a9215c6d74e32b4fbed4d7c579674339a149b85fa86e93"
    )


def test_a_municipality_without_a_name_bears_the_one_of_the_code_list() -> None:
    found = read_divisions(feed(with_text(edition(), DRENTHE, "Codes en namen van gemeenten", "Naam", " ")))
    assert municipality(found, DRENTHE).title == "Drenthe (gemeente)"
    bare = feed(with_titles(edition(), {"Codes en namen van gemeenten": "Namen"}))
    assert municipality(read_divisions(bare), DRENTHE).title == "Drenthe (gemeente)"
    assert municipality(read_divisions(replace(bare, code_lists={})), DRENTHE).title == DRENTHE


def test_rows_of_something_else_are_left_out_and_told_unless_they_are_a_total_or_blank() -> None:
    table = with_row(with_row(with_row(edition(), "NL01  "), "      "), "PV22  ")
    found = read_divisions(feed(table))
    assert len(found.municipalities) == 3
    assert found.warnings == [f"Tabel {NEWEST} bevat rijen die geen gemeente zijn: PV22."]


def test_warnings_of_the_feed_stay() -> None:
    assert read_divisions(
        replace(feed(edition()), findings=[warning("leeswijze", "gelezen uit TypedDataSet")])
    ).warnings == ["gelezen uit TypedDataSet"]


GROUPS = (
    "'Codes en namen van gemeenten'; 'Lokaliseringen van gemeenten'; 'Arrondissementen (rechtsgebieden)'; {};"
    " 'Landsdelen'; 'Provincies'; 'Veiligheidsregio's'; 'Veilig Thuis-regio's'; 'Grootte en stedelijkheid van"
    " gemeenten'; 'Gemeentegrootte'"
)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (
            with_titles(edition(), {POLITIE: "Politiegebieden"}),
            "bevat de indeling 'politieregio' niet (de tabel heeft de groepen: " + GROUPS.format("'Politiegebieden'"),
        ),
        (
            with_titles(edition(), {"Landsdelen": "Politieregio's"}),
            "bevat de indeling 'politieregio' meer dan eens (de tabel heeft de groepen: ",
        ),
        (without_properties(edition(), "TopicGroup"), "bevat de indeling 'politieregio' niet (de tabel heeft de groep"),
        (
            with_titles(edition(), {"Naam": "Benaming"}),
            "heeft in de groep 'Politie Regionale eenheden' niet één kolom 'naam' (de groep heeft: 'Code'; 'Benaming')",
        ),
        (with_titles(edition(), {"Naam": "Code"}), "niet één kolom 'code' (de groep heeft: 'Code'; 'Code')"),
        (without_properties(edition(), "Topic"), "niet één kolom 'code' (de groep heeft: geen kolommen)"),
        (with_row(edition(), f"{DRENTHE}    "), f"noemt een gemeente meer dan eens: {DRENTHE}"),
        (without_rows(edition()), "bevat geen gemeenten"),
        (with_title(edition(), "Regionale kerncijfers 2026"), "heet 'Regionale kerncijfers 2026' en is geen uitgave"),
    ],
)
def test_a_table_that_is_not_as_an_edition_should_be_is_rejected(table: FictionalTable, sentence: str) -> None:
    with pytest.raises(TableRejected) as caught:
        read_divisions(feed(table))
    assert sentence in caught.value.message
    assert caught.value.message.startswith(f"Tabel {table.table_id} ")
    assert caught.value.message.endswith(". De oude indeling blijft staan.")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (without_column(edition(), ARRONDISSEMENT, "Naam"), "ontbreekt de kolom Naam_5"),
        (without_properties(edition(), "GeoDimension"), "heeft niet één regiodimensie"),
    ],
)
def test_an_answer_that_does_not_fit_itself_is_unreadable(table: FictionalTable, sentence: str) -> None:
    with pytest.raises(SourceUnreadable, match=sentence):
        read_divisions(feed(table))


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Gebieden in Nederland 2026", 2026), (" gebieden  in Nederland 2024 ", 2024), ("Gebieden in Nederland", None),
        ("Gebieden in Nederland 2015-2026", None), ("Natuurgebieden in Nederland 2026", None), (None, None),
    ],
)  # fmt: skip
def test_an_edition_is_known_by_its_title(title: str | None, year: int | None) -> None:
    assert edition_year(title) == year


def test_the_newest_edition_is_the_one_of_the_latest_year_wherever_it_stands() -> None:
    titles = {
        "85755NED": "Gebieden in Nederland 2024", "86247NED": "Gebieden in Nederland 2026",
        "86059NED": "Gebieden in Nederland 2025", "99999NED": "Natuurgebieden in Nederland 2030",
    }  # fmt: skip
    assert newest_edition(titles) == "86247NED"


def test_without_an_edition_an_operator_is_told_to_name_the_table() -> None:
    with pytest.raises(SourceUnreadable, match=r"geen tabel 'Gebieden in Nederland JJJJ'\. .* met --table\."):
        newest_edition({"99999NED": "Natuurgebieden in Nederland 2030"})
