"""The PostgreSQL server of the tests can be had from a wheel, and never outlives whoever started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from data_sources.store.prepare import prepare
from tests.postgres import Postgres, find_programs, programs_of_the_wheel, running_postgres

ROOT = Path(__file__).resolve().parents[1]
HOLD = """
import sys
from tests.postgres import running_postgres
with running_postgres() as server:
    print(server.folder, flush=True)
    sys.stdin.read()
"""


def comes_true(happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not happens() and time.monotonic() < end:
        time.sleep(0.02)
    return happens()


def test_the_wheel_gives_a_server_where_none_is_installed() -> None:
    wheel = programs_of_the_wheel()
    assert wheel is not None
    with running_postgres(wheel) as server:
        assert server.version == 18
        url = server.address(server.create())
        store = prepare(url)
        assert store.reader.loads() == []
        store.engines.dispose()
        folder = server.folder
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_folder_can_be_named_and_without_any_programs_there_is_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheel = programs_of_the_wheel()
    monkeypatch.setenv("TEST_POSTGRES_BIN", str(wheel))
    assert find_programs() == wheel
    monkeypatch.setenv("TEST_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(RuntimeError, match=f"PostgreSQL.*{tmp_path} has no initdb"):
        find_programs()


def test_a_server_goes_with_the_tests_that_were_killed() -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    folder = Path(holder.stdout.readline().strip())
    assert (folder / "data" / "postmaster.pid").exists()
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert comes_true(lambda: not folder.exists())


def test_a_database_is_a_copy_of_another_and_can_be_dropped_while_somebody_is_connected(postgres: Postgres) -> None:
    original = postgres.create()
    with psycopg.connect(postgres.address(original)) as connection:
        connection.execute("CREATE TABLE note (words TEXT)")
    connection.close()
    copy = postgres.create(template=original)
    connection = psycopg.connect(postgres.address(copy))
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    postgres.drop(copy)
    connection.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(postgres.address(copy))
