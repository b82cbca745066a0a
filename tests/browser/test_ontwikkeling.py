"""What only a browser shows of the page Ontwikkeling: the way back, points on the keyboard walk, marks of events."""

from playwright.sync_api import Page

from dashboard.services import Services
from tests.browser.conftest import Serve


def test_ways_are_addresses_and_the_chart_is_walked_with_its_intervals(
    page: Page, serve: Serve, bundled: Services
) -> None:
    root = serve(bundled)
    page.goto(f"{root}/ontwikkeling?onderwerp=meldingen")
    page.get_by_role("link", name="een jaar eerder").click()
    page.wait_for_selector(".js-plotly-plot .errorbar path", state="attached")
    assert page.url.endswith("?onderwerp=meldingen&weergave=jaar-eerder")
    # One line of the second series keeps its own colour, though it is the first in the chart.
    orange = page.eval_on_selector(".scatterlayer .js-line", "line => getComputedStyle(line).stroke")
    assert orange == "rgb(180, 83, 9)"
    assert [mark.text_content() for mark in page.locator(".annotation-text").all()] == list("①②③④⑤")
    page.locator(".chart-walk").focus()
    page.keyboard.press("ArrowRight")
    assert "binnen de afronding +2,7% tot +4,4%" in page.locator(".readout").inner_text()
    page.go_back()
    page.wait_for_selector("a[aria-current=true]:text('Cijfers')")


def test_the_form_keeps_the_way_of_showing(page: Page, serve: Serve, bundled: Services) -> None:
    page.goto(f"{serve(bundled)}/ontwikkeling?weergave=index&gebeurtenissen=uit")
    page.get_by_label("Vergelijk met").select_option("2022HJ01")
    page.get_by_role("button", name="Toon", exact=True).click()
    page.wait_for_selector("h2:text('het eerste halfjaar van 2022 = 100')")
    assert "weergave=index" in page.url
    assert "gebeurtenissen=uit" in page.url
