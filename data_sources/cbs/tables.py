"""A fetched table turned into a snapshot: rows to cells, CBS's marks to reasons of missing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources.categories import Category, total_codes
from data_sources.cbs.periods import STATUS_OF_CBS, FeedPeriod, read_period
from data_sources.cbs.rows import Row, Rows
from data_sources.cbs.topics import TopicChoice, map_topics
from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, check_region
from data_sources.dutch import dutch
from data_sources.errors import SourceUnreadable, TableRejected, UsageError
from data_sources.findings import Finding, warning
from data_sources.registry import KERNCIJFERS
from data_sources.snapshot import CellState, Codes, TableSnapshot, Topic
from data_sources.stamp import Stamp

_BLANK = (np.nan, CellState.IMPOSSIBLE)
_MARKS = {"": _BLANK, ".": (np.nan, CellState.SECRET_OR_UNKNOWN)}
_DIGITS, _SIGNS = "0123456789.", {"", "-", "+"}

Column = tuple[npt.NDArray[np.float64], npt.NDArray[np.int8]]


@dataclass(frozen=True)
class Feed:
    """The entity sets of one table as they came over the wire. ``typed``: the rows are of TypedDataSet.

    ``sets``: the entity sets CBS lists for the table. ``row_count``: the rows CBS says it has, None where it does not.
    ``status_basis``: where the statuses of periods were read.
    """

    table: str
    url: str
    info: Row
    properties: list[Row]
    code_lists: dict[str, list[Row]]
    rows: Rows = field(default_factory=Rows)
    typed: bool = False
    sets: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    row_count: int | None = None
    status_basis: str = STATUS_OF_CBS


class UntypedNotAsDescribed(SourceUnreadable):
    """UntypedDataSet holds something else than right-aligned numbers, '.' and blanks."""


def read_table(feed: Feed, *, topic_map: Mapping[str, TopicChoice]) -> TableSnapshot:
    """The snapshot of a feed.

    Raises TableRejected (a required topic missing or double, an unknown kind of period, double cells, no
    rows) or SourceUnreadable (a column or dimension missing, UntypedNotAsDescribed).
    """
    topics, topic_findings = map_topics(feed.properties, table=feed.table, topic_map=topic_map)
    region_key, period_key, other_keys = _dimensions(feed)
    if not len(feed.rows):
        raise TableRejected(
            f"Tabel {feed.table} is leeg. De oude cijfers blijven staan.", check="aantal cijfers", table=feed.table
        )
    _check_count(feed)
    periods, period_of, period_findings = _periods(feed, period_key)
    regions, region_of, region_findings = _regions(feed, region_key)
    breakdowns, breakdown_of = _breakdowns(feed, other_keys)
    _check_unique(feed, region_of, period_of, breakdown_of)
    columns = [_read_column(feed, topic) for topic in topics]
    _check_not_negative(feed, topics, columns)
    rows = len(feed.rows)
    return TableSnapshot(
        table=feed.table,
        title=str(feed.info.get("Title") or "").strip(),
        stamp=Stamp.of_info(feed.info),
        topics=topics,
        regions=regions,
        periods=periods,
        breakdowns=breakdowns,
        indicator=np.repeat(np.arange(len(topics), dtype=np.int64), rows),
        region=np.tile(region_of, len(topics)),
        period=np.tile(period_of, len(topics)),
        breakdown=np.tile(breakdown_of, len(topics)),
        value=np.concatenate([value for value, _ in columns]),
        state=np.concatenate([state for _, state in columns]),
        findings=[*feed.findings, *topic_findings, *period_findings, *region_findings],
        categories=[category for key in other_keys for category in _categories(feed, key)],
    )


def _dimensions(feed: Feed) -> tuple[str, str, list[str]]:
    kinds = {
        _key(feed, item): str(item.get("Type")) for item in feed.properties if "Dimension" in str(item.get("Type"))
    }
    kinds |= {_key(feed, item): "GeoDimension" for item in feed.properties if item.get("Type") == "GeoDetail"}
    regions = [key for key, kind in kinds.items() if kind == "GeoDimension"]
    periods = [key for key, kind in kinds.items() if kind == "TimeDimension"]
    if len(regions) != 1 or len(periods) != 1:
        raise SourceUnreadable(
            f"Tabel {feed.table} heeft niet één regio- en één tijdsdimensie. De oude cijfers blijven staan.",
            table=feed.table, url=feed.url, expected="one GeoDimension, one TimeDimension", found=kinds,
        )  # fmt: skip
    return regions[0], periods[0], sorted(set(kinds) - {regions[0], periods[0]})


def _key(feed: Feed, item: Row) -> str:
    """CBS's key of a dimension or of a code, without the spaces behind it."""
    if not isinstance(item.get("Key"), str):
        raise SourceUnreadable(
            f"In de metagegevens van tabel {feed.table} ontbreekt een sleutel. De oude cijfers blijven staan.",
            table=feed.table, url=feed.url, expected="Key", found=item,
        )  # fmt: skip
    return str(item["Key"]).strip()


def _column(feed: Feed, key: str) -> list[object]:
    if key not in feed.rows.columns:
        raise SourceUnreadable(
            f"In de gegevens van tabel {feed.table} ontbreekt de kolom {key}. De oude cijfers blijven staan.",
            table=feed.table, url=feed.url, expected=key, found=sorted(feed.rows.columns),
        )  # fmt: skip
    return feed.rows.columns[key]


def _coded(feed: Feed, key: str) -> tuple[Codes, list[str]]:
    codes, names = pd.factorize(np.array([str(value).strip() for value in _column(feed, key)], dtype=object))
    return codes.astype(np.int64), [str(name) for name in names]


def _periods(feed: Feed, key: str) -> tuple[list[FeedPeriod], Codes, list[Finding]]:
    listed: dict[str, FeedPeriod] = {}
    findings = []
    for item in feed.code_lists.get(key, []):
        title, status = item.get("Title"), item.get("Status")
        period, finding = read_period(
            _key(feed, item), title=str(title) if title else None, status=str(status) if status else None,
            status_basis=feed.status_basis,
        )  # fmt: skip
        listed[period.period.key] = period
        findings += [finding] if finding else []
    codes, names = _coded(feed, key)
    for name in names:
        if name not in listed:
            listed[name], _ = read_period(name, title=None, status=None)
            sentence = f"Periode {name} staat niet in de codelijst van tabel {feed.table}; status onbekend."
            findings.append(warning("periodecodes", sentence, expected="in de codelijst", found=name))
    order = list(listed)
    return list(listed.values()), np.array([order.index(name) for name in names], dtype=np.int64)[codes], findings


def _regions(feed: Feed, key: str) -> tuple[list[tuple[str, str]], Codes, list[Finding]]:
    listed = {_key(feed, item): str(item.get("Title") or "").strip() for item in feed.code_lists.get(key, [])}
    codes, names = _coded(feed, key)
    findings = []
    for name in [name for name in names if name not in listed]:
        listed[name] = name
        sentence = f"Regio {name} staat niet in de codelijst van tabel {feed.table}; getoond als code."
        findings.append(warning("regio's", sentence, expected="in de codelijst", found=name))
    for name in listed:
        try:
            check_region(name)
        except UsageError as error:
            raise TableRejected(
                f"Tabel {feed.table} bevat een regiocode die hier niet thuishoort: {name!r}. De oude cijfers blijven"
                " staan; meld dit aan de beheerder.",
                check="regio's", table=feed.table, url=feed.url, expected="a region code", found=name,
            ) from error  # fmt: skip
    order = {name: n for n, name in enumerate(listed)}
    return list(listed.items()), np.array([order[name] for name in names], dtype=np.int64)[codes], findings


def _breakdowns(feed: Feed, keys: list[str]) -> tuple[list[str], Codes]:
    """'' where every further dimension stands at its total, else sorted ``Dimension=Code`` pairs."""
    if not keys:
        return [""], np.zeros(len(feed.rows), dtype=np.int64)
    totals = {key: _total_code(feed, key) for key in keys}
    columns = [[str(value).strip() for value in _column(feed, key)] for key in keys]
    names = [
        ""
        if all(code == totals[key] for key, code in zip(keys, codes, strict=True))
        else ";".join(f"{key}={code}" for key, code in zip(keys, codes, strict=True))
        for codes in zip(*columns, strict=True)
    ]
    codes, unique = pd.factorize(np.array(names, dtype=object))
    return [str(name) for name in unique], codes.astype(np.int64)


def _categories(feed: Feed, key: str) -> list[Category]:
    """The codes of a further dimension with CBS's titles; its key where CBS gives it no title."""
    [title] = [str(item.get("Title") or "").strip() for item in feed.properties if _is_dimension(item, key)] or [""]
    return [
        Category(key, title or key, _key(feed, item), str(item.get("Title") or "").strip(), place)
        for place, item in enumerate(feed.code_lists.get(key, []))
    ]


def _is_dimension(item: Row, key: str) -> bool:
    return "Dimension" in str(item.get("Type")) and str(item.get("Key")).strip() == key


def _total_code(feed: Feed, key: str) -> str | None:
    """The code of the total, where there is one. In the table of kerncijfers a dimension without one is a reason to
    reject: every figure we follow would seem to have left the table.
    """
    categories = _categories(feed, key)
    total = total_codes(categories).get(key)
    if total is None and feed.table == KERNCIJFERS:
        raise TableRejected(
            f"Tabel {feed.table} heeft een nieuwe indeling '{key}' zonder herkenbaar totaal. De oude cijfers blijven"
            " staan; meld dit aan de beheerder.",
            check="indelingen", table=feed.table, url=feed.url, expected="a total",
            found=[item.title for item in categories],
        )  # fmt: skip
    return total


def _check_count(feed: Feed) -> None:
    """What was fetched is what CBS says there is: a page that was lost on the way leaves no other trace."""
    if feed.row_count is not None and feed.row_count != len(feed.rows):
        raise TableRejected(
            f"Tabel {feed.table} is niet volledig binnengekomen: {dutch(len(feed.rows))} van de"
            f" {dutch(feed.row_count)} rijen die er volgens CBS zijn. De oude cijfers blijven staan.",
            check="aantal rijen", table=feed.table, url=feed.url, expected=feed.row_count, found=len(feed.rows),
        )  # fmt: skip


def _check_unique(feed: Feed, *codes: Codes) -> None:
    keys = pd.MultiIndex.from_arrays(codes)
    if keys.has_duplicates:
        first = feed.rows.row(int(np.flatnonzero(keys.duplicated())[0]))
        raise TableRejected(
            f"Tabel {feed.table} bevat dezelfde cel meer dan eens. De oude cijfers blijven staan.",
            check="dubbele cellen", table=feed.table, url=feed.url, expected="one row a cell", found=first,
        )  # fmt: skip


def _check_not_negative(feed: Feed, topics: list[Topic], columns: list[Column]) -> None:
    """What is counted, or divided by inhabitants, is never below zero."""
    for topic, (value, _) in zip(topics, columns, strict=True):
        if topic.unit in {UNIT_COUNT, UNIT_PER_100000} and (value < 0).any():
            place = int(np.flatnonzero(value < 0)[0])
            raise TableRejected(
                f"Tabel {feed.table} bevat bij '{topic.title}' een negatief aantal. De oude cijfers blijven staan.",
                check="negatieve waarden", table=feed.table, url=feed.url, expected=">= 0", found=feed.rows.row(place),
            )  # fmt: skip


def _read_column(feed: Feed, topic: Topic) -> Column:
    if not feed.typed and topic.key not in feed.rows.columns:
        raise _not_as_described(feed, topic, sorted(feed.rows.columns))
    raw = _column(feed, topic.key)
    return _typed(raw, feed, topic) if feed.typed else _untyped(raw, feed, topic)


def _untyped(raw: list[object], feed: Feed, topic: Topic) -> Column:
    if not set(map(type, raw)) <= {str, type(None)}:
        raise _not_as_described(feed, topic, next(cell for cell in raw if not (cell is None or isinstance(cell, str))))
    # Each text is read once: of a million cells most say what another one says.
    codes, texts = pd.factorize(np.array(raw, dtype=object))
    read = [_read_text(text) for text in texts]
    if None in read:
        raise _not_as_described(feed, topic, texts[read.index(None)])
    # The last one is for null, which has no text and code -1.
    cells = [cell for cell in read if cell is not None] + [_BLANK]
    value = np.array([number for number, _ in cells], dtype=np.float64)[codes]
    return value, np.array([state for _, state in cells], dtype=np.int8)[codes]


def _read_text(text: str) -> tuple[float, CellState] | None:
    """What a cell of UntypedDataSet says; None for something else than a number, '.' or blank."""
    stripped = text.strip()
    if stripped in _MARKS:
        return _MARKS[stripped]
    # float() alone would take 'nan', '1e5' and '1_000' as well.
    if stripped.strip(_DIGITS) not in _SIGNS:
        return None
    try:
        return float(stripped), CellState.VALUE
    except ValueError:
        return None


def _typed(raw: list[object], feed: Feed, topic: Topic) -> Column:
    value = pd.to_numeric(pd.Series(raw, dtype=object), errors="coerce").to_numpy(dtype=np.float64, copy=True)
    empty = np.array([cell is None for cell in raw])
    if (~np.isfinite(value) & ~empty).any():
        raise SourceUnreadable(
            f"In tabel {feed.table} staat bij '{topic.title}' iets dat geen getal is. De oude cijfers blijven staan.",
            table=feed.table, url=feed.url, expected="a number or null",
            found=raw[int(np.flatnonzero(~np.isfinite(value) & ~empty)[0])],
        )  # fmt: skip
    return value, np.where(empty, CellState.SECRET_OR_UNKNOWN, CellState.VALUE).astype(np.int8)


def _not_as_described(feed: Feed, topic: Topic, found: object) -> UntypedNotAsDescribed:
    return UntypedNotAsDescribed(
        f"UntypedDataSet van tabel {feed.table} heeft bij '{topic.title}' iets anders dan getallen, punten en leegtes",
        table=feed.table, url=feed.url, expected="right-aligned number, '.', blank", found=found,
    )  # fmt: skip
