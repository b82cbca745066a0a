"""The ledger to a file and back: the same ledger in an empty store, a proposal elsewhere, and nothing of a bad file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from dashboard.desk.exchange import export_ledger
from data_sources.errors import UsageError
from data_sources.store.ledger import BUNDLED_APPROVAL, entry_hash
from data_sources.store.models import LedgerEntryRow
from data_sources.store.restore import clearing
from tests.databases import ON_SQLITE, Databases
from tests.desks import (
    ANNE,
    ANNE_TOO,
    BRAM,
    CARLA,
    MINUTE,
    Office,
    correction,
    document,
    figure,
    open_office,
    withdrawal,
)
from tests.ledger_files import LATER, export, fill, lines_of, read, rewritten
from tests.ledgers import entry

KEY = "farr|personen-onderzocht||2026KW02"


def test_an_export_has_everything_that_was_approved_and_is_the_same_each_time(office: Office, tmp_path: Path) -> None:
    fill(office)
    told = export(office, tmp_path / "een.json")
    export(office, tmp_path / "twee.json")
    assert (tmp_path / "een.json").read_bytes() == (tmp_path / "twee.json").read_bytes()
    of_people = [line for line in told["lines"] if not line["bundled"]]
    assert [(line["kind"], line["record"].get("value"), line["withdrawn"]) for line in of_people] == [
        ("figure", "312", False), ("figure", "321", False), ("event", None, True), ("document", None, False),
        ("figure", "400", False),
    ]  # fmt: skip
    assert told["lines"][of_people[1]["replaces"] - 1] == of_people[0]
    assert (of_people[1]["author_name"], of_people[1]["approver_name"], of_people[1]["reason"]) == (
        "Carla Smit", "Bram Visser", "Verkeerd overgenomen.",
    )  # fmt: skip
    assert told["format"] == 1
    assert {line["approved_by"] for line in told["lines"] if line["bundled"]} >= {"bron: L26", "bron: N25"}


def test_an_import_into_an_untouched_store_gives_the_same_ledger(
    office: Office, databases: Databases, tmp_path: Path
) -> None:
    fill(office)
    file = tmp_path / "grootboek.json"
    told = export(office, file)
    with open_office(databases) as other:
        other.clock.now = office.clock.now + MINUTE
        done = read(other, file)
        assert (done.restored, done.proposal) == (5, None)
        again = export(other, tmp_path / "opnieuw.json")
        assert lines_of(again) == lines_of(told)
        assert {line["restored_from"] for line in again["lines"]} == {None, "grootboek.json"}
        moment = office.clock.now
        for at in (moment + MINUTE, moment + LATER - 2 * MINUTE, moment + LATER):
            for as_of in (None, moment.date(), moment.date() - timedelta(days=1), (moment + LATER).date()):
                for kind in ("figure", "event", "document"):
                    assert other.seen(kind, at=at, as_of=as_of) == office.seen(kind, at=at, as_of=as_of)
        told_of = [event for event in other.events() if event.action == "rij-teruggezet"]
        assert len(told_of) == len(other.events()) == 5
        assert {event.actor for event in told_of} == {"carla"}
        assert told_of[0].new["approved_by"] == "bram"
        assert told_of[0].new["restored_from"] == "grootboek.json"
        # The authors came along: who made the row elsewhere does not approve its correction here.
        made = other.desk.create(BRAM, [correction(other, figure("322"))])
        other.desk.submit(BRAM, made.id)
        with pytest.raises(UsageError, match="zelf hebt ingevoerd"):
            other.desk.approve(CARLA, made.id)
        assert other.desk.approve(ANNE, made.id).state == "goedgekeurd"


def test_four_eyes_knows_a_restored_author_by_the_username_alone(
    office: Office, databases: Databases, tmp_path: Path
) -> None:
    fill(office)
    export(office, tmp_path / "a.json")

    def forget(lines: list[dict[str, Any]]) -> None:
        for line in lines:
            line["author_person"] = line["approver_person"] = None

    file = rewritten(tmp_path / "a.json", forget)
    with open_office(databases) as other:
        other.clock.now = office.clock.now
        read(other, file)
        made = other.desk.create(BRAM, [correction(other, figure("322"))])
        other.desk.submit(BRAM, made.id)
        with pytest.raises(UsageError, match="zelf hebt ingevoerd"):
            other.desk.approve(CARLA, made.id)


def test_bundled_rows_of_another_version_come_back_as_what_they_are_and_drafts_follow(
    databases: Databases, tmp_path: Path
) -> None:
    with open_office(databases) as office, open_office(databases) as other:
        extra = entry("event", event="andere-versie", document_code="L26", known_on="2026-07-31")
        row = {
            "kind": "event", "key": "andere-versie", "document": "L26", "known_on": extra.known_on,
            "record": dict(extra.record), "content_hash": entry_hash(extra),
            "approved_by": BUNDLED_APPROVAL.format(document="L26"),
        }  # fmt: skip
        with office.store.engines.writer.begin() as connection:
            with clearing(connection):
                connection.execute(delete(LedgerEntryRow).where(LedgerEntryRow.key == "campagne-2023"))
            connection.execute(insert(LedgerEntryRow), [row])
        office.approved([figure()])
        told = export(office, tmp_path / "a.json")
        draft = other.desk.create(ANNE, [withdrawal(other, "event", "campagne-2023")])
        other.clock.now = office.clock.now
        assert read(other, tmp_path / "a.json").restored == 2
        line = other.book().last(("event", "andere-versie"))
        assert line is not None
        assert (line.approved_by, line.restored_from, line.is_bundled) == ("bron: L26", "a.json", True)
        back = export(other, tmp_path / "b.json")
        assert lines_of(back)[:-1] == lines_of(told)
        assert back["lines"][-1]["key"] == "campagne-2023"
        assert other.desk.proposal(draft.id).rows[0].replaces == len(back["lines"])
        assert other.desk.why_not_submit(ANNE, other.desk.proposal(draft.id)) is None
        other.approved([figure("500", period="2026KW04")])


def test_where_people_entered_something_a_file_is_a_proposal_without_its_approvals(
    office: Office, databases: Databases, tmp_path: Path
) -> None:
    fill(office)
    export(office, tmp_path / "a.json")
    assert read(office, tmp_path / "a.json").proposal is None
    with open_office(databases) as other:
        other.approved([figure("300")], by=ANNE, to=BRAM)
        other.clock.now = office.clock.now
        done = read(other, tmp_path / "a.json")
        assert done.proposal is not None
        assert (done.proposal.state, done.proposal.author, done.proposal.origin.file_name) == (
            "ingediend", "carla", "a.json",
        )  # fmt: skip
        rows = {(row.kind, row.key): row for row in done.proposal.rows}
        assert set(rows) == {("figure", KEY), ("event", "campagne-2023"), ("document", "N27"),
                             ("figure", "farr|personen-onderzocht||2026KW03")}  # fmt: skip
        assert (rows["figure", KEY].record["value"], rows["figure", KEY].reason) == ("321", "Verkeerd overgenomen.")
        assert rows["event", "campagne-2023"].withdraws
        # Nothing of it is seen before what the file keeps under embargo.
        assert done.proposal.visible_from == office.clock.now - MINUTE + LATER
        assert len([line for line in other.book().lines if not line.is_bundled]) == 1


def test_without_a_second_person_a_file_stays_a_draft(office: Office, tmp_path: Path) -> None:
    office.approved([figure()], by=ANNE, to=CARLA)
    export_ledger(office.desk, tmp_path / "a.xlsx", now=office.clock.now)
    office.approved([withdrawal(office, "figure", KEY)], by=BRAM, to=CARLA)
    office.disable(ANNE, ANNE_TOO, BRAM)
    done = read(office, tmp_path / "a.xlsx")
    assert done.proposal is not None
    assert (done.proposal.state, [row.key for row in done.proposal.rows]) == ("concept", [KEY])
    assert "geen tweede persoon" in str(done.why_draft)


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".ODS"])
def test_sheets_hold_what_answers_and_come_back_as_nothing_new(office: Office, tmp_path: Path, ending: str) -> None:
    fill(office)
    file = tmp_path / f"a{ending}"
    done = export_ledger(office.desk, file, now=office.clock.now)
    assert (done.hidden, done.left_out) == (0, 2)
    back = read(office, file)
    assert (back.proposal, list(back.findings), back.unchanged) == (None, [], done.lines)


@ON_SQLITE
@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_sheets_hold_nothing_under_embargo_neither_as_a_row_nor_as_a_choice(
    office: Office, databases: Databases, tmp_path: Path, ending: str
) -> None:
    """They tell of no moment: in another store it would be proposed for at once."""
    office.approved([figure("312")])
    soon = office.clock.now + LATER
    office.approved([document("GEHEIM"), figure("400", document="GEHEIM", period="2026KW03")], visible_from=soon)
    office.approved([correction(office, figure("87654"))], by=CARLA, to=BRAM, visible_from=soon)
    office.clock.pass_by(MINUTE)
    done = export_ledger(office.desk, tmp_path / f"a{ending}", now=office.clock.now)
    assert done.left_out == 3
    with ZipFile(tmp_path / f"a{ending}") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert (b"312" in content, b"GEHEIM" in content, b"87654" in content) == (True, False, False)
    assert "GEHEIM" not in office.desk.seen().known().ledger.documents
    with open_office(databases) as other:
        back = read(other, tmp_path / f"a{ending}")
        assert back.proposal is not None
        assert [(row.key, row.record["value"]) for row in back.proposal.rows] == [
            ("farr|personen-onderzocht||2026KW02", "312")
        ]


def test_other_endings_and_files_that_are_there_are_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text("mijn werk")
    with pytest.raises(UsageError, match="bestaat al en wordt niet overschreven"):
        export_ledger(office.desk, file, now=office.clock.now)
    assert file.read_text() == "mijn werk"
    for act in (lambda p: export_ledger(office.desk, p, now=office.clock.now), lambda p: read(office, p)):
        with pytest.raises(UsageError, match=r"kies \.json, \.xlsx of \.ods"):
            act(tmp_path / "a.csv")
    with pytest.raises(UsageError, match="is niet te lezen"):
        read(office, tmp_path / "nergens.json")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_whatever_people_did_comes_back_equal(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("uitwisseling")

    @settings(max_examples=6 if databases.kind == "sqlite" else 2)
    @given(st.randoms(use_true_random=False))
    def example(random: Random) -> None:
        file, back = folder / "heen.json", folder / "terug.json"
        for old in (file, back):
            old.unlink(missing_ok=True)
        with open_office(databases) as office, open_office(databases) as other:
            for _ in range(random.randint(0, 8)):
                _approve_something(office, random)
            told = export(office, file)
            other.clock.now = office.clock.now
            read(other, file)
            assert lines_of(export(other, back)) == lines_of(told)
            for hours in range(0, 96, 12):
                at = office.clock.now + timedelta(hours=hours)
                for as_of in (None, *(office.clock.now.date() + timedelta(days=day) for day in range(-3, 4))):
                    assert other.seen("figure", at=at, as_of=as_of) == office.seen("figure", at=at, as_of=as_of)

    example()


def _approve_something(office: Office, random: Random) -> None:
    wanted = figure(str(random.randint(100, 103)), place=random.choice("ab"))
    later = office.clock.now + timedelta(hours=random.randint(1, 90))
    if ("figure", wanted.key) in office.desk.known().standing:
        wanted = random.choice([correction(office, wanted), withdrawal(office, "figure", wanted.key)])
    by, to = random.sample([ANNE, BRAM, CARLA], 2)
    try:
        office.approved([wanted], by=by, to=to, visible_from=random.choice([None, later]))
    except UsageError:
        office.clock.pass_by(timedelta(hours=random.randint(1, 40)))
