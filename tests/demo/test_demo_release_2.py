"""What changes from the first fictional release to the second, and what does not."""

from __future__ import annotations

from demo.reading import Place, wire_cells
from demo.table import FictionalTable


def test_a_half_year_is_added_and_every_year_moves_up_the_ladder(release_2: FictionalTable) -> None:
    found = {row["Key"]: (row["Title"], row["Status"]) for row in release_2.sets["Perioden"]}
    assert len(found) == 22
    assert found["2026HJ01"] == ("1e halfjaar 2026*", "Voorlopig")
    assert found["2025JJ00"] == ("2025**", "NaderVoorlopig")
    assert found["2024HJ01"] == ("1e halfjaar 2024", "Definitief")
    assert release_2.sets["TableInfos"][0]["Modified"] == "2026-10-30T02:00:00"


def test_all_topics_get_another_number_and_place(release_1: FictionalTable, release_2: FictionalTable) -> None:
    def keys(table: FictionalTable) -> dict[tuple[object, object], object]:
        topics = [row for row in table.sets["DataProperties"] if row["Type"] == "Topic"]
        return {(row["Title"], row["Unit"]): row["Key"] for row in topics}

    before, after = keys(release_1), keys(release_2)
    assert before.keys() == after.keys()
    assert list(before) != list(after)
    assert not [topic for topic in before if before[topic] == after[topic]]
    assert before["Gestarte casussen", "per 100 000 inwoners"] == after["Gestarte casussen", "aantal"]
    assert list(release_2.sets["TypedDataSet"][0])[3:] == list(after.values())


def test_only_some_figures_of_2024_and_2025_are_revised(release_1: FictionalTable, release_2: FictionalTable) -> None:
    before = wire_cells(release_1, data_set="TypedDataSet")
    after = wire_cells(release_2, data_set="TypedDataSet")
    revised = {place for place, cell in before.items() if after[place] != cell}
    assert 200 < len(revised) < 600
    assert {place.period[:4] for place in revised} == {"2024", "2025"}
    assert sum(place.period.startswith("2024") for place in revised) < 100
    assert {place.period for place in after.keys() - before.keys()} == {"2026HJ01"}


def test_the_national_figures_of_2025_are_among_them(release_1: FictionalTable, release_2: FictionalTable) -> None:
    before = wire_cells(release_1, data_set="UntypedDataSet")
    after = wire_cells(release_2, data_set="UntypedDataSet")
    half, year = (Place("NL01", period, "Gestarte adviezen") for period in ("2025HJ02", "2025JJ00"))
    assert (before[half], after[half]) == ("   80630", "   80670")
    assert (before[year], after[year]) == ("  160045", "  160085")


def test_the_code_lists_of_regions_are_the_same(release_1: FictionalTable, release_2: FictionalTable) -> None:
    assert release_1.sets["RegioS"] == release_2.sets["RegioS"]
    assert release_1.sets["CategoryGroups"] == release_2.sets["CategoryGroups"]
