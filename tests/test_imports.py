"""The direction of imports holds, the rule that guards it bites, and importing does nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("data_sources", "metrics", "dashboard", "demo")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Runs where nothing may be reached: each module of ours is imported, and the names of those that fail are printed.
IMPORT_ALL = """
import importlib, socket, sys, threading, traceback

def refuse(*args, **kwargs):
    raise AssertionError("importing reached for the network")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse

sys.path.insert(0, sys.argv[1])
failed = []
for name in sys.argv[2:]:
    try:
        importlib.import_module(name)
    except BaseException:
        failed.append(name)
        traceback.print_exc()
started = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
if failed or started:
    sys.exit(f"could not be imported: {failed}; threads started: {started}")
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Our sources alone, in a folder where a test may change them."""
    target = tmp_path / "checkout"
    target.mkdir()
    shutil.copy(ROOT / "pyproject.toml", target)
    if (ROOT / "app.py").exists():
        shutil.copy(ROOT / "app.py", target)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, target / package, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def run(
    code: str, *args: str, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(LINT, "--no-cache", "--no-logo", cwd=folder)


def verdicts(output: str) -> dict[str, str]:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    return {match[1].strip(): match[2] for match in re.finditer(r"^(.+) (KEPT|BROKEN)\b.*$", plain, re.MULTILINE)}


def test_imports_go_one_way() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert set(verdicts(result.stdout).values()) == {"KEPT"}


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("data_sources/__init__.py", "import metrics", "Imports go from dashboard to metrics to data_sources"),
        ("metrics/__init__.py", "import dashboard", "Imports go from dashboard to metrics to data_sources"),
        ("metrics/__init__.py", "import data_sources.store", "Computing and drawing see names and shapes only"),
        ("metrics/__init__.py", "import data_sources.cbs.client", "Computing and drawing see names and shapes only"),
        ("dashboard/figures/__init__.py", "import data_sources.cbs", "Computing and drawing see names and shapes only"),
        (
            "dashboard/components/__init__.py",
            "import data_sources.refresh",
            "Computing and drawing see names and shapes only",
        ),
        ("dashboard/pages/__init__.py", "import data_sources.store", "Pages reach the store through services"),
        ("dashboard/__init__.py", "import demo", "The product knows no demo"),
        ("demo/__init__.py", "import data_sources.registry", "The demo knows the contract and the periods of CBS only"),
        ("metrics/__init__.py", "import app", "Nobody knows app.py"),
        ("metrics/__init__.py", "import sqlalchemy", "Metrics know no SQL, no network and no Dash"),
        ("data_sources/__init__.py", "import dash", "Data sources know no screen"),
    ],
)
def test_a_forbidden_import_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    result = lint(copy)
    assert result.returncode != 0
    assert verdicts(result.stdout).get(contract) == "BROKEN", result.stdout + result.stderr


def our_modules(folder: Path) -> Iterator[str]:
    if (folder / "app.py").exists():
        yield "app"
    for package in PACKAGES:
        for path in sorted((folder / package).rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            if parts[-1] == "__main__" or parts[-2:] == ("migrations", "env"):
                continue  # made to be run, by Python and by Alembic, not to be imported
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_importing_has_no_side_effect(copy: Path, tmp_path: Path) -> None:
    empty = {name: tmp_path / name for name in ("cwd", "home", "temp")}
    for folder in empty.values():
        folder.mkdir()
    names = list(our_modules(copy))
    before = files(copy)

    result = run(
        IMPORT_ALL,
        str(copy),
        *names,
        cwd=empty["cwd"],
        environment={"HOME": str(empty["home"]), "TMPDIR": str(empty["temp"])},
    )

    assert result.returncode == 0, result.stderr
    assert set(PACKAGES) <= set(names)
    assert files(copy) == before
    assert {name: files(folder) for name, folder in empty.items()} == {"cwd": set(), "home": set(), "temp": set()}
