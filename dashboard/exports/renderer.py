"""Pictures of charts, made on this server by one browser of this process: asked from any thread, drawn in one.

Kaleido has a server of its own for this, which hands callers each other's pictures and waits forever once its browser
is gone; it is not used.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import shutil
import signal
import tempfile
import threading
import weakref
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from dashboard.exports.chromium import find_browser
from dashboard.exports.drawing import Drawing, end_group
from dashboard.exports.drawing_page import DrawingPage
from dashboard.exports.fonts import is_installed
from dashboard.exports.presets import PictureFormat
from dashboard.web.frontend import FRONTEND
from data_sources.errors import PictureFailed

_BUSY = "Er worden nu te veel afbeeldingen tegelijk gemaakt. Probeer het over een minuut opnieuw."


@dataclass
class _Worker:
    """A thread with a loop, and what draws in it."""

    loop: asyncio.AbstractEventLoop
    thread: threading.Thread
    drawing: Drawing
    folder: Path


class Renderer:
    """One per process is enough. Nothing is started before the first picture, so that a process may fork until then;
    one that forks later has a browser of its own.

    browser_path: the setting; None: the first that is found. tabs: how many pictures are drawn at once. seconds: the
    most that drawing one may take. patience: the most that a caller waits, in seconds, others before it included.
    """

    def __init__(
        self, browser_path: str | None = None, *, frontend: Path = FRONTEND, tabs: int = 2, seconds: float = 20.0,
        patience: float = 60.0,
    ) -> None:  # fmt: skip
        self._browser_path = browser_path
        self._frontend = frontend
        self._tabs = tabs
        self._seconds = seconds
        self._patience = patience
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        _LIVING.add(self)

    @property
    def frontend(self) -> Path:
        """Where the font stands that pictures are drawn in."""
        return self._frontend

    @property
    def has_font(self) -> bool:
        """Whether pictures are drawn in Fira Sans, and not in the next font of the stack."""
        return is_installed(self._frontend)

    def render(
        self, figure: go.Figure, *, format: PictureFormat, width: float, height: float, scale: float = 1.0
    ) -> bytes:
        """The picture. width, height: in CSS pixels, of which each becomes ``scale`` by ``scale`` dots.

        Raises PictureUnavailable where there is no browser, PictureFailed when it fails, takes too long or is too busy.
        """
        drawn = figure.to_dict()
        options = {"format": format, "width": width, "height": height, "scale": scale}
        worker = self._at_work()
        asked = asyncio.run_coroutine_threadsafe(worker.drawing.draw(drawn, options), worker.loop)
        try:
            return asked.result(self._patience)
        except Late:
            asked.cancel()
            raise PictureFailed(_BUSY, seconds=self._patience) from None

    def processes(self) -> list[int]:
        """The process numbers of the browsers at work, none before the first picture."""
        worker = self._worker
        return worker.drawing.processes() if worker is not None else []

    def close(self) -> None:
        """End browser and thread. A picture that is asked for afterwards starts them again."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is None:
            return
        asyncio.run_coroutine_threadsafe(worker.drawing.close(), worker.loop).result(30)
        worker.loop.call_soon_threadsafe(worker.loop.stop)
        worker.thread.join(10)
        shutil.rmtree(worker.folder, ignore_errors=True)

    def end_at_exit(self) -> None:
        """At the end of the interpreter nobody waits for anything: what was started is killed."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        for group in worker.drawing.groups():
            end_group(group, signal.SIGKILL)
        shutil.rmtree(worker.folder, ignore_errors=True)

    def forget(self) -> None:
        """In a process that was forked: the browser is the parent's, its thread is not here."""
        self._lock = threading.Lock()
        if self._worker is not None:
            # Kept alive: what it holds would else be cleaned up, and taken away from the parent.
            _INHERITED.append(self._worker)
        self._worker = None

    def _at_work(self) -> _Worker:
        path = find_browser(self._browser_path)
        with self._lock:
            if self._worker is None or not self._worker.thread.is_alive():
                self._worker = self._start(path)
            return self._worker

    def _start(self, path: str) -> _Worker:
        # Kaleido tells of each browser that ends; what matters of that we say ourselves.
        for name in ("kaleido", "choreographer", "browser_proc"):
            logging.getLogger(name).setLevel(logging.ERROR)
        folder = Path(tempfile.mkdtemp(prefix="veilig-thuis-beelden-"))
        page = DrawingPage(folder, self._frontend)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_run, args=(loop,), name="afbeeldingen", daemon=True)
        thread.start()

        async def made() -> Drawing:
            return Drawing(path, page, self._tabs, self._seconds)

        return _Worker(loop, thread, asyncio.run_coroutine_threadsafe(made(), loop).result(10), folder)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(_let_go())
    loop.close()


async def _let_go() -> None:
    """Let what was cancelled come to its end."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(others, timeout=5) if others else None


_LIVING: weakref.WeakSet[Renderer] = weakref.WeakSet()
_INHERITED: list[Any] = []


def _end_all() -> None:
    for renderer in list(_LIVING):
        renderer.end_at_exit()


def _forget_all() -> None:
    for renderer in list(_LIVING):
        renderer.forget()


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
