"""A document that is not there yet, filled in within the form of a row that was read in it: both become one draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.components.form_field import FormField, form_field
from dashboard.entry.draft import DraftCheck, check_in_draft
from dashboard.entry.row_form import RowEntry, row_fields
from dashboard.web.static_html import Element
from data_sources.pilots.entries import KINDS
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import REASON, Known, RowFinding
from data_sources.proposals import ProposedRow

# Its fields stand in a form beside those of the row, some of which have the same names.
PREFIX = "nieuw-"
SOURCE = "document"
LABEL = "Nieuw document"
_FIELDS = [item for item in FIELDS[SOURCE] if item.column != REASON]
NAMES = tuple(f"{PREFIX}{item.column}" for item in _FIELDS)
_BOTH = RowFinding(
    "Er is een bron gekozen en ook een nieuw document ingevuld.",
    "Zet de keuze op Kies…, of maak de velden van het nieuwe document leeg.", column="Bron", field=SOURCE,
)  # fmt: skip
_STANDS = RowFinding(
    "Dit document is er al.", "Kies het als bron, of geef dit document een eigen code.", column=LABEL,
    field=f"{PREFIX}code",
)  # fmt: skip


def with_rows(known: Known, rows: Sequence[ProposedRow]) -> Known:
    """What is known, with the documents of a proposal: for the lists and names on its pages, not to check against."""
    documents = dict(known.ledger.documents)
    for row in rows:
        if row.kind == SOURCE and row.withdraws:
            documents.pop(row.key, None)
        elif row.kind == SOURCE:
            documents[row.key] = KINDS[SOURCE].read(row.record, 0)
    return replace(known, ledger=replace(known.ledger, documents=documents))


def new_document(texts: Mapping[str, str]) -> dict[str, str] | None:
    """The document by column, as typed; None where nothing of it was."""
    typed = {item.column: texts.get(f"{PREFIX}{item.column}", "") for item in _FIELDS}
    return typed if any(text.strip() for text in typed.values()) else None


def check_with_document(
    kind: str, texts: Mapping[str, str], *, draft: Sequence[ProposedRow], place: int | None, key: str | None,
    known: Known, today: date,
) -> DraftCheck:  # fmt: skip
    """The same as `check_in_draft`, of a row and the new document it may come with; ``texts`` holds both."""
    own = {column: text for column, text in texts.items() if column not in NAMES}
    document = new_document(texts)
    if document is None:
        return check_in_draft(kind, own, draft=draft, place=place, key=key, known=known, today=today)
    added = check_in_draft(SOURCE, document, draft=draft, place=None, key=None, known=known, today=today)
    # A reason is asked for where a document of this code stands already, and there is no field for it here.
    wrong = [_STANDS if item.field == REASON else _of_document(item) for item in added.mine]
    if own.get(SOURCE, "").strip():
        wrong.append(_BOTH)
    if wrong or added.others or added.own is None:
        alone = check_in_draft(kind, own, draft=draft, place=place, key=key, known=known, today=today)
        # On which document it rests is not known yet.
        mine = [item for item in alone.mine if item.field != SOURCE]
        return DraftCheck(mine=[*mine, *wrong], others=added.others)
    same = None if place is None else _place_of(draft[place], added.rows)
    return check_in_draft(
        kind, {**own, SOURCE: added.own.key}, draft=added.rows, place=same, key=key, known=known, today=today
    )


def new_document_part(texts: Mapping[str, str], findings: Sequence[RowFinding], known: Known) -> Element:
    """The fields of the new document, open once there is something in them."""
    typed = {item.column: texts.get(f"{PREFIX}{item.column}", "") for item in _FIELDS}
    fields = [_prefixed(item, findings) for item in row_fields(RowEntry(SOURCE, typed), _FIELDS, known)]
    is_open = new_document(texts) is not None
    return Element(
        "details",
        Element("summary", "Staat de bron er niet bij? Vul een nieuw document in"),
        Element("p", "Het komt in hetzelfde voorstel als deze rij. Laat «Bron» dan op Kies… staan.", class_="hint"),
        *(form_field(item) for item in fields),
        class_="new-document", open=is_open,
    )  # fmt: skip


def _prefixed(item: FormField, findings: Sequence[RowFinding]) -> FormField:
    name = f"{PREFIX}{item.name}"
    wrong = [f"{found.message} {found.mend}".strip() for found in findings if found.field == name]
    return replace(item, name=name, label=f"{LABEL}: {item.label.lower()}", wrong=wrong)


def _of_document(finding: RowFinding) -> RowFinding:
    return replace(finding, field=f"{PREFIX}{finding.field or 'title'}", column=LABEL)


def _place_of(row: ProposedRow, rows: Sequence[ProposedRow]) -> int | None:
    return next((at for at, other in enumerate(rows) if (other.kind, other.key) == (row.kind, row.key)), None)
