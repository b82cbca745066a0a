"""Only one at work under a name, in threads and in processes; a dead holder does not lock anybody out."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import insert, select, update

from data_sources.errors import LeaseHeld
from data_sources.store.lease import LENGTH, hold
from data_sources.store.models import LeaseRow
from data_sources.store.prepare import Store, prepare
from tests.commands import ROOT

# Long enough for a busy machine to renew it in time, short enough to wait out.
SHORT = 1.0
# Holds the lease, tells so, and lets go when its standard input ends.
HOLDER = """
import sys
from data_sources.store.engine import open_engines
from data_sources.store.lease import hold
engines = open_engines(sys.argv[1])
with hold(engines, "work", length=float(sys.argv[2])) as waited:
    print("holding", flush=True)
    sys.stdin.read()
engines.dispose()
"""


def url(store: Store) -> str:
    return store.engines.writer.url.render_as_string(hide_password=False)


def leases(store: Store) -> list[str]:
    with store.engines.reader.begin() as connection:
        return list(connection.execute(select(LeaseRow.name)).scalars())


@contextmanager
def holder(store: Store, *, length: float = SHORT) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lease."""
    command = [sys.executable, "-c", HOLDER, url(store), str(length)]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "holding\n"
            yield process
        finally:
            process.kill()


def test_a_free_lease_is_had_at_once_and_is_free_again_afterwards(store: Store) -> None:
    for _ in range(2):
        with hold(store.engines, "work") as waited:
            assert (waited, leases(store)) == (False, ["work"])
    assert leases(store) == []


def test_a_lease_is_free_again_after_work_that_breaks(store: Store) -> None:
    with pytest.raises(RuntimeError, match="broken"), hold(store.engines, "work"):
        raise RuntimeError("broken")
    assert leases(store) == []


def test_another_name_is_another_lease(store: Store) -> None:
    with hold(store.engines, "work"), hold(store.engines, "other", patience=0) as waited:
        assert (waited, sorted(leases(store))) == (False, ["other", "work"])


def test_without_patience_a_held_lease_is_refused_with_a_sentence_for_people(store: Store) -> None:
    with hold(store.engines, "work"):
        begun = time.monotonic()
        with pytest.raises(LeaseHeld, match="Een andere verversing is nog bezig") as held:
            hold(store.engines, "work", patience=0).__enter__()
        assert time.monotonic() - begun < 1
    assert (held.value.outcome, held.value.facts["lease"]) == ("failed", "work")


def test_patience_that_runs_out_is_refused_no_sooner(store: Store) -> None:
    with hold(store.engines, "work"):
        begun = time.monotonic()
        with pytest.raises(LeaseHeld):
            hold(store.engines, "work", patience=0.3).__enter__()
        assert time.monotonic() - begun >= 0.3


@pytest.mark.parametrize("workers", [2, 6])
def test_of_many_threads_one_is_at_work_and_all_get_their_turn(store: Store, workers: int) -> None:
    together, inside = threading.Barrier(workers), threading.Semaphore(1)

    def work(_: int) -> bool:
        together.wait()
        with hold(store.engines, "work") as waited:
            assert inside.acquire(blocking=False), "two at work"
            time.sleep(0.05)
            inside.release()
            return waited

    with ThreadPoolExecutor(workers) as pool:
        assert sorted(pool.map(work, range(workers))) == [False] + [True] * (workers - 1)


def test_a_lease_lasts_longer_than_its_length_while_its_holder_lives(store: Store) -> None:
    with holder(store, length=SHORT) as process:
        with pytest.raises(LeaseHeld):
            hold(store.engines, "work", patience=2.5 * SHORT, length=SHORT).__enter__()
        process.communicate(timeout=10)
        assert process.returncode == 0
    with hold(store.engines, "work", patience=0) as waited:
        assert not waited


def test_the_next_process_begins_when_the_one_at_work_ends(store: Store) -> None:
    with holder(store, length=LENGTH) as process, ThreadPoolExecutor(1) as pool:

        def work() -> bool:
            with hold(store.engines, "work") as waited:
                return waited

        waiting = pool.submit(work)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.5)
        process.communicate(timeout=10)
        assert waiting.result(timeout=3) is True


def test_the_lease_of_a_killed_process_lapses_by_itself(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with holder(store) as process:
        process.kill()
        process.wait()
        begun = time.monotonic()
        with hold(store.engines, "work", length=SHORT) as waited:
            # Its length, a quarter more, and a pause between two looks.
            assert (waited, time.monotonic() - begun < 1.25 * SHORT + 1) == (True, True)
    assert "gave no more sign of life" in caplog.text
    assert leases(store) == []


def test_a_lapsed_lease_is_taken_over_even_without_patience_and_by_one_only(store: Store) -> None:
    with holder(store, length=0.2) as process:
        process.kill()
        process.wait()
    wait_until_lapsed(store)
    taken = []

    def work(_: int) -> None:
        try:
            with hold(store.engines, "work", patience=0, length=SHORT):
                taken.append(1)
                time.sleep(2)
        except LeaseHeld:
            pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert taken == [1]


def test_the_lease_of_a_dead_holder_whose_clock_was_ahead_lapses_too(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with store.engines.writer.begin() as connection:
        row = {"name": "work", "owner": "from 2031", "expires_at": time.time() + 5 * 366 * 86_400}
        connection.execute(insert(LeaseRow), [row])
    begun = time.monotonic()
    with hold(store.engines, "work", patience=0, length=SHORT) as waited:
        assert (waited, SHORT <= time.monotonic() - begun < 2 * SHORT + 1) == (True, True)
    assert "taken over from from 2031" in caplog.text


def test_a_holder_that_lives_keeps_a_lease_given_while_its_clock_was_ahead(store: Store) -> None:
    with hold(store.engines, "work", length=SHORT):
        with store.engines.writer.begin() as connection:
            connection.execute(update(LeaseRow).values(expires_at=time.time() + 86_400))
        with pytest.raises(LeaseHeld):
            hold(store.engines, "work", patience=0, length=SHORT).__enter__()


def test_a_holder_that_writes_for_longer_than_its_lease_keeps_it(store: Store) -> None:
    together = threading.Barrier(2)
    other = prepare(url(store))

    def write() -> None:
        with hold(store.engines, "work", length=SHORT):
            with store.engines.writer.begin():
                together.wait()
                time.sleep(1.5 * SHORT)
            # Past its length, and not renewed: the time in which whoever waits could have taken it.
            time.sleep(SHORT)
            assert leases(store) == ["work"]
            ended.append(time.monotonic())

    ended: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        together.wait()
        with hold(other.engines, "work", length=SHORT):
            assert len(ended) == 1, "two at work"
        writing.result()
    other.engines.dispose()


def test_a_lease_that_is_lost_is_logged_and_does_not_stop_the_work(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with hold(store.engines, "work", length=0.2):
        with store.engines.writer.begin() as connection:
            connection.execute(update(LeaseRow).values(owner="somebody else", expires_at=time.time() + 60))
        while "was lost" not in caplog.text:
            time.sleep(0.02)
    # What is somebody else's is not released.
    assert leases(store) == ["work"]


def test_a_database_that_is_away_for_a_moment_does_not_stop_the_work(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with hold(store.engines, "work", length=0.2):
        rename(store, "lease", "away")
        while "could not be renewed" not in caplog.text:
            time.sleep(0.02)
        rename(store, "away", "lease")
    assert leases(store) == []
    with hold(store.engines, "work", length=0.2):
        rename(store, "lease", "away")
    assert "could not be released" in caplog.text


def rename(store: Store, name: str, other: str) -> None:
    with store.engines.writer.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {other}")


def wait_until_lapsed(store: Store) -> None:
    while True:
        with store.engines.reader.begin() as connection:
            if connection.execute(select(LeaseRow.expires_at)).scalar_one() < time.time():
                return
        time.sleep(0.02)
