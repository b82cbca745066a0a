"""A chart by its name: built from the query of its page, with all that goes along with it into a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from dashboard.chart_list import all_charts
from dashboard.exported_chart import exported
from dashboard.exports.csv import table_csv
from dashboard.exports.exported import ExportedChart
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from dashboard.visitor import EDITORS, PUBLIC, Audience
from data_sources.contract import UNIT_PER_100000
from data_sources.errors import UsageError
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.prepare import prepare
from tests.dashboard.closed_rows import SECRETS, closed_rows
from tests.dashboard.reading import NOW
from tests.data_sources.deliveries import SECRET, Cells, snapshot, vintage

CHARTS = all_charts()
RATE = "gestarte-adviezen-per-100000"


def _cells() -> Cells:
    """A merger, a secret figure, a klein aantal, a gap, and one rate."""
    periods = ("2022HJ01", "2022HJ02", "2023HJ01", "2023HJ02")
    rows: dict[str, tuple[object, ...]] = {
        "adviezen NL01": (52_000, 54_000, 58_000, 60_000), "meldingen NL01": (60_000, 61_000, SECRET, 61_000),
        "adviezen LD01": (5000, 5100, 5500, 6000), "adviezen LD02": (10_000, 10_500, 11_000, 12_000),
        "adviezen VT08": (1000, 1050, 1100, 1200), "adviezen VT16": (1400, 1500, SECRET, SECRET),
        "adviezen VT27": (SECRET, SECRET, 3000, 3100), "adviezen GM0014": (40, 45, 60, 45),
        f"{RATE} NL01": (295.1, 306.3, 326.0, 337.5), f"{RATE} VT08": (290.4, 295.0, 318.0, 347.0),
    }  # fmt: skip
    return {
        f"{row} {period}": held  # type: ignore[misc]
        for row, values in rows.items()
        for period, held in zip(periods, values, strict=True)
    }


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A delivery of some regions, of which the last half-year is provisional, and a ledger with closed figures."""
    url = f"sqlite:///{tmp_path_factory.mktemp('charts') / 'store.db'}"
    store = prepare(url, ledger=[*bundled_ledger(), *closed_rows()])
    statuses = {"2022HJ01": "definitief", "2022HJ02": "definitief", "2023HJ01": "definitief"}
    titles = {"adviezen": "Gestarte adviezen", "meldingen": "Ontvangen meldingen", RATE: "Gestarte adviezen"}
    regions = {
        "NL01": "Nederland", "LD01": "Noord-Nederland (LD)", "LD02": "Oost-Nederland (LD)", "VT08": "Groningen (VT)",
        "VT16": "Brabant Noordoost (VT)", "VT27": "Oost-Brabant (VT)", "GM0014": "Groningen",
    }  # fmt: skip
    made = snapshot(_cells(), topic_titles=titles, region_titles=regions, statuses=statuses)
    topics = [
        replace(topic, unit=UNIT_PER_100000, decimals=1, rounding=0.1) if topic.indicator == RATE else topic
        for topic in made.topics
    ]
    assert store.writer.add_statline(replace(made, topics=topics), vintage("2026-11-20")) is not None
    yield Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    store.engines.dispose()


def ask(services: Services, name: str, query: str = "", audience: Audience = PUBLIC) -> ExportedChart:
    return exported(CHARTS.get(name), parse_qs(query), audience=audience, services=services)


def test_an_office_chart_has_the_values_and_gaps_of_the_lines_and_says_which_are_provisional(
    services: Services,
) -> None:
    native = ask(services, "trend").native
    assert native is not None
    assert (native.kind, native.unit, native.decimals) == ("lijn", "", 0)
    # The axis begins in 2019, where nothing is known yet.
    assert native.categories[0] == "1e halfjaar 2019"
    place = native.categories.index("2e halfjaar 2023") + 1
    shown = {one.name: (one.values[place - 4 : place], one.open[place - 4 : place]) for one in native.series}
    assert shown["Adviesvragen"] == ((52_000, 54_000, 58_000, 60_000), (False, False, False, True))
    assert shown["Meldingen"][0] == (60_000, 61_000, None, 61_000)


def test_a_table_in_words_says_of_each_figure_what_the_page_says(services: Services) -> None:
    table = ask(services, "trend").table
    rows = {row[0]: row[1:] for row in table.rows}
    assert table.head == (("Periode", "Adviesvragen", "Meldingen"),)
    assert rows["2e halfjaar 2023"] == ("60.000 (voorlopig, 84847NED)", "61.000 (voorlopig, 84847NED)")
    assert rows["1e halfjaar 2023"] == ("58.000 (definitief, 84847NED)", "geheim of onbekend bij CBS")
    assert all(len(row) == 3 for row in table.rows)


def test_a_line_that_is_broken_by_a_merger_is_two_series(services: Services) -> None:
    native = ask(services, "vergelijken", "onderwerp=adviezen&regio=VT16,VT27").native
    assert native is not None
    found = {one.name: [value for value in one.values if value is not None] for one in native.series}
    assert found == {
        "Brabant Noordoost (tot en met 2022)": [1400, 1500], "Oost-Brabant (vanaf 1e halfjaar 2023)": [3000, 3100],
    }  # fmt: skip


def test_lines_of_small_charts_can_be_told_apart_in_one_office_chart(services: Services) -> None:
    native = ask(services, "vergelijken", "onderwerp=adviezen&regio=LD01,LD02&weergave=index").native
    assert native is not None
    assert native.unit == "index"
    assert len({(one.colour, one.dash) for one in native.series}) == 2


def test_charts_on_scales_of_their_own_are_no_one_office_chart(services: Services) -> None:
    found = ask(services, "vergelijken", "onderwerp=adviezen&regio=NL01,LD02&schaal=eigen")
    assert found.native is None
    assert found.alt.startswith("2 lijngrafieken: ")


def test_a_percentage_of_a_klein_aantal_stands_in_no_sheet_behind_a_chart(services: Services) -> None:
    """It is drawn grey on the screen and written nowhere; its figures are."""
    changes = ask(services, "vergelijken", "onderwerp=adviezen&regio=GM0014,LD01&weergave=jaar-eerder").native
    levels = ask(services, "vergelijken", "onderwerp=adviezen&regio=GM0014,LD01").native
    assert changes is not None
    assert levels is not None
    small, large = changes.series
    assert set(small.values) == {None}
    assert [round(value, 1) for value in large.values if value is not None] == [10.0, 17.6]
    assert [value for value in levels.series[0].values if value is not None] == [40, 45, 60, 45]


def test_the_values_are_those_of_the_file_with_the_same_query(services: Services) -> None:
    client = build_dashboard(services, Settings()).server.test_client()
    for name, query, path in (
        ("trend", "per=jaar", "/csv/trend"), ("ontwikkeling", "weergave=jaar-eerder", "/csv/ontwikkeling"),
        ("verkenner", "", "/csv/verkenner"), ("vergelijken", "onderwerp=adviezen&regio=VT16,VT27", "/csv/vergelijken"),
        ("profiel", "onderwerp=adviezen&regio=VT08", "/csv/profiel"), ("regio-ranglijst", "", "/csv/regios"),
        ("uitrol-per-kwartaal", "", "/csv/slachtofferdevice-dekking"),
    ):  # fmt: skip
        assert table_csv(ask(services, name, query).values) == client.get(f"{path}?{query}").data, name


def test_a_figure_that_is_not_public_goes_along_for_its_audience_only(services: Services) -> None:
    for name, secret in (("pilot-reeks", "(170.0, 7.0, 140.0)"), ("pilot-aandelen", "98.765")):
        public, editors = (ask(services, name, "pilot=farr", audience) for audience in (PUBLIC, EDITORS))
        said = [
            str((item.table, list(item.values.rows), item.alt, item.description, item.native, item.picture))
            for item in (public, editors)
        ]
        assert secret not in said[0]
        assert secret in said[1]
        assert "Let op" in " ".join(editors.notes)
        assert not any(secret in text for text in said[:1] for secret in SECRETS)


def test_a_footnote_names_table_terms_periods_and_days(services: Services) -> None:
    note = ask(services, "trend").footnote
    assert "tabel 84847NED" in note
    assert "gestarte adviezen en ontvangen meldingen, 1e halfjaar 2022 tot en met 2e halfjaar 2023" in note
    assert "(deels voorlopige cijfers)" in note


def test_the_file_name_says_the_day_and_the_loads(services: Services) -> None:
    found = ask(services, "trend")
    [load] = found.loads
    assert found.file_name == f"veilig-thuis-NL01-per-halfjaar-bekend-op-2026-11-21-lading-{load}"


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("trend", "regio=XX99", "XX99"),
        ("trend", "onderwerp=niets", "niets"),
        ("trend", "regio=VT27&zoals-bekend-op=2020-01-01", "nog geen cijfer"),
        ("profiel", "regio=VT08", "Kies er een"),
        ("profiel", "onderwerp=meldingen&regio=VT08", "geen cijfers per 100.000"),
        ("regio-kaart", "", "grenzen"),
        ("ontwikkeling", "onderwerp=adviezen&weergave=verhouding", "twee onderwerpen"),
        ("pilot-reeks", "", "Van welke pilot"),
        ("pilot-reeks", "pilot=farr&reeks=9", "geen reeks"),
        ("pilot-aandelen", "pilot=onbekend", "onbekend"),
        ("pilot-aandelen", "pilot=farr&zoals-bekend-op=2020-01-01", "nog niets"),
        ("verkenner", "tabel=00000NED", "00000NED"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(services: Services, name: str, query: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ask(services, name, query)


def test_a_name_that_no_chart_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="trend"):
        CHARTS.get("taart")
