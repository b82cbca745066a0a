"""A backup that is not whole, or not ours to read, changes nothing: one sentence, and the store as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data_sources.errors import StoreError, UsageError
from data_sources.store.prepare import Store, prepare
from data_sources.store.restore import restore_backup
from tests.data_sources.deliveries import deliver
from tests.data_sources.store.backups import Rows, backup, contents, fill, manifest, rewrite, tamper
from tests.databases import ON_SQLITE, Databases


def said_otherwise(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    said = manifest(file)
    change(said)
    tamper(file, {"manifest.json": json.dumps(said).encode()})


def one_digit_changed(file: Path) -> None:
    cells = contents(file)["observation.jsonl"]
    assert cells.count(b"85010.0") == 1
    tamper(file, {"observation.jsonl": cells.replace(b"85010.0", b"85011.0")})


def bytes_changed(file: Path) -> None:
    held = bytearray(file.read_bytes())
    held[len(held) // 3] ^= 0xFF
    file.write_bytes(held)


def last_row_gone(file: Path) -> None:
    cells = contents(file)["observation.jsonl"].splitlines(keepends=True)
    tamper(file, {"observation.jsonl": b"".join(cells[:-1])})


def no_list(_said: dict[str, Any], rows: Rows) -> None:
    rows["region"][0] = {"id": 1, "code": "NL01"}  # type: ignore[call-overload]


def no_day(_said: dict[str, Any], rows: Rows) -> None:
    rows["load"][0][4] = "gisteren"


def one_value_short(_said: dict[str, Any], rows: Rows) -> None:
    rows["load"][0].pop()


NOT_WHOLE = "is geen hele reservekopie"
NEWER = r"gemaakt door een nieuwere versie van dit programma\. Werk het programma bij\."
DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no zip": (lambda file: file.write_text("Geachte voorzitter, " * 50), NOT_WHOLE),
    "empty": (lambda file: file.write_bytes(b""), NOT_WHOLE),
    "cut off": (lambda file: file.write_bytes(file.read_bytes()[:-200]), NOT_WHOLE),
    "bytes changed": (bytes_changed, NOT_WHOLE),
    "one digit changed": (one_digit_changed, NOT_WHOLE),
    "last row gone": (last_row_gone, NOT_WHOLE),
    "a table's file gone": (lambda file: tamper(file, {"region.jsonl": None}), NOT_WHOLE),
    "a table gone": (lambda file: said_otherwise(file, lambda said: said["tables"].pop("region")), NOT_WHOLE),
    "another count": (
        lambda file: said_otherwise(file, lambda said: said["tables"]["region"].update(rows=1)), NOT_WHOLE,
    ),
    "another checksum": (
        lambda file: said_otherwise(file, lambda said: said["tables"]["region"].update(sha256="0" * 64)), NOT_WHOLE,
    ),
    "other columns": (
        lambda file: said_otherwise(file, lambda said: said["tables"]["region"].update(columns=["code", "id"])),
        NOT_WHOLE,
    ),
    "no manifest": (lambda file: tamper(file, {"manifest.json": None}), NOT_WHOLE),
    "a manifest of something else": (lambda file: tamper(file, {"manifest.json": b"[]"}), NOT_WHOLE),
    "no JSON": (lambda file: tamper(file, {"manifest.json": b"\xff{"}), NOT_WHOLE),
    "rows that are none": (lambda file: rewrite(file, no_list), NOT_WHOLE),
    "a day that is none": (lambda file: rewrite(file, no_day), NOT_WHOLE),
    "a value short": (lambda file: rewrite(file, one_value_short), NOT_WHOLE),
    "a newer schema": (lambda file: said_otherwise(file, lambda said: said.update(schema="9999")), NEWER),
    "a newer format": (lambda file: said_otherwise(file, lambda said: said.update(format=2)), NEWER),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(on_sqlite: Databases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with nothing wrong, to copy."""
    file = tmp_path_factory.mktemp("whole") / "1.zip"
    with on_sqlite.new() as url:
        store = prepare(url)
        fill(store)
        backup(store, file)
        store.engines.dispose()
    return file


@ON_SQLITE
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_backup_that_is_not_whole_leaves_the_store_as_it_was(
    store: Store, whole: Path, tmp_path: Path, damage: str
) -> None:
    do, sentence = DAMAGES[damage]
    file = Path(shutil.copy(whole, tmp_path))
    do(file)
    deliver(store, "2026-12-01", {"adviezen NL01 2025HJ01": 85020})
    before = backup(store, tmp_path / "before.zip")
    with pytest.raises(StoreError, match=sentence) as error:
        restore_backup(store.engines.writer, file, replace=True)
    assert (error.value.exit_code, "\n" in error.value.message) == (1, False)
    assert backup(store, tmp_path / "after.zip") == before


def test_a_row_that_does_not_fit_is_found_late_and_still_changes_nothing(
    store: Store, whole: Path, tmp_path: Path
) -> None:
    def twice(_said: dict[str, Any], rows: Rows) -> None:
        rows["observation"].append(rows["observation"][-1])

    file = Path(shutil.copy(whole, tmp_path))
    rewrite(file, twice)
    deliver(store, "2026-12-01", {"adviezen NL01 2025HJ01": 85020})
    before = backup(store, tmp_path / "before.zip")
    with pytest.raises(StoreError, match="niet terug te zetten in deze opslag; de opslag is gebleven zoals hij was"):
        restore_backup(store.engines.writer, file, replace=True)
    assert backup(store, tmp_path / "after.zip") == before
    assert deliver(store, "2026-12-02", {"adviezen NL01 2025HJ01": 85025}) is not None


@ON_SQLITE
@pytest.mark.parametrize("name", ["nergens.zip", "."])
def test_a_file_that_is_not_there_is_wrong_use(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is niet te lezen"):
        restore_backup(store.engines.writer, tmp_path / name, replace=True)
