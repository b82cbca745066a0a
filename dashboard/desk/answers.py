"""What `pilots export` and `pilots import` answer: as lines for a person, and as JSON."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dashboard.answers import Json
from dashboard.desk.exchange import Exported, Imported, export_ledger, import_ledger
from dashboard.services import Services
from dashboard.words import moment_phrase
from data_sources.pilots.intake import RowFinding
from data_sources.proposals import Proposal

# The answer, its lines, and what went wrong (None: nothing).
Answer = tuple[Json, list[str], str | None]


def exchange_answer(options: Namespace, services: Services) -> Answer:
    """Do what the words of a command say, and tell of it."""
    path = Path(options.file)
    if options.part == "export":
        return _exported(export_ledger(services.desk, path, now=services.now()), options.file)
    person = services.desk.editor(options.user)
    found = import_ledger(services.desk, path, person, now=services.now(), today=services.today())
    return _imported(found, path.name)


def _exported(done: Exported, file: str) -> Answer:
    lines = [f"Bewaard in {file}: {_count(done.lines, 'regel', 'regels')}."]
    if done.hidden:
        lines.append(
            f"Let op: {_count(done.hidden, 'regel is', 'regels zijn')} nog niet zichtbaar voor anderen, maar wel in dit"
            " bestand."
        )
    if done.left_out:
        lines.append(
            f"Let op: {_count(done.left_out, 'regel die', 'regels die')} nog niet zichtbaar"
            f" {'is' if done.left_out == 1 else 'zijn'} voor anderen, {'staat' if done.left_out == 1 else 'staan'} niet"
            " in dit bestand: een rekenblad kent geen embargo. Een export naar .json heeft ze wel."
        )
    return {"file": file, "lines": done.lines, "hidden": done.hidden, "left_out": done.left_out}, lines, None


def _imported(done: Imported, name: str) -> Answer:
    findings = [_finding_json(item) for item in done.findings]
    if findings:
        error = f"Er is niets ingelezen uit {name}: {_count(len(findings), 'bevinding', 'bevindingen')}."
        answer: Json = {"outcome": "geweigerd", "error": error, "findings": findings}
        return answer, [_finding_line(item) for item in done.findings], error
    outcome, lines = _outcome(done, name)
    if done.unchanged:
        lines.append(f"{_count(done.unchanged, 'rij stond', 'rijen stonden')} er al zo.")
    if done.left_out:
        lines.append(f"Niet overgenomen, want pilots en gebieden komen met het programma: {'; '.join(done.left_out)}.")
    answer = {
        "outcome": outcome, "restored": done.restored, "proposal": done.proposal.id if done.proposal else None,
        "rows": len(done.proposal.rows) if done.proposal else 0, "unchanged": done.unchanged,
        "left_out": list(done.left_out), "findings": [], "message": " ".join(lines),
    }  # fmt: skip
    return answer, lines, None


def _outcome(done: Imported, name: str) -> tuple[str, list[str]]:
    if done.restored:
        rows = _count(done.restored, "regel", "regels")
        return "teruggezet", [f"Teruggezet uit {name}: {rows}, met de goedkeuringen die het bestand noemt."]
    if done.proposal is None:
        return "niets", [f"In {name} staat niets nieuws; er is niets ingelezen."]
    made = f"Voorstel {done.proposal.id} uit {name}: {_count(len(done.proposal.rows), 'rij', 'rijen')}"
    embargo = _embargo(done.proposal)
    if done.why_draft is not None:
        return "concept", [f"{made}{embargo}.", done.why_draft]
    return "ingediend", [f"{made}{embargo}, ingediend: een tweede persoon moet het goedkeuren."]


def _embargo(proposal: Proposal) -> str:
    return f", zichtbaar vanaf {moment_phrase(proposal.visible_from)}" if proposal.visible_from else ""


def _finding_json(item: RowFinding) -> Json:
    return {
        "sheet": item.sheet or None, "line": item.line, "column": item.column or None, "message": item.message,
        "mend": item.mend,
    }  # fmt: skip


def _finding_line(item: RowFinding) -> str:
    place = [item.sheet, f"rij {item.line}" if item.line is not None else "", item.column]
    where = ", ".join(part for part in place if part)
    return f"{where}: {item.message} {item.mend}" if where else f"{item.message} {item.mend}"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
