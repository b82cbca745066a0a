"""What holds for every page, on bundled figures and on the demonstration's: accessible, fitting, quiet, Dutch."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dashboard.services import Services
from tests.browser.conftest import Serve

ADDRESSES = (
    "/", "/?per=jaar", "/?regio=VT27&per=jaar", "/?zoals-bekend-op=2026-04-30", "/toelichting",
    "/pilots", "/verwurging", "/slachtofferdevice?stand-op=2026-10-01", "/overige-pilots",
    "/verkenner", "/verkenner?tabel=84849NED&uitsplitsing-KenmerkenAdviezenMeldingen=alle",
    "/verkenner?tabel=85361NED&regio=alle-PV&periode=2023JJ00",
    "/mijlpalen?stand-op=2027-02-01&zoals-bekend-op=2026-10-15",
    "/gegevens", "/gegevens?zoals-bekend-op=2026-04-30", "/gegevens/lading?id=1", "/gegevens/lading?id=2",
    "/gegevens/cijfer?onderwerp=adviezen&regio=NL01&periode=2025HJ01", "/nergens",
)  # fmt: skip
WIDTHS = (1280, 768, 320)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# Version numbers and figure numbers are names, not figures.
_NAMES = re.compile(
    r"figuur 4\.1|CC BY 4\.0|WCAG 2\.2|EN 301 549|127\.0\.0\.1|Informatieprotocol [\d.]+|paragraaf [\d.]+"
)
_ENGLISH = re.compile(
    r"\b(January|February|March|May|June|July|August|October|December|Loading|Error|the|and|with|Download as)\b"
)
_ONE = re.compile(r"(?<![\d.,])1 (meldingen|adviezen|adviesvragen|cijfers|halfjaren|jaren|regio's|dagen)\b")


@pytest.fixture(params=["bundled", "fictional"])
def services(request: pytest.FixtureRequest, bundled: Services, fictional: Services) -> Services:
    return {"bundled": bundled, "fictional": fictional}[request.param]


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("main h1")
    if page.locator(".chart-walk").count():
        # A region without figures has a chart with axes and no points.
        page.wait_for_selector(".js-plotly-plot .xtick")


def _addresses(page: Page, serve: Serve, services: Services) -> Iterator[str]:
    root = serve(services)
    for address in ADDRESSES:
        _visit(page, root + address)
        yield address


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(page: Page, serve: Serve, services: Services, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in _addresses(page, serve, services):
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_every_page_is_accessible_in_the_dark(page: Page, serve: Serve, fictional: Services) -> None:
    page.emulate_media(color_scheme="dark")
    for address in _addresses(page, serve, fictional):
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_every_page_is_quiet_and_asks_nobody_else(page: Page, serve: Serve, services: Services) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for _ in _addresses(page, serve, services):
        pass
    root = page.url.split("/nergens")[0]
    assert [url for url in asked if not url.startswith((root, "data:", "blob:"))] == []
    # A browser itself remarks that an unknown address is one.
    assert [text for text in said if "404" not in text] == []


def test_every_page_speaks_dutch(page: Page, serve: Serve, services: Services) -> None:
    for address in _addresses(page, serve, services):
        text = _NAMES.sub("", page.locator("body").inner_text())
        assert not _ENGLISH.search(text), (address, _ENGLISH.search(text))
        assert not re.search(r"\d\.\d(?!\d\d)", text), (address, re.search(r".{20}\d\.\d(?!\d\d).{9}", text))
        assert not _ONE.search(text), address
        sentences = page.locator("main p, main li, main th, main td, main h1, main h2, main h3").all_text_contents()
        assert [sentence for sentence in sentences if "  " in sentence] == [], address


def test_the_demonstration_says_so_on_every_page(page: Page, serve: Serve, fictional: Services) -> None:
    for address in _addresses(page, serve, fictional):
        assert "FICTIEF" in page.locator(".notice").first.inner_text(), address
        assert "FICTIEF" in page.locator(".site-footer").inner_text(), address


def test_a_merged_region_is_not_compared_across_its_break(page: Page, serve: Serve, fictional: Services) -> None:
    _visit(page, serve(fictional) + "/?regio=VT27&per=jaar&basis=2022JJ00")
    text = page.locator(".cards").inner_text()
    assert "Geen verandering te geven ten opzichte van 2022." in text
    assert "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27)." in text
