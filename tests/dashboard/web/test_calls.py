"""Calls for Dash that no page makes are refused, and leave no story of a failure in the log."""

from __future__ import annotations

import gzip
import logging

import pytest
from flask.testing import FlaskClient

from tests.dashboard.web.conftest import MakeApp

CALL = "/_dash-update-component"


@pytest.fixture
def client(make_app: MakeApp) -> FlaskClient:
    return make_app().server.test_client()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{}", b"[]", b"null", b"7", b"\xff", b"[" * 100_000, b'{"output":"niets.children"}', b'{"output":[]}',
        b'{"output":"head.children","outputs":{"id":"head","property":"children"},"inputs":[],"changedPropIds":[]}',
        b'{"output":"head.children","outputs":5,"inputs":[{"id":"word","property":"n_clicks"}]}',
        b'{"output":"head.children","outputs":{"id":"head","property":"children"},"inputs":[1]}',
        b'{"output":"head.children","outputs":{"id":"head","property":"children"},"inputs":7,"changedPropIds":7}',
        b'{"output":"head.children","inputs":[{"id":"word","property":"n_clicks"}],"outputs":' + b"[" * 900 + b"]" * 900
        + b"}",
    ],
    ids=str,
)  # fmt: skip
def test_a_call_in_another_shape_is_refused(client: FlaskClient, caplog: pytest.LogCaptureFixture, body: bytes) -> None:
    answer = client.post(CALL, data=body, content_type="application/json")
    assert (answer.status_code, answer.get_data(as_text=True)) == (400, "Dit verzoek is niet te beantwoorden.")
    packed = {"data": gzip.compress(body), "headers": {"Content-Encoding": "gzip"}}
    assert client.post(CALL, content_type="application/json", **packed).status_code == 400  # type: ignore[arg-type]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("path", ["../invoer", "dash/%00", "dash/../../etc/passwd", "os/path.py", "dash/deps/geen.js"])
def test_a_script_that_is_not_there_is_no_failure(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    assert client.get(f"/_dash-component-suites/{path}").status_code == 404
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
