"""Logging in over HTTP: what the browser gets, what ends it, and where one is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash

from data_sources.store.prepare import Store, prepare
from tests.dashboard.people import dashboard_with_people, log_in, signed_in


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("people")
    made = prepare(f"sqlite:///{folder / 'store.db'}")
    yield made
    made.engines.dispose()


@pytest.fixture(scope="module")
def app(store: Store) -> Dash:
    return dashboard_with_people(store)


def test_who_logs_in_is_named_on_every_page_and_may_leave(app: Dash) -> None:
    client = signed_in(app, "anna")
    assert "Anna Redacteur" in client.get("/kerncijfers").get_data(as_text=True)
    assert "Anna Redacteur" in client.get("/_dash-layout").get_data(as_text=True)
    assert "Anna Redacteur" in client.get("/account").get_data(as_text=True)


def test_a_wrong_password_is_told_beside_its_field_and_the_name_is_not_lost(app: Dash) -> None:
    answer = log_in(app.server.test_client(), "anna", "dit is het niet")
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Gebruikersnaam of wachtwoord klopt niet." in body
    assert 'value="anna"' in body
    assert "dit is het niet" not in body
