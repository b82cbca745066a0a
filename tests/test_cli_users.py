"""`users` as a command: accounts by words, passwords never among them, and a backup without them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands import COMMAND, Ran, ask, asking, environment

PASSWORD = "een lange zin voor tests"
CARLA = ["users", "add", "carla", "--role", "beheerder", "--name", "Carla de Beheerder"]


class _Input:
    """Standard input that is a file with lines."""

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        return self._lines.pop(0) if self._lines else ""


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What stands on the standard input of the next commands."""

    def put(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", _Input(*lines))

    return put


def _done(ran: Ran) -> str:
    assert (ran.code, ran.err) == (0, "")
    assert PASSWORD not in ran.out
    return ran.out


def test_an_account_is_made_changed_and_listed(tmp_path: Path, typed: Any) -> None:
    assert _done(ask(tmp_path, "users", "list")) == "Er zijn nog geen accounts.\n"
    typed(f"{PASSWORD}\n", f"{PASSWORD} twee\r\n", f"{PASSWORD} drie")
    assert _done(ask(tmp_path, *CARLA)) == ("Account 'carla' gemaakt voor Carla de Beheerder, met de rol beheerder.\n")
    made = _done(ask(tmp_path, "users", "add", "carla.r", "--role", "redacteur", "--same-person-as", "carla"))
    assert (
        made == "Account 'carla.r' gemaakt voor carla.r, met de rol redacteur. Het is van dezelfde mens als 'carla'.\n"
    )
    assert _done(ask(tmp_path, "users", "reset", "carla.r")).startswith("Nieuw wachtwoord voor 'carla.r'")
    assert "rol lezer" in _done(ask(tmp_path, "users", "role", "carla.r", "lezer"))
    _done(ask(tmp_path, "users", "disable", "carla.r"))
    assert _done(ask(tmp_path, "users", "list")) == (
        "carla: Carla de Beheerder · beheerder · sinds 21 november 2026 om 13:00 uur\n"
        "carla.r: carla.r · lezer · sinds 21 november 2026 om 13:00 uur · zelfde mens als carla"
        " · uitgezet 21 november 2026 om 13:00 uur\n"
    )
    first, second = ask(tmp_path, "users", "list", "--json").json
    assert first == {
        "username": "carla", "name": "Carla de Beheerder", "person": "carla", "role": "beheerder",
        "created_at": "2026-11-21T12:00:00+00:00", "disabled_at": None, "has_password": True,
    }  # fmt: skip
    assert (second["person"], second["disabled_at"]) == ("carla", "2026-11-21T12:00:00+00:00")
    assert "staat weer aan, met de rol lezer" in _done(ask(tmp_path, "users", "enable", "carla.r"))


def test_the_last_administrator_may_be_disabled_and_that_is_said(tmp_path: Path, typed: Any) -> None:
    typed(f"{PASSWORD}\n", f"{PASSWORD}\n")
    ask(tmp_path, *CARLA)
    ask(tmp_path, "users", "add", "dirk", "--role", "beheerder")
    assert "Let op" not in _done(ask(tmp_path, "users", "disable", "dirk"))
    told = "Let op: er is nu geen enkel account met de rol beheerder meer dat aanstaat.\n"
    assert _done(ask(tmp_path, "users", "disable", "carla")).endswith(told)
    ask(tmp_path, "users", "enable", "carla")
    assert _done(ask(tmp_path, "users", "role", "carla", "lezer")).endswith(told)


@pytest.fixture(scope="module")
def with_carla(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Ran]]:
    """Commands on one store in which carla is, and which is to stay as it is."""
    with asking(tmp_path_factory.mktemp("users")) as answer, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", _Input(f"{PASSWORD}\n"))
        _done(answer(*CARLA))
        yield answer


@pytest.mark.parametrize(
    ("words", "lines", "part"),
    [
        (["add", "carla", "--role", "lezer"], [f"{PASSWORD}\n"], "bestaat al"),
        (["add", "Dirk!", "--role", "lezer"], [], "kan geen gebruikersnaam zijn"),
        (["add", "dirk", "--role", "baas"], [], "is geen keuze"),
        (["add", "dirk"], [], "verplicht is: --role"),
        (["add", "dirk", "--role", "lezer", "--password", "x"], [], "niet herkend: --password x"),
        (["add", "dirk", "--role", "lezer", "--same-person-as", "niemand"], [], "Er is geen account 'niemand'"),
        (["add", "dirk", "--role", "lezer"], [], "Er kwam geen wachtwoord"),
        (["add", "dirk", "--role", "lezer"], ["\n"], "Er kwam geen wachtwoord"),
        (["add", "dirk", "--role", "lezer"], ["kort\n"], "12 tot 200 tekens"),
        (["add", "dirk", "--role", "lezer"], ["\udce9\udce9 geen utf-8 op deze invoer\n"], "niet te lezen"),
        (["reset", "niemand"], [], "Er is geen account 'niemand'"),
        (["disable", "niemand"], [], "Er is geen account 'niemand'"),
        (["enable", "carla"], [], "staat al aan"),
        (["role", "carla", "beheerder"], [], "heeft de rol beheerder al"),
        (["role", "carla"], [], "verplicht is: ROL"),
        ([], [], "verplicht is: ONDERDEEL"),
    ],
    ids=str,
)
def test_wrong_use_is_one_line_and_changes_nothing(
    with_carla: Callable[..., Ran], typed: Any, words: list[str], lines: list[str], part: str
) -> None:
    before = with_carla("users", "list", "--json").out
    typed(*lines)
    ran = with_carla("users", *words)
    assert (ran.code, ran.out, part in ran.complaint) == (2, "", True), ran
    assert with_carla("users", "list", "--json").out == before


def test_a_backup_holds_no_passwords_and_restore_says_so(tmp_path: Path, typed: Any) -> None:
    typed(f"{PASSWORD}\n")
    ask(tmp_path, *CARLA)
    file = str(tmp_path / "opslag.zip")
    assert ask(tmp_path, "backup", file).code == 0
    told = "Een reservekopie bevat geen wachtwoorden: geef elk account er een met 'users reset NAAM'.\n"
    assert _done(ask(tmp_path, "restore", file, "--replace")).endswith(told)
    assert "zonder wachtwoord (users reset)" in ask(tmp_path, "users", "list").out
    assert ask(tmp_path, "users", "list", "--json").json[0]["has_password"] is False


def test_on_a_terminal_a_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    for second, code, said in (("een andere zin", 2, "niet gelijk"), (PASSWORD, 0, "Account 'carla' gemaakt")):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [*COMMAND, *CARLA], env=environment(tmp_path), stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        ) as process:  # fmt: skip
            os.close(theirs)
            shown = _read_until(ours, "Wachtwoord: ")
            os.write(ours, f"{PASSWORD}\n".encode())
            shown += _read_until(ours, "Nogmaals: ")
            os.write(ours, f"{second}\n".encode())
            shown += _read_until(ours, said)
            assert process.wait(60) == code
        os.close(ours)
        assert PASSWORD not in shown


def _read_until(terminal: int, words: str) -> str:
    """What a terminal shows, up to and including these words; a read waits for more, and fails when there is none."""
    shown = ""
    while words not in shown:
        shown += os.read(terminal, 1000).decode()
    return shown
