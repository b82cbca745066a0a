"""Reading the bundled ledger (README.md beside this file), and checking each row on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from data_sources.contract import check_pilot_figures
from data_sources.errors import ContractError, UsageError
from data_sources.ledger import Document, pilot_table
from data_sources.pilots.entries import KINDS, Entry, build_ledger, make_entry
from data_sources.pilots.references import missing, names_of
from data_sources.records import bad_line, read_records

_FOLDER = Path(__file__).parent
FILES = {kind: f"{kind}s.csv" for kind in KINDS}


def bundled_ledger(folder: Path = _FOLDER) -> list[Entry]:
    """The entries of the bundled files, a document's before those that rest on it.

    Raises ContractError, naming file and line, for a row that cannot be read, and for rows that do not fit together.
    """
    documents: dict[str, Document] = {}
    entries: list[Entry] = []
    for kind, name in FILES.items():
        path = folder / name
        for line, record in read_records(path):
            try:
                if tuple(record) != KINDS[kind].columns:
                    raise ValueError(f"columns {list(record)}, not {list(KINDS[kind].columns)}")
                if kind == "document":
                    documents[record["code"]] = KINDS[kind].read(record, 0)
                entries.append(make_entry(kind, record, document=_document(kind, record, documents)))
            except (ValueError, UsageError) as error:
                raise bad_line(path, line, error) from error
    _check_entries(entries, folder)
    return entries


def _document(kind: str, record: Mapping[str, str], documents: Mapping[str, Document]) -> Document:
    code = record["code"] if kind == "document" else record["document"]
    if code not in documents:
        raise ValueError(f"document: {code!r} is not one of {list(documents)}")
    return documents[code]


def _check_entries(entries: list[Entry], folder: Path) -> None:
    """A key stands once in a document; what a row refers to is there; figures are in the contract's second shape, and
    public: whoever has the program has its files.
    """
    double = [
        key for key, count in Counter((item.kind, item.key, item.document) for item in entries).items() if count > 1
    ]
    if double:
        raise ContractError("Een rij staat er tweemaal.", path=str(folder), column="key", found=double)
    newest = {(item.kind, item.key): item for item in sorted(entries, key=lambda item: item.known_on)}
    ledger = build_ledger(newest.values())
    check_pilot_figures(pilot_table(ledger.figures))
    hidden = [item.key for item in entries if item.kind == "figure" and item.record["public"] == "nee"]
    if hidden:
        raise ContractError(
            "Een cijfer dat niet openbaar is, mag niet worden meegeleverd.", column="public", found=hidden
        )
    unknown = names_of(missing({key: item.record for key, item in newest.items()}))
    if unknown:
        raise ContractError(
            "Een rij verwijst naar een pilot of gebied dat er niet is.", path=str(folder), found=sorted(unknown)
        )
