"""The view of the page Audit in the address: which events, from which place in their list on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from dashboard.router import Query
from dashboard.view import asked_values
from data_sources.audit import ACTIONS, AuditFilter
from data_sources.days import read_day
from data_sources.errors import UsageError
from data_sources.pilots.plain_text import find_unseen
from data_sources.pilots.problem import quoted

PATH, CSV_PATH = "/audit", "/csv/audit"
WHO, WHAT, FIRST, LAST, WORDS, PROPOSAL, FROM = "wie", "wat", "van", "tot", "zoek", "voorstel", "vanaf"
# Longer ones are in no subject or reason.
LONGEST = 200
_LARGEST = 2**31 - 1
T = TypeVar("T")


@dataclass(frozen=True)
class AuditView:
    """``start``: how many newer events were passed over."""

    asked: AuditFilter = field(default_factory=AuditFilter)
    start: int = 0

    def link(self, path: str = PATH, *, start: int = 0) -> str:
        """The address of this view, from a place in the list on."""
        asked = self.asked
        found = {
            WHO: asked.actor, WHAT: asked.action, FIRST: _day(asked.first), LAST: _day(asked.last),
            WORDS: asked.words, PROPOSAL: "" if asked.proposal is None else str(asked.proposal),
            FROM: str(start) if start else "",
        }  # fmt: skip
        query = urlencode({name: text for name, text in found.items() if text})
        return f"{path}?{query}" if query else path

    @property
    def is_filtered(self) -> bool:
        return replace(self.asked, of_accounts=False) != AuditFilter()


def read_audit_view(query: Query) -> AuditView:
    """The view of a query. Raises UsageError for what cannot be asked for."""
    view, wrong = read_audit_form(query)
    for message in wrong.values():
        raise UsageError(message)
    return view


def read_audit_form(query: Query) -> tuple[AuditView, Mapping[str, str]]:
    """The view of a query as far as it can be asked for, and what is wrong with what was typed, by the name of its
    field. Raises UsageError for what no form asks.
    """
    asked, wrong = asked_values(query), dict[str, str]()
    action = asked.get(WHAT, "")
    if action and action not in ACTIONS:
        raise UsageError(f"'{action}' is geen handeling. Kies er een uit de lijst.", expected=[*ACTIONS], found=action)
    first, last = _typed(FIRST, asked, read_day, wrong), _typed(LAST, asked, read_day, wrong)
    if first and last and first > last:
        wrong[LAST] = "De eerste dag ligt na de laatste. Verwissel de twee dagen."
    proposal = _typed(PROPOSAL, asked, lambda text: _number(text, "nummer van een voorstel"), wrong)
    start = _number(asked[FROM], "plaats in de lijst") if FROM in asked else 0
    view = AuditView(
        AuditFilter(
            actor=_text(asked.get(WHO, ""), "Wie"),
            action=action,
            first=first,
            last=last,
            words=_text(asked.get(WORDS, "")[:LONGEST], "Woorden"),
            proposal=proposal,
        ),
        start,
    )
    return view, wrong


def _typed(name: str, asked: Mapping[str, str], read: Callable[[str], T], wrong: dict[str, str]) -> T | None:
    """What was typed in a field; None where nothing was, or what cannot be read, which is then told of."""
    try:
        return read(asked[name]) if name in asked else None
    except UsageError as error:
        wrong[name] = error.message
        return None


def _number(text: str, what: str) -> int:
    digits = text.lstrip("0") or "0"
    if not (text.isascii() and text.isdigit()) or len(digits) > len(str(_LARGEST)) or int(digits) > _LARGEST:
        raise UsageError(f"{quoted(text)} is geen {what}. Schrijf een getal.", found=text)
    return int(digits)


def _text(text: str, what: str) -> str:
    """A text that may stand in an event; no store looks for others."""
    problem = find_unseen(text)
    if problem is not None:
        raise UsageError(f"{what}: {problem.message} {problem.mend}", found=text)
    return text


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
