"""An address that somebody is sent to, when it comes out of a request: only ever a page of this very site."""

from __future__ import annotations

import re

_LONGEST = 2_000


def own_path(text: str, *, otherwise: str = "/") -> str:
    """The path and query, if that is what the text is; what browsers might take for another site is ``otherwise``."""
    # A browser leaves out tabs and line ends, and takes a backslash for a slash.
    if not text.startswith("/") or len(text) > _LONGEST or "\\" in text or not text.isprintable() or not text.isascii():
        return otherwise
    # Two slashes begin another host, also where they come first only after the path was put in order (/.//host).
    return otherwise if "//" in re.split("[?#]", text)[0] else text
