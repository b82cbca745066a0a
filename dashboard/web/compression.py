"""Answers go compressed: files once for all who ask, everything else at each answer.

Files are kept in memory by what they contain, so nothing can be out of date. What every page needs was compressed at
set-up, as well as it can be, for that takes seconds: `scripts/frontend.py` calls `Compressor.precompress`, and `best`
finds it again by its content. The rest takes milliseconds at its first use.
"""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import brotli
from dash import Dash
from flask import Response, request

from dashboard.web.caching import is_file, whole

# Below this the headers cost more than is won.
SMALLEST = 1000
ENCODINGS = ("br", "gzip")
_COMPRESSIBLE = frozenset(
    {"text/html", "text/css", "text/javascript", "text/plain", "text/csv", "application/json", "image/svg+xml"}
)
# How hard to try: for each answer, for a file at its first use, at set-up. Brotli's hardest takes 1.7 s for plotly; the
# others come out 8% and 15% larger.
EACH_ANSWER, FIRST_USE, SET_UP = 0, 1, 2
_BROTLI_QUALITY = (4, 9, 11)
_GZIP_LEVEL = (5, 9, 9)


def compress(content: bytes, encoding: str, effort: int) -> bytes:
    """The content in an encoding of ENCODINGS, with one of the three efforts."""
    if encoding == "br":
        return brotli.compress(content, quality=_BROTLI_QUALITY[effort])
    return gzip.compress(content, _GZIP_LEVEL[effort], mtime=0)


class Compressor:
    """Files, each compressed once and kept. ``folder`` holds what was compressed at set-up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[tuple[str, str], bytes] = {}

    def best(self, content: bytes, encoding: str) -> bytes:
        """The content compressed: as kept, else as made at set-up, else made now."""
        key = (sha256(content).hexdigest(), encoding)
        if key not in self._kept:
            path = self._path(*key)
            # Two that ask at once may both compress; they come to the same.
            self._kept[key] = path.read_bytes() if path.is_file() else compress(content, encoding, FIRST_USE)
        return self._kept[key]

    def precompress(self, content: bytes) -> None:
        """Write the content to the folder in every encoding."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for encoding in ENCODINGS:
            path = self._path(sha256(content).hexdigest(), encoding)
            path.write_bytes(compress(content, encoding, SET_UP))

    def _path(self, digest: str, encoding: str) -> Path:
        return self._folder / f"{digest}.{encoding}"


def compress_answers(app: Dash, compressor: Compressor) -> None:
    """Compress what a browser accepts compressed and is worth it."""

    def compressed(response: Response) -> Response:
        if not _is_worth_it(response, file=is_file(app)):
            return response
        response.vary.add("Accept-Encoding")
        encoding = accepted_encoding()
        if encoding is None:
            return response
        content = whole(response)
        if len(content) < SMALLEST:
            return response
        keep = is_file(app) and response.status_code == 200
        response.set_data(compressor.best(content, encoding) if keep else compress(content, encoding, EACH_ANSWER))
        response.content_encoding = encoding
        response.headers.pop("Accept-Ranges", None)
        return response

    app.server.after_request(compressed)


def accepted_encoding() -> str | None:
    """The encoding this request likes best, brotli when it has no preference; None when it wants neither."""
    wanted = request.accept_encodings
    found = max(ENCODINGS, key=lambda encoding: wanted[encoding])
    return found if wanted[found] > 0 else None


def _is_worth_it(response: Response, *, file: bool) -> bool:
    if response.mimetype not in _COMPRESSIBLE or response.content_encoding or response.status_code in {204, 206, 304}:
        return False
    # What is made while it is sent stays a stream; so does a download from a folder that is not ours.
    return file or not (response.is_streamed or response.direct_passthrough)
