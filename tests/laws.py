"""Laws of a store, over generated examples: all of them on SQLite and a few on PostgreSQL, where each costs more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.store.prepare import Store, prepare
from tests.databases import Databases

NewStore = Callable[[], AbstractContextManager[Store]]


def opens_empty(databases: Databases) -> NewStore:
    """Opens a prepared store without figures; as many as a test asks for, one after the other or side by side."""

    @contextmanager
    def make() -> Iterator[Store]:
        with databases.copy("empty", lambda url: prepare(url).engines.dispose()) as url:
            store = prepare(url)
            try:
                yield store
            finally:
                store.engines.dispose()

    return make


def law(*strategies: st.SearchStrategy[Any], examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A test that holds for whatever these strategies draw; it gets the fixture ``new_store`` and what was drawn."""

    def decorate(holds: Callable[..., None]) -> Callable[..., None]:
        def test(new_store: NewStore, databases: Databases) -> None:
            @settings(max_examples=examples if databases.kind == "sqlite" else max(2, examples // 8))
            @given(st.tuples(*strategies))
            def example(drawn: tuple[Any, ...]) -> None:
                holds(new_store, *drawn)

            example()

        # Under its own name, but with the fixtures of this one: functools.wraps would give pytest those of the other.
        test.__name__, test.__doc__, test.__module__ = holds.__name__, holds.__doc__, holds.__module__
        return test

    return decorate
