"""`pilots export` and `pilots import` as commands: what they answer, as lines and as JSON, and their exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from data_sources.store.prepare import prepare
from tests.commands import ask
from tests.databases import Databases
from tests.desks import ANNE, BRAM, CARLA, Office, correction, document, figure, open_office

KEY = "farr|personen-onderzocht||2026KW02"


@pytest.fixture
def office(on_sqlite: Databases) -> Iterator[Office]:
    with open_office(on_sqlite) as made:
        yield made


def url(office: Office) -> str:
    return office.store.engines.reader.url.render_as_string(hide_password=False)


def run(office: Office, folder: Path, *words: str) -> Any:
    return ask(folder, "pilots", *words, VT_DATABASE_URL=url(office))


def test_a_ledger_goes_to_a_file_and_comes_back_in_another_store(
    office: Office, on_sqlite: Databases, tmp_path: Path
) -> None:
    office.approved([figure()])
    office.approved([correction(office, figure("321"))], by=CARLA, to=BRAM)
    file = str(tmp_path / "grootboek.json")
    kept = run(office, tmp_path, "export", file)
    assert (kept.code, kept.err, kept.out) == (0, "", f"Bewaard in {file}: 116 regels.\n")
    again = run(office, tmp_path, "export", file, "--json")
    assert (again.code, "bestaat al" in again.json["error"]) == (2, True)
    with open_office(on_sqlite) as other:
        done = run(other, tmp_path, "import", file, "--user", "carla", "--json")
        assert (done.code, done.json["outcome"], done.json["restored"]) == (0, "teruggezet", 2)
        shown = [run(item, tmp_path, "show", "farr", "--json").json for item in (office, other)]
        assert shown[0] == shown[1]
        once_more = run(other, tmp_path, "import", file, "--user", "carla")
        assert once_more.out.startswith("In grootboek.json staat niets nieuws; er is niets ingelezen.\n")


def test_a_file_for_a_ledger_in_use_is_a_proposal(office: Office, on_sqlite: Databases, tmp_path: Path) -> None:
    office.approved([figure("321")])
    file = str(tmp_path / "a.json")
    run(office, tmp_path, "export", file)
    with open_office(on_sqlite) as other:
        other.approved([figure("300")])
        done = run(other, tmp_path, "import", file, "--user", "carla")
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[0] == (
            "Voorstel 2 uit a.json: 1 rij, ingediend: een tweede persoon moet het goedkeuren."
        )
        # On a command line one may say to be anybody, and so the trail tells that it was one.
        made, asked = (event for event in other.events() if event.proposal_id == 2)
        assert (made.new["origin"], asked.new) == ("opdrachtregel", {"state": "ingediend", "origin": "opdrachtregel"})
        other.desk.reject(BRAM, 2, "Nee.")
        other.disable(ANNE, BRAM)
        other.disable(*[person for person in other.desk.editors() if person.username == "beheer-anne"])
        alone = run(other, tmp_path, "import", file, "--user", "carla", "--json").json
        assert (alone["outcome"], alone["proposal"], alone["rows"]) == ("concept", 3, 1)
        assert "geen tweede persoon" in alone["message"]


def test_all_that_is_wrong_with_a_sheet_is_told_and_nothing_is_stored(office: Office, tmp_path: Path) -> None:
    before = office.everything()
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\x03\x04 geen werkblad")
    done = run(office, tmp_path, "import", str(file), "--user", "anne")
    assert (done.code, len(done.out.splitlines())) == (1, 1)
    assert done.complaint == "Er is niets ingelezen uit a.xlsx: 1 bevinding."
    told = run(office, tmp_path, "import", str(file), "--user", "anne", "--json")
    assert (told.code, told.json["outcome"], len(told.json["findings"])) == (1, "geweigerd", 1)
    assert set(told.json["findings"][0]) == {"sheet", "line", "column", "message", "mend"}
    assert office.everything() == before


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_sheet_to_hand_out_offers_nothing_under_embargo(office: Office, tmp_path: Path, ending: str) -> None:
    # The clock of commands stands a year further.
    office.approved([document("GEHEIM")], visible_from=office.clock.now + timedelta(days=3650))
    written = run(office, tmp_path, "template", str(tmp_path / f"leeg.{ending}"))
    kept = run(office, tmp_path, "export", str(tmp_path / f"vol.{ending}"))
    assert (written.code, kept.code) == (0, 0)
    assert "1 regel die nog niet zichtbaar is voor anderen, staat niet in dit bestand" in kept.out
    for name in ("leeg", "vol"):
        with ZipFile(tmp_path / f"{name}.{ending}") as archive:
            content = b"".join(archive.read(part) for part in archive.namelist())
        assert (b"L26" in content, b"GEHEIM" in content) == (True, False)


@pytest.mark.parametrize("user", ["leo", "niemand", "Robert'); --"])
def test_only_an_account_that_may_enter_imports(office: Office, tmp_path: Path, user: str) -> None:
    file = str(tmp_path / "a.json")
    run(office, tmp_path, "export", file)
    done = run(office, tmp_path, "import", file, "--user", user)
    assert (done.code, done.out) == (2, "")
    assert done.complaint


def test_a_damaged_file_is_one_sentence_and_code_1(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\x00" * 1000)
    done = run(office, tmp_path, "import", str(tmp_path / "a.json"), "--user", "anne")
    assert (done.code, done.out) == (1, "")
    assert done.complaint.startswith("'a.json' is geen hele export van de pilots")


def test_a_restored_backup_says_so_in_its_trail(office: Office, tmp_path: Path) -> None:
    office.approved([figure()])
    file = str(tmp_path / "opslag.zip")
    assert ask(tmp_path, "backup", file, VT_DATABASE_URL=url(office)).code == 0
    told = office.told()
    assert ask(tmp_path, "restore", file, "--replace", VT_DATABASE_URL=url(office)).code == 0
    store = prepare(url(office))
    try:
        assert Office(store).told() == [*told, ("opdrachtregel", "opslag-teruggezet", "opslag.zip")]
    finally:
        store.engines.dispose()
