"""Rows of CBS turned into cells: what a mark means, where a cell stands, and what is not fit to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data_sources.cbs.rows import Row, Rows
from data_sources.cbs.tables import Feed, UntypedNotAsDescribed, read_table
from data_sources.errors import SourceUnreadable, TableRejected
from data_sources.findings import warnings_of
from data_sources.snapshot import Category, CellState, TableSnapshot
from demo.changes import padded
from demo.reading import wire_cells
from tests.data_sources.releases import tiny

SECRET, IMPOSSIBLE, VALUE = CellState.SECRET_OR_UNKNOWN, CellState.IMPOSSIBLE, CellState.VALUE
PERIOD_ROW: Row = {"Key": "2025HJ01", "Title": "1e halfjaar 2025*", "Status": "Voorlopig"}


def topic(number: int, title: str, unit: str = "aantal") -> Row:
    return {
        "ID": 10 + number,
        "ParentID": None,
        "Type": "Topic",
        "Key": f"T_{number}",
        "Title": title,
        "Unit": unit,
        "Decimals": 0,
    }


def dimension(key: str, kind: str = "Dimension") -> Row:
    return {"ID": 0, "ParentID": None, "Type": kind, "Key": key, "Title": key}


PROPERTIES = [
    dimension("RegioS", "GeoDimension"),
    dimension("Perioden", "TimeDimension"),
    topic(1, "Gestarte adviezen"),
    topic(2, "Ontvangen meldingen"),
]


def feed(*rows: Row, properties: list[Row] | None = None, typed: bool = False, **lists: list[Row]) -> Feed:
    """A feed of these rows; a row that names no region or period is NL01 in 2025HJ01, and T_2 is 1 unless said."""
    code_lists: dict[str, list[Row]] = {
        "RegioS": [{"Key": "NL01  ", "Title": "Nederland "}],
        "Perioden": [PERIOD_ROW],
        **lists,
    }
    default: Row = {"RegioS": "NL01  ", "Perioden": "2025HJ01", "T_1": "1", "T_2": 1 if typed else "1"}
    return Feed(
        table="84847NED",
        url="http://cbs/84847NED",
        info={"Title": " Kerncijfers ", "Modified": "2026-04-30T02:00:00"},
        properties=PROPERTIES if properties is None else properties,
        code_lists=code_lists,
        rows=Rows.of([default | row for row in rows]),
        typed=typed,
    )


def read(*rows: Row, **options: Any) -> TableSnapshot:
    return read_table(feed(*rows, **options), topic_map={})


def cells(snapshot: TableSnapshot) -> dict[tuple[str, str, str, str], tuple[float | None, CellState]]:
    """All cells by their names; the value None where there is none."""
    return {
        (
            snapshot.topics[snapshot.indicator[n]].indicator,
            snapshot.regions[snapshot.region[n]][0],
            snapshot.periods[snapshot.period[n]].period.key,
            snapshot.breakdowns[snapshot.breakdown[n]],
        ): (None if snapshot.state[n] else float(snapshot.value[n]), CellState(int(snapshot.state[n])))
        for n in range(len(snapshot))
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("   84935", (84935.0, VALUE)),
        ("   183.3", (183.3, VALUE)),
        ("       0", (0.0, VALUE)),
        ("       .", (None, SECRET)),
        (".", (None, SECRET)),
        ("        ", (None, IMPOSSIBLE)),
        ("", (None, IMPOSSIBLE)),
        (None, (None, IMPOSSIBLE)),
    ],
)
def test_untyped_says_why_a_cell_is_missing(cell: object, expected: tuple[float | None, CellState]) -> None:
    assert cells(read({"T_1": cell}))["adviezen", "NL01", "2025HJ01", ""] == expected


@pytest.mark.parametrize("cell", [84935, 0.5, True, "1.234,5", "84 935", "x", "nan", "inf", ["1"]])
def test_anything_else_in_untyped_is_not_as_described(cell: object) -> None:
    with pytest.raises(UntypedNotAsDescribed, match="heeft bij 'Gestarte adviezen' iets anders dan getallen"):
        read({"T_1": cell})


def test_typed_holds_numbers_and_says_of_nothing_why_it_is_missing() -> None:
    found = cells(read({"T_1": 84935, "T_2": None}, typed=True))
    assert [found[name, "NL01", "2025HJ01", ""] for name in ("adviezen", "meldingen")] == [
        (84935.0, VALUE),
        (None, SECRET),
    ]


@pytest.mark.parametrize("cell", ["veel", ".", "", float("inf")])
def test_a_typed_cell_that_is_no_number_is_unreadable(cell: object) -> None:
    with pytest.raises(SourceUnreadable, match="bij 'Gestarte adviezen' iets dat geen getal is"):
        read({"T_1": cell}, typed=True)


def test_a_whole_release_comes_out_as_it_went_over_the_wire() -> None:
    table = padded(tiny(1), 10)
    sets = table.sets
    snapshot = read_table(
        replace(
            feed(properties=sets["DataProperties"], RegioS=sets["RegioS"], Perioden=sets["Perioden"]),
            rows=Rows.of(sets["UntypedDataSet"]),
        ),
        topic_map={},
    )
    found = cells(snapshot)
    names = {(item.title, item.unit): item.indicator for item in snapshot.topics}
    expected = wire_cells(table, data_set="UntypedDataSet")
    assert len(found) == len(expected) == 2 * 21 * 14
    for place, wire in expected.items():
        value, state = found[names[place.title, place.unit], place.region, place.period, ""]
        text = str(wire or "").strip()
        assert (value, state) == ({".": (None, SECRET), "": (None, IMPOSSIBLE)}.get(text) or (float(text), VALUE))
    assert (snapshot.title, snapshot.modified, snapshot.findings) == ("Kerncijfers", "2026-04-30T02:00:00", [])


def test_a_breakdown_is_empty_at_totals_and_else_sorted_pairs() -> None:
    properties = [*PROPERTIES, dimension("Rol"), dimension("Duur")]
    lists: dict[str, list[Row]] = {
        "Rol": [{"Key": "T001038 ", "Title": "Totaal rollen"}, {"Key": "A01 ", "Title": "Pleger"}],
        "Duur": [{"Key": "10000", "Title": "Totaal"}, {"Key": "20000", "Title": "Kort"}],
    }
    places = [("T001038", "10000"), ("A01  ", "10000"), ("T001038", "20000 "), ("A01", "20000")]
    rows: list[Row] = [{"Rol": role, "Duur": length} for role, length in places]
    found = read(*rows, properties=properties, **lists)
    assert found.breakdowns == ["", "Duur=10000;Rol=A01", "Duur=20000;Rol=T001038", "Duur=20000;Rol=A01"]
    assert found.categories == [
        Category("Duur", "Duur", "10000", "Totaal", 0),
        Category("Duur", "Duur", "20000", "Kort", 1),
        Category("Rol", "Rol", "T001038", "Totaal rollen", 0),
        Category("Rol", "Rol", "A01", "Pleger", 1),
    ]


def test_a_new_dimension_without_a_known_total_is_rejected() -> None:
    lists = {"Rol": [{"Key": "A01", "Title": "Pleger"}, {"Key": "A02", "Title": "Slachtoffer"}]}
    with pytest.raises(TableRejected, match="nieuwe indeling 'Rol' zonder herkenbaar totaal"):
        read({"Rol": "A01"}, {"Rol": "A02"}, properties=[*PROPERTIES, dimension("Rol")], **lists)


@pytest.mark.parametrize(
    ("codes", "total"),
    [
        ([("10000", "Totaal kenmerken"), ("A1", "Pleger")], "10000"),
        ([("T002", "Totaal anders"), ("T001", "Totaal")], "T001"),
        ([("T001", "Alle rollen"), ("A1", "Pleger")], "T001"),
        ([("A1", "Totaal pleger en slachtoffer"), ("A0", "Totaal")], "A0"),
    ],
)
def test_the_plainest_total_of_a_dimension_is_its_total(codes: list[tuple[str, str]], total: str) -> None:
    lists = {"Rol": [{"Key": key, "Title": title} for key, title in codes]}
    found = read(*({"Rol": key} for key, _ in codes), properties=[*PROPERTIES, dimension("Rol")], **lists)
    others = [f"Rol={key}" for key, _ in codes if key != total]
    assert sorted(found.breakdowns) == ["", *others]


def test_a_negative_count_is_rejected() -> None:
    with pytest.raises(TableRejected, match="bij 'Gestarte adviezen' een negatief aantal"):
        read({"T_1": "      -5"})


def test_padding_and_order_of_codes_do_not_matter_and_titles_are_stripped() -> None:
    found = read(
        {"RegioS": "NL01"},
        {"RegioS": "PV20", "T_1": "2"},
        RegioS=[{"Key": "PV20      ", "Title": "Groningen (PV) "}, {"Key": "NL01      ", "Title": "Nederland"}],
    )
    assert found.regions == [("PV20", "Groningen (PV)"), ("NL01", "Nederland")]
    assert cells(found)["adviezen", "PV20", "2025HJ01", ""] == (2.0, VALUE)


def test_a_code_missing_from_its_list_is_kept_under_its_code_with_a_warning() -> None:
    found = read({"RegioS": "PV20  ", "Perioden": "2025HJ02"}, {})
    assert found.regions == [("NL01", "Nederland"), ("PV20", "PV20")]
    assert [(item.period.key, item.status) for item in found.periods] == [
        ("2025HJ01", "voorlopig"),
        ("2025HJ02", "onbekend"),
    ]
    assert warnings_of(found.findings) == [
        "Periode 2025HJ02 staat niet in de codelijst van tabel 84847NED; status onbekend.",
        "Regio PV20 staat niet in de codelijst van tabel 84847NED; getoond als code.",
    ]


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([], {}, "Tabel 84847NED is leeg"),
        ([{}, {}], {}, "bevat dezelfde cel meer dan eens"),
        ([{"RegioS": "NL01"}, {"RegioS": "NL01  "}], {}, "bevat dezelfde cel meer dan eens"),
        ([{"Perioden": "2026KW01"}], {}, "'2026KW01'"),
        ([{}], {"Perioden": [PERIOD_ROW, {"Key": "2026KW01", "Title": "2026 1e kwartaal"}]}, "'2026KW01'"),
        ([{"RegioS": "Nederland"}], {}, "regiocode die hier niet thuishoort: 'Nederland'"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_rejected_and_says_why(
    rows: list[Row], options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(TableRejected, match=sentence) as caught:
        read(*rows, **options)
    assert "De oude cijfers blijven staan" in caught.value.message


@pytest.mark.parametrize(
    "properties",
    [PROPERTIES[1:], [*PROPERTIES, dimension("Buurten", "GeoDetail")], [*PROPERTIES[:1], *PROPERTIES[2:]]],
)
def test_a_table_has_one_region_and_one_period_dimension(properties: list[Row]) -> None:
    with pytest.raises(SourceUnreadable, match="niet één regio- en één tijdsdimensie"):
        read({}, properties=properties)


@pytest.mark.parametrize(
    ("properties", "lists", "sentence"),
    [
        ([*PROPERTIES[:3], topic(3, "Ontvangen meldingen")], {}, "iets anders dan getallen"),
        ([*PROPERTIES, dimension("Rol")], {"Rol": [{"Title": "Totaal"}]}, "ontbreekt een sleutel"),
        (None, {"RegioS": [{"Title": "Nederland"}]}, "ontbreekt een sleutel"),
        (None, {"Perioden": [{"Key": None}]}, "ontbreekt een sleutel"),
        ([{"Type": "GeoDimension"}, *PROPERTIES[1:]], {}, "ontbreekt een sleutel"),
    ],
)
def test_metadata_that_does_not_fit_is_unreadable(
    properties: list[Row] | None, lists: dict[str, list[Row]], sentence: str
) -> None:
    with pytest.raises(SourceUnreadable, match=sentence):
        read({}, properties=properties, **lists)
