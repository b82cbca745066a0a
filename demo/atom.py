"""Atom XML, which CBS's feed gives to whoever forgets $format=json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_ATOM = "http://www.w3.org/2005/Atom"
_APP = "http://www.w3.org/2007/app"
_DATA = "http://schemas.microsoft.com/ado/2007/08/dataservices"
_METADATA = f"{_DATA}/metadata"
_PREFIXES = {"": _ATOM, "d": _DATA, "m": _METADATA}
_STAMP = "2026-01-01T00:00:00Z"


def atom_feed(*, title: str, url: str, rows: Iterable[Mapping[str, object]], next_link: str | None) -> bytes:
    """One entity set, or one page of it."""
    feed = Element("feed", {f"xmlns{':' if prefix else ''}{prefix}": name for prefix, name in _PREFIXES.items()})
    _head(feed, title=title, identity=url)
    for number, row in enumerate(rows):
        entry = SubElement(feed, "entry")
        _head(entry, title="", identity=f"{url}({row.get('ID', number)})")
        properties = SubElement(SubElement(entry, "content", {"type": "application/xml"}), "m:properties")
        for name, value in row.items():
            _property(properties, name, value)
    if next_link:
        SubElement(feed, "link", {"rel": "next", "href": next_link})
    return _written(feed)


def atom_service(*, base: str, names: Iterable[str]) -> bytes:
    """The root document of a table."""
    service = Element("service", {"xmlns": _APP, "xmlns:atom": _ATOM, "xml:base": f"{base}/"})
    workspace = SubElement(service, "workspace")
    SubElement(workspace, "atom:title").text = "Default"
    for name in names:
        SubElement(SubElement(workspace, "collection", {"href": name}), "atom:title").text = name
    return _written(service)


def _head(parent: Element, *, title: str, identity: str) -> None:
    SubElement(parent, "id").text = identity
    SubElement(parent, "title", {"type": "text"}).text = title
    SubElement(parent, "updated").text = _STAMP
    # Atom wants an author somewhere; OData leaves it empty.
    SubElement(SubElement(parent, "author"), "name")


def _property(properties: Element, name: str, value: object) -> None:
    # A type annotation ("odata.type") is no property and no valid place for one in Atom.
    if name.startswith("odata."):
        return
    element = SubElement(properties, f"d:{name}")
    if value is None:
        element.set("m:null", "true")
        return
    element.set("xml:space", "preserve")
    element.text = str(value).lower() if isinstance(value, bool) else str(value)


def _written(root: Element) -> bytes:
    found: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return found
