"""Where a milestone stands on a day, and in what order milestones come."""

from datetime import date

import pytest

from data_sources.ledger import Milestone, Source
from data_sources.moment import read_moment
from metrics.milestones import by_state, in_order, milestone_state


def _milestone(moment: str, certainty: str = "verwacht") -> Milestone:
    return Milestone(moment, moment, read_moment(moment), certainty, (), "", Source("L26", "k", "…"), 1)


@pytest.mark.parametrize(
    ("moment", "certainty", "on", "state"),
    [
        ("eind 2026", "gepland", "2026-12-31", "nu en straks"),
        ("eind 2026", "gepland", "2027-01-01", "voorbij, niet bevestigd"),
        ("eind 2026", "gerealiseerd", "2027-01-01", "gerealiseerd"),
        ("juni 2026", "gerealiseerd", "2026-06-01", "gerealiseerd"),
        ("juni 2026", "gerealiseerd", "2026-05-31", "nu en straks"),
        ("zonder datum", "gerealiseerd", "2026-05-31", "gerealiseerd"),
        ("zonder datum", "ambitie", "2040-01-01", "nu en straks"),
        ("vóór 2026", "gerealiseerd", "2026-01-01", "gerealiseerd"),
    ],
)
def test_nothing_is_done_because_its_day_has_passed(moment: str, certainty: str, on: str, state: str) -> None:
    assert milestone_state(_milestone(moment, certainty), on=date.fromisoformat(on)) == state


def test_the_band_gives_the_order_and_what_has_none_comes_last() -> None:
    words = ["zonder datum", "2027", "1e kwartaal 2027", "eind 2026", "najaar 2026", "vóór 2026"]
    found = [item.slug for item in in_order(map(_milestone, words))]
    assert found == ["vóór 2026", "najaar 2026", "eind 2026", "1e kwartaal 2027", "2027", "zonder datum"]


def test_every_state_is_there_also_without_milestones() -> None:
    assert by_state([], on=date(2026, 11, 21)) == {
        "voorbij, niet bevestigd": [],
        "nu en straks": [],
        "gerealiseerd": [],
    }
