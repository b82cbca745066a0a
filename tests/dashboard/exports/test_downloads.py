"""A file at an address: sent under its name, or refused with the sentence of the page."""

import pytest
from dash import Dash, html
from flask import Response
from flask.testing import FlaskClient

from dashboard.exports.downloads import csv_answer, register_download
from dashboard.router import Query
from data_sources.errors import UsageError


@pytest.fixture
def client() -> FlaskClient:
    app = Dash(__name__)
    app.layout = html.Div()

    def answer(query: Query) -> Response:
        if "fout" in query:
            raise UsageError("Dit bestaat niet.")
        return csv_answer((part.encode() for part in ("a;b", "\r\n", ";".join(query["x"]))), "naam-2026")

    register_download(app, "/csv/proef.deel", answer)
    return app.server.test_client()


def test_a_file_has_its_kind_and_name_and_takes_all_of_the_query(client: FlaskClient) -> None:
    answer = client.get("/csv/proef.deel?x=1&x=2")
    assert (answer.status_code, answer.mimetype, answer.get_data()) == (200, "text/csv", b"a;b\r\n1;2")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="naam-2026.csv"'


def test_a_query_that_cannot_be_shown_is_refused_in_its_words(client: FlaskClient) -> None:
    answer = client.get("/csv/proef.deel?fout=1")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.get_data(as_text=True) == "Dit bestaat niet."
    assert "Content-Disposition" not in answer.headers
