"""How far the rollout is on a day: what was promised is never counted as done, and every area counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.ledger import CERTAINTIES, COUNTRYWIDE, PHASES, REALISED, Area, RolloutStep
from data_sources.moment import read_moment
from data_sources.pilots.entries import build_ledger
from data_sources.store.ledger import read_entries
from data_sources.store.prepare import prepare
from metrics.rollout import (
    AreaStanding,
    AreaState,
    ParliamentPhase,
    RegionState,
    area_standings,
    coverage,
    region_standings,
)
from tests.ledgers import AT, area, bundled, entry, on, step

DEVICE = bundled().of("slachtofferdevice")
DAYS = st.dates(on("2025-01-01"), on("2035-12-31"))
AREAS = [area("a", "noord"), area("b", "noord"), area("c", "zuid"), area("d"), area("e")]
MOMENTS = [
    "vóór 2026", "zonder datum", "29 juni 2026", "januari 2026", "zomer 2026", "medio 2027", "eind 2028",
    "1e kwartaal 2029", "tot september 2029", "2031",
]  # fmt: skip
# One step for each area and phase, as in the ledger.
_DRAWN = st.tuples(st.sampled_from(MOMENTS), st.sampled_from(CERTAINTIES))
PLACES = list(product([*(item.slug for item in AREAS), COUNTRYWIDE], PHASES))
LEDGERS = st.dictionaries(st.sampled_from(PLACES), _DRAWN, max_size=12).map(
    lambda drawn: [step(where, phase, moment, certainty) for (where, phase), (moment, certainty) in drawn.items()]
)


def states(steps: Sequence[RolloutStep], day: str, areas: Sequence[Area] = AREAS[:1]) -> list[str]:
    return [str(item.state) for item in area_standings(areas, steps, on=on(day))]


def device(day: str) -> list[AreaStanding]:
    return area_standings(DEVICE.areas, DEVICE.steps, on=on(day))


def named(standings: Sequence[AreaStanding], state: AreaState) -> set[str]:
    return {item.area.slug for item in standings if item.state is state}


@pytest.mark.parametrize(
    ("day", "in_use", "unconfirmed", "preparing", "not_yet"),
    [
        ("2025-12-31", 0, 0, 0, 13),
        ("2026-01-01", 4, 0, 0, 9),
        ("2026-03-01", 4, 0, 0, 9),
        ("2026-05-31", 4, 0, 0, 9),
        ("2026-06-01", 4, 0, 3, 6),
        ("2026-09-22", 4, 0, 3, 6),
        ("2026-09-23", 4, 3, 3, 3),
        ("2026-10-01", 4, 3, 3, 3),
        ("2026-10-31", 4, 3, 3, 3),
        ("2026-11-01", 4, 4, 3, 2),
        ("2026-12-31", 4, 4, 3, 2),
        ("2027-01-01", 4, 7, 0, 2),
        ("2027-02-01", 4, 7, 0, 2),
        ("2027-07-31", 4, 7, 0, 2),
        ("2027-08-01", 4, 9, 0, 0),
        ("2035-01-01", 4, 9, 0, 0),
    ],
)
def test_the_thirteen_areas_of_the_device_stand_as_the_letter_says(
    day: str, in_use: int, unconfirmed: int, preparing: int, not_yet: int
) -> None:
    assert list(coverage(device(day)).values()) == [in_use, unconfirmed, preparing, not_yet]


@pytest.mark.parametrize(
    ("day", "rolled_out", "under_way", "planned"),
    [
        ("2026-03-01", 4, 0, 9),
        ("2026-10-01", 4, 3, 6),
        ("2027-02-01", 4, 3, 6),
        ("2027-08-01", 4, 3, 6),
    ],
)
def test_in_the_words_of_parliament_only_what_is_realised_is_rolled_out_or_under_way(
    day: str, rolled_out: int, under_way: int, planned: int
) -> None:
    phases = [item.phase for item in device(day)]
    assert [phases.count(phase) for phase in ParliamentPhase] == [rolled_out, under_way, planned]


def test_it_can_be_told_which_areas_these_are() -> None:
    found = device("2026-10-01")
    assert named(found, AreaState.IN_USE) == {
        "rotterdam-rijnmond", "haaglanden", "hart-van-brabant", "noord-nederland"
    }  # fmt: skip
    assert named(found, AreaState.UNCONFIRMED) == {"hollands-midden", "amsterdam", "zuid-holland-zuid"}
    assert named(found, AreaState.PREPARING) == {"noord-holland", "midden-nederland", "oost-nederland"}
    assert named(found, AreaState.NOT_YET) == {"zeeland-west-brabant", "limburg", "oost-brabant"}


def test_politieregios_in_march_2026_are_one_whole_three_in_part_and_six_not() -> None:
    found = {item.title: item.state for item in region_standings(device("2026-03-01"))}
    assert [list(found.values()).count(state) for state in RegionState] == [1, 3, 6]
    assert [title for title, state in found.items() if state is RegionState.WHOLE] == ["Noord-Nederland"]
    partly = {title for title, state in found.items() if state is RegionState.PARTLY}
    assert partly == {"Rotterdam", "Den Haag", "Zeeland-West-Brabant"}


def test_no_politieregio_becomes_whole_because_its_plan_is_over() -> None:
    found = region_standings(device("2035-01-01"))
    assert [[item.state for item in found].count(state) for state in RegionState] == [1, 3, 6]
    rest = {item.title: item.rest for item in found}
    assert rest.pop("Noord-Nederland") is None
    assert set(rest.values()) == {AreaState.UNCONFIRMED}


def test_a_politieregio_counts_its_areas_in_use_and_says_how_far_the_rest_is() -> None:
    regions = {item.title: item for item in region_standings(device("2026-10-01"))}
    zeeland, den_haag = regions["Zeeland-West-Brabant"], regions["Den Haag"]
    assert (zeeland.in_use, len(zeeland.areas), zeeland.rest) == (1, 2, AreaState.NOT_YET)
    assert (den_haag.in_use, len(den_haag.areas), den_haag.rest) == (1, 2, AreaState.UNCONFIRMED)
    assert regions["Oost-Nederland"].rest is AreaState.PREPARING


def test_an_area_without_a_moment_of_its_own_has_that_of_the_country() -> None:
    found = {item.area.slug: item for item in device("2026-03-01")}
    plans = {slug: item.planned and (item.planned.area, item.planned.moment.text) for slug, item in found.items()}
    assert plans["limburg"] == plans["oost-brabant"] == ("landelijk", "medio 2027")
    assert plans["amsterdam"] == ("amsterdam", "zomer 2026")
    assert plans["haaglanden"] is None


@pytest.mark.parametrize(
    ("steps", "day", "state"),
    [
        # Realised: from the first day of the band, not before.
        ([("a", "in gebruik", "zomer 2026", "gerealiseerd")], "2026-06-20", "nog niet"),
        ([("a", "in gebruik", "zomer 2026", "gerealiseerd")], "2026-06-21", "in gebruik"),
        ([("a", "in gebruik", "vóór 2026", "gerealiseerd")], "2025-12-30", "nog niet"),
        ([("a", "in gebruik", "vóór 2026", "gerealiseerd")], "2025-12-31", "in gebruik"),
        ([("a", "in gebruik", "eind 2030", "gerealiseerd")], "2026-06-21", "nog niet"),
        # Planned, expected, hoped for: never in use.
        ([("a", "in gebruik", "zomer 2026", "gepland")], "2026-09-22", "nog niet"),
        ([("a", "in gebruik", "zomer 2026", "gepland")], "2026-09-23", "volgens planning, niet bevestigd"),
        ([("a", "in gebruik", "zomer 2026", "verwacht")], "2035-01-01", "volgens planning, niet bevestigd"),
        ([("a", "in gebruik", "zomer 2026", "ambitie")], "2035-01-01", "nog niet"),
        ([("a", "in gebruik", "zonder datum", "gepland")], "2035-01-01", "nog niet"),
        ([("a", "in gebruik", "zonder datum", "gerealiseerd")], "2035-01-01", "nog niet"),
        # Preparation counts once it is realised; one that nobody confirmed is nothing yet.
        ([("a", "voorbereiding", "juni 2026", "gerealiseerd")], "2026-06-01", "in voorbereiding"),
        ([("a", "voorbereiding", "juni 2026", "gerealiseerd")], "2026-05-31", "nog niet"),
        ([("a", "voorbereiding", "juni 2026", "verwacht")], "2026-07-01", "nog niet"),
        ([("a", "voorbereiding", "juni 2026", "gepland")], "2035-01-01", "nog niet"),
        # A pilot is not use, realised or not; nor are steps of other programmes.
        ([("a", "pilot", "vóór 2026", "gerealiseerd")], "2035-01-01", "nog niet"),
        ([("a", "praktijkproef", "vóór 2026", "gerealiseerd")], "2035-01-01", "nog niet"),
        # The furthest step counts.
        (
            [("a", "voorbereiding", "juni 2026", "gerealiseerd"), ("a", "in gebruik", "eind 2026", "verwacht")],
            "2026-12-31", "in voorbereiding",
        ),
        (
            [("a", "voorbereiding", "juni 2026", "gerealiseerd"), ("a", "in gebruik", "eind 2026", "verwacht")],
            "2027-01-01", "volgens planning, niet bevestigd",
        ),
        (
            [("a", "in gebruik", "januari 2026", "gerealiseerd"), ("a", "voorbereiding", "juni 2026", "gerealiseerd")],
            "2026-07-01", "in gebruik",
        ),
        # The step of the country stands in for one of its own, and only for that.
        ([("landelijk", "in gebruik", "medio 2027", "gerealiseerd")], "2027-05-31", "nog niet"),
        ([("landelijk", "in gebruik", "medio 2027", "gerealiseerd")], "2027-06-01", "in gebruik"),
        ([("landelijk", "in gebruik", "medio 2027", "verwacht")], "2027-08-01", "volgens planning, niet bevestigd"),
        ([("landelijk", "voorbereiding", "januari 2026", "gerealiseerd")], "2035-01-01", "nog niet"),
        (
            [("landelijk", "in gebruik", "medio 2027", "gerealiseerd"), ("a", "in gebruik", "2031", "gepland")],
            "2028-01-01", "nog niet",
        ),
        (
            [("landelijk", "in gebruik", "medio 2027", "gerealiseerd"), ("a", "voorbereiding", "2026", "gerealiseerd")],
            "2028-01-01", "in gebruik",
        ),
        (
            [("landelijk", "in gebruik", "2026", "gepland"), ("a", "in gebruik", "zonder datum", "ambitie")],
            "2035-01-01", "nog niet",
        ),
        # Nothing known, or only of elsewhere.
        ([], "2035-01-01", "nog niet"),
        ([("b", "in gebruik", "januari 2026", "gerealiseerd")], "2035-01-01", "nog niet"),
    ],
)  # fmt: skip
def test_an_area_stands_where_its_furthest_step_puts_it(
    steps: list[tuple[str, str, str, str]], day: str, state: str
) -> None:
    assert states([step(*item) for item in steps], day) == [state]


def test_a_realised_national_step_brings_every_area_without_its_own_into_use() -> None:
    steps = [step("a", "in gebruik", "2031", "gepland"), step(COUNTRYWIDE, "in gebruik", "2027", "gerealiseerd")]
    assert states(steps, "2027-01-01", AREAS) == ["nog niet", *["in gebruik"] * 4]
    (_, zuid, *_) = region_standings(area_standings(AREAS, steps, on=on("2027-01-01")))
    assert (zuid.title, zuid.state, zuid.rest) == ("Zuid", RegionState.WHOLE, None)


def test_a_planned_step_of_a_preparing_area_stays_its_plan() -> None:
    steps = [step("a", "voorbereiding", "juni 2026", "gerealiseerd"), step("a", "in gebruik", "eind 2026", "verwacht")]
    (found,) = area_standings(AREAS[:1], steps, on=on("2026-07-01"))
    assert (found.phase, found.step, found.planned) == (ParliamentPhase.UNDER_WAY, steps[0], steps[1])


def test_the_rest_of_a_politieregio_is_the_furthest_of_its_areas_that_are_not_in_use() -> None:
    areas = [area(slug, "noord") for slug in ("a", "b", "c")]
    steps = [
        step("a", "in gebruik", "januari 2026", "gerealiseerd"),
        step("c", "voorbereiding", "2026", "gerealiseerd"),
    ]
    (found,) = region_standings(area_standings(areas, steps, on=on("2026-03-01")))
    assert (found.state, found.in_use, found.rest) == (RegionState.PARTLY, 1, AreaState.PREPARING)
    (none,) = region_standings(area_standings(areas, [], on=on("2026-03-01")))
    assert (none.state, none.in_use, none.rest) == (RegionState.NOT, 0, AreaState.NOT_YET)


def test_without_areas_every_state_is_there_with_nothing_in_it() -> None:
    assert dict(coverage([])) == dict.fromkeys(AreaState, 0)
    assert region_standings([]) == []


def test_a_step_that_a_later_letter_reports_as_taken_counts_from_then_on(tmp_path: Path) -> None:
    planned = entry("step", moment="zomer 2026", certainty="gepland")
    taken = entry(
        "step", moment="28 augustus 2026", certainty="gerealiseerd", document_code="N27", known_on="2027-03-01"
    )
    store = prepare(f"sqlite:///{tmp_path}/store.db", ledger=[entry("area"), planned, taken])
    found = []
    for known, day in (("2027-02-28", "2027-04-01"), ("2027-03-01", "2027-04-01"), ("2027-03-01", "2026-08-27")):
        ledger = build_ledger(read_entries(store.engines.reader, at=AT, as_of=on(known)))
        found += states(ledger.steps, day, ledger.areas)
    store.engines.dispose()
    assert found == ["volgens planning, niet bevestigd", "in gebruik", "nog niet"]


@given(LEDGERS, DAYS)
def test_every_area_has_one_state_and_the_states_add_up(steps: list[RolloutStep], day: date) -> None:
    standings = area_standings(AREAS, steps, on=day)
    counts = coverage(standings)
    assert [item.area for item in standings] == AREAS
    assert list(counts) == list(AreaState)
    assert sum(counts.values()) == len(AREAS)
    regions = region_standings(standings)
    assert sum(len(item.areas) for item in regions) == len(AREAS)
    assert sum(item.in_use for item in regions) == counts[AreaState.IN_USE]
    assert {item.region for item in regions} == {item.region for item in AREAS}


@given(LEDGERS, DAYS)
def test_a_state_rests_on_a_step_that_may_carry_it(steps: list[RolloutStep], day: date) -> None:
    for found in area_standings(AREAS, steps, on=day):
        taken = found.step
        if taken is None:
            assert found.state is AreaState.NOT_YET
            continue
        assert taken in steps
        assert taken.area in {found.area.slug, COUNTRYWIDE}
        assert taken.phase == ("voorbereiding" if found.state is AreaState.PREPARING else "in gebruik")
        if found.state is AreaState.UNCONFIRMED:
            assert taken.certainty in {"gepland", "verwacht"}
            assert taken.moment.last is not None
            assert taken.moment.last < day
        else:
            begin = taken.moment.first or taken.moment.last
            assert taken.certainty == REALISED
            assert begin is not None
            assert begin <= day


@given(LEDGERS, DAYS)
def test_a_planned_step_never_counts_as_realised_on_any_day(steps: list[RolloutStep], day: date) -> None:
    only_plans = [item for item in steps if item.certainty != REALISED]
    for found in area_standings(AREAS, only_plans, on=day):
        assert found.state in {AreaState.UNCONFIRMED, AreaState.NOT_YET}
        assert found.phase is ParliamentPhase.PLANNED
    assert {item.state for item in region_standings(area_standings(AREAS, only_plans, on=day))} == {RegionState.NOT}


@given(DAYS)
def test_the_device_never_goes_beyond_what_the_letter_reports_as_realised(day: date) -> None:
    found = area_standings(DEVICE.areas, DEVICE.steps, on=day)
    counts = coverage(found)
    assert counts[AreaState.IN_USE] == (4 if day >= on("2026-01-01") else 0)
    assert sum(item.phase is ParliamentPhase.UNDER_WAY for item in found) == (3 if day >= on("2026-06-01") else 0)
    assert sum(counts.values()) == 13


@given(LEDGERS, DAYS, st.sampled_from(["gepland", "verwacht"]))
def test_planned_and_expected_count_alike(steps: list[RolloutStep], day: date, certainty: str) -> None:
    other = [
        replace(item, certainty=certainty) if item.certainty in {"gepland", "verwacht"} else item for item in steps
    ]
    before, after = area_standings(AREAS, steps, on=day), area_standings(AREAS, other, on=day)
    assert [(item.state, item.phase) for item in before] == [(item.state, item.phase) for item in after]


@given(LEDGERS, DAYS, st.integers(1, 2000))
def test_as_days_pass_no_area_falls_back(steps: list[RolloutStep], day: date, days: int) -> None:
    order = list(AreaState)
    earlier, later = (area_standings(AREAS, steps, on=moment) for moment in (day, day + timedelta(days=days)))
    for before, after in zip(earlier, later, strict=True):
        assert order.index(after.state) <= order.index(before.state)
        assert list(ParliamentPhase).index(after.phase) <= list(ParliamentPhase).index(before.phase)


@given(LEDGERS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(steps: list[RolloutStep], day: date, random: object) -> None:
    shuffled = random.sample(steps, len(steps))  # type: ignore[attr-defined]
    assert area_standings(AREAS, shuffled, on=day) == area_standings(AREAS, steps, on=day)


@given(LEDGERS, DAYS)
def test_a_plan_without_a_date_never_makes_an_area_unconfirmed(steps: list[RolloutStep], day: date) -> None:
    dateless = [
        replace(item, moment=read_moment("zonder datum")) if item.certainty != REALISED else item for item in steps
    ]
    assert coverage(area_standings(AREAS, dateless, on=day))[AreaState.UNCONFIRMED] == 0


@given(LEDGERS, DAYS)
def test_a_region_is_whole_just_when_all_of_its_areas_are_in_use(steps: list[RolloutStep], day: date) -> None:
    for found in region_standings(area_standings(AREAS, steps, on=day)):
        assert (found.state is RegionState.WHOLE) == (found.in_use == len(found.areas)) == (found.rest is None)
        assert (found.state is RegionState.NOT) == (found.in_use == 0)
