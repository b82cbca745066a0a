"""Backups to test with: a store with something of everything in it, and backups that somebody changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from sqlalchemy import Connection, insert, update

from data_sources.boundaries import BoundaryEdition, Shape
from data_sources.divisions import Division
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.backup import write_backup
from data_sources.store.boundaries import add_boundaries
from data_sources.store.divisions import add_divisions
from data_sources.store.models import (
    AccountRow,
    AttemptRow,
    AuditEventRow,
    CredentialRow,
    LeaseRow,
    LoginFailureRow,
    ProposalEntryRow,
    ProposalRow,
    ScheduleSlotRow,
    SessionRow,
)
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, snapshot, vintage
from tests.data_sources.store.test_divisions import EDITION, FETCHED, MENDED

MADE = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
ODD = "Fryslân, 's-Gravenhage\n\"\\ \u2028 \U0001f600"

Rows = dict[str, list[list[Any]]]


def fill(store: Store) -> None:
    """What came with the program, two deliveries, an edition that was mended, attempts, a slot and a lock."""
    store.writer.add_bundle(bundled_sources(), bundled_changes(), bundled_ledger())
    first = {
        "adviezen NL01 2025HJ01": 85010.0, "adviezen PV21 2025HJ01": SECRET, "adviezen NL01 2025HJ02": IMPOSSIBLE,
        "gestarte-casussen-per-100000 PV21 2025JJ00 Rol=A;Ü=2": 0.1 + 0.2, "meldingen NL01 2025HJ01": 1e-300,
        "adviezen GM0518 2025HJ01": 0.0, "meldingen GM0518 2025HJ01": 5.0,
    }  # fmt: skip
    second = {**first, "adviezen NL01 2025HJ01": 85015.0, "adviezen PV21 2025HJ01": 5.0}
    del second["meldingen GM0518 2025HJ01"]
    for day, cells in (("2026-05-01", first), ("2026-10-30", second)):
        store.writer.add_statline(snapshot(cells, region_titles={"GM0518": ODD}, decimals=None), vintage(day))
    placed = tuple(replace(item, veiligthuisregio=Division("VT08", ODD)) for item in MENDED.municipalities)
    for edition in (EDITION, replace(MENDED, title=ODD, municipalities=placed)):
        add_divisions(
            store.engines.writer, edition, host="opendata.cbs.nl", known_on=date(2026, 2, 10), fetched_at=FETCHED,
            source_url="https://cbs/x",
        )  # fmt: skip
    for host, file_name in (("service.pdok.nl", None), ("bestand", ODD)):
        add_boundaries(
            store.engines.writer, outline(ODD if file_name else "Groningen"), host=host, file_name=file_name,
            source_url="https://pdok/x", known_on=date(2026, 2, 10), fetched_at=FETCHED,
        )  # fmt: skip
    done = store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=MADE)
    killed = store.writer.start_attempt(table="84847NED", host="x", started_at=MADE.replace(microsecond=7))
    slot = {"job": "ververs", "due_at": FETCHED, "claimed_at": MADE, "finished_at": None, "tries": 2}
    with store.engines.writer.begin() as connection:
        words = {"modified": None, "ž": ODD, "a": [1, 2.5, True, None]}
        connection.execute(
            update(AttemptRow).where(AttemptRow.id == done).values(stamp=words, compared=False, messages=[ODD])
        )
        connection.execute(update(AttemptRow).where(AttemptRow.id == killed).values(error=ODD))
        connection.execute(insert(ScheduleSlotRow), [slot])
        connection.execute(insert(LeaseRow), [{"name": "ververs", "owner": "iemand", "expires_at": 1.5}])
        _fill_with_people(connection)


def _fill_with_people(connection: Connection) -> None:
    """An account with its secrets and a session, a proposal with a row, and what was noted of it."""
    account = {"id": 7, "username": "an", "name": ODD, "person": "p-1", "role": "redacteur", "created_at": MADE}
    proposal = {
        "id": 3, "state": "concept", "author": "an", "author_name": ODD, "author_person": "p-1", "created_at": MADE,
        "changed_at": MADE, "origin": "bestand", "file_name": ODD,
    }  # fmt: skip
    row = {
        "proposal_id": 3, "place": 1, "kind": "event", "key": ODD, "record": {"event": ODD}, "withdraws": True,
        "reason": ODD,
    }  # fmt: skip
    noted = {
        "at": MADE, "actor": "an", "actor_name": ODD, "action": "voorstel-gemaakt", "subject": ODD, "new": {"ž": ODD},
        "reason": "",
    }  # fmt: skip
    connection.execute(insert(AccountRow), [account])
    connection.execute(insert(CredentialRow), [{"account_id": 7, "password_hash": "geheim", "changed_at": MADE}])
    connection.execute(
        insert(SessionRow),
        [{"token_hash": "x", "account_id": 7, "created_at": MADE, "seen_at": MADE, "expires_at": MADE}],
    )
    connection.execute(insert(LoginFailureRow), [{"username": "an", "address": "::1", "at": MADE}])
    connection.execute(insert(ProposalRow), [proposal])
    connection.execute(insert(ProposalEntryRow), [row])
    connection.execute(insert(AuditEventRow), [noted])


def outline(title: str) -> BoundaryEdition:
    """Two regions, of which one has an island and a hole."""
    square, hole = ((0, 0), (9, 0), (9, 9), (0, 0)), ((2, 1), (8, 7), (8, 2), (2, 1))
    island = ((20, 0), (21, 0), (20, 5), (20, 0))
    return BoundaryEdition(
        2026, (Shape("VT02", "Drenthe", ((island,),)), Shape("VT08", title, ((square, hole), (island,))))
    )


def backup(store: Store, file: Path) -> dict[str, bytes]:
    """Make a backup; what is in it by name, without the manifest."""
    write_backup(store.engines.reader, file, made_at=MADE)
    return contents(file)


def contents(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def manifest(file: Path) -> dict[str, Any]:
    with ZipFile(file) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def rewrite(file: Path, change: Callable[[dict[str, Any], Rows], None]) -> None:
    """The same backup with its manifest and rows changed, and counts and checksums right again."""
    said = manifest(file)
    rows = {name.removesuffix(".jsonl"): read_lines(text) for name, text in contents(file).items()}
    change(said, rows)
    with ZipFile(file, "w") as archive:
        for name, table in rows.items():
            text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in table).encode()
            said["tables"][name] |= {"rows": len(table), "sha256": hashlib.sha256(text).hexdigest()}
            archive.writestr(f"{name}.jsonl", text)
        archive.writestr("manifest.json", json.dumps(said))


def read_lines(text: bytes) -> list[list[Any]]:
    return [json.loads(line) for line in text.split(b"\n")[:-1]]


def tamper(file: Path, changed: dict[str, bytes | None]) -> None:
    """The same zip with these files changed, or gone where None; nothing made right."""
    with ZipFile(file) as archive:
        held: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(file, "w") as archive:
        for name, text in (held | changed).items():
            if text is not None:
                archive.writestr(name, text)
