"""A rollout in words: of a day that was, of a day to come, and never more certain than the rows."""

from __future__ import annotations

import pytest

from data_sources.ledger import RolloutStep
from metrics.rollout import AreaStanding, AreaState, area_standings, region_standings
from metrics.text.rollout import area_phrase, coverage_sentence, region_phrase, regions_sentence, rest_phrase
from tests.ledgers import area, bundled, on, step

COUNTS = {AreaState.IN_USE: 4, AreaState.UNCONFIRMED: 3, AreaState.PREPARING: 3, AreaState.NOT_YET: 3}
NONE = {AreaState.IN_USE: 0, AreaState.UNCONFIRMED: 0, AreaState.PREPARING: 0, AreaState.NOT_YET: 2}


def standing(*steps: RolloutStep, day: str = "2026-10-01") -> AreaStanding:
    (found,) = area_standings([area("limburg")], list(steps), on=on(day))
    return found


def test_a_day_that_was_is_told_as_it_was() -> None:
    assert coverage_sentence("het device", COUNTS, on=on("2026-10-01"), today=on("2026-11-21")) == (
        "Op 1 oktober 2026 is het device in 4 van de 13 gebieden in gebruik; in 3 zou het volgens de planning in"
        " gebruik zijn, maar is dat niet bevestigd; in 3 is de voorbereiding gestart; in 3 nog niet."
    )


def test_a_state_without_areas_is_left_out_and_none_in_use_is_a_word() -> None:
    assert coverage_sentence("het device", NONE, on=on("2025-12-31"), today=on("2026-11-21"), pilots=1) == (
        "Op 31 december 2025 is het device in geen van de 2 gebieden in gebruik; in 2 nog niet (in 1 daarvan was er een"
        " pilot, die niet als gebruik telt)."
    )


def test_of_a_day_to_come_only_the_plan_is_told() -> None:
    ahead = coverage_sentence("het device", COUNTS, on=on("2027-02-01"), today=on("2026-11-21"))
    assert ahead.startswith("Vooruit naar 1 februari 2027, volgens wat nu bekend is: het device is in 4 van de 13")
    assert "bevestigd" not in ahead
    assert "in 3 zou het dan volgens de planning in gebruik zijn" in ahead


@pytest.mark.parametrize(
    ("steps", "day", "words"),
    [
        ([step("limburg", moment="januari 2026")], "2026-10-01", "in gebruik (januari 2026, gerealiseerd)"),
        (
            [step("limburg", moment="januari 2026")], "2025-12-31",
            "nog niet; in gebruik: januari 2026, gerealiseerd, na de dag die u bekijkt",
        ),
        (
            [step("limburg", moment="zomer 2026", certainty="gepland")], "2026-10-01",
            "volgens planning in gebruik (zomer 2026), niet bevestigd",
        ),
        (
            [step("limburg", moment="eind 2026", certainty="verwacht"),
             step("limburg", phase="voorbereiding", moment="juni 2026")], "2026-10-01",
            "in voorbereiding (sinds juni 2026); in gebruik: eind 2026, verwacht",
        ),
        (
            [step("limburg", phase="pilot", moment="vóór 2026"), step("landelijk", moment="medio 2027",
             certainty="verwacht")], "2026-10-01",
            "nog niet (pilot: vóór 2026); in gebruik: medio 2027, landelijk, verwacht",
        ),
        ([], "2026-10-01", "nog niet; in gebruik: geen moment gegeven"),
    ],
)  # fmt: skip
def test_an_area_says_its_moments_in_the_words_of_the_letter(steps: list[RolloutStep], day: str, words: str) -> None:
    assert area_phrase(standing(*steps, day=day), on=on(day)) == words


def test_a_region_counts_its_areas_and_says_how_far_the_rest_is() -> None:
    ledger = bundled().of("slachtofferdevice")
    regions = region_standings(area_standings(ledger.areas, ledger.steps, on=on("2026-10-01")))
    told = {item.region: (region_phrase(item), rest_phrase(item)) for item in regions}
    assert told["noord-nederland"] == ("geheel in gebruik", None)
    assert told["den-haag"] == ("deels in gebruik (1 van 2 gebieden)", "niet bevestigd")
    assert told["noord-holland"] == ("niet in gebruik", "in voorbereiding")
    assert told["limburg"] == ("niet in gebruik", "gepland")
    assert regions_sentence(regions) == "Van de 10 politieregio's: 1 geheel in gebruik, 3 deels en 6 niet."


def test_what_nobody_planned_is_not_called_planned() -> None:
    (bare,) = region_standings([standing()])
    (wish,) = region_standings([standing(step("limburg", moment="zonder datum", certainty="ambitie"))])
    assert (rest_phrase(bare), rest_phrase(wish)) == ("geen moment gegeven", "geen moment gegeven")
