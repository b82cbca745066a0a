"""Refreshing now, over HTTP and against a stand-in for CBS: who may, what is seen meanwhile, and what a kill leaves."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.attempt_progress import AttemptProgress, Received
from data_sources.store.audit_trail import AuditFilter, read_events
from data_sources.store.lease import hold
from data_sources.store.models import LeaseRow, SessionRow
from data_sources.store.prepare import prepare
from demo.faults import Fault
from demo.standin import StandIn
from demo.wire import Wire
from tests.commands import ROOT
from tests.dashboard.people import CHEAP, NOW, add_people, signed_in, submit
from tests.data_sources.releases import KERNCIJFERS, tiny
from tests.databases import Databases

PATH, STATE = "/beheer/verversen", "/beheer/verversen/stand.json"
# A refresh in a process of its own, as the schedule or the command would do it.
ELSEWHERE = """
import sys
from data_sources.cbs.client import CbsClient
from data_sources.refresh import Refresh
from data_sources.store.prepare import prepare
from datetime import UTC, datetime
client = CbsClient(sys.argv[2], timeout=60, deadline=90)
Refresh(source=client, store=prepare(sys.argv[1]), now=lambda: datetime.now(UTC)).run(
    "84847NED", force=True, progress=lambda _name, _bytes: None
)
"""


@dataclass
class Slow:
    """The figures come in a few bytes at a time, until they may come on."""

    go_on: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)

    def __call__(self, wire: Wire) -> None:
        body = wire.reply.body
        wire.head(f"Content-Length: {len(body)}", "Content-Type: application/json")
        self.begun.set()
        sent = 0
        # The last byte waits until it may come.
        while sent < len(body) - 1 and not self.go_on.wait(0.1):
            wire.send(body[sent : sent + 1])
            sent += 1
        self.go_on.wait(60)
        wire.send(body[sent:])


@dataclass
class Site:
    """A dashboard on a store, with carla and others to log in, and the stand-in it fetches from."""

    services: Services
    cbs: StandIn
    slow: Slow
    url: str

    def __post_init__(self) -> None:
        self.app = build_dashboard(self.services, Settings())
        self.carla = signed_in(self.app, "carla")

    def start(self, *tables: str, **more: str) -> Any:
        return submit(self.carla, PATH, tabel=list(tables or [KERNCIJFERS]), **more)

    def state(self) -> dict[str, Any]:
        answer = self.carla.get(STATE)
        assert answer.status_code == 200
        found: dict[str, Any] = answer.get_json()
        return found

    def how(self) -> str:
        return str(self.state()["tabellen"][KERNCIJFERS]["hoe"])

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < end, self.state()
            time.sleep(0.02)

    def until_done(self) -> None:
        self.until(lambda: not self.state()["bezig"])


@contextmanager
def open_site(databases: Databases) -> Iterator[Site]:
    def fill(url: str) -> None:
        store = prepare(url)
        add_people(store)
        store.engines.dispose()

    slow = Slow()
    with databases.copy("people", fill) as url, StandIn(tiny(1), faults={"UntypedDataSet": Fault(slow)}) as cbs:
        settings = Settings(database_url=url, cbs_url=cbs.url, cbs_timeout=60)
        store = prepare(url)
        services = Services(store=store, settings=settings, now=lambda: NOW, hasher=CHEAP)
        site = Site(services, cbs, slow, url)
        try:
            yield site
        finally:
            slow.go_on.set()
            site.until_done()
            store.engines.dispose()


@pytest.fixture
def site(databases: Databases) -> Iterator[Site]:
    with open_site(databases) as made:
        yield made


def test_a_refresh_is_started_noted_seen_under_way_and_seen_to_end(site: Site) -> None:
    assert site.state() == {
        "bezig": False, "stand": "Er is geen verversing bezig.",
        "tabellen": {KERNCIJFERS: {"hoe": "nog nooit ververst", "wanneer": "", "fout": ""}},
    }  # fmt: skip
    answer = site.start(alles="ja")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PATH}?gestart=ja")
    [noted], _ = read_events(site.services._store.engines.reader, AuditFilter(), offset=0, limit=1)
    assert (noted.actor, noted.action, noted.subject) == ("carla", "verversen-gestart", KERNCIJFERS)
    assert noted.new == {"tables": [KERNCIJFERS], "force": True}
    # From another connection, by whoever asks; the thread that fetches tells nobody but the store.
    site.until(lambda: site.how().startswith("bezig: UntypedDataSet, 0,0"))
    assert site.state()["stand"] == f"Bezig met tabel {KERNCIJFERS}."
    page = site.carla.get(PATH).get_data(as_text=True)
    assert "bezig: UntypedDataSet" in page
    assert f'data-state="{STATE}"' in page
    assert ">Kijk opnieuw hoe ver het is</a>" in page
    site.slow.go_on.set()
    site.until_done()
    assert site.how() == "Nieuwe lading bewaard"
    page = site.carla.get(PATH).get_data(as_text=True)
    assert "data-state" not in page
    assert "Kijk opnieuw" not in page
    with site.services._store.engines.reader.begin() as connection:
        assert connection.execute(text("SELECT progress, outcome FROM attempt")).all() == [(None, "stored")]


def test_a_second_click_says_that_one_is_at_work_whoever_clicks(site: Site) -> None:
    assert site.start().status_code == 303
    assert site.slow.begun.wait(30)
    # Another replica, on the same store.
    other = Services(store=prepare(site.url), settings=site.services._settings, now=lambda: NOW, hasher=CHEAP)
    client = signed_in(build_dashboard(other, Settings()), "bram-beheer")
    for answer in (site.start(), submit(client, PATH, tabel=KERNCIJFERS)):
        assert answer.status_code == 422
        assert "Er is al een verversing bezig." in answer.get_data(as_text=True)
    site.slow.go_on.set()
    site.until_done()
    other._store.engines.dispose()
    with site.services._store.engines.reader.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM attempt")).scalar_one() == 1
        started = "SELECT count(*) FROM audit_event WHERE action = 'verversen-gestart'"
        assert connection.execute(text(started)).scalar_one() == 1


def test_a_refresh_by_another_process_is_seen_and_its_kill_as_well(site: Site) -> None:
    with subprocess.Popen([sys.executable, "-c", ELSEWHERE, site.url, site.cbs.url], cwd=ROOT) as run:
        try:
            site.until(lambda: site.how().startswith("bezig: UntypedDataSet"))
            assert "al een verversing bezig" in site.start().get_data(as_text=True)
        finally:
            run.kill()
    with site.services._store.engines.writer.begin() as connection:
        # As if the seconds are over after which the lease of who was killed lapses.
        connection.execute(update(LeaseRow).values(expires_at=0))
    state = site.state()
    assert not state["bezig"]
    assert site.how().startswith("afgebroken? bij UntypedDataSet, 0,0")
    site.slow.go_on.set()
    assert site.start().status_code == 303
    site.until_done()
    assert site.how() == "Nieuwe lading bewaard"


def test_who_may_not_is_refused_and_nothing_begins(site: Site) -> None:
    for username in (None, "lotte", "anna"):
        client = site.app.server.test_client() if username is None else signed_in(site.app, username)
        assert client.get(PATH).status_code == (303 if username is None else 403)
        assert client.get(STATE).status_code == (401 if username is None else 403)
        assert client.post(PATH, data={"tabel": KERNCIJFERS}).status_code == (401 if username is None else 403)
        assert "Nu verversen" not in client.get("/kerncijfers").get_data(as_text=True)
    assert site.carla.post(PATH, data={"tabel": KERNCIJFERS}).status_code == 403
    assert site.state()["tabellen"][KERNCIJFERS]["hoe"] == "nog nooit ververst"


@pytest.mark.parametrize("tables", [[], ["84852NED"], [KERNCIJFERS, "../x"]])
def test_only_tables_of_the_settings_can_be_asked_for(site: Site, tables: list[str]) -> None:
    answer = submit(site.carla, PATH, tabel=tables, alles="ja")
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "Kies een of meer tabellen uit de lijst." in page) == (422, True)
    assert 'href="#veld-tabel"' in page
    assert 'value="ja" checked' in page
    assert not site.state()["bezig"]


def test_a_page_and_its_state_do_not_wait_for_who_writes(site: Site) -> None:
    engines = site.services._store.engines
    with engines.writer.begin() as connection:
        # Long enough ago for the visit to be worth keeping.
        connection.execute(update(SessionRow).values(seen_at=NOW - timedelta(minutes=5)))
    with engines.writer.begin():
        begun = time.monotonic()
        for address in (PATH, STATE, "/gegevens"):
            assert site.carla.get(address).status_code == 200
        site.services._store.writer.note_progress(1, "x:1")
        # A writer is waited for during half a minute.
        assert time.monotonic() - begun < 10


def test_a_refresh_under_another_lease_is_at_work_too(site: Site) -> None:
    with hold(site.services._store.engines, "schedule", patience=0):
        assert site.state()["stand"] == "Er is een verversing bezig."
        assert site.start().status_code == 422
    assert not site.state()["bezig"]


def test_how_far_one_is_is_kept_once_a_second_and_when_all_is_in() -> None:
    clock, kept, passed = [0.0], [], []
    progress = AttemptProgress(kept.append, lambda name, count: passed.append((name, count)), clock=lambda: clock[0])
    for moment, count in ((0.0, 1), (0.4, 2), (0.99, 3), (1.0, 4), (1.5, 5)):
        clock[0] = moment
        progress("a:b", count)
    progress.all_in()
    assert kept == ["a:b:1", "a:b:4", ":0"]
    assert passed == [("a:b", count) for count in range(1, 6)]
    assert [Received.read(item) for item in kept] == [Received("a:b", 1), Received("a:b", 4), Received("", 0)]
