"""A proxy that is not told of: then everybody seems to come from its one address, and locks everybody out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

log = logging.getLogger(__name__)


class UnheardProxy:
    """Around an app that believes no proxy. Says once, in the log, that there seems to be one."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app
        self._said = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not self._said and "HTTP_X_FORWARDED_FOR" in environ:
            self._said = True
            log.warning(
                "A request came with X-Forwarded-For, and VT_TRUSTED_PROXIES is 0: if there is a proxy in front, all"
                " visitors count as one address, and thirty wrong passwords keep all of them out. Set it to the number"
                " of proxies."
            )
        return self._app(environ, start_response)
