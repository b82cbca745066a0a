"""What may not stand in texts that people hand to the desk, whichever way they came: the Dutch sentence of why. Pure.

Forms and sheets find the same beforehand, for each field; here it holds for who comes another way as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_sources.pilots.fields import FIELDS
from data_sources.pilots.fitting import row_name
from data_sources.pilots.intake import ENTERED, REASON
from data_sources.pilots.plain_text import find_trouble, find_unseen, tidy
from data_sources.pilots.problem import Problem
from data_sources.proposals import Origin, ProposedRow

LONGEST_REASON = 500
# Written by people in words of their own; the other columns hold what this program makes of them.
_OWN_WORDS = {"text", "long", "suggestion"}


def why_not_reason(text: str) -> str | None:
    """Why a text cannot be the reason of something."""
    return _sentence("De reden", find_unseen(text) or find_trouble(tidy(text), longest=LONGEST_REASON))


def why_not_file(origin: Origin) -> str | None:
    """Why a file of this name cannot be told of."""
    problem = find_unseen(origin.file_name or "")
    return f"De naam van het bestand: {problem.message} Geef het bestand een andere naam." if problem else None


def text_faults(rows: Sequence[ProposedRow]) -> list[str]:
    """What texts of rows have that they may not have. A row that is withdrawn is as it was."""
    return [fault for row in rows if row.kind in ENTERED and (fault := _fault(row))]


def _fault(row: ProposedRow) -> str | None:
    name = row_name(row.kind, row.key)
    why = why_not_reason(row.reason)
    if why is not None or row.withdraws:
        return f"{name}: {why}" if why else None
    for field in FIELDS[row.kind]:
        text = row.record.get(field.column, "") if field.column != REASON else ""
        problem = find_unseen(text)
        if problem is None and field.kind in _OWN_WORDS:
            problem = find_trouble(text, longest=field.longest)
        if problem is not None:
            return _sentence(f"{name}: {field.label}", problem)
    return None


def _sentence(about: str, problem: Problem | None) -> str | None:
    return f"{about}: {problem.message} {problem.mend}" if problem else None
