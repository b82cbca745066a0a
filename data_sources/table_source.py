"""Where a refresh gets a table from: CBS over the network, or files somebody fetched there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from data_sources.cbs.tables import Feed
from data_sources.stamp import Stamp

# Called with the name of an entity set and the number of bytes received for it so far.
Progress = Callable[[str, int], None]


class TableSource(Protocol):
    """Gives a table whole, or raises SourceUnreachable or SourceUnreadable.

    ``end`` is the moment (time.monotonic) before which it must be in. ``file_name`` and ``file_hash`` (sha256) are
    None but for files.
    """

    @property
    def host(self) -> str: ...
    @property
    def file_name(self) -> str | None: ...
    @property
    def file_hash(self) -> str | None: ...

    def deadline_from_now(self) -> float: ...
    def stamp(self, table: str, *, end: float, progress: Progress) -> Stamp: ...
    def fetch(self, table: str, *, end: float, progress: Progress) -> Feed: ...
    def with_typed(self, feed: Feed, *, why: str, end: float, progress: Progress) -> Feed: ...
    def table_url(self, table: str) -> str: ...
