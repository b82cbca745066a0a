"""What is remembered: within bounds, for those who may see it, and for as long as all it rests on is the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import orjson
import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.remembered import LONGEST_QUESTION, Asked, Remembered
from dashboard.router import Router
from dashboard.services import Services
from dashboard.standing import Standing, Standings
from dashboard.visitor import ANYONE, PUBLIC
from data_sources.errors import UsageError
from data_sources.schedule import next_due

STANDING = Standing((1, "a"), date(2026, 11, 21), datetime(2026, 11, 22, 5, 45, tzinfo=UTC), frozenset(), None)
CRON = "45 6 * * *"


class Store:
    """A standing that is changed by hand, and a page that counts how often it was made."""

    def __init__(self) -> None:
        self.standing = STANDING
        self.made = 0

    def now(self) -> Standing:
        return self.standing

    def page(self) -> html.P:
        self.made += 1
        return html.P(f"gemaakt: {self.made}")


@pytest.fixture
def store() -> Store:
    return Store()


def read(answer: orjson.Fragment) -> str:
    return str(orjson.loads(orjson.dumps(answer))["props"]["children"])


def asked(address: str, audience: str = PUBLIC) -> Asked:
    return Asked(address, audience)


def test_a_question_is_answered_as_before_until_anything_it_rests_on_changes(store: Store) -> None:
    remembered = Remembered(store.now)
    answers = [read(remembered.answer(asked("/"), store.page)) for _ in range(3)]
    for changed in (
        replace(STANDING, edition=(1, "b")), replace(STANDING, today=date(2026, 11, 22)),
        replace(STANDING, due=None), replace(STANDING, stale=frozenset({"84847NED"})),
    ):  # fmt: skip
        store.standing = changed
        answers += [read(remembered.answer(asked("/"), store.page)) for _ in range(2)]
    assert answers == ["gemaakt: 1"] * 3 + [f"gemaakt: {n}" for n in (2, 2, 3, 3, 4, 4, 5, 5)]


def test_others_are_never_given_what_some_may_see(store: Store) -> None:
    remembered = Remembered(store.now)
    answers = [read(remembered.answer(asked("/", who), store.page)) for who in (PUBLIC, "beheer", PUBLIC, "beheer")]
    assert answers == ["gemaakt: 1", "gemaakt: 2", "gemaakt: 1", "gemaakt: 2"]


def test_what_came_in_while_an_answer_was_made_keeps_it_from_being_remembered(store: Store) -> None:
    remembered = Remembered(store.now)

    def page() -> html.P:
        store.standing = replace(STANDING, edition=(2, "b"))
        made = store.page()
        return made

    assert read(remembered.answer(asked("/"), page)) == "gemaakt: 1"
    # Not even when it is put back as it was.
    store.standing = STANDING
    assert read(remembered.answer(asked("/"), store.page)) == "gemaakt: 2"


def test_what_fails_is_not_remembered(store: Store) -> None:
    remembered = Remembered(store.now)

    def broken() -> html.P:
        raise UsageError("Dit kan niet.", found=None)

    for _ in range(2):
        with pytest.raises(UsageError):
            remembered.answer(asked("/"), broken)
    assert read(remembered.answer(asked("/"), store.page)) == "gemaakt: 1"


def test_the_answers_asked_for_longest_ago_are_forgotten_first(store: Store) -> None:
    remembered = Remembered(store.now, most_answers=2)
    for address in ("/a", "/b", "/a", "/c", "/a", "/b"):
        remembered.answer(asked(address), store.page)
    assert store.made == 4
    remembered.answer(asked("/a"), store.page)
    assert store.made == 4


def test_answers_that_are_too_many_bytes_together_are_forgotten(store: Store) -> None:
    size = len(orjson.dumps(html.P("gemaakt: 1").to_plotly_json()))
    remembered = Remembered(store.now, most_bytes=2 * size)
    for address in ("/a", "/b", "/b", "/a", "/c", "/a"):
        remembered.answer(asked(address), store.page)
    assert store.made == 3
    alone = Remembered(store.now, most_bytes=size - 1)
    for _ in range(2):
        alone.answer(asked("/a"), store.page)
    assert store.made == 5


def test_a_question_without_end_is_answered_and_not_kept(store: Store) -> None:
    remembered = Remembered(store.now)
    for address in ("/?" + "x" * (LONGEST_QUESTION - 2), "/?" + "x" * LONGEST_QUESTION):
        for _ in range(2):
            remembered.answer(asked(address), store.page)
    assert store.made == 3


def test_many_at_once_each_get_the_answer_to_their_own_question(store: Store) -> None:
    remembered = Remembered(store.now, most_answers=3, most_bytes=400)
    start = threading.Barrier(8)

    def ask(worker: int) -> list[bool]:
        start.wait()
        right = []
        for n in range(300):
            address = f"/{(worker + n) % 7}"
            if n % 50 == 49:
                store.standing = replace(STANDING, edition=(worker, n))
            right.append(read(remembered.answer(asked(address), lambda: html.P(address))) == address)  # noqa: B023
        return right

    with ThreadPoolExecutor(8) as pool:
        assert all(all(right) for right in pool.map(ask, range(8)))


def test_only_pages_that_say_so_are_remembered_and_never_a_page_of_an_error(store: Store) -> None:
    router = Router(Remembered(store.now))

    def picky(query: object) -> html.P:
        made = store.page()
        if query == {"regio": ["XX99"]}:
            raise UsageError("Deze regio is er niet.", found="XX99")
        if query:
            raise ZeroDivisionError
        return made

    for path, remembered in (("/een", True), ("/twee", False)):
        router.add(path, name="Een", heading="Een", render=lambda query, _audience: picky(query), remembered=remembered)
    for address, made in (("/een", 1), ("/een/", 1), ("/een?", 1), ("/een?regio=XX99", 3), ("/een?x=1", 5)):
        for _ in range(2):
            router.show(address, visitor=ANYONE)
        assert store.made == made
    for _ in range(2):
        router.show("/twee", visitor=ANYONE)
    assert store.made == 7


class Facts:
    """Of services only what a standing asks, with a clock set by hand."""

    def __init__(self, moment: datetime, fresh_until: dict[str, datetime]) -> None:
        self.moment = moment
        self.until = fresh_until
        self.number = 1

    def now(self) -> datetime:
        return self.moment

    def edition(self) -> tuple[object, ...]:
        return (self.number,)

    def next_due(self, *, after: datetime | None = None) -> datetime | None:
        return next_due(CRON, after=after or self.moment)

    def fresh_until(self) -> dict[str, datetime]:
        return self.until

    def visible_moments(self) -> list[datetime]:
        return [NOON - timedelta(days=3), EMBARGO]


# Noon of the day before the clock in Amsterdam goes back; one table goes stale the day after, another is so for long.
NOON = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
EMBARGO = NOON + timedelta(hours=50, minutes=1)
FRESH_UNTIL = {"84847NED": NOON + timedelta(hours=30), "84850NED": NOON - timedelta(days=9)}


@pytest.mark.parametrize(
    ("turn", "what"),
    [
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "today"),
        (datetime(2026, 10, 25, 5, 45, tzinfo=UTC), "due"),
        (NOON + timedelta(hours=30, microseconds=1), "stale"),
        (EMBARGO, "shown"),
    ],
)
def test_the_clock_changes_a_standing_at_the_very_moment_it_says_something_else(turn: datetime, what: str) -> None:
    facts = Facts(NOON, FRESH_UNTIL)
    standings = Standings(cast(Services, facts))
    standings.now()
    facts.moment = turn - timedelta(microseconds=1)
    before = standings.now()
    facts.moment = turn
    after = standings.now()
    changed = {name for name in vars(before) if getattr(before, name) != getattr(after, name)}
    assert changed == {what}


@given(st.lists(st.one_of(st.integers(0, 4 * 86_400), st.none()), max_size=12))
def test_a_standing_is_what_a_new_eye_would_see_wherever_the_clock_goes(steps: list[int | None]) -> None:
    facts = Facts(NOON, FRESH_UNTIL)
    standings = Standings(cast(Services, facts))
    for step in steps:
        if step is None:
            facts.number += 1
            facts.until = {"84847NED": facts.moment + timedelta(days=1)}
        else:
            facts.moment = NOON + timedelta(seconds=step)
        assert standings.now() == Standings(cast(Services, facts)).now()


def test_what_the_clock_says_is_reckoned_once_until_it_says_something_else() -> None:
    facts = Facts(NOON, FRESH_UNTIL)
    standings = Standings(cast(Services, facts))
    reckoned: list[datetime] = []
    inner: Callable[..., datetime | None] = facts.next_due

    def counted(*, after: datetime | None = None) -> datetime | None:
        reckoned.append(facts.moment)
        return inner(after=after)

    facts.next_due = counted  # type: ignore[method-assign]
    for hours in (0, 1, 2, 12, 13, 20):
        facts.moment = NOON + timedelta(hours=hours)
        standings.now()
    assert [int((moment - NOON).total_seconds() // 3600) for moment in reckoned] == [0, 12, 20]
