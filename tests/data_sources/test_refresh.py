"""One refresh after another, from the stand-in over HTTP into a real store that holds the bundled figures."""

from __future__ import annotations

from dataclasses import replace

from data_sources.store.history import attempts
from data_sources.store.prepare import Store
from demo.changes import renumber_topics, with_modified, with_value, without_region, without_row
from demo.standin import StandIn
from tests.data_sources.deliveries import answer, ask
from tests.data_sources.refreshing import ADVIEZEN, NOVEMBER, loaded, once, outcomes, refresh, wire
from tests.data_sources.releases import KERNCIJFERS, REGIONS, quick, tiny


def test_the_first_refresh_stores_every_cell_and_says_where_it_came_from(begun: Store) -> None:
    with StandIn(quick(1)) as cbs:
        result = refresh(begun, cbs)
        assert loaded(result).source_url == f"{cbs.url}/ODataFeed/odata/84847NED"
    cells = len(REGIONS) * 21 * 14
    assert (result.outcome, result.rows, result.new, result.changed, result.removed) == ("stored", cells, cells, 0, 0)
    assert (result.table, result.warnings, result.error) == (KERNCIJFERS, [], None)
    load = loaded(result)
    assert (load.kind, load.host, load.known_on.isoformat(), load.known_on_basis, str(load.published_on)) == (
        "statline", "127.0.0.1", "2026-04-30", "cbs-modified", "2026-04-30",
    )  # fmt: skip
    assert load.fetched_at == NOVEMBER
    assert answer(begun, "adviezen PV20 2025HJ01").value == wire(quick(1), "PV20", "2025HJ01")
    [attempt] = attempts(begun.engines.reader)
    assert (attempt.outcome, attempt.load, attempt.host) == ("stored", load.id, "127.0.0.1")


def test_fetched_figures_answer_from_their_day_on_and_bundled_ones_before(begun: Store) -> None:
    once(begun, tiny(1))
    assert answer(begun, "adviezen NL01 2025HJ01").value == wire(tiny(1), "NL01", "2025HJ01") == 79410
    assert answer(begun, "adviezen NL01 2025HJ01", as_of="2026-04-30").value == 79410
    assert answer(begun, "adviezen NL01 2025HJ01", as_of="2026-04-29").value == 84935


def test_an_equal_delivery_adds_no_load_and_counts_as_a_check(begun: Store) -> None:
    once(begun, tiny(1))
    same = renumber_topics(with_modified(tiny(1), "2026-05-12T02:00:00"))
    results = [once(begun, tiny(1)), once(begun, same)]
    assert [(result.outcome, result.load, result.new) for result in results] == [("unchanged", None, 0)] * 2
    assert [result.rows for result in results] == [2 * 21 * 14] * 2
    assert outcomes(begun) == ["stored", "unchanged", "unchanged"]
    assert sum(load.kind == "statline" for load in begun.reader.loads()) == 1


def test_topics_numbered_otherwise_keep_their_figures(begun: Store) -> None:
    once(begun, tiny(1))
    assert once(begun, renumber_topics(tiny(1))).outcome == "unchanged"
    assert answer(begun, "adviezen NL01 2025JJ00").value == 160045
    assert answer(begun, "meldingen NL01 2025JJ00").value == 114150


def test_figures_mended_without_a_new_modified_are_known_from_the_day_they_were_fetched(begun: Store) -> None:
    once(begun, tiny(1))
    mended = with_value(tiny(1), region="NL01", period="2025HJ01", topic_title=ADVIEZEN, value=79500)
    result = once(begun, mended)
    assert (result.outcome, result.new, result.changed) == ("stored", 0, 1)
    # Half past twelve at night in Amsterdam.
    assert (loaded(result).known_on.isoformat(), loaded(result).known_on_basis) == ("2026-11-22", "opgehaald")
    assert loaded(result).published_on is None
    assert answer(begun, "adviezen NL01 2025HJ01", as_of="2026-11-21").value == 79410
    assert answer(begun, "adviezen NL01 2025HJ01").value == 79500


def test_a_table_that_does_not_say_when_it_changed_is_known_from_the_day_it_was_fetched(begun: Store) -> None:
    load = loaded(once(begun, with_modified(tiny(1), None)))
    assert (load.known_on.isoformat(), load.known_on_basis, load.published_on) == ("2026-11-22", "opgehaald", None)


def test_a_second_release_is_a_second_vintage_beside_the_first(begun: Store) -> None:
    first, second = once(begun, quick(1)), once(begun, quick(2))
    assert (second.outcome, loaded(second).known_on.isoformat()) == ("stored", "2026-10-30")
    assert second.new == len(REGIONS) * 14
    assert 0 < second.changed < 500
    assert (second.removed, second.warnings) == (0, [])
    revised = answer(begun, "adviezen NL01 2025HJ02")
    assert revised.value == wire(quick(2), "NL01", "2025HJ02") != wire(quick(1), "NL01", "2025HJ02")
    assert (revised.status, revised.load, revised.since) == ("nader-voorlopig", loaded(second).id, loaded(second).id)
    before = answer(begun, "adviezen NL01 2025HJ02", as_of="2026-10-29")
    assert (before.value, before.status) == (wire(quick(1), "NL01", "2025HJ02"), "voorlopig")
    kept = answer(begun, "adviezen NL01 2025HJ01")
    assert (kept.load, kept.since, kept.status) == (loaded(second).id, loaded(first).id, "nader-voorlopig")
    assert ask(begun, "adviezen NL01 2026HJ01", as_of="2026-10-29") is None


def test_what_a_release_no_longer_carries_is_gone_and_no_bundled_figure_comes_back(begun: Store) -> None:
    once(begun, quick(1))
    assert answer(begun, "adviezen NL01 2019HJ01").value == 42690
    less = without_row(without_region(quick(2), "PV20"), region="NL01", period="2019HJ01")
    assert once(begun, less).outcome == "rejected"
    with StandIn(less) as cbs:
        result = refresh(begun, cbs, accept=["landelijke cijfers"])
    assert result.removed == (21 + 1) * 14
    assert any(warning.endswith("(Toegelaten bij het verversen.)") for warning in result.warnings)
    for cell in ("adviezen PV20 2025HJ01", "adviezen NL01 2019HJ01"):
        gone = answer(begun, cell)
        assert (gone.missing, gone.value, gone.load, gone.gone) == ("niet-aanwezig", None, None, True)
    assert answer(begun, "adviezen NL01 2019HJ01", as_of="2026-10-29").value == 42690
    assert answer(begun, "adviezen NL01 2019HJ01", as_of="2026-04-29").value == 53145
    assert once(begun, quick(2)).new == (22 + 1) * 14
    assert answer(begun, "adviezen NL01 2019HJ01").value == 42690


def test_a_sister_table_is_stored_beside_it_under_names_of_its_own(begun: Store) -> None:
    once(begun, tiny(1))
    with StandIn(replace(tiny(1), table_id="84850NED")) as cbs:
        assert refresh(begun, cbs, table="84850NED").new == 2 * 21 * 14
    assert answer(begun, "84850NED:gestarte-adviezen NL01 2025HJ01").table == "84850NED"
    assert answer(begun, "adviezen NL01 2025HJ01").table == KERNCIJFERS
