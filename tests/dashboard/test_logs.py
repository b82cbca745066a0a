"""The log never holds a secret, whoever writes the line."""

import json
import logging

import pytest

from dashboard.logs import set_up_logging
from dashboard.settings import Settings, secret_values

SETTINGS = Settings(
    database_url="postgresql://vt:zeer-geheim@db/vt",
    secret_key="sleutel-123",
    smtp_url="smtps://u:postgeheim@mail?from=a@b&to=c@d",
)


@pytest.mark.parametrize("shape", ["text", "json"])
def test_a_secret_is_dots_in_message_arguments_and_traceback(shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.root.handlers[:], logging.root.level
    try:
        set_up_logging(shape, level=logging.INFO, secrets=secret_values(SETTINGS))
        log = logging.getLogger("een.bibliotheek")
        log.info("connecting to %s with sleutel-123", SETTINGS.database_url)
        try:
            raise RuntimeError("login failed: zeer-geheim, postgeheim")
        except RuntimeError:
            log.exception("broken")
    finally:
        logging.root.handlers[:], level = before
        logging.root.setLevel(level)
    said = capsys.readouterr().err
    assert "connecting to •••• with ••••" in (json.loads(said.splitlines()[0])["message"] if shape == "json" else said)
    assert "login failed: ••••, ••••" in said
    for secret in ("zeer-geheim", "sleutel-123", "postgeheim"):
        assert secret not in said


def test_the_default_database_is_no_secret() -> None:
    assert secret_values(Settings()) == set()
