"""A folder that the real cbsodata wrote is read as the wire is; one that is not whole is refused in one sentence."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_sources.cbs.client import CbsClient
from data_sources.cbs.folder import Folder
from data_sources.cbs.tables import Feed, read_table
from data_sources.errors import SourceUnreadable, TableRejected, UsageError
from data_sources.findings import warnings_of
from demo.standin import StandIn
from demo.table import FictionalTable
from tests.data_sources.cbs.downloads import download
from tests.data_sources.refreshing import silent
from tests.data_sources.releases import tiny

KEPT = "De oude cijfers blijven staan."


@pytest.fixture(scope="module")
def untyped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return download(tiny(1), tmp_path_factory.mktemp("untyped"), typed=True)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return download(tiny(1), tmp_path_factory.mktemp("typed"), typed=False)


@pytest.fixture
def folder(untyped: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(untyped, tmp_path / "84847NED"))


def fetch(path: Path, table: str | None = None) -> Feed:
    source = Folder(path, table=table)
    return source.fetch(source.table, end=source.deadline_from_now(), progress=silent)


def over_the_wire(table: FictionalTable) -> Feed:
    with StandIn(table) as cbs:
        client = CbsClient(cbs.url, timeout=5, deadline=20)
        return client.fetch("84847NED", end=client.deadline_from_now(), progress=silent)


def test_a_folder_gives_what_the_wire_gives(untyped: Path) -> None:
    found, wire = fetch(untyped), over_the_wire(tiny(1))
    assert (found.info, found.properties, found.rows) == (wire.info, wire.properties, wire.rows)
    assert (found.code_lists, found.typed, found.findings) == (wire.code_lists, False, [])
    assert found.url == "https://www.cbs.nl/nl-nl/cijfers/detail/84847NED"
    assert read_table(found, topic_map={}).content_hash() == read_table(wire, topic_map={}).content_hash()


def test_cbsodata_writes_the_typed_set_unless_told_otherwise_and_that_is_a_warning(typed: Path) -> None:
    assert (typed / "TypedDataSet.json").exists()
    assert not (typed / "UntypedDataSet.json").exists()
    found = fetch(typed)
    assert (found.typed, list(found.rows.records())) == (True, tiny(1).sets["TypedDataSet"])
    assert warnings_of(found.findings) == [
        "Tabel 84847NED is gelezen uit TypedDataSet (in de map staat geen UntypedDataSet.json); waarom een cijfer"
        " ontbreekt, staat daar niet in."
    ]


def test_untyped_goes_before_typed_when_both_are_there(folder: Path, typed: Path) -> None:
    shutil.copy(typed / "TypedDataSet.json", folder)
    found = fetch(folder)
    assert (found.typed, found.sets) == (False, ["UntypedDataSet", "TypedDataSet"])


def test_the_hash_is_over_the_files_of_the_table_by_name(folder: Path) -> None:
    names = ["DataProperties.json", "Perioden.json", "RegioS.json", "TableInfos.json", "UntypedDataSet.json"]
    lines = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "notities.json").write_text("[]", encoding="utf-8")
    assert Folder(folder, table=None).file_hash == hashlib.sha256(lines.encode()).hexdigest()


def test_a_mark_of_byte_order_that_an_editor_left_is_read_over(folder: Path) -> None:
    file = folder / "RegioS.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert fetch(folder).code_lists["RegioS"] == tiny(1).sets["RegioS"]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def html(file: Path) -> None:
    file.write_text("<html>Onderhoud</html>", encoding="utf-8")


def one_object(file: Path) -> None:
    file.write_text('{"value": []}', encoding="utf-8")


def folder_in_its_place(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("name", "spoil", "what"),
    [
        ("UntypedDataSet", cut, "is geen leesbare JSON; mogelijk is het afgebroken"),
        ("Perioden", empty, "is leeg"),
        ("RegioS", html, "is geen leesbare JSON; mogelijk is het afgebroken"),
        ("DataProperties", one_object, "is geen lijst van rijen"),
        ("Perioden", Path.unlink, "ontbreekt"),
        ("RegioS", folder_in_its_place, "ontbreekt"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(folder: Path, name: str, spoil: Callable[[Path], None], what: str) -> None:
    spoil(folder / f"{name}.json")
    with pytest.raises(SourceUnreadable) as caught:
        fetch(folder)
    assert caught.value.message == f"Het bestand {name}.json in de map '84847NED' {what}. {KEPT}"


def test_a_folder_without_figures_is_unreadable(folder: Path) -> None:
    (folder / "UntypedDataSet.json").unlink()
    with pytest.raises(SourceUnreadable, match=r"TypedDataSet\.json in de map '84847NED' ontbreekt"):
        fetch(folder)


def test_a_download_with_a_filter_is_refused_for_what_it_lacks_would_seem_gone(folder: Path) -> None:
    file = folder / "UntypedDataSet.json"
    rows = [row for row in json.loads(file.read_text()) if row["RegioS"].strip() != "PV20"]
    file.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(TableRejected) as caught:
        fetch(folder)
    assert caught.value.message == (
        "In UntypedDataSet.json van de map '84847NED' ontbreken codes die wel in RegioS.json staan (PV20). Download de"
        f" hele tabel, zonder filters. {KEPT}"
    )


def test_a_folder_that_is_not_one_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is geen map van cbsodata\.download_data: TableInfos\.json ontbreekt"):
        Folder(tmp_path, table=None)


def test_another_table_than_asked_for_is_wrong_use(folder: Path) -> None:
    assert Folder(folder, table="84847NED").table == Folder(folder, table=None).table == "84847NED"
    with pytest.raises(UsageError, match="bevat tabel 84847NED, niet 84850NED"):
        Folder(folder, table="84850NED")


def test_a_folder_that_does_not_tell_its_table_needs_one(folder: Path) -> None:
    (folder / "TableInfos.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="noemt geen tabel"):
        Folder(folder, table=None)
    assert Folder(folder, table="84847NED").table == "84847NED"
    cut(folder / "TableInfos.json")
    with pytest.raises(SourceUnreadable, match="TableInfos"):
        Folder(folder, table=None)
    with pytest.raises(SourceUnreadable, match="TableInfos"):
        fetch(folder, "84847NED")
