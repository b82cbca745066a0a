"""The audit trail as it is read: what a filter lets through, in which order, and that nobody changes what was noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from data_sources.audit import OF_ACCOUNTS, AuditEvent, AuditFilter
from data_sources.days import day_of
from data_sources.people import Person
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.audit import note
from data_sources.store.audit_trail import actors, each_event, read_events
from data_sources.store.models import AuditEventRow, Base
from data_sources.store.prepare import Store
from data_sources.store.restore import restore_backup
from tests.data_sources.store.backups import backup, contents
from tests.databases import ON_SQLITE
from tests.laws import NewStore

AN = Person("an", "An Één", "p-1", "redacteur")
BO = Person("bo", "Bo Jansen", "p-2", "beheerder")
# Half an hour before midnight in Amsterdam, in winter and in summer time.
EVENING = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)

NOTED: list[tuple[datetime, Person | None, str, str, int | None, str]] = [
    (SUMMER, AN, "rij-toegevoegd", "figure farr|personen||", 1, ""),
    (SUMMER + HOUR, AN, "rij-gecorrigeerd", "figure farr|personen||", 2, "Per ABUIS 100% te hoog"),
    (EVENING, BO, "voorstel-goedgekeurd", "voorstel 2", 2, "ÉÉN fout_je hersteld"),
    (EVENING + HOUR, None, "rij-teruggezet", "event één", None, "Straße"),
    (EVENING + HOUR, BO, "rol-gewijzigd", "an", None, "was lezer"),
    (EVENING - HOUR, AN, "aangemeld", "an", None, ""),
]
ANYTHING = AuditFilter(of_accounts=True)


@pytest.fixture(scope="module")
def trail(new_store: NewStore) -> Iterator[Store]:
    """The events of NOTED, in the order in which they were written."""
    with new_store() as store:
        with store.engines.writer.begin() as connection:
            for at, person, action, subject, proposal, reason in NOTED:
                note(
                    connection, at=at, person=person, action=action, subject=subject, proposal=proposal,
                    new={"value": "5"}, reason=reason,
                )  # fmt: skip
        yield store


def places(store: Store, asked: AuditFilter) -> list[int]:
    """Which of NOTED are found, in the order in which they are given; the same however they are read."""
    found, total = read_events(store.engines.reader, asked, offset=0, limit=50)
    assert total == len(found)
    assert list(each_event(store.engines.reader, asked)) == found
    return [item.id - 1 for item in found]


def test_an_event_is_read_as_it_was_written_and_the_newest_comes_first(trail: Store) -> None:
    found, total = read_events(trail.engines.reader, ANYTHING, offset=4, limit=1)
    assert (found, total) == (
        [
            AuditEvent(
                id=2, at=SUMMER + HOUR, actor="an", actor_name="An Één", action="rij-gecorrigeerd",
                subject="figure farr|personen||", proposal=2, old=None, new={"value": "5"},
                reason="Per ABUIS 100% te hoog",
            )
        ],
        6,
    )  # fmt: skip
    assert places(trail, ANYTHING) == [5, 4, 3, 2, 1, 0]


def test_events_about_people_are_only_there_where_they_are_asked_for(trail: Store) -> None:
    assert places(trail, AuditFilter()) == [3, 2, 1, 0]
    assert places(trail, AuditFilter(action="rol-gewijzigd")) == []
    assert places(trail, AuditFilter(actor="bo")) == [2]
    assert actors(trail.engines.reader, of_accounts=False) == [
        ("an", "An Één"),
        ("bo", "Bo Jansen"),
        ("opdrachtregel", ""),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("abuis", [1]), ("ABUIS", [1]), ("FIGURE FARR", [1, 0]), ("één", [3, 2]), ("ÉÉN", [3, 2]), ("100%", [1]),
        ("0% te", [1]), ("%", [1]), ("fout_je", [2]), ("f_ut", []), ("straße", [3]), ("\\", []), ("'; --", []),
        ("".join(map(chr, range(0xE0, 0x17F))), []), ("straße" + "é" * 190, []), ("ÿ", []), ("STRASSE", []),
    ],
)  # fmt: skip
def test_words_are_looked_for_as_they_are_whatever_their_case(trail: Store, words: str, found: list[int]) -> None:
    assert places(trail, AuditFilter(words=words)) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 7, 1), date(2026, 7, 1), [0]), (date(2026, 7, 2), date(2026, 7, 2), [1]),
        (date(2026, 11, 21), date(2026, 11, 21), [2]), (date(2026, 11, 22), None, [3]),
        (None, date(2026, 7, 2), [1, 0]), (date(2026, 11, 22), date(2026, 11, 21), []),
        (date.min, date.max - timedelta(days=1), [3, 2, 1, 0]),
    ],
)  # fmt: skip
def test_days_are_those_of_amsterdam_and_both_count(
    trail: Store, first: date | None, last: date | None, found: list[int]
) -> None:
    assert places(trail, AuditFilter(first=first, last=last)) == found


def test_each_part_of_a_filter_takes_away_and_nothing_else(trail: Store) -> None:
    """Held against the same rule in Python, for every combination."""
    for actor, action, first, last, words, proposal, of_accounts in product(
        ("", "an", "bo"), ("", "rij-gecorrigeerd", "aangemeld"), (None, date(2026, 7, 2)), (None, date(2026, 11, 21)),
        ("", "an", "FARR"), (None, 2), (False, True),
    ):  # fmt: skip
        asked = AuditFilter(actor, action, first, last, words, proposal, of_accounts)
        expected = [
            place
            for place, (at, person, what, subject, number, reason) in reversed(list(enumerate(NOTED)))
            if actor in ("", person.username if person else "opdrachtregel")
            and action in ("", what)
            and (first is None or day_of(at) >= first)
            and (last is None or day_of(at) <= last)
            and (words.lower() in subject.lower() or words.lower() in reason.lower())
            and proposal in (None, number)
            and (of_accounts or what not in OF_ACCOUNTS)
        ]
        assert places(trail, asked) == expected, asked


def test_a_long_trail_is_read_in_parts_without_what_is_written_meanwhile(store: Store) -> None:
    event = {
        "at": EVENING, "actor": "an", "actor_name": "An", "action": "rij-toegevoegd", "subject": "x", "reason": ""
    }  # fmt: skip
    with store.engines.writer.begin() as connection:
        connection.execute(insert(AuditEventRow), [event] * 2_500)
    reading = each_event(store.engines.reader, AuditFilter())
    read = [next(reading).id]
    with store.engines.writer.begin() as connection:
        connection.execute(insert(AuditEventRow), [event])
    read += [item.id for item in reading]
    assert read == list(range(2_500, 0, -1))


@pytest.mark.parametrize("table", ["audit_event", "ledger_entry"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET reason = 'anders'", "DELETE FROM {}", "DELETE FROM {} WHERE id = 1"]
)
def test_the_database_itself_refuses_to_change_what_was_noted(store: Store, table: str, statement: str) -> None:
    fill(store)
    before = lines(store, table)
    with pytest.raises(DBAPIError, match="only ever added"), store.engines.writer.begin() as connection:
        connection.execute(text(statement.format(table)))
    assert lines(store, table) == before


@ON_SQLITE
@pytest.mark.parametrize("table", ["audit_event", "ledger_entry"])
@pytest.mark.parametrize("words", ["REPLACE INTO", "INSERT OR REPLACE INTO"])
@pytest.mark.parametrize("watchful", ["ON", "OFF"])
def test_nor_does_it_let_a_row_take_the_place_of_another(store: Store, table: str, words: str, watchful: str) -> None:
    """Also on a connection of somebody else's, for which REPLACE asks no trigger about the row that goes."""
    fill(store)
    before = lines(store, table)
    for number in ("id", "id + 1000" if table == "ledger_entry" else "id"):
        with pytest.raises(DBAPIError, match="only ever added"):
            put_another(store, table, words, number, watchful=watchful)
    assert lines(store, table) == before


def put_another(store: Store, table: str, words: str, number: str, *, watchful: str) -> None:
    """The first row once more, with another reason, under a number."""
    others = [column.name for column in Base.metadata.tables[table].columns if column.name not in {"id", "reason"}]
    into = ", ".join(f'"{name}"' for name in ("id", "reason", *others))
    shown = ", ".join([number, "'anders'", *(f'"{name}"' for name in others)])
    with store.engines.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"PRAGMA recursive_triggers={watchful}"))
        connection.execute(text(f"{words} {table} ({into}) SELECT {shown} FROM {table} WHERE id = 1"))


def test_a_backup_takes_the_place_of_what_was_noted_and_is_guarded_as_well(
    store: Store, new_store: NewStore, tmp_path: Path
) -> None:
    fill(store)
    backup(store, tmp_path / "1.zip")
    with new_store() as other:
        fill(other)
        fill(other)
        restore_backup(other.engines.writer, tmp_path / "1.zip", replace=True)
        assert backup(other, tmp_path / "2.zip") == contents(tmp_path / "1.zip")
        for table in ("audit_event", "ledger_entry"):
            with pytest.raises(DBAPIError, match="only ever added"), other.engines.writer.begin() as connection:
                connection.execute(text(f"DELETE FROM {table}"))


def fill(store: Store) -> None:
    """An event, and the rows of the ledger that came with the program."""
    store.writer.add_bundle([], [], bundled_ledger())
    with store.engines.writer.begin() as connection:
        note(connection, at=EVENING, person=AN, action="rij-toegevoegd", subject="event x", reason="zo is het")


def lines(store: Store, table: str) -> list[tuple[object, ...]]:
    with store.engines.reader.begin() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT id, reason FROM {table} ORDER BY id"))]
