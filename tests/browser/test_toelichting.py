"""The page Toelichting as a visitor meets it, on the bundled figures."""

import re

from playwright.sync_api import Page, expect

from dashboard.components.worked_example import answer
from dashboard.services import Services
from metrics.examples import EXAMPLES
from metrics.text.sentences import growth_sentence
from tests.browser.checks import resize, too_wide, violations
from tests.browser.conftest import Serve

# Names with a number of their own; everything else is written with a decimal comma.
NAMES = r"WCAG 2\.2|CC BY 4\.0|Informatieprotocol 2\.0|paragraaf 3\.1|figuur 4\.1"


def _open(page: Page, address: str, place: str = "") -> None:
    page.goto(f"{address}/toelichting{place}")
    page.wait_for_selector("#contact")


def test_the_page_is_accessible_in_the_dark_and_nothing_in_it_scrolls_aside(
    page: Page, serve: Serve, bundled: Services
) -> None:
    """In the light, as every page: test_every_page.py."""
    page.emulate_media(color_scheme="dark")
    _open(page, serve(bundled))
    for width in (1280, 320):
        resize(page, width)
        assert [*violations(page), *too_wide(page)] == [], width
        wide = (
            "[...document.querySelectorAll('.table-wrap, .example')].filter(box => box.scrollWidth > box.clientWidth)"
        )
        assert page.evaluate(f"{wide}.map(box => box.innerText)") == [], width


def test_the_contents_lead_to_every_section(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    contents = page.get_by_role("navigation", name="Op deze pagina")
    places = [link.get_attribute("href") or "" for link in contents.get_by_role("link").all()]
    assert len(places) == page.locator("main h2").count() == 12
    for place in places:
        expect(page.locator(f"h2{place}")).to_have_count(1)
    contents.get_by_role("link", name="Regio's", exact=True).click()
    expect(page.get_by_role("heading", name="Regio's", exact=True)).to_be_in_viewport()


def test_an_address_with_a_place_opens_there(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled), "#bronnen")
    expect(page.get_by_role("heading", name="Bronnen en licentie")).to_be_in_viewport()


def test_every_example_is_answered(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    articles = page.get_by_role("article")
    expect(articles).to_have_count(len(EXAMPLES))
    for article, example in zip(articles.all(), EXAMPLES, strict=True):
        expect(article).to_contain_text(growth_sentence(answer(example)))


def test_a_figure_that_changed_leads_to_the_overview_of_that_day(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    page.get_by_role("link", name="bekijk het overzicht zoals bekend op 4 november 2019").click()
    page.wait_for_selector("article")
    expect(page.get_by_text("U ziet de cijfers zoals bekend op 4 november 2019.")).to_be_visible()
    expect(page.get_by_role("article").first).to_contain_text("53.080")


def test_the_page_speaks_dutch(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    assert page.title() == "Toelichting · Veilig Thuis in cijfers"
    text = page.locator("body").inner_text()
    assert not re.search(r"\b(January|February|March|May|June|July|October|Loading|Error|None|nan)\b", text)
    assert not re.search(r"(?<![\d.])1 (meldingen|adviezen|adviesvragen|bronnen)\b", text)
    plain = re.sub(rf"{NAMES}|https?://\S+", "", text)
    assert re.findall(r"\d+\.(?!\d{3}(?!\d))\d+", plain) == []


def test_nothing_complains_nothing_leaves_and_nothing_is_kept(page: Page, serve: Serve, bundled: Services) -> None:
    """What the section on privacy says is so: no cookies, nothing stored, no other host."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    address = serve(bundled)
    _open(page, address)
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
