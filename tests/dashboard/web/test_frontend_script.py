"""Set-up of the front-end files: one line and no failure without npm, and never half a set."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest

from dashboard.web.bundle import BUNDLE, plotly_script
from dashboard.web.compression import Compressor
from dashboard.web.fonts import WEIGHTS, font_name
from scripts import frontend


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """What npm would have installed."""
    folder = tmp_path / "node_modules"
    names = [
        "plotly.js-basic-dist-min/plotly-basic.min.js", "regenerator-runtime/runtime.js",
        "@fontsource/fira-sans/LICENSE",
        *(f"@fontsource/fira-sans/files/{font_name(weight)}" for weight in WEIGHTS),
    ]  # fmt: skip
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


@pytest.mark.parametrize(("ci", "code"), [("false", 0), ("true", 1)])
def test_without_npm_it_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, ci: str, code: int
) -> None:
    monkeypatch.setattr(frontend.shutil, "which", lambda name: None)
    monkeypatch.setattr(frontend, "FRONTEND", tmp_path / "frontend")
    monkeypatch.setenv("CI", ci)
    assert frontend.main() == code
    said = capsys.readouterr()
    assert said.err == "npm not found: pages will use Dash's own bundle and a system font\n"
    assert not (tmp_path / "frontend").exists()


def test_what_is_served_is_copied_and_compressed(packages: Path, tmp_path: Path) -> None:
    target = tmp_path / "frontend"
    assert frontend.collect(packages, target) is None
    assert (target / BUNDLE).read_text() == "plotly.js-basic-dist-min/plotly-basic.min.js"
    assert all((target / font_name(weight)).is_file() for weight in WEIGHTS)
    made = [brotli.decompress(path.read_bytes()) for path in (target / "compressed").glob("*.br")]
    assert plotly_script(target) in made
    assert len(made) > 8  # and the scripts of Dash
    assert Compressor(target / "compressed").best(made[0], "br")


def test_a_package_that_changed_its_files_is_named(packages: Path, tmp_path: Path) -> None:
    (packages / "@fontsource" / "fira-sans" / "files" / font_name(500)).unlink()
    said = frontend.collect(packages, tmp_path / "frontend")
    assert said == f"not in node_modules: @fontsource/fira-sans/files/{font_name(500)}"
    assert not (tmp_path / "frontend").exists()
