"""What the newest load of a table calls things, by which a file without codes is read."""

from __future__ import annotations

from dataclasses import replace

from data_sources.known_table import KnownTable
from data_sources.snapshot import Category
from data_sources.store.known import known_table
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import snapshot, vintage

ROL = [
    Category("Rol", "Rol van de melder", "T001", "Totaal", 0),
    Category("Rol", "Rol van de melder", "A1", "Politie", 1),
]


def test_before_the_first_load_nothing_is_known(begun: Store) -> None:
    assert known_table(begun.engines.reader, "84847NED") == KnownTable()


def test_the_newest_load_of_the_table_alone_is_known(begun: Store) -> None:
    old = snapshot({"adviezen NL01 2024JJ00": 1.0, "adviezen PV99 2024JJ00": 2.0})
    other = snapshot({"x GM0001 2023JJ00": 1.0}, table="84850NED")
    new = snapshot(
        {"adviezen NL01 2024JJ00": 3.0, "adviezen NL01 2025JJ00": 4.0}, statuses={"2024JJ00": "definitief"},
        region_titles={"NL01": "Nederland"},
    )  # fmt: skip
    for day, item in (("2025-04-30", old), ("2026-05-01", other), ("2026-04-30", replace(new, categories=ROL))):
        begun.writer.add_statline(item, vintage(day))
    found = known_table(begun.engines.reader, "84847NED")
    assert found.load == max(load.id for load in begun.reader.loads())
    assert (found.title, found.topics, found.categories) == (new.title, new.topics, ROL)
    assert (found.regions, found.periods) == (
        {"NL01": "Nederland"},
        {"2024JJ00": "definitief", "2025JJ00": "voorlopig"},
    )
    assert [found.dimension_of(name) for name in ("rol", "Rol van de  melder", "Duur")] == ["Rol", "Rol", None]
