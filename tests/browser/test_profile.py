"""The profile of a region in a browser: its form goes to any region, and the country has its own line on the screen."""

from playwright.sync_api import Page, expect

from dashboard.services import Services
from tests.browser.conftest import Serve


def test_the_form_goes_to_any_region_and_back(page: Page, serve: Serve, fictional: Services) -> None:
    page.goto(serve(fictional) + "/regios/profiel?regio=VT09&per=jaar")
    page.wait_for_selector(".js-plotly-plot .point")
    page.locator("select[name='regio']").select_option(label="Zuringhage")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("h1")).to_have_text("Regioprofiel: Zuringhage")
    assert page.url.endswith("/regios/profiel?per=jaar&regio=GM7098&periode=&basis=&zoals-bekend-op=")
    page.get_by_role("navigation", name="Waar deze regio in ligt").get_by_text("Haaglanden (VT)").click()
    expect(page.locator("h1")).to_have_text("Regioprofiel: Haaglanden (VT)")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Regioprofiel: Zuringhage")


def test_each_line_has_a_colour_of_its_own_also_in_the_dark(page: Page, serve: Serve, fictional: Services) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(serve(fictional) + "/regios/profiel?regio=VT09")
    page.wait_for_selector(".js-plotly-plot .point")
    colours = page.evaluate(
        "[...document.querySelector('.js-plotly-plot').querySelectorAll('.scatterlayer .js-line')]"
        ".map(line => getComputedStyle(line).stroke)"
    )
    soft = page.evaluate("getComputedStyle(document.querySelector('.profile .hint')).color")
    keys = page.evaluate(
        "[...document.querySelector('.js-plotly-plot').querySelectorAll('.legend .js-line')]"
        ".map(line => getComputedStyle(line).stroke)"
    )
    assert len(set(colours)) == 4
    assert colours[-1] == soft
    assert keys == colours
