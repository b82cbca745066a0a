"""The page Vindplaats: the figures of a letter as they were known then, whether they are those, and what is newer."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from dashboard.vindplaats import vindplaats_address
from data_sources.check_code import check_code
from data_sources.contract import Observation, Period
from data_sources.people import EDITOR
from data_sources.pin import Pin
from metrics.derive import find_observation
from metrics.predecessors import sum_of_predecessors
from tests.dashboard.people import CHEAP, PASSWORD, signed_in
from tests.data_sources.deliveries import SECRET, snapshot, vintage
from tests.databases import Databases
from tests.desks import Office, correction, figure, open_office

CELLS = {
    "adviezen NL01 2024HJ01": 74880, "adviezen NL01 2024HJ02": 75000, "adviezen NL01 2025HJ01": 84935,
    "adviezen NL01 2025JJ00": 173095, "meldingen NL01 2025HJ01": 0, "adviezen PV20 2025HJ01": SECRET,
    "adviezen VT16 2022HJ01": 1000, "adviezen VT26 2022HJ01": 500, "adviezen VT27 2023HJ01": 1600,
}  # fmt: skip
FARR = "personen-onderzocht"


@dataclass
class Desk:
    """A dashboard with people, whose clock and store move on."""

    office: Office
    services: Services
    client: FlaskClient
    editor: FlaskClient

    def figures(self, *cells: str) -> list[Observation]:
        found = [cell.split(" ") for cell in cells]
        index = self.services.figures_of([cell[0] for cell in found], [cell[1] for cell in found], None)
        return [index.pick(indicator=i, region=r, period=Period.parse(p)) for i, r, p in found]

    def address(self, figures: list[Observation], pilots: list[Any] | None = None, **more: Any) -> str:
        loads = {load.id: load for load in self.services.loads()}
        code = check_code(figures, loads, pilots or [])
        return vindplaats_address(figures, self.services.pin(), code, pilot_figures=pilots or [], **more)

    def deliver(self, day: str, cells: dict[str, Any], **more: Any) -> None:
        named = snapshot(cells, region_titles={"NL01": "Nederland"}, **more)
        self.office.store.writer.add_statline(named, vintage(day))

    def pilot(self, period: str = "2026KW02") -> list[Any]:
        return [item for item in self.services.ledger(audience="redactie").figures
                if (item.figure, item.period, item.place) == (FARR, period, "")]  # fmt: skip


@pytest.fixture
def desk(databases: Databases) -> Iterator[Desk]:
    with open_office(databases) as office:
        services = Services(store=office.store, settings=Settings(), now=office.clock, hasher=CHEAP)
        services.accounts.add("anna", role=EDITOR, password=PASSWORD, name="Anna", same_person_as=None)
        app = build_dashboard(services, Settings())
        found = Desk(office, services, app.server.test_client(), signed_in(app, "anna"))
        found.deliver("2026-04-24", CELLS)
        yield found


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    text = answer.get_data(as_text=True)
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_a_letter_leads_to_its_figures_with_all_that_was_known_of_them(desk: Desk) -> None:
    figures = desk.figures("adviezen NL01 2025JJ00", "meldingen NL01 2025HJ01", "adviezen PV20 2025HJ01")
    shown = page(desk.client, desk.address(figures))
    assert "Stand van 21 november 2026 om 13:00:00 uur" in shown
    assert "De code klopt met deze cijfers" in shown
    assert "Adviesvragen (CBS: gestarte adviezen) Nederland, 2025 173.095 voorlopig, afgerond op 5" in shown
    assert "Meldingen (CBS: ontvangen meldingen) Nederland, 1e halfjaar 2025 0 voorlopig" in shown
    assert "geheim of onbekend bij CBS" in shown
    assert "Tabel 84847NED, lading 1; gepubliceerd op 24 april 2026, opgehaald op 24 april 2026 om 08:45 uur" in shown
    assert "https://cbs/84847NED" in shown
    assert "Wat nu bekend is, is hetzelfde." in shown


def test_what_came_since_stands_beside_it_with_the_difference(desk: Desk) -> None:
    address = desk.address(desk.figures("adviezen NL01 2025JJ00", "meldingen NL01 2025HJ01", "adviezen NL01 2024HJ01"))
    desk.office.clock.pass_by(timedelta(days=200))
    more = {**CELLS, "adviezen NL01 2025JJ00": 173200}
    del more["adviezen NL01 2024HJ01"]
    desk.deliver("2027-04-23", more, statuses={"2025HJ01": "definitief"})
    shown = page(desk.client, address)
    assert "De code klopt met deze cijfers" in shown
    assert "Van 3 van de 3 cijfers is nu iets anders bekend." in shown
    assert (
        "173.095 voorlopig, afgerond op 5 173.200 voorlopig, afgerond op 5 +105 Gepubliceerd op 23 april 2027" in shown
    )
    assert "0 definitief, afgerond op 5 alleen de status" in shown
    assert "verdwenen uit de tabel" in shown
    raw = desk.client.get(address).get_data(as_text=True)
    assert "/gegevens/cijfer?onderwerp=adviezen&amp;regio=NL01&amp;periode=2025JJ00" in raw


def test_a_code_that_is_not_of_these_figures_is_a_clear_warning(desk: Desk) -> None:
    address = desk.address(desk.figures("adviezen NL01 2025JJ00"))
    other = address.replace("adviezen", "meldingen").replace("2025JJ00", "2025HJ01")
    shown = page(desk.client, other)
    assert "klopt niet met deze cijfers" in shown
    assert "De code klopt" not in shown
    without = address[: address.index("&code=")]
    assert "Het adres noemt geen controlecode. Die van deze cijfers is" in page(desk.client, without)


def test_sums_of_ours_are_added_up_again(desk: Desk) -> None:
    index = desk.services.figures_of(["adviezen"], ["NL01", "VT16", "VT26", "VT27"], None)
    halves = find_observation(index, indicator="adviezen", region="NL01", period=Period.parse("2024JJ00"))
    shown = page(desk.client, desk.address([halves.observation]))
    assert "149.880 voorlopig, afrondingen samen 10, som van twee halfjaren" in shown
    assert "De code klopt" in shown
    merged = sum_of_predecessors(index, indicator="adviezen", region="VT27", period=Period.parse("2022HJ01"))
    assert merged is not None
    again = page(desk.client, desk.address([merged.observation]))
    assert "1.500 voorlopig, afrondingen samen 10, som van voorgangers" in again
    assert "De code klopt" in again
    # Not asked for as a sum it is the year that is not there.
    absent = replace(halves.observation, status_basis="CBS")
    assert "niet in de gegevens" in page(desk.client, desk.address([absent]))


def test_a_letter_about_an_earlier_day_shows_that_day(desk: Desk) -> None:
    desk.deliver("2026-06-01", {**CELLS, "adviezen NL01 2025JJ00": 173200})
    day = date(2026, 5, 1)
    figures = [desk.services.figures_of(["adviezen"], ["NL01"], [Period.parse("2025JJ00")], as_of=day).pick(
        indicator="adviezen", region="NL01", period=Period.parse("2025JJ00"))]  # fmt: skip
    shown = page(desk.client, desk.address(figures, as_of=day))
    assert "zoals bekend op 1 mei 2026" in shown
    assert "De code klopt" in shown
    assert "+105" in shown


def test_figures_of_pilots_stand_with_their_document_and_what_was_corrected(desk: Desk) -> None:
    desk.office.approved([figure("312", public="ja")])
    address = desk.address([], desk.pilot())
    shown = page(desk.client, address)
    assert "ruim 312" in shown
    assert "De code klopt" in shown
    desk.office.approved([correction(desk.office, figure("313", public="ja"))])
    later = page(desk.client, address)
    assert "De code klopt" in later
    assert "Van 1 van de 1 cijfer is nu iets anders bekend." in later
    assert "ruim 313" in later


def test_figures_that_are_not_public_are_for_editors(desk: Desk) -> None:
    desk.office.approved([figure("312", public="nee")])
    address = desk.address(desk.figures("adviezen NL01 2025JJ00"), desk.pilot())
    shown = page(desk.client, address)
    assert "312" not in shown
    assert "1 cijfer van een pilot is niet openbaar" in shown
    assert "De code is hier niet te controleren" in shown
    assert "173.095" in shown
    theirs = page(desk.editor, address)
    assert "312" in theirs
    assert "niet openbaar" in theirs
    assert "De code klopt" in theirs


def test_what_is_not_found_is_said(desk: Desk) -> None:
    desk.office.approved([figure("312", public="ja")])
    pin, there = desk.services.pin(), desk.pilot()
    address = vindplaats_address([], Pin(pin.moment, pin.load, pin.entry - 1), "K7QM-3F2A", pilot_figures=there)
    shown = page(desk.client, address)
    assert "1 cijfer van een pilot is in deze stand niet te vinden" in shown
    assert "klopt niet" in shown


def test_without_an_address_it_says_what_is_needed_and_leads_there(desk: Desk) -> None:
    assert "Het adres noemt de cijfers" in page(desk.client, "/vindplaats")
    assert "Met een controlecode alleen zijn geen cijfers te vinden" in page(desk.client, "/vindplaats?code=k7qm3f2a")
    address = desk.address(desk.figures("adviezen NL01 2025JJ00"))
    pasted = desk.client.get("/vindplaats", query_string={"adres": f" https://elders.example.nl{address}", "code": ""})
    assert pasted.status_code == 303
    assert pasted.headers["Location"].endswith(address)
    other = desk.client.get("/vindplaats", query_string={"adres": address, "code": "0000-0000"})
    assert "klopt niet" in page(desk.client, other.headers["Location"])


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("adres=https://elders.example.nl/regios", "In dit adres staan geen cijfers"),
        ("code=K7", "geen controlecode"),
        ("cijfers=adviezen~NL01~2025JJ00", "geen stand"),
        ("cijfers=adviezen~NL01~2025JJ00&stand=20270101T000000Z.1.1", "toekomst"),
        ("cijfers=adviezen~NL01~2025JJ00&stand=20261121T110000Z.99.1", "niet van deze opslag"),
        ("cijfers=verzonnen~NL01~2025JJ00&stand=20261121T110000Z.1.1", "niet bekend"),
        ("cijfers=<b>~NL01~2025JJ00&stand=20261121T110000Z.1.1", "niet bekend"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(desk: Desk, query: str, why: str) -> None:
    assert why in page(desk.client, f"/vindplaats?{query}", status=400)
