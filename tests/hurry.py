"""For tests of what happens when CBS does not answer, and not of how long it is waited for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from data_sources.cbs import session


@contextmanager
def without_pauses() -> Iterator[None]:
    """CBS is asked again as often as ever, at once; how long that may take in all is reckoned as ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "time", SimpleNamespace(monotonic=time.monotonic, sleep=lambda _seconds: None))
        yield
