"""Refreshing by command from a folder or a CSV: same checks, same load, and a mark wherever the figures are shown."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest
from sqlalchemy import insert

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.store.models import LeaseRow
from data_sources.store.prepare import prepare
from data_sources.store.writer import Ended
from demo.changes import with_modified, with_value
from demo.standin import StandIn
from tests.commands import NOW, Ran, ask
from tests.dashboard.reading import read, text
from tests.data_sources.cbs.downloads import as_csv, download, dutch
from tests.data_sources.releases import tiny

ADVIEZEN = ["figures", "--indicator", "adviezen", "--period", "2025HJ01", "--json"]
MENDED = with_value(tiny(1), region="NL01", period="2025HJ01", topic_title="Gestarte adviezen", value=79500)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return download(tiny(1), tmp_path_factory.mktemp("first") / "84847NED", typed=True)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return download(tiny(2), tmp_path_factory.mktemp("second") / "84847NED-oktober", typed=True)


def refresh(store: Path, source: Path, *words: str) -> Ran:
    return ask(store, "refresh", "--from", str(source), "--json", *words)


def csv_file(folder: Path, content: str, name: str = "Kerncijfers_21112026_130000.csv") -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8-sig", newline="")
    return file


def served(store: Path) -> list[object]:
    return [ask(store, *ADVIEZEN).json, ask(store, "revisions", "--json").json]


def test_a_folder_is_a_load_like_any_other_with_its_name_and_hash(first: Path, tmp_path: Path) -> None:
    ran = refresh(tmp_path, first)
    assert (ran.code, ran.err, ran.json["outcome"], ran.json["rows"]) == (0, "", "stored", 2 * 21 * 14)
    load = ran.json["load"]
    assert (load["host"], load["file_name"], load["known_on"]) == ("bestand", "84847NED", "2026-04-30")
    assert load["source_url"] == "https://www.cbs.nl/nl-nl/cijfers/detail/84847NED"
    [figure] = ask(tmp_path, *ADVIEZEN).json
    assert (figure["value"], figure["load"]["host"]) == (79410, "bestand")
    status = ask(tmp_path, "status", "--json").json
    [kept] = [item for item in status["loads"] if item["kind"] == "statline"]
    assert (kept["id"], len(kept["file_hash"])) == (load["id"], 64)
    assert status["tables"][0]["last_outcome"] == "stored"


def test_the_same_content_is_unchanged_whatever_the_shape(first: Path, tmp_path: Path) -> None:
    refresh(tmp_path, first)
    printed = csv_file(tmp_path, as_csv(tiny(1), cell=dutch))
    coded = csv_file(tmp_path, as_csv(tiny(1), coded=True), "84847NED_UntypedDataSet.csv")
    again = [refresh(tmp_path, first), *(refresh(tmp_path, file, "--table", "84847NED") for file in (printed, coded))]
    assert [(ran.code, ran.json["outcome"], ran.json["load"]) for ran in again] == [(0, "unchanged", None)] * 3


def test_a_csv_is_known_from_the_day_it_was_read(tmp_path: Path) -> None:
    file = csv_file(tmp_path, as_csv(tiny(1)))
    load = refresh(tmp_path, file, "--table", "84847NED").json["load"]
    assert (load["known_on"], load["known_on_basis"], load["published_on"]) == ("2026-11-21", "opgehaald", None)
    [kept] = [item for item in ask(tmp_path, "status", "--json").json["loads"] if item["kind"] == "statline"]
    assert kept["file_hash"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert "ingelezen op 21 november 2026" in ask(tmp_path, "status").out


def test_a_second_release_from_a_folder_is_a_second_vintage(first: Path, second: Path, tmp_path: Path) -> None:
    refresh(tmp_path, first)
    ran = refresh(tmp_path, second)
    assert (ran.json["outcome"], ran.json["load"]["known_on"]) == ("stored", "2026-10-30")
    [before] = ask(tmp_path, *ADVIEZEN, "--as-of", "2026-10-29").json
    assert (before["value"], before["load"]["known_on"]) == (79410, "2026-04-30")


def test_a_folder_older_than_what_is_there_is_rejected(first: Path, second: Path, tmp_path: Path) -> None:
    refresh(tmp_path, second)
    before = served(tmp_path)
    ran = refresh(tmp_path, first)
    assert (ran.code, ran.json["outcome"]) == (1, "rejected")
    assert ran.complaint == (
        "Deze cijfers van tabel 84847NED (2026-04-30) zijn ouder dan wat er al is (2026-10-30). De nieuwere cijfers"
        " blijven staan."
    )
    assert served(tmp_path) == before


def test_older_is_a_matter_of_the_moment_within_a_day_too(tmp_path: Path) -> None:
    early = download(with_modified(MENDED, "2026-04-30T01:00:00"), tmp_path / "vroeg", typed=True)
    late = download(tiny(1), tmp_path / "laat", typed=True)
    assert refresh(tmp_path, late).json["outcome"] == "stored"
    assert refresh(tmp_path, early).json["outcome"] == "rejected"


def test_an_older_file_that_says_nothing_else_is_unchanged(first: Path, tmp_path: Path) -> None:
    refresh(tmp_path, first)
    earlier = download(with_modified(tiny(1), "2026-04-29T02:00:00"), tmp_path / "eerder", typed=True)
    assert refresh(tmp_path, earlier).json["outcome"] == "unchanged"
    mended = download(MENDED, tmp_path / "verbeterd", typed=True)
    load = refresh(tmp_path, mended).json["load"]
    assert (load["known_on"], load["known_on_basis"]) == ("2026-11-21", "opgehaald")


def test_a_folder_older_than_a_csv_that_bears_no_date_is_rejected(second: Path, tmp_path: Path) -> None:
    refresh(tmp_path, csv_file(tmp_path, as_csv(tiny(1))), "--table", "84847NED")
    assert "(2026-10-30) zijn ouder dan wat er al is (2026-11-21)" in refresh(tmp_path, second).complaint


def test_a_store_with_figures_of_a_host_refuses_a_file_until_it_is_accepted(second: Path, tmp_path: Path) -> None:
    with StandIn(tiny(1)) as cbs:
        ask(tmp_path, "refresh", VT_CBS_URL=cbs.url)
        before = served(tmp_path)
        ran = refresh(tmp_path, second)
        assert (ran.code, ran.json["outcome"]) == (1, "rejected")
        assert ran.complaint == (
            "Deze opslag bevat cijfers van 127.0.0.1; cijfers uit een bestand worden geweigerd. Is het bestand van CBS,"
            " geef dan --accept-host mee."
        )
        assert served(tmp_path) == before
        assert refresh(tmp_path, second, "--accept-host").json["outcome"] == "stored"
        assert refresh(tmp_path, second).json["outcome"] == "unchanged"


def test_a_store_with_figures_of_a_file_refuses_a_host_until_it_is_accepted(first: Path, tmp_path: Path) -> None:
    refresh(tmp_path, first)
    with StandIn(tiny(1)) as cbs:
        ran = ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url)
        assert ran.complaint.startswith(
            "Deze opslag bevat cijfers uit een bestand; cijfers van 127.0.0.1 worden geweig"
        )
        assert ask(tmp_path, "refresh", "--accept-host", VT_CBS_URL=cbs.url).code == 0


@pytest.mark.parametrize("name", ["UntypedDataSet", "TableInfos"])
def test_a_cut_file_of_a_folder_fails_and_leaves_the_figures(name: str, second: Path, tmp_path: Path) -> None:
    whole = download(tiny(1), tmp_path / "84847NED", typed=True)
    refresh(tmp_path, whole)
    before = served(tmp_path)
    file = whole / f"{name}.json"
    file.write_bytes(file.read_bytes()[:-40])
    ran = refresh(tmp_path, whole, "--table", "84847NED")
    assert (ran.code, ran.json["outcome"]) == (1, "failed")
    assert ran.complaint.startswith(f"Het bestand {name}.json in de map '84847NED' is geen leesbare JSON")
    assert served(tmp_path) == before
    assert ask(tmp_path, "status", "--json").json["tables"][0]["last_outcome"] == "failed"


def test_a_folder_whose_table_cannot_be_told_fails_without_an_attempt(tmp_path: Path) -> None:
    folder = download(tiny(1), tmp_path / "84847NED", typed=True)
    (folder / "TableInfos.json").write_bytes(b"")
    ran = refresh(tmp_path, folder)
    assert (ran.code, ran.json) == (1, {"error": ran.complaint})


def test_half_a_csv_is_rejected_and_leaves_the_figures(first: Path, tmp_path: Path) -> None:
    refresh(tmp_path, first)
    before = served(tmp_path)
    lines = as_csv(MENDED).splitlines(keepends=True)
    ran = refresh(tmp_path, csv_file(tmp_path, "".join(lines[: len(lines) // 2])), "--table", "84847NED")
    assert (ran.code, ran.json["outcome"]) == (1, "rejected")
    assert served(tmp_path) == before


def test_figures_out_of_a_file_say_so_on_the_page_in_the_note_and_in_the_export(first: Path, tmp_path: Path) -> None:
    refresh(tmp_path, first)
    url = f"sqlite:///{tmp_path / 'store.db'}"
    services = Services(store=prepare(url), settings=Settings(database_url=url), now=lambda: NOW)
    with build_dashboard(services, Settings()).server.test_client() as client:
        layout = text(client.get("/_dash-layout", headers={"Referer": "http://localhost/"}).get_json())
        assert "Deze opslag bevat cijfers uit bestand 84847NED, niet door dit programma bij CBS opgehaald." in layout
        assert "niet van CBS" not in layout
        assert "Let op: uit bestand 84847NED." in read(client, "/")
        exported = client.get("/csv/trend").get_data(as_text=True)
    assert "uit bestand 84847NED" in exported


def test_a_file_that_waited_for_another_refresh_is_read_all_the_same(first: Path, tmp_path: Path) -> None:
    ask(tmp_path, "status")
    store = prepare(f"sqlite:///{tmp_path / 'store.db'}")
    # A holder that died a moment ago is always waited out.
    with store.engines.writer.begin() as connection:
        connection.execute(insert(LeaseRow).values(name="refresh", owner="gone", expires_at=time.time() - 1))
    other = store.writer.start_attempt(table="84847NED", host="bestand", started_at=NOW)
    store.writer.finish_attempt(other, finished_at=NOW, outcome="unchanged", ended=Ended(compared=True))
    store.engines.dispose()
    assert refresh(tmp_path, first).json["outcome"] == "stored"


def test_the_help_says_which_files() -> None:
    ran = ask(Path("."), "refresh", "--help")
    assert ran.code == 0
    assert "cbsodata.download_data" in " ".join(ran.out.split())
    assert "CSV van StatLine" in " ".join(ran.out.split())
