"""Opening the store brings it up to date, may be done by many at once, and says in Dutch why it cannot."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy import inspect, text

from data_sources.errors import SettingsError, StoreError
from data_sources.published.bundle import PublishedChange, PublishedSource, bundled_changes, bundled_sources
from data_sources.store.engine import open_engines
from data_sources.store.prepare import Store, prepare
from tests.data_sources.deliveries import answer, deliver, publication, table

ROOT = Path(__file__).resolve().parents[3]
Open = Callable[..., Store]
SOURCES, CHANGES = bundled_sources(), bundled_changes()
OPEN = """
import sys
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
print(len(prepare(sys.argv[1], sources=bundled_sources(), changes=bundled_changes()).reader.loads()))
"""


@pytest.fixture
def opened(database_url: str) -> Iterator[Open]:
    """Opens the store at the one address, with the real bundle unless said otherwise."""
    stores: list[Store] = []

    def make(sources: list[PublishedSource] = SOURCES, changes: list[PublishedChange] = CHANGES) -> Store:
        stores.append(prepare(database_url, sources=sources, changes=changes))
        return stores[-1]

    yield make
    for store in stores:
        store.engines.dispose()


def test_a_fresh_store_holds_the_bundled_figures_and_changes(opened: Open) -> None:
    store = opened()
    assert [load.kind for load in store.reader.loads()] == ["published"] * len(SOURCES)
    assert [row["kind"] for row in store.reader.published_changes()] == [change.fields["kind"] for change in CHANGES]
    assert store.reader.published_changes()[-1]["value"] is None


def test_preparing_twice_changes_nothing(opened: Open) -> None:
    first, second = opened(), opened()
    assert first.reader.loads() == second.reader.loads()
    assert first.reader.published_changes() == second.reader.published_changes()
    assert_frame_equal(table(first), table(second))


def test_without_a_bundle_the_store_is_empty(opened: Open) -> None:
    store = opened([], [])
    assert store.reader.loads() == []
    assert table(store).empty


def test_a_release_with_one_more_source_adds_just_that_one(opened: Open) -> None:
    before = opened()
    deliver(before, "2027-05-01", {"adviezen NL01 2026HJ02": 90000})
    loads = before.reader.loads()
    more = publication("nieuw", "2026-05-01", {"adviezen NL01 2025HJ02": 86000}, place=8)
    change = replace(CHANGES[0], content_hash="nieuw", fields={**CHANGES[0].fields, "value": "9.9"})
    after = opened([*SOURCES, more], [*CHANGES, change])
    assert [load for load in after.reader.loads() if load in loads] == loads
    assert [load.source_title for load in after.reader.loads() if load not in loads] == ["nieuw"]
    assert len(after.reader.published_changes()) == len(CHANGES) + 1
    found = answer(after, "adviezen NL01 2025HJ02")
    assert found.value == 86000


def test_ten_threads_that_open_a_fresh_store_load_the_bundle_once(opened: Open) -> None:
    with ThreadPoolExecutor(10) as pool:
        stores = list(pool.map(lambda _: opened(), range(10)))
    assert {len(store.reader.loads()) for store in stores} == {len(SOURCES)}
    assert len(stores[0].reader.published_changes()) == len(CHANGES)


def test_processes_that_open_a_fresh_store_at_once_load_the_bundle_once(database_url: str) -> None:
    command = [sys.executable, "-c", OPEN, database_url]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(5)
    ]
    ended = [process.communicate(timeout=60) for process in running]
    assert ended == [(f"{len(SOURCES)}\n", "")] * 5


def test_a_store_of_a_newer_version_is_left_alone(opened: Open) -> None:
    store = opened()
    with store.engines.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="nieuwere versie van dit programma") as error:
        opened()
    assert error.value.facts["found"] == "9999"


@pytest.mark.parametrize(
    "url",
    ["", "veiligthuis.db", "mysql://server/naam", "postgresql+onbekend://server/naam", "postgresql://server:poort/naam",
     "sqlite://", "sqlite:///:memory:"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_naming_the_setting(url: str) -> None:
    with pytest.raises(SettingsError, match="VT_DATABASE_URL") as error:
        prepare(url)
    assert error.value.exit_code == 2


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match=r"niet te maken\. Controleer VT_DATABASE_URL"):
        prepare(f"sqlite:///{tmp_path}/file/store.db")


def test_a_file_that_is_no_database_and_a_folder_in_its_place_are_clear_errors(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Geachte voorzitter, " * 100)
    for name in ("letter.db", "."):
        with pytest.raises(StoreError, match="De opslag is niet te openen"):
            prepare(f"sqlite:///{tmp_path}/{name}")


def test_a_server_that_does_not_answer_is_a_clear_error_without_the_password() -> None:
    with pytest.raises(StoreError, match="De opslag is niet te openen") as error:
        prepare("postgresql://iemand:geheim@127.0.0.1:1/naam?connect_timeout=2")
    assert "geheim" not in f"{error.value} {error.value.facts}"


def test_a_migration_that_fails_leaves_the_database_as_it_was(database_url: str) -> None:
    engines = open_engines(database_url)
    with engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE region (name TEXT)"))
    with pytest.raises(StoreError, match="De opslag is niet te openen"):
        prepare(database_url)
    assert inspect(engines.reader).get_table_names() == ["region"]
    engines.dispose()
