"""Which reference document a file is made from: the ministry's own (VT_THEME_DIR) or ours."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path

from lxml import etree

from dashboard.exports.documents.looks import LOOKS
from dashboard.exports.documents.package import packed, parts_of
from dashboard.exports.documents.pandoc import Kind
from dashboard.exports.documents.reference_docx import add_missing_styles, reference_docx
from dashboard.exports.documents.reference_odt import o, put_look, reference_odt
from dashboard.exports.documents.reference_odt import written as odt_written
from data_sources.errors import SettingsError

_NAMES: dict[Kind, str] = {"docx": "brief.docx", "odt": "brief.odt"}
_NEEDED = {"docx": ("word/document.xml", "word/styles.xml"), "odt": ("content.xml", "styles.xml")}
_PROGRAM = {"docx": "Word-document", "odt": "OpenDocument-tekst"}
_MOST_BYTES = 20_000_000


def reference(kind: Kind, theme_dir: Path | None) -> bytes:
    """The reference document: `brief.docx` or `brief.odt` of the folder, with those of our styles that it lacks; ours
    where there is none. Read again when the file changes. Raises SettingsError for a file that is no such document.
    """
    own = theme_dir / _NAMES[kind] if theme_dir else None
    if own is None or not own.is_file():
        return reference_docx() if kind == "docx" else reference_odt()
    found = own.stat()
    return _read(kind, own, found.st_mtime_ns, found.st_size)


def check_references(theme_dir: Path) -> None:
    """Raises SettingsError when the folder has a reference document that cannot be used."""
    for kind in _NAMES:
        reference(kind, theme_dir)


@lru_cache(maxsize=4)
def _read(kind: Kind, path: Path, _changed: int, size: int) -> bytes:
    try:
        if size > _MOST_BYTES:
            raise ValueError(f"{size} bytes")
        parts = parts_of(path.read_bytes())
        if missing := [name for name in _NEEDED[kind] if name not in parts]:
            raise ValueError(f"without {', '.join(missing)}")
        return _completed(kind, parts)
    except (OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise SettingsError(
            f"VT_THEME_DIR: {path.name} is geen bruikbaar {_PROGRAM[kind]}. Sla het opnieuw op als .{kind}, of haal het"
            " uit de map.",
            found=str(error),
        ) from error


def _completed(kind: Kind, parts: dict[str, bytes]) -> bytes:
    if kind == "docx":
        parts["word/styles.xml"] = add_missing_styles(parts["word/styles.xml"])
        return packed(parts)
    root = etree.fromstring(parts["styles.xml"])
    styles = root.find(o("office:styles"))
    if styles is None:
        raise ValueError("without office:styles")
    known = {style.get(o("style:name")) for style in styles.iter(o("style:style"))}
    for look in LOOKS:
        if look.odt_name not in known:
            put_look(styles, look)
    parts["styles.xml"] = odt_written(root)
    return packed(parts)
