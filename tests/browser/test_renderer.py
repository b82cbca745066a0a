"""Pictures by the browser of the server: each caller its own, whatever befalls the browser, and nothing left after."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import plotly.graph_objects as go
import pytest
from PIL import Image

from dashboard.exports.renderer import Renderer
from data_sources.errors import PictureFailed, PictureUnavailable
from tests.browser.conftest import find_chromium

WIDTH, HEIGHT = 240, 160


def coloured(n: int) -> go.Figure:
    """A figure of one colour, which no other number has, and its number as its title."""
    return go.Figure(
        go.Scatter(x=[0, 1], y=[n, n + 1]),
        {"paper_bgcolor": colour(n), "plot_bgcolor": colour(n), "title": f"Nummer {n:03d}"},
    )


def colour(n: int) -> str:
    return f"rgb({10 * n},{255 - 10 * n},{100 + 5 * n})"


def corner(content: bytes) -> str:
    red, green, blue = Image.open(BytesIO(content)).convert("RGB").getpixel((2, 2))  # type: ignore[misc]
    return f"rgb({red},{green},{blue})"


def png(renderer: Renderer, n: int) -> bytes:
    return renderer.render(coloured(n), format="png", width=WIDTH, height=HEIGHT)


def group_members(group: int) -> list[int]:
    """The processes of a group that still run, from /proc; one that ended and waits to be noticed runs no more."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, group_id = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group_id) == group and state != "Z":
            found.append(int(folder.name))
    return found


def browser_of(renderer: Renderer) -> int:
    """The process number of Chromium itself, which its wrapper started."""
    (wrapper,) = renderer.processes()
    return int(Path(f"/proc/{wrapper}/task/{wrapper}/children").read_text().split()[0])


@contextmanager
def own_renderer(**given: float) -> Iterator[Renderer]:
    made = Renderer(find_chromium(), **given)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.close()


def test_each_of_24_callers_gets_its_own_picture_also_when_the_browser_is_killed_meanwhile() -> None:
    with own_renderer(tabs=2) as renderer:
        png(renderer, 0)
        victim = browser_of(renderer)
        done: list[int] = []

        def ask(n: int) -> str:
            content = png(renderer, n)
            done.append(n)
            if len(done) == 6:
                os.kill(victim, signal.SIGKILL)
            return corner(content)

        with ThreadPoolExecutor(24) as callers:
            assert list(callers.map(ask, range(24))) == [colour(n) for n in range(24)]
        assert browser_of(renderer) != victim


def test_a_browser_that_no_longer_answers_is_replaced_in_time() -> None:
    with own_renderer(seconds=3) as renderer:
        png(renderer, 0)
        (stuck,) = renderer.processes()
        os.killpg(stuck, signal.SIGSTOP)
        begun = time.monotonic()
        assert corner(png(renderer, 7)) == colour(7)
        assert time.monotonic() - begun < 20
    assert group_members(stuck) == []


def test_a_page_that_hangs_is_cut_off_with_a_sentence_and_leaves_the_others_alone() -> None:
    """Five million points are more than a second can draw."""
    with own_renderer(seconds=1) as renderer, ThreadPoolExecutor(2) as callers:
        png(renderer, 0)
        many = go.Figure(go.Scatter(x=list(range(1_000_000)), y=[0, 1] * 500_000, mode="lines+markers"))
        begun = time.monotonic()
        endless = callers.submit(renderer.render, many, format="svg", width=WIDTH, height=HEIGHT)
        with pytest.raises(PictureFailed, match="niet op tijd klaar"):
            endless.result(60)
        assert time.monotonic() - begun < 40
        assert corner(png(renderer, 3)) == colour(3)


def test_whoever_waits_too_long_is_told_so() -> None:
    with own_renderer(patience=0.01) as renderer, pytest.raises(PictureFailed, match="te veel afbeeldingen"):
        png(renderer, 1)


def test_without_a_browser_the_answer_comes_at_once_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = Renderer(str(tmp_path / "chromium"))
    begun = time.monotonic()
    with pytest.raises(PictureUnavailable, match="VT_BROWSER_PATH"):
        png(missing, 1)
    assert time.monotonic() - begun < 1
    assert missing.processes() == []
    monkeypatch.setattr("dashboard.exports.chromium._places", lambda: iter(["geen-chromium-hier"]))
    with pytest.raises(PictureUnavailable, match="geen browser om afbeeldingen te maken"):
        png(Renderer(), 1)


def test_a_program_that_is_no_browser_is_said_not_to_start() -> None:
    no_browser = Renderer("/bin/false")
    try:
        with pytest.raises(PictureFailed, match="wil op deze server niet starten"):
            png(no_browser, 1)
    finally:
        no_browser.close()


def test_after_closing_nothing_is_left_and_a_later_picture_starts_anew() -> None:
    with own_renderer() as renderer:
        png(renderer, 1)
        (group,) = renderer.processes()
        assert len(group_members(group)) > 2
        renderer.close()
        assert group_members(group) == []
        assert "afbeeldingen" not in {thread.name for thread in threading.enumerate()}
        assert corner(png(renderer, 2)) == colour(2)


_ENDS = """
import sys
import plotly.graph_objects as go
from dashboard.exports.renderer import Renderer
renderer = Renderer(sys.argv[1])
renderer.render(go.Figure(go.Scatter(y=[1, 2])), format="png", width=100, height=100)
print(renderer.processes()[0])
"""


def test_a_program_that_just_ends_leaves_no_browser_behind() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _ENDS, find_chromium()], capture_output=True, text=True, timeout=60, check=True
    )
    assert group_members(int(ended.stdout)) == []


_FORKS = """
import os, sys
import plotly.graph_objects as go
from dashboard.exports.renderer import Renderer

def draw(renderer):
    made = renderer.render(go.Figure(go.Scatter(y=[1, 2])), format="png", width=100, height=100)
    assert made.startswith(b"\\x89PNG")
    return renderer.processes()

renderer = Renderer(sys.argv[1])
before = draw(renderer)
child = os.fork()
if child == 0:
    own = draw(renderer)
    sys.exit(0 if own and own != before else 3)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0, status
assert draw(renderer) == before
"""


def test_a_forked_process_has_a_browser_of_its_own_and_the_first_keeps_its() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _FORKS, find_chromium()], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_nothing_is_asked_of_any_network(renderer: Renderer) -> None:
    """A picture in a figure, and outlines of a map of plotly's own, would be fetched: here nobody hears of them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}"
        figure = go.Figure(go.Choropleth(locations=["NLD"], z=[1], locationmode="ISO-3"))
        figure.add_layout_image(source=f"{there}/picture.png", x=0, y=1, sizex=1, sizey=1)
        figure.update_layout(font_family="Verdana", title=f'<a href="{there}/page">x</a>')
        try:
            made = renderer.render(figure, format="png", width=WIDTH, height=HEIGHT)
        except PictureFailed:
            made = b""
        assert made[:4] in {b"\x89PNG", b""}
        with pytest.raises(TimeoutError):
            listener.accept()
