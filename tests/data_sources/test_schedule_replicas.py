"""Any number of processes follow the schedule on one store: each moment is served once, on either store."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from data_sources.store.history import attempts
from data_sources.store.lease import hold
from data_sources.store.prepare import Store, prepare
from data_sources.store.slots import Slot, newest_slot
from demo.faults import FAULTS
from demo.standin import StandIn
from tests.commands import ROOT
from tests.data_sources.releases import tiny
from tests.databases import Databases

DUE = datetime(2026, 11, 21, 5, 45, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    with databases.new() as url:
        yield url


@contextmanager
def opened(database_url: str) -> Iterator[Store]:
    store = prepare(database_url)
    yield store
    store.engines.dispose()


class Replicas:
    """Processes that follow the schedule of one store."""

    def __init__(self, processes: Sequence[subprocess.Popen[str]]) -> None:
        self.processes = processes

    def follow(self, shown: datetime, *, minutes: float) -> None:
        """Begin a round: their clocks show this moment now."""
        for process in self.processes:
            assert process.stdin
            process.stdin.write(f"{time.time()} {shown.isoformat()} {minutes}\n")
            process.stdin.flush()

    def expect(self, word: str) -> None:
        """Wait until each of them says this."""
        for process in self.processes:
            assert process.stdout
            said = ""
            while said != word:
                said = process.stdout.readline().strip()
                assert said, process.communicate()

    def ended(self) -> list[tuple[int, str]]:
        """How each of them ended, and what it complained of."""
        said = [process.communicate(timeout=30)[1] for process in self.processes]
        return [(process.returncode, text) for process, text in zip(self.processes, said, strict=True)]


@contextmanager
def replicas(count: int, database_url: str, cbs_url: str) -> Iterator[Replicas]:
    command = [sys.executable, "-m", "tests.data_sources.replica", database_url, cbs_url]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with ExitStack() as stack:
        processes = [stack.enter_context(subprocess.Popen(command, cwd=ROOT, text=True, **pipes)) for _ in range(count)]
        try:
            started = Replicas(processes)
            started.expect("ready")
            yield started
        finally:
            for process in processes:
                process.kill()


def fetches(cbs: StandIn) -> int:
    """How often the rows of the table were asked for."""
    return sum("/UntypedDataSet?" in request for request in cbs.requests)


def newest(store: Store) -> Slot:
    slot = newest_slot(store.engines.reader, "refresh", now=DUE + 30 * DAY)
    assert slot is not None
    return slot


def outcomes(store: Store) -> list[str | None]:
    return [attempt.outcome for attempt in attempts(store.engines.reader)]


def test_three_schedulers_through_one_moment_make_one_refresh_and_catch_up_once(database_url: str) -> None:
    with opened(database_url) as store, StandIn(tiny(1)) as cbs, replicas(3, database_url, cbs.url) as three:
        # Begun after a moment, in a store whose schedule was never followed: nothing.
        three.follow(DUE - DAY + HOUR, minutes=2.5)
        three.expect("done")
        assert (outcomes(store), cbs.requests) == ([], [])

        three.follow(DUE - 2 * MINUTE, minutes=5)
        three.expect("done")
        slot = newest(store)
        assert (slot.due_at, slot.tries, slot.finished_at is not None) == (DUE, 1, True)
        assert (outcomes(store), fetches(cbs)) == (["stored"], 1)

        # All were away for three moments.
        three.follow(DUE + 3 * DAY + HOUR, minutes=3.5)
        three.expect("done")
        slot = newest(store)
        assert (slot.due_at, slot.tries, slot.finished_at is not None) == (DUE + 3 * DAY, 1, True)
        assert outcomes(store) == ["stored", "unchanged"]
        assert three.ended() == [(0, "")] * 3


def wait_until(is_so: Callable[[], bool], *, patience: float = 20) -> None:
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "waited for nothing"
        time.sleep(0.02)


def test_a_scheduler_that_is_stopped_in_a_refresh_ends_at_once_and_leaves_its_moment_to_the_next(
    database_url: str,
) -> None:
    with opened(database_url) as store:
        with (
            StandIn(tiny(1), faults={"TableInfos": FAULTS["hang"]}) as cbs,
            replicas(1, database_url, cbs.url) as one,
        ):
            one.follow(DUE - 2 * MINUTE, minutes=600)
            wait_until(lambda: any("TableInfos" in request for request in cbs.requests))
            one.processes[0].send_signal(signal.SIGTERM)
            begun = time.monotonic()
            assert one.ended() == [(0, "")]
            assert time.monotonic() - begun < 5
        assert (newest(store).finished_at, newest(store).tries) == (None, 1)
        # It let the lease go.
        with hold(store.engines, "schedule", patience=0) as waited:
            assert not waited
