"""Every graph of every page: sends nothing elsewhere, and needs no more of plotly than the small bundle has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from dashboard.web.bundle import BASIC_TRACES
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare

Node = dict[str, Any]


def nodes(tree: Any) -> Iterator[Node]:
    """All components in a layout, wherever they stand in it."""
    if isinstance(tree, list):
        for item in tree:
            yield from nodes(item)
    elif isinstance(tree, dict):
        if "namespace" in tree:
            yield tree
        for value in tree.values():
            yield from nodes(value)


def layout(browser: FlaskClient, path: str) -> Any:
    return browser.get("/_dash-layout", headers={"Referer": f"http://localhost{path}"}).get_json()


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Node]]:
    """The components of each page that the header links to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('graphs') / 'store.db'}"
    settings = Settings(database_url=url)
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    services = Services(store=store, settings=settings, now=lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
    browser = build_dashboard(services, settings).server.test_client()
    header = next(node for node in nodes(layout(browser, "/")) if node["type"] == "Header")
    links = {str(node["props"].get("href")) for node in nodes(header) if node["type"] == "A"}
    return {path: list(nodes(layout(browser, path))) for path in {"/", *links} if path.startswith("/")}


def graphs(layouts: dict[str, list[Node]]) -> list[Node]:
    return [node["props"] for page in layouts.values() for node in page if node["type"] == "Graph"]


def test_the_first_layout_holds_the_first_chart(layouts: dict[str, list[Node]]) -> None:
    assert "/" in layouts
    assert [node["type"] for node in layouts["/"]].count("Graph") >= 1


def test_no_graph_offers_to_send_its_data_away(layouts: dict[str, list[Node]]) -> None:
    for graph in graphs(layouts):
        assert graph["config"]["showSendToCloud"] is False, graph["id"]
        assert graph["config"]["plotlyServerURL"] == "", graph["id"]
        assert graph["config"]["locale"] == "nl", graph["id"]


def test_the_small_bundle_can_draw_every_graph(layouts: dict[str, list[Node]]) -> None:
    for graph in graphs(layouts):
        assert {trace.get("type", "scatter") for trace in graph["figure"]["data"]} <= BASIC_TRACES, graph["id"]


def test_nothing_deprecated_or_heavy_is_on_a_page(layouts: dict[str, list[Node]]) -> None:
    heavy = {"dash_table", "dash_ag_grid"}
    assert [path for path, page in layouts.items() if heavy & {node["namespace"] for node in page}] == []
