"""Fetching 'Gebieden in Nederland' by command, from a local stand-in for CBS."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from dashboard.services import Services
from dashboard.settings import load_settings
from data_sources.cbs.client import CbsClient
from data_sources.store.divisions import divisions
from data_sources.store.prepare import prepare
from demo.standin import StandIn
from tests.commands import NOW, ask
from tests.data_sources.gebieden import DRENTHE, NEWEST, OLDER, POLITIE, edition, with_text, with_titles
from tests.data_sources.releases import tiny
from tests.hurry import without_pauses
from tests.test_cli_serving import address, free_port, serving

FETCHED = {"table", "title", "outcome", "municipalities", "warnings", "seconds", "error"}
FETCH = ["divisions", "fetch"]


def services(folder: Path) -> Services:
    """The services on the store of this folder."""
    settings = load_settings({"VT_DATABASE_URL": f"sqlite:///{folder}/store.db"}, env_file=folder / ".env")
    return Services(store=prepare(settings.database_url), settings=settings, now=lambda: NOW)


def test_a_fetch_answers_with_one_object_and_the_services_know_where_municipalities_lie(tmp_path: Path) -> None:
    with StandIn(tiny(1), edition(2025), edition(2026)) as cbs:
        for outcome in ("stored", "unchanged"):
            ran = ask(tmp_path, *FETCH, "--json", VT_CBS_URL=cbs.url)
            assert (ran.code, ran.err) == (0, "")
            assert set(ran.json) >= FETCHED
            assert (ran.json["table"], ran.json["outcome"], ran.json["municipalities"], ran.json["error"]) == (
                NEWEST, outcome, 3, None,
            )  # fmt: skip
        assert ask(tmp_path, *FETCH, "--table", OLDER, "--json", VT_CBS_URL=cbs.url).json["table"] == OLDER
    known = services(tmp_path)
    newest = known.divisions()
    assert newest is not None
    assert (newest.year, newest.fetched_at, len(newest.municipalities)) == (2026, NOW, 3)
    before = known.divisions(newest.known_on.replace(day=9))
    assert before is not None
    assert before.year == 2025
    # Where municipalities lie says nothing of whose the figures are; the list of municipalities says whose it is.
    assert (newest.host, known.other_hosts()) == ("127.0.0.1", [])


def test_for_a_person_it_is_a_line_and_what_to_watch(tmp_path: Path) -> None:
    with StandIn(with_text(edition(), DRENTHE, POLITIE, "Code", " ")) as cbs:
        ran = ask(tmp_path, *FETCH, VT_CBS_URL=cbs.url)
        again = ask(tmp_path, *FETCH, VT_CBS_URL=cbs.url)
    first, warning = ran.out.splitlines()
    assert first.startswith(f"{NEWEST}: nieuwe indeling bewaard (Gebieden in Nederland 2026, 3 gemeenten) in ")
    assert warning == f"  let op: Tabel {NEWEST} noemt geen politieregio bij Drenthe ({DRENTHE})."
    assert again.out.startswith(f"{NEWEST}: niets veranderd (")
    assert (ran.code, ran.err, again.code) == (0, "", 0)


@pytest.mark.parametrize("words", [[], ["--table", NEWEST]])
def test_a_dead_port_is_one_line_and_exit_code_1(tmp_path: Path, words: list[str]) -> None:
    with without_pauses():
        ran = ask(tmp_path, *FETCH, *words, VT_CBS_URL="http://127.0.0.1:9")
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint.startswith("CBS (127.0.0.1) is niet te bereiken")
        ran = ask(tmp_path, *FETCH, *words, "--json", VT_CBS_URL="http://127.0.0.1:9")
    assert (ran.code, ran.json["outcome"], ran.json["error"]) == (1, "failed", ran.complaint)
    assert services(tmp_path).divisions() is None


def test_a_table_that_will_not_do_is_rejected_with_the_groups_it_has(tmp_path: Path) -> None:
    with StandIn(with_titles(edition(), {POLITIE: "Politie"})) as cbs:
        ran = ask(tmp_path, *FETCH, "--json", VT_CBS_URL=cbs.url)
    assert (ran.code, ran.json["outcome"], ran.json["municipalities"]) == (1, "rejected", 0)
    assert "'Landsdelen'" in ran.complaint


def test_another_host_is_refused_until_it_is_accepted(tmp_path: Path) -> None:
    with StandIn(tiny(1), edition()) as cbs:
        ask(tmp_path, "refresh", VT_CBS_URL=cbs.url)
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        refused = ask(tmp_path, *FETCH, VT_CBS_URL=elsewhere)
        assert (refused.code, "--accept-host" in refused.complaint) == (1, True)
        assert ask(tmp_path, *FETCH, "--accept-host", VT_CBS_URL=elsewhere).code == 0
    found = services(tmp_path).divisions()
    assert found is not None
    assert (found.host, services(tmp_path).other_hosts()) == ("localhost", ["127.0.0.1"])


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["divisions"], "verplicht is: ONDERDEEL"),
        (["divisions", "list"], "'list' is geen keuze; mogelijk zijn: "),
        ([*FETCH, "--table"], "--table vraagt één waarde"),
        ([*FETCH, "--table", "../x"], "'../x' is geen CBS-tabel"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(tmp_path: Path, words: list[str], part: str) -> None:
    ran = ask(tmp_path, *words)
    assert (ran.code, ran.out, part in ran.complaint) == (2, "", True)


def test_the_stand_in_alone_serves_the_editions_too(tmp_path: Path) -> None:
    with serving(tmp_path, "demo", "--cbs-only", "--port", str(free_port())) as (process, line):
        client = CbsClient(address(line), timeout=10, deadline=30)
        found = client.titles("Gebieden in", end=client.deadline_from_now(), progress=lambda name, count: None)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert found == {OLDER: "Gebieden in Nederland 2025", NEWEST: "Gebieden in Nederland 2026"}


def test_the_demonstration_knows_where_its_municipalities_lie(tmp_path: Path) -> None:
    with serving(tmp_path, "demo", "--port", str(free_port()), TMPDIR=str(tmp_path)) as (process, line):
        assert process.stdout
        # The second line is the dashboard's own: from then on it can be stopped.
        assert ("FICTIEVE" in line, process.stdout.readline()[:10]) == (True, "Dashboard ")
        [file] = tmp_path.glob("veiligthuis-demo-*/demo.db")
        store = prepare(f"sqlite:///{file}")
        found = divisions(store.engines.reader)
        store.engines.dispose()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert found is not None
    assert (found.table, len(found.municipalities)) == (NEWEST, 345)
