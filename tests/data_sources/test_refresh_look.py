"""The first look: CBS's marks of change spare a download, but never for longer than a week."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from data_sources.cbs.client import CbsClient
from data_sources.cbs.tables import read_table
from data_sources.cbs.topics import TopicChoice
from data_sources.refresh import Refresh
from data_sources.stamp import Stamp
from data_sources.store.history import attempts
from data_sources.store.lease import hold
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended
from data_sources.table_source import Progress
from demo.changes import with_modified, with_value
from demo.standin import StandIn
from demo.table import FictionalTable
from tests.data_sources.deliveries import answer, vintage
from tests.data_sources.refreshing import ADVIEZEN, NOVEMBER, refresh, silent, wire
from tests.data_sources.releases import quick, tiny

ONLY_A_LOOK = ["/ODataFeed/odata/84847NED/TableInfos?%24format=json"]
MENDED = with_value(tiny(1), region="NL01", period="2025HJ01", topic_title=ADVIEZEN, value=79500)


def with_info(**texts: str) -> FictionalTable:
    """With other texts in TableInfos."""
    return replace(tiny(1), sets={**tiny(1).sets, "TableInfos": [tiny(1).sets["TableInfos"][0] | texts]})


def test_while_cbs_says_nothing_changed_one_small_request_is_enough(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        first = refresh(begun, cbs, force=False)
        asked = len(cbs.requests)
        again = refresh(begun, cbs, force=False)
        assert cbs.requests[asked:] == ONLY_A_LOOK
    assert (first.outcome, first.compared, again.outcome, again.compared) == ("stored", True, "unchanged", False)
    assert again.rows == first.rows == 2 * 21 * 14
    kept = attempts(begun.engines.reader)
    assert [attempt.compared for attempt in kept] == [True, False]
    assert kept[0].stamp == kept[1].stamp
    assert kept[1].stamp is not None
    assert kept[1].stamp["modified"] == "2026-04-30T02:00:00"


@pytest.mark.parametrize(
    "texts",
    [
        {"Modified": "2026-05-01T02:00:00"},
        {"Modified": "2026-04-29T02:00:00"},
        {"MetaDataModified": "2026-05-01T02:00:00"},
        {"OutputStatus": "Gediscontinueerd"},
        {"ReasonDelivery": "Bijstelling"},
        {"Frequency": "Stopgezet"},
    ],
)
def test_any_mark_of_change_that_differs_is_reason_to_compare_every_cell(begun: Store, texts: dict[str, str]) -> None:
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs, force=False)
        cbs.publish(with_info(**texts))
        assert refresh(begun, cbs, force=False).compared
        assert not refresh(begun, cbs, force=False).compared


def test_what_was_mended_in_silence_is_found_within_the_week_or_when_asked_for(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs, force=False)
        cbs.publish(MENDED)
        for days in range(1, 7):
            looked = refresh(begun, cbs, force=False, now=NOVEMBER + timedelta(days=days))
            assert (looked.outcome, looked.compared) == ("unchanged", False)
        found = refresh(begun, cbs, force=False, now=NOVEMBER + timedelta(days=7))
        assert (found.outcome, found.changed, found.compared) == ("stored", 1, True)
        cbs.publish(tiny(1))
        assert refresh(begun, cbs, force=True, now=NOVEMBER + timedelta(days=7)).changed == 1
    assert answer(begun, "adviezen NL01 2025HJ01").value == 79410


def test_a_clock_that_was_ahead_does_not_put_off_the_compare(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs, force=False, now=NOVEMBER + timedelta(days=400))
        assert refresh(begun, cbs, force=False).compared


def test_a_table_without_a_mark_of_change_is_compared_each_time(begun: Store) -> None:
    with StandIn(with_modified(tiny(1), None)) as cbs:
        refresh(begun, cbs, force=False)
        assert refresh(begun, cbs, force=False).compared


def test_a_topic_pointed_at_otherwise_is_compared_at_once(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs, force=False)
        choice = {"adviezen": TopicChoice("Gestarte casussen", "aantal")}
        assert refresh(begun, cbs, force=False, topic_map=choice).outcome == "stored"
        assert not refresh(begun, cbs, force=False, topic_map=choice).compared
    assert answer(begun, "adviezen NL01 2025HJ01").value != 79410


def test_a_release_that_was_refused_is_looked_at_again(begun: Store) -> None:
    empty = replace(tiny(2), sets={**tiny(2).sets, "UntypedDataSet": []})
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs, force=False)
        cbs.publish(empty)
        assert refresh(begun, cbs, force=False).outcome == "rejected"
        cbs.publish(tiny(2))
        assert refresh(begun, cbs, force=False).outcome == "stored"


def test_a_table_that_was_replaced_while_it_came_in_is_not_stored(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:

        def replaced(name: str, _bytes: int) -> None:
            if name == "UntypedDataSet":
                cbs.publish(tiny(2))

        result = refresh(begun, cbs, force=False, progress=replaced)
        assert result.outcome == "failed"
        assert str(result.error).startswith("CBS heeft tabel 84847NED vervangen terwijl die werd opgehaald.")
        assert answer(begun, "adviezen NL01 2025HJ01").value == 84935
        assert refresh(begun, cbs, force=False).outcome == "stored"


def test_after_figures_of_another_way_in_a_look_is_not_enough(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs, StandIn(MENDED) as other:
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        refresh(begun, cbs, force=False)
        assert refresh(begun, elsewhere, force=False, accept_host=True).changed == 1
        found = refresh(begun, cbs, force=False)
        assert (found.outcome, found.compared, found.changed) == ("stored", True, 1)
        assert not refresh(begun, cbs, force=False).compared
    assert answer(begun, "adviezen NL01 2025HJ01").value == 79410


def test_a_line_of_the_topic_map_that_was_wrong_can_be_put_right(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        wrong = {"adviezen": TopicChoice("Gestarte casussen", "aantal")}
        assert refresh(begun, cbs, force=False, topic_map=wrong).outcome == "stored"
        assert refresh(begun, cbs, force=False).outcome == "stored"
    assert answer(begun, "adviezen NL01 2025HJ01").value == 79410


class _MeanwhileAtCbs:
    """Whoever asks CBS for the last time before storing; then somebody else refreshes first."""

    def __init__(self, client: CbsClient, meanwhile: Callable[[], object]) -> None:
        self._client, self._meanwhile = client, meanwhile

    def __getattr__(self, name: str) -> object:
        return getattr(self._client, name)

    def stamp(self, table: str, *, end: float, progress: Progress) -> Stamp:
        found = self._client.stamp(table, end=end, progress=progress)
        self._meanwhile()
        return found


def test_an_old_release_is_not_stored_over_one_that_came_in_while_it_was_checked(begun: Store) -> None:
    with StandIn(tiny(1)) as slow, StandIn(tiny(2)) as cbs:

        def taken_over() -> None:
            # As by another replica, when this one slept so long that its lease had lapsed.
            other = CbsClient(cbs.url, timeout=5, deadline=20)
            feed = other.fetch("84847NED", end=other.deadline_from_now(), progress=silent)
            assert begun.writer.add_statline(read_table(feed, topic_map={}), vintage("2026-10-30")) is not None

        client = _MeanwhileAtCbs(CbsClient(slow.url, timeout=5, deadline=20), taken_over)
        late = Refresh(source=client, store=begun, now=lambda: NOVEMBER)  # type: ignore[arg-type]
        result = late.run("84847NED", progress=silent)
    assert (result.outcome, "is een andere lading bewaard" in str(result.error)) == ("failed", True)
    assert answer(begun, "adviezen NL01 2025HJ02").value == wire(tiny(2), "NL01", "2025HJ02")


def blank(table: FictionalTable, *, share: float) -> FictionalTable:
    """With nothing but blanks in this share of the rows, the Netherlands left alone."""
    rows = table.sets["UntypedDataSet"]
    few = [row for row in rows if not str(row["RegioS"]).startswith("NL")][: round(share * len(rows))]
    gone = {id(row) for row in few}
    places = {"ID", "RegioS", "Perioden"}
    changed = [
        {name: cell if name in places else None for name, cell in row.items()} if id(row) in gone else row
        for row in rows
    ]
    return replace(table, sets={**table.sets, "UntypedDataSet": changed})


def test_a_table_that_goes_blank_is_refused_until_somebody_says_it_is_right(begun: Store) -> None:
    with StandIn(quick(1)) as cbs:
        refresh(begun, cbs)
        cbs.publish(blank(quick(1), share=0.05))
        assert refresh(begun, cbs).outcome == "stored"
        cbs.publish(blank(quick(1), share=0.5))
        refused = refresh(begun, cbs)
        assert (refused.outcome, [finding.name for finding in refused.findings if finding.severity == "fout"]) == (
            "rejected", ["verdwenen waarden"],
        )  # fmt: skip
        assert "--accept 'verdwenen waarden'" in str(refused.error)
        assert refresh(begun, cbs, accept=["verdwenen waarden"]).outcome == "stored"


def test_a_forced_refresh_is_not_satisfied_with_the_look_of_another(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs)
        cbs.publish(MENDED)
        with ThreadPoolExecutor(1) as pool:
            with hold(begun.engines, "refresh"):
                forced = pool.submit(refresh, begun, cbs, force=True)
                with pytest.raises(TimeoutError):
                    forced.result(timeout=0.3)
                # What the one at work did: a look.
                attempt = begun.writer.start_attempt(table="84847NED", host="127.0.0.1", started_at=NOVEMBER)
                begun.writer.finish_attempt(attempt, finished_at=NOVEMBER, outcome="unchanged", ended=Ended())
            assert (forced.result().outcome, forced.result().changed) == ("stored", 1)


def test_one_that_waited_does_not_make_the_next_one_compare_again(begun: Store) -> None:
    with StandIn(tiny(1)) as cbs:
        refresh(begun, cbs, force=False)
        with ThreadPoolExecutor(1) as pool:
            with hold(begun.engines, "refresh"):
                waiting = pool.submit(refresh, begun, cbs, force=False)
                with pytest.raises(TimeoutError):
                    waiting.result(timeout=0.3)
                attempt = begun.writer.start_attempt(table="84847NED", host="127.0.0.1", started_at=NOVEMBER)
                seen = attempts(begun.engines.reader)[0].stamp
                begun.writer.finish_attempt(
                    attempt, finished_at=NOVEMBER, outcome="unchanged", ended=Ended(stamp=seen, compared=True)
                )
            asked = len(cbs.requests)
            assert (waiting.result().outcome, waiting.result().compared) == ("unchanged", False)
        assert len(cbs.requests) == asked
        assert not refresh(begun, cbs, force=False).compared
        assert cbs.requests[asked:] == ONLY_A_LOOK
