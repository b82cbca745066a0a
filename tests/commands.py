"""Running the commands of app.py: as a process of its own, or here with every part its own."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from dashboard.cli import Program, main
from dashboard.services import Services
from dashboard.settings import Settings, load_settings
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store, prepare

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, str(ROOT / "app.py")]
ENGLISH = re.compile(
    r"\b(error|invalid|required|argument|arguments|usage|expected|unrecognized|choose|Traceback)\b", re.I
)


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The objects of an answer with one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one Dutch line on stderr: a sentence, or one that ends in the line that mends it."""
        [line] = self.err.splitlines()
        assert line.endswith((".", "}")), line
        assert not ENGLISH.search(line), line
        return line


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Ours without its VT_ settings, and a store in this folder."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("VT_")}
    return {**ours, "VT_DATABASE_URL": f"sqlite:///{folder}/store.db", **settings}


def run(folder: Path, *words: str, **settings: str) -> Ran:
    """One command as a process of its own, in an empty folder that it leaves empty."""
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    done = subprocess.run(
        [*COMMAND, *words], cwd=empty, env=environment(folder, **settings), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert list(empty.iterdir()) == []
    return Ran(done.returncode, done.stdout, done.stderr)


def ask(folder: Path, *words: str, **settings: str) -> Ran:
    """One command in this process, on a store in this folder and at a moment of our own."""
    with asking(folder, **settings) as answer:
        return answer(*words)


@contextmanager
def asking(folder: Path, *, now: datetime = NOW, **settings: str) -> Iterator[Callable[..., Ran]]:
    """Commands in this process, one after another on a store in this folder that is opened once, and at this moment."""
    given = {"VT_DATABASE_URL": f"sqlite:///{folder}/store.db", **settings}
    with ExitStack() as opened:

        @cache
        def store(url: str) -> Store:
            found = prepare(url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger())
            opened.callback(found.engines.dispose)
            return found

        def services(settings: Settings) -> Services:
            return Services(store=store(settings.database_url), settings=settings, now=lambda: now)

        asked = program(settings=lambda: load_settings(given, env_file=folder / ".env"), services=services)
        yield partial(ask_program, asked)


def program(**parts: Callable[..., Any]) -> Program:
    """A program with these parts; any other one is not to be used."""
    return Program(**{field.name: parts.get(field.name, _not_asked_for) for field in fields(Program)})


def ask_program(asked: Program, *words: str) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words, asked)
        except SystemExit as stop:
            code = int(str(stop.code))
    return Ran(code, out.getvalue(), err.getvalue())


def _not_asked_for(*_: object) -> Any:
    raise AssertionError("this part of the program was not to be used")
