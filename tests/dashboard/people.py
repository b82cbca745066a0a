"""People to test with: an account of each role, made once, and logging in over Flask's test client.

Passwords are hashed as cheaply as argon2 can, since hashing costs what it is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from argon2 import PasswordHasher
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.accounts import Accounts
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.people import ADMINISTRATOR, EDITOR, READER, Person
from data_sources.store.prepare import Store

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "een lange zin voor tests"
_PROOF = re.compile(r'name="csrf" value="([0-9a-f]+)"')

# Two of them may approve each other's work; bram has another account, which is the same person.
PEOPLE = {
    "lotte": Person("lotte", "Lotte Lezer", "lotte", READER),
    "anna": Person("anna", "Anna Redacteur", "anna", EDITOR),
    "bram": Person("bram", "Bram Redacteur", "bram", EDITOR),
    "bram-beheer": Person("bram-beheer", "Bram Redacteur", "bram", ADMINISTRATOR),
    "carla": Person("carla", "Carla Beheerder", "carla", ADMINISTRATOR),
}
# Somebody of each role.
BY_ROLE = {READER: "lotte", EDITOR: "anna", ADMINISTRATOR: "carla"}


def add_people(store: Store, *, now: Callable[[], datetime] = lambda: NOW) -> None:
    """An account for each of PEOPLE, all with the one password."""
    accounts = Accounts(store, Settings(), now, hasher=CHEAP)
    for person in PEOPLE.values():
        other = None if person.person == person.username else person.person
        accounts.add(person.username, role=person.role, password=PASSWORD, name=person.name, same_person_as=other)


def services_with_people(
    store: Store, settings: Settings | None = None, *, now: Callable[[], datetime] = lambda: NOW
) -> Services:
    """Services on a store, to which the people are added if it has none."""
    services = Services(store=store, settings=settings or Settings(), now=now, hasher=CHEAP)
    if not services.accounts.list():
        add_people(store, now=now)
    return services


def dashboard_with_people(
    store: Store, settings: Settings | None = None, *, now: Callable[[], datetime] = lambda: NOW
) -> Dash:
    """The dashboard on a store, to which the people are added if it has none."""
    settings = settings or Settings()
    return build_dashboard(services_with_people(store, settings, now=now), settings)


def signed_in(app: Dash | Flask | FlaskClient, username: str, *, password: str = PASSWORD) -> FlaskClient:
    """A client, a new one of an app, that is logged in as this person by the page for it."""
    client = app if isinstance(app, FlaskClient) else (app.server if isinstance(app, Dash) else app).test_client()
    answer = log_in(client, username, password)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client


def log_in(client: FlaskClient, username: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """The answer to the form on which one logs in, filled in. ``more``: other fields of it."""
    form = {"csrf": proof(client, "/aanmelden"), "gebruikersnaam": username, "wachtwoord": password, **more}
    return client.post("/aanmelden", data=form)


def proof(client: FlaskClient, address: str = "/account") -> str:
    """What the forms on a page send along to show that they are ours."""
    return proofs(client.get(address))[0]


def proofs(answer: TestResponse) -> list[str]:
    return _PROOF.findall(answer.get_data(as_text=True))


def submit(client: FlaskClient, address: str, /, **fields: object) -> TestResponse:
    """Send a form of ours to an address, with the proof of who is logged in. An underscore at the end is left out."""
    data = {name.rstrip("_"): value for name, value in fields.items()}
    return client.post(address, data={"csrf": proof(client), **data})
