"""Exports of a ledger to test with: of one with something of everything in it, and ones that somebody changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from dashboard.desk.exchange import Imported, export_ledger, import_ledger
from tests.desks import ANNE, BRAM, CARLA, MINUTE, Office, correction, document, figure, today, withdrawal

LATER = timedelta(days=10)


def fill(office: Office) -> None:
    """A correction, something withdrawn, a figure under embargo out of a document of its own, and a draft."""
    office.approved([figure("312")])
    office.clock.pass_by(timedelta(days=1))
    office.approved([correction(office, figure("321"))], by=CARLA, to=BRAM)
    office.approved([withdrawal(office, "event", "campagne-2023")], by=BRAM, to=ANNE)
    soon = office.clock.now + LATER
    office.approved([document(), figure("400", document="N27", period="2026KW03")], visible_from=soon)
    office.desk.create(ANNE, [figure("1", period="2026KW04")])
    office.clock.pass_by(MINUTE)


def export(office: Office, file: Path) -> dict[str, Any]:
    export_ledger(office.desk, file, now=office.clock.now)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def read(office: Office, file: Path) -> Imported:
    return import_ledger(office.desk, file, CARLA, now=office.clock.now, today=today(office))


def lines_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of an export, but for where they were restored from."""
    return [{**line, "restored_from": None} for line in told["lines"]]


def rewritten(file: Path, change: Callable[[list[dict[str, Any]]], None]) -> Path:
    """The same file with its lines changed and its checksum right again."""
    lines = json.loads(file.read_text(encoding="utf-8"))["lines"]
    change(lines)
    texts = [json.dumps(line, ensure_ascii=False, sort_keys=True) for line in lines]
    digest = hashlib.sha256("".join(texts).encode()).hexdigest()
    changed = file.with_name("veranderd.json")
    changed.write_text(
        '{"format": 1, "lines": [\n' + ",\n".join(texts) + f'\n], "sha256": "{digest}"}}\n', encoding="utf-8"
    )
    return changed
