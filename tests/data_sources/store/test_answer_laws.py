"""Laws of which source answers, over made-up publications around one value."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from data_sources.published.bundle import PublishedSource
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, ask, deliver, publication, publish, table
from tests.laws import NewStore, law

SOME = settings().max_examples // 4  # each example makes a database
CELL = "adviezen NL01 2024HJ01"
START = date(2025, 1, 1)

# Values around 75.000, so that finer and coarser ones agree as often as not; zero and missing among them.
HELD = st.sampled_from([75000.0, 74870.0, 74875.0, 75500.0, 75505.0, 0.0, SECRET, IMPOSSIBLE])
SOURCES = st.lists(
    st.builds(
        lambda cells, rounding, basis, status: (cells, rounding, basis, status),
        st.dictionaries(st.sampled_from([CELL, "meldingen NL01 2024HJ01"]), HELD, min_size=1),
        st.sampled_from([5.0, 1000.0, None]),
        st.sampled_from(["gepubliceerd", "gezien", "gebundeld"]),
        st.sampled_from(["voorlopig", "definitief"]),
    ),
    min_size=1, max_size=6,
).map(
    lambda drawn: [
        publication(f"bron-{n}", str(START + timedelta(days=n)), cells, rounding=step, basis=basis, status=status)
        for n, (cells, step, basis, status) in enumerate(drawn)
    ]
)  # fmt: skip


@law(SOURCES, st.randoms(use_true_random=False), examples=SOME)
def test_the_order_of_loading_does_not_matter(
    new_store: NewStore, sources: list[PublishedSource], random: Random
) -> None:
    with new_store() as in_order, new_store() as shuffled:
        publish(in_order, sources)
        for source in random.sample(sources, len(sources)):
            publish(shuffled, [source])
        assert_frame_equal(table(in_order), table(shuffled))


@law(SOURCES, examples=SOME)
def test_what_was_known_on_a_day_is_what_a_store_of_that_day_answers(
    new_store: NewStore, sources: list[PublishedSource]
) -> None:
    with new_store() as whole, new_store() as growing:
        publish(whole, sources)
        for source in sources:
            publish(growing, [source])
            assert_frame_equal(table(whole, as_of=source.known_on), table(growing))
        assert_frame_equal(table(whole, as_of=date(9999, 12, 31)), table(whole))


@law(SOURCES, examples=SOME)
def test_each_day_the_answer_moves_forward_and_only_to_what_may_replace_it(
    new_store: NewStore, sources: list[PublishedSource]
) -> None:
    by_url = {source.url: source for source in sources}
    with new_store() as store:
        publish(store, sources)
        urls = {load.id: load.source_url for load in store.reader.loads()}
        days = [(source, ask(store, CELL, as_of=str(source.known_on))) for source in sources]
    before = None
    for source, now in days:
        if now is None:
            continue
        assert now.load is not None
        assert now.since is not None
        answering, brought = by_url[urls[now.load]], by_url[urls[now.since]]
        assert _held(answering) == (now.value, now.missing) == _held(brought)
        assert brought.known_on <= answering.known_on <= source.known_on
        if before is not None and before.load is not None and before.load != now.load:
            assert answering is source
            assert not (_undated(answering) and not _undated(by_url[urls[before.load]]))
            coarser = before.rounding is not None and (now.rounding is None or now.rounding > before.rounding)
            if coarser and before.value is not None and now.value is not None:
                assert abs(now.value - before.value) > (now.rounding or 0) / 2
        before = now


@law(SOURCES, st.integers(0, 6), examples=SOME)
def test_statline_answers_alone_once_it_carried_a_cell(
    new_store: NewStore, sources: list[PublishedSource], after: int
) -> None:
    first = START + timedelta(days=after)
    day_before = first - timedelta(days=1)
    with new_store() as store, new_store() as without:
        publish(store, sources)
        publish(without, sources)
        deliver(store, str(first), {CELL: 1})
        deliver(store, str(first + timedelta(days=1)), {"adviezen NL01 2025HJ01": 1})
        found = [ask(store, CELL, as_of=str(first + timedelta(days=n))) for n in (0, 1, 100)]
        assert_frame_equal(table(store, as_of=day_before), table(without, as_of=day_before))
    assert [(item and item.value, item and item.gone) for item in found] == [(1, False), (None, True), (None, True)]


def _held(source: PublishedSource) -> tuple[float | None, str | None]:
    figure = next(figure for figure in source.figures if figure.indicator == "adviezen")
    return figure.value, figure.state.missing


def _undated(source: PublishedSource) -> bool:
    return source.known_on_basis == "gebundeld"
