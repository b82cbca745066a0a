"""Entry in the form over HTTP: what is asked, what is wrong, what is kept, and who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from dashboard.desk import rules
from dashboard.entry.register import SCRIPTS
from data_sources.proposals import Origin, ProposedRow
from tests.dashboard.entry_office import FIGURE, KEY, EntryOffice, open_entry, said
from tests.dashboard.people import PEOPLE, proof, submit
from tests.databases import ON_SQLITE, Databases

pytestmark = ON_SQLITE
FORM = "/invoer/rij?soort=cijfer"
KINDS = ("cijfer", "stap", "mijlpaal", "gebeurtenis", "document")


@pytest.fixture
def office(databases: Databases) -> Iterator[EntryOffice]:
    with open_entry(databases) as made:
        yield made


def field(page: str, name: str) -> str:
    """The part of a form about one field."""
    found = re.search(
        rf'<div class="field[^"]*"><label for="veld-{name}".*?(?=<div class="field|<fieldset|</form>)', page
    )
    assert found, name
    return unescape(found[0])


def test_the_form_of_each_kind_has_a_label_and_help_for_every_field(office: EntryOffice) -> None:
    for kind in KINDS:
        page = office.client("anna").get(f"/invoer/rij?soort={kind}").get_data(as_text=True)
        inputs = re.findall(r'<(?:input|select|textarea) [^>]*?id="veld-([a-z_-]+)"', page)
        assert len(inputs) > 5
        for name in inputs:
            assert f'<label for="veld-{name}">' in page
            assert f'id="veld-{name}-hulp"' in page
    assert office.client("anna").get("/invoer/rij?soort=pilot").status_code == 400


def test_a_form_with_mistakes_says_them_above_and_beside_and_loses_nothing(office: EntryOffice) -> None:
    typed = {**FIGURE, "value": "drie", "period": "ooit", "public": "", "passage": 'Een "vette" & \nregel'}
    answer = office.send("anna", FORM, **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Fout: " in page
    summary = re.search(r'<div class="error-summary".*?</div>', page)
    assert summary
    assert "3 dingen kloppen nog niet" in summary[0]
    assert "autofocus" in summary[0]
    assert re.findall(r'href="#(veld-[a-z]+)"', summary[0]) == ["veld-period", "veld-value", "veld-public"]
    for name in ("value", "period", "public"):
        assert 'aria-invalid="true"' in field(page, name)
        assert f'aria-describedby="veld-{name}-hulp veld-{name}-fout"' in field(page, name)
    assert "'drie' is geen getal" in field(page, "value")
    assert 'value="drie"' in page
    assert 'value="ooit"' in page
    assert "Een &#34;vette&#34; &amp; \nregel</textarea>" in page
    assert '<option value="ruim" selected="">' in page
    assert office.services.desk.proposals() == []


def test_a_good_form_becomes_a_concept_that_is_shown(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    page = office.get("anna", f"/invoer/voorstel?id={number}&gedaan=bewaard")
    assert "Bewaard als concept." in page
    assert "Cijfer: nieuw FARR-pilot: Personen onderzocht: ruim 312, het tweede kwartaal van 2026" in page
    (kept,) = office.services.desk.proposals()
    assert kept.rows[0].record["period"] == "2026KW02"
    assert kept.author == "anna"
    assert f"Voorstel {number}: 1 cijfer" in office.get("anna", "/invoer")


def test_what_one_types_is_checked_without_anything_being_kept(office: EntryOffice) -> None:
    answer = office.send("anna", "/invoer/controle?soort=cijfer", **{**FIGURE, "value": "12,"})
    assert answer.status_code == 200
    found = answer.get_json()
    assert list(found["fields"]) == ["value"]
    assert "'12,' is geen getal" in found["fields"]["value"][0]
    moment = {"zichtbaar-dag": "2026-11-20", "zichtbaar-tijd": "09:00"}
    late = office.send("anna", "/invoer/controle?soort=cijfer", **{**FIGURE, **moment}).get_json()
    assert "al voorbij" in late["fields"]["zichtbaar-dag"][0]
    right = office.send("anna", "/invoer/controle?soort=cijfer", **FIGURE).get_json()
    assert right == {"row": [], "fields": {}}
    assert office.services.desk.proposals() == []
    without = office.client("anna").post("/invoer/controle?soort=cijfer", data=FIGURE)
    assert without.status_code == 403


def test_a_correction_shows_what_stands_and_asks_why(office: EntryOffice) -> None:
    address = f"{FORM}&corrigeer={KEY}"
    page = office.client("anna").get(address).get_data(as_text=True)
    assert "Staat er nu: <q>225</q>" in field(page, "value")
    assert 'value="225"' in field(page, "value")
    # Which row it is cannot be changed.
    assert '<p class="fixed" id="veld-period">1e kwartaal 2026</p>' in page
    stands = dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"', page))
    texts = {**FIGURE, **stands, "value": "227"}
    texts.pop("csrf")
    without = office.send("anna", address, **texts)
    assert without.status_code == 422
    assert "de reden ontbreekt" in said(without)
    other = office.send("anna", address, **{**texts, "period": "3e kwartaal 2026", "reason": ""})
    assert "andere rij dan die u corrigeert" in said(other)
    number = office.write("anna", address, **texts, reason="Verkeerd overgenomen.")
    page = office.get("anna", f"/invoer/voorstel?id={number}")
    assert "Cijfer: te corrigeren" in page
    assert "Getal 225 227" in page
    assert "Reden: Verkeerd overgenomen." in page
    (kept,) = office.services.desk.proposals()
    assert kept.rows[0].replaces is not None


def test_a_row_that_says_what_stands_already_is_not_kept(office: EntryOffice) -> None:
    standing = office.services.desk.known().standing[("figure", KEY)].record
    texts = {**FIGURE, "period": "1e kwartaal 2026", "value": "225", "passage": standing["passage"]}
    answer = office.send("anna", FORM, **{**texts, "part": standing["part"]})
    assert answer.status_code == 422
    assert "staat er al precies zo" in said(answer)


def test_a_proposal_takes_more_rows_which_may_rest_on_each_other(office: EntryOffice) -> None:
    letter = {"title": "Nota van november", "short": "Nota 2026-11", "known_on": "20 november 2026", "code": "N27",
              "precision": "dag", "basis": "gedateerd"}  # fmt: skip
    number = office.write("anna", "/invoer/rij?soort=document", **letter)
    office.write("anna", f"{FORM}&voorstel={number}", **{**FIGURE, "document": "N27"})
    (kept,) = office.services.desk.proposals()
    assert [row.kind for row in kept.rows] == ["document", "figure"]
    form = office.client("anna").get(f"{FORM}&voorstel={number}&plaats=1").get_data(as_text=True)
    assert 'value="312"' in field(form, "value")
    office.write("anna", f"{FORM}&voorstel={number}&plaats=1", **{**FIGURE, "document": "N27", "value": "313"})
    twice = office.send("anna", f"{FORM}&voorstel={number}", **{**FIGURE, "document": "N27"})
    assert "Deze rij staat er al, op regel 2 van dit voorstel." in said(twice)
    # Without the document the figure rests on nothing: the page says so, and it cannot be sent in.
    assert office.do("anna", "rij-weghalen", number, plaats=0).status_code in {303, 400}
    (kept,) = office.services.desk.proposals()
    assert kept.rows[-1].record["value"] == "313"


LETTER = {"title": "Voortgangsbrief van november", "short": "Voortgangsbrief november 2026", "code": "N27",
          "known_on": "20 november 2026", "precision": "dag", "basis": "gedateerd"}  # fmt: skip


def test_a_document_of_the_own_proposal_can_be_chosen_by_its_name(office: EntryOffice) -> None:
    number = office.write("anna", "/invoer/rij?soort=document", **LETTER)
    page = office.client("anna").get(f"{FORM}&voorstel={number}").get_data(as_text=True)
    assert '<option value="N27">N27 – Voortgangsbrief november 2026</option>' in field(page, "document")
    assert "N27" not in office.client("anna").get(FORM).get_data(as_text=True)
    office.write("anna", f"{FORM}&voorstel={number}", **{**FIGURE, "document": "N27"})
    assert "Bron N27 – Voortgangsbrief november 2026" in office.get("anna", f"/invoer/voorstel?id={number}")


def test_a_figure_and_the_new_letter_it_is_from_are_filled_in_at_once(office: EntryOffice) -> None:
    letter = {f"nieuw-{name}": text for name, text in LETTER.items()}
    typed = {**FIGURE, "document": ""}
    # What is wrong with the letter stands beside its own fields; the figure is not said to have no source.
    answer = office.send("anna", FORM, **typed, **{**letter, "nieuw-known_on": "ooit"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.findall(r'href="#(veld-[a-z_-]+)"', page) == ["veld-nieuw-known_on"]
    assert '<details class="new-document" open="">' in page
    assert 'value="Voortgangsbrief van november"' in page
    both = office.send("anna", FORM, **FIGURE, **letter)
    assert "Er is een bron gekozen en ook een nieuw document ingevuld." in said(both)
    assert office.services.desk.proposals() == []
    number = office.write("anna", FORM, **typed, **letter)
    (kept,) = office.services.desk.proposals()
    assert [(row.kind, row.key) for row in kept.rows] == [
        ("document", "N27"), ("figure", "farr|personen-onderzocht||2026KW02"),
    ]  # fmt: skip
    assert kept.rows[1].record["document"] == "N27"
    # A row of a draft gets another source in the same way, and keeps its place among the rows.
    other = {**letter, "nieuw-title": "Nota van oktober", "nieuw-code": "N28"}
    office.write("anna", f"{FORM}&voorstel={number}&plaats=1", **typed, **other)
    (kept,) = office.services.desk.proposals()
    assert [row.key for row in kept.rows] == ["N27", "N28", "farr|personen-onderzocht||2026KW02"]
    assert kept.rows[2].record["document"] == "N28"
    office.approved("anna", "bram", number)


def test_a_document_that_stands_is_no_new_one(office: EntryOffice) -> None:
    letter = {f"nieuw-{name}": text for name, text in LETTER.items()} | {"nieuw-code": "L26"}
    answer = office.send("anna", FORM, **{**FIGURE, "document": ""}, **letter)
    assert answer.status_code == 422
    assert "Nieuw document: Dit document is er al. Kies het als bron" in said(answer)
    assert office.services.desk.proposals() == []


def test_the_fields_stand_in_groups(office: EntryOffice) -> None:
    page = office.client("anna").get(FORM).get_data(as_text=True)
    legends = re.findall(r"<legend>(.*?)</legend>", page)
    assert legends == ["Wat", "Hoeveel", "Waar gelezen", "Openbaar", "Code", "Wanneer het te zien is"]
    corrects = office.client("anna").get(f"{FORM}&corrigeer={KEY}").get_data(as_text=True)
    assert "<legend>Code en reden</legend>" in corrects
    assert "Reden van de wijziging" in corrects


@pytest.mark.parametrize(
    ("address", "title"),
    [(FORM, "Cijfer toevoegen"), (f"{FORM}&corrigeer={KEY}", "Cijfer corrigeren"),
     (f"/invoer/geschiedenis?soort=cijfer&sleutel={KEY}", "Geschiedenis van het cijfer"), ("/invoer", "Invoer"),
     (f"/invoer/rij-intrekken?soort=cijfer&sleutel={KEY}", "Cijfer intrekken")],
)  # fmt: skip
def test_a_window_is_called_what_its_page_is_about(office: EntryOffice, address: str, title: str) -> None:
    page = office.client("anna").get(address).get_data(as_text=True)
    assert f"<title>{title} · Veilig Thuis in cijfers</title>" in page


def test_a_page_that_cannot_be_leads_to_the_one_it_belongs_to(office: EntryOffice) -> None:
    page = office.client("anna").get("/invoer/rij?soort=niets").get_data(as_text=True)
    assert '<a href="/invoer">Naar Invoer</a>' in page
    number = office.write("anna", **FIGURE)
    title = f"<title>Voorstel {number}: 1 cijfer · Veilig Thuis in cijfers</title>"
    assert title in office.client("anna").get(f"/invoer/voorstel?id={number}").get_data(as_text=True)
    wrong = office.send("anna", FORM, **{**FIGURE, "value": "x"})
    assert "<title>Fout: Cijfer toevoegen · Veilig Thuis in cijfers</title>" in wrong.get_data(as_text=True)


def test_a_row_is_withdrawn_with_a_reason(office: EntryOffice) -> None:
    address = f"/invoer/rij-intrekken?soort=cijfer&sleutel={KEY}"
    assert "ruim 225" in office.get("anna", address)
    without = office.send("anna", address, reason=" ")
    assert without.status_code == 422
    assert "Geef een reden." in said(without)
    number = office.write("anna", address, reason="Staat niet in de brief.")
    assert "Cijfer: in te trekken" in office.get("anna", f"/invoer/voorstel?id={number}")
    office.approved("anna", "bram", number)
    assert ("figure", KEY) not in office.services.desk.known().standing
    history = office.get("anna", f"/invoer/geschiedenis?soort=cijfer&sleutel={KEY}")
    assert "Staat niet in de brief." in history
    assert "goedgekeurd: Bram Redacteur" in history
    assert "ingevoerd door Anna Redacteur" in history
    # Of the letter only the month is known.
    assert "Bekend sinds juli 2026; goedgekeurd: bron: L26" in history


def test_all_rows_are_found_by_kind_pilot_and_words_with_who_stands_for_them(office: EntryOffice) -> None:
    everything = office.get("anna", "/invoer/gegevens")
    assert "bron: L26" in everything
    assert "Documenten" in everything
    farr = office.get("anna", "/invoer/gegevens?soort=cijfer&pilot=farr&zoek=onderzocht+225")
    assert "Personen onderzocht: ruim 225" in farr
    assert "Slachtofferdevice" not in farr.split("Rij Bron")[1]
    assert "Geen rij past bij wat u zoekt." in office.get("anna", "/invoer/gegevens?zoek=bestaatniet")
    assert office.client("anna").get("/invoer/gegevens?pilot=niets").status_code == 400


def test_texts_of_people_are_never_read_as_html(office: EntryOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    nasty = "<script>alert(1)</script>\"'&"
    refused = office.send("anna", FORM, **{**FIGURE, "title": nasty, "part": nasty, "value": nasty})
    assert refused.status_code == 422
    # What checks might let through one day, or let through before.
    monkeypatch.setattr(rules, "text_faults", lambda _: [])
    record = {**office.services.desk.known().standing[("figure", KEY)].record, "period": "2026KW03"}
    record |= {"title": nasty, "part": nasty, "passage": nasty, "unit": nasty}
    row = ProposedRow("figure", "farr|personen-onderzocht||2026KW03", record)
    number = office.services.desk.create(PEOPLE["anna"], [row], origin=Origin("bestand", nasty, "0")).id
    pages = [refused, *(office.client("bram").get(at) for at in ("/invoer", f"/invoer/voorstel?id={number}"))]
    office.approved("anna", "bram", number)
    history = f"/invoer/geschiedenis?soort=cijfer&sleutel={row.key}"
    pages += [office.client("bram").get(at) for at in ("/invoer/gegevens", history, f"{FORM}&corrigeer={row.key}")]
    for answer in pages:
        page = answer.get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "address",
    ["/invoer", "/invoer/gegevens", "/invoer/geschiedenis", FORM, "/invoer/bestand", "/invoer/voorstel?id=1",
     "/invoer/rij-intrekken", "/invoer/sjabloon.xlsx", "/invoer/sjabloon.ods"],
)  # fmt: skip
def test_entry_is_for_editors_only(office: EntryOffice, address: str) -> None:
    assert office.client("lotte").get(address).status_code == 403
    assert office.app.server.test_client().get(address).status_code in {303, 401}
    assert office.client("carla").get(address).status_code in {200, 400}


def test_who_may_only_read_sends_nothing_in(office: EntryOffice) -> None:
    reader = office.client("lotte")
    for address in (FORM, "/invoer/controle?soort=cijfer", "/invoer/bestand", "/invoer/voorstel/goedkeuren?id=1"):
        assert submit(reader, address, **FIGURE).status_code == 403
        assert office.client("anna").post(address, data=FIGURE).status_code == 403
    assert office.services.desk.proposals() == []
    assert proof(reader)
    assert SCRIPTS[0] not in office.app.server.test_client().get("/").get_data(as_text=True)


def test_an_embargo_is_kept_in_dutch_time_and_a_wrong_one_refused(office: EntryOffice) -> None:
    moment = {"zichtbaar-dag": "2026-12-01", "zichtbaar-tijd": "09:00"}
    number = office.write("anna", **FIGURE, **moment)
    assert office.services.desk.proposal(number).visible_from.isoformat() == "2026-12-01T08:00:00+00:00"  # type: ignore[union-attr]
    assert "zichtbaar vanaf 1 december 2026 om 09:00 uur" in office.get("anna", f"/invoer/voorstel?id={number}")
    # It is chosen, or chosen anew, in the step in which the proposal is sent in: what stands there then is what counts.
    page = office.client("anna").get(f"/invoer/voorstel?id={number}&besluit=indienen").get_data(as_text=True)
    assert 'value="2026-12-01"' in page
    for day, clock, words in (
        ("2026-12-01", "", "Vul ook een tijd in"), ("", "09:00", "Vul ook een dag in"), ("morgen", "09:00", "geen dag"),
        ("2026-12-01", "half tien", "geen tijd"), ("2026-11-21", "12:59", "al voorbij"),
        ("2027-03-28", "02:30", "niet"), ("2099-01-01", "09:00", "jaar vooruit"),
    ):  # fmt: skip
        answer = office.do("anna", "indienen", number, **{"zichtbaar-dag": day, "zichtbaar-tijd": clock})
        assert answer.status_code == 422, (day, clock)
        assert words in said(answer)
        assert f'value="{day}"' in answer.get_data(as_text=True)
        assert office.services.desk.proposal(number).state == "concept"
    other = {"zichtbaar-dag": "02-12-2026", "zichtbaar-tijd": "10:30"}
    assert office.do("anna", "indienen", number, **other).status_code == 303
    sent = office.services.desk.proposal(number)
    assert (sent.state, sent.visible_from.isoformat()) == ("ingediend", "2026-12-02T09:30:00+00:00")  # type: ignore[union-attr]
    assert office.do("bram", "goedkeuren", number).status_code == 303
    at_once = office.write("anna", **{**FIGURE, "period": "1e kwartaal 2025"}, **moment)
    assert office.do("anna", "indienen", at_once, **dict.fromkeys(moment, "")).status_code == 303
    assert office.services.desk.proposal(at_once).visible_from is None
