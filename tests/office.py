"""LibreOffice, as a reader of our documents would open them. Where it is missing tests fail and say how to get it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

_NAMES = ("soffice", "libreoffice")
_SECONDS = 120.0
# One at a time: a second LibreOffice with the same profile hands its files to the first and ends without them.
_ALONE = threading.Lock()


def find_office() -> str:
    """The path of LibreOffice on this machine; fails the test with the hint when there is none."""
    return _program(*_NAMES)


def convert(content: bytes, suffix: str, to: str) -> bytes:
    """A file in another format, by LibreOffice. ``suffix`` ('.docx') says what it is; ``to`` as ``--convert-to`` takes
    it ('pdf', 'odt', 'csv').
    """
    return convert_all({f"bestand{suffix}": content}, to)[f"bestand{suffix}"]


def convert_all(files: Mapping[str, bytes], to: str, *, seconds: float = _SECONDS) -> dict[str, bytes]:
    """Several files, named with what says their kind, by one start of LibreOffice, which is what takes the time. Fails
    the test with what LibreOffice said when a file does not come out.
    """
    stems = [Path(name).stem for name in files]
    if len(set(stems)) != len(stems):
        raise ValueError(f"the results of these would write over each other: {sorted(files)}")
    office = find_office()
    with _ALONE, tempfile.TemporaryDirectory(prefix="vt-office-") as folder:
        given, made = Path(folder, "in"), Path(folder, "uit")
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        said = _run(
            [office, "--headless", "--norestore", f"-env:UserInstallation={_profile().as_uri()}",
             "--convert-to", to, "--outdir", str(made), *(str(given / name) for name in files)], seconds,
        )  # fmt: skip
        ending = to.split(":")[0]
        results = {name: made / f"{Path(name).stem}.{ending}" for name in files}
        lost = [name for name, path in results.items() if not path.is_file() or not path.stat().st_size]
        if lost:
            pytest.fail(f"LibreOffice made no {to} of {', '.join(lost)}: {said}")
        return {name: path.read_bytes() for name, path in results.items()}


def pages(content: bytes, suffix: str, *, dpi: int = 60) -> list[bytes]:
    """The pages of a document as pictures (PNG), as LibreOffice prints them."""
    return pictures_of(convert(content, suffix, "pdf"), dpi=dpi)


def pictures_of(pdf: bytes, *, dpi: int = 60) -> list[bytes]:
    """The pages of a PDF as pictures (PNG)."""
    with tempfile.TemporaryDirectory(prefix="vt-pages-") as folder:
        path = Path(folder, "blad.pdf")
        path.write_bytes(pdf)
        said = _run([_program("pdftoppm"), "-r", str(dpi), "-png", str(path), str(Path(folder, "blad"))], _SECONDS)
        # Named blad-1 or blad-01, with as many digits as the last needs, so that names sort as pages do.
        made = [page.read_bytes() for page in sorted(Path(folder).glob("blad-*.png"))]
    if not made:
        pytest.fail(f"pdftoppm made no pages: {said}")
    return made


def _program(*names: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.fail(f"No {names[0]} found. Run `make office`, which says how to get it.")


@cache
def _profile() -> Path:
    """A profile of this process alone, kept until it ends: the first start with a new one is the slow one."""
    folder = Path(tempfile.mkdtemp(prefix="vt-office-profile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(command: Sequence[str], seconds: float) -> str:
    """What a program said; fails the test when it ends wrong or not in time. All it started then ends with it."""
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        said, _ = program.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
        pytest.fail(f"{command[0]} did not end within {seconds:g} seconds.")
    words = said.decode(errors="replace").strip()
    if program.returncode:
        pytest.fail(f"{command[0]} ended with {program.returncode}: {words}")
    return words
