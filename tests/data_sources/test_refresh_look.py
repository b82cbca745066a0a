"""The first look: CBS's marks of change spare a download, but never for longer than a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data_sources.cbs.topics import TopicChoice
from data_sources.store.history import attempts
from data_sources.store.prepare import Store
from demo.changes import with_modified, with_value
from demo.standin import StandIn
from demo.table import FictionalTable
from tests.data_sources.deliveries import answer
from tests.data_sources.refreshing import ADVIEZEN, NOVEMBER, refresh
from tests.data_sources.releases import tiny

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
