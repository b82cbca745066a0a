"""What the stand-in answers, without the network: the published tables behind CBS's three services, and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus

import orjson

from demo.atom import atom_feed, atom_service
from demo.odata_filter import FilterError, compile_filter
from demo.odata_query import ODataFault, Query, bad_request, read_target
from demo.table import FictionalTable
from demo.topics import Row

_JSON = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"
_ATOM = "application/atom+xml;type=feed;charset=utf-8"
_ATOM_SERVICE = "application/atomsvc+xml;charset=utf-8"
_TEXT = "text/plain;charset=utf-8"

# Enough for every page of a few refreshes: a refresh then costs no filtering and no encoding.
_ANSWERS_KEPT = 64


@dataclass(frozen=True)
class Reply:
    """One HTTP answer."""

    status: HTTPStatus
    content_type: str
    body: bytes


class Published:
    """One unchanging state of all tables. Answers are kept; publishing a table makes a new Published.

    ``files``: JSON that is given as it is, by its path.
    """

    def __init__(
        self, tables: Mapping[str, FictionalTable], *, page_size: int, scheme: str = "http",
        files: Mapping[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        self.tables = dict(tables)
        self._files = dict(files or {})
        self._page_size = page_size
        self._scheme = scheme
        self.answer = lru_cache(maxsize=_ANSWERS_KEPT)(self._answer)

    def _answer(self, target: str, host: str) -> Reply:
        """The answer to a GET of ``target`` when the client knows us as ``host``."""
        root = f"{self._scheme}://{host}"
        file = self._files.get(target.partition("?")[0])
        if file is not None:
            return Reply(HTTPStatus.OK, "application/json; charset=utf-8", file)
        try:
            pieces, query = read_target(target)
            match pieces:
                case ["ODataCatalog", "Tables", *rest]:
                    rows = [catalog_row(table, root=root) for table in self.tables.values()]
                    base = f"{root}/ODataCatalog"
                    return self._set(rows, base=base, name="Tables", rest=rest, query=_with_default(query, "atom"))
                case ["ODataFeed" | "ODataApi" as service, "odata" | "OData", table_id, *rest]:
                    query = _with_default(query, "atom" if service == "ODataFeed" else "json")
                    return self._table(f"{root}/{service}/odata/{table_id}", table_id, rest, query)
            raise _not_found(target)
        except ODataFault as fault:
            error = {"code": "", "message": {"lang": "nl-NL", "value": fault.message}}
            return Reply(fault.status, _JSON, orjson.dumps({"odata.error": error}))

    def _table(self, base: str, table_id: str, rest: list[str], query: Query) -> Reply:
        if table_id not in self.tables:
            raise _not_found(table_id)
        sets = self.tables[table_id].sets
        if not rest:
            return _root(base, list(sets), query)
        name, *rest = rest
        if name not in sets:
            raise _not_found(name)
        return self._set(sets[name], base=base, name=name, rest=rest, query=query)

    def _set(self, rows: list[Row], *, base: str, name: str, rest: list[str], query: Query) -> Reply:
        if rest not in ([], ["$count"]):
            raise _not_found("/".join([name, *rest]))
        rows = _filtered(rows, query)
        if rest:
            return Reply(HTTPStatus.OK, _TEXT, str(len(rows)).encode())
        asked = rows[query.skip :][: query.top]
        page = _selected(asked[: self._page_size], query)
        more = len(asked) > self._page_size
        next_link = f"{base}/{name}?{query.next_page(self._page_size)}" if more else None
        if query.format == "atom":
            body = atom_feed(title=name, url=f"{base}/{name}", rows=page, next_link=next_link)
            return Reply(HTTPStatus.OK, _ATOM, body)
        answer = {"odata.metadata": f"{base}/$metadata#Cbs.OData.WebAPI.{name}", "value": page}
        return Reply(HTTPStatus.OK, _JSON, orjson.dumps(answer | ({"odata.nextLink": next_link} if next_link else {})))


def catalog_row(table: FictionalTable, *, root: str) -> Row:
    """The table as one row of the catalogue: its TableInfos without Description, and what the catalogue adds."""
    info = table.sets["TableInfos"][0] if table.sets.get("TableInfos") else {}
    rows = table.sets.get("TypedDataSet", [])
    return {
        "Updated": info.get("MetaDataModified"),
        **{name: value for name, value in info.items() if name != "Description"},
        "Identifier": table.table_id,
        "SummaryAndLinks": info.get("Summary"),
        "ApiUrl": f"{root}/ODataApi/OData/{table.table_id}",
        "FeedUrl": f"{root}/ODataFeed/OData/{table.table_id}",
        "RecordCount": len(rows),
        "ColumnCount": len(rows[0]) - 1 if rows else 0,
        "SearchPriority": "1",
    }


def _root(base: str, names: list[str], query: Query) -> Reply:
    if query.format == "atom":
        return Reply(HTTPStatus.OK, _ATOM_SERVICE, atom_service(base=base, names=names))
    value = [{"name": name, "url": f"{base}/{name}"} for name in names]
    return Reply(HTTPStatus.OK, _JSON, orjson.dumps({"odata.metadata": f"{base}/$metadata", "value": value}))


def _filtered(rows: list[Row], query: Query) -> list[Row]:
    if query.filter is None:
        return rows
    try:
        test = compile_filter(query.filter, fields=_fields(rows))
        return [row for row in rows if test(row)]
    except FilterError as error:
        raise bad_request(f"Syntax error in $filter: {error}") from error


def _selected(rows: list[Row], query: Query) -> list[Row]:
    """Only the columns asked for, in the order of the table. ID is left out like any other."""
    if not query.select:
        return rows
    unknown = set(query.select) - _fields(rows)
    if rows and unknown:
        raise bad_request(f"Could not find a property named '{min(unknown)}'.")
    return [{name: value for name, value in row.items() if name in query.select} for row in rows]


def _fields(rows: list[Row]) -> set[str]:
    return {name for row in rows for name in row}


def _with_default(query: Query, name: str) -> Query:
    """Where the client names no format, the service has its own; a nextLink then names it."""
    return query if query.format else replace(query, format=name)


def _not_found(what: str) -> ODataFault:
    return ODataFault(HTTPStatus.NOT_FOUND, f"Resource not found for the segment '{what}'.")
