"""The same commands give the same answers on SQLite and on PostgreSQL, and of many refreshes at once one stores."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_sources.store.history import attempts
from data_sources.store.prepare import Store, prepare
from demo.gebieden import build_editions
from demo.standin import StandIn
from tests.commands import ask
from tests.data_sources.deliveries import deliver, snapshot, vintage
from tests.data_sources.releases import quick, tiny
from tests.databases import Databases

QUESTIONS = [
    ["figures", "--indicator", "adviezen"],
    ["figures", "--indicator", "meldingen", "--region", "PV21"],
    ["figures", "--indicator", "gestarte-casussen-per-100000", "--region", "LD01", "--as-of", "2026-05-01"],
    ["growth", "--indicator", "adviezen", "--period", "2025JJ00"],
    ["revisions"],
    ["status"],
    ["pilots", "list"],
    ["pilots", "show", "farr"],
]
# Texts that PostgreSQL puts in another order than SQLite does.
TITLES = {"GM0518": "'s-Gravenhage (gemeente)", "PV21": "Fryslân (PV)", "PV27": "Fryslan", "GM0363": "amsterdam"}
# Refuses at the very end, when all rows of the load are written.
REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON observation DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse()
"""


def test_after_the_same_two_refreshes_both_answer_the_same_byte_for_byte(
    on_sqlite: Databases, on_postgresql: Databases, tmp_path: Path
) -> None:
    editions = build_editions()
    with StandIn(quick(1), *editions) as cbs, on_sqlite.new() as one, on_postgresql.new() as other:
        for number in (1, 2):
            cbs.publish(quick(number))
            for url in (one, other):
                ran = ask(tmp_path, "refresh", "--json", VT_DATABASE_URL=url, VT_CBS_URL=cbs.url)
                assert (ran.err, ran.json["outcome"]) == ("", "stored")
        for url in (one, other):
            assert ask(tmp_path, "divisions", "fetch", VT_DATABASE_URL=url, VT_CBS_URL=cbs.url).code == 0
        for words in QUESTIONS:
            first, second = (ask(tmp_path, *words, "--json", VT_DATABASE_URL=url) for url in (one, other))
            assert (first.code, first.err, len(first.json) > 0) == (0, "", True), words
            assert first.out == second.out, words


def test_texts_come_in_the_same_order_from_both(on_sqlite: Databases, on_postgresql: Databases) -> None:
    found = []
    for databases in (on_sqlite, on_postgresql):
        with databases.new() as url:
            store = prepare(url)
            indicators = ["zorg", "Zorg", "'s-avonds", "élan", "adviezen"]
            cells = {f"{name} {region} 2025HJ01": 5.0 for name in indicators for region in TITLES}
            store.writer.add_statline(snapshot(cells, region_titles=TITLES), vintage("2026-05-01"))
            found.append((store.reader.indicators(), list(store.reader.regions().items()), store.reader.revisions()))
            store.engines.dispose()
    assert found[0] == found[1]
    assert found[0][0] == ["'s-avonds", "Zorg", "adviezen", "zorg", "élan"]
    assert dict(found[0][1]) == TITLES


def test_an_error_after_the_copy_leaves_nothing_of_the_load(on_postgresql: Databases) -> None:
    cells = {"adviezen NL01 2025HJ01": 85010.0, "meldingen NL01 2025HJ01": 66270.0}
    with on_postgresql.new() as url:
        store = prepare(url)
        with store.engines.writer.begin() as connection:
            connection.execute(text(REFUSE))
        with pytest.raises(DBAPIError, match="no room"):
            deliver(store, "2026-05-01", cells)
        assert (counted(store, "load"), counted(store, "observation"), counted(store, "region")) == (0, 0, 0)
        with store.engines.writer.begin() as connection:
            connection.execute(text("DROP TRIGGER refuse ON observation"))
        assert deliver(store, "2026-05-01", cells) is not None
        assert (counted(store, "load"), counted(store, "observation"), counted(store, "region")) == (1, 2, 1)
        store.engines.dispose()


def test_of_ten_processes_that_refresh_at_once_one_stores(databases: Databases, tmp_path: Path) -> None:
    # Processes of their own, out of one that has read the program once: a start for each would be most of the time.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.commands"])
    with databases.new() as url, StandIn(tiny(1)) as cbs, ProcessPoolExecutor(10, mp_context=context) as pool:
        running = [
            pool.submit(ask, tmp_path, "refresh", "--json", VT_DATABASE_URL=url, VT_CBS_URL=cbs.url) for _ in range(10)
        ]
        ended = [process.result(timeout=60) for process in running]
        assert [(ran.code, ran.err) for ran in ended] == [(0, "")] * 10
        assert sorted(ran.json["outcome"] for ran in ended) == ["stored"] + ["unchanged"] * 9
        store = prepare(url)
        loads = [load for load in store.reader.loads() if load.kind == "statline"]
        assert len(loads) == 1
        assert len(attempts(store.engines.reader)) == 10
        assert counted(store, f"observation WHERE load_id = {loads[0].id}") == 2 * 21 * 14
        store.engines.dispose()


def counted(store: Store, rows: str) -> int:
    with store.engines.reader.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {rows}")).scalar_one())
