"""Logging in and out in a real browser: with scripts and without, at any width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.web.session_cookie import FORM
from data_sources.store.prepare import prepare
from tests.browser.checks import WIDTHS, resize, too_wide, violations, visit
from tests.browser.conftest import Serve
from tests.dashboard.people import PASSWORD, services_with_people


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services on a store with people, and no figures."""
    folder: Path = tmp_path_factory.mktemp("people")
    store = prepare(f"sqlite:///{folder / 'store.db'}")
    yield services_with_people(store)
    store.engines.dispose()


def _log_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Gebruikersnaam").fill("anna")
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()


def _look(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        resize(page, width)
        found += [f"{width}: {problem}" for problem in (*violations(page), *too_wide(page))]
    return found


def test_one_logs_in_and_out_from_any_page_of_dash(browser: Browser, serve: Serve, people: Services) -> None:
    context = browser.new_context(locale="nl-NL")
    page, complaints = context.new_page(), list[str]()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    root = serve(people)
    visit(page, f"{root}/toelichting?zoals-bekend-op=2026-11-01")
    page.get_by_role("link", name="Aanmelden").click()
    found = _look(page)
    _log_in(page, "dit is het niet")
    page.get_by_role("group").get_by_role("link", name="Gebruikersnaam of wachtwoord klopt niet.").click()
    assert page.evaluate("document.activeElement.id") == "veld-wachtwoord"
    assert page.get_by_label("Gebruikersnaam").input_value() == "anna"
    found += _look(page)
    _log_in(page)
    page.wait_for_url(f"{root}/toelichting?zoals-bekend-op=2026-11-01")
    page.get_by_role("link", name="Anna Redacteur").wait_for()
    found += _look(page)
    page.get_by_role("link", name="Anna Redacteur").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Uw account"
    page.emulate_media(color_scheme="dark")
    found += _look(page)
    visit(page, f"{root}/toelichting")
    # The button that Dash draws sends the proof along.
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_text("U bent afgemeld.").wait_for()
    # Only what ties the form on this page to this browser.
    assert [item["name"] for item in context.cookies()] == [FORM]
    assert (found, complaints) == ([], [])
    context.close()


def test_one_logs_in_without_javascript_where_that_is_needed_to_read(
    browser: Browser, serve: Serve, people: Services
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    root = serve(people, Settings(login_required=True))
    page.goto(f"{root}/kerncijfers?regio=NL01")
    assert page.get_by_role("navigation").count() == 0
    _log_in(page)
    assert page.url == f"{root}/kerncijfers?regio=NL01"
    assert page.get_by_role("link", name="Anna Redacteur").count() == 1
    page.get_by_role("button", name="Afmelden").click()
    assert page.url == f"{root}/aanmelden?afgemeld=ja"
    assert page.get_by_role("status").inner_text() == "U bent afgemeld."
    context.close()
