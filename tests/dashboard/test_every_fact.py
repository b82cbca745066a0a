"""Each row of the bundled ledger stands on its page, with its qualifier, what it is a share of, and its passage."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.pilot_pages import OTHER_PILOTS, OWN_PAGES
from data_sources.ledger import Event, Milestone, PilotFigure, RolloutStep
from data_sources.pilots.bundle import bundled_ledger
from metrics.text.pilots import figure_phrase, share_phrase
from tests.dashboard.reading import client_of, read
from tests.ledgers import bundled


@cache
def page(address: str) -> str:
    """What is read of a page on the bundled ledger."""
    with TemporaryDirectory() as folder, client_of(Path(folder), bundled_ledger()) as client:
        return read(client, address)


def place(pilot: str) -> str:
    return OWN_PAGES.get(pilot, OTHER_PILOTS)


@pytest.mark.parametrize("item", bundled().figures, ids=lambda item: f"{item.pilot}-{item.figure}-{item.period}")
def test_each_figure_stands_on_its_page_whole(item: PilotFigure) -> None:
    found = page(place(item.pilot))
    for words in (item.title, figure_phrase(item), share_phrase(item), f"“{item.source.passage}”"):
        assert words in found


@pytest.mark.parametrize("item", bundled().steps, ids=lambda item: f"{item.pilot}-{item.area}-{item.phase}")
def test_each_step_stands_on_its_page_with_its_words(item: RolloutStep) -> None:
    found = page(place(item.pilot))
    for words in (item.moment.text, item.certainty, f"“{item.source.passage}”"):
        assert words in found


@pytest.mark.parametrize("item", [*bundled().milestones, *bundled().events], ids=lambda item: item.slug)
def test_each_milestone_and_event_stands_among_the_milestones(item: Milestone | Event) -> None:
    found = page("/mijlpalen")
    for words in (item.title, item.moment.text, item.certainty, f"“{item.source.passage}”"):
        assert words in found
    if isinstance(item, Milestone) and item.reference:
        assert item.reference in found


@pytest.mark.parametrize("slug", list(bundled().pilots))
def test_each_pilot_says_what_is_counted_and_what_that_is_not(slug: str) -> None:
    pilot = bundled().pilots[slug]
    found = page(place(slug))
    for words in (pilot.counts, pilot.is_not, pilot.method, pilot.apart_why, f"“{pilot.source.passage}”"):
        assert words in found
