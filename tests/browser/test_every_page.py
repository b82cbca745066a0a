"""What holds for every page, on bundled figures and on the demonstration's: accessible, fitting, quiet, Dutch.

Each page is loaded once a store, looked at, and then made narrow and dark: loading is what takes the time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from dashboard.services import Services
from tests.browser.checks import RULES, WIDTHS, resize, too_wide, violations, visit
from tests.browser.conftest import Serve, served

__all__ = ["RULES", "WIDTHS"]

ADDRESSES = (
    "/", "/?per=jaar", "/?regio=VT27&per=jaar", "/?zoals-bekend-op=2026-04-30", "/toelichting",
    "/pilots", "/verwurging", "/slachtofferdevice?stand-op=2026-10-01", "/overige-pilots",
    "/verkenner", "/verkenner?tabel=84849NED&uitsplitsing-KenmerkenAdviezenMeldingen=alle",
    "/verkenner?tabel=85361NED&regio=alle-PV&periode=2023JJ00",
    "/mijlpalen?stand-op=2027-02-01&zoals-bekend-op=2026-10-15",
    "/gegevens", "/gegevens?zoals-bekend-op=2026-04-30", "/gegevens/lading?id=1", "/gegevens/lading?id=2",
    "/gegevens/cijfer?onderwerp=adviezen&regio=NL01&periode=2025HJ01", "/nergens", "/aanmelden",
    "/kerncijfers", "/?regio=VT27&per=jaar&basis=2022JJ00&optelling=voorgangers",
    "/ontwikkeling", "/ontwikkeling?weergave=jaar-eerder", "/ontwikkeling?weergave=index&per=jaar",
    "/ontwikkeling?weergave=seizoenspaar", "/ontwikkeling?weergave=groeiverschil",
    "/ontwikkeling?weergave=verhouding&onderwerp=adviezen",
    "/ontwikkeling?onderwerp=85361NED:hermelding-totaal-procent&per=jaar",
    "/regios", "/regios?maat=groei&periode=2023JJ00&onderwerp=meldingen",
    "/regios?maat=bijdrage&periode=2023JJ00&onderwerp=meldingen&optelling=voorgangers",
    "/regios?periode=2022HJ01&maat=aantal", "/regios/profiel?regio=VT09",
    "/regios/profiel?regio=VT16&zoals-bekend-op=2026-04-30", "/regios/profiel?regio=PV30&per=jaar",
    "/regios/kaart", "/regios/kaart?maat=groei&periode=2023JJ00",
    "/vergelijken", "/vergelijken?regio=VT01,VT09,VT16,VT27,LD01,NL01",
    "/vergelijken?regio=LD01,LD02,LD03,LD04&weergave=index&schaal=eigen", "/vergelijken?onderwerp=adviezen",
)  # fmt: skip

# Version numbers and figure numbers are names, not figures.
_NAMES = re.compile(
    r"figuur 4\.1|CC BY 4\.0|WCAG 2\.2|EN 301 549|127\.0\.0\.1|Informatieprotocol [\d.]+|paragraaf [\d.]+"
)
_ENGLISH = re.compile(
    r"\b(January|February|March|May|June|July|August|October|December|Loading|Error|the|and|with|Download as)\b"
)
_ENGLISH_DECIMAL = re.compile(r"\d\.\d(?!\d\d)")
_ONE = re.compile(r"(?<![\d.,])1 (meldingen|adviezen|adviesvragen|cijfers|halfjaren|jaren|regio's|dagen)\b")


@dataclass(frozen=True)
class Site:
    """A served dashboard; ``fictional``: on the figures of the demonstration."""

    root: str
    fictional: bool


@pytest.fixture(scope="module", params=["bundled", "fictional"])
def site(request: pytest.FixtureRequest, bundled_store: Services, fictional: Services) -> Iterator[Site]:
    is_fictional = request.param == "fictional"
    with served(fictional if is_fictional else bundled_store) as root:
        yield Site(root, is_fictional)


@dataclass
class Heard:
    """What a page asked for and what the browser said of it, from the moment it is listened to."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> "Heard":
        heard = cls()
        page.on("request", lambda request: heard.asked.append(request.url))
        page.on("console", lambda message: heard.said.append(message.text))
        page.on("pageerror", lambda error: heard.said.append(str(error)))
        return heard


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_accessible_fits_is_quiet_and_speaks_dutch(page: Page, site: Site, address: str) -> None:
    heard = Heard.of(page)
    visit(page, site.root + address)
    wrong = _in_dutch(page)
    if site.fictional:
        wrong |= _called_fiction(page)
        wrong |= _in_the_dark(page)
    for width in WIDTHS:
        resize(page, width)
        wrong |= {f"{width} px wide": [*violations(page), *too_wide(page)]}
    strangers = [url for url in heard.asked if not url.startswith((site.root, "data:", "blob:"))]
    # A browser itself remarks that an unknown address is one.
    remarks = [text for text in heard.said if "404" not in text or address != "/nergens"]
    wrong |= {"asks others": strangers, "is not quiet": remarks}
    assert {f"{address}, {what}": found for what, found in wrong.items() if found} == {}


def _in_the_dark(page: Page) -> dict[str, list[str]]:
    page.emulate_media(color_scheme="dark")
    found = violations(page)
    page.emulate_media(color_scheme="light")
    return {"in the dark": found}


def _in_dutch(page: Page) -> dict[str, list[str]]:
    text = _NAMES.sub("", page.locator("body").inner_text())
    sentences = page.locator("main p, main li, main th, main td, main h1, main h2, main h3").all_text_contents()
    return {
        "English words": _around(_ENGLISH, text),
        "a decimal point": _around(_ENGLISH_DECIMAL, text),
        "one of many": _around(_ONE, text),
        "two spaces": [sentence for sentence in sentences if "  " in sentence],
    }


def _around(pattern: re.Pattern[str], text: str) -> list[str]:
    return [text[max(found.start() - 20, 0) : found.end() + 10] for found in pattern.finditer(text)]


def _called_fiction(page: Page) -> dict[str, list[str]]:
    places = (".notice", ".site-footer")
    texts = {place: page.locator(place).first.inner_text() for place in places}
    return {"not called fiction": [place for place, text in texts.items() if "FICTIEF" not in text]}


def test_a_merged_region_is_not_compared_across_its_break(page: Page, serve: Serve, fictional: Services) -> None:
    visit(page, serve(fictional) + "/?regio=VT27&per=jaar&basis=2022JJ00")
    text = page.locator(".cards").inner_text()
    assert "Geen verandering te geven ten opzichte van 2022." in text
    assert "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27)." in text
