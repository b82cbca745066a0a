"""The log: to stderr, as text or as one JSON object a line. For us, in English; people get their own sentences."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Collection


class JsonLines(logging.Formatter):
    """One object a line: time, level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class WithoutSecrets(logging.Filter):
    """Puts dots where a secret would stand, whoever wrote the line."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        # The longest first: a password may be part of an address that is a secret as a whole.
        self._secrets = sorted(secrets, key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._clean(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._clean(record.exc_text)
        return True

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "••••")
        return text


def set_up_logging(shape: str, *, level: int, secrets: Collection[str] = ()) -> None:
    """Send our log to stderr. A command that answers one question logs warnings; a server also what it does."""
    handler = logging.StreamHandler(sys.stderr)
    text = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.addFilter(WithoutSecrets(secrets))
    handler.setFormatter(JsonLines() if shape == "json" else text)
    logging.basicConfig(handlers=[handler], level=level, force=True)
