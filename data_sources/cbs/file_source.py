"""What a folder and a CSV have in common as the source of a table: no host, no hurry, and a hash to know them by."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

from data_sources.errors import SourceUnreadable
from data_sources.registry import FILE_HOST, SOURCES, TABLE_PAGE

# Seconds, as long as a table may take to come in from CBS.
_PATIENCE = 600.0


class FileSource:
    """``table``: the one table it holds. ``file_name``: the last part of its path, as figures are marked with."""

    host = FILE_HOST

    def __init__(self, path: Path, *, table: str) -> None:
        self.table = table
        self.file_name = path.resolve().name

    def deadline_from_now(self) -> float:
        """Until then a file waits for another refresh that is at work; what lies on a disk is read at once."""
        return time.monotonic() + _PATIENCE

    def table_url(self, table: str) -> str:
        """The page on which a person can look the figures up."""
        return SOURCES[table].landing_page if table in SOURCES else TABLE_PAGE + table


def file_bytes(path: Path) -> bytes:
    """Raises SourceUnreadable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceUnreadable(
            f"Het bestand '{path.name}' is niet te lezen. De oude cijfers blijven staan.",
            path=str(path), found=repr(error),
        ) from error  # fmt: skip


def hash_of_files(files: Mapping[str, bytes]) -> str:
    """sha256 over a line '<sha256>  <name>' for each file, by name: the lines that sha256sum prints for them."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
