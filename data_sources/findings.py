"""What a whole-table check found: something that rejects a delivery, or a warning that is kept with its load."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from data_sources.dutch import dutch

Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True)
class Finding:
    """One thing a check found. ``name`` is the check's own, ``message`` a Dutch sentence for people.

    ``expected`` and ``found`` are short texts for whoever looks into it. A 'fout' rejects the delivery.
    """

    name: str
    severity: Severity
    message: str
    expected: str
    found: str

    def record(self) -> dict[str, Any]:
        """The finding as the store keeps it."""
        return dict(vars(self))


def warning(name: str, message: str, *, expected: object = "", found: object = "") -> Finding:
    """Something to know about a delivery that may go live."""
    return Finding(name, "waarschuwing", message, _text(expected), _text(found))


def fault(name: str, message: str, *, expected: object = "", found: object = "") -> Finding:
    """Something that keeps a delivery from going live."""
    return Finding(name, "fout", message, _text(expected), _text(found))


def accepted(findings: Iterable[Finding], names: Collection[str]) -> list[Finding]:
    """The same findings; a fault of a check with one of these names is a warning that says it was let through."""
    return [
        replace(finding, severity="waarschuwing", message=f"{finding.message} (Toegelaten bij het verversen.)")
        if finding.severity == "fout" and finding.name in names
        else finding
        for finding in findings
    ]


def warnings_of(findings: Iterable[Finding]) -> list[str]:
    """The sentences of the warnings among these."""
    return [finding.message for finding in findings if finding.severity == "waarschuwing"]


def read_findings(records: Iterable[dict[str, Any]]) -> list[Finding]:
    """Findings as the store gave them back."""
    return [Finding(**record) for record in records]


def _text(what: object) -> str:
    return dutch(what) if isinstance(what, int | float) else str(what)
