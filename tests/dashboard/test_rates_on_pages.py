"""CBS's rates on the pages that show them: each stands at its own count."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.contract import UNIT_PER_100000
from data_sources.store.prepare import prepare
from tests.dashboard.reading import NOW
from tests.dashboard.regions_store import Cells, country
from tests.data_sources.deliveries import snapshot, vintage


def _services(folder: Path, cells: Cells, titles: dict[str, str], groups: dict[str, str]) -> Services:
    url = f"sqlite:///{folder / 'store.db'}"
    store = prepare(url)
    made = snapshot(cells, statuses={"2024HJ01": "definitief", "2025HJ01": "definitief"}, topic_titles=titles)
    topics = [replace(topic, group_title=groups.get(topic.indicator, "")) for topic in made.topics]
    topics = [
        replace(topic, unit=UNIT_PER_100000, decimals=1, rounding=0.1)
        if topic.indicator.endswith("per-100000")
        else topic
        for topic in topics
    ]
    store.writer.add_statline(replace(made, topics=topics), vintage("2026-04-30"))
    return Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)


def _rows(client: FlaskClient, address: str, region: str) -> dict[str, str]:
    """The row of a region in the newest period."""
    answer = client.get(address)
    assert answer.status_code == 200
    read_rows = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";")
    return next(row for row in read_rows if row["Regiocode"] == region and row["Periodecode"] == "2025HJ01")


def test_a_count_without_a_rate_is_not_given_that_of_another_group(tmp_path: Path) -> None:
    cells = country("2024HJ01", "2025HJ01", {})
    names = ("onderzoek-totaal", "voorwaarden-totaal", "onderzoek-totaal-per-100000")
    several = {cell.replace("meldingen", name): held for name in names for cell, held in cells.items()}
    groups = dict(zip(names, ("Onderzoek", "Voorwaarden", "Onderzoek"), strict=True))
    services = _services(tmp_path, {**cells, **several}, dict.fromkeys(names, "Totaal"), groups)
    client = build_dashboard(services, Settings()).server.test_client()
    for name, rate in (("onderzoek-totaal", "900"), ("voorwaarden-totaal", "")):
        assert _rows(client, f"/csv/regios?onderwerp={name}", "VT05")["Per 100.000 inwoners"] == rate
        compared = f"/csv/vergelijken?regio=VT05,VT07&weergave=per-100000&onderwerp={name}"
        assert _rows(client, compared, "VT05")["Waarde"] == rate
