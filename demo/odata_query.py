"""What is asked of the stand-in: the path of a request and its OData options."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, unquote, unquote_plus


class ODataFault(Exception):
    """A request that gets an error as its answer."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def bad_request(message: str) -> ODataFault:
    return ODataFault(HTTPStatus.BAD_REQUEST, message)


@dataclass(frozen=True)
class Query:
    """The options of one request; ``select`` is empty where all columns are wanted."""

    format: str | None = None
    filter: str | None = None
    select: tuple[str, ...] = ()
    top: int | None = None
    skip: int = 0

    def next_page(self, page_size: int) -> str:
        """The query string of the following page. Spaces as %20, since a + would be taken for a plus by some."""
        left = None if self.top is None else str(self.top - page_size)
        options = {
            "$format": self.format,
            "$filter": self.filter,
            "$select": ",".join(self.select) or None,
            "$top": left,
            "$skip": str(self.skip + page_size),
        }
        return "&".join(f"{name}={quote(value, safe='(),')}" for name, value in options.items() if value is not None)


def read_target(target: str) -> tuple[list[str], Query]:
    """The path in pieces, and the options. Raises ODataFault (400) for an option that is not understood."""
    path, _, query = target.partition("?")
    return [unquote(piece) for piece in path.split("/") if piece], _read_query(query)


def _read_query(query: str) -> Query:
    options: dict[str, str] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        name = unquote_plus(name)
        if name in options:
            raise bad_request(f"Query option '{name}' was specified more than once.")
        options[name] = unquote_plus(value)
    unknown = {name for name in options if name.startswith("$")} - {"$format", "$filter", "$select", "$top", "$skip"}
    if unknown:
        raise bad_request(f"Query option '{min(unknown)}' is not supported.")
    if options.get("$format", "json") not in ("json", "atom"):
        raise bad_request(f"Format '{options['$format']}' is not supported.")
    return Query(
        format=options.get("$format"),
        filter=options.get("$filter"),
        select=tuple(name.strip() for name in options.get("$select", "").split(",") if name.strip()),
        top=_whole(options["$top"], "$top") if "$top" in options else None,
        skip=_whole(options.get("$skip", "0"), "$skip"),
    )


def _whole(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise bad_request(f"Query option '{name}' must be a whole number, not '{text}'.")
    return int(text)
