"""The chart card in a real browser: walking by keyboard, pictures, the file, the link, and the address."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from dashboard.services import Services
from tests.browser.conftest import Serve

_PNG = b"\x89PNG\r\n\x1a\n"


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .point")


def test_the_arrow_keys_walk_along_the_points_and_say_them(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    walk, readout = page.locator(".chart-walk"), page.locator(".readout")
    walk.focus()
    page.keyboard.press("ArrowRight")
    expect(readout).to_have_text("Adviesvragen, 1e halfjaar 2025: 84.935 (voorlopig)")
    expect(page.locator(".hovertext")).to_have_count(1)
    page.keyboard.press("End")
    expect(readout).to_have_text("Adviesvragen, 1e halfjaar 2026: niet in de gegevens")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(readout).to_have_text("Meldingen, 1e halfjaar 2025: 66.270 (voorlopig)")
    page.keyboard.press("Home")
    expect(readout).to_have_text("Meldingen, 1e halfjaar 2019: 65.075 (definitief)")
    page.keyboard.press("ArrowLeft")
    expect(readout).to_have_text("Meldingen, 1e halfjaar 2019: 65.075 (definitief)")
    page.keyboard.press("Escape")
    expect(readout).to_have_text("")


def test_leaving_the_chart_clears_what_was_said(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    page.locator(".chart-walk").focus()
    page.keyboard.press("Home")
    expect(page.locator(".readout")).not_to_have_text("")
    page.keyboard.press("Tab")
    expect(page.locator(".readout")).to_have_text("")
    expect(page.get_by_role("button", name="Download PNG")).to_be_focused()


def test_the_png_is_a_picture_of_twice_the_size(page: Page, serve: Serve, bundled: Services, tmp_path: Path) -> None:
    _open(page, serve(bundled))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PNG").click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    data = target.read_bytes()
    assert target.name == "veilig-thuis-NL01-per-halfjaar-bekend-op-2026-11-21.png"
    assert data.startswith(_PNG)
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1920, 1200)
    expect(
        page.locator(".done", has_text="Bewaard: veilig-thuis-NL01-per-halfjaar-bekend-op-2026-11-21.png")
    ).to_be_visible()


def test_the_svg_says_what_it_shows_and_where_it_came_from(
    page: Page, serve: Serve, bundled: Services, tmp_path: Path
) -> None:
    _open(page, serve(bundled))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download SVG").click()
    target = tmp_path / "trend.svg"
    waiting.value.save_as(target)
    words = " ".join(ElementTree.fromstring(target.read_text(encoding="utf-8")).itertext())
    for expected in (
        "Adviesvragen en meldingen bij Veilig Thuis", "Nederland, per halfjaar, 1e halfjaar 2019",
        "open punten voorlopige", "Impactmonitor", "84849NED", "gepubliceerd op 24 oktober 2025", "21 november 2026",
        "lading", "90.000",
    ):  # fmt: skip
        assert expected in words, expected


def test_the_csv_opens_with_the_figures_of_the_view(
    page: Page, serve: Serve, bundled: Services, tmp_path: Path
) -> None:
    _open(page, serve(bundled) + "/?per=jaar")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download CSV").click()
    target = tmp_path / "trend.csv"
    waiting.value.save_as(target)
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig")), delimiter=";"))
    known = {(row["Onderwerp"], row["Periode"]): row["Waarde"] for row in rows}
    assert known["Meldingen", "2020"] == "127410"
    assert known["Adviesvragen", "2022"] == ""


def test_the_link_is_copied(page: Page, serve: Serve, bundled: Services) -> None:
    address = serve(bundled)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    _open(page, f"{address}/?per=jaar")
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.locator(".done", has_text="Link gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/?per=jaar"


def test_the_view_is_chosen_by_keyboard_and_survives_reload_and_back(
    page: Page, serve: Serve, bundled: Services
) -> None:
    address = serve(bundled)
    _open(page, address)
    page.get_by_role("link", name="Per jaar").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_have_text("Nederland, per jaar")
    assert page.url == f"{address}/?per=jaar"
    page.get_by_label("Zoals bekend op").select_option(label="31 oktober 2022")
    page.get_by_role("button", name="Toon").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".as-of")).to_contain_text("zoals bekend op 31 oktober 2022")
    assert "per=jaar" in page.url
    page.reload()
    expect(page.locator(".as-of")).to_contain_text("31 oktober 2022")
    expect(page.get_by_label("Zoals bekend op")).to_have_value("2022-10-31")
    page.go_back()
    expect(page.locator(".lead")).to_have_text("Nederland, per jaar")
    expect(page.locator(".as-of")).to_have_count(0)


def test_without_a_referer_the_page_still_comes(page: Page, serve: Serve, bundled: Services) -> None:
    # The header cannot be taken away here, so a meaningless one takes its place.
    page.route("**/_dash-layout", lambda route: route.continue_(headers={**route.request.headers, "referer": "x://y/"}))
    _open(page, serve(bundled) + "/?per=jaar")
    expect(page.locator(".lead")).to_have_text("Nederland, per jaar")


def test_in_print_the_chart_fits_and_the_table_is_there(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    page.locator("summary", has_text="Tabel").click()
    expect(page.get_by_role("table", name="Adviesvragen en meldingen bij Veilig Thuis, Nederland")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".chart-walk .main-svg").first).to_have_attribute("width", "640")
    expect(page.locator("details")).to_have_attribute("open", "")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".chart-walk .main-svg").first).not_to_have_attribute("width", "640")
    expect(page.locator("details[open]")).to_have_count(0)
