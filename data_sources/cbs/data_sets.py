"""The two data sets of a table, by CBS's names; and a feed with the rows of the second, for any source. Pure."""

from __future__ import annotations

from dataclasses import replace

from data_sources.cbs.rows import Rows
from data_sources.cbs.tables import Feed
from data_sources.findings import warning

UNTYPED, TYPED = "UntypedDataSet", "TypedDataSet"


def typed_feed(feed: Feed, rows: Rows, *, why: str) -> Feed:
    """The feed with these rows of TypedDataSet, and the finding that they do not say why a figure is missing.

    ``why``: the reason for reading them, as part of a Dutch sentence.
    """
    reasons = "waarom een cijfer ontbreekt, staat daar niet in"
    sentence = f"Tabel {feed.table} is gelezen uit TypedDataSet ({why}); {reasons}."
    finding = warning("leeswijze", sentence, expected=UNTYPED, found=TYPED)
    return replace(feed, rows=rows, typed=True, findings=[*feed.findings, finding])
