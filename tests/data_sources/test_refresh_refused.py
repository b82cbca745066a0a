"""A refresh that brings nothing, or not what was expected: the old figures stay, and the attempt says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_sources.cbs.topics import TopicChoice
from data_sources.store.history import attempts, load_counts
from data_sources.store.prepare import Store
from demo.changes import rename_topic, with_period, with_value
from demo.faults import Fault
from demo.standin import StandIn
from demo.table import FictionalTable
from demo.wire import Wire
from tests.data_sources.deliveries import answer
from tests.data_sources.refreshing import ADVIEZEN, CASUSSEN, NOVEMBER, loaded, once, outcomes, refresh, wire
from tests.data_sources.releases import tiny


def test_a_required_topic_under_another_name_is_rejected_until_an_operator_points_at_it(begun: Store) -> None:
    once(begun, tiny(1))
    renamed = rename_topic(tiny(2), ADVIEZEN, "Begonnen adviezen")
    with StandIn(renamed) as cbs:
        result = refresh(begun, cbs)
        assert (result.outcome, result.load, result.rows) == ("rejected", None, 0)
        assert str(result.error).endswith('adviezen = { title = "Begonnen adviezen", unit = "aantal" }')
        assert answer(begun, "adviezen NL01 2025HJ02").value == wire(tiny(1), "NL01", "2025HJ02")
        choice = TopicChoice("Begonnen adviezen", "aantal")
        assert refresh(begun, cbs, topic_map={"adviezen": choice}).outcome == "stored"
    assert answer(begun, "adviezen NL01 2025HJ02").value == wire(tiny(2), "NL01", "2025HJ02")
    assert outcomes(begun) == ["stored", "rejected", "stored"]
    assert attempts(begun.engines.reader)[1].error == result.error


def test_another_topic_under_another_name_is_stored_with_a_warning_that_stays_with_the_load(begun: Store) -> None:
    once(begun, tiny(1))
    result = once(begun, rename_topic(tiny(1), CASUSSEN, "Begonnen casussen", unit="aantal"))
    assert result.outcome == "stored"
    assert result.warnings == [
        "Nieuw onderwerp: 'Begonnen casussen' (begonnen-casussen).",
        "Onderwerp verdwenen: 'Gestarte casussen' (gestarte-casussen).",
    ]
    kept = [item for item in load_counts(begun.engines.reader) if item.load.kind == "statline"]
    assert kept[-1].warnings == result.warnings
    assert answer(begun, "gestarte-casussen NL01 2025HJ01").gone


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (with_period(tiny(2), "2026KW01", "2026 1e kwartaal", "Voorlopig"), "'2026KW01'"),
        (replace(tiny(2), sets={**tiny(2).sets, "UntypedDataSet": []}), "is leeg"),
    ],
)
def test_a_table_that_is_not_fit_to_go_live_leaves_the_old_figures(
    begun: Store, table: FictionalTable, sentence: str
) -> None:
    once(begun, tiny(1))
    result = once(begun, table)
    assert (result.outcome, sentence in str(result.error)) == ("rejected", True)
    assert answer(begun, "adviezen NL01 2025HJ02").value == wire(tiny(1), "NL01", "2025HJ02")


def test_no_answer_is_a_failed_attempt_and_leaves_the_old_figures(begun: Store) -> None:
    result = refresh(begun, "http://127.0.0.1:9")
    assert (result.outcome, result.load, result.rows, result.new) == ("failed", None, 0, 0)
    assert str(result.error).startswith("CBS (127.0.0.1) is niet te bereiken")
    [attempt] = attempts(begun.engines.reader)
    assert (attempt.outcome, attempt.error, attempt.finished_at) == ("failed", result.error, NOVEMBER)
    assert answer(begun, "adviezen NL01 2025HJ01").value == 84935


def test_an_untyped_set_that_is_not_as_described_is_passed_over_for_the_typed_one(begun: Store) -> None:
    secret = with_value(tiny(1), region="PV20", period="2025HJ01", topic_title=ADVIEZEN, value=".")
    odd = replace(secret, sets={**secret.sets, "UntypedDataSet": secret.sets["TypedDataSet"]})
    result = once(begun, odd)
    assert result.outcome == "stored"
    assert [warning.partition(" (")[0] for warning in result.warnings] == ["Tabel 84847NED is gelezen uit TypedDataSet"]
    assert answer(begun, "adviezen NL01 2025HJ01").value == 79410
    assert answer(begun, "adviezen PV20 2025HJ01").missing == "geheim-of-onbekend"


def test_the_deadline_covers_the_typed_set_that_is_read_instead(begun: Store) -> None:
    odd = replace(tiny(1), sets={**tiny(1).sets, "UntypedDataSet": tiny(1).sets["TypedDataSet"]})
    with StandIn(odd, faults={"TypedDataSet": Fault(Wire.be_silent)}) as cbs:
        result = refresh(begun, cbs, deadline=1)
    assert (result.outcome, "duurde langer dan 1 seconden" in str(result.error)) == ("failed", True)
    assert 1 <= result.seconds < 3


def test_figures_of_another_host_are_refused_until_they_are_accepted(begun: Store) -> None:
    once(begun, tiny(1))
    with StandIn(tiny(2)) as cbs:
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        refused = refresh(begun, elsewhere)
        assert refused.outcome == "rejected"
        assert refused.error == (
            "Deze opslag bevat cijfers van 127.0.0.1; cijfers van localhost worden geweigerd. Klopt het adres in"
            " VT_CBS_URL, geef dan --accept-host mee."
        )
        assert cbs.requests == []
        assert loaded(refresh(begun, elsewhere, accept_host=True)).host == "localhost"
        assert refresh(begun, elsewhere).outcome == "unchanged"
        assert refresh(begun, cbs).outcome == "unchanged"


def test_a_host_accepted_with_equal_figures_is_not_refused_the_next_day(begun: Store) -> None:
    once(begun, tiny(1))
    with StandIn(tiny(1)) as cbs:
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        assert refresh(begun, elsewhere, accept_host=True).outcome == "unchanged"
        assert refresh(begun, elsewhere).outcome == "unchanged"


def test_an_unexpected_error_ends_the_attempt_as_failed_and_is_raised(begun: Store) -> None:
    def broken(name: str, count: int) -> None:
        raise RuntimeError("a bug")

    with StandIn(tiny(1)) as cbs:
        with pytest.raises(RuntimeError, match="a bug"):
            refresh(begun, cbs, progress=broken)
        [attempt] = attempts(begun.engines.reader)
        assert (attempt.outcome, attempt.finished_at) == ("failed", NOVEMBER)
        assert attempt.error == "Onverwachte fout tijdens het verversen; zie het logboek."
        assert refresh(begun, cbs).outcome == "stored"
