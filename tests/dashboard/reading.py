"""Reading a page over Flask's test client: its parts in order, and their text as a reader would say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.pilots.entries import Entry
from data_sources.store.prepare import prepare

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

Part = dict[str, Any]


def client_of(folder: Path, ledger: Sequence[Entry], *, kind: str = "statline") -> FlaskClient:
    """A client of a dashboard on a new store with this ledger, on 21 November 2026."""
    url = f"sqlite:///{folder / 'store.db'}"
    services = Services(
        store=prepare(url, ledger=ledger), settings=Settings(database_url=url), now=lambda: NOW, load_kind=kind
    )
    return build_dashboard(services, Settings()).server.test_client()


def parts(client: FlaskClient, address: str) -> list[Part]:
    """Every part of the page at an address, in the order of reading."""
    found: list[Part] = []
    _collect(client.get("/_dash-layout", headers={"Referer": f"http://localhost{address}"}).get_json(), found)
    return found


def text(item: Any) -> str:
    """What is read of a part, with a space between one part and the next."""
    if isinstance(item, dict):
        return text(item["props"].get("children"))
    words = " ".join(map(text, item)) if isinstance(item, list) else str(item or "")
    return " ".join(words.split())


def read(client: FlaskClient, address: str) -> str:
    """All that is read of a page, without the frame around it."""
    return text(next(part for part in parts(client, address) if part["props"].get("id") == "page"))


def headed(client: FlaskClient, address: str, kind: str) -> dict[str, str]:
    """The text of each part of a kind (Article, Section), by its heading."""
    found = [part for part in parts(client, address) if part["type"] == kind]
    return {text(part["props"]["children"][0]): text(part) for part in found}


def links(client: FlaskClient, address: str) -> dict[str, str]:
    """Where each link leads, by its text."""
    return {text(part): part["props"]["href"] for part in parts(client, address) if part["type"] == "A"}


def _collect(item: Any, found: list[Part]) -> None:
    if isinstance(item, list):
        for part in item:
            _collect(part, found)
    elif isinstance(item, dict) and "props" in item:
        found.append(item)
        _collect(item["props"].get("children"), found)
