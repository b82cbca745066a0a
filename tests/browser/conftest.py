"""A real Chromium against a real server. Without a Chromium these tests fail, saying how to get one."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from bench.demo_store import NOW, demo_services, fill_demo
from dashboard.exports.chromium import find_browser
from dashboard.exports.renderer import Renderer
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.errors import PictureUnavailable
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare

Serve = Callable[..., str]


class _Quiet(WSGIRequestHandler):
    """Requests are not worth a line each in a test's report."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def find_chromium() -> str:
    """The path of a Chromium on this machine; fails the test with the hint when there is none."""
    try:
        return find_browser(os.environ.get("VT_BROWSER_PATH"))
    except PictureUnavailable as error:
        pytest.fail(f"No Chromium found ({error}). Run `make browser`, or set VT_BROWSER_PATH to one.")


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """What makes pictures on the server, shared by all tests that only ask for some."""
    made = Renderer(find_chromium())
    yield made
    made.close()


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


@contextmanager
def served(services: Services, settings: Settings | None = None) -> Iterator[str]:
    """Serve a dashboard on a free port of this machine; gives its address."""
    app = build_dashboard(services, settings or Settings())
    app.server.test_client().get("/")
    server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve a dashboard until the test is done; gives its address."""
    with ExitStack() as opened:
        yield lambda services, settings=None: opened.enter_context(served(services, settings))


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services on a store with the bundled figures and the bundled ledger, and nothing else; not to be written to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('bundled') / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger())
    return Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)


@pytest.fixture
def bundled(bundled_store: Services) -> Services:
    """The same, for a test that only looks."""
    return bundled_store


@pytest.fixture(scope="session")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services on all of the demonstration: two releases, divisions and boundaries over HTTP, its own ledger."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    fill_demo(url)
    return demo_services(url)
