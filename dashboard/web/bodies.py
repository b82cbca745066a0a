"""Bodies that are too large to keep: received to their end, and dropped, so that who sends one can read our answer.

A browser reads no answer before it has sent all of its file, and takes a connection that is closed meanwhile for a
fault of the network. The door refuses such a request by its length, without reading it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from dashboard.workbench import SMALL_BODY
from data_sources.pilots.sheets.limits import MAX_FILE

# Bytes of one request that are kept, whatever it is for: no more than the largest that any form may send, a file with
# its fields. What is too much for a form is refused by the door.
KEPT = MAX_FILE + 2 * SMALL_BODY
# Bytes that are received at all; of more the connection is closed.
RECEIVED = 1_000_000_000


def create_server(application: Callable[..., Any], **adjustments: Any) -> Any:
    """A server of waitress that keeps no more of a request than it should. Raises OSError or ValueError as waitress."""
    listening: dict[int, Any] = {}
    server = waitress.create_server(application, map=listening, max_request_body_size=RECEIVED, **adjustments)
    for part in listening.values():
        if hasattr(part, "channel_class"):
            part.channel_class = _Channel
    return server


class _Buffer:
    """What was received of a body, as far as it is kept; its length is that of all of it."""

    def __init__(self, kept: Any) -> None:
        self._kept = kept
        self._received = 0

    def append(self, data: bytes) -> None:
        self._received += len(data)
        if self._received <= KEPT:
            self._kept.append(data)

    def __len__(self) -> int:
        return self._received

    def getfile(self) -> Any:
        return self._kept.getfile()

    def close(self) -> None:
        self._kept.close()


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = _Buffer(self.body_rcv.buf)


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser
