"""Pictures drawn in a browser of our own, within one asyncio loop: opened when needed, replaced when it breaks down."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.exports.chromium import chromium_class
from dashboard.exports.drawing_page import DrawingPage
from dashboard.web.bundle import BASIC_TRACES
from data_sources.errors import PictureFailed

log = logging.getLogger(__name__)

# How often is looked whether a browser still lives, in seconds.
_LOOK = 0.1
_START_SECONDS, _END_SECONDS = 30.0, 5.0
# Of a picture that was begun again because another one took the browser along.
_MOST_TRIES = 5
BROKEN = "De browser die op deze server afbeeldingen maakt, is twee keer gestopt. Probeer het over een minuut opnieuw."
_SLOW = "De afbeelding was niet op tijd klaar, ook niet bij een tweede poging. Probeer het over een minuut opnieuw."
_NO_START = "De browser om afbeeldingen te maken wil op deze server niet starten. Geef dit door aan de beheerder."
_REFUSED = "Van deze grafiek is op deze server geen afbeelding te maken."


class _Lost(Exception):
    """The browser is gone, or was ended, while it drew."""


class _Slow(_Lost):
    """It took longer than it may; the page may be stuck for good."""


@dataclass
class _Browser:
    """``ended``: by us; whoever was drawing in it had no part in that."""

    kaleido: Any
    ended: bool = False

    @property
    def process(self) -> Any:
        return getattr(self.kaleido, "subprocess", None)

    def is_gone(self) -> bool:
        return self.ended or self.process is None or self.process.poll() is not None


@dataclass
class Drawing:
    """path: of the browser. tabs: how many pictures are drawn at once. seconds: the most that one may take."""

    path: str
    page: DrawingPage
    tabs: int
    seconds: float
    _openings: dict[bool, asyncio.Future[_Browser]] = field(default_factory=dict)
    _ending: dict[asyncio.Task[None], _Browser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(self.tabs)

    async def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        """The picture of a figure, as the loop gets to it. Raises PictureFailed when that fails twice by itself."""
        whole = any(trace.get("type", "scatter") not in BASIC_TRACES for trace in figure["data"])
        async with self._turns:
            failures: list[_Lost] = []
            for _ in range(_MOST_TRIES):
                browser = await self._browser(whole=whole)
                try:
                    return await self._drawn(browser, figure, options)
                except _Lost as error:
                    log.warning("a browser for pictures was lost: %r", error)
                    failures += [] if browser.ended else [error]
                    self._drop(browser)
                    if len(failures) == 2:
                        break
        slow = bool(failures) and isinstance(failures[-1], _Slow)
        raise PictureFailed(_SLOW if slow else BROKEN, seconds=self.seconds, found=repr(failures))

    async def close(self) -> None:
        if self._openings:
            await asyncio.wait(self._openings.values())
        for browser in self._open_ones():
            self._drop(browser, broken=False)
        await asyncio.gather(*list(self._ending))

    def processes(self) -> list[int]:
        """The numbers of the browsers at work; each leads a group of its own."""
        return [browser.process.pid for browser in self._open_ones()]

    def groups(self) -> list[int]:
        """The groups of all processes that may be there, those that are being ended included."""
        known = [*self._open_ones(), *self._ending.values()]
        return [browser.process.pid for browser in known if browser.process is not None]

    def _open_ones(self) -> list[_Browser]:
        return [one for opening in self._openings.values() if (one := _opened(opening)) is not None]

    async def _browser(self, *, whole: bool) -> _Browser:
        """The one at work, or a new one. Its start goes on where who asked for it no longer waits."""
        opening = self._openings.get(whole)
        if opening is not None and opening.done() and _opened(opening) is None:
            if opening.exception() is None:
                self._drop(opening.result())
            opening = None
        if opening is None:
            opening = self._openings[whole] = asyncio.ensure_future(self._open(self.page.written(whole=whole)))
            opening.add_done_callback(_heard)
        return await asyncio.shield(opening)

    async def _open(self, page: Path) -> _Browser:
        from kaleido import Kaleido

        drawn_by, environment = chromium_class(), self.page.environment
        browser = _Browser(
            Kaleido(
                n=self.tabs, timeout=None, page_generator=page, path=self.path, browser_cls=drawn_by,
                environment=environment,
            )
        )  # fmt: skip
        try:
            await self._finished(
                asyncio.ensure_future(browser.kaleido.open()), _START_SECONDS, gone=lambda: _has_ended(browser)
            )
        except _Lost as error:
            await _end(browser, broken=True)
            raise PictureFailed(_NO_START, path=self.path, found=repr(error)) from error
        return browser

    async def _drawn(self, browser: _Browser, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        from kaleido.errors import KaleidoError

        drawing = asyncio.ensure_future(browser.kaleido.calc_fig(figure, dict(options)))
        try:
            found: bytes = await self._finished(drawing, self.seconds, gone=browser.is_gone)
        except KaleidoError as error:
            raise PictureFailed(_REFUSED, found=repr(error)) from error
        return found

    async def _finished(self, work: asyncio.Future[Any], seconds: float, *, gone: Callable[[], bool]) -> Any:
        """What the work gives. Raises _Lost when the browser goes, also where kaleido would wait forever."""
        loop = asyncio.get_running_loop()
        latest = loop.time() + seconds
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=_LOOK)
                if work.done():
                    break
                if gone():
                    raise _Lost("its process is gone")
                if loop.time() > latest:
                    raise _Slow(f"not done within {seconds} seconds")
        finally:
            if not work.done():
                # Its end is nobody's concern, and its browser is about to go.
                work.add_done_callback(_heard)
                work.cancel()
        if work.cancelled():
            raise _Lost("cancelled by its browser")
        error = work.exception()
        if error is not None and not _is_refusal(error):
            raise _Lost(repr(error)) from error
        return work.result()

    def _drop(self, browser: _Browser, *, broken: bool = True) -> None:
        """Have no more drawn in it, and end it beside the work."""
        if browser.ended:
            return
        browser.ended = True
        self._openings = {
            whole: one
            for whole, one in self._openings.items()
            if not one.done() or one.exception() is not None or one.result() is not browser
        }
        ending = asyncio.ensure_future(_end(browser, broken=broken))
        self._ending[ending] = browser
        ending.add_done_callback(self._ending.pop)


def _heard(work: asyncio.Future[Any]) -> None:
    if not work.cancelled():
        work.exception()


def _opened(opening: asyncio.Future[_Browser]) -> _Browser | None:
    """The browser, when it was opened and lives."""
    if not opening.done() or opening.cancelled() or opening.exception() is not None or opening.result().is_gone():
        return None
    return opening.result()


def _is_refusal(error: BaseException) -> bool:
    from kaleido.errors import KaleidoError

    return isinstance(error, KaleidoError)


def _has_ended(browser: _Browser) -> bool:
    return browser.process is not None and browser.process.poll() is not None


async def _end(browser: _Browser, *, broken: bool) -> None:
    """End the process, what it started, and what kaleido keeps of it. Nothing is left, whatever state it was in."""
    if not broken:
        await _let_go(browser)
    process = browser.process
    if process is not None:
        end_group(process.pid, signal.SIGKILL)
        while process.poll() is None:
            await asyncio.sleep(0.02)
    if broken:
        # Asked before, it would wait for an answer that may never come, and all that is drawn with it.
        await _let_go(browser)


async def _let_go(browser: _Browser) -> None:
    # Whatever kaleido complains of: it is closed since it broke.
    with suppress(Exception, asyncio.CancelledError):
        await asyncio.wait_for(browser.kaleido.close(), _END_SECONDS)


def end_group(group: int, number: int) -> None:
    """Send a signal to a browser and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(group, number)
