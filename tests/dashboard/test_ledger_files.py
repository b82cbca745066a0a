"""The files of the ledger at their addresses: with the same query as the pages, and refused in Dutch."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.dashboard.ledger_rows import small_ledger
from tests.dashboard.reading import client_of


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with client_of(tmp_path, small_ledger()) as client:
        yield client


def _csv(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def test_the_figures_of_all_or_of_some_pilots_are_a_file(client: FlaskClient) -> None:
    assert len(_csv(client, "/csv/pilots")) == 6
    both = _csv(client, "/csv/pilots?pilot=huisverbod,cohortstudie&stand-op=2027-01-01")
    assert [item["Pilot"] for item in both] == ["Tijdelijk huisverbod", "Cohortonderzoek"]
    assert both[0]["Stand"] == "stand op 1 januari 2027, zoals bekend op 21 november 2026"
    assert len(_csv(client, "/csv/pilots?zoals-bekend-op=2026-07-30")) == 1
    name = client.get("/csv/pilots?pilot=farr").headers["Content-Disposition"]
    assert name == 'attachment; filename="pilots-farr-stand-2026-11-21-bekend-op-2026-11-21.csv"'


def test_the_milestones_are_a_file_and_a_calendar(client: FlaskClient) -> None:
    rows = {item["Mijlpaal"]: item for item in _csv(client, "/csv/mijlpalen?stand-op=2027-01-01")}
    assert rows["FARR-pilot loopt af"]["Op deze dag"] == "voorbij, niet bevestigd"
    answer = client.get("/agenda/mijlpalen.ics")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.get_data().count(b"BEGIN:VEVENT") == 5
    assert b"BEGIN:VEVENT" not in client.get("/agenda/mijlpalen.ics?zoals-bekend-op=2026-07-30").get_data()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/csv/pilots?pilot=niets", "'niets' is geen bekende pilot"),
        ("/csv/pilots?stand-op=1-2-2027", "is geen dag"),
        ("/csv/mijlpalen?zoals-bekend-op=2030-01-01", "ligt in de toekomst"),
        ("/agenda/mijlpalen.ics?zoals-bekend-op=ooit", "is geen dag"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_dutch(client: FlaskClient, address: str, words: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, words in answer.get_data(as_text=True)) == (400, True)


def test_the_demonstration_marks_its_files(tmp_path: Path) -> None:
    with client_of(tmp_path, small_ledger(), kind="demo") as client:
        assert {item["Let op"] for item in _csv(client, "/csv/pilots")} == {"FICTIEF"}
        assert {item["Let op"] for item in _csv(client, "/csv/mijlpalen")} == {"FICTIEF"}
        assert b"SUMMARY:FICTIEF: " in client.get("/agenda/mijlpalen.ics").get_data()
