"""What a file says of itself: title, subject, language, who made it and when. Nothing of the moment it was packed."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from dashboard.exports.document import Document
from dashboard.exports.documents.inlines import LANGUAGE, clean

CREATOR = "Veilig Thuis in cijfers"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_DUBLIN = "http://purl.org/dc/"


def core_properties(document: Document) -> bytes:
    """docProps/core.xml."""
    made = _moment(document.made_at)
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}" xmlns:dc="{_DUBLIN}elements/1.1/"'
        f' xmlns:dcterms="{_DUBLIN}terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{_dublin(document)}{moments}</cp:coreProperties>'
    ).encode()


def app_properties() -> bytes:
    """docProps/app.xml: by what it was made."""
    return f'{_HEAD}<Properties xmlns="{_EXTENDED}"><Application>{CREATOR}</Application></Properties>'.encode()


def odt_properties(document: Document) -> bytes:
    """meta.xml."""
    made = _moment(document.made_at)
    office, meta = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "meta"))
    return (
        f'{_HEAD}<office:document-meta xmlns:office="{office}" xmlns:meta="{meta}" xmlns:dc="{_DUBLIN}elements/1.1/"'
        f' office:version="1.3"><office:meta><meta:generator>{CREATOR}</meta:generator>'
        f"<meta:initial-creator>{CREATOR}</meta:initial-creator><meta:creation-date>{made}</meta:creation-date>"
        f"{_dublin(document)}<dc:date>{made}</dc:date></office:meta></office:document-meta>"
    ).encode()


def _dublin(document: Document) -> str:
    said = {"title": document.title, "subject": document.subject, "creator": CREATOR, "language": LANGUAGE}
    return "".join(f"<dc:{name}>{escape(clean(words))}</dc:{name}>" for name, words in said.items())


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
