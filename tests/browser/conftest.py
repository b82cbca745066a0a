"""A real Chromium against a real server. Without a Chromium these tests fail, saying how to get one."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from demo.boundaries import boundary_files, boundary_service
from demo.gebieden import build_editions
from demo.ledger import LEDGER_FOLDER
from demo.sisters import build_sisters
from demo.standin import StandIn
from demo.table import build_release

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
_PLACES = ("/usr/lib/chromium/chromium-headless-shell",)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Serve = Callable[..., str]


class _Quiet(WSGIRequestHandler):
    """Requests are not worth a line each in a test's report."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def find_chromium() -> str:
    """The path of a Chromium on this machine; fails the test with the hint when there is none."""
    named = os.environ.get("VT_BROWSER_PATH")
    found = [path for path in (named, *_PLACES, *map(shutil.which, _NAMES)) if path and Path(path).exists()]
    if not found:
        pytest.fail("No Chromium found. Run `make browser`, or set VT_BROWSER_PATH to one.")
    return found[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Background networking off: on a closed network each start would wait for look-ups that fail.
    options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve a dashboard on a free port of this machine; gives its address."""
    servers = []

    def start(services: Services, settings: Settings | None = None) -> str:
        app = build_dashboard(services, settings or Settings())
        app.server.test_client().get("/")
        server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=_Quiet)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def bundled(tmp_path: Path) -> Services:
    """Services on a store with the bundled figures and the bundled ledger, and nothing else."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger())
    return Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)


@pytest.fixture(scope="session")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services on all of the demonstration: two releases, divisions and boundaries over HTTP, its own ledger."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    with StandIn(build_release(1), *build_sisters(2), *build_editions(), files=boundary_files()) as stand_in:
        settings = Settings(database_url=url, cbs_url=stand_in.url)
        store = prepare(url, ledger=bundled_ledger(LEDGER_FOLDER))
        services = Services(store=store, settings=settings, now=lambda: NOW, load_kind="demo")
        for release in (1, 2):
            stand_in.publish(build_release(release))
            (result,) = services.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
            assert result.outcome == "stored"
        sisters = [table.table_id for table in build_sisters(2)]
        fetched = services.refresh(sisters, accept_host=False, progress=lambda _name, _bytes: None)
        assert {result.outcome for result in fetched} == {"stored"}
        assert services.fetch_divisions(None, accept_host=False, progress=lambda _name, _bytes: None).error is None
        for year in (2022, 2026):
            fetched_boundaries = services.fetch_boundaries(
                year, url=boundary_service(stand_in.url), accept_host=False, progress=lambda _name, _bytes: None
            )
            assert fetched_boundaries.error is None
    return services
