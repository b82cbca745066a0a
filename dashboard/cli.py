"""The command line: `python app.py COMMAND`. Reads the words, asks the services, prints; exit code 0, 1 or 2."""

from __future__ import annotations

import json
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.answers import (
    Json,
    absent_series_json,
    fetched_boundaries_json,
    fetched_divisions_json,
    figure_json,
    growth_json,
    load_counts_json,
    load_json,
    refreshed_json,
    revision_json,
)
from dashboard.arguments import BUILT_LATER, build_parser
from dashboard.desk.answers import exchange_answer
from dashboard.pilot_answers import pilot_json, pilots_json
from dashboard.pilot_lines import pilot_lines, pilot_list_lines
from dashboard.progress import terminal_progress
from dashboard.readable import (
    fetched_boundaries_lines,
    fetched_divisions_lines,
    figure_line,
    growth_lines,
    kept_phrase,
    recoded_phrase,
    refreshed_lines,
    revision_line,
    state_lines,
)
from dashboard.selection import Selection
from dashboard.services import Services
from dashboard.settings import Settings, describe_settings
from dashboard.table_state import TableState
from dashboard.template_file import write_template
from dashboard.user_commands import account_json, asked_password, user_lines
from data_sources.contract import Period
from data_sources.days import read_day
from data_sources.errors import UsageError, VeiligThuisError
from data_sources.refresh import Refreshed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Program:
    """What the composition root hands the command line: how to make each part when a command needs it."""

    settings: Callable[[], Settings]
    services: Callable[[Settings], Services]
    serve: Callable[[Settings, Services, bool], None]
    schedule: Callable[[Settings, Services], None]
    stand_in: Callable[[int, str | None], None]
    demo: Callable[[int | None], None]


def main(arguments: Sequence[str], program: Program) -> int:
    """Run one command; every error becomes one line on stderr and an exit code."""
    words = _with_default(arguments)
    later = _built_later(words)
    if later is not None:
        print(f"Het commando '{later}' is nog niet gebouwd.", file=sys.stderr)
        return UsageError.exit_code
    options = build_parser().parse_args(words)
    try:
        return _COMMANDS[options.command](options, program)
    except VeiligThuisError as error:
        return _refuse(options, error.message, error.exit_code)
    except BrokenPipeError:
        # Whoever reads has seen enough (`… | head`). What is still buffered goes nowhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        log.info("unexpected", exc_info=True)
        what = f"{type(error).__name__}: {error}".split("\n")[0]
        return _refuse(options, f"Onverwachte fout in dit programma ({what}). Meld dit aan de beheerder.", 1)


def _built_later(words: Sequence[str]) -> str | None:
    """A promised command that is not there yet, whatever its options."""
    return words[0] if words[0] in BUILT_LATER else None


def _refuse(options: Namespace, message: str, exit_code: int) -> int:
    if getattr(options, "json", False):
        _print_json({"error": message})
    print(message, file=sys.stderr)
    return exit_code


def _with_default(arguments: Sequence[str]) -> list[str]:
    """Without a command the dashboard is served; its options may then stand alone."""
    words = list(arguments)
    asks_help = any(word in {"-h", "--help"} for word in words)
    return words if words and (asks_help or not words[0].startswith("-")) else ["serve", *words]


def _open(program: Program) -> Services:
    return program.services(program.settings())


def _serve(options: Namespace, program: Program) -> int:
    settings = program.settings()
    chosen = {name: value for name in ("host", "port") if (value := getattr(options, name)) is not None}
    settings = settings.model_copy(update=chosen)
    program.serve(settings, program.services(settings), not options.no_schedule)
    return 0


def _schedule(options: Namespace, program: Program) -> int:
    settings = program.settings()
    if not settings.refresh_cron:
        raise UsageError("VT_REFRESH_CRON is leeg: er is geen moment om op te verversen.")
    program.schedule(settings, program.services(settings))
    return 0


def _refresh(options: Namespace, program: Program) -> int:
    services = _open(program)
    if options.only_if_empty and services.has_statline():
        return 0
    with terminal_progress(sys.stderr) as progress:

        def tell(result: Refreshed) -> None:
            progress.wipe()
            _tell_refreshed(result, as_json=options.json)

        if options.source is not None:
            path = Path(options.source)
            results = [
                services.fetching.refresh_from(
                    path, options.table, accept_host=options.accept_host, accept=options.accept, progress=progress
                )
            ]
            tell(results[0])
        else:
            # What is to be let through has to be looked at.
            force = options.force or bool(options.accept)
            results = services.fetching.refresh(
                options.table, accept_host=options.accept_host, force=force, accept=options.accept, progress=progress,
                done=tell,
            )  # fmt: skip
    return 1 if any(result.error is not None for result in results) else 0


def _tell_refreshed(result: Refreshed, *, as_json: bool) -> None:
    # Where nobody reads any more the other tables are still refreshed.
    with suppress(BrokenPipeError):
        if as_json:
            _print_json(refreshed_json(result))
        else:
            for line in refreshed_lines(result):
                print(line, flush=True)
    if result.error is not None:
        print(result.error, file=sys.stderr)


def _status(options: Namespace, program: Program) -> int:
    services = _open(program)
    states, loads = services.table_states(), services.load_counts()
    if options.json:
        _print_json({"tables": [_state_json(item) for item in states], "loads": [load_counts_json(x) for x in loads]})
    else:
        for line in state_lines(states, loads):
            print(line)
    return 0


def _state_json(state: TableState) -> Json:
    attempt, success = state.last_attempt, state.last_success
    return {
        "table": state.table,
        "last_attempt": attempt.started_at.isoformat() if attempt else None,
        "last_success": success.started_at.isoformat() if success else None,
        "last_outcome": attempt.outcome if attempt else None,
        "error": attempt.error if attempt else None,
        "attempts": state.attempts,
        "load": load_json(state.load),
        "age_seconds": round(state.age.total_seconds()) if state.age is not None else None,
        "next_due": state.due.isoformat() if state.due else None,
        "stale": state.stale,
        "discontinued": state.discontinued,
    }


def _settings(options: Namespace, program: Program) -> int:
    lines = describe_settings(program.settings())
    if options.json:
        _print_json([vars(line) for line in lines])
    else:
        for line in lines:
            print(f"{line.name} = {line.value}\n    {line.meaning} ({line.origin})")
    return 0


def _figures(options: Namespace, program: Program) -> int:
    services = _open(program)
    selection = _selection(options, services)
    rows, loads = services.figures(selection)
    # One that never answered; a figure that disappeared has the load that brought it.
    absent = all(row.missing == "niet-aanwezig" and not row.gone for row in rows)
    note = recoded_phrase(services.recoded(selection)) if absent else None
    if options.json:
        items = [figure_json(row, loads) for row in rows] or [absent_series_json(selection)]
        _print_json([{**item, "note": note or item["note"]} for item in items])
    else:
        for row in rows:
            print(figure_line(row, loads))
        if note is not None:
            print(note)
    return 0


def _growth(options: Namespace, program: Program) -> int:
    services = _open(program)
    base = Period.parse(options.base) if options.base else None
    change, loads = services.growth(_selection(options, services), base=base, with_predecessors=options.predecessors)
    if options.json:
        _print_json(growth_json(change, loads))
    else:
        for line in growth_lines(change):
            print(line)
    return 0


def _revisions(options: Namespace, program: Program) -> int:
    found, loads = _open(program).revisions(options.indicator)
    if options.json:
        _print_json([revision_json(item, loads) for item in found])
    else:
        for item in found:
            print(revision_line(item, loads))
    return 0


def _cbs_describe(options: Namespace, program: Program) -> int:
    text = _open(program).fetching.describe(options.table)
    if options.out:
        try:
            Path(options.out).write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"Naar '{options.out}' kan niet geschreven worden.", found=repr(error)) from error
        print(f"Geschreven: {options.out}")
    else:
        print(text, end="")
    return 0


def _divisions(options: Namespace, program: Program) -> int:
    services = _open(program)
    with terminal_progress(sys.stderr) as progress:
        result = services.fetching.fetch_divisions(options.table, accept_host=options.accept_host, progress=progress)
    return _tell_fetched(
        fetched_divisions_json(result), fetched_divisions_lines(result), error=result.error, as_json=options.json
    )


def _boundaries(options: Namespace, program: Program) -> int:
    services = _open(program)
    with terminal_progress(sys.stderr) as progress:
        result = services.fetching.fetch_boundaries(
            options.year, url=options.url, path=Path(options.source) if options.source is not None else None,
            accept_host=options.accept_host, progress=progress,
        )  # fmt: skip
    return _tell_fetched(
        fetched_boundaries_json(result), fetched_boundaries_lines(result), error=result.error, as_json=options.json
    )


def _tell_fetched(answer: Json, lines: Sequence[str], *, error: str | None, as_json: bool) -> int:
    if as_json:
        _print_json(answer)
    else:
        for line in lines:
            print(line)
    if error is not None:
        print(error, file=sys.stderr)
        return 1
    return 0


def _pilots(options: Namespace, program: Program) -> int:
    if options.part in {"import", "export"}:
        return _ledger_file(options, _open(program))
    if options.part == "template":
        return _pilots_template(options, program)
    as_of = read_day(options.as_of) if options.as_of else None
    services = _open(program)
    on = read_day(options.on) if options.on else services.today()
    ledger = services.ledger(as_of)
    if options.part == "list":
        answer: Any = pilots_json(ledger, on=on)
        lines = pilot_list_lines(ledger, on=on)
    else:
        # A name that nobody knows is wrong use; one that was not known yet on that day is an answer.
        name = services.ledger().pilot(options.name).slug
        answer = pilot_json(ledger, name, on=on, as_of=as_of)
        lines = pilot_lines(ledger, name, on=on, as_of=as_of)
    if options.json:
        _print_json(answer)
    else:
        for line in lines:
            print(line)
    return 0


def _ledger_file(options: Namespace, services: Services) -> int:
    """To or from a file; what is wrong with a sheet is told line by line."""
    answer, lines, error = exchange_answer(options, services)
    return _tell_fetched(answer, lines, error=error, as_json=options.json)


def _pilots_template(options: Namespace, program: Program) -> int:
    path = Path(options.file)
    write_template(path, lambda: _open(program).desk.seen().known())
    print(f"Geschreven: {path}")
    return 0


def _users(options: Namespace, program: Program) -> int:
    accounts = _open(program).accounts
    if options.part == "list" and options.json:
        _print_json([account_json(account) for account in accounts.list()])
        return 0
    for line in user_lines(options, accounts, asked_password):
        print(line)
    return 0


def _backup(options: Namespace, program: Program) -> int:
    kept = _open(program).backup(Path(options.file))
    print(f"Bewaard in {options.file}: {kept_phrase(kept)}.")
    return 0


def _restore(options: Namespace, program: Program) -> int:
    kept = _open(program).restore(Path(options.file), replace=options.replace)
    print(f"Teruggezet uit {options.file}: {kept_phrase(kept)}.")
    if kept.rows_of("account"):
        print("Een reservekopie bevat geen wachtwoorden: geef elk account er een met 'users reset NAAM'.")
    return 0


def _demo(options: Namespace, program: Program) -> int:
    if options.cbs_only:
        program.stand_in(options.port or 0, options.fault)
    elif options.fault is not None:
        raise UsageError("Een storing (--fault) is er alleen bij de stand-in; geef --cbs-only mee.")
    else:
        program.demo(options.port)
    return 0


def _selection(options: Namespace, services: Services) -> Selection:
    return services.select(
        indicator=options.indicator, region=options.region, period=options.period, breakdown=options.breakdown,
        as_of=options.as_of,
    )  # fmt: skip


def _print_json(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False), flush=True)


_COMMANDS: dict[str, Callable[[Namespace, Program], int]] = {
    "serve": _serve,
    "schedule": _schedule,
    "refresh": _refresh,
    "status": _status,
    "settings": _settings,
    "figures": _figures,
    "growth": _growth,
    "revisions": _revisions,
    "cbs-describe": _cbs_describe,
    "divisions": _divisions,
    "boundaries": _boundaries,
    "pilots": _pilots,
    "users": _users,
    "backup": _backup,
    "restore": _restore,
    "demo": _demo,
}
