"""Every address of the app, by every method, for everybody: against a table, with and without the need to log in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.settings import Settings
from data_sources.people import READER, ROLES, may
from data_sources.store.prepare import Store, prepare
from tests.dashboard.people import BY_ROLE, dashboard_with_people, proof, signed_in
from tests.dashboard.routes import ROUTES, Route

_FINGERPRINT = re.compile(r"\.(v[0-9_]+m)?[0-9a-f]{16}\.")
_ELSEWHERE = [
    {"Origin": "https://elders.example"},
    {"Origin": "null"},
    {"Referer": "https://elders.example/account"},
    {"Origin": "http://localhost.elders.example"},
    {"Origin": "http://[geen-adres"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
]
_ACTIONS = [(rule, route) for (rule, method), route in ROUTES.items() if method == "POST" and route.kind == "formulier"]
_FOR_A_ROLE = [(rule, route) for (rule, _), route in ROUTES.items() if route.kind == "pagina" and route.least]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("guard")
    made = prepare(f"sqlite:///{folder / 'store.db'}")
    yield made
    made.engines.dispose()


@pytest.fixture(scope="module")
def apps(store: Store) -> dict[bool, Dash]:
    """By whether one has to log in."""
    return {needed: dashboard_with_people(store, Settings(login_required=needed)) for needed in (False, True)}


def _rules(app: Dash) -> Iterator[tuple[str, str, str]]:
    """The rule of each route as the table has it, the rule itself, and each method it answers."""
    for rule in app.server.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            yield _FINGERPRINT.sub(".*.", rule.rule), rule.rule, method


def _route(rule: str, method: str) -> Route:
    """The line for a rule and a method; who asks for the head of an answer, or for what can be asked, asks too."""
    return ROUTES.get((rule, "POST" if method == "POST" else "GET")) or ROUTES[rule, "POST"]


def _client(app: Dash, role: str | None) -> FlaskClient:
    return app.server.test_client() if role is None else signed_in(app, BY_ROLE[role])


def _asked(client: FlaskClient, address: str, method: str, role: str | None) -> TestResponse:
    if method != "POST":
        return client.open(address, method=method)
    if address.startswith("/_dash"):
        return client.post(address, json=_question("/"))
    # A form of our own: that it comes without a proof is another reason to refuse it.
    return client.post(address, data={"csrf": proof(client, "/aanmelden" if role is None else "/account")})


def _outcome(answer: TestResponse) -> str:
    if answer.status_code == 303 and answer.headers["Location"].startswith("/aanmelden?verder="):
        return "naar aanmelden"
    return {401: "eerst aanmelden", 403: "niet voor deze rol"}.get(answer.status_code, "toegelaten")


def _expected(route: Route, method: str, role: str | None, *, needed: bool) -> str:
    least = READER if route.least is None and needed and not route.always else route.least
    if least is None or may(role, least):
        return "toegelaten"
    if role is not None:
        return "niet voor deze rol"
    return "naar aanmelden" if route.kind != "gegevens" and method != "POST" else "eerst aanmelden"


def _question(address: str) -> dict[str, Any]:
    """What Dash asks for the page of an address."""
    return {
        "output": "..page.children...shown-address.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "shown-address", "property": "data"}],
        "inputs": [{"id": "wanted-address", "property": "data", "value": address}],
        "changedPropIds": ["wanted-address.data"],
    }


def test_the_table_names_every_rule_of_the_app_and_no_other(apps: dict[bool, Dash]) -> None:
    found = {(rule, method) for rule, _, method in _rules(apps[False]) if method in {"GET", "POST"}}
    assert found == set(ROUTES)


@pytest.mark.parametrize("needed", [False, True], ids=["openbaar", "aanmelden nodig"])
@pytest.mark.parametrize("role", [None, *ROLES])
def test_everybody_gets_what_the_table_says(apps: dict[bool, Dash], role: str | None, needed: bool) -> None:
    app = apps[needed]
    client, wrong = _client(app, role), []
    for rule, real, method in _rules(app):
        route = _route(rule, method)
        # A form may well end who is logged in.
        asking = _client(app, role) if method == "POST" else client
        answer = _asked(asking, route.example or real, method, role)
        expected = _expected(route, method, role, needed=needed)
        if _outcome(answer) != expected or answer.status_code >= 500:
            wrong.append((rule, method, answer.status_code, expected))
    assert wrong == []


@pytest.mark.parametrize("needed", [False, True], ids=["openbaar", "aanmelden nodig"])
def test_no_address_takes_a_method_that_it_does_not_name(apps: dict[bool, Dash], needed: bool) -> None:
    client = apps[needed].server.test_client()
    for rule, real, _ in _rules(apps[needed]):
        named = {method for found, _, method in _rules(apps[needed]) if found == rule}
        address = next((route.example for (found, _), route in ROUTES.items() if found == rule), "") or real
        for method in {"POST", "PUT", "PATCH", "DELETE"} - named:
            assert client.open(address, method=method).status_code in {401, 403, 405}, (rule, method)


@pytest.mark.parametrize(("rule", "route"), _FOR_A_ROLE, ids=lambda item: str(item) if isinstance(item, str) else "")
@pytest.mark.parametrize("role", [None, *ROLES])
def test_a_callback_shows_no_page_to_whom_it_is_not_for(
    apps: dict[bool, Dash], rule: str, route: Route, role: str | None
) -> None:
    client = _client(apps[False], role)
    refused = f"Hiervoor is de rol {route.least} nodig."
    by_callback = client.post("/_dash-update-component", json=_question(rule)).get_data(as_text=True)
    by_layout = client.get("/_dash-layout", headers={"Referer": f"http://localhost{rule}"}).get_data(as_text=True)
    assert (refused in by_callback, refused in by_layout) == (not may(role, route.least),) * 2  # type: ignore[arg-type]


def test_whoever_has_to_log_in_gets_nothing_of_a_page_by_a_callback(apps: dict[bool, Dash]) -> None:
    client = apps[True].server.test_client()
    answer = client.post("/_dash-update-component", json=_question("/"))
    assert (answer.status_code, answer.get_data(as_text=True)) == (401, "Meld u eerst aan.")
    assert client.get("/_dash-layout", headers={"Referer": "http://localhost/"}).status_code == 401


@pytest.mark.parametrize("headers", _ELSEWHERE, ids=str)
def test_nothing_that_another_site_sends_is_taken(apps: dict[bool, Dash], headers: dict[str, str]) -> None:
    client = signed_in(apps[False], "carla")
    ours = proof(client)
    for rule, _ in [*_ACTIONS, ("/_dash-update-component", None)]:
        answer = client.post(rule, data={"csrf": ours}, headers=headers)
        assert (answer.status_code, "van een andere site" in answer.get_data(as_text=True)) == (403, True), rule
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}], ids=str)
def test_what_this_site_sends_is_taken(apps: dict[bool, Dash], headers: dict[str, str]) -> None:
    client = signed_in(apps[False], "carla")
    answer = client.post("/afmelden", data={"csrf": proof(client)}, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/aanmelden?afgemeld=ja")


@pytest.mark.parametrize(("rule", "route"), _ACTIONS, ids=lambda item: str(item) if isinstance(item, str) else "")
def test_a_form_without_its_own_proof_changes_nothing(apps: dict[bool, Dash], rule: str, route: Route) -> None:
    carla, bram = signed_in(apps[False], "carla"), signed_in(apps[False], "bram-beheer")
    nobody = apps[False].server.test_client()
    for wrong in ({}, {"csrf": ""}, {"csrf": "f" * 64}, {"csrf": "é"}, {"csrf": proof(bram)}):
        answer = carla.post(rule, data=wrong)
        assert (answer.status_code, "Dit formulier is verlopen" in answer.get_data(as_text=True)) == (403, True), wrong
    # Nor may the proof of one browser be used in another one, before anybody logged in.
    theirs = proof(apps[False].server.test_client(), "/aanmelden")
    assert nobody.post(rule, data={"csrf": theirs}).status_code == (403 if route.least is None else 401)
    assert carla.get("/account").status_code == 200


def test_a_body_that_is_too_large_is_refused_before_it_is_read(apps: dict[bool, Dash]) -> None:
    client = signed_in(apps[False], "carla")
    for data in ({"csrf": proof(client), "huidig": "x" * 300_000}, b"{" * 300_000):
        for rule in ("/account", "/aanmelden", "/_dash-update-component"):
            assert client.post(rule, data=data).status_code == 413  # type: ignore[arg-type]


def test_a_request_that_only_reads_may_not_be_larger_either(apps: dict[bool, Dash]) -> None:
    client = signed_in(apps[False], "carla")
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open("/account", method=method, data={"x": "y" * 300_000}).status_code == 413, method


def test_an_endpoint_of_the_workbench_that_nobody_gave_a_role_is_for_nobody(store: Store) -> None:
    app = dashboard_with_people(store)
    app.server.add_url_rule("/vergeten", "page/vergeten", lambda: "geheim")
    for role in (None, *ROLES):
        answer = _client(app, role).get("/vergeten")
        assert (answer.status_code, answer.get_data(as_text=True)) == (403, "Dit adres is voor niemand.")
