"""The ledger as a file: one JSON object, with a line of text for each line of the ledger, and a checksum of them.

Everything that was approved is in it, also what may be seen only later, was replaced or withdrawn; no drafts. The same
ledger gives the same bytes. A line is told by its place in the file, since other stores number theirs otherwise; of
the proposal it came in nothing is said. It is read line by line, so that what is no such file costs little memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from data_sources.errors import UsageError, VeiligThuisError
from data_sources.pilots.lines import Line

# The way it is written.
FORMAT = 1
# Of the file and of one line of it.
MOST_BYTES, LONGEST_LINE, MOST_LINES = 64_000_000, 100_000, 50_000
_HEAD = '{{"format": {format}, "lines": ['
_NOT_TOLD = ("id", "proposal")


class LedgerFileError(VeiligThuisError):
    """A file that is no ledger, or no whole one; nothing was done with it."""


def ledger_file(lines: Sequence[Line]) -> Iterator[bytes]:
    """The file, part by part. ``lines``: in the order in which they were added."""
    places = {line.id: place for place, line in enumerate(lines, 1)}
    digest = hashlib.sha256()
    yield f"{_HEAD.format(format=FORMAT)}\n".encode()
    for place, line in enumerate(lines, 1):
        text = json.dumps(_told(line, places), ensure_ascii=False, sort_keys=True).encode()
        digest.update(text)
        yield text + (b",\n" if place < len(lines) else b"\n")
    yield f'], "sha256": "{digest.hexdigest()}"}}\n'.encode()


def read_ledger_file(file: BinaryIO, name: str) -> list[Line]:
    """The lines of a file as they are told, numbered by their place from 1 on; whether they can be true is for others
    to check. Raises LedgerFileError, with a Dutch sentence, for a file that is damaged, too large or of a later
    program.
    """
    try:
        return _read(file, name)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError, UsageError) as error:
        raise LedgerFileError(
            f"'{name}' is geen hele export van de pilots: er ontbreekt iets of er is iets in veranderd.",
            found=repr(error)[:200],
        ) from error


def _read(file: BinaryIO, name: str) -> list[Line]:
    texts = _lines(file, name)
    head = next(texts, b"").decode().rstrip()
    if head != _HEAD.format(format=FORMAT):
        _refuse_later(head, name)
        raise ValueError("not the head")
    digest = hashlib.sha256()
    found: list[Line] = []
    for text in texts:
        if text.startswith(b"]"):
            end = json.loads(b'{"lines": [' + text)
            if end != {"lines": [], "sha256": digest.hexdigest()} or next(texts, None) is not None:
                raise ValueError("another checksum, or more after it")
            return found
        if len(found) == MOST_LINES:
            raise LedgerFileError(f"'{name}' heeft meer dan {MOST_LINES} regels; dat wordt niet gelezen.")
        told = text.rstrip(b"\n").removesuffix(b",")
        digest.update(told)
        found.append(_line(json.loads(told), len(found) + 1))
    raise ValueError("no end")


def _lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines of the file, no more of them and no longer ones than are looked at."""
    read = 0
    while text := file.readline(LONGEST_LINE + 1):
        read += len(text)
        if len(text) > LONGEST_LINE:
            raise ValueError("a line that is too long")
        if read > MOST_BYTES:
            raise LedgerFileError(f"'{name}' is te groot: hooguit {MOST_BYTES // 1_000_000} MB wordt gelezen.")
        yield text


def _refuse_later(head: str, name: str) -> None:
    start, _, rest = head.partition(": ")
    number = rest.partition(",")[0]
    if start == '{"format"' and number.isascii() and number.isdigit() and len(number) < 9 and int(number) > FORMAT:
        raise LedgerFileError(
            f"'{name}' is gemaakt door een nieuwere versie van dit programma. Werk het programma bij.",
            expected=FORMAT, found=number,
        )  # fmt: skip


def _told(line: Line, places: dict[int, int]) -> dict[str, Any]:
    told = {name: _text(value) for name, value in vars(line).items() if name not in _NOT_TOLD}
    replaces = places[line.replaces] if line.replaces is not None else None
    return {**told, "record": dict(line.record), "replaces": replaces, "bundled": line.is_bundled}


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


_TEXTS = ("kind", "key", "document", "known_on", "content_hash", "approved_by")
_TEXTS_OR_NONE = (
    "author", "author_name", "author_person", "approver_name", "approver_person", "approved_at", "visible_from",
    "restored_from", "reason",
)  # fmt: skip
_OTHER = ("record", "replaces", "withdrawn", "bundled")


def _line(told: Any, place: int) -> Line:
    if not isinstance(told, dict) or set(told) != {*_TEXTS, *_TEXTS_OR_NONE, *_OTHER}:
        raise ValueError(f"line {place}: not these fields")
    _check_types(told, place)
    plain = {name: told[name] for name in (*_TEXTS, *_TEXTS_OR_NONE)}
    line = Line(
        **{
            **plain, "id": place, "record": told["record"], "known_on": date.fromisoformat(told["known_on"]),
            "approved_at": _moment(told["approved_at"]), "visible_from": _moment(told["visible_from"]),
            "replaces": told["replaces"], "withdrawn": told["withdrawn"],
        }
    )  # fmt: skip
    if line.is_bundled != told["bundled"]:
        raise ValueError(f"line {place}: bundled, with an author, or neither")
    return line


def _check_types(told: dict[str, Any], place: int) -> None:
    texts = [*(told[name] for name in _TEXTS), *(value for name in _TEXTS_OR_NONE if (value := told[name]) is not None)]
    record = told["record"]
    if not isinstance(record, dict) or not all(isinstance(text, str) for text in [*texts, *record.values()]):
        raise ValueError(f"line {place}: a text that is none")
    if any("\x00" in text for text in [*texts, *record.values()]):
        raise ValueError(f"line {place}: a character that no text has")
    if not all(isinstance(told[name], bool) for name in ("withdrawn", "bundled")):
        raise ValueError(f"line {place}: neither true nor false")
    if told["replaces"] is not None and (type(told["replaces"]) is not int or not 0 < told["replaces"] < place):
        raise ValueError(f"line {place}: replaces a line that is not before it")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone")
    return moment.astimezone(UTC)
