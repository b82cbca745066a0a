"""The pages of entry on a store with the bundled ledger and people with accounts: filled once, copied for each test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.prepare import prepare
from tests.dashboard.people import add_people, services_with_people, signed_in, submit
from tests.databases import Databases

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

# A figure that nothing is wrong with, as somebody fills in the form.
FIGURE = {
    "pilot": "farr", "title": "Personen onderzocht", "period": "2e kwartaal 2026", "qualifier": "ruim", "value": "312",
    "unit": "personen", "public": "ja", "document": "L26", "part": "onderdeel n", "passage": "ruim 312 personen",
}  # fmt: skip
KEY = "farr|personen-onderzocht||2026KW01"


class EntryOffice:
    """The app with its services and a clock of our own; one client for each person."""

    def __init__(self, url: str) -> None:
        self.now = NOW
        self.services: Services = services_with_people(prepare(url), now=lambda: self.now)
        self.app: Dash = build_dashboard(self.services, Settings())
        self._clients: dict[str, FlaskClient] = {}

    def client(self, username: str) -> FlaskClient:
        if username not in self._clients:
            self._clients[username] = signed_in(self.app, username)
        return self._clients[username]

    def pass_by(self, passed: timedelta) -> None:
        """Let time pass; a session may end meanwhile, so that people log in again."""
        self.now += passed
        self._clients.clear()

    def get(self, username: str, address: str) -> str:
        """The text of a page that is there."""
        answer = self.client(username).get(address)
        assert answer.status_code == 200, (address, answer.status_code, said(answer))
        return said(answer)

    def send(self, username: str, address: str, **fields: Any) -> TestResponse:
        return submit(self.client(username), address, **fields)

    def write(self, username: str, address: str = "/invoer/rij?soort=cijfer", **fields: Any) -> int:
        """A draft of a row that nothing is wrong with; gives its number."""
        answer = self.send(username, address, **fields)
        assert answer.status_code == 303, said(answer)
        return number_of(answer)

    def do(self, username: str, what: str, number: int, **fields: Any) -> TestResponse:
        """Click what confirms a deed, on the page that shows the proposal."""
        page = self.client(username).get(f"/invoer/voorstel?id={number}&besluit={what}").get_data(as_text=True)
        seen = re.search(r'name="gezien" value="([0-9a-f]+)"', page)
        return self.send(username, f"/invoer/voorstel/{what}?id={number}", gezien=seen[1] if seen else "", **fields)

    def approved(self, author: str, approver: str, number: int) -> None:
        assert self.do(author, "indienen", number).status_code == 303
        assert self.do(approver, "goedkeuren", number).status_code == 303


def fill(url: str) -> None:
    store = prepare(url, ledger=bundled_ledger())
    add_people(store, now=lambda: NOW)
    store.engines.dispose()


@contextmanager
def open_entry(databases: Databases) -> Iterator[EntryOffice]:
    with databases.copy("entry", fill) as url:
        office = EntryOffice(url)
        try:
            yield office
        finally:
            office.services._store.engines.dispose()


def number_of(answer: TestResponse) -> int:
    """The number of the proposal that an answer leads to."""
    found = re.search(r"[?&]id=([0-9]+)", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return int(found[1])


def said(answer: TestResponse) -> str:
    """What is read of a page: its main part, without its tags."""
    body = answer.get_data(as_text=True)
    main = re.search(r"<main.*?</main>", body, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main[0] if main else body)).split())
