"""The sister tables by command: what is bundled of them, a refresh of one, and its figures by breakdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.sisters import build_sisters
from demo.standin import StandIn
from tests.commands import ask

REPORTS = "84850NED:ontvangen-meldingen"


@pytest.fixture(scope="module")
def cbs() -> Iterator[StandIn]:
    with StandIn(*build_sisters(2)) as running:
        yield running


@pytest.fixture(scope="module")
def folder(cbs: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a store into which two sister tables were fetched."""
    place = tmp_path_factory.mktemp("sisters")
    ran = ask(place, "refresh", "--json", "--table", "84850NED", "--table", "85361NED", VT_CBS_URL=cbs.url)
    assert [(item["table"], item["outcome"], item["warnings"]) for item in ran.lines] == [
        ("84850NED", "stored", []), ("85361NED", "stored", []),
    ]  # fmt: skip
    return place


def test_a_bundled_figure_of_a_breakdown_answers_whatever_the_order_of_its_pairs(tmp_path: Path) -> None:
    pairs = ["AardVanHetGeweld=totaal", "AanvullendeInformatie=mensenhandel"]
    for breakdown in (";".join(pairs), ";".join(reversed(pairs))):
        [found] = ask(
            tmp_path, "figures", "--indicator", REPORTS, "--breakdown", breakdown, "--period", "2023JJ00", "--json"
        ).json
        assert (found["value"], found["status"], found["load"]["kind"]) == (545, "voorlopig", "published")
        assert found["breakdown"] == "AanvullendeInformatie=mensenhandel;AardVanHetGeweld=totaal"


def test_a_secret_figure_says_that_it_is(tmp_path: Path) -> None:
    words = ("--indicator", "84849NED:gestarte-adviezen", "--region", "GM0080", "--period", "2020JJ00")
    [found] = ask(
        tmp_path, "figures", *words, "--breakdown", "KenmerkenAdviezenMeldingen=bureau-leerplicht", "--json"
    ).json
    assert (found["value"], found["missing"]) == (None, "geheim-of-onbekend")


def test_a_fetched_sister_table_answers_by_breakdown_and_for_its_total(folder: Path) -> None:
    words = ("figures", "--indicator", REPORTS, "--period", "2025HJ01", "--json")
    [total] = ask(folder, *words).json
    kind = "AardVanHetGeweld=A051401;AanvullendeInformatie=T001540"
    [part] = ask(folder, *words, "--breakdown", kind).json
    assert (total["load"]["kind"], part["load"]["table"]) == ("statline", "84850NED")
    assert 0 < part["value"] < total["value"]
    assert part["rounding"] == 5


def test_a_bundled_code_of_a_fetched_table_is_not_answered_and_says_why(folder: Path, tmp_path: Path) -> None:
    words = (
        "figures",
        "--indicator",
        REPORTS,
        "--breakdown",
        "AardVanHetGeweld=totaal;AanvullendeInformatie=mensenhandel",
    )
    for more in ([], ["--period", "2023JJ00"], ["--period", "2099JJ00"]):
        [found] = ask(folder, *words, *more, "--json").json
        assert (found["value"], found["missing"], found["load"]) == (None, "niet-aanwezig", None)
        told = "Tabel 84850NED is sindsdien opgehaald" in (found["note"] or "")
        assert told == ("2099JJ00" not in more)
    assert "onder deze code staat er niets" in ask(folder, *words).out
    [before] = ask(tmp_path, *words, "--json").json
    assert (before["value"], before["note"]) == (545, None)


def test_a_fetched_share_has_a_name_of_its_own(folder: Path) -> None:
    words = ("figures", "--region", "PV20", "--period", "2025JJ00", "--json")
    [count] = ask(folder, *words, "--indicator", "85361NED:hermelding-totaal").json
    [share] = ask(folder, *words, "--indicator", "85361NED:hermelding-totaal-procent").json
    assert (count["unit"], share["unit"], share["rounding"]) == ("aantal", "%", 0.1)


def test_a_refresh_of_sister_tables_leaves_the_followed_figures_as_they_were(folder: Path, tmp_path: Path) -> None:
    words = ("figures", "--indicator", "meldingen", "--json")
    after, before = ask(folder, *words).json, ask(tmp_path, *words).json
    assert [(item["period"], item["value"]) for item in after] == [(item["period"], item["value"]) for item in before]


def test_the_same_again_is_no_load(folder: Path, cbs: StandIn) -> None:
    found = ask(folder, "refresh", "--json", "--table", "85361NED", VT_CBS_URL=cbs.url).json
    assert (found["outcome"], found["load"]) == ("unchanged", None)
