"""Each variant of a table changes one thing, in both data sets, and leaves the original alone."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from demo import changes
from demo.reading import Place, wire_cells
from demo.table import FictionalTable

Change = Callable[[FictionalTable], FictionalTable]


def keys(table: FictionalTable, name: str) -> list[tuple[object, object]]:
    return [(row["RegioS"], row["Perioden"]) for row in table.sets[name]]


def topics(table: FictionalTable) -> dict[object, tuple[object, object]]:
    rows = [row for row in table.sets["DataProperties"] if row["Type"] == "Topic"]
    return {row["Key"]: (row["Title"], row["Unit"]) for row in rows}


CHANGES: dict[str, Change] = {
    "without_region": lambda table: changes.without_region(table, "PV20"),
    "without_row": lambda table: changes.without_row(table, region="NL01", period="2019HJ01"),
    "with_modified": lambda table: changes.with_modified(table, None),
    "rename_topic": lambda table: changes.rename_topic(table, "Gestarte adviezen", "Begonnen adviezen"),
    "renumber_topics": changes.renumber_topics,
    "with_value": lambda table: changes.with_value(
        table, region="NL01", period="2019HJ01", topic_title="Gestarte adviezen", value=15
    ),
    "with_period": lambda table: changes.with_period(table, "2025KW01", "2025 1e kwartaal", "Voorlopig"),
    "without_set": lambda table: changes.without_set(table, "CategoryGroups"),
    "with_status": lambda table: changes.with_status(table, "2025HJ01", "Definitief"),
    "padded": lambda table: changes.padded(table, 10),
    "without_topic": lambda table: changes.without_topic(table, "Gestarte adviezen", "aantal"),
    "small": lambda table: changes.small(table, regions=["NL01"]),
    "half": changes.half,
    "with_double_row": changes.with_double_row,
    "discontinued": changes.discontinued,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_keeps_the_original_and_both_data_sets_in_step(two_regions: FictionalTable, change: Change) -> None:
    before = deepcopy(two_regions)
    changed = change(two_regions)
    assert two_regions == before
    assert changed != two_regions
    typed, untyped = changed.sets["TypedDataSet"], changed.sets["UntypedDataSet"]
    assert keys(changed, "TypedDataSet") == keys(changed, "UntypedDataSet")
    assert [row["ID"] for row in typed] == [row["ID"] for row in untyped] == list(range(len(typed)))
    assert {tuple(row) for row in typed + untyped} == {("ID", "RegioS", "Perioden", *topics(changed))}


def test_a_change_of_something_that_is_not_there_is_refused(two_regions: FictionalTable) -> None:
    impossible: list[Change] = [
        lambda table: changes.without_region(table, "PV99"),
        lambda table: changes.small(table, regions=["NL01", "PV99"]),
        lambda table: changes.without_row(table, region="NL01", period="2031HJ01"),
        lambda table: changes.rename_topic(table, "Gestarte adviezen", "x", unit="%"),
        lambda table: changes.without_topic(table, "Adviezen"),
        lambda table: changes.with_status(table, "2031HJ01", "Definitief"),
        lambda table: changes.without_set(table, "Regios"),
        lambda table: changes.with_period(table, "2025JJ00", "2025", "Voorlopig"),
    ]
    for change in impossible:
        with pytest.raises(ValueError, match=r"the table has no|already there"):
            change(two_regions)


def test_a_region_leaves_the_code_list_and_the_rows(two_regions: FictionalTable) -> None:
    changed = changes.without_region(two_regions, "PV20")
    assert [row["Key"] for row in changed.sets["RegioS"]] == ["NL01  "]
    assert changed == changes.small(two_regions, regions=["NL01"])


def test_a_row_leaves_alone(two_regions: FictionalTable) -> None:
    changed = changes.without_row(two_regions, region="NL01", period="2019HJ01")
    assert set(keys(two_regions, "TypedDataSet")) - set(keys(changed, "TypedDataSet")) == {("NL01  ", "2019HJ01")}
    assert changed.sets["Perioden"] == two_regions.sets["Perioden"]


@pytest.mark.parametrize(
    ("value", "unit", "typed", "untyped"),
    [
        (15, "aantal", 15, "      15"),
        (7.25, "per 100 000 inwoners", 7.25, "     7.2"),
        (".", "aantal", None, "       ."),
        (None, "aantal", None, None),
    ],
)
def test_one_cell_takes_another_value(
    two_regions: FictionalTable, value: float | str | None, unit: str, typed: object, untyped: object
) -> None:
    changed = changes.with_value(
        two_regions, region="PV20", period="2025JJ00", topic_title="Actieve casussen", unit=unit, value=value
    )
    place = Place("PV20", "2025JJ00", "Actieve casussen", unit)
    for name, expected in (("TypedDataSet", typed), ("UntypedDataSet", untyped)):
        before, after = wire_cells(two_regions, data_set=name), wire_cells(changed, data_set=name)
        assert {key for key in before if before[key] != after[key]} == {place}
        assert after[place] == expected


def test_a_quarter_is_added_to_every_region_in_its_place(two_regions: FictionalTable) -> None:
    changed = changes.with_period(two_regions, "2025KW01", "2025 1e kwartaal", "Voorlopig")
    assert changed.sets["Perioden"][-1] == {
        "Key": "2025KW01", "Title": "2025 1e kwartaal", "Description": "Voorlopige cijfers", "Status": "Voorlopig",
    }  # fmt: skip
    expected = [(region, period["Key"]) for region in ("NL01  ", "PV20  ") for period in changed.sets["Perioden"]]
    assert keys(changed, "TypedDataSet") == expected


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("Definitief", "1e halfjaar 2025"),
        ("NaderVoorlopig", "1e halfjaar 2025**"),
        ("Onbepaald", "1e halfjaar 2025"),
        (None, "1e halfjaar 2025"),
    ],
)
def test_a_status_brings_its_own_mark(two_regions: FictionalTable, status: str | None, title: str) -> None:
    changed = changes.with_status(two_regions, "2025HJ01", status)
    [row] = [row for row in changed.sets["Perioden"] if row["Key"] == "2025HJ01"]
    assert (row["Status"], row["Title"]) == (status, title)


def test_modified_is_set_or_taken_away(two_regions: FictionalTable) -> None:
    [info] = changes.with_modified(two_regions, "2026-05-01T02:00:00").sets["TableInfos"]
    assert info["Modified"] == "2026-05-01T02:00:00"
    [info] = changes.with_modified(two_regions, None).sets["TableInfos"]
    assert "Modified" not in info
    assert info["MetaDataModified"] == "2026-04-30T02:00:00"


def test_region_keys_are_padded_to_another_width(two_regions: FictionalTable) -> None:
    changed = changes.padded(two_regions, 10)
    assert [row["Key"] for row in changed.sets["RegioS"]] == ["NL01      ", "PV20      "]
    assert {row["RegioS"] for row in changed.sets["UntypedDataSet"]} == {"NL01      ", "PV20      "}


def test_a_topic_is_renamed_in_one_unit_or_in_all(two_regions: FictionalTable) -> None:
    everywhere = topics(changes.rename_topic(two_regions, "Actieve casussen", "Lopende casussen"))
    assert [unit for title, unit in everywhere.values() if title == "Lopende casussen"] == [
        "aantal", "per 100 000 inwoners",
    ]  # fmt: skip
    once = topics(changes.rename_topic(two_regions, "Actieve casussen", "Lopende casussen", unit="aantal"))
    assert ("Actieve casussen ", "per 100 000 inwoners") in once.values()
    assert list(once) == list(topics(two_regions))


def test_a_topic_leaves_in_one_unit_or_in_all(two_regions: FictionalTable) -> None:
    gone = topics(two_regions).keys() - topics(changes.without_topic(two_regions, "Gestarte adviezen", "aantal"))
    assert gone == {"GestarteAdviezen_1"}
    gone = topics(two_regions).keys() - topics(changes.without_topic(two_regions, "Gestarte adviezen"))
    assert gone == {"GestarteAdviezen_1", "GestarteAdviezen_3"}


def test_renumbered_topics_keep_title_order_and_figures(two_regions: FictionalTable) -> None:
    changed = changes.renumber_topics(two_regions)
    assert not topics(changed).keys() & topics(two_regions).keys()
    assert list(topics(changed).values()) == list(topics(two_regions).values())
    for name in ("TypedDataSet", "UntypedDataSet"):
        assert wire_cells(changed, data_set=name) == wire_cells(two_regions, data_set=name)


def test_half_a_table_says_nothing_of_the_half_that_is_gone(two_regions: FictionalTable) -> None:
    changed = changes.half(two_regions)
    for name in changes.DATA_SETS:
        assert changed.sets[name] == two_regions.sets[name][:21]
    assert {name for name in changed.sets if changed.sets[name] != two_regions.sets[name]} == set(changes.DATA_SETS)


def test_an_empty_table_keeps_its_code_lists(two_regions: FictionalTable) -> None:
    changed = changes.empty(two_regions)
    assert [changed.sets[name] for name in changes.DATA_SETS] == [[], []]
    assert changed.sets["RegioS"] == two_regions.sets["RegioS"]


def test_a_double_row_is_the_first_one_again_at_the_end(two_regions: FictionalTable) -> None:
    for name in changes.DATA_SETS:
        *_, last = changes.with_double_row(two_regions).sets[name]
        assert last | {"ID": 0} == two_regions.sets[name][0]


def test_a_discontinued_table_says_so_and_keeps_its_figures(two_regions: FictionalTable) -> None:
    changed = changes.discontinued(two_regions)
    before, [info] = two_regions.sets["TableInfos"][0], changed.sets["TableInfos"]
    assert {name for name in info if info[name] != before[name]} == {
        "OutputStatus", "ReasonDelivery", "Frequency", "MetaDataModified",
    }  # fmt: skip
    assert str(info["MetaDataModified"]) > str(info["Modified"])
    assert changed.sets["TypedDataSet"] == two_regions.sets["TypedDataSet"]
