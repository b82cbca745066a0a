"""What a load changed: worked examples, with cells that are secret, gone, new, back, and finer than before."""

from __future__ import annotations

import pytest

from data_sources.store.cell_history import cell_history
from data_sources.store.load_changes import ChangeFilter, StatusChange, count_changes, read_changes, status_changes
from data_sources.store.prepare import Store
from data_sources.store.replaced import replaced
from tests.data_sources.deliveries import SECRET, Cells, deliver, publication, publish, snapshot, vintage

FIRST: Cells = {
    "adviezen NL01 2024HJ01": 1000, "adviezen PV20 2024HJ01": 0, "adviezen GM0003 2024HJ01": 15,
    "adviezen GM0005 2024HJ01": 20, "meldingen NL01 2024HJ01": 700,
}  # fmt: skip
SECOND: Cells = {
    "adviezen NL01 2024HJ01": 1005, "adviezen PV20 2024HJ01": 0, "adviezen GM0003 2024HJ01": SECRET,
    "meldingen NL01 2024HJ01": 700, "adviezen NL01 2024HJ02": 900,
}  # fmt: skip


@pytest.fixture
def second(store: Store) -> int:
    """The number of a second load, after a first."""
    deliver(store, "2026-04-30", FIRST)
    stored = deliver(store, "2026-10-30", SECOND, statuses={"2024HJ01": "definitief"})
    assert stored is not None
    return stored.load.id


def _told(store: Store, load: int, kind: str, **asked: str) -> list[tuple[object, ...]]:
    found = read_changes(store.engines.reader, load, kinds=[kind], asked=ChangeFilter(**asked))  # type: ignore[list-item]
    return [(item.region, item.old.value if item.old else None, item.new.value, item.difference) for item in found]


def test_each_kind_says_what_it_was_and_what_it_became(store: Store, second: int) -> None:
    assert _told(store, second, "gewijzigd") == [("NL01", 1000, 1005, 5), ("GM0003", 15, None, None)]
    assert _told(store, second, "verdwenen") == [("GM0005", 20, None, None)]
    assert _told(store, second, "nieuw") == [("NL01", None, 900, None)]
    assert count_changes(store.engines.reader, second) == {"gewijzigd": 2, "preciezer": 0, "verdwenen": 1, "nieuw": 1}
    nation, secret = read_changes(store.engines.reader, second, kinds=["gewijzigd"])
    assert nation.old is not None
    assert (nation.old.status, nation.new.status, nation.unit) == ("voorlopig", "definitief", "aantal")
    assert secret.new.missing == "geheim-of-onbekend"


def test_a_status_is_told_once_a_period_and_new_periods_have_none_before(store: Store, second: int) -> None:
    assert status_changes(store.engines.reader, second) == [
        StatusChange("2024HJ01", "voorlopig", "definitief"), StatusChange("2024HJ02", None, "voorlopig"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "regions"),
    [
        ({"region": "NL01"}, ["NL01"]),
        ({"level": "GM"}, ["GM0003"]),
        ({"level": "VT"}, []),
        ({"indicator": "meldingen"}, []),
        ({"period": "2024HJ02"}, []),
        ({"period": "2024HJ01", "indicator": "adviezen"}, ["NL01", "GM0003"]),
    ],
)  # fmt: skip
def test_changes_are_filtered(store: Store, second: int, asked: dict[str, str], regions: list[str]) -> None:
    assert [row[0] for row in _told(store, second, "gewijzigd", **asked)] == regions
    assert count_changes(store.engines.reader, second, asked=ChangeFilter(**asked))["gewijzigd"] == len(regions)


def test_a_page_begins_where_the_one_before_ended(store: Store) -> None:
    cells = {f"adviezen GM{n:04d} 2024HJ01": n * 5 for n in range(1, 30)}
    deliver(store, "2026-04-30", cells)
    stored = deliver(store, "2026-10-30", {cell: value + 5 for cell, value in cells.items()})
    assert stored is not None
    pages = [
        read_changes(store.engines.reader, stored.load.id, kinds=["gewijzigd"], offset=start, limit=12)
        for start in (0, 12, 24, 36)
    ]
    assert [len(page) for page in pages] == [12, 12, 5, 0]
    assert [item.region for page in pages for item in page] == [cell.split()[1] for cell in cells]


def test_a_first_load_has_new_figures_only_also_after_another_table(store: Store) -> None:
    store.writer.add_statline(
        snapshot({"84850NED:onderzoek NL01 2024HJ01": 5}, table="84850NED"), vintage("2026-04-01")
    )
    stored = deliver(store, "2026-04-30", FIRST)
    assert stored is not None
    assert count_changes(store.engines.reader, stored.load.id)["nieuw"] == stored.difference.new == len(FIRST)


def test_a_figure_that_came_back_is_new(store: Store, second: int) -> None:
    third = deliver(store, "2027-04-30", {**SECOND, "adviezen GM0005 2024HJ01": 25})
    assert third is not None
    assert _told(store, third.load.id, "nieuw") == [("GM0005", None, 25, None)]
    turns = cell_history(store.engines.reader, indicator="adviezen", region="GM0005", period="2024HJ01")
    assert [(turn.kind, turn.answer.value, turn.gone) for turn in turns] == [
        ("eerste", 20, False), ("verdwenen", None, True), ("terug", 25, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "kind"), [(1.05, "preciezer"), (0.95, "preciezer"), (1.06, "gewijzigd")])
def test_within_the_old_rounding_is_finer_and_no_other_value(store: Store, value: float, kind: str) -> None:
    cell, other = "aandeel NL01 2024HJ01", "aandeel PV20 2024HJ01"
    for day, held, decimals in (("2026-04-30", 1.0, 1), ("2026-10-30", value, 2)):
        found = snapshot({cell: held, other: 3.0}, unit="%", decimals=decimals, rounding=10.0**-decimals)
        stored = store.writer.add_statline(found, vintage(day))
    assert stored is not None
    assert [row[0] for row in _told(store, stored.load.id, kind)] == ["NL01"]
    assert sum(count_changes(store.engines.reader, stored.load.id).values()) == 1


def test_what_took_the_place_of_a_bundled_figure_is_told_beside_it(store: Store) -> None:
    cells = {"adviezen NL01 2024HJ01": 1000, "meldingen NL01 2024HJ01": 700, "adviezen PV20 2024HJ01": 40}
    publish(store, [publication("nieuws", "2025-10-24", cells, rounding=100)])
    stored = deliver(store, "2026-04-30", FIRST)
    assert stored is not None
    told = [(item.indicator, item.region, item.kind) for item in replaced(store.engines.reader, stored.load.id)]
    assert told == [
        ("adviezen", "NL01", "preciezer"), ("adviezen", "PV20", "preciezer"), ("meldingen", "NL01", "preciezer"),
    ]  # fmt: skip
    asked = ChangeFilter(indicator="adviezen", level="PV")
    assert [item.region for item in replaced(store.engines.reader, stored.load.id, asked=asked)] == ["PV20"]


def test_a_later_publication_that_says_otherwise_is_told_too(bundled: Store) -> None:
    loads = {load.id: load.source_title for load in bundled.reader.loads()}
    told = {
        (item.indicator, item.difference): loads[load]
        for load in loads
        for item in replaced(bundled.engines.reader, load)
        if item.kind == "waarde" and item.period == "2019HJ01"
    }
    assert set(told) == {("adviezen", 65), ("meldingen", 115)}
