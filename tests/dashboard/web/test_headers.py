"""Headers on every kind of answer, and a policy that fits the page that is sent with it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from dashboard.settings import Settings
from tests.dashboard.web.conftest import ADDRESSES, MakeApp

FAILING = {
    "output": "head.children",
    "outputs": {"id": "head", "property": "children"},
    "inputs": [{"id": "word", "property": "n_clicks", "value": 1}],
    "changedPropIds": ["word.n_clicks"],
}


class InlineScripts(HTMLParser):
    """The scripts a browser would run from the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = given.get("type") in {None, "module", "text/javascript", "application/javascript"}
        self._inside = tag == "script" and "src" not in given and runs

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


def rules(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for rule in policy.split(";") if (words := rule.split())}


@pytest.fixture
def browser(make_app: MakeApp) -> FlaskClient:
    return make_app().server.test_client()


@pytest.mark.parametrize("kind", ADDRESSES)
def test_every_answer_has_the_headers(browser: FlaskClient, kind: str) -> None:
    headers = browser.get(ADDRESSES[kind]).headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = rules(headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert not {"Server", "X-Powered-By", "Strict-Transport-Security"} & set(headers.keys())


def test_an_error_has_them_too_and_tells_nothing(browser: FlaskClient) -> None:
    answer = browser.post("/_dash-update-component", json=FAILING)
    assert answer.status_code == 500
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers
    assert "secret detail" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_the_page_may_run_its_own_inline_scripts_and_no_other(browser: FlaskClient) -> None:
    for _ in range(2):  # Dash adds scripts until its first request is done
        answer = browser.get("/")
        page = InlineScripts()
        page.feed(answer.text)
        sent = {f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in page.found}
        assert len(sent) == 3
        assert set(rules(answer.headers["Content-Security-Policy"])["script-src"]) == {"'self'", *sent}


def test_the_page_policy_opens_nothing_else(browser: FlaskClient) -> None:
    policy = rules(browser.get("/").headers["Content-Security-Policy"])
    for name in ("object-src", "base-uri", "frame-src", "worker-src"):
        assert policy[name] == ["'none'"]
    for name in ("form-action", "connect-src", "font-src"):
        assert policy[name] == ["'self'"]
    assert {name for name, words in policy.items() if "'unsafe-inline'" in words} == {"style-src"}
    everything = {word for words in policy.values() for word in words}
    assert not {"*", "http:", "https:", "'unsafe-eval'", "'unsafe-hashes'"} & everything


@pytest.mark.parametrize(("address", "sent"), [("https://cijfers.example", True), ("http://cijfers.example", False)])
def test_https_is_asked_for_only_where_it_is_had(make_app: MakeApp, address: str, sent: bool) -> None:
    headers = make_app(Settings(public_url=address)).server.test_client().get("/").headers
    assert headers.get("Strict-Transport-Security") == ("max-age=31536000" if sent else None)


def test_debug_is_off_whatever_the_environment_says(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert not make_app().server.debug
