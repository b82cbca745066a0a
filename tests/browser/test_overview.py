"""The first page as a visitor meets it, on the bundled figures."""

from playwright.sync_api import Page, expect

from dashboard.services import Services
from tests.browser.conftest import Serve


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .point")


def test_the_newest_half_year_is_shown_with_its_change_status_and_source(
    page: Page, serve: Serve, bundled: Services
) -> None:
    _open(page, serve(bundled))
    adviezen, meldingen = page.locator("article").all()
    for words in ("84.935", "CBS: gestarte adviezen", "1e halfjaar 2025", "voorlopig", "+13,2%", "+12,5% tot +14,0%"):
        expect(adviezen).to_contain_text(words)
    for words in ("66.270", "CBS: ontvangen meldingen", "+3,5%", "het eerste halfjaar van 2024", "24 oktober 2025"):
        expect(meldingen).to_contain_text(words)
    expect(page.locator(".notice")).to_contain_text("nog geen cijfers bij CBS opgehaald")


def test_a_gap_is_a_gap_in_chart_and_table(page: Page, serve: Serve, bundled: Services) -> None:
    _open(page, serve(bundled))
    drawn = page.evaluate("document.querySelector('.js-plotly-plot').data.map(line => [line.x.length, line.y])")
    assert [count for count, _ in drawn] == [15, 15]
    # 2e halfjaar 2024 lies between two known figures and is not bridged.
    assert [line[11] for _, line in drawn] == [None, None]
    row = page.get_by_role("row", name="2e halfjaar 2024")
    expect(row.get_by_role("cell")).to_have_text(["niet in de gegevens", "niet in de gegevens"])
    expect(page.get_by_role("row", name="1e halfjaar 2024")).to_contain_text("afgerond op duizendtallen")
