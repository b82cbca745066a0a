"""What only a browser shows of small charts side by side: that they fit, and are walked through by keyboard."""

from pathlib import Path

from playwright.sync_api import Page

from dashboard.services import Services
from tests.browser.conftest import Serve

_THREE = "/vergelijken?regio=VT01,VT09,VT27&weergave=index"


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".multiple:last-child .js-plotly-plot .xtick text")


def test_the_arrow_keys_go_along_a_chart_and_from_chart_to_chart(page: Page, serve: Serve, fictional: Services) -> None:
    _visit(page, serve(fictional) + _THREE)
    readout = page.locator(".readout")
    page.locator(".chart-walk").focus()
    page.keyboard.press("ArrowLeft")
    assert readout.inner_text().startswith("Amsterdam-Amstelland, 1e halfjaar 2026: ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert readout.inner_text().startswith("Haaglanden, 2e halfjaar 2025: ")
    page.keyboard.press("ArrowDown")
    assert page.locator(".hoverlayer .hovertext").count() == 1
    page.keyboard.press("Home")
    # Before it was there, on a line that has a place more where it is broken.
    assert readout.inner_text() == "Oost-Brabant, 1e halfjaar 2019: Regio bestond nog niet"
    page.keyboard.press("ArrowUp")
    assert readout.inner_text().startswith("Haaglanden, 1e halfjaar 2019: ")
    page.keyboard.press("Escape")
    assert readout.inner_text() == ""
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    assert readout.inner_text().startswith("Amsterdam-Amstelland, 1e halfjaar 2026: ")


def test_small_charts_stand_in_as_many_columns_as_there_is_room_for(
    page: Page, serve: Serve, fictional: Services
) -> None:
    root = serve(fictional)
    for width, columns in ((1280, 3), (768, 2), (320, 1)):
        page.set_viewport_size({"width": width, "height": 900})
        _visit(page, root + _THREE)
        lefts = page.evaluate(
            "[...document.querySelectorAll('.multiple')].map(part => Math.round(part.getBoundingClientRect().x))"
        )
        assert len(set(lefts)) == columns, width
        drawn = page.evaluate(
            "[...document.querySelectorAll('.multiple .main-svg')].map(part => part.getBoundingClientRect().height)"
        )
        assert min(height for height in drawn if height) > 150, width


def test_the_picture_to_keep_holds_every_chart(page: Page, serve: Serve, fictional: Services, tmp_path: Path) -> None:
    _visit(page, serve(fictional) + f"{_THREE}&schaal=eigen")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download SVG").click()
    kept.value.save_as(tmp_path / "kept.svg")
    drawn = (tmp_path / "kept.svg").read_text(encoding="utf-8")
    for said in (
        "Amsterdam-Amstelland",
        "Haaglanden",
        "Oost-Brabant",
        "elke grafiek heeft een eigen schaal",
        "FICTIEF",
    ):
        assert said in drawn
