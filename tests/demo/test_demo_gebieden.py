"""The fictional 'Gebieden in Nederland': the shape and the traps of the real one, and nobody's real municipality."""

from __future__ import annotations

import json
from collections import Counter
from urllib.request import urlopen

import pytest

from demo import municipalities
from demo.divided import AREAS, ARRONDISSEMENTEN, POLITIEREGIOS, VEILIGHEIDSREGIOS, divided
from demo.gebieden import EDITIONS, build_edition, build_editions
from demo.standin import StandIn
from demo.table import FictionalTable
from demo.topics import Row

LIVING = {item.code: item for item in municipalities.make_municipalities() if item.dissolved is None}


def columns(table: FictionalTable) -> dict[tuple[str, str], str]:
    """The key of each topic by the titles of its group and itself, stripped."""
    properties = table.sets["DataProperties"]
    titles = {row["ID"]: str(row["Title"]).strip() for row in properties}
    return {
        (titles[row["ParentID"]], titles[row["ID"]]): str(row["Key"]) for row in properties if row["Type"] == "Topic"
    }


def rows(table: FictionalTable) -> dict[str, Row]:
    return {str(row["RegioS"]).strip(): row for row in table.sets["UntypedDataSet"]}


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_living_municipality_has_one_row_and_every_text_its_padding(year: int) -> None:
    table = build_edition(year)
    assert rows(table).keys() == LIVING.keys()
    assert len(table.sets["UntypedDataSet"]) == len(table.sets["RegioS"]) == 345
    assert [row["ID"] for row in table.sets["UntypedDataSet"]] == list(range(345))
    assert table.sets["TypedDataSet"] == table.sets["UntypedDataSet"]
    for key in columns(table).values():
        widths = {len(str(row[key])) for row in table.sets["UntypedDataSet"]}
        assert widths in ({10}, {50}, {1}), key
    assert {len(str(row["Key"])) for row in table.sets["RegioS"]} == {6}
    assert "Perioden" not in table.sets


def test_a_municipality_lies_where_its_veilig_thuis_area_lies() -> None:
    table = build_edition()
    at = columns(table)
    row = rows(table)["GM7093"]
    shown = {name: str(row[key]).strip() for name, key in at.items()}
    assert shown["Codes en namen van gemeenten", "Naam"] == "'s-Gagelhage"
    assert shown["Codes en namen van gemeenten", "Sortering naam"] == "Gagelhage, 's"
    found = [
        (shown[group, "Code"], shown[group, "Naam"])
        for group in ("Politie Regionale eenheden", "Arrondissementen (rechtsgebieden)", "Veiligheidsregio's",
                      "Provincies", "Landsdelen", "Veilig Thuis-regio's")
    ]  # fmt: skip
    assert found == [
        ("RE06", "Den Haag"), ("AR07", "Den Haag"), ("VR15", "Haaglanden"), ("PV28", "Zuid-Holland"),
        ("LD03", "West-Nederland"), ("VT09", "Haaglanden"),
    ]  # fmt: skip


def test_every_region_of_police_court_and_safety_has_an_area() -> None:
    assert AREAS.keys() == municipalities.AREAS.keys()
    used = [set(codes) for codes in zip(*AREAS.values(), strict=True)]
    assert used == [set(POLITIEREGIOS), set(ARRONDISSEMENTEN), set(VEILIGHEIDSREGIOS)]
    assert [len(codes) for codes in used] == [10, 11, 25]
    assert divided("VT15")["veiligheidsregio"] == divided("VT21")["veiligheidsregio"] == (
        "VR20", "Midden- en West-Brabant",
    )  # fmt: skip


def test_only_the_newer_edition_says_in_which_veilig_thuis_region_and_that_is_the_one_since_the_merger() -> None:
    newer, older = build_edition(2026), build_edition(2025)
    assert not [group for group, _ in columns(older) if group.startswith("Veilig Thuis")]
    at = columns(newer)["Veilig Thuis-regio's", "Code"]
    found = Counter(str(row[at]).strip() for row in rows(newer).values())
    assert (len(found), found["VT27"]) == (25, 16 + 19)
    assert not {"VT16", "VT26"} & set(found)


def test_whoever_trusts_keys_reads_something_else_in_another_year() -> None:
    older, newer = build_edition(2025), build_edition(2026)
    assert columns(older)["Landsdelen", "Code"] != columns(newer)["Landsdelen", "Code"] == "Code_8"
    assert rows(older)["GM7093"]["Code_8"] == "RE06      "
    assert rows(newer)["GM7093"]["Code_8"] == "LD03      "
    # And by title alone nothing is found: all groups have a topic of that name.
    titles = Counter(row["Title"] for row in newer.sets["DataProperties"])
    assert (titles["Code"], titles["Naam"]) == (8, 7)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_text_of_the_table_says_that_it_is_fiction(year: int) -> None:
    [info] = build_edition(year).sets["TableInfos"]
    assert info["Title"] == f"Gebieden in Nederland {year}"
    assert all("FICTIEF" in str(info[name]) for name in ("Summary", "Source", "ShortDescription", "Description"))


def test_it_is_equal_at_every_call_and_unknown_for_another_year() -> None:
    assert build_edition(2026) == build_edition(2026)
    assert [table.table_id for table in build_editions()] == [EDITIONS[2025].table_id, EDITIONS[2026].table_id]
    with pytest.raises(KeyError):
        build_edition(2027)


def test_the_catalogue_lists_the_editions_beside_the_other_table(two_regions: FictionalTable) -> None:
    with StandIn(two_regions, *build_editions()) as standin:
        asked = "$format=json&$select=Identifier,Title&$filter=substringof('Gebieden%20in%20Nederland',Title)"
        with urlopen(f"{standin.url}/ODataCatalog/Tables?{asked}", timeout=10) as answer:
            found = json.loads(answer.read())["value"]
    assert found == [
        {"Title": "Gebieden in Nederland 2025", "Identifier": "86059NED"},
        {"Title": "Gebieden in Nederland 2026", "Identifier": "86247NED"},
    ]
