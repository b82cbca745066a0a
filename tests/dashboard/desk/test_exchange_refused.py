"""A file that is no export, no whole one, or one that cannot be true: one Dutch sentence, and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.desk import desk as desk_module
from data_sources.pilots.ledger_file import LONGEST_LINE, MOST_BYTES, LedgerFileError, read_ledger_file
from tests.databases import ON_SQLITE, Databases
from tests.desks import Office, figure, open_office
from tests.ledger_files import export, fill, read, rewritten


def _self_approved(lines: list[dict[str, Any]]) -> None:
    lines[-1].update(approved_by="x", approver_person=lines[-1]["author_person"])


def _seen_before_approval(lines: list[dict[str, Any]]) -> None:
    lines[-1]["visible_from"] = "2026-01-01T00:00:00+00:00"


def _known_before_seen(lines: list[dict[str, Any]]) -> None:
    lines[-1]["known_on"] = "2026-01-01"


def _other_key(lines: list[dict[str, Any]]) -> None:
    lines[-1]["key"] = "farr|iets|"


def _unreadable(lines: list[dict[str, Any]]) -> None:
    lines[-1]["record"]["qualifier"] = "zowat"


def _bundled_by_hand(lines: list[dict[str, Any]]) -> None:
    lines[0]["record"]["title"] = "Anders"


def _without_document(lines: list[dict[str, Any]]) -> None:
    del lines[-2]


def _twice(lines: list[dict[str, Any]]) -> None:
    lines.append(lines[-1])


def _without_reason(lines: list[dict[str, Any]]) -> None:
    next(line for line in lines if line["replaces"])["reason"] = None


@pytest.mark.parametrize(
    "change",
    [_self_approved, _seen_before_approval, _known_before_seen, _other_key, _unreadable, _bundled_by_hand,
     _without_document, _twice, _without_reason],
)  # fmt: skip
@ON_SQLITE
def test_lines_that_cannot_be_true_are_refused_also_with_a_right_checksum(
    office: Office, databases: Databases, tmp_path: Path, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    fill(office)
    export(office, tmp_path / "a.json")
    with rewritten(tmp_path / "a.json", lambda _: None).open("rb") as same:
        assert len(read_ledger_file(same, "a")) == len(office.book().lines)
    file = rewritten(tmp_path / "a.json", change)
    with open_office(databases) as other:
        other.clock.now = office.clock.now
        before = other.everything()
        with pytest.raises(LedgerFileError, match="er is niets ingelezen"):
            read(other, file)
        assert other.everything() == before
    before = office.everything()
    with pytest.raises(LedgerFileError, match="er is niets ingelezen"):
        read(office, file)
    assert office.everything() == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "geen hele export"),
        (bytes(range(256)) * 50, "geen hele export"),
        (b"{}", "geen hele export"),
        (b'{"format": 1, "lines": [\n' + b"[" * 90_000 + b"\n", "geen hele export"),
        (b'{"format": 1, "lines": [\n' + b"9" * 90_000 + b"\n", "geen hele export"),
        (b'{"format": 1, "lines": [\n' + b"[" * (LONGEST_LINE + 1), "geen hele export"),
        (b'{"format": 1, "lines": [\n{}\n], "sha256": ""}\n', "geen hele export"),
        (b'{"format": 1, "lines": [\n], "sha256": "x"}\n', "geen hele export"),
        (b'{"format": 2, "lines": [\n', "nieuwere versie"),
    ],
)
@ON_SQLITE
def test_what_is_no_export_is_one_sentence_and_leaves_nothing(
    office: Office, tmp_path: Path, content: bytes, why: str
) -> None:
    (tmp_path / "a.json").write_bytes(content)
    before = office.everything()
    with pytest.raises(LedgerFileError, match=why):
        read(office, tmp_path / "a.json")
    assert office.everything() == before


@ON_SQLITE
def test_a_changed_cut_or_lengthened_export_is_refused(office: Office, tmp_path: Path) -> None:
    office.approved([figure()])
    export(office, tmp_path / "a.json")
    whole = (tmp_path / "a.json").read_bytes()
    for damaged in (whole.replace(b'"312"', b'"313"'), whole[:-80], whole + b"x", whole[:500] + whole[501:]):
        (tmp_path / "b.json").write_bytes(damaged)
        with pytest.raises(LedgerFileError, match="geen hele export"):
            read(office, tmp_path / "b.json")


@ON_SQLITE
def test_no_more_is_read_than_an_export_can_be(office: Office, tmp_path: Path) -> None:
    export(office, tmp_path / "a.json")
    head, line, *_ = (tmp_path / "a.json").read_bytes().splitlines(keepends=True)

    class Endless:
        """Lines that are as long as can be, and never the last one."""

        read = 0

        def readline(self, most: int) -> bytes:
            text = line[:-2].ljust(most - 3) + b",\n" if self.read else head
            self.read += len(text)
            return text

    file = Endless()
    with pytest.raises(LedgerFileError, match="te groot: hooguit 64 MB"):
        read_ledger_file(file, "a.json")  # type: ignore[arg-type]
    assert file.read <= MOST_BYTES + LONGEST_LINE


def test_if_the_trail_cannot_be_written_nothing_is_put_back(
    office: Office, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office)
    export(office, tmp_path / "a.json")

    def broken(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    with open_office(databases) as other:
        other.clock.now = office.clock.now
        before = other.everything()
        monkeypatch.setattr(desk_module, "note", broken)
        with pytest.raises(OSError, match="disk full"):
            read(other, tmp_path / "a.json")
        assert other.everything() == before
