"""Logging in over HTTP: what the browser gets, what ends it, and where one is sent."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from dash import Dash
from flask import request
from flask.testing import FlaskClient
from werkzeug.http import parse_cookie
from werkzeug.test import TestResponse

from dashboard.settings import Settings
from data_sources.errors import SettingsError
from data_sources.store.prepare import Store, prepare
from tests.dashboard.people import PASSWORD, dashboard_with_people, log_in, proof, proofs, signed_in, submit


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("people")
    made = prepare(f"sqlite:///{folder / 'store.db'}")
    yield made
    made.engines.dispose()


@pytest.fixture(scope="module")
def app(store: Store) -> Dash:
    return dashboard_with_people(store)


def _text(answer: TestResponse) -> str:
    return unescape(answer.get_data(as_text=True))


def _token(client: FlaskClient, name: str = "veiligthuis") -> str:
    cookie = client.get_cookie(name)
    return cookie.value if cookie else ""


def _show(client: FlaskClient, token: str) -> FlaskClient:
    client.set_cookie("veiligthuis", token)
    return client


def test_who_logs_in_is_named_on_every_page_and_may_leave(app: Dash) -> None:
    client = signed_in(app, "anna")
    for address in ("/kerncijfers", "/_dash-layout", "/account"):
        text = _text(client.get(address))
        assert "Anna Redacteur" in text
        assert "Afmelden" in text
        assert ">Aanmelden<" not in text
    text = _text(app.server.test_client().get("/kerncijfers"))
    assert ("Aanmelden" in text, "Afmelden" in text) == (True, False)


def test_a_wrong_password_is_told_beside_its_field_and_the_name_is_not_lost(app: Dash) -> None:
    answer = log_in(app.server.test_client(), "anna", "dit is het niet", verder="/regios")
    assert answer.status_code == 422
    for part in ("Gebruikersnaam of wachtwoord klopt niet.", 'value="anna"', 'name="verder" value="/regios"'):
        assert part in _text(answer)
    assert 'aria-describedby="veld-wachtwoord-fout" aria-invalid="true"' in _text(answer)
    assert "dit is het niet" not in _text(answer)
    empty = _text(log_in(app.server.test_client(), " ", ""))
    assert "Vul uw gebruikersnaam in." in empty
    assert "Vul uw wachtwoord in." in empty


def test_what_is_typed_as_a_name_is_shown_as_text(app: Dash) -> None:
    answer = log_in(app.server.test_client(), '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("settings", "https", "name", "flags"),
    [
        ({}, False, "veiligthuis", "HttpOnly; Path=/; SameSite=Lax"),
        ({}, True, "__Host-veiligthuis", "Secure; HttpOnly; Path=/; SameSite=Lax"),
        (
            {"public_url": "https://cijfers.example"}, False, "__Host-veiligthuis",
            "Secure; HttpOnly; Path=/; SameSite=Lax",
        ),
        ({"public_url": "http://cijfers.example"}, False, "veiligthuis", "HttpOnly; Path=/; SameSite=Lax"),
    ],
)  # fmt: skip
def test_no_script_and_no_other_site_gets_at_the_cookie(
    store: Store, settings: dict[str, str], https: bool, name: str, flags: str
) -> None:
    base = "https://localhost" if https else "http://localhost"
    client = dashboard_with_people(store, Settings(**settings)).server.test_client()  # type: ignore[arg-type]
    shown = client.get("/aanmelden", base_url=base)
    [form_cookie] = shown.headers.getlist("Set-Cookie")
    assert form_cookie.startswith(f"{name}-formulier=")
    assert form_cookie.endswith(flags)
    # The browser of the tests keeps no secure cookie of an address without https.
    cookie = form_cookie.split(";")[0]
    form = {"csrf": proofs(shown)[0], "gebruikersnaam": "anna", "wachtwoord": PASSWORD}
    bare = client.application.test_client(use_cookies=False)
    answer = bare.post("/aanmelden", data=form, base_url=base, headers={"Cookie": cookie})
    kept, forgotten = answer.headers.getlist("Set-Cookie")
    assert kept.startswith(f"{name}=")
    assert kept.endswith(flags)
    assert "Max-Age" not in kept
    assert forgotten.startswith(f"{name}-formulier=;")
    assert "Max-Age=0" in forgotten
    token = parse_cookie(kept.split(";")[0])[name]
    assert bare.get("/account", base_url=base, headers={"Cookie": f"{name}={token}"}).status_code == 200
    # By its other name it is not believed: anybody on the network could have set that one.
    if name.startswith("__Host-"):
        there = bare.get("/account", base_url=base, headers={"Cookie": f"veiligthuis={token}"})
        assert there.status_code == 303


def test_a_token_that_was_there_before_is_never_that_of_a_session(app: Dash) -> None:
    client = _show(app.server.test_client(), "door-een-ander-bedacht")
    assert client.get("/account").status_code == 303
    signed_in(client, "anna")
    first = _token(client)
    assert first != "door-een-ander-bedacht"
    # Logging in once more, in the same browser: another token, and the first is worth nothing.
    answer = client.post("/aanmelden", data={"csrf": proof(client), "gebruikersnaam": "bram", "wachtwoord": PASSWORD})
    assert answer.status_code == 303
    assert _token(client) != first
    assert "Bram Redacteur" in _text(client.get("/account"))
    assert _show(app.server.test_client(), first).get("/account").status_code == 303


def test_logging_out_ends_it_on_the_server_too(app: Dash) -> None:
    client = signed_in(app, "anna")
    token = _token(client)
    left = submit(client, "/afmelden").headers["Location"]
    assert "U bent afgemeld." in _text(client.get(left))
    assert "U bent afgemeld." not in _text(client.get("/aanmelden"))
    assert _token(client) == ""
    assert _show(app.server.test_client(), token).get("/account").status_code == 303


def test_a_form_for_logging_in_is_tied_to_the_browser_that_asked_for_it(app: Dash) -> None:
    mine, theirs = app.server.test_client(), app.server.test_client()
    form = {"gebruikersnaam": "anna", "wachtwoord": PASSWORD}
    theirs_proof = proof(theirs, "/aanmelden")
    for client, sent in ((mine, {}), (mine, {"csrf": theirs_proof}), (mine, {"csrf": ""})):
        answer = client.post("/aanmelden", data={**form, **sent})
        assert (answer.status_code, "Dit formulier is verlopen" in _text(answer)) == (403, True)
    assert theirs.post("/aanmelden", data={**form, "csrf": theirs_proof}).status_code == 303


@pytest.mark.parametrize(
    ("further", "there"),
    [
        ("/regios?per=jaar&onderwerp=meldingen", "/regios?per=jaar&onderwerp=meldingen"),
        ("/cijfer?naam=%C3%A9", "/cijfer?naam=%C3%A9"),
        ("", "/"),
        ("regios", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\/evil.example", "/"),
        ("/.//evil.example", "/"),
        ("/x/..//evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("\t//evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/\x00", "/"),
        (" //evil.example", "/"),
        ("https://evil.example", "/"),
        ("https:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("//evil.example@localhost", "/"),
        ("/\u2028", "/"),
        ("//[", "/"),
        ("/regios?naar=//evil.example", "/regios?naar=//evil.example"),
        ("/" + "x" * 3000, "/"),
    ],
    ids=ascii,
)
def test_after_logging_in_one_is_on_a_page_of_this_site(app: Dash, further: str, there: str) -> None:
    answer = log_in(app.server.test_client(), "anna", verder=further)
    assert (answer.status_code, answer.headers["Location"]) == (303, there)


def test_who_asks_for_a_page_comes_back_to_it_after_logging_in(app: Dash) -> None:
    client = app.server.test_client()
    sent = client.get("/account?gewijzigd=ja&naam=%C3%A9").headers["Location"]
    assert sent == "/aanmelden?verder=%2Faccount%3Fgewijzigd%3Dja%26naam%3D%25C3%25A9"
    assert 'name="verder" value="/account?gewijzigd=ja&naam=%C3%A9"' in _text(client.get(sent))
    assert client.get("/aanmelden?verder=//evil.example").get_data(as_text=True).count("evil") == 0


def test_an_action_of_a_session_that_ended_says_so_and_changes_nothing(app: Dash) -> None:
    client = signed_in(app, "anna")
    ours = proof(client)
    submit(client, "/afmelden")
    answer = client.post("/account", data={"csrf": ours})
    assert answer.status_code == 401
    assert "U bent niet (meer) aangemeld, en er is niets gewijzigd." in _text(answer)


def test_ones_own_password_is_changed_by_who_knows_the_old_one(app: Dash) -> None:
    here, elsewhere = signed_in(app, "lotte"), signed_in(app, "lotte")
    new = "een heel andere zin"

    def change(**fields: str) -> str:
        return _text(submit(here, "/account", **{"huidig": PASSWORD, "nieuw": new, "nogmaals": new, **fields}))

    assert "Uw huidige wachtwoord klopt niet." in change(huidig="dit is het niet")
    assert "Vul uw huidige wachtwoord in." in change(huidig="")
    assert "gelijk aan het huidige. Kies een ander." in change(nieuw=PASSWORD, nogmaals=PASSWORD)
    assert "De twee nieuwe wachtwoorden zijn niet gelijk." in change(nogmaals="een andere zin")
    assert "12 tot 200 tekens" in change(nieuw="kort", nogmaals="kort")
    assert elsewhere.get("/account").status_code == 200
    token = _token(here)
    done = submit(here, "/account", huidig=PASSWORD, nieuw=new, nogmaals=new)
    assert (done.status_code, done.headers["Location"]) == (303, "/account?gewijzigd=ja")
    assert "Uw wachtwoord is gewijzigd." in _text(here.get("/account?gewijzigd=ja"))
    assert _token(here) != token
    assert elsewhere.get("/account").status_code == 303
    signed_in(app, "lotte", password=new)
    assert submit(here, "/account", huidig=new, nieuw=PASSWORD, nogmaals=PASSWORD).status_code == 303


def test_the_account_page_says_who_one_is_and_since_when(app: Dash) -> None:
    text = _text(signed_in(app, "bram-beheer").get("/account"))
    for words in ("Bram Redacteur", "bram-beheer", "beheerder: u mag", "21 november 2026 om 13:00 uur"):
        assert words in text
    for words in ('autocomplete="current-password"', 'autocomplete="new-password"'):
        assert words in text


def test_whoever_has_to_log_in_sees_nothing_but_the_way_in(store: Store) -> None:
    client = dashboard_with_people(store, Settings(login_required=True)).server.test_client()
    assert client.get("/regios?per=jaar").headers["Location"] == "/aanmelden?verder=%2Fregios%3Fper%3Djaar"
    way_in = _text(client.get("/aanmelden"))
    assert "Gebruikersnaam" in way_in
    assert "Hoofdmenu" not in way_in
    assert client.get("/assets/style.css").status_code == 200
    signed_in(client, "lotte")
    assert client.get("/regios").status_code == 200
    assert "Hoofdmenu" in _text(client.get("/kerncijfers"))


def test_without_local_accounts_the_page_says_that_nobody_logs_in_so(store: Store) -> None:
    client = dashboard_with_people(store, Settings(local_accounts=False)).server.test_client()
    answer = client.get("/aanmelden")
    assert "Aanmelden met een wachtwoord staat hier uit." in _text(answer)
    assert "<form" not in _text(answer)
    assert "Aanmelden" not in _text(client.get("/kerncijfers"))


def test_settings_that_would_let_nobody_in_stop_the_start(store: Store) -> None:
    with pytest.raises(SettingsError, match="laat niemand toe"):
        dashboard_with_people(store, Settings(login_required=True, local_accounts=False))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        # What a visitor says of itself stands before what our proxies say.
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
    ],
)
def test_guesses_are_counted_by_the_address_that_our_own_proxies_tell(
    store: Store, proxies: int, forwarded: str, counted: str
) -> None:
    app = dashboard_with_people(store, Settings(trusted_proxies=proxies))
    asked: list[str | None] = []
    app.server.before_request(lambda: asked.append(request.remote_addr))
    app.server.test_client().get("/kerncijfers", headers={"X-Forwarded-For": forwarded})
    assert asked == [counted]


def test_behind_a_proxy_the_host_and_the_scheme_are_those_that_the_visitor_sees(store: Store) -> None:
    seen = {"X-Forwarded-Host": "cijfers.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    trusting = dashboard_with_people(store, Settings(trusted_proxies=1)).server.test_client(use_cookies=False)
    shown = trusting.get("/aanmelden", headers=seen)
    assert shown.headers["Set-Cookie"].startswith("__Host-veiligthuis-formulier=")
    cookie = {"Cookie": shown.headers["Set-Cookie"].split(";")[0]}
    form = {"csrf": proofs(shown)[0], "gebruikersnaam": "anna", "wachtwoord": PASSWORD}
    same = trusting.post("/aanmelden", data=form, headers={**seen, **cookie, "Origin": "https://cijfers.example"})
    other = trusting.post("/aanmelden", data=form, headers={**seen, **cookie, "Origin": "http://localhost"})
    assert (same.status_code, other.status_code) == (303, 403)
    layout = trusting.get("/_dash-layout", headers={**seen, "Referer": "https://cijfers.example/toelichting"})
    assert '"data":"/toelichting"' in layout.get_data(as_text=True).replace("\\u002f", "/")
    # Who trusts nobody does not believe it.
    wary = dashboard_with_people(store).server.test_client().get("/aanmelden", headers=seen)
    assert wary.headers["Set-Cookie"].startswith("veiligthuis-formulier=")


@pytest.mark.parametrize(("proxies", "told"), [(0, 1), (1, 0)])
def test_a_proxy_that_nobody_told_of_is_warned_of_once(
    store: Store, caplog: pytest.LogCaptureFixture, proxies: int, told: int
) -> None:
    client = dashboard_with_people(store, Settings(trusted_proxies=proxies)).server.test_client()
    for _ in range(2):
        client.get("/aanmelden", headers={"X-Forwarded-For": "203.0.113.9"})
    assert sum("VT_TRUSTED_PROXIES is 0" in record.message for record in caplog.records) == told
