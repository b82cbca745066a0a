"""One fetch of 'Gebieden in Nederland' after another, from the stand-in over HTTP into a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_sources.cbs.client import CbsClient
from data_sources.divisions import Division, Divisions
from data_sources.fetch_divisions import DivisionsJob, FetchedDivisions
from data_sources.store.divisions import divisions
from data_sources.store.history import attempts
from data_sources.store.prepare import Store
from demo.changes import small, with_modified, without_set
from demo.faults import Fault, saying
from demo.gebieden import build_editions
from demo.standin import StandIn
from demo.table import FictionalTable
from demo.wire import Doing
from tests.data_sources.gebieden import (
    ARRONDISSEMENT,
    DRENTHE,
    GAGELHAGE,
    NEWEST,
    OLDER,
    POLITIE,
    PROVINCIE,
    VEILIG_THUIS,
    edition,
    municipality,
    with_text,
    with_titles,
    without_column,
)
from tests.data_sources.refreshing import NOVEMBER, refresh, silent
from tests.data_sources.releases import tiny
from tests.databases import ON_SQLITE

CATALOGUE = "/ODataCatalog/Tables"


def fetch(
    store: Store, cbs: StandIn | str, table: str | None = None, *, accept_host: bool = False,
    now: datetime = NOVEMBER, deadline: float = 20,
) -> FetchedDivisions:  # fmt: skip
    client = CbsClient(cbs if isinstance(cbs, str) else cbs.url, timeout=5, deadline=deadline, pauses=(0.01,))
    job = DivisionsJob(client=client, store=store, now=lambda: now)
    return job.run(table, accept_host=accept_host, progress=silent)


def kept(store: Store, as_of: date | None = None) -> Divisions:
    found = divisions(store.engines.reader, as_of)
    assert found is not None
    return found


def test_the_newest_edition_is_found_and_stored_beside_tables_of_another_kind(begun: Store) -> None:
    with StandIn(tiny(1), *build_editions()) as cbs:
        result = fetch(begun, cbs)
        assert cbs.requests[0].startswith(
            f"{CATALOGUE}?$format=json&%24select=Identifier%2CTitle&%24filter=substringof"
        )
        found = kept(begun)
        assert found.source_url == f"{cbs.url}/ODataFeed/odata/{NEWEST}"
    assert (result.table, result.title, result.outcome, result.municipalities) == (
        NEWEST, "Gebieden in Nederland 2026", "stored", 345,
    )  # fmt: skip
    assert (result.warnings, result.error) == ([], None)
    assert (found.table, found.year, found.host, found.fetched_at, str(found.known_on)) == (
        NEWEST, 2026, "127.0.0.1", NOVEMBER, "2026-02-10",
    )  # fmt: skip
    assert municipality(found, DRENTHE).veiligheidsregio == Division("VR03", "Drenthe")
    # Attempts are of figures: the divisions do not make a table look checked.
    assert attempts(begun.engines.reader) == []


def test_a_second_fetch_changes_nothing(begun: Store) -> None:
    with StandIn(edition()) as cbs:
        first = fetch(begun, cbs)
        cbs.publish(with_modified(edition(), "2026-05-04T02:00:00"))
        second = fetch(begun, cbs)
    assert (first.outcome, second.outcome, second.municipalities) == ("stored", "unchanged", 3)
    assert str(kept(begun).known_on) == "2026-02-10"


def test_an_edition_can_be_asked_for_by_its_table_and_a_newer_one_stays_in_front(begun: Store) -> None:
    with StandIn(edition(2025), edition(2026)) as cbs:
        assert fetch(begun, cbs, OLDER).title == "Gebieden in Nederland 2025"
        assert not any(request.startswith(CATALOGUE) for request in cbs.requests)
        assert kept(begun).year == 2025
        assert fetch(begun, cbs).outcome == "stored"
        cbs.publish(with_text(edition(2025), DRENTHE, "Arrondissementen", "Naam", "Noord"))
        assert fetch(begun, cbs, OLDER).outcome == "stored"
    assert kept(begun).year == 2026
    assert kept(begun, date(2026, 2, 9)).table == OLDER


def test_a_mended_edition_is_known_from_the_day_cbs_says_or_else_from_the_day_it_was_fetched(begun: Store) -> None:
    mended = with_text(edition(), DRENTHE, ARRONDISSEMENT, "Naam", "Noord")
    again = with_text(edition(), DRENTHE, ARRONDISSEMENT, "Naam", "Assen")
    days = []
    for table in (edition(), with_modified(mended, "2026-06-01T02:00:00"), with_modified(again, "2026-06-01T02:00:00")):
        with StandIn(table) as cbs:
            assert fetch(begun, cbs).outcome == "stored"
        days.append(str(kept(begun).known_on))
    # Half past twelve at night in Amsterdam.
    assert days == ["2026-02-10", "2026-06-01", "2026-11-22"]
    names = [municipality(kept(begun, date.fromisoformat(day)), DRENTHE).arrondissement for day in days]
    assert [name.title for name in names if name] == ["Noord-Nederland", "Noord", "Assen"]
    assert divisions(begun.engines.reader, date(2026, 2, 9)) is None


def test_an_edition_kept_without_veilig_thuis_regions_gets_them_by_fetching_it_again(begun: Store) -> None:
    bare = with_titles(edition(), {VEILIG_THUIS: "Zorgkantoorregio's", PROVINCIE: "Ressorten"})
    with StandIn(bare) as cbs:
        assert fetch(begun, cbs).outcome == "stored"
        assert not kept(begun).knows("veiligthuisregio")
        cbs.publish(edition())
        assert fetch(begun, cbs).outcome == "stored"
    assert municipality(kept(begun), GAGELHAGE).veiligthuisregio == Division("VT09", "Haaglanden")
    # Of an earlier day it stays as it was known then.
    assert not kept(begun, date(2026, 2, 10)).knows("veiligthuisregio")


@pytest.mark.parametrize("modified", [None, "2026-12-01T02:00:00", "binnenkort"])
def test_an_edition_is_never_known_after_the_day_it_was_fetched(begun: Store, modified: str | None) -> None:
    with StandIn(with_modified(edition(), modified)) as cbs:
        fetch(begun, cbs, now=datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert str(kept(begun).known_on) == "2026-11-20"


def test_a_blank_division_is_stored_as_none_and_told(begun: Store) -> None:
    with StandIn(with_text(edition(), DRENTHE, POLITIE, "Code", "          ")) as cbs:
        result = fetch(begun, cbs)
    assert result.warnings == [f"Tabel {NEWEST} noemt geen politieregio bij Drenthe ({DRENTHE})."]
    assert municipality(kept(begun), DRENTHE).politieregio is None


def test_the_typed_set_will_do_where_there_is_no_other(begun: Store) -> None:
    with StandIn(without_set(edition(), "UntypedDataSet")) as cbs:
        result = fetch(begun, cbs)
    assert (result.outcome, len(result.warnings)) == ("stored", 1)


@pytest.mark.parametrize(
    ("table", "outcome", "sentence"),
    [
        (with_titles(edition(), {POLITIE: "Politie"}), "rejected", "(de tabel heeft de groepen: 'Codes en namen van"),
        (without_column(edition(), POLITIE, "Code"), "failed", "ontbreekt de kolom Code_6"),
        (edition(2025), "failed", f"CBS kent tabel {NEWEST} niet of niet meer"),
    ],
)
def test_an_edition_that_will_not_do_leaves_the_old_one(
    begun: Store, table: FictionalTable, outcome: str, sentence: str
) -> None:
    with StandIn(edition()) as cbs:
        fetch(begun, cbs)
    before = kept(begun)
    with StandIn(table) as cbs:
        result = fetch(begun, cbs, NEWEST)
    assert (result.table, result.outcome, result.municipalities, sentence in str(result.error)) == (
        NEWEST, outcome, 0, True,
    )  # fmt: skip
    assert kept(begun) == before


def test_half_an_edition_does_not_replace_a_whole_one(begun: Store) -> None:
    half = small(edition(), regions=[DRENTHE, GAGELHAGE])
    with StandIn(edition()) as cbs:
        fetch(begun, cbs)
        cbs.publish(half)
        result = fetch(begun, cbs)
    assert result.outcome == "rejected"
    assert result.error == (
        f"Tabel {NEWEST} lijkt niet volledig: 2 gemeenten, waar er 3 waren; niet meer genoemd: Zeeland-West-Brabant."
        " De oude indeling blijft staan."
    )
    assert len(kept(begun).municipalities) == 3


def test_a_catalogue_without_an_edition_is_told_with_what_to_do(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        result = fetch(begun, cbs)
    assert (result.table, result.outcome) == (None, "failed")
    assert result.error == (
        "De catalogus van CBS noemt geen tabel 'Gebieden in Nederland JJJJ'. De oude indeling blijft staan."
        " Noem de tabel zelf met --table."
    )


@ON_SQLITE
@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (saying(b"<html>onderhoud</html>"), "gaf geen leesbare gegevens (mogelijk een onderhoudspagina) bij de cat"),
        (saying({"odata.error": {}}), "gaf gegevens in een onverwachte vorm bij de catalogus"),
        (saying({"value": {}}), "antwoordde voor de catalogus met iets anders dan een lijst"),
        (saying(b"", status="503 Busy"), "antwoordde met fout 503 bij de catalogus"),
        (saying(b"", status="404 Not Found"), "CBS kent de catalogus niet of niet meer (antwoord 404"),
        (saying(b"", "Location: http://localhost:9/x", status="302 Found"), "verwijst door naar een ander adres"),
        (lambda wire: wire.drip(b" ", seconds=0.02), "duurde langer dan 0,5 seconden bij de catalogus"),
    ],
)
def test_what_goes_wrong_at_the_catalogue_is_told_as_at_a_table(begun: Store, fault: Doing, sentence: str) -> None:
    with StandIn(edition(), faults={"Tables": Fault(fault)}) as cbs:
        result = fetch(begun, cbs, deadline=0.5)
    assert (result.table, result.outcome) == (None, "failed")
    assert sentence in str(result.error)
    assert result.seconds < 3


@ON_SQLITE
def test_the_deadline_covers_catalogue_and_table_together(begun: Store) -> None:
    with StandIn(edition(), faults={"UntypedDataSet": Fault(lambda wire: wire.drip(b" ", seconds=0.02))}) as cbs:
        result = fetch(begun, cbs, deadline=0.5)
    assert (result.outcome, "duurde langer dan 0,5 seconden" in str(result.error)) == ("failed", True)
    assert result.seconds < 3


def test_no_answer_is_a_failure(begun: Store) -> None:
    result = fetch(begun, "http://127.0.0.1:9")
    assert (result.table, result.outcome) == (None, "failed")
    assert str(result.error).startswith("CBS (127.0.0.1) is niet te bereiken of verbrak de verbinding bij de catalogus")


def test_another_host_is_refused_until_it_is_accepted(begun: Store) -> None:
    with StandIn(edition()) as cbs:
        fetch(begun, cbs)
        asked = len(cbs.requests)
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        refused = fetch(begun, elsewhere)
        assert (refused.outcome, "--accept-host" in str(refused.error), len(cbs.requests)) == ("rejected", True, asked)
        cbs.publish(with_text(edition(), DRENTHE, POLITIE, "Naam", "Noord"))
        assert fetch(begun, elsewhere, accept_host=True).outcome == "stored"
        assert fetch(begun, elsewhere).outcome == "unchanged"
    assert kept(begun).host == "localhost"


def test_figures_and_divisions_guard_each_other(begun: Store) -> None:
    with StandIn(tiny(1), edition()) as cbs:
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        fetch(begun, cbs)
        refused = refresh(begun, elsewhere)
        assert (refused.outcome, "bevat cijfers van 127.0.0.1" in str(refused.error)) == ("rejected", True)
        assert refresh(begun, cbs).outcome == "stored"
        assert refresh(begun, elsewhere, accept_host=True).outcome == "unchanged"
        # The host was accepted once, for the figures: the store is not more particular about divisions.
        assert fetch(begun, elsewhere).outcome == "unchanged"


def test_figures_alone_keep_divisions_of_another_host_out(begun: Store) -> None:
    with StandIn(tiny(1), edition()) as cbs:
        refresh(begun, cbs)
        assert fetch(begun, cbs.url.replace("127.0.0.1", "localhost")).outcome == "rejected"
    assert divisions(begun.engines.reader) is None


def test_two_tables_of_the_same_year_are_two_editions(begun: Store) -> None:
    twin = replace(edition(), table_id="86999NED")
    with StandIn(edition(), twin) as cbs:
        assert [fetch(begun, cbs, table).outcome for table in (NEWEST, "86999NED", NEWEST)] == [
            "stored", "stored", "unchanged",
        ]  # fmt: skip
