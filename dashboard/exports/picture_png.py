"""What a PNG says of itself: how large it is on paper, and what it shows."""

from __future__ import annotations

import zlib
from struct import pack, unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.exports.pictures import PictureWords

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The first chunk, of a fixed length, after which these may stand.
_HEADER_END = len(_SIGNATURE) + 8 + 13 + 4
_PER_METRE = 1


def png_file(content: bytes, words: PictureWords, *, width_mm: float) -> bytes:
    """The picture with its size and its words in it. Raises ValueError for what is no PNG."""
    if not content.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    across, _ = unpack(">II", content[16:24])
    # As many dots a metre as make it exactly so wide; Word places it by this.
    density = round(across * 1000 / width_mm)
    chunks = [
        _chunk(b"pHYs", pack(">IIB", density, density, _PER_METRE)),
        _text("Title", words.title),
        _text("Description", words.alt),
        _text("Source", words.source),
        _text("Copyright", words.licence),
        _text("Comment", "\n".join(words.lines)),
        _text("Software", words.software),
    ]
    return content[:_HEADER_END] + b"".join(chunks) + content[_HEADER_END:]


def _text(keyword: str, text: str) -> bytes:
    """An iTXt chunk in Dutch, not compressed: a search through files finds it."""
    return _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0" + b"nl\0" + b"\0" + text.encode("utf-8"))


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
