"""Sending a spreadsheet over HTTP: all that is wrong at once and nothing kept; mended, a draft to look at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

import pytest
from werkzeug.test import TestResponse

from dashboard.entry import file_page
from tests.dashboard.entry_office import FIGURE, EntryOffice, number_of, open_entry, said
from tests.dashboard.sheets_filled import filled_template
from tests.databases import ON_SQLITE, Databases

pytestmark = ON_SQLITE

STEP = {
    "pilot": "slachtofferdevice", "area": "Limburg", "phase": "in gebruik", "moment": "januari 2027",
    "certainty": "verwacht", "document": "L26", "part": "onderdeel k", "passage": "in januari 2027",
}  # fmt: skip
RIGHT = {"figure": [FIGURE, {**FIGURE, "period": "3e kwartaal 2026", "value": "1.250"}]}
# Five mistakes, on two sheets.
WRONG = {
    "figure": [{**FIGURE, "value": "drie", "public": ""}, {**FIGURE, "period": "ooit", "pilot": "onbekend"}],
    "step": [{**STEP, "moment": "straks"}],
}


@pytest.fixture
def office(databases: Databases) -> Iterator[EntryOffice]:
    with open_entry(databases) as made:
        yield made


def send(office: EntryOffice, content: bytes, name: str = "weekcijfers.xlsx") -> TestResponse:
    answer = office.send("anna", "/invoer/bestand", bestand=(io.BytesIO(content), name))
    # The client of the test keeps what is large in a file of its own.
    answer.request.environ["wsgi.input"].close()
    return answer


def template_of(office: EntryOffice, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    return filled_template(office.client("anna").get("/invoer/sjabloon.xlsx").get_data(), rows)


def findings(answer: TestResponse) -> list[list[str]]:
    """The cells of each line of the table of findings."""
    body = re.search(r"<tbody[^>]*>(.*?)</tbody>", answer.get_data(as_text=True), re.DOTALL)
    assert body
    lines = re.findall(r"<tr[^>]*>(.*?)</tr>", body[1], re.DOTALL)
    return [[unescape(text) for text in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in lines]


def test_five_mistakes_are_told_at_once_with_where_and_how_to_mend_and_nothing_is_kept(office: EntryOffice) -> None:
    answer = send(office, template_of(office, WRONG))
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "<title>Fout: " in page
    assert "5 dingen kloppen nog niet in weekcijfers.xlsx" in page
    assert "Er is niets ingelezen en niets bewaard." in page
    found = findings(answer)
    assert [line[:2] for line in found] == [
        ["blad Cijfers, rij 2", "Getal"], ["blad Cijfers, rij 2", "Openbaar"], ["blad Cijfers, rij 3", "Pilot"],
        ["blad Cijfers, rij 3", "Periode"], ["blad Stappen, rij 2", "Moment"],
    ]  # fmt: skip
    assert all(what and mend for _, _, what, mend in found)
    assert 'name="bestand"' in page
    assert office.services.desk.proposals() == []


def test_the_mended_file_becomes_a_draft_that_says_where_it_came_from(office: EntryOffice) -> None:
    answer = send(office, template_of(office, RIGHT), "map/weekcijfers.xlsx")
    assert answer.status_code == 303
    page = office.get("anna", answer.headers["Location"])
    assert "Het bestand is gelezen en bewaard als concept." in page
    assert "uit bestand weekcijfers.xlsx" in page
    assert page.count("Cijfer: nieuw") == 2
    (kept,) = office.services.desk.proposals()
    assert [row.record["value"] for row in kept.rows] == ["312", "1250"]
    assert kept.origin.file_hash is not None
    assert len(kept.origin.file_hash) == 64


def test_rows_that_stand_already_are_counted_and_left_out(office: EntryOffice) -> None:
    office.approved("anna", "bram", number_of(send(office, template_of(office, RIGHT))))
    again = send(office, template_of(office, RIGHT))
    assert again.status_code == 422
    assert "De 2 rijen in weekcijfers.xlsx staan er al precies zo." in said(again)
    more = {"figure": [*RIGHT["figure"], {**FIGURE, "period": "4e kwartaal 2025", "value": "9"}]}
    answer = send(office, template_of(office, more))
    assert "2 rijen stonden er al precies zo en doen niet mee." in office.get("anna", answer.headers["Location"])
    assert len(office.services.desk.proposals(["concept"])[0].rows) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 en verder niets", "stuk.xlsx"), (b"", "leeg.xlsx"), (b"<html>hallo</html>", "pagina.ods"),
        (b"pilot;titel\nfarr;x\n", "cijfers.csv"), (b"\x00" * 2_200_000, "groot.xlsx"),
        (b"MZ\x90", "<img src=x onerror=alert(1)>.exe"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused_in_dutch(office: EntryOffice, content: bytes, name: str) -> None:
    answer = send(office, content, name)
    assert answer.status_code in {413, 422}
    assert re.search(r"niets (ingelezen en niets )?bewaard", said(answer))
    assert "<img" not in answer.get_data(as_text=True)
    assert office.services.desk.proposals() == []


def test_without_a_file_one_is_asked_for(office: EntryOffice) -> None:
    for fields in ({}, {"bestand": (io.BytesIO(b""), "")}, {"bestand": "geen bestand"}):
        answer = office.send("anna", "/invoer/bestand", **fields)
        assert answer.status_code == 422
        assert "Kies eerst een bestand." in said(answer)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_template_comes_as_a_file_with_the_choices_of_now(office: EntryOffice, kind: str) -> None:
    answer = office.client("anna").get(f"/invoer/sjabloon.{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="pilots-sjabloon.{kind}"'
    assert answer.get_data()[:2] == b"PK"
    empty = send(office, answer.get_data(), f"sjabloon.{kind}")
    assert empty.status_code == 422
    assert "geen enkele rij ingevuld" in said(empty)


def test_while_another_file_is_read_one_is_asked_to_try_again(
    office: EntryOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_page, "PATIENCE", 0.01)
    content = template_of(office, RIGHT)
    with file_page.READING:
        answer = send(office, content)
    assert answer.status_code == 422
    assert file_page.BUSY in answer.get_data(as_text=True)
    assert office.services.desk.proposals() == []
    assert send(office, content).status_code == 303
