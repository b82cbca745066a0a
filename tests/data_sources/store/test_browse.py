"""What can be chosen in a table, and the cells of a choice: fetched before bundled, as known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data_sources.contract import Period
from data_sources.shapes import Choice, TableShape
from data_sources.snapshot import Category
from data_sources.store.browse import cells_of, rows_present, table_days, table_shape, tables_with_figures
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import SECRET, Cells, snapshot, vintage

ADVICE = "84849NED:gestarte-adviezen"
WHO = "KenmerkenAdviezenMeldingen"
CATEGORIES = [
    Category(WHO, "Kenmerken", "T001638", "Totaal", 0),
    Category(WHO, "Kenmerken", "A9", "Niet beroepsmatig totaal", 1),
    Category(WHO, "Kenmerken", "A1", "Beroepsmatig totaal", 2),
]
FIRST: Cells = {
    f"{ADVICE} NL01 2025HJ01": 84935,
    f"{ADVICE} NL01 2025HJ01 {WHO}=A1": 46205,
    f"{ADVICE} NL01 2025HJ01 {WHO}=A9": 37510,
    f"{ADVICE} NL01 2025JJ00": 170000,
    f"{ADVICE} VT05 2025HJ01": 3000,
    f"{ADVICE} PV20 2025HJ01": 2500,
    f"{ADVICE} GM0080 2025HJ01 {WHO}=A1": SECRET,
}


def _fetch(store: Store, day: str, cells: Cells) -> None:
    titles = {"GM0080": "Leeuwarden", "NL01": "Nederland"}
    delivery = snapshot(cells, table="84849NED", region_titles=titles)
    stored = store.writer.add_statline(replace(delivery, categories=CATEGORIES), vintage(day))
    assert stored is not None


def _shape(store: Store, table: str = "84849NED", *, as_of: str | None = None) -> TableShape:
    found = table_shape(store.engines.reader, table, as_of=date.fromisoformat(as_of) if as_of else None)
    assert found is not None
    return found


def _everything(shape: TableShape, indicator: str) -> Choice:
    codes = tuple(tuple(item.code for item in dimension.categories) for dimension in shape.dimensions)
    return Choice(indicator, codes, tuple(shape.regions), shape.periods)


def test_before_a_table_was_fetched_what_is_bundled_of_it_can_be_chosen(begun: Store) -> None:
    assert tables_with_figures(begun.engines.reader) == [
        "84847NED", "84848NED", "84849NED", "84850NED", "84851NED", "84852NED", "84853NED", "85361NED",
    ]  # fmt: skip
    shape = _shape(begun, "84850NED")
    assert not shape.is_fetched
    assert [topic.title for topic in shape.topics][:2] == ["Gestarte adviezen", "Ontvangen meldingen"]
    assert shape.topics[3].group == "Adviezen, meldingen en diensten / Afgeronde diensten"
    assert [(item.title, item.total) for item in shape.dimensions] == [
        ("Aanvullende informatie", None), ("Aard van het geweld", "totaal"),
    ]  # fmt: skip
    assert list(shape.regions)[:6] == ["NL01", "LD01", "LD02", "LD03", "LD04", "PV20"]
    assert shape.regions["VT16"] == "Brabant Noordoost (VT)"
    rows = rows_present(begun.engines.reader, shape, _everything(shape, "84850NED:ontvangen-meldingen"))
    assert rows[0] == ("NL01", "AanvullendeInformatie=mensenhandel;AardVanHetGeweld=totaal")
    assert len(rows) == 24


def test_the_followed_figures_are_bundled_under_kerncijfers_with_our_own_titles(begun: Store) -> None:
    shape = _shape(begun, "84847NED")
    assert [(topic.indicator, topic.title) for topic in shape.topics] == [
        ("adviezen", "Adviesvragen"), ("meldingen", "Meldingen"),
    ]  # fmt: skip
    assert shape.regions == {"NL01": "Nederland"}
    cells = cells_of(begun.engines.reader, shape, _everything(shape, "adviezen"), [("NL01", "")])
    assert {item.period: item.value for item in cells}["2022HJ01"] == 66155


def test_a_fetched_table_answers_with_its_own_loads_only(begun: Store) -> None:
    _fetch(begun, "2026-05-01", FIRST)
    shape = _shape(begun)
    assert shape.is_fetched
    assert {load.kind for load in shape.loads} == {"statline"}
    assert [item.code for item in shape.dimensions[0].categories] == ["T001638", "A9", "A1"]
    assert shape.dimensions[0].total == "T001638"
    assert list(shape.regions) == ["NL01", "PV20", "VT05", "GM0080"]
    assert [str(period) for period in shape.periods] == ["2025HJ01", "2025JJ00"]
    choice = _everything(shape, ADVICE)
    rows = rows_present(begun.engines.reader, shape, choice)
    assert rows == [
        ("NL01", ""), ("NL01", f"{WHO}=A9"), ("NL01", f"{WHO}=A1"), ("PV20", ""), ("VT05", ""),
        ("GM0080", f"{WHO}=A1"),
    ]  # fmt: skip
    assert {item.table for item in cells_of(begun.engines.reader, shape, choice, rows)} == {"84849NED"}
    # Bundled of the same table, and not among these: Leeuwarden's figures of 2020.
    assert all(item.period.startswith("2025") for item in cells_of(begun.engines.reader, shape, choice, rows))


def test_on_a_day_before_the_fetch_the_bundle_answers(begun: Store) -> None:
    _fetch(begun, "2026-05-01", FIRST)
    then = _shape(begun, as_of="2026-04-30")
    assert not then.is_fetched
    assert [str(period) for period in then.periods] == ["2025HJ01"]
    assert table_shape(begun.engines.reader, "84849NED", as_of=date(2019, 1, 1)) is None
    assert tables_with_figures(begun.engines.reader, as_of=date(2022, 1, 1)) == ["84847NED"]
    assert tables_with_figures(begun.engines.reader, as_of=date(2018, 1, 1)) == []


def test_a_later_load_is_not_known_on_an_earlier_day(begun: Store) -> None:
    _fetch(begun, "2026-05-01", FIRST)
    _fetch(begun, "2026-11-01", {**FIRST, f"{ADVICE} NL01 2025HJ01": 85000})
    engine = begun.engines.reader
    values = {}
    for day in ("2026-05-01", "2026-11-01"):
        shape = _shape(begun, as_of=day)
        choice = Choice(ADVICE, (("T001638",),), ("NL01",), (Period.parse("2025HJ01"),))
        values[day] = [item.value for item in cells_of(engine, shape, choice, [("NL01", "")])]
    assert values == {"2026-05-01": [84935], "2026-11-01": [85000]}


def test_the_days_of_a_table_are_those_of_its_own_loads(begun: Store) -> None:
    assert table_days(begun.engines.reader, "84849NED") == {date(2025, 10, 24), date(2026, 11, 24)}
    _fetch(begun, "2026-05-01", FIRST)
    assert table_days(begun.engines.reader, "84849NED") == {
        date(2025, 10, 24), date(2026, 5, 1), date(2026, 11, 24),
    }  # fmt: skip
    assert table_days(begun.engines.reader, "84855NED") == set()


def test_a_cell_that_left_the_table_says_so(begun: Store) -> None:
    _fetch(begun, "2026-05-01", FIRST)
    _fetch(begun, "2026-11-01", {cell: held for cell, held in FIRST.items() if "PV20" not in cell})
    shape = _shape(begun)
    choice = Choice(ADVICE, (("T001638",),), ("PV20",), (Period.parse("2025HJ01"),))
    assert rows_present(begun.engines.reader, shape, choice) == [("PV20", "")]
    [cell] = cells_of(begun.engines.reader, shape, choice, [("PV20", "")])
    assert (cell.value, cell.missing, cell.gone) == (None, "niet-aanwezig", True)


def test_only_the_rows_that_are_asked_for_come(begun: Store) -> None:
    _fetch(begun, "2026-05-01", FIRST)
    shape = _shape(begun)
    rows = [("NL01", f"{WHO}=A1"), ("GM0080", f"{WHO}=A1")]
    cells = cells_of(begun.engines.reader, shape, _everything(shape, ADVICE), rows)
    assert {(item.region, item.breakdown, item.value) for item in cells} == {
        ("NL01", f"{WHO}=A1", 46205.0), ("GM0080", f"{WHO}=A1", None),
    }  # fmt: skip
    assert cells_of(begun.engines.reader, shape, _everything(shape, ADVICE), []) == []


def test_a_table_nobody_has_figures_of_cannot_be_chosen(begun: Store) -> None:
    assert table_shape(begun.engines.reader, "84855NED") is None


@pytest.mark.parametrize("level", ["LD", "PV", "VT", "GM"])
def test_a_level_holds_its_own_regions(begun: Store, level: str) -> None:
    shape = _shape(begun, "85361NED")
    found = shape.regions_of(level)
    assert all(code.startswith(level) for code in found)
    if level == "GM":
        assert [shape.regions[code] for code in found][:3] == ["Aa en Hunze", "Aalsmeer", "Aalten"]
