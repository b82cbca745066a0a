"""A file that is no export, no whole one, or one that cannot be true: one Dutch sentence, and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.desk import desk as desk_module
from data_sources.pilots import ledger_file
from data_sources.pilots.ledger_file import LONGEST_LINE, MOST_BYTES, LedgerFileError, read_ledger_file
from data_sources.store import restored_ledger
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
    lines.append(lines[0])


def _without_reason(lines: list[dict[str, Any]]) -> None:
    next(line for line in lines if line["replaces"])["reason"] = None


def _approved_later_than_now(lines: list[dict[str, Any]]) -> None:
    lines[-1].update(approved_at="2030-01-01T00:00:00+00:00", visible_from="2030-01-01T00:00:00+00:00")


def _second_line_that_says_nothing_of_the_first(lines: list[dict[str, Any]]) -> None:
    """The author of a row approves another one in its place."""
    first = next(line for line in lines if line["replaces"])
    first.update(replaces=None, author="x", author_person="x", approved_by="anne", approver_person="p-anne")


def _made_anew_after_its_author_withdrew_it(lines: list[dict[str, Any]]) -> None:
    """Anne made it, and then approves what Bram makes of it."""
    place = next(place for place, line in enumerate(lines) if line["author"] and not line["replaces"])
    made = lines[place]
    del lines[place + 1 :]
    gone = {**made, "replaces": place + 1, "withdrawn": True, "reason": "Weg.", "content_hash": "1" * 64}
    by_anne = {"author": "bram", "author_person": "p-bram", "approved_by": "anne", "approver_person": "p-anne"}
    lines += [gone, {**made, **by_anne, "content_hash": "2" * 64}]


def _text_nobody_can_see(lines: list[dict[str, Any]]) -> None:
    next(line for line in lines if line["reason"])["reason"] = "zo\u202eis het"


@pytest.mark.parametrize(
    "change",
    [_approved_later_than_now, _second_line_that_says_nothing_of_the_first, _made_anew_after_its_author_withdrew_it,
     _text_nobody_can_see, _self_approved, _seen_before_approval, _known_before_seen, _other_key,
     _unreadable, _bundled_by_hand,
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


@ON_SQLITE
def test_nobody_approved_what_their_other_account_made_as_far_as_this_store_knows(
    office: Office, databases: Databases, tmp_path: Path
) -> None:
    """Elsewhere they were two people, or the file says so."""
    fill(office)
    export(office, tmp_path / "a.json")

    def two_people(lines: list[dict[str, Any]]) -> None:
        for line in lines:
            if line["author"] == "anne":
                line.update(author_person="anne", approved_by="beheer-anne", approver_person="beheer-anne")

    file = rewritten(tmp_path / "a.json", two_people)
    with open_office(databases) as other:
        other.clock.now = office.clock.now
        before = other.everything()
        with pytest.raises(LedgerFileError, match="er is niets ingelezen"):
            read(other, file)
        assert other.everything() == before


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


@ON_SQLITE
def test_more_lines_or_embargoes_than_there_can_be_are_refused(
    office: Office, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office)
    export(office, tmp_path / "a.json")
    with open_office(databases) as other:
        other.clock.now = office.clock.now
        monkeypatch.setattr(restored_ledger, "_MOST_EMBARGOES", 1)
        with pytest.raises(LedgerFileError, match="meer dan 1 embargo's"):
            read(other, tmp_path / "a.json")
        monkeypatch.setattr(ledger_file, "MOST_LINES", 3)
        with pytest.raises(LedgerFileError, match="meer dan 3 regels"):
            read(other, tmp_path / "a.json")
