"""XML of strangers, read as a stream of events: without document types, entities or anything from elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Protocol
from xml.sax import SAXException, handler
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from data_sources.pilots.sheets.limits import NotReadable
from data_sources.pilots.sheets.unpack import damaged

_CHUNK = 64 * 1024


class Events(Protocol):
    """What a reader wants to know. Raising in one of these ends the reading."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class _Started(Exception):
    """The root element has come, and with it the end of where a document type may stand."""


def local_name(_namespace: str | None, name: str) -> str:
    return name


def prefixed_name(namespace: str | None, name: str) -> str:
    """As 'table:table-cell', of the namespaces of OpenDocument; so that a prefix of choice does not matter."""
    parts = (namespace or "").split(":")
    return f"{parts[-2]}:{name}" if len(parts) > 2 else name


def read_xml(data: bytes, events: Events, name: Callable[[str | None, str], str] = local_name) -> None:
    """Tells of all of a document. Raises NotReadable for one that is not well-formed, or has a document type."""
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setFeature(handler.feature_namespaces, True)
    parser.setFeature(handler.feature_external_ges, False)
    parser.setContentHandler(_Forwarding(events, name))
    try:
        stream = io.BytesIO(data)
        while piece := stream.read(_CHUNK):
            parser.feed(piece)
        parser.close()
    except DefusedXmlException as error:
        raise NotReadable(
            "Het bestand heeft een documenttype (DOCTYPE) of eigen afkortingen, die er niet in horen.",
            found=repr(error),
        ) from error
    except (SAXException, LookupError, ValueError) as error:
        raise damaged() from error


def check_prolog(data: bytes) -> None:
    """What stands before the first element, where a document type would."""
    try:
        read_xml(data, _UntilRoot())
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
    def __init__(self, events: Events, name: Callable[[str | None, str], str]) -> None:
        super().__init__()
        self._events, self._name = events, name

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        self._events.start(self._name(*name), {self._name(*key): value for key, value in attrs.items()})

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._events.end(self._name(*name))

    def characters(self, content: str) -> None:
        self._events.text(content)
