"""`backup` and `restore` as commands: from SQLite to PostgreSQL every question is answered the same; and refusals."""

from __future__ import annotations

import os
from pathlib import Path

from demo.standin import StandIn
from tests.commands import ask
from tests.data_sources.releases import tiny
from tests.databases import Databases

QUESTIONS = [
    ["figures", "--indicator", "adviezen"],
    ["figures", "--indicator", "meldingen", "--region", "PV20", "--as-of", "2026-05-01"],
    ["revisions"],
    ["status"],
    ["pilots", "show", "farr"],
]


def test_a_backup_from_sqlite_answers_the_same_on_postgresql(on_postgresql: Databases, tmp_path: Path) -> None:
    file = str(tmp_path / "opslag.zip")
    with StandIn(tiny(1)) as cbs:
        for number in (1, 2):
            cbs.publish(tiny(number))
            assert ask(tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url).json["outcome"] == "stored"
    kept = ask(tmp_path, "backup", file)
    assert (kept.code, kept.err) == (0, "")
    assert kept.out.startswith(f"Bewaard in {file}: ")
    assert kept.out.endswith(" tabellen, stand van 21 november 2026 om 13:00 uur.\n")
    with on_postgresql.new() as url:
        put_back = ask(tmp_path, "restore", file, VT_DATABASE_URL=url)
        assert (put_back.code, put_back.err) == (0, "")
        assert put_back.out == kept.out.replace("Bewaard in", "Teruggezet uit")
        for words in QUESTIONS:
            first, second = ask(tmp_path, *words, "--json"), ask(tmp_path, *words, "--json", VT_DATABASE_URL=url)
            assert (first.code, first.out) == (0, second.out), words
        again = ask(tmp_path, "restore", file, VT_DATABASE_URL=url)
        assert (again.code, again.out) == (2, "")
        assert again.complaint.startswith("De opslag bevat al opgehaalde of ingevoerde gegevens. Geef --replace")
        assert ask(tmp_path, "restore", file, "--replace", VT_DATABASE_URL=url).out == put_back.out


def test_what_cannot_be_done_is_one_dutch_line_and_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "opslag.zip"
    assert ask(tmp_path, "backup", str(file)).code == 0
    held, before = file.read_bytes(), ask(tmp_path, "figures", "--indicator", "adviezen", "--json").out
    there = ask(tmp_path, "backup", str(file))
    assert (there.code, there.out, file.read_bytes()) == (2, "", held)
    assert there.complaint == f"'{file}' bestaat al en wordt niet overschreven. Kies een andere naam."
    file.write_bytes(held[:-100])
    damaged = ask(tmp_path, "restore", str(file), "--replace")
    assert (damaged.code, damaged.out) == (1, "")
    assert damaged.complaint.startswith(f"'{file}' is geen hele reservekopie")
    nowhere = ask(tmp_path, "restore", str(tmp_path / "nergens.zip"))
    assert (nowhere.code, nowhere.complaint) == (2, f"'{tmp_path}/nergens.zip' is niet te lezen.")
    assert ask(tmp_path, "backup").complaint.startswith("Verkeerd gebruik van 'python app.py backup': verplicht is:")
    assert ask(tmp_path, "figures", "--indicator", "adviezen", "--json").out == before
    assert [name for name in os.listdir(tmp_path) if name.startswith(".")] == []
