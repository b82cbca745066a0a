"""The overview of a merged region: refused across its merger, and compared with its predecessors where asked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from dashboard.components.merger_choice import BACK, OFFER
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from tests.dashboard.profiles import served
from tests.dashboard.reading import headed, links, parts, read, text

REASON = "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27)."
WHOSE = (
    "Basis 2022: Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26), bij elkaar opgeteld door dit dashboard; CBS geeft"
    " deze som niet."
)
ACROSS = "/?regio=VT27&per=jaar&basis=2022JJ00"
MERGED = f"{ACROSS}&optelling=voorgangers"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with served(tmp_path_factory.mktemp("merger")) as found:
        yield found


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return build_dashboard(services, Settings()).server.test_client()


def test_across_the_merger_the_change_is_refused_and_the_way_on_is_offered(client: FlaskClient) -> None:
    card = headed(client, ACROSS, "Article")["Adviesvragen CBS: gestarte adviezen"]
    assert "Geen verandering te geven ten opzichte van 2022." in card
    assert REASON in card
    assert links(client, ACROSS)[OFFER] == MERGED
    assert WHOSE not in read(client, ACROSS)


def test_with_the_predecessors_card_words_and_picture_say_whose_addition_it_is(client: FlaskClient) -> None:
    card = headed(client, MERGED, "Article")["Adviesvragen CBS: gestarte adviezen"]
    assert "% ten opzichte van 2022" in card
    assert WHOSE in card
    assert "(2022, definitief, som van voorgangers)" in card
    page = parts(client, MERGED)
    [words] = [text(part) for part in page if part["props"].get("className") == "in-words"]
    assert "ten opzichte van 2022" in words
    assert WHOSE in words
    [picture] = [
        part["props"]["data"] for part in page if part["type"] == "Store" and "card" in str(part["props"]["id"])
    ]
    drawn = json.dumps(picture, ensure_ascii=False).replace("<br>", " ")
    assert WHOSE in drawn
    gap = next(text(part) for part in page if part["props"].get("className") == "panel gap")
    assert gap.endswith(WHOSE)
    assert links(client, MERGED)[BACK] == ACROSS
    # The chart is of what CBS gives: nothing is drawn before the region was there.
    graph = next(part for part in page if part["type"] == "Graph")
    assert graph["props"]["figure"]["data"][0]["y"][:4] == [None] * 4


def test_the_file_holds_the_sum_and_its_parts(client: FlaskClient) -> None:
    answer = client.get("/csv/trend?" + MERGED.partition("?")[2]).get_data().decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(answer), delimiter=";") if row["Periodecode"] == "2022JJ00"]
    own = [row for row in rows if row["Onderwerp"] == "Meldingen"]
    assert [(row["Regiocode"], row["Afgeleid"]) for row in own] == [
        ("VT27", ""), ("VT27", "som van voorgangers"), ("VT16", ""), ("VT26", ""),
    ]  # fmt: skip
    assert (own[0]["Waarde"], own[0]["Ontbreekt"]) == ("", "regio bestond nog niet")
    assert int(own[1]["Waarde"]) == int(own[2]["Waarde"]) + int(own[3]["Waarde"])
    assert WHOSE in own[1]["Let op"]
    assert "FICTIEVE cijfers" in own[1]["Let op"]
    assert WHOSE not in own[2]["Let op"]


def test_the_form_keeps_the_addition_and_offers_years_before_the_merger(client: FlaskClient) -> None:
    page = parts(client, MERGED)
    hidden = {part["props"]["name"]: part["props"]["value"] for part in page if part["props"].get("type") == "hidden"}
    assert hidden == {"per": "jaar", "optelling": "voorgangers"}
    [bases] = [part for part in page if part["type"] == "Select" and part["props"]["name"] == "basis"]
    assert "2022" in text(bases)
    # The plain view of the same region offers them too: there the refusal says why, and how to go on.
    plain = next(part for part in parts(client, "/?regio=VT27&per=jaar") if part["props"].get("name") == "basis")
    assert "2019" in text(plain)
    assert OFFER not in links(client, "/?regio=VT27&per=jaar")


@pytest.mark.parametrize("address", ["/?regio=VT09&optelling=voorgangers", "/?optelling=voorgangers"])
def test_a_region_that_was_always_there_is_shown_as_ever(client: FlaskClient, address: str) -> None:
    assert read(client, address) == read(client, address.replace("optelling=voorgangers", ""))


def test_another_addition_is_refused_in_dutch(client: FlaskClient) -> None:
    assert "'alles' is geen optelling. Mogelijk is alleen voorgangers." in read(client, "/?optelling=alles")
