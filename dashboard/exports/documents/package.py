"""An office file as its parts by name, and back: a zip in a fixed order, without the moment it was packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_MIMETYPE = "mimetype"
_FIRST = (_MIMETYPE, "[Content_Types].xml")


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a file. Raises zipfile.BadZipFile for what is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {item.filename: package.read(item) for item in package.infolist() if not item.is_dir()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The file of these parts. What says its kind comes first, and of an OpenDocument uncompressed."""
    names = [*(name for name in _FIRST if name in parts), *(name for name in parts if name not in _FIRST)]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in names:
            item = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            item.compress_type = zipfile.ZIP_STORED if name == _MIMETYPE else zipfile.ZIP_DEFLATED
            package.writestr(item, parts[name], compresslevel=6)
    return made.getvalue()
