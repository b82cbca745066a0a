"""The page Slachtofferdevice in a real browser: the map, the charts by keyboard, the files, the municipalities."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from dashboard.services import Services
from tests.browser.conftest import Serve


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .xtick")


def _card(page: Page, title: str) -> str:
    """A selector for the chart card of this title."""
    return f".chart-card:has(h2:text-is('{title}'))"


def test_a_quarter_is_chosen_by_keyboard_and_stands_in_the_address(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled) + "/slachtofferdevice")
    expect(page.locator(".state-counts .count")).to_have_text(["4", "4", "3", "2"])
    page.get_by_label("Stand").select_option(label="Eind 1e kwartaal 2026")
    page.get_by_role("button", name="Toon").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".state-counts .count")).to_have_text(["4", "0", "0", "9"])
    assert "stand-op=2026-03-31" in page.url
    page.go_back()
    expect(page.locator(".state-counts .count")).to_have_text(["4", "4", "3", "2"])


def test_a_tile_leads_to_its_region_in_the_table(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled) + "/slachtofferdevice")
    page.get_by_role("link", name="Noord-Holland: niet in gebruik; verste stap: in voorbereiding.").focus()
    page.keyboard.press("ArrowDown")
    focused = page.locator(".tile:focus")
    expect(focused).to_have_attribute("aria-label", re.compile("^Amsterdam: niet in gebruik"))
    page.keyboard.press("Enter")
    expect(page.locator("#regio-amsterdam")).to_be_in_viewport()


def test_the_arrow_keys_walk_down_the_areas_of_the_timeline(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled) + "/slachtofferdevice")
    card = page.locator(_card(page, "Tijdlijn per gebied"))
    card.locator(".chart-walk").focus()
    readout = card.locator(".readout")
    page.keyboard.press("ArrowDown")
    expect(readout).to_have_text("Rotterdam-Rijnmond, pilot: vóór 2026 (gerealiseerd)")
    page.keyboard.press("ArrowRight")
    expect(readout).to_have_text("Rotterdam-Rijnmond, voorbereiding: geen eigen moment")
    page.keyboard.press("ArrowRight")
    expect(readout).to_have_text("Rotterdam-Rijnmond, in gebruik: januari 2026 (gerealiseerd)")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(readout).to_have_text("Hollands Midden, in gebruik: zomer 2026 (gepland; moment voorbij, niet bevestigd)")
    page.keyboard.press("End")
    expect(readout).to_have_text("Landelijk, in gebruik: medio 2027 (verwacht)")


def test_the_pictures_say_what_they_show_and_where_it_was_read(
    page: Page, serve: Serve, bundled: Services, tmp_path: Path
) -> None:
    _open(page, serve(bundled) + "/slachtofferdevice?stand-op=2026-10-01")
    for title, expected in (
        ("Gebieden per kwartaal", ("volgens planning, niet bevestigd", "2027", "Elk gebied telt één keer")),
        ("Tijdlijn per gebied", ("zomer 2026", "Hart van Brabant", "Gearceerd is gepland of verwacht")),
    ):
        with page.expect_download() as waiting:
            page.locator(_card(page, title)).get_by_role("button", name="Download SVG").click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        assert target.name.endswith("-stand-2026-10-01-bekend-op-2026-11-21.svg")
        words = " ".join(ElementTree.fromstring(target.read_text(encoding="utf-8")).itertext())
        for part in (*expected, "Slachtofferdevice", "Voortgangsbrief", "juli 2026, afgeleid uit de tekst"):
            assert part in words, part


def test_the_municipalities_stand_by_phase_and_in_a_file(
    page: Page, serve: Serve, fictional: Services, tmp_path: Path
) -> None:
    _open(page, serve(fictional) + "/slachtofferdevice")
    panel = page.locator("section:has(> h2#gemeenten)")
    for heading in ("Uitgerold", "In gang gezet", "Gepland"):
        expect(panel.get_by_role("heading", name=heading)).to_be_visible()
    expect(panel).to_contain_text("niet van CBS (127.0.0.1)")
    with page.expect_download() as waiting:
        panel.get_by_role("link", name="Download CSV").click()
    target = tmp_path / "gemeenten.csv"
    waiting.value.save_as(target)
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 345
    assert len({row["Gemeentecode"] for row in rows}) == 345
    assert {row["Let op"] for row in rows} == {"FICTIEF"}
    split = [row for row in rows if row["Politieregio"] == "Zeeland-West-Brabant"]
    assert split
    assert all("Gemeenten niet in de bron" in row["Opmerking"] for row in split)
