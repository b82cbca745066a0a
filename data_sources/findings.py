"""What a whole-table check found: something that rejects a delivery, or a warning that is kept with its load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

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


def read_findings(records: Iterable[dict[str, Any]]) -> list[Finding]:
    """Findings as the store gave them back."""
    return [Finding(**record) for record in records]
