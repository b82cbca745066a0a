"""Pandoc as a process of its own: without files, network or filters, within a time and a size."""

from __future__ import annotations

import logging
import os
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson

from data_sources.errors import DocumentUnavailable

Kind = Literal["docx", "odt"]
SECONDS = 30.0
_MEMORY = ("+RTS", "-M768M", "-RTS")
_log = logging.getLogger(__name__)


def written(tree: Mapping[str, Any], kind: Kind, *, reference: bytes, made_at: datetime) -> bytes:
    """The file of a tree, in the styles of a reference document. The same tree gives the same file.

    Raises DocumentUnavailable when pandoc does not answer in time or cannot make it.
    """
    with tempfile.TemporaryDirectory(prefix="vt-document-") as folder:
        styles = Path(folder, f"reference.{kind}")
        styles.write_bytes(reference)
        command = (
            "--sandbox", "--from=json", f"--to={kind}", "--wrap=preserve", f"--reference-doc={styles}", "--output=-",
        )  # fmt: skip
        return run(*command, given=orjson.dumps(tree), at=made_at)


@cache
def default_reference(kind: Kind) -> bytes:
    """The reference document that comes with pandoc, on which ours is made."""
    return run("--print-default-data-file", f"reference.{kind}")


def run(*arguments: str, given: bytes = b"", at: datetime | None = None, seconds: float = SECONDS) -> bytes:
    """What pandoc writes; ``at``: the moment it takes to be now. Raises DocumentUnavailable."""
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8"}
    if at is not None:
        environment["SOURCE_DATE_EPOCH"] = str(int(at.timestamp()))
    try:
        done = subprocess.run(
            [_program(), *_MEMORY, *arguments], input=given, capture_output=True, timeout=seconds, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise DocumentUnavailable(
            f"Het document was na {seconds:.0f} seconden nog niet klaar en is afgebroken. Probeer het opnieuw, of maak"
            " het korter.",
        ) from error
    except OSError as error:
        raise DocumentUnavailable(
            "Het document kon niet worden gemaakt: pandoc start niet. Meld dit aan de beheerder.", found=str(error)
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        _log.error("pandoc ended with %s: %s", done.returncode, said[:2000])
        raise DocumentUnavailable("Het document kon niet worden gemaakt. Meld dit aan de beheerder.", found=said[:200])
    return done.stdout


@cache
def _program() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())
