"""A feed with the rows of TypedDataSet says so, beside what was found before, and leaves the first feed as it was."""

from __future__ import annotations

from data_sources.cbs.data_sets import TYPED, UNTYPED, typed_feed
from data_sources.cbs.rows import Rows
from data_sources.cbs.tables import Feed
from data_sources.findings import warning


def test_what_was_found_before_stays_and_why_it_was_read_is_told() -> None:
    before = warning("leeswijze", "eerder gezien")
    feed = Feed("84847NED", "https://cbs/84847NED", {}, [], {}, findings=[before])
    rows = Rows.of([{"ID": 0, "GestarteAdviezen_1": None}])
    read = typed_feed(feed, rows, why="UntypedDataSet ontbreekt")
    assert (read.typed, read.rows, read.findings[0]) == (True, rows, before)
    [told] = read.findings[1:]
    assert told.message == (
        "Tabel 84847NED is gelezen uit TypedDataSet (UntypedDataSet ontbreekt);"
        " waarom een cijfer ontbreekt, staat daar niet in."
    )
    assert (told.severity, told.expected, told.found) == ("waarschuwing", UNTYPED, TYPED)
    assert (feed.typed, feed.findings) == (False, [before])
