"""Every page that is remembered answers, whatever happened since, what it would answer were it made now."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from dash import html
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import Dashboard, build_dashboard
from dashboard.visitor import PUBLIC
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store, prepare
from data_sources.store.writer import Ended
from tests.data_sources.deliveries import deliver
from tests.data_sources.store.test_divisions import MENDED, add
from tests.databases import ON_SQLITE, Databases
from tests.ledgers import entry

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# Each page that is remembered, in some views; all that is remembered must be here.
ADDRESSES = (
    "/", "/?per=jaar", "/?regio=PV21", "/?zoals-bekend-op=2026-04-30", "/verkenner", "/verkenner?tabel=84849NED",
    "/toelichting", "/pilots", "/verwurging", "/slachtofferdevice", "/slachtofferdevice?stand-op=2027-02-01",
    "/overige-pilots", "/mijlpalen", "/regios", "/regios/kaart",
    "/ontwikkeling", "/regios/profiel?regio=PV21", "/vergelijken", "/vergelijken?onderwerp=adviezen",
)  # fmt: skip
CELLS = {"adviezen NL01 2025HJ01": 5000.0, "adviezen PV21 2025HJ01": 500.0, "meldingen NL01 2025HJ01": 8000.0}
DELIVER = """
import sys
from data_sources.store.prepare import prepare
from tests.data_sources.deliveries import deliver
deliver(prepare(sys.argv[1]), "2026-11-20", {"adviezen NL01 2025HJ01": 6000.0, "meldingen NL01 2025HJ01": 7000.0})
"""
DONE = Ended(stamp={"modified": "2026-11-20T02:00:00"})


@dataclass
class World:
    """One store with a clock, and what may happen to it."""

    url: str
    store: Store
    folder: Path
    moment: datetime = NOON

    def services(self) -> Services:
        return Services(store=self.store, settings=Settings(database_url=self.url), now=lambda: self.moment)

    def load(self) -> None:
        """By another process."""
        subprocess.run([sys.executable, "-c", DELIVER, self.url], cwd=ROOT, check=True, timeout=60)

    def ledger(self) -> None:
        row = entry("pilot", pilot="farr", title="Een andere naam", known_on="2026-11-20")
        self.store.writer.add_bundle([], [], [row])

    def attempt(self) -> None:
        attempt = self.store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=self.moment)
        self.store.writer.finish_attempt(attempt, finished_at=self.moment, outcome="unchanged", ended=DONE)

    def division(self) -> None:
        add(self.store, MENDED, date(2026, 11, 20))

    def day(self) -> None:
        self.moment = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)

    def due(self) -> None:
        self.moment = datetime(2026, 11, 22, 5, 45, tzinfo=UTC)

    def stale(self) -> None:
        self.moment += timedelta(days=4)

    def restore(self) -> None:
        self.services().restore(self.folder / "kept.zip", replace=True)


# What may happen, in this order, and pages that are then another one.
EVENTS: dict[str, tuple[Callable[[World], None], tuple[str, ...]]] = {
    "a load by another process": (World.load, ("/", "/?per=jaar", "/verkenner", "/toelichting")),
    "a row of the ledger": (World.ledger, ("/pilots", "/verwurging")),
    "an attempt": (World.attempt, ("/", "/?regio=PV21")),
    "an edition of the divisions": (World.division, ("/slachtofferdevice",)),
    "a new day": (World.day, ("/", "/verkenner", "/pilots", "/mijlpalen", "/overige-pilots")),
    "a moment at which CBS is looked at": (World.due, ("/", "/?zoals-bekend-op=2026-04-30")),
    "days without a look": (World.stale, ("/",)),
    "a backup that is put back": (World.restore, ("/", "/verkenner", "/pilots", "/toelichting", "/slachtofferdevice")),
}


@pytest.fixture
def world(databases: Databases, tmp_path: Path) -> Iterator[World]:
    def fill(url: str) -> None:
        store = prepare(url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger())
        deliver(store, "2026-10-30", CELLS)
        store.engines.dispose()

    with databases.copy("remembered", fill) as url:
        store = prepare(url)
        yield World(url, store, tmp_path)
        store.engines.dispose()


@contextmanager
def app_of(world: World) -> Iterator[tuple[Dashboard, FlaskClient]]:
    app = build_dashboard(world.services(), Settings())
    assert isinstance(app, Dashboard)
    with app.server.test_client() as client:
        yield app, client


def remembered_of(app: Dashboard) -> list[str]:
    return [path for path, page in app._router._pages.items() if page.remembered]


def count_in_place_of_making(app: Dashboard, made: list[str]) -> list[str]:
    """Have each remembered page only note that it was made; gives their paths."""

    def counted(path: str) -> Callable[[object, object], html.P]:
        return lambda _query, _audience: made.append(path) or html.P(path)

    paths = remembered_of(app)
    for path in paths:
        app._router._pages[path] = replace(app._router._pages[path], render=counted(path))
    return paths


def ask(client: FlaskClient, address: str) -> bytes:
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": "..page.children...shown-address.data..",
            "outputs": [{"id": "page", "property": "children"}, {"id": "shown-address", "property": "data"}],
            "inputs": [{"id": "wanted-address", "property": "data", "value": address}],
            "changedPropIds": ["wanted-address.data"],
        },
    )
    assert answer.status_code == 200
    return answer.data


def test_whatever_happens_each_page_is_then_made_anew_and_once(world: World) -> None:
    world.services().backup(world.folder / "kept.zip")
    made: list[str] = []
    with app_of(world) as (app, client):
        paths = count_in_place_of_making(app, made)
        for _ in range(2):
            for path in paths:
                ask(client, path)
        assert made == paths
        for what, (happen, _) in EVENTS.items():
            made.clear()
            happen(world)
            for _ in range(2):
                for path in paths:
                    ask(client, path)
            assert made == paths, what


@ON_SQLITE
def test_after_whatever_happens_pages_say_what_they_would_if_made_now_and_not_what_they_said(world: World) -> None:
    world.services().backup(world.folder / "kept.zip")
    with app_of(world) as (_, client):
        for what, (happen, addresses) in EVENTS.items():
            before = [ask(client, address) for address in addresses]
            happen(world)
            after = [ask(client, address) for address in addresses]
            with app_of(world) as (_, fresh):
                assert after == [ask(fresh, address) for address in addresses], what
            assert all(new != old for new, old in zip(after, before, strict=True)), what


@ON_SQLITE
def test_a_remembered_answer_is_what_dash_would_have_written_byte_for_byte(world: World) -> None:
    with app_of(world) as (app, client):
        pages = app._router._pages
        assert {urlsplit(address).path for address in ADDRESSES} == {*remembered_of(app)}
        for address in ADDRESSES:
            parts = urlsplit(address)
            made = pages[parts.path].render(parse_qs(parts.query), PUBLIC)
            response = {"page": {"children": made}, "shown-address": {"data": address}}
            expected = to_json_plotly({"multi": True, "response": response}).encode()
            assert ask(client, address) == expected, address
            assert ask(client, address) == expected, address


@ON_SQLITE
def test_the_first_layout_holds_what_the_second_question_gives(world: World) -> None:
    with app_of(world) as (_, client):
        for address in ("/", "/pilots"):
            held = ask(client, address).split(b'"children":', 1)[1].split(b'},"shown-address"')[0]
            for _ in range(2):
                layout = client.get("/_dash-layout", headers={"Referer": f"http://localhost{address}"}).data
                assert held in layout, address
