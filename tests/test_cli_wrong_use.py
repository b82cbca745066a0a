"""How the commands refuse: one Dutch line on stderr, an exit code, and never a traceback."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard.arguments import BUILT_LATER
from dashboard.settings import load_settings
from tests.commands import COMMAND, ask, ask_program, environment, program, run

GROWTH_OF = ["growth", "--indicator", "adviezen"]
FIGURES_OF = ["figures", "--indicator", "adviezen"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a store with the bundled figures, made by the first command that needs it."""
    return tmp_path_factory.mktemp("bundled")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["growth", "--indicator", "klachten", "--period", "2025HJ01"], "'klachten' is geen bekend onderwerp"),
        ([*GROWTH_OF, "--period", "2025HJ03"], "'2025HJ03' is geen periode"),
        ([*GROWTH_OF, "--period", "2025HJ01", "--base", "vorig jaar"], "'vorig jaar' is geen periode"),
        ([*FIGURES_OF, "--period", ""], "'' is geen periode"),
        ([*FIGURES_OF, "--region", "Amsterdam"], "'Amsterdam' is geen regiocode"),
        ([*FIGURES_OF, "--region", "NL01 "], "'NL01 ' is geen regiocode"),
        ([*FIGURES_OF, "--as-of", "24-10-2025"], "'24-10-2025' is geen dag"),
        ([*FIGURES_OF, "--as-of", "2025-02-30"], "'2025-02-30' is geen dag"),
        ([*FIGURES_OF, "--breakdown", "Rol"], "'Rol' is geen uitsplitsing"),
        (["revisions", "--indicator", "klachten"], "'klachten' is geen bekend onderwerp"),
        (["refresh", "--table", "../x"], "'../x' is geen CBS-tabel"),
        (["refresh", "--from", "geen/map"], "'geen/map' is geen bestand of map."),
        (["refresh", "--from", "."], "'.' is geen map van cbsodata.download_data: TableInfos.json ontbreekt"),
        (["refresh", "--from", __file__], "Een CSV noemt zijn tabel niet. Geef de tabel mee met --table"),
        (["refresh", "--from", ".", "--table", "84847NED", "--table", "84850NED"], "komt één tabel"),
        (["cbs-describe", "--table", "kerncijfers"], "'kerncijfers' is geen CBS-tabel"),
        (GROWTH_OF, "verplicht is: --period"),
        (["figures"], "verplicht is: --indicator"),
        (["figures", "--indicator"], "--indicator vraagt één waarde"),
        (["serve", "--port", "acht"], "--port vraagt een getal van 0 tot en met 65535, niet 'acht'"),
        (["demo", "--fault", "500"], "Een storing (--fault) is er alleen bij de stand-in; geef --cbs-only mee."),
        (["demo", "--cbs-only", "--port", "99999"], "--port vraagt een getal van 0 tot en met 65535, niet '99999'"),
        (["status", "--jso", "--snel"], "niet herkend: --snel"),
        (["status", "--json=ja"], "--json neemt geen waarde, ook niet 'ja'"),
        (["verversen"], "'verversen' is geen keuze; mogelijk zijn: "),
    ],
)
def test_wrong_use_is_one_dutch_line_and_exit_code_2(folder: Path, words: list[str], part: str) -> None:
    ran = ask(folder, *words)
    assert (ran.code, ran.out) == (2, "")
    assert part in ran.complaint


def test_every_promised_command_is_there_or_says_it_is_not_yet_built(folder: Path) -> None:
    promised = {
        "serve", "refresh", "schedule", "status", "settings", "figures", "growth", "revisions", "paragraph", "check",
        "claims", "export", "pilots", "users", "backup", "restore", "boundaries", "divisions", "cbs-describe", "demo",
    }  # fmt: skip
    shown = ask(folder, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("gebruik: python app.py")
    assert all(f"    {name}" in shown.out for name in promised - set(BUILT_LATER))
    assert set(BUILT_LATER) <= promised


@pytest.mark.parametrize("command", BUILT_LATER)
def test_a_command_not_built_yet_says_so_whatever_stands_behind_it(folder: Path, command: str) -> None:
    for words in ([], ["list", "--json"], ["--indicator", "adviezen", "--period", "2025HJ01"]):
        ran = ask(folder, command, *words)
        assert (ran.code, ran.out, ran.complaint) == (2, "", f"Het commando '{command}' is nog niet gebouwd.")


def test_work_that_fails_is_one_line_and_with_json_an_object_too(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("geen database" * 1000)
    for words in (FIGURES_OF, [*FIGURES_OF, "--json"]):
        ran = ask(tmp_path, *words)
        assert ran.code == 1
        assert ran.complaint.startswith("De opslag is niet te openen.")
    assert ran.json == {"error": ran.complaint}


def test_a_fault_of_ours_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    def broken(*_: object) -> Any:
        raise ZeroDivisionError("division\nby zero")

    asked = program(settings=lambda: load_settings({}, env_file=tmp_path / ".env"), services=broken)
    ran = ask_program(asked, "status", "--json")
    assert (ran.code, ran.json) == (1, {"error": ran.err.strip()})
    assert ran.err == "Onverwachte fout in dit programma (ZeroDivisionError: division). Meld dit aan de beheerder.\n"


def test_as_a_process_it_answers_and_refuses_likewise(tmp_path: Path) -> None:
    refused: list[tuple[list[str], dict[str, str]]] = [
        ([*GROWTH_OF, "--period", "2025"], {}),
        (["figures"], {}),
        (["status"], {"VT_CBS_ULR": "http://127.0.0.1:1"}),
        (["status"], {"VT_PORT": "tachtig"}),
        (["verversen"], {}),
    ]
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(run, tmp_path, *GROWTH_OF, "--period", "2025HJ01", "--json")
        refusals = list(pool.map(lambda item: run(tmp_path, *item[0], **item[1]), refused))
    ran = answer.result()
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["change_pct"] == pytest.approx(13.2467, abs=5e-5)
    for ran in refusals:
        assert (ran.code, ran.out) == (2, ""), ran
        assert ran.complaint


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "settings"], cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        # Gone before the first word is written.
        process.stdout.close()
        assert (process.wait(30), process.stderr.read()) == (0, "")
