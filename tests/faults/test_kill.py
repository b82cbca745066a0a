"""A refresh that is ended in the middle: the old load is whole, and the next refresh works."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from demo.changes import small
from demo.faults import Fault
from demo.standin import StandIn
from demo.table import FictionalTable
from demo.wire import Wire
from tests.commands import COMMAND, ROOT, Ran, ask, environment
from tests.data_sources.releases import release
from tests.faults.served import Served, assert_next_refresh_stores, new_release, refresh, served

REFRESH = ["refresh", "--force", "--json"]
# No file may become larger than this. What happens at the write that would make it so is the first word of what
# follows: SIG_DFL, the kernel ends the process at that very byte; SIG_IGN, the write fails as on a disk that is full.
LARGEST_FILE = 200_000
WITHIN_A_SMALL_FILE = f"""
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, getattr(signal, sys.argv.pop(1)))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, ({LARGEST_FILE}, {LARGEST_FILE}))
runpy.run_path({str(ROOT / "app.py")!r}, run_name="__main__")
"""


def larger_table() -> FictionalTable:
    """With all regions but most municipalities: enough cells for a write that takes a while."""
    codes = [str(row["Key"]).strip() for row in release(2).sets["RegioS"]]
    municipalities = [code for code in codes if code.startswith("GM")]
    return small(release(2), regions=set(codes) - set(municipalities[40:]))


def let_the_lease_lapse(folder: Path) -> None:
    """As if the seconds are over after which the lease of a dead refresh lapses."""
    with sqlite3.connect(folder / "store.db") as connection:
        assert connection.execute("UPDATE lease SET expires_at = 0").rowcount == 1
    connection.close()


def assert_whole(folder: Path, before: Served, *, outcome: str | None) -> None:
    """Nothing of the refresh is there but its attempt; one that was killed has no outcome."""
    assert served(folder) == before
    [table] = ask(folder, "status", "--json").json["tables"]
    assert (table["last_outcome"], table["error"] is None) == (outcome, outcome is None)
    assert table["attempts"] == 3
    with sqlite3.connect(folder / "store.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_killed_while_the_data_comes_in(folder: Path, before: Served) -> None:
    half_way = threading.Event()

    def stop_half_way(wire: Wire) -> None:
        wire.head(f"Content-Length: {len(wire.reply.body)}")
        wire.send(wire.reply.body[: len(wire.reply.body) // 2])
        half_way.set()
        wire.be_silent()

    with StandIn(new_release(), faults={"UntypedDataSet": Fault(stop_half_way)}) as cbs:
        settings = environment(folder, VT_CBS_URL=cbs.url, VT_CBS_TIMEOUT="60")
        with subprocess.Popen(
            [*COMMAND, *REFRESH], env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as run:
            assert half_way.wait(60)
            run.kill()
            out, err = run.communicate(timeout=60)
        assert (run.returncode, out, err) == (-signal.SIGKILL, b"", b"")
        assert_whole(folder, before, outcome=None)
        let_the_lease_lapse(folder)
        cbs.fail({})
        assert_next_refresh_stores(folder, cbs.url, tried=None)


def refresh_in_a_small_file(folder: Path, url: str, *, then: str) -> Ran:
    """Of a table whose one transaction is larger than the file may be."""
    ended = subprocess.run(
        [sys.executable, "-c", WITHIN_A_SMALL_FILE, then, *REFRESH], env=environment(folder, VT_CBS_URL=url),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def test_killed_while_it_writes_to_the_store(folder: Path, before: Served) -> None:
    with StandIn(larger_table()) as cbs:
        ran = refresh_in_a_small_file(folder, cbs.url, then="SIG_DFL")
        assert ran == Ran(-signal.SIGXFSZ, "", "")
        assert (folder / "store.db-wal").stat().st_size > LARGEST_FILE / 2
        assert_whole(folder, before, outcome=None)
        let_the_lease_lapse(folder)
        assert_all_of_it_is_stored(folder, cbs.url)


def test_a_disk_that_is_full(folder: Path, before: Served) -> None:
    with StandIn(larger_table()) as cbs:
        ran = refresh_in_a_small_file(folder, cbs.url, then="SIG_IGN")
        assert (ran.code, len(ran.err.splitlines()), ran.json["error"]) == (1, 1, ran.err.rstrip("\n"))
        assert_whole(folder, before, outcome="failed")
        assert_all_of_it_is_stored(folder, cbs.url)


def assert_all_of_it_is_stored(folder: Path, url: str) -> None:
    ran = refresh(folder, url, patience="30", deadline="60")
    assert (ran.code, ran.err, ran.json["outcome"]) == (0, "", "stored")
    assert ran.json["new"] > 20_000
    assert ask(folder, "status", "--json").json["tables"][0]["last_outcome"] == "stored"
