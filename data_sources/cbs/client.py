"""Fetching a table from CBS through ``cbsodata``, one entity set at a time: metadata first, the data last.

Foreign errors end at this border: what leaves it is SourceUnreachable or SourceUnreadable.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlsplit

import cbsodata
import requests

from data_sources.cbs.data_sets import TYPED, UNTYPED, typed_feed
from data_sources.cbs.failures import failure_of
from data_sources.cbs.rows import Row, Rows, take_page
from data_sources.cbs.session import bounded_call
from data_sources.cbs.tables import Feed
from data_sources.errors import SourceError, SourceUnreachable, SourceUnreadable
from data_sources.stamp import Stamp
from data_sources.table_source import Progress

log = logging.getLogger(__name__)

_METADATA = ("TableInfos", "DataProperties", "CategoryGroups")
_KEEP = "De oude cijfers blijven staan."


@dataclass(frozen=True)
class _Asked:
    """What one call asks for, as a sentence names it and as the log does."""

    what: str
    table: str | None
    url: str


@dataclass(frozen=True)
class CbsClient:
    """Where and how patiently to ask. timeout: seconds one read may stall; deadline: seconds for one table.

    pauses: seconds before a page that did not come over whole is asked for again."""

    base_url: str
    timeout: float
    deadline: float
    proxy: str | None = None
    ca_bundle: str | None = None
    pauses: tuple[float, ...] = (1.0, 4.0)
    # What is fetched is no file; a TableSource that is one names it.
    file_name: None = None
    file_hash: None = None

    @property
    def host(self) -> str:
        """The host name without port, as loads carry it."""
        return urlsplit(self.base_url).hostname or self.base_url

    def table_url(self, table: str) -> str:
        return f"{self.base_url.rstrip('/')}/ODataFeed/odata/{table}"

    def deadline_from_now(self) -> float:
        """The moment (time.monotonic) before which a table begun now must be in."""
        return time.monotonic() + self.deadline

    def stamp(self, table: str, *, end: float, progress: Progress) -> Stamp:
        """What CBS says of the table's change, in one small request. Raises SourceUnreachable or SourceUnreadable."""
        infos = self._get(table, "TableInfos", end, progress)
        return Stamp.of_info(infos[0] if infos else {})

    def fetch(self, table: str, *, end: float, progress: Progress) -> Feed:
        """All of a table, with UntypedDataSet; with TypedDataSet and a warning where there is none.

        Raises SourceUnreachable or SourceUnreadable.
        """
        feed = self.describe(table, end=end, progress=progress)
        if UNTYPED not in feed.sets:
            return self.with_typed(feed, why="de tabel heeft geen UntypedDataSet", end=end, progress=progress)
        try:
            rows = self._data(table, UNTYPED, end, progress)
            return replace(feed, rows=rows, row_count=self._count(table, UNTYPED, end))
        except SourceUnreadable as error:
            # Only when the set is not there: after a fault of the moment every reason of missing would be lost.
            if error.facts.get("found") != 404:
                raise
            return self.with_typed(feed, why=error.message.rstrip("."), end=end, progress=progress)

    def describe(self, table: str, *, end: float, progress: Progress) -> Feed:
        """A table's metadata without its rows."""
        sets = [str(item.get("name")) for item in self._get(table, "", end, progress)]
        for name in ("TableInfos", "DataProperties"):
            if name not in sets:
                raise SourceUnreadable(
                    f"CBS noemt bij tabel {table} geen {name}. {_KEEP}",
                    table=table, url=self.table_url(table), expected=name, found=sets,
                )  # fmt: skip
        infos = self._get(table, "TableInfos", end, progress)
        properties = self._get(table, "DataProperties", end, progress)
        lists = {
            name: self._get(table, name, end, progress) for name in sets if name not in (*_METADATA, UNTYPED, TYPED)
        }
        return Feed(table, self.table_url(table), infos[0] if infos else {}, properties, lists, sets=sets)

    def with_typed(self, feed: Feed, *, why: str, end: float, progress: Progress) -> Feed:
        """The same feed with the rows of TypedDataSet, which do not say why a figure is missing."""
        rows = self._data(feed.table, TYPED, end, progress)
        return replace(typed_feed(feed, rows, why=why), row_count=self._count(feed.table, TYPED, end))

    def first_rows(self, feed: Feed, *, count: int, end: float, progress: Progress) -> list[Row]:
        """Some first rows of TypedDataSet: those of the first period, so that not the whole set comes along."""
        time_key = next((str(item.get("Key")) for item in feed.properties if item.get("Type") == "TimeDimension"), "")
        periods = feed.code_lists.get(time_key, [])
        only = f"{time_key} eq '{periods[0].get('Key')}'" if periods else None
        return self._get(feed.table, TYPED, end, progress, filters=only)[:count]

    def titles(self, part: str, *, end: float, progress: Progress) -> dict[str, str]:
        """The tables of the catalogue with these words in their title: table to title, in the catalogue's order.

        Raises SourceUnreachable or SourceUnreadable.
        """
        asked = _Asked("de catalogus", None, f"{self.base_url.rstrip('/')}/ODataCatalog/Tables")
        only = f"substringof('{part}',Title)"
        rows = self._ask(
            asked, lambda **how: cbsodata.get_table_list(select=["Identifier", "Title"], filters=only, **how),
            end=end, received=lambda count: progress("catalogus", count),
        )  # fmt: skip
        return {str(row["Identifier"]).strip(): str(row.get("Title")) for row in rows if row.get("Identifier")}

    def _get(self, table: str, name: str, end: float, progress: Progress, *, filters: str | None = None) -> list[Row]:
        return self._ask(
            _Asked(f"tabel {table}", table, f"{self.table_url(table)}/{name}"),
            lambda **how: cbsodata.get_meta(table, name, filters=filters, **how),
            end=end, received=lambda count: progress(name or "inhoud", count),
        )  # fmt: skip

    def _data(self, table: str, name: str, end: float, progress: Progress) -> Rows:
        """A data set by column; its pages are taken apart as they come in."""
        rows = Rows()
        self._ask(
            _Asked(f"tabel {table}", table, f"{self.table_url(table)}/{name}"),
            lambda **how: cbsodata.get_meta(table, name, **how),
            end=end, received=lambda count: progress(name, count), take=lambda body: take_page(body, rows),
        )  # fmt: skip
        return rows

    def _count(self, table: str, name: str, end: float) -> int | None:
        """How many rows CBS says a data set has; None where it does not say so in a way we know."""
        told: list[bytes] = []

        def take(body: bytes) -> bytes:
            # A bare number, where cbsodata expects a set.
            told.append(body)
            return b'{"value": []}'

        try:
            self._ask(
                _Asked(f"tabel {table}", table, f"{self.table_url(table)}/{name}/$count"),
                lambda **how: cbsodata.get_meta(table, f"{name}/$count", **how),
                end=end, received=lambda _bytes: None, take=take,
            )  # fmt: skip
        except SourceError as error:
            # Worth knowing, and no reason to do without the figures: some tables of CBS answer 500 for ever.
            log.info("CBS does not count %s of %s: %s", name, table, error.facts)
        text = told[-1].decode("utf-8-sig", "replace").strip() if told else ""
        return int(text) if text.isascii() and text.isdigit() else None

    def _ask(
        self, asked: _Asked, call: Callable[..., object], *, end: float, received: Callable[[int], None],
        take: Callable[[bytes], bytes] = lambda body: body,
    ) -> list[Row]:  # fmt: skip
        address = urlsplit(self.base_url)
        try:
            with bounded_call(
                scheme=address.scheme, host=self.host, deadline=end, stall=self.timeout, received=received, take=take,
                pauses=self.pauses,
            ):  # fmt: skip
                rows = call(
                    catalog_url=address.netloc + address.path.rstrip("/"),
                    timeout=self.timeout, verify=self.ca_bundle or True,
                    proxies={"http": self.proxy, "https": self.proxy} if self.proxy else {},
                )  # fmt: skip
        except (requests.RequestException, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise self._translate(error, asked) from error
        return self._checked(rows, asked)

    def _checked(self, rows: object, asked: _Asked) -> list[Row]:
        if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
            raise SourceUnreadable(
                f"CBS antwoordde voor {asked.what} met iets anders dan een lijst van rijen. {_KEEP}",
                table=asked.table, url=asked.url, expected="a list of objects", found=type(rows).__name__,
            )  # fmt: skip
        return cast("list[Row]", rows)

    def _translate(self, error: Exception, asked: _Asked) -> SourceError:
        found = failure_of(error, timeout=self.timeout, deadline=self.deadline, setting="VT_CBS_URL")
        if found.status == requests.codes.not_found:
            return SourceUnreadable(
                f"CBS kent {asked.what} niet of niet meer (antwoord 404 van {self.host}). {_KEEP}",
                table=asked.table, url=asked.url, expected=200, found=found.status,
            )  # fmt: skip
        return (self._unreadable if found.answered else self._unreachable)(asked, found.what, error)

    def _unreachable(self, asked: _Asked, what: str, error: Exception) -> SourceUnreachable:
        message = f"CBS ({self.host}) {what} bij {asked.what}. {_KEEP} Probeer het later opnieuw."
        return SourceUnreachable(message, table=asked.table, url=asked.url, found=repr(error))

    def _unreadable(self, asked: _Asked, what: str, error: Exception) -> SourceUnreadable:
        return SourceUnreadable(
            f"CBS ({self.host}) {what} bij {asked.what}. {_KEEP}", table=asked.table, url=asked.url, found=repr(error)
        )
