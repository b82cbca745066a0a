"""The fictional table has CBS's shape and CBS's traps."""

from __future__ import annotations

import time

import pytest

from demo.changes import small
from demo.reading import Place, wire_cells
from demo.table import FictionalTable, build_release

Cells = dict[Place, object]

PUBLISHED_BY_CBS = {84935, 66270, 143210, 127340, 66155, 59985, 67545, 53145, 75000, 64000}


@pytest.fixture(scope="module")
def typed(release_1: FictionalTable) -> Cells:
    return wire_cells(release_1, data_set="TypedDataSet")


@pytest.fixture(scope="module")
def untyped(release_1: FictionalTable) -> Cells:
    return wire_cells(release_1, data_set="UntypedDataSet")


def national(table: FictionalTable, period: str, title: str) -> float:
    found = wire_cells(small(table, regions=["NL01"]), data_set="TypedDataSet")[Place("NL01", period, title)]
    assert isinstance(found, int)
    return found


def test_two_builds_are_equal_and_a_full_one_takes_less_than_three_seconds(release_1: FictionalTable) -> None:
    started = time.monotonic()
    assert build_release(1) == release_1
    assert time.monotonic() - started < 3


def test_the_sets_come_in_the_order_of_cbs(release_1: FictionalTable) -> None:
    assert release_1.table_id == "84847NED"
    assert list(release_1.sets) == [
        "TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups", "RegioS", "Perioden",
    ]  # fmt: skip


def test_every_text_of_the_table_says_that_it_is_fiction(release_1: FictionalTable) -> None:
    [info] = release_1.sets["TableInfos"]
    assert info["Title"] == "Huiselijk geweld; kerncijfers Veilig Thuis, regio"
    assert (info["Identifier"], info["Modified"]) == ("84847NED", "2026-04-30T02:00:00")
    assert all("FICTIEF" in str(info[field]) for field in ("Summary", "ShortDescription", "Source", "Description"))


def test_there_is_a_row_for_every_region_and_period_with_the_period_fastest(release_1: FictionalTable) -> None:
    expected = [
        (region["Key"], period["Key"]) for region in release_1.sets["RegioS"] for period in release_1.sets["Perioden"]
    ]
    assert len(expected) == 404 * 21
    for name in ("TypedDataSet", "UntypedDataSet"):
        assert [(row["RegioS"], row["Perioden"]) for row in release_1.sets[name]] == expected
        assert [row["ID"] for row in release_1.sets[name]] == list(range(len(expected)))


def test_regions_are_padded_unique_and_titled_as_at_cbs(release_1: FictionalTable) -> None:
    titles = {str(row["Key"]): row["Title"] for row in release_1.sets["RegioS"]}
    assert len(titles) == 404
    assert {len(key) for key in titles} == {6}
    assert len(set(titles.values())) == 404
    assert titles["NL01  "] == "Nederland"
    assert titles["LD04  "] == "Zuid-Nederland (LD)"
    assert titles["PV21  "] == "Fryslân (PV)"
    assert titles["VT04  "] == "Friesland (VT)"
    assert titles["VT16  "] == "Brabant Noordoost (VT)"
    kinds = [key[:2] for key in titles]
    assert {kind: kinds.count(kind) for kind in kinds} == {"NL": 1, "LD": 4, "PV": 12, "GM": 360, "VT": 27}
    assert "Drenthe (gemeente)" in titles.values()


def test_no_municipality_has_a_code_or_a_bare_name_that_exists(release_1: FictionalTable) -> None:
    municipal = [row for row in release_1.sets["RegioS"] if str(row["Key"]).startswith("GM")]
    assert min(str(row["Key"]) for row in municipal) > "GM2000"
    provinces = {str(row["Title"])[:-5] for row in release_1.sets["RegioS"] if str(row["Key"]).startswith("PV")}
    assert not provinces & {row["Title"] for row in municipal}


def test_periods_carry_status_and_mark(release_1: FictionalTable) -> None:
    periods = release_1.sets["Perioden"]
    assert [row["Key"] for row in periods][:4] == ["2019HJ01", "2019HJ02", "2019JJ00", "2020HJ01"]
    assert [row["Key"] for row in periods][-1] == "2025JJ00"
    found = {row["Key"]: (row["Title"], row["Status"]) for row in periods}
    assert found["2025HJ01"] == ("1e halfjaar 2025*", "Voorlopig")
    assert found["2024JJ00"] == ("2024**", "NaderVoorlopig")
    assert found["2023HJ02"] == ("2e halfjaar 2023", "Definitief")


def test_topics_stand_in_groups_once_as_a_count_and_once_as_a_rate(release_1: FictionalTable) -> None:
    properties = release_1.sets["DataProperties"]
    assert [row["Type"] for row in properties[:3]] == ["GeoDimension", "TimeDimension", "TopicGroup"]
    groups = {row["ID"]: row["Title"] for row in properties if row["Type"] == "TopicGroup"}
    assert list(groups.values()) == ["Adviezen en meldingen", "Casussen", "Diensten"]
    topics = [row for row in properties if row["Type"] == "Topic"]
    assert len(topics) == 14
    assert {row["ParentID"] for row in topics} == set(groups)
    assert topics[0]["Key"] == "GestarteAdviezen_1"
    by_unit = {
        unit: [row["Title"] for row in topics if row["Unit"] == unit] for unit in ("aantal", "per 100 000 inwoners")
    }
    assert by_unit["aantal"] == by_unit["per 100 000 inwoners"]
    assert "Actieve casussen " in by_unit["aantal"]
    assert {(row["Unit"], row["Datatype"], row["Decimals"]) for row in topics} == {
        ("aantal", "Long", 0),
        ("per 100 000 inwoners", "Double", 1),
    }


@pytest.mark.parametrize("release", ["release_1", "release_2"])
@pytest.mark.parametrize(("later", "earlier"), [("2025JJ00", "2024JJ00"), ("2024JJ00", "2023JJ00")])
def test_the_country_grows_by_sixteen_and_five_per_cent(
    request: pytest.FixtureRequest, release: str, later: str, earlier: str
) -> None:
    table = request.getfixturevalue(release)
    growth = {
        title: f"{(national(table, later, title) / national(table, earlier, title) - 1) * 100:.1f}"
        for title in ("Gestarte adviezen", "Ontvangen meldingen")
    }
    assert growth == {"Gestarte adviezen": "16.0", "Ontvangen meldingen": "5.0"}


def test_national_figures_are_complete_and_nobody_elses(typed: Cells) -> None:
    shown = [cell for place, cell in typed.items() if place.region == "NL01"]
    assert None not in shown
    assert not PUBLISHED_BY_CBS & set(shown)


def test_counts_are_rounded_to_five_and_none_below_ten_is_shown(typed: Cells) -> None:
    counts = [cell for place, cell in typed.items() if place.unit == "aantal" and cell is not None]
    assert all(isinstance(count, int) and count % 5 == 0 for count in counts)
    assert min(int(str(count)) for count in counts) == 10


def test_a_rate_is_missing_exactly_where_its_count_is(untyped: Cells) -> None:
    def mark(cell: object) -> object:
        return cell if cell in (None, "       .") else "a figure"

    for place, cell in untyped.items():
        if place.unit == "aantal":
            assert mark(cell) == mark(untyped[place._replace(unit="per 100 000 inwoners")])


def test_typed_is_null_exactly_where_untyped_is_secret_or_blank(typed: Cells, untyped: Cells) -> None:
    assert typed.keys() == untyped.keys()
    for place, cell in untyped.items():
        if cell is None or cell == "       .":
            assert typed[place] is None
        else:
            assert isinstance(cell, str)
            assert len(cell) == 8
            assert float(cell) == typed[place]


def test_untyped_cells_are_right_aligned_text(release_1: FictionalTable) -> None:
    row = release_1.sets["UntypedDataSet"][20]
    assert (row["RegioS"], row["Perioden"]) == ("NL01  ", "2025JJ00")
    assert (row["GestarteAdviezen_1"], row["GestarteAdviezen_3"]) == ("  160045", "   893.5")


def test_halves_do_not_add_up_to_their_year(release_1: FictionalTable) -> None:
    halves = [national(release_1, period, "Gestarte adviezen") for period in ("2025HJ01", "2025HJ02")]
    assert halves == [79410, 80630]
    assert national(release_1, "2025JJ00", "Gestarte adviezen") == 160045


def test_landsdelen_add_up_to_the_country_within_rounding_but_not_always_exactly(typed: Cells) -> None:
    differences = set()
    for place, cell in typed.items():
        if place.region == "NL01" and place.unit == "aantal":
            parts = [typed[place._replace(region=f"LD0{number}")] for number in range(1, 5)]
            differences.add(abs(sum(int(str(part)) for part in parts) - int(str(cell))))
    assert {0, 5} <= differences <= {0, 5, 10}


def test_a_province_that_is_one_vt_region_has_the_same_figures(untyped: Cells) -> None:
    for place, cell in untyped.items():
        if place.region == "PV22":
            assert cell == untyped[place._replace(region="VT02")]


def test_a_dissolved_municipality_is_blank_from_its_last_day_on(release_1: FictionalTable, untyped: Cells) -> None:
    dissolved = {
        str(row["Key"]): int(str(row["Description"])[-4:])
        for row in release_1.sets["RegioS"]
        if str(row["Description"]).startswith("Opgeheven per 01-01-")
    }
    assert len(dissolved) == 15
    assert {2019, 2025} <= set(dissolved.values())
    for place, cell in untyped.items():
        if place.region.startswith("GM"):
            gone = int(place.period[:4]) >= dissolved.get(place.region, 9999)
            assert (cell is None) == gone


def test_two_vt_regions_end_in_2022_and_their_successor_begins_in_2023(untyped: Cells) -> None:
    for place, cell in untyped.items():
        if place.region in ("VT16", "VT26"):
            assert (cell == "       .") == (place.period >= "2023")
        if place.region == "VT27":
            assert (cell == "       .") == (place.period < "2023")
        assert cell is not None or place.region.startswith("GM")
