"""What the store serves, byte for byte, and how a refresh of it went."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from demo.changes import with_modified, with_value
from demo.table import FictionalTable
from tests.commands import Ran, ask, asking
from tests.data_sources.refreshing import ADVIEZEN, wire
from tests.data_sources.releases import tiny

# Question to answer, as printed.
Served = dict[str, str]

QUESTIONS = (
    "figures --indicator adviezen",
    "figures --indicator adviezen --period 2026HJ01",
    "figures --indicator meldingen --region PV20",
    "figures --indicator adviezen --as-of 2026-10-29",
    "figures --indicator adviezen --as-of 2026-04-01",
    "figures --indicator gestarte-casussen-per-100000 --region PV20 --period 2025JJ00",
    "growth --indicator meldingen --period 2025JJ00",
    "revisions",
    "revisions --indicator meldingen",
)
REGION, PERIOD = "NL01", "2026HJ01"
WORDS = {"table", "outcome", "load", "rows", "new", "changed", "removed", "warnings", "seconds", "error"}


def served(folder: Path) -> Served:
    """The answers of the commands, and the loads that ``status`` tells of."""
    with asking(folder) as answer:
        answers = {question: answer(*question.split(), "--json") for question in QUESTIONS}
        loads = json.dumps(answer("status", "--json").json["loads"])
    assert {(ran.code, ran.err) for ran in answers.values()} == {(0, "")}, answers
    return {question: ran.out for question, ran in answers.items()} | {"loads": loads}


@cache
def new_release() -> FictionalTable:
    """What CBS publishes after the good load: one figure is another one, so that a load from it would show."""
    value = wire(tiny(2), REGION, PERIOD) + 5
    changed = with_value(tiny(2), region=REGION, period=PERIOD, topic_title=ADVIEZEN, value=value)
    return with_modified(changed, "2026-11-18T02:00:00")


def refresh(folder: Path, url: str, *, patience: str = "5", deadline: str = "20", words: tuple[str, ...] = ()) -> Ran:
    """A full refresh by the real command; patience: seconds that one read may stall."""
    settings = {"VT_CBS_URL": url, "VT_CBS_TIMEOUT": patience, "VT_CBS_DEADLINE": deadline}
    return ask(folder, "refresh", "--force", "--json", *words, **settings)


def refused(ran: Ran, outcome: str = "failed") -> str:
    """The Dutch line of a refresh that stored nothing: exit code 1, one object on stdout with the same line."""
    found = ran.json
    assert set(found) >= WORDS
    assert (ran.code, found["table"], found["outcome"], found["load"]) == (1, "84847NED", outcome, None)
    assert (found["new"], found["changed"], found["removed"]) == (0, 0, 0)
    assert found["error"] == ran.complaint
    assert "De oude cijfers blijven staan" in ran.complaint
    return ran.complaint


def assert_next_refresh_stores(folder: Path, url: str, *, tried: str | None) -> None:
    """As soon as nothing is wrong any more; until then ``status`` tells how the last attempt ended."""
    with asking(folder, VT_CBS_URL=url) as answer:
        assert answer("status", "--json").json["tables"][0]["last_outcome"] == tried
        ran = answer("refresh", "--force", "--json")
        assert (ran.code, ran.err, ran.json["outcome"], ran.json["changed"]) == (0, "", "stored", 1)
        [figure] = answer("figures", "--indicator", "adviezen", "--period", PERIOD, "--json").json
        assert figure["value"] == wire(tiny(2), REGION, PERIOD) + 5
        assert answer("status", "--json").json["tables"][0]["last_outcome"] == "stored"
