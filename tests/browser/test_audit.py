"""The pages Audit and Nu verversen in a real browser: by keyboard, at any width, and while a refresh is under way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from dashboard.services import Services
from dashboard.settings import Settings
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.prepare import prepare
from demo.faults import Fault
from demo.standin import StandIn
from tests.browser.checks import WIDTHS, resize, too_wide, violations, visit
from tests.browser.conftest import served
from tests.dashboard.people import CHEAP, NOW, PASSWORD, PEOPLE, add_people
from tests.dashboard.test_verversen import Slow
from tests.data_sources.releases import tiny
from tests.desks import figure


@pytest.fixture(scope="module")
def slow() -> Slow:
    return Slow()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, slow: Slow) -> Iterator[str]:
    """The address of a dashboard with a figure that two people brought in, and a slow stand-in behind it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('audit') / 'store.db'}"
    store = prepare(url, ledger=bundled_ledger())
    add_people(store)
    with StandIn(tiny(1), faults={"UntypedDataSet": Fault(slow)}) as cbs:
        settings = Settings(database_url=url, cbs_url=cbs.url, cbs_timeout=60)
        services = Services(store=store, settings=settings, now=lambda: NOW, hasher=CHEAP)
        made = services.desk.create(PEOPLE["anna"], [figure()])
        services.desk.submit(PEOPLE["anna"], made.id)
        services.desk.approve(PEOPLE["bram"], made.id)
        with served(services, settings) as address:
            yield address
        slow.go_on.set()
    store.engines.dispose()


@pytest.fixture(scope="module")
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A window in which carla is logged in."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    opened.goto(f"{site}/aanmelden")
    opened.fill("#veld-gebruikersnaam", "carla")
    opened.fill("#veld-wachtwoord", PASSWORD)
    opened.keyboard.press("Enter")
    opened.wait_for_selector("text=Carla Beheerder")
    yield opened
    context.close()


def assert_fine_at_any_width(page: Page) -> None:
    for width in WIDTHS:
        resize(page, width)
        assert violations(page) == []
        assert too_wide(page) == []
    resize(page, 1280)


def test_the_trail_is_readable_and_filtered_by_keyboard(page: Page, site: str) -> None:
    visit(page, f"{site}/audit")
    assert_fine_at_any_width(page)
    # Four of the proposal, five accounts, and who logged in.
    assert page.locator(".trail > li").count() == 10
    page.focus("select[name=wat]")
    page.keyboard.type("Rij toegevoegd")
    page.keyboard.press("Tab")
    page.focus("input[name=zoek]")
    page.keyboard.type("FARR")
    page.keyboard.press("Enter")
    page.wait_for_url("**/audit?*wat=rij-toegevoegd*")
    assert page.locator(".trail > li").count() == 1
    summary = page.locator(".trail summary")
    assert not page.locator(".trail details dl").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".trail details dl").is_visible()
    assert "312" in page.locator(".trail details").inner_text()
    page.keyboard.press("Enter")
    # On paper nothing can be unfolded.
    page.emulate_media(media="print")
    assert page.locator(".trail details dl").is_visible()
    page.emulate_media(media="screen")
    assert not page.locator(".trail details dl").is_visible()
    assert_fine_at_any_width(page)


def test_a_refresh_is_started_by_keyboard_and_followed_to_its_end(page: Page, site: str, slow: Slow) -> None:
    visit(page, f"{site}/beheer/verversen")
    assert_fine_at_any_width(page)
    page.focus("input[name=alles]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Nu verversen"
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/verversen?gestart=ja")
    page.wait_for_selector("text=bezig: UntypedDataSet")
    assert page.inner_text("#begonnen") == "De verversing is gestart."
    assert page.inner_text("#stand") == "Bezig met tabel 84847NED."
    assert_fine_at_any_width(page)
    slow.go_on.set()
    page.wait_for_selector("#stand:has-text('Klaar.')")
    assert "nieuwe lading bewaard" in page.inner_text("[data-part=hoe]").lower()
    assert page.locator("#kijk-opnieuw").count() == 0
    assert page.locator("#begonnen").count() == 0


def test_without_a_script_there_is_a_link_to_look_again(browser: Browser, page: Page, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{site}/beheer/verversen")
    assert plain.locator("[data-part=hoe]").first.inner_text()
    plain.click("button:has-text('Nu verversen')")
    plain.wait_for_url("**/beheer/verversen?gestart=ja")
    while plain.locator("#kijk-opnieuw").count():
        plain.click("#kijk-opnieuw")
    assert "Er is geen verversing bezig." in plain.inner_text("#stand")
    context.close()
