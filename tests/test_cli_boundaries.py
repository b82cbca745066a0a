"""Fetching the boundaries of the Veilig Thuis regions by command, from a local stand-in for PDOK."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_sources.contract import Period
from data_sources.store.boundaries import boundaries
from data_sources.store.prepare import prepare
from demo.boundaries import boundary_file, boundary_files, boundary_service
from demo.standin import StandIn
from tests.commands import ask
from tests.data_sources.outlines import without

FETCHED = {"year", "outcome", "regions", "host", "seconds", "warnings", "error"}
FETCH = ["boundaries", "fetch"]


def test_a_fetch_answers_with_one_object_and_a_backup_keeps_it(tmp_path: Path) -> None:
    with StandIn(files=boundary_files()) as cbs:
        for outcome in ("stored", "unchanged"):
            ran = ask(tmp_path, *FETCH, "--url", boundary_service(cbs.url), "--json")
            assert (ran.code, ran.err, set(ran.json)) == (0, "", FETCHED)
            assert (ran.json["year"], ran.json["outcome"], ran.json["regions"]) == (2026, outcome, 25)
    assert ask(tmp_path, "backup", str(tmp_path / "a.zip")).code == 0
    elsewhere = f"sqlite:///{tmp_path}/other.db"
    assert ask(tmp_path, "restore", str(tmp_path / "a.zip"), VT_DATABASE_URL=elsewhere).code == 0
    # What was fetched is not thrown away unasked.
    refused = ask(tmp_path, "restore", str(tmp_path / "a.zip"))
    assert (refused.code, "--replace" in refused.complaint) == (2, True)
    period = Period(2026, "HJ", 1)
    stores = [prepare(url) for url in (elsewhere, f"sqlite:///{tmp_path}/store.db")]
    found = [boundaries(store.engines.reader, period) for store in stores]
    assert found[0] == found[1]
    assert found[0] is not None


def test_for_a_person_it_is_a_line_and_what_to_watch(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    file.write_bytes(without("VT03"))
    ran = ask(tmp_path, *FETCH, "--from", str(file))
    again = ask(tmp_path, *FETCH, "--from", str(file), "--year", "2025")
    first, warning = ran.out.splitlines()
    assert first.startswith("gebiedsindelingen 2025: nieuwe grenzen bewaard (24 regio's van bestand) in ")
    assert warning == "  let op: In de grenzen van 2025 ontbreekt: Flevoland (VT03)."
    assert again.out.startswith("gebiedsindelingen 2025: niets veranderd (")
    assert (ran.code, ran.err, again.code) == (0, "", 0)


def test_a_dead_port_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    # A short time-out also makes the pauses between the tries short.
    asked = {"VT_CBS_TIMEOUT": "0.05"}
    ran = ask(tmp_path, *FETCH, "--url", "http://127.0.0.1:9/{year}", **asked)
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaint.startswith("PDOK (127.0.0.1) is niet te bereiken of verbrak de verbinding bij de grenzen van")
    ran = ask(tmp_path, *FETCH, "--url", "http://127.0.0.1:9/{year}", "--json", **asked)
    assert (ran.code, ran.json["outcome"], ran.json["error"]) == (1, "failed", ran.complaint)


def test_what_will_not_do_is_rejected_and_told(tmp_path: Path) -> None:
    with StandIn(files={"/wfs": boundary_file(2022)}) as cbs:
        ran = ask(tmp_path, *FETCH, "--url", f"{cbs.url}/wfs", "--year", "2025", "--json")
    assert (ran.code, ran.json["outcome"], ran.json["regions"]) == (1, "rejected", 0)
    assert "zijn van het jaar 2022, gevraagd is 2025" in ran.complaint


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["boundaries"], "verplicht is: ONDERDEEL"),
        ([*FETCH, "--year", "vorig jaar"], "--year vraagt een jaar, zoals 2025, niet 'vorig jaar'"),
        ([*FETCH, "--year", "2031"], "Van 2031 kunnen er nog geen grenzen zijn."),
        ([*FETCH, "--url", "service.pdok.nl"], "is geen adres van een dienst"),
        ([*FETCH, "--url", "https://[/"], "is geen adres van een dienst"),
        ([*FETCH, "--url", "https://x/y", "--from", "a"], "gaan niet samen"),
        ([*FETCH, "--from", "/nergens/a.geojson"], "'/nergens/a.geojson' is niet te lezen."),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(tmp_path: Path, words: list[str], part: str) -> None:
    ran = ask(tmp_path, *words)
    assert (ran.code, ran.out, part in ran.complaint) == (2, "", True)
