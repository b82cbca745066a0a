"""What a browser makes of the door: the policy holds, the small files are the ones it gets, and it gets them once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs_version

from dashboard.services import Services
from dashboard.web import door
from dashboard.web.bundle import BUNDLE
from dashboard.web.frontend import FRONTEND
from tests.browser.conftest import Serve

CHART = ".js-plotly-plot .point"
VIOLATIONS = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(
  [event.effectiveDirective, event.blockedURI, event.sourceFile, event.sample].join(" ")));"""
# A browser complains of a file that was fetched early and not used three seconds after the page was loaded.
PATIENCE = 4000

Address = Callable[[], str]


@pytest.fixture
def installed() -> None:
    """The files of `make frontend`; CI always has them."""
    if not (FRONTEND / BUNDLE).is_file():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("not installed: make frontend")


@pytest.fixture
def address(serve: Serve, bundled: Services) -> Address:
    """Serves the dashboard when called; gives its address."""
    return lambda: serve(bundled)


def test_the_policy_holds_and_nothing_complains_on_any_page(page: Page, address: Address, installed: None) -> None:
    complaints: list[str] = []
    strangers: list[str] = []

    def listen(tab: Page) -> None:
        tab.on("console", lambda message: complaints.append(f"{tab.url} {message.text}"))
        tab.on("pageerror", lambda error: complaints.append(f"{tab.url} {error}"))
        tab.on("request", lambda request: strangers.append(request.url))
        tab.add_init_script(VIOLATIONS)

    listen(page)
    home = address()
    page.goto(home)
    page.wait_for_selector(CHART)
    links = page.eval_on_selector_all("header nav a", "links => links.map(link => link.href)")
    tabs = [page.context.new_page() for _ in dict.fromkeys([home + "/", *links])]
    for tab, url in zip(tabs, dict.fromkeys([home + "/", *links]), strict=True):
        listen(tab)
        tab.goto(url)
        tab.wait_for_selector("h1")
    # For all at once: each has by then been there for as long at least.
    page.wait_for_timeout(PATIENCE)
    assert {tab.url: tab.evaluate("window.violations") for tab in tabs} == {tab.url: [] for tab in tabs}
    assert complaints == []
    assert [url for url in strangers if not url.startswith((home, "data:", "blob:"))] == []


def test_an_inline_script_from_elsewhere_is_refused(page: Page, address: Address) -> None:
    page.add_init_script(VIOLATIONS)
    page.goto(address())
    page.wait_for_selector(CHART)
    page.evaluate(
        """() => { const script = document.createElement("script");
        script.textContent = "window.broken = true"; document.body.append(script); }"""
    )
    assert page.evaluate("window.broken") is None
    assert "script-src-elem inline" in page.evaluate("window.violations")[0]


def test_the_browser_gets_the_small_bundle_the_font_and_no_polyfill(
    page: Page, address: Address, installed: None
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1].split("?")[0]))
    page.goto(address())
    page.wait_for_selector(CHART)
    assert page.evaluate("Plotly.version") == get_plotlyjs_version()
    assert page.evaluate("Plotly.PlotSchema.get().traces.choropleth") is None
    assert [name for name in asked if "polyfill" in name or "dash_table" in name] == []
    assert len([name for name in asked if name.startswith("plotly")]) == 1
    assert asked.count("_dash-layout") == asked.count("_dash-dependencies") == 1
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].some(font => font.family.includes('Fira') && font.status === 'loaded')")


def test_without_installed_files_the_page_works_as_well(
    page: Page, address: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(door, "FRONTEND", tmp_path / "nothing")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address())
    page.wait_for_selector(CHART)
    assert page.evaluate("Plotly.version") == get_plotlyjs_version()
    assert page.evaluate("Plotly.PlotSchema.get().traces.choropleth") is not None
    assert page.evaluate("document.fonts.size") == 0
    assert complaints == []


def test_plotly_speaks_dutch(page: Page, address: Address) -> None:
    page.goto(address())
    page.wait_for_selector(CHART)
    page.evaluate(
        """() => { const place = document.createElement("div"); place.id = "dutch"; document.body.append(place);
        return Plotly.newPlot(place,
          [{ x: ["2024-03-01", "2024-05-01"], y: [1234567.5, 2345678.5], type: "scatter" }],
          { width: 700, height: 300, yaxis: { tickformat: ",.1f" },
            xaxis: { tickvals: ["2024-03-01", "2024-05-01"], tickformat: "%-d %b %Y, %A" } },
          { locale: "nl", displayModeBar: true, displaylogo: false, showSendToCloud: false }); }"""
    )
    ticks = page.locator("#dutch .xtick text").all_text_contents()
    assert ticks == ["1 mrt 2024, vrijdag", "1 mei 2024, woensdag"]
    assert all("," in text for text in page.locator("#dutch .ytick text").all_text_contents())
    titles = page.eval_on_selector_all("#dutch .modebar-btn", "all => all.map(button => button.dataset.title)")
    assert "Grafiek downloaden als PNG" in titles
    assert "Assen herstellen" in titles


def test_a_second_visit_costs_less_than_30_kb(page: Page, address: Address, installed: None) -> None:
    home = address()
    page.goto(home)
    page.wait_for_selector(CHART)
    page.wait_for_load_state("networkidle")
    again = page.context.new_page()
    wire = page.context.new_cdp_session(again)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    again.goto(home)
    again.wait_for_selector(CHART)
    again.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= 30_000
