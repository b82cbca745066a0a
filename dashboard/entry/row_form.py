"""The form of one row, made of the fields of its kind: as typed, with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.components.form_field import FormField, Kind, field_id
from data_sources.pilots.intake import REASON, Field, Known, RowFinding

_KINDS: Mapping[str, Kind] = {
    "text": "text", "long": "long", "choice": "choice", "suggestion": "suggestion", "number": "number",
    "period": "text", "moment": "text", "day": "text",
}  # fmt: skip
# What a form says of a field in other words than a sheet does.
_HELP: Mapping[str, str] = {
    "document": "De brief of nota waar dit in staat. Staat die er niet bij, vul dan hieronder een nieuw document in.",
    REASON: "Waarom deze rij verandert. De reden blijft bij de rij staan.",
}
# Under which heading the fields of a row stand, in this order; what is in none of these comes last.
_GROUPS: Sequence[tuple[str, frozenset[str]]] = (
    ("Wat", frozenset({"pilot", "area", "phase", "title", "place", "period", "moment", "certainty", "pilots",
                       "reference"})),
    ("Hoeveel", frozenset({"qualifier", "value", "unit", "text", "denominator", "denominator_qualifier",
                           "denominator_value"})),
    ("Waar gelezen", frozenset({"document", "part", "passage"})),
    ("Openbaar", frozenset({"public"})),
)  # fmt: skip


@dataclass(frozen=True)
class RowEntry:
    """What somebody writes of one row. ``texts``: by column, as typed. ``before``: as it stands now, by column, for a
    correction; then ``fixed`` are the columns that say which row it is.
    """

    kind: str
    texts: Mapping[str, str]
    before: Mapping[str, str] | None = None
    fixed: frozenset[str] = frozenset()
    findings: Sequence[RowFinding] = field(default_factory=tuple)


def row_fields(entry: RowEntry, fields: Sequence[Field], known: Known) -> list[FormField]:
    """The fields of a row, and the one for the reason where one is asked for."""
    wrong = findings_by_field(entry.findings)
    asks_reason = entry.before is not None or bool(entry.texts.get(REASON)) or REASON in wrong
    return [
        _form_field(item, entry, wrong.get(item.column, ()), known)
        for item in fields
        if item.column != REASON or asks_reason
    ]


def grouped(kind: str, fields: Sequence[FormField]) -> list[tuple[str, list[FormField]]]:
    """The fields of a row beneath headings; all of a document under none ('')."""
    if kind == "document":
        return [("", list(fields))]
    groups = [(name, [field for field in fields if field.name in columns]) for name, columns in _GROUPS]
    rest = [field for field in fields if not any(field.name in columns for _, columns in _GROUPS)]
    named = [field.name for field in rest]
    last = " en ".join(word for word, is_there in (("Code", named != [REASON]), ("reden", REASON in named)) if is_there)
    return [(name, found) for name, found in [*groups, (last.capitalize(), rest)] if found]


def _form_field(item: Field, entry: RowEntry, wrong: Sequence[str], known: Known) -> FormField:
    choices = item.choices(known) if item.choices else ()
    is_reason = item.column == REASON
    return FormField(
        name=item.column, label=item.label, help=_HELP.get(item.column, item.help),
        value=entry.texts.get(item.column, ""), kind=_KINDS[item.kind], needed=item.needed or is_reason,
        choices=choices, wrong=wrong, before=_before(item, entry, choices), fixed=item.column in entry.fixed,
    )  # fmt: skip


def _before(item: Field, entry: RowEntry, choices: Sequence[tuple[str, str]]) -> str | None:
    if entry.before is None or item.column == REASON:
        return None
    return choice_label(entry.before.get(item.column, ""), choices)


def choice_label(value: str, choices: Sequence[tuple[str, str]]) -> str:
    """What a value is called among its choices; itself where it is not one of them."""
    return dict(choices).get(value, value)


def finding_text(finding: RowFinding) -> str:
    """What is wrong and how to mend it."""
    return f"{finding.message} {finding.mend}".strip()


def findings_by_field(findings: Sequence[RowFinding]) -> dict[str, list[str]]:
    """The messages of each field; those about the row as a whole under ''."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        found.setdefault(finding.field, []).append(finding_text(finding))
    return found


def summary_of(findings: Sequence[RowFinding], shown: Sequence[str]) -> list[tuple[str, str | None]]:
    """Each message with the id of its field, for the summary, in the order of the fields. ``shown``: the names of those
    that are there.
    """
    order = {name: place for place, name in enumerate(shown)}
    return [
        (_named(finding), field_id(finding.field) if finding.field in order else None)
        for finding in sorted(findings, key=lambda item: order.get(item.field, -1))
    ]


def _named(finding: RowFinding) -> str:
    """With the name of its field before it, unless it begins with that."""
    text, column = finding_text(finding), finding.column
    return text if not column or text.startswith(column) else f"{column}: {text}"
