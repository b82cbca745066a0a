"""The page Vindplaats in a real browser: by keyboard from the address in a footnote, at any width, and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.vindplaats import vindplaats_address
from data_sources.check_code import check_code
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from tests.browser.checks import WIDTHS, resize, too_wide, violations, visit
from tests.browser.conftest import served
from tests.dashboard.people import NOW


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where the dashboard is, and the path of figures that came out of it; a figure of a pilot among them."""
    url = f"sqlite:///{tmp_path_factory.mktemp('vindplaats') / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger())
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    index = services.figures_of(["adviezen", "meldingen"], ["NL01"], None)
    figures = [item for item in index.rows.values() if item.period in {"2022HJ01", "2025HJ01"}]
    pilots = [item for item in services.ledger().figures if item.pilot == "farr"][:2]
    code = check_code(figures, index.loads, pilots)
    with served(services) as address:
        yield address, vindplaats_address(figures, services.pin(), code, pilot_figures=pilots)
    store.engines.dispose()


def assert_fine_at_any_width(page: Page) -> None:
    for width in WIDTHS:
        resize(page, width)
        assert violations(page) == []
        assert too_wide(page) == []
    resize(page, 1280)


def test_from_the_address_of_a_footnote_to_its_figures_by_keyboard(page: Page, letter: tuple[str, str]) -> None:
    site, address = letter
    visit(page, f"{site}/vindplaats?code=K7QM-3F2A")
    assert_fine_at_any_width(page)
    page.focus("#veld-adres")
    page.keyboard.type(f"https://elders.example.nl{address}")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=De code klopt met deze cijfers")
    assert page.locator(".vindplaats table").count() == 2
    assert_fine_at_any_width(page)


def test_in_the_dark_and_with_a_warning_it_is_as_readable(page: Page, letter: tuple[str, str]) -> None:
    site, address = letter
    page.emulate_media(color_scheme="dark")
    visit(page, f"{site}{address[: address.index('&code=')]}&code=0000-0000")
    assert page.locator(".found-check.notice").count() == 1
    assert violations(page) == []


def test_on_paper_the_passages_of_documents_are_there(page: Page, letter: tuple[str, str]) -> None:
    site, address = letter
    page.emulate_media(media="print")
    visit(page, f"{site}{address}")
    assert page.locator(".vindplaats .said").first.is_visible()
    assert page.locator(".found-check").is_visible()
