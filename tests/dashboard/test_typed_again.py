"""What somebody typed outlives their session: carried along to where they log in, shown again, and never acted upon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.web.carried import MOST
from tests.dashboard.entry_office import FIGURE, EntryOffice, open_entry, said
from tests.dashboard.people import PASSWORD, proof, submit
from tests.databases import ON_SQLITE, Databases

pytestmark = ON_SQLITE
FORM = "/invoer/rij?soort=cijfer"
OURS = {"Origin": "http://localhost"}
TYPED = {**FIGURE, "passage": '"><script>alert(1)</script> & \nregel', "zichtbaar-dag": "2026-12-01"}


@pytest.fixture
def office(databases: Databases) -> Iterator[EntryOffice]:
    with open_entry(databases) as made:
        yield made


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form in the page."""
    form = re.search(r"<main.*?<form.*?</form>", page, re.DOTALL)
    assert form, page
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])
    return {unescape(name): unescape(text) for name, text in found}


def ended(office: EntryOffice, username: str = "anna") -> tuple[FlaskClient, str]:
    """A browser whose session has ended, and the proof its open form still holds."""
    client = office.client(username)
    ours = proof(client)
    submit(client, "/afmelden")
    return client, ours


def test_a_form_of_a_session_that_ended_is_shown_again_after_logging_in(office: EntryOffice) -> None:
    client, ours = ended(office)
    refused = client.post(FORM, data={"csrf": ours, **TYPED}, headers=OURS)
    assert refused.status_code == 401
    assert "U bent niet meer aangemeld, en er is niets gewijzigd." in said(refused)
    assert "<script>alert" not in refused.get_data(as_text=True)
    login = hidden(refused.get_data(as_text=True))
    assert ours not in login.values()
    # A slip of the pen in the password loses nothing either.
    wrong = client.post("/aanmelden", data={**login, "gebruikersnaam": "anna", "wachtwoord": "mis"}, headers=OURS)
    assert wrong.status_code == 422
    login = hidden(wrong.get_data(as_text=True))
    done = client.post("/aanmelden", data={**login, "gebruikersnaam": "anna", "wachtwoord": PASSWORD}, headers=OURS)
    assert "Wat u had ingevuld is nog niet bewaard." in said(done)
    assert "Anna Redacteur" in done.get_data(as_text=True)
    page = done.get_data(as_text=True)
    assert f'action="{FORM}"' in unescape(page)
    again = hidden(page)
    assert again["opnieuw"] == "ja"
    shown = client.post(FORM, data=again, headers=OURS)
    assert shown.status_code == 200
    assert "Dit had u ingevuld. Het is nog niet bewaard." in said(shown)
    form = shown.get_data(as_text=True)
    assert 'value="312"' in form
    assert 'value="2026-12-01"' in form
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; \nregel</textarea>" in form
    assert office.services.desk.proposals() == []
    # What it then sends is sent by who is logged in now.
    assert client.post(FORM, data={"csrf": hidden(form)["csrf"], **FIGURE}, headers=OURS).status_code == 303


def test_a_form_from_before_one_logged_in_anew_is_shown_again(office: EntryOffice) -> None:
    client, ours = ended(office)
    submit_login = {"csrf": proof(client, "/aanmelden"), "gebruikersnaam": "anna", "wachtwoord": PASSWORD}
    assert client.post("/aanmelden", data=submit_login).status_code == 303
    refused = client.post(FORM, data={"csrf": ours, **TYPED}, headers=OURS)
    assert refused.status_code == 403
    assert "Er is niets gewijzigd, en wat u had ingevuld is er nog." in said(refused)
    shown = client.post(FORM, data=hidden(refused.get_data(as_text=True)), headers=OURS)
    assert 'value="312"' in shown.get_data(as_text=True)
    assert office.services.desk.proposals() == []


def test_a_reason_is_shown_again_and_nothing_is_decided(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    office.do("anna", "indienen", number)
    client = office.client("bram")
    for what in ("afwijzen", "goedkeuren"):
        fields = {"opnieuw": "ja", "reden": "Zie bladzijde 3", "gezien": "0"}
        shown = submit(client, f"/invoer/voorstel/{what}?id={number}", **fields)
        assert shown.status_code == 200
        assert ("Zie bladzijde 3</textarea>" in shown.get_data(as_text=True)) == (what == "afwijzen")
    assert office.services.desk.proposal(number).state == "ingediend"


def test_passwords_files_and_deeds_without_a_text_are_not_carried(office: EntryOffice) -> None:
    secret = {"huidig": PASSWORD, "nieuw": "een geheim", "opnieuw": "ja"}
    kept = submit(office.client("carla"), "/account", **secret)
    assert kept.status_code == 400
    assert "een geheim" not in kept.get_data(as_text=True)
    client, ours = ended(office)
    for address in (
        "/account",
        "/invoer/bestand",
        "/invoer/controle?soort=cijfer",
        "/invoer/voorstel/rij-weghalen?id=1",
    ):
        refused = client.post(address, data={"csrf": ours, **secret}, headers=OURS)
        assert refused.status_code == 401
        assert "een geheim" not in refused.get_data(as_text=True)


def test_what_is_too_large_or_of_another_site_is_not_carried(office: EntryOffice) -> None:
    client, ours = ended(office)
    large = client.post(FORM, data={"csrf": ours, "passage": "é" * (MOST // 2)}, headers=OURS)
    many = client.post(FORM, data={"csrf": ours, **{f"veld{at}": "x" for at in range(101)}}, headers=OURS)
    # A browser that does not say where the form stood: it may be made up elsewhere.
    silent = client.post(FORM, data={"csrf": ours, **TYPED})
    for refused in (large, many, silent):
        assert refused.status_code == 401
        assert "mee:" not in refused.get_data(as_text=True)
    elsewhere = {"csrf": proof(client, "/aanmelden"), "mee-naar": "//evil.example", "mee:value": "1"}
    login = {**elsewhere, "gebruikersnaam": "anna", "wachtwoord": PASSWORD}
    assert client.post("/aanmelden", data=login).headers["Location"] == "/"
