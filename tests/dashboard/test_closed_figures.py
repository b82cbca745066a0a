"""Figures that are not public, over HTTP and by command: what everybody reads, what editors read, and never the one
for the other.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from dashboard.visitor import EDITORS, PUBLIC, Audience
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.prepare import Store, prepare
from metrics.text.pilots import WHY_FEW
from tests.commands import ask_program, program
from tests.dashboard.closed_rows import FACT, PASSAGE, SECRETS, closed_rows
from tests.dashboard.people import dashboard_with_people, signed_in
from tests.dashboard.reading import headed, read
from tests.dashboard.test_remembered_pages import ask
from tests.databases import Databases
from tests.desks import MINUTE, NOW, figure, open_office
from tests.ledgers import entry

PAGES = ("/pilots", "/verwurging", "/overige-pilots", "/slachtofferdevice", "/mijlpalen", "/ontwikkeling", "/")
FILES = ("/csv/pilots", "/csv/mijlpalen", "/agenda/mijlpalen.ics")
LESS, TELLS = "minder dan 10", "niet getoond, want een klein aantal zou eruit zijn af te leiden"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('closed')}/store.db"
    found = prepare(url, ledger=[*bundled_ledger(), *closed_rows()])
    yield found
    found.engines.dispose()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return dashboard_with_people(store).server.test_client()


@pytest.fixture
def editor(store: Store) -> FlaskClient:
    return signed_in(dashboard_with_people(store), "anna")


def layout(client: FlaskClient, address: str) -> str:
    """All that a browser gets of a page, pictures, hovers and alternative texts included."""
    found = client.get("/_dash-layout", headers={"Referer": f"http://localhost{address}"}).get_json()
    return json.dumps(found, ensure_ascii=False)


def rows(client: FlaskClient, address: str = "/csv/pilots") -> list[dict[str, str]]:
    content = client.get(address).get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


@pytest.mark.parametrize("days", ["", "?zoals-bekend-op=2026-08-01", "?stand-op=2027-02-01"])
def test_nothing_that_everybody_gets_has_a_secret_in_it(client: FlaskClient, days: str) -> None:
    got = {path: layout(client, f"{path}{days}") for path in PAGES}
    got |= {path: client.get(f"{path}{days}").get_data(as_text=True) for path in FILES}
    assert [(path, secret) for path, content in got.items() for secret in SECRETS if secret in content] == []


def test_each_of_those_secrets_is_what_editors_do_get(editor: FlaskClient) -> None:
    got = layout(editor, "/verwurging") + editor.get("/csv/pilots").get_data(as_text=True)
    assert [secret for secret in SECRETS if secret not in got] == []


def test_a_reader_with_an_account_reads_no_more_than_everybody(store: Store, client: FlaskClient) -> None:
    reader = signed_in(dashboard_with_people(store), "lotte")
    assert read(reader, "/verwurging") == read(client, "/verwurging")
    assert rows(reader) == rows(client)


def test_everybody_reads_what_stands_in_the_place_of_a_number(client: FlaskClient) -> None:
    loef = headed(client, "/verwurging", "Article")["LOEF-pilot"]
    for words in (
        "104.329 personen Nazorg, het",
        f"{LESS} personen Nazorg voor … (Aastad)",
        f"{TELLS} Nazorg voor … (Beestad)",
        "100.000",
    ):
        assert words in loef
    assert "De bron is niet openbaar; wat er letterlijk staat, is hier niet te lezen." in loef
    assert f"(Aastad), het eerste kwartaal van 2026 {WHY_FEW} Bron:" in loef
    assert loef.count(WHY_FEW) == 1
    assert WHY_FEW in headed(client, "/pilots", "Article")["LOEF-pilot"]
    said = read(client, "/verwurging")
    assert (
        "Met letsel, van de gevolgde personen (700), het eerste kwartaal van 2026: niet getoond, want het kan" in said
    )
    assert LESS in headed(client, "/pilots", "Article")["LOEF-pilot"]
    assert "Niet openbaar" not in read(client, "/pilots") + said


def test_editors_read_the_numbers_and_that_they_are_not_public(editor: FlaskClient) -> None:
    loef = headed(editor, "/verwurging", "Article")["LOEF-pilot"]
    assert "4.321 personen Niet openbaar Nazorg voor 8 (Beestad), het eerste kwartaal van 2026" in loef
    said = read(editor, "/verwurging")
    for words in (
        "98,77% (niet openbaar)", f"“{PASSAGE}”", FACT,
        "in het tweede kwartaal van 2026: 7 (niet openbaar)", "Hierin staan cijfers die alleen de redactie ziet.",
    ):  # fmt: skip
        assert words in said
    assert "Let op: niet openbaar." in json.dumps(layout(editor, "/verwurging"))
    assert "Niet openbaar" in headed(editor, "/pilots", "Article")["LOEF-pilot"]


def test_what_was_answered_to_one_audience_is_never_given_to_the_other(store: Store) -> None:
    app = dashboard_with_people(store)
    everybody, editor = app.server.test_client(), signed_in(app, "anna")
    for first, second in ((editor, everybody), (everybody, editor)):
        fresh = [ask(first, "/verwurging"), ask(second, "/verwurging"), ask(first, "/verwurging")]
        assert fresh[0] == fresh[2] != fresh[1]
        assert b"4.321" in ask(editor, "/verwurging")
        assert b"4.321" not in ask(everybody, "/verwurging")


def test_the_file_says_what_is_public_and_has_no_number_that_is_hidden(
    client: FlaskClient, editor: FlaskClient
) -> None:
    found = {item["Plaats"]: item for item in rows(client) if item["Onderwerp"].startswith("Nazorg voor")}
    small, other, large = (found[place] for place in ("Aastad", "Beestad", "Ceestad"))
    columns = ("Kwalificatie", "Waarde", "Feit in woorden", "Openbaar")
    assert [small[name] for name in columns] == ["minder dan", "", LESS, "nee"]
    assert [other[name] for name in columns] == ["", "", TELLS, "nee"]
    assert [large[name] for name in columns] == ["", "100000", "", "nee"]
    assert {item["Openbaar"] for item in rows(client) if item["Passage"] != small["Passage"]} == {"ja"}
    assert "4321" in {item["Waarde"] for item in rows(editor)}


def test_the_command_answers_what_everybody_may_read(store: Store) -> None:
    asked = program(
        settings=Settings, services=lambda settings: Services(store=store, settings=settings, now=lambda: NOW)
    )
    found = ask_program(asked, "pilots", "show", "loef", "--json")
    assert not any(secret in found.out for secret in SECRETS)
    figures = {item["place"]: item for item in found.json["figures"] if item["figure"] == "nazorg"}
    small, other = figures["Aastad"], figures["Beestad"]
    assert {name: small[name] for name in ("value", "qualifier", "below", "masked", "published")} == {
        "value": None, "qualifier": "minder dan", "below": 10, "masked": True, "published": False,
    }  # fmt: skip
    assert (small["source"]["withheld"], small["source"]["passage"]) == (True, other["source"]["passage"])
    assert (other["value"], other["below"], other["masked"], other["text"]) == (None, None, True, TELLS)
    assert (figures[None]["value"], figures[None]["masked"]) == (104329, False)
    lines = ask_program(asked, "pilots", "show", "loef").out
    assert f"Nazorg voor … (Aastad): {LESS} personen, het eerste kwartaal van 2026" in lines
    assert not any(secret in lines for secret in SECRETS)


def test_a_small_number_in_a_series_has_no_height_in_any_chart(client: FlaskClient, editor: FlaskClient) -> None:
    def heights(found: str) -> list[list[float | None]]:
        drawn: list[list[float | None]] = []
        _collect(json.loads(found), drawn)
        return drawn

    assert [170, None, 140] in heights(layout(client, "/verwurging"))
    assert not any(7 in ys or 10 in ys for ys in heights(layout(client, "/verwurging")))
    assert [170, 7, 140] in heights(layout(editor, "/verwurging"))


def _collect(item: object, found: list[list[float | None]]) -> None:
    if isinstance(item, dict):
        if item.get("type") == "scatter" and isinstance(item.get("y"), list):
            found.append(item["y"])
        for part in item.values():
            _collect(part, found)
    elif isinstance(item, list):
        for part in item:
            _collect(part, found)


# ---- days ----


def two_days(url: str) -> None:
    """A count over places and its total; a later document has one place more, and another total."""
    texts = {"pilot": "loef", "figure": "n", "title": "N", "unit": "personen", "public": "nee"}
    before = [
        entry("figure", **texts, place=place, value=value)
        for place, value in (("", "150"), ("a", "5"), ("b", "40"), ("c", "105"))
    ]
    added = [
        entry("figure", document_code="N27", known_on="2026-10-01", **texts, place=place, value=value)
        for place, value in (("", "162"), ("d", "12"))
    ]
    later = entry("document", document_code="N27", known_on="2026-10-01")
    prepare(url, ledger=[*bundled_ledger(), later, *before, *added]).engines.dispose()


def test_no_two_days_held_side_by_side_tell_what_each_hides(databases: Databases) -> None:
    with databases.copy("two-days", two_days) as url:
        store = prepare(url)
        services = Services(store=store, settings=Settings(), now=lambda: NOW)

        def told(as_of: date | None, audience: Audience = PUBLIC) -> dict[str, float | None]:
            found = services.ledger(as_of, audience=audience)
            return {item.place: item.value for item in found.figures if item.figure == "n"}

        # On the first day alone 12 was not there, on the last one alone 40 would be shown.
        assert told(date(2026, 9, 1)) == {"": 150, "a": None, "b": None, "c": 105}
        assert told(None) == {"": 162, "a": None, "b": None, "c": 105, "d": None}
        assert told(None, EDITORS) == {"": 162, "a": 5, "b": 40, "c": 105, "d": 12}
        store.engines.dispose()


def test_a_figure_comes_into_its_series_at_its_minute_and_is_in_no_day_before_its_document(
    databases: Databases,
) -> None:
    with open_office(databases) as office:
        seen_from = NOW + 5 * MINUTE
        office.approved([figure("240", qualifier="")], visible_from=seen_from)
        services = Services(store=office.store, settings=Settings(), now=office.clock)
        client = build_dashboard(services, Settings()).server.test_client()
        series = "FARR-pilot per kwartaal: Personen onderzocht"

        def shown(days: str = "") -> bool:
            return series in read(client, f"/verwurging{days}")

        office.clock.pass_by(seen_from - NOW - timedelta(seconds=1))
        assert not shown()
        assert "240" not in client.get("/csv/pilots").get_data(as_text=True)
        office.clock.pass_by(timedelta(seconds=1))
        assert shown()
        assert "In het eerste kwartaal van 2026: ruim 225 en in het tweede kwartaal van 2026: 240." in read(
            client, "/verwurging"
        )
        assert not shown("?zoals-bekend-op=2026-07-30")
        # The newest quarter first, as in the table of the series.
        farr = headed(client, "/verwurging", "Article")["FARR-pilot"]
        assert farr.index("240 Personen onderzocht") < farr.index("ruim 225 Personen onderzocht")
