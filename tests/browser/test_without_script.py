"""Kerncijfers in a real browser whose scripts are off."""

import pytest
from playwright.sync_api import Browser

from dashboard.services import Services
from tests.browser.conftest import Serve


@pytest.mark.parametrize("width", [1280, 320])
def test_a_region_is_chosen_and_read_without_javascript(
    browser: Browser, serve: Serve, fictional: Services, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    root = serve(fictional)
    page.goto(f"{root}/gegevens")
    assert page.locator("h1:visible").all_inner_texts() == ["Deze pagina heeft JavaScript nodig"]
    page.get_by_role("link", name="kerncijfers").click()
    page.get_by_role("combobox", name="Regio").select_option(label="Oost-Brabant (VT)")
    page.get_by_role("button", name="Toon").click()
    assert page.url == f"{root}/kerncijfers?regio=VT27&basis=&zoals-bekend-op="
    page.get_by_role("link", name="Per jaar").click()
    assert page.locator(".card-value").count() == 2
    assert "regio bestond nog niet" in page.locator("table.figures").first.inner_text()
    context.close()
