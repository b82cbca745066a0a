"""XML of strangers, read as a stream of events: without document types, entities or anything from elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Protocol
from xml.sax import SAXException, handler
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from data_sources.pilots.sheets.limits import MAX_DEPTH, MAX_EVENTS, MAX_NAMES, NotReadable, too_many_cells
from data_sources.pilots.sheets.unpack import damaged

# The parser looks anew at all of what has no end yet, with each piece that comes.
_PIECE = 512 * 1024


class Events(Protocol):
    """What a reader wants to know. Raising in one of these ends the reading."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class Budget:
    """How much may still be read of one file, however it is divided over parts."""

    def __init__(self, most: int = MAX_EVENTS) -> None:
        self.left = most

    def spend(self, events: int) -> None:
        """Raises NotReadable where there is too much."""
        self.left -= events
        if self.left < 0:
            raise too_many_cells()


class _Started(Exception):
    """The root element has come, and with it the end of where a document type may stand."""


def local_name(_namespace: str | None, name: str) -> str:
    return name


def prefixed_name(namespace: str | None, name: str) -> str:
    """As 'table:table-cell', of the namespaces of OpenDocument; so that a prefix of choice does not matter."""
    parts = (namespace or "").split(":")
    return f"{parts[-2]}:{name}" if len(parts) > 2 else name


def read_xml(
    data: bytes, events: Events, name: Callable[[str | None, str], str] = local_name, *, budget: Budget
) -> None:
    """Tells of all of a document. Raises NotReadable for one that is not well-formed, has a document type, or is
    larger, deeper or in longer pieces than that of a spreadsheet.
    """
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setFeature(handler.feature_namespaces, True)
    parser.setFeature(handler.feature_external_ges, False)
    parser.setContentHandler(_Forwarding(events, name, budget))
    try:
        stream = io.BytesIO(data)
        while piece := stream.read(_PIECE):
            before = budget.left
            parser.feed(piece)
            if len(piece) == _PIECE and budget.left == before:
                # One tag, comment or value that goes on and on, of which all has to be kept until its end.
                raise damaged()
        parser.close()
    except DefusedXmlException as error:
        raise NotReadable(
            "Het bestand heeft een documenttype (DOCTYPE) of eigen afkortingen, die er niet in horen.",
            found=repr(error),
        ) from error
    except (SAXException, LookupError, ValueError) as error:
        raise damaged() from error


def check_prolog(data: bytes, budget: Budget) -> None:
    """What stands before the first element, where a document type would."""
    try:
        read_xml(data, _UntilRoot(), budget=budget)
    except _Started:
        return


class _UntilRoot:
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        raise _Started

    def end(self, name: str) -> None:
        """Never reached."""

    def text(self, data: str) -> None:
        """White space, if anything."""


class _Forwarding(handler.ContentHandler):
    def __init__(self, events: Events, name: Callable[[str | None, str], str], budget: Budget) -> None:
        super().__init__()
        self._events, self._name, self._budget = events, name, budget
        self._depth = 0
        self._names: dict[tuple[str | None, str], str] = {}

    def startPrefixMapping(self, prefix: str | None, uri: str) -> None:  # noqa: N802
        self._budget.spend(1)

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        self._budget.spend(1 + len(attrs))
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise damaged()
        named = {self._told(key): value for key, value in attrs.items()} if len(attrs) else {}
        self._events.start(self._told(name), named)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._depth -= 1
        self._events.end(self._told(name))

    def _told(self, name: tuple[str | None, str]) -> str:
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= MAX_NAMES:
                raise damaged()
            found = self._names[name] = self._name(*name)
        return found

    def characters(self, content: str) -> None:
        self._budget.spend(1)
        self._events.text(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        self._budget.spend(1)
