"""What is checked of a page in a browser at any width: accessible by axe, and no wider than its window."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

WIDTHS = (1280, 768, 320)
# Only what is wrong comes back: with all that is right it takes twice as long.
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
# A chart is drawn again after its box has become another size.
_DRAWN = """() => [...document.querySelectorAll(".js-plotly-plot")].every(chart => {
  const [box, drawn] = [chart, chart.querySelector(".main-svg")].map(part => part.getBoundingClientRect().width);
  return Math.abs(box - drawn) < 2;
})"""
_WIDEST = """() => [...document.querySelectorAll("body *")]
  .map(part => [part.getBoundingClientRect().right, part.outerHTML.slice(0, 120)]).sort((a, b) => b[0] - a[0])[0]"""


def visit(page: Page, address: str) -> None:
    """Open an address, until its page and its charts are there."""
    page.goto(address)
    page.wait_for_selector("main h1")
    if page.locator(".chart-walk").count():
        # A region without figures has a chart with axes and no points, a map points and no axes.
        page.wait_for_selector(".js-plotly-plot :is(.xtick, .scatterlayer .trace)", state="attached")


def resize(page: Page, width: int) -> None:
    """Give an open page another width, until its charts have followed."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(_DRAWN)


def violations(page: Page) -> list[str]:
    """The rules that axe finds broken, each with where; axe stays in a page once it was there."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("rules => axe.run(document, rules)", RULES))
    return [found.generate_report()] if found.violations_count else []


def too_wide(page: Page) -> list[str]:
    """By what a page is wider than its window, if it is."""
    is_wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [f"wider than its window, by {page.evaluate(_WIDEST)}"] if is_wider else []
