"""A day with figures of a pilot in a real browser: from a file with mistakes to a correction, and back from a file.

The clock is one of our own; what nobody may see before its minute is looked for in everything that is public.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from data_sources.audit import OF_LEDGER
from data_sources.store.models import AuditEventRow
from tests.browser.conftest import served
from tests.commands import asking
from tests.dashboard.entry_office import FIGURE, EntryOffice, fill
from tests.dashboard.people import PASSWORD, signed_in
from tests.dashboard.sheets_filled import filled_template

TITLE, PASSAGE, MILESTONE = "Proefpersonen in de tent", "in de tent zijn ruim 4.711 personen gezien", "Tent geopend"
COUNTED = {**FIGURE, "title": TITLE, "value": "4.711", "passage": PASSAGE}
OPENED = {
    "title": MILESTONE, "moment": "20 november 2026", "certainty": "gerealiseerd", "pilots": "farr", "document": "L26",
    "part": "onderdeel n", "passage": "de tent is open",
}  # fmt: skip
LATER = {
    **COUNTED,
    "period": "3e kwartaal 2026",
    "value": "4.712",
    "passage": "in de tent zijn ruim 4.712 personen gezien",
}
RIGHT = {"figure": [COUNTED, LATER], "milestone": [OPENED]}
WRONG = {
    "figure": [{**COUNTED, "value": "veel", "public": ""}, {**COUNTED, "period": "ooit", "qualifier": "zowat"}],
    "milestone": [{**OPENED, "moment": "straks"}],
}
SECRET = ("4711", "4.711", "4712", "4.712", TITLE, "in de tent", MILESTONE)
KEY = "farr|proefpersonen-in-de-tent||2026KW02"
# In Amsterdam 13:00 when the day begins, and the minute from which it may be seen.
BEGIN, MINUTE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC), datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> EntryOffice:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    fill(url)
    return EntryOffice(url)


@pytest.fixture
def root(office: EntryOffice) -> Iterator[str]:
    with served(office.services) as address:
        yield address


class Desk:
    """One person at a browser of their own."""

    def __init__(self, browser: Browser, root: str, username: str) -> None:
        self._root = root
        self.page: Page = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}).new_page()
        self.page.set_default_timeout(15_000)
        self.go("/aanmelden")
        self.page.get_by_label("Gebruikersnaam").fill(username)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_role("button", name="Aanmelden").click()
        self.page.wait_for_url(lambda address: "/aanmelden" not in address)

    def go(self, address: str) -> None:
        self.page.goto(self._root + address)

    def upload(self, content: bytes) -> None:
        self.go("/invoer")
        file = {"name": "weekcijfers.xlsx", "mimeType": "application/octet-stream", "buffer": content}
        self.page.get_by_label("Bestand", exact=True).set_input_files([file])  # type: ignore[list-item]
        self.page.get_by_role("button", name="Bestand nakijken").click()

    def open_proposal(self, number: int) -> None:
        self.go("/invoer")
        self.page.get_by_role("link", name=f"Voorstel {number}:").click()

    def decide(self, way: str) -> None:
        self.page.get_by_role("link", name=f"{way}…").click()
        self.page.get_by_role("button", name=way, exact=True).click()

    def reads(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def cannot(self, way: str) -> None:
        expect(self.page.get_by_role("link", name=f"{way}…")).to_have_count(0)


def everything_public(client: FlaskClient) -> dict[str, str]:
    """All that can be asked for, of now and of days, by its address: pages with their alt texts, files and feeds."""
    found: dict[str, str] = {}
    app = client.application
    paths = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    asked = ("", "?zoals-bekend-op=2026-11-21", "?stand-op=2026-12-31&zoals-bekend-op=2026-11-21", "?pilot=farr")
    pages = ("/", "/ontwikkeling", "/regios", "/pilots", "/verwurging", "/slachtofferdevice", "/overige-pilots",
             "/mijlpalen", "/gegevens", "/toelichting", "/verkenner", "/kaart", "/vergelijken")  # fmt: skip
    for query in asked:
        for path in paths:
            if not path.startswith(("/_", "/invoer")):
                found[path + query] = client.get(path + query).get_data(as_text=True)
        for path in pages:
            layout = client.get("/_dash-layout", headers={"Referer": f"http://localhost{path}{query}"})
            found[f"layout of {path}{query}"] = json.dumps(layout.get_json(), ensure_ascii=False)
    return found


def seen_by(client: FlaskClient) -> list[str]:
    """Where a visitor can read any of it."""
    return sorted(at for at, text in everything_public(client).items() if reveals(text))


def reveals(text: str) -> bool:
    return any(word in text for word in SECRET)


def lines(office: EntryOffice) -> list[tuple[object, ...]]:
    """Every line of the ledger with who stands for it, as far as stores have that alike."""
    return [
        (line.row, line.known_on, line.record, line.visible_from, line.author, line.approver_name, line.approved_at,
         line.reason, line.withdrawn)
        for line in office.services.desk.all_lines()
    ]  # fmt: skip


def acts(office: EntryOffice) -> list[tuple[str, str]]:
    """Who did what to the ledger, in order."""
    with office.services._store.engines.reader.begin() as connection:
        events = connection.execute(select(AuditEventRow.actor, AuditEventRow.action).order_by(AuditEventRow.id)).all()
    return [(actor, action) for actor, action in events if action in OF_LEDGER]


def test_a_day_from_a_file_with_mistakes_to_a_correction(
    browser: Browser, office: EntryOffice, root: str, tmp_path: Path
) -> None:
    office.now = BEGIN
    template = office.client("anna").get("/invoer/sjabloon.xlsx").get_data()
    anna, bram, carla = (Desk(browser, root, name) for name in ("anna", "bram", "carla"))

    # Five mistakes are told at once; nothing is kept.
    anna.upload(filled_template(template, WRONG))
    anna.reads("5 dingen kloppen nog niet in weekcijfers.xlsx")
    expect(anna.page.locator("#fouten tbody tr")).to_have_count(5)
    expect(anna.page.locator("#fouten")).to_be_focused()
    assert office.services.desk.proposals() == []

    # The mended file becomes a draft, with a minute; sent in, its author cannot approve it.
    anna.upload(filled_template(template, RIGHT))
    anna.reads("Het bestand is gelezen en bewaard als concept.")
    anna.reads("uit bestand weekcijfers.xlsx")
    anna.page.get_by_role("link", name="Indienen…").click()
    anna.page.get_by_label("Zichtbaar vanaf: dag").fill("2026-11-21")
    anna.page.get_by_label("Zichtbaar vanaf: tijd").fill("13:30")
    anna.page.get_by_role("button", name="Indienen", exact=True).click()
    anna.reads("zichtbaar vanaf 21 november 2026 om 13:30 uur")
    anna.reads("Dit voorstel is van uzelf: een tweede persoon moet het beoordelen.")
    anna.cannot("Goedkeuren")
    (number,) = [one.id for one in office.services.desk.proposals()]

    # A second person approves on a page that shows every row.
    bram.open_proposal(number)
    for words in (f"{TITLE}: ruim 4.711", f"{TITLE}: ruim 4.712", MILESTONE):
        bram.reads(words)
    bram.decide("Goedkeuren")
    bram.reads("Goedgekeurd. De rijen staan nu in de gegevens.")

    # Up to the last second before its minute nobody else reads any of it, anywhere.
    office.now = MINUTE - timedelta(seconds=1)
    assert seen_by(signed_in(office.app, "lotte")) == seen_by(office.app.server.test_client()) == []
    bram.go("/invoer")
    bram.reads("zichtbaar vanaf 21 november 2026 om 13:30 uur")

    # At its minute it is there: on the page, in the file, in the calendar, as of that day and not as of the day before.
    office.now = MINUTE
    anyone = office.app.server.test_client()
    for address in ("/csv/pilots", "/csv/pilots?zoals-bekend-op=2026-11-21", "/csv/mijlpalen", "/agenda/mijlpalen.ics"):
        assert reveals(anyone.get(address).get_data(as_text=True)), address
    reader: Page = browser.new_page()
    reader.goto(f"{root}/verwurging")
    expect(reader.get_by_role("main")).to_contain_text("4.711")
    reader.goto(f"{root}/verwurging?zoals-bekend-op=2026-11-20")
    expect(reader.get_by_role("main")).to_contain_text("Personen onderzocht")
    expect(reader.get_by_role("main")).not_to_contain_text("4.711")

    # A correction with a reason; who made what it replaces does not approve it.
    bram.go(f"/invoer/rij?soort=cijfer&corrigeer={KEY}")
    bram.page.get_by_role("textbox", name="Getal (niet verplicht)", exact=True).fill("4.117")
    bram.page.get_by_label("Letterlijke tekst").fill("in de tent zijn ruim 4.117 personen gezien")
    bram.page.get_by_label("Reden van de wijziging").fill("Twee cijfers waren verwisseld.")
    bram.page.get_by_role("button", name="Bewaren als concept").click()
    bram.reads("Cijfer: te corrigeren")
    bram.decide("Indienen")
    number += 1
    anna.open_proposal(number)
    anna.reads(
        "Dit voorstel volgt op een rij die u zelf hebt ingevoerd of ingetrokken: iemand anders moet het beoordelen."
    )
    anna.cannot("Goedkeuren")
    carla.open_proposal(number)
    carla.decide("Goedkeuren")
    carla.reads("Goedgekeurd.")
    reader.goto(f"{root}/verwurging")
    expect(reader.get_by_role("main")).to_contain_text("4.117")
    expect(reader.get_by_role("main")).not_to_contain_text("4.711")

    # Who did what is all there, with what was there before and why; the mistaken file and refused clicks left nothing.
    assert acts(office) == [
        ("anna", "voorstel-gemaakt"), ("anna", "voorstel-gewijzigd"), ("anna", "voorstel-ingediend"),
        ("bram", "voorstel-goedgekeurd"), *[("bram", "rij-toegevoegd")] * 3,
        ("bram", "voorstel-gemaakt"), ("bram", "voorstel-ingediend"),
        ("carla", "voorstel-goedgekeurd"), ("carla", "rij-gecorrigeerd"),
    ]  # fmt: skip
    carla.go("/audit")
    for words in (
        "Anna Redacteur (anna)",
        "Carla Beheerder (carla)",
        "Twee cijfers waren verwisseld.",
        "4.711",
        "4.117",
    ):
        carla.reads(words)
    for context in browser.contexts:
        context.close()

    # The ledger as a file, and back from it into a store in which nobody entered anything.
    file, other = tmp_path / "pilots.json", tmp_path / "elders"
    with asking(tmp_path, now=office.now) as command:
        assert command("pilots", "export", str(file)).code == 0
    other.mkdir()
    fill(f"sqlite:///{other / 'store.db'}")
    with asking(other, now=office.now) as command:
        assert command("pilots", "import", str(file), "--user", "carla").code == 0
    restored = EntryOffice(f"sqlite:///{other / 'store.db'}")
    restored.now = office.now
    assert lines(restored) == lines(office)
    assert restored.services.ledger() == office.services.ledger()
