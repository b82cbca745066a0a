"""Files are kept as long as their address lasts; figures are not kept."""

from __future__ import annotations

import re

import pytest

from tests.dashboard.web.conftest import ADDRESSES, MakeApp

FOREVER = "public, max-age=31536000, immutable"


def addresses_in(page: str) -> list[str]:
    """Every file the first HTML names."""
    return re.findall(r'(?:src|href)="(/(?:_dash-component-suites|_frontend|assets)/[^"]+)"', page)


def test_files_with_a_fingerprint_are_kept_for_ever(make_app: MakeApp) -> None:
    browser = make_app().server.test_client()
    named = [address for address in addresses_in(browser.get("/").text) if not address.endswith("async-graph.js")]
    assert len(named) > 8
    for address in named:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == FOREVER, address


@pytest.mark.parametrize("kind", ["plotly", "part of Dash", "our style, plain"])
def test_files_without_one_are_asked_for_again(make_app: MakeApp, kind: str) -> None:
    answer = make_app().server.test_client().get(ADDRESSES[kind])
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["ETag"]


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("kind", ["plotly", "part of Dash", "our style", "our style, plain"])
def test_a_file_the_browser_has_is_not_sent_again(make_app: MakeApp, kind: str, encoding: str) -> None:
    browser = make_app().server.test_client()
    headers = {"Accept-Encoding": encoding}
    first = browser.get(ADDRESSES[kind], headers=headers)
    again = browser.get(ADDRESSES[kind], headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert again.vary.to_header() == first.vary.to_header()
    other = browser.get(ADDRESSES[kind], headers={**headers, "If-None-Match": '"something-else"'})
    assert other.status_code == 200


@pytest.mark.parametrize("kind", ["page", "unknown page", "layout", "callbacks", "missing asset", "not of Dash"])
def test_pages_figures_and_errors_are_not_kept(make_app: MakeApp, kind: str) -> None:
    answer = make_app().server.test_client().get(ADDRESSES[kind])
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("kind", ADDRESSES)
def test_head_says_what_get_says(make_app: MakeApp, kind: str) -> None:
    browser = make_app().server.test_client()
    asked, got = browser.head(ADDRESSES[kind]), browser.get(ADDRESSES[kind])
    assert asked.data == b""
    assert asked.status_code == got.status_code
    assert asked.headers["Cache-Control"] == got.headers["Cache-Control"]
    assert asked.headers.get("ETag") == got.headers.get("ETag")
