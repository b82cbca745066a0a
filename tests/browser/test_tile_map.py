"""The tile map in a real browser: one stop, arrow keys by where tiles lie, the line beneath, and the fills."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from dash import Dash, html
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from dashboard.components.police_regions import PLACES
from dashboard.components.tile_map import Fill, LegendGroup, Mark, Tile, tile_map
from dashboard.settings import ROOT
from tests.browser.checks import RULES, WIDTHS

_INDEX = """<!DOCTYPE html>
<html lang="nl"><head>{%metas%}<title>Kaart</title><link rel="icon" href="data:,">{%css%}</head>
<body>{%app_entry%}{%config%}{%scripts%}{%renderer%}</body></html>"""

_STANDINGS = {
    "noord-holland": (Fill.NOT, "niet in gebruik", Mark.RING, "gepland"),
    "noord-nederland": (Fill.WHOLE, "geheel in gebruik", None, None),
    "den-haag": (Fill.PARTLY, "deels in gebruik (1 van 2 gebieden)", Mark.HALF, "niet bevestigd"),
    "zeeland-west-brabant": (Fill.PARTLY, "deels in gebruik (1 van 2 gebieden)", Mark.DIAMOND, "in voorbereiding"),
}
_LEGEND = [
    LegendGroup("In gebruik", {fill: f"{fill} in gebruik" for fill in Fill}),
    LegendGroup("De rest", {Mark.HALF: "niet bevestigd", Mark.DIAMOND: "in voorbereiding", Mark.RING: "gepland"}),
]


def _title(slug: str) -> str:
    return slug.title().replace("Den-Haag", "Den Haag")


def _tile(slug: str) -> Tile:
    fill, state, mark, words = _STANDINGS.get(slug, (Fill.NOT, "niet in gebruik", Mark.DIAMOND, "in voorbereiding"))
    return Tile(slug, _title(slug), PLACES[slug], fill, state, mark, words, f"#regio-{slug}")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a page with the map of the ten politieregio's, and what the tiles lead to."""
    app = Dash(__name__, assets_folder=str(ROOT / "assets"), index_string=_INDEX)
    shown = tile_map([_tile(slug) for slug in PLACES], name="kaart", label="Per politieregio", legend=_LEGEND)
    places = [html.H2(_title(slug), id=f"regio-{slug}", style={"marginTop": "40rem"}) for slug in PLACES]
    before, after = html.A("Ervoor", href="#ervoor", id="ervoor"), html.A("Erna", href="#erna", id="erna")
    app.layout = html.Main([html.H1("Kaart"), before, html.Div(shown, className="panel"), after, *places])
    app.server.test_client().get("/")
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def _open(page: Page, address: str, *, width: int = 1280) -> list[str]:
    """Opens the page; gives what the browser says about it from then on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_selector(".tile")
    return said


def _walk(page: Page, *keys: str) -> list[str]:
    """The tiles that have the focus after each key."""
    found = []
    for key in keys:
        page.keyboard.press(key)
        found.append(page.evaluate("document.activeElement.id").removeprefix("kaart-"))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_is_accessible_fits_and_is_quiet(page: Page, address: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    said = _open(page, address, width=width)
    page.locator(".tile").first.focus()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    overflowing = "all => all.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent)"
    assert page.locator(".tile, .tile > span").evaluate_all(overflowing) == []
    assert said == []


def test_the_map_is_one_stop_that_remembers_where_it_was(page: Page, address: str) -> None:
    _open(page, address)
    stops = page.locator(".tile[tabindex='0']")
    expect(stops).to_have_count(1)
    page.locator("#ervoor").focus()
    assert _walk(page, "Tab", "ArrowDown", "Tab") == ["noord-holland", "amsterdam", "erna"]
    expect(stops).to_have_count(1)
    assert _walk(page, "Shift+Tab") == ["amsterdam"]


def test_the_arrow_keys_follow_the_map_over_its_empty_places(page: Page, address: str) -> None:
    _open(page, address)
    page.locator("#kaart-noord-holland").focus()
    assert _walk(page, "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft") == [
        "noord-nederland", "noord-nederland", "noord-nederland", "noord-holland",
    ]  # fmt: skip
    assert _walk(page, "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowDown", "ArrowRight") == [
        "amsterdam", "den-haag", "noord-holland", "amsterdam", "zeeland-west-brabant", "oost-brabant",
    ]  # fmt: skip
    assert _walk(page, "Home", "End", "ArrowUp", "ArrowDown") == [
        "noord-holland", "limburg", "oost-nederland", "limburg",
    ]  # fmt: skip


def test_every_tile_can_be_reached_by_arrow_keys(page: Page, address: str) -> None:
    _open(page, address)
    reached, waiting = {"noord-holland"}, ["noord-holland"]
    while waiting:
        here = waiting.pop()
        for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
            page.locator(f"#kaart-{here}").focus()
            (there,) = _walk(page, key)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == set(PLACES)


def test_on_a_narrow_screen_the_map_is_a_list_in_the_order_of_reading(page: Page, address: str) -> None:
    _open(page, address, width=320)
    lefts = page.locator(".tile").evaluate_all("all => all.map((tile) => tile.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    page.locator(".tile").first.focus()
    ordered = sorted(PLACES, key=lambda slug: PLACES[slug])
    assert _walk(page, *["ArrowDown"] * 10) == [*ordered[1:], ordered[-1]]
    assert _walk(page, "ArrowRight", "ArrowUp") == [ordered[-1], ordered[-2]]


def test_a_combination_of_keys_is_left_to_the_browser(page: Page, address: str) -> None:
    _open(page, address)
    page.locator("#kaart-amsterdam").focus()
    assert _walk(page, "Control+ArrowRight", "Shift+End") == ["amsterdam", "amsterdam"]


def test_focus_and_pointer_say_a_tile_in_full_and_leaving_clears_it(page: Page, address: str) -> None:
    _open(page, address)
    readout = page.locator(".tile-map .readout")
    haag = "Den Haag: deels in gebruik (1 van 2 gebieden); verste stap van de rest: niet bevestigd."
    expect(page.get_by_role("link", name=haag, exact=True)).to_have_count(1)
    page.locator("#kaart-den-haag").focus()
    expect(readout).to_have_text(haag)
    page.locator("#kaart-noord-nederland").hover()
    expect(readout).to_have_text("Noord-Nederland: geheel in gebruik.")
    page.mouse.move(2, 2)
    expect(readout).to_have_text(haag)
    page.locator("#erna").focus()
    expect(readout).to_have_text("")
    page.locator("#kaart-amsterdam").hover()
    expect(readout).to_have_text("Amsterdam: niet in gebruik; verste stap: in voorbereiding.")
    page.mouse.move(2, 2)
    expect(readout).to_have_text("")


def test_enter_goes_to_the_region(page: Page, address: str) -> None:
    _open(page, address)
    page.locator("#kaart-den-haag").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}#regio-den-haag")
    expect(page.locator("#regio-den-haag")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_half_filled_is_half_and_other_fills_are_whole_or_nothing(page: Page, address: str, width: int) -> None:
    _open(page, address, width=width)
    filled = page.locator(".tile").evaluate_all("""all => all.map((tile) => {
        const area = (part) => part.clientWidth * part.clientHeight;
        const full = getComputedStyle(tile).borderTopColor;
        const parts = Array.from(tile.children).filter((part) => getComputedStyle(part).backgroundColor === full);
        return [tile.classList[1], parts.reduce((sum, part) => sum + area(part), 0) / area(tile)];
    })""")
    wanted = {"geheel": 1, "deels": 0.5, "niet": 0}
    assert len(filled) == 10
    assert [fill for fill, share in filled if abs(share - wanted[fill]) > 0.02] == []


def test_the_focus_has_an_outline_of_its_own_on_every_fill(page: Page, address: str) -> None:
    _open(page, address)
    page.locator("#ervoor").focus()
    page.keyboard.press("Tab")
    for slug in ("noord-nederland", "den-haag", "noord-holland"):
        page.locator(f"#kaart-{slug}").focus()
        outline = page.locator(f"#kaart-{slug}").evaluate(
            "tile => { const style = getComputedStyle(tile); return [style.outlineWidth, style.outlineOffset]; }"
        )
        assert outline == ["3px", "3px"], slug


def test_with_forced_colours_and_in_print_the_fills_stay(page: Page, address: str) -> None:
    _open(page, address)
    colours = """() => ["geheel", "deels", "niet"].map((fill) =>
        getComputedStyle(document.querySelector(`.tile.${fill} > .tile-state`)).backgroundColor)"""
    for media in ({"forced_colors": "active"}, {"forced_colors": "none", "media": "print"}):
        page.emulate_media(**media)  # type: ignore[arg-type]
        whole, partly, nothing = page.evaluate(colours)
        assert whole == partly != nothing, media
    expect(page.locator(".tile").first).to_have_css("print-color-adjust", "exact")
    expect(page.locator(".tile-map .hint")).to_be_hidden()
