"""The page Regio's in a real browser: the map of the regions by keyboard, fitting, accessible and quiet."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.components.vt_regions import PLACES
from dashboard.services import Services
from data_sources.contract import Period
from data_sources.regions import vt_regions
from tests.browser.conftest import Serve
from tests.browser.test_every_page import RULES

CHANGES = "/regios?maat=groei&onderwerp=afgeronde-diensten-onderzoek"


def _open(page: Page, address: str) -> list[str]:
    """Opens the page; gives what the browser says about it from then on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".shaded .tile")
    page.wait_for_selector(".js-plotly-plot .ytick", state="attached")
    return said


def _walk(page: Page, *keys: str) -> list[str]:
    """The regions that have the focus after each key."""
    found = []
    for key in keys:
        page.keyboard.press(key)
        found.append(page.evaluate("document.activeElement.id").removeprefix("kaart-regios-"))
    return found


def test_the_map_is_one_stop_and_the_arrow_keys_go_over_it(page: Page, serve: Serve, fictional: Services) -> None:
    _open(page, f"{serve(fictional)}/regios")
    stops = page.locator(".shaded .tile[tabindex='0']")
    expect(stops).to_have_count(1)
    page.locator("#kaart-regios-VT04").focus()
    # From Friesland to Groningen, down the east, over Germany's empty places to Limburg, and west to Zeeland.
    assert _walk(page, "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown") == [
        "VT08", "VT02", "VT19", "VT13", "VT25",
    ]  # fmt: skip
    assert _walk(page, "ArrowLeft", "ArrowLeft", "Home", "End") == ["VT21", "VT23", "VT04", "VT25"]
    expect(stops).to_have_count(1)
    said = page.locator("#kaart-regios-VT25").get_attribute("aria-label")
    expect(page.locator(".shaded .readout")).to_have_text(str(said))
    page.keyboard.press("Tab")
    assert "tile" not in str(page.evaluate("document.activeElement.className"))


@pytest.mark.parametrize("period", ["2022JJ00", "2023JJ00"])
def test_every_region_can_be_reached_by_arrow_keys(page: Page, serve: Serve, fictional: Services, period: str) -> None:
    _open(page, f"{serve(fictional)}/regios?periode={period}")
    there = set(vt_regions(Period.parse(period)))
    reached, waiting = {"VT04"}, ["VT04"]
    while waiting:
        here = waiting.pop()
        for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
            page.locator(f"#kaart-regios-{here}").focus()
            (found,) = _walk(page, key)
            if found not in reached:
                reached.add(found)
                waiting.append(found)
    assert reached == there <= set(PLACES)


@pytest.mark.parametrize("width", [768, 320])
def test_every_tile_has_room_for_what_it_says(page: Page, serve: Serve, fictional: Services, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, serve(fictional) + CHANGES)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    overflowing = "all => all.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent)"
    assert page.locator(".tile, .tile > span").evaluate_all(overflowing) == []


def test_changes_are_accessible_in_the_dark_and_the_page_is_quiet(
    page: Page, serve: Serve, fictional: Services
) -> None:
    page.emulate_media(color_scheme="dark")
    said = _open(page, serve(fictional) + CHANGES)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert said == []


def test_on_a_narrow_screen_the_table_stands_for_the_bars(page: Page, serve: Serve, fictional: Services) -> None:
    _open(page, f"{serve(fictional)}/regios")
    instead = page.locator(".narrow-only").first
    expect(page.locator(".chart-walk.rows").first).to_be_visible()
    expect(instead).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 900})
    expect(page.locator(".chart-walk.rows").first).to_be_hidden()
    expect(instead).to_be_visible()
    # What the table is can be read without scrolling it.
    caption = page.locator(".ranking caption").first.bounding_box()
    assert caption is not None
    assert caption["x"] + caption["width"] <= 320


def test_striped_bars_are_lines_on_paper_and_the_pattern_is_back_afterwards(
    page: Page, serve: Serve, fictional: Services
) -> None:
    _open(page, f"{serve(fictional)}/regios")
    fills = "() => [...document.querySelectorAll('.barlayer .point > path:first-child')].map((bar) => bar.style.fill)"
    before = page.evaluate(fills)
    striped = sum("url(" in fill for fill in before)
    assert striped
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".barlayer .stripes")).to_have_count(striped)
    assert not any("url(" in fill for fill in page.evaluate(fills))
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".barlayer .stripes")).to_have_count(0)
    assert sum("url(" in fill for fill in page.evaluate(fills)) == striped


def test_every_table_fits_on_paper(page: Page, serve: Serve, fictional: Services) -> None:
    root = serve(fictional)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 658, "height": 900})
    # With the longest names above their columns, and the most columns.
    for address in (CHANGES, "/regios/profiel?regio=VT16", "/ontwikkeling?weergave=groeiverschil"):
        page.goto(root + address)
        page.wait_for_selector(".table-wrap .figures")
        too_wide = "all => all.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.ariaLabel)"
        assert page.locator(".table-wrap").evaluate_all(too_wide) == [], address


def test_the_way_back_leads_to_the_place_and_the_focus_that_were_left(
    page: Page, serve: Serve, fictional: Services
) -> None:
    _open(page, f"{serve(fictional)}/regios")
    link = page.locator(".ranking th a").nth(12)
    link.focus()
    left = page.evaluate("window.scrollY")
    where = link.get_attribute("href")
    assert left > 500
    page.keyboard.press("Enter")
    page.wait_for_selector(".profile")
    assert page.evaluate("window.scrollY") == 0
    page.go_back()
    page.wait_for_selector(".ranking")
    page.wait_for_function("([y]) => Math.abs(window.scrollY - y) < 2", arg=[left])
    page.wait_for_function("(href) => document.activeElement.getAttribute('href') === href", arg=where)
    assert page.evaluate("document.activeElement.closest('.ranking') !== null")
    # A page that is opened anew begins at its top.
    page.goto(page.url.split("?")[0])
    page.wait_for_selector(".ranking")
    page.wait_for_timeout(700)
    assert page.evaluate("window.scrollY") == 0
