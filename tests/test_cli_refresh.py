"""Refreshing by command from a local stand-in for CBS, and what the other commands answer after it."""

from __future__ import annotations

import logging
import os
import pty
import re
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.services import Services
from dashboard.settings import Settings
from data_sources.refresh import Refreshed
from data_sources.store.prepare import prepare
from demo.changes import rename_topic, with_value
from demo.sisters import build_sisters
from demo.standin import StandIn
from tests.commands import COMMAND, NOW, Ran, ask, environment
from tests.data_sources.releases import quick, tiny

REFRESHED = {"table", "outcome", "load", "rows", "new", "changed", "removed", "warnings", "seconds", "error"}
LOAD = {"id", "kind", "table", "host", "known_on", "known_on_precision", "published_on", "fetched_at"}
FIGURES = ["figures", "--indicator", "adviezen", "--period", "2025HJ01", "--json"]
DEAD = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def cbs() -> Iterator[StandIn]:
    with StandIn(quick(1)) as running:
        yield running


@pytest.fixture(scope="module")
def folder(cbs: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a store that was refreshed twice."""
    place = tmp_path_factory.mktemp("refreshed")
    for outcome in ("stored", "unchanged"):
        ran = ask(place, "refresh", "--json", VT_CBS_URL=cbs.url)
        assert (ran.code, ran.err, ran.json["outcome"]) == (0, "", outcome)
    return place


def test_a_refresh_answers_with_one_object_a_table(folder: Path, cbs: StandIn) -> None:
    found = ask(folder, "refresh", "--json", VT_CBS_URL=cbs.url).json
    assert set(found) >= REFRESHED
    assert (found["table"], found["outcome"], found["load"], found["error"]) == ("84847NED", "unchanged", None, None)
    assert found["rows"] > 0


def test_fetched_figures_answer_from_the_day_cbs_published_them(folder: Path) -> None:
    [before] = ask(folder, *FIGURES, "--as-of", "2026-04-29").json
    [after] = ask(folder, *FIGURES, "--as-of", "2026-04-30").json
    assert (before["value"], before["load"]["kind"], before["load"]["host"]) == (84935, "published", None)
    assert (after["value"], after["load"]["kind"], after["load"]["host"]) == (79410, "statline", "127.0.0.1")
    assert (after["load"]["known_on"], after["load"]["fetched_at"]) == ("2026-04-30", NOW.isoformat())


@pytest.mark.parametrize(("indicator", "pct"), [("adviezen", 16), ("meldingen", 5)])
def test_growth_over_a_fetched_year(folder: Path, indicator: str, pct: int) -> None:
    found = ask(folder, "growth", "--indicator", indicator, "--period", "2025JJ00", "--json").json
    assert found["change_pct"] == pytest.approx(pct, abs=0.05)
    assert (found["status"], found["notes"]) == ("voorlopig", [])


def test_topics_and_regions_of_the_table_can_be_asked_for(folder: Path) -> None:
    words = ["figures", "--indicator", "gestarte-casussen-per-100000", "--region", "PV20", "--period", "2025JJ00"]
    [found] = ask(folder, *words, "--json").json
    assert (found["unit"], found["rounding"], found["missing"]) == ("per 100 000 inwoners", 0.1, None)


def test_status_tells_attempts_and_loads(folder: Path) -> None:
    found = ask(folder, "status", "--json").json
    [table] = found["tables"]
    assert (table["last_outcome"], table["error"], table["age_seconds"], table["stale"]) == (
        "unchanged",
        None,
        0,
        False,
    )
    assert table["last_attempt"] == table["last_success"] == NOW.isoformat()
    assert table["attempts"] >= 2
    assert set(table["load"]) >= LOAD
    [load] = [load for load in found["loads"] if load["kind"] == "statline"]
    assert load["id"] == table["load"]["id"]
    assert (load["rows"], load["new"], load["changed"], load["removed"]) == (load["rows"], load["rows"], 0, 0)


def test_a_table_that_nobody_set_to_be_refreshed_has_no_next_moment(folder: Path) -> None:
    found = ask(folder, "status", "--json", VT_TABLES="84850NED").json["tables"]
    assert [(table["table"], table["next_due"]) for table in found] == [
        ("84850NED", "2026-11-22T05:45:00+00:00"), ("84847NED", None),
    ]  # fmt: skip
    never = ask(folder, "status", "--json", VT_REFRESH_CRON="").json["tables"]
    assert [table["next_due"] for table in never] == [None]


def test_only_if_empty_asks_nothing_of_cbs_once_there_are_figures(folder: Path, cbs: StandIn, tmp_path: Path) -> None:
    asked = len(cbs.requests)
    assert ask(folder, "refresh", "--only-if-empty", VT_CBS_URL=cbs.url) == Ran(0, "", "")
    assert len(cbs.requests) == asked
    ran = ask(tmp_path, "refresh", "--only-if-empty", VT_CBS_URL=cbs.url)
    assert (ran.code, "nieuwe lading bewaard" in ran.out) == (0, True)


def complaint_of(ran: Ran, outcome: str) -> str:
    """What a refresh that ended so says on stderr, and in its object on stdout."""
    found = ran.json
    assert (ran.code, found["outcome"], found["load"], found["rows"]) == (1, outcome, None, 0)
    assert found["error"] == ran.err.rstrip("\n")
    return ran.complaint


def test_a_dead_port_fails_at_once(folder: Path) -> None:
    begun = time.monotonic()
    said = complaint_of(ask(folder, "refresh", "--json", VT_CBS_URL=DEAD, VT_CBS_TIMEOUT="0.5"), "failed")
    assert said.startswith("CBS (127.0.0.1) is niet te bereiken of verbrak de verbinding bij tabel 84847NED.")
    assert time.monotonic() - begun < 5
    assert ask(folder, *FIGURES).json[0]["value"] == 79410


def test_a_port_that_stays_silent_fails_within_the_time_out(folder: Path) -> None:
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        said = complaint_of(ask(folder, "refresh", "--json", VT_CBS_URL=url, VT_CBS_TIMEOUT="0.2"), "failed")
    assert said.startswith("CBS (127.0.0.1) bleef langer dan 0,2 seconden stil bij tabel 84847NED.")
    assert time.monotonic() - begun < 5


def test_a_failure_is_told_without_json_too(tmp_path: Path) -> None:
    ran = ask(tmp_path, "refresh", VT_CBS_URL=DEAD, VT_CBS_TIMEOUT="0.2")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaint.startswith("CBS (127.0.0.1) is niet te bereiken")
    shown = ask(tmp_path, "status").out
    assert "84847NED: laatst gecontroleerd nog nooit" in shown
    assert "laatste poging 21 november 2026 om 13:00 uur: mislukt" in shown


def test_of_several_tables_each_has_its_own_line_and_one_failure_is_exit_code_1(tmp_path: Path, cbs: StandIn) -> None:
    ran = ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url, VT_TABLES="84847NED,00000AAA")
    assert (ran.code, [item["outcome"] for item in ran.lines]) == (1, ["stored", "failed"])
    assert "CBS kent tabel 00000AAA niet of niet meer" in ran.complaint
    only = ask(tmp_path, "refresh", "--json", "--table", "84847NED", VT_CBS_URL=cbs.url, VT_TABLES="00000AAA")
    assert (only.code, [item["table"] for item in only.lines]) == (0, ["84847NED"])


def test_a_fault_of_ours_in_one_table_leaves_the_others_and_is_exit_code_1(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    tables = "84847NED,84850NED"
    with StandIn(tiny(1), *build_sisters(1)) as cbs, closing(break_loads_of(tmp_path, "84847NED")):
        ran = ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url, VT_TABLES=tables)
        assert (ran.code, [item["outcome"] for item in ran.lines]) == (1, ["failed", "stored"])
        assert ran.lines[0]["error"] == ran.complaint
        assert ran.complaint == "Onverwachte fout tijdens het verversen; zie het logboek."
        assert "a fault of ours" in caplog.text
        assert "Traceback" in caplog.text
        [first, second] = ask(tmp_path, "status", "--json", VT_TABLES=tables).json["tables"]
        assert (first["last_outcome"], first["error"]) == ("failed", ran.complaint)
        assert (second["last_outcome"], second["error"]) == ("stored", None)


def break_loads_of(folder: Path, table: str) -> sqlite3.Connection:
    """Make the store of this folder, and let it break as no code expects when a load of this table comes in."""
    assert ask(folder, "status").code == 0
    store = sqlite3.connect(folder / "store.db")
    store.execute(
        "CREATE TRIGGER fault BEFORE INSERT ON load WHEN NEW.kind = 'statline' AND NEW.table_id = " + f"'{table}'"
        " BEGIN SELECT RAISE(ABORT, 'a fault of ours'); END"
    )
    return store


def test_each_table_is_told_of_before_the_next_one_is_asked_for(tmp_path: Path) -> None:
    with StandIn(tiny(1)) as cbs:
        store = prepare(f"sqlite:///{tmp_path}/store.db")
        services = Services(store=store, settings=Settings(cbs_url=cbs.url), now=lambda: NOW)
        asked: list[tuple[str, bool]] = []

        def done(result: Refreshed) -> None:
            asked.append((result.table, any("00000AAA" in str(request) for request in cbs.requests)))

        results = services.fetching.refresh(
            ["84847NED", "00000AAA"], accept_host=False, progress=lambda _name, _bytes: None, done=done
        )
        assert asked == [("84847NED", False), ("00000AAA", True)]
        assert [result.outcome for result in results] == ["stored", "failed"]
        store.engines.dispose()


def test_tables_are_refreshed_also_when_nobody_reads_how_that_goes(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with StandIn(tiny(1)) as cbs, open(writing, "wb") as unread:
        asked = environment(tmp_path, VT_CBS_URL=cbs.url, VT_TABLES="84847NED,00000AAA")
        ended = subprocess.run(
            [*COMMAND, "refresh", "--json"], env=asked, stdout=unread, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.startswith("CBS kent tabel 00000AAA niet")
    assert len(ended.stderr.splitlines()) == 1
    found = ask(tmp_path, "status", "--json", VT_TABLES="84847NED,00000AAA").json["tables"]
    assert [table["last_outcome"] for table in found] == ["stored", "failed"]


def test_a_rejected_table_is_mended_by_the_line_it_names(tmp_path: Path) -> None:
    with StandIn(rename_topic(tiny(1), "Gestarte adviezen", "Begonnen adviezen")) as cbs:
        said = complaint_of(ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url), "rejected")
        file = tmp_path / "topics.toml"
        file.write_text(said.partition("VT_TOPIC_MAP: ")[2], encoding="utf-8")
        ran = ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url, VT_TOPIC_MAP=str(file))
    assert (ran.code, ran.json["outcome"]) == (0, "stored")
    assert ask(tmp_path, *FIGURES).json[0]["value"] == 79410


def test_a_check_that_fails_is_let_through_by_the_name_it_bears(tmp_path: Path) -> None:
    with StandIn(tiny(1)) as cbs:
        ask(tmp_path, "refresh", VT_CBS_URL=cbs.url)
        cbs.publish(with_value(tiny(2), region="NL01", period="2025HJ01", topic_title="Gestarte adviezen", value=7940))
        said = complaint_of(ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url), "rejected")
        assert "is in tabel 84847NED 7.940, en was 79.410" in said
        assert said.endswith("ververs dan met --accept 'onwaarschijnlijke waarden'.")
        ran = ask(tmp_path, "refresh", "--json", "--accept", "onwaarschijnlijke waarden", VT_CBS_URL=cbs.url)
        assert (ran.code, ran.json["outcome"]) == (0, "stored")
    assert ask(tmp_path, *FIGURES).json[0]["value"] == 7940
    unknown = ask(tmp_path, "refresh", "--accept", "alles", VT_CBS_URL=DEAD)
    assert (unknown.code, "alles' is geen keuze" in unknown.complaint) == (2, True)


def test_another_host_is_refused_until_it_is_accepted(tmp_path: Path) -> None:
    with StandIn(tiny(1)) as cbs:
        ask(tmp_path, "refresh", VT_CBS_URL=cbs.url)
        cbs.publish(tiny(2))
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        said = complaint_of(ask(tmp_path, "refresh", "--json", VT_CBS_URL=elsewhere), "rejected")
        assert "--accept-host" in said
        ran = ask(tmp_path, "refresh", "--accept-host", "--json", VT_CBS_URL=elsewhere)
    assert (ran.code, ran.json["outcome"], ran.json["load"]["host"]) == (0, "stored", "localhost")


def test_cbs_describe_tells_what_cbs_says_of_a_table(tmp_path: Path, cbs: StandIn) -> None:
    ran = ask(tmp_path, "cbs-describe", VT_CBS_URL=cbs.url)
    assert (ran.code, ran.err) == (0, "")
    for part in ("Host: 127.0.0.1", "Topic · GestarteAdviezen_1 · Gestarte adviezen · aantal", "== Perioden: 21 codes"):
        assert part in ran.out
    file = tmp_path / "84847NED.txt"
    assert ask(tmp_path, "cbs-describe", "--out", str(file), VT_CBS_URL=cbs.url).out == f"Geschreven: {file}\n"
    assert file.read_text(encoding="utf-8") == ran.out
    assert ask(tmp_path, "cbs-describe", "--out", "/is/er/niet", VT_CBS_URL=cbs.url).code == 2
    unknown = ask(tmp_path, "cbs-describe", "--table", "00000AAA", VT_CBS_URL=cbs.url)
    assert (unknown.code, "CBS kent tabel 00000AAA niet" in unknown.complaint) == (1, True)


def test_on_a_terminal_one_line_of_progress_rewrites_itself_and_is_wiped(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with StandIn(tiny(1), page_size=10) as cbs:
        run = subprocess.Popen(
            [*COMMAND, "refresh"], env=environment(tmp_path, VT_CBS_URL=cbs.url), stdout=subprocess.PIPE, stderr=theirs
        )
        os.close(theirs)
        shown = b""
        # Linux ends a terminal that nobody holds any more with an error instead of an empty read.
        try:
            while part := os.read(ours, 65_536):
                shown += part
        except OSError:
            os.close(ours)
        out, _ = run.communicate(timeout=60)
    assert run.returncode == 0
    steps = shown.decode().split("\r\x1b[K")
    assert steps[0] == steps[-1] == ""
    assert all(re.fullmatch(r"\w+: [0-9.]+ kB", step) for step in steps[1:-1])
    assert steps[1].startswith("inhoud: ")
    assert sum(step.startswith("UntypedDataSet: ") for step in steps) >= 5
    assert "\n" not in shown.decode()
    assert out.decode().startswith("84847NED: nieuwe lading bewaard (588 cijfers")
