"""Whatever goes wrong between CBS and us: the outcome, the sentence, the figures as they were, and the next try.

Each over real HTTP, by the real command, while CBS has something new: were any of it taken, it would show.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.faults import ANYTHING, FAULTS, Fault
from demo.standin import StandIn
from tests.faults.served import Served, assert_next_refresh_stores, new_release, refresh, refused, served

DATA = "UntypedDataSet"
SHORT = "0.2"
CUT = "is niet te bereiken of verbrak de verbinding"
NO_DATA = "gaf geen leesbare gegevens (mogelijk een onderhoudspagina)"
ODD = "gaf gegevens in een onverwachte vorm"
ELSEWHERE = "verwijst door naar een ander adres (zie VT_CBS_URL)"


@dataclass(frozen=True)
class Case:
    """A fault, what the sentence says of CBS, and how patient the refresh is: short where that is what ends it, and
    where a page is asked for again, since the pause before that is never longer."""

    fault: str
    says: str
    patience: str = "5"
    deadline: str = "20"


CASES = [
    Case("500", "antwoordde met fout 500", patience=SHORT),
    Case("503", "antwoordde met fout 503", patience=SHORT),
    Case("429", "antwoordde met fout 429", patience=SHORT),
    Case("html", NO_DATA),
    Case("bom", NO_DATA),
    Case("no-value", ODD),
    Case("odata-error", ODD),
    Case("hang", "bleef langer dan 0,2 seconden stil", patience=SHORT),
    Case("hang-in-body", "bleef langer dan 0,2 seconden stil", patience=SHORT),
    Case("hang", "duurde langer dan 0,5 seconden", patience="30", deadline="0.5"),
    Case("close", CUT, patience=SHORT),
    Case("reset", CUT, patience=SHORT),
    Case("reset-in-body", CUT, patience=SHORT),
    Case("short-body", CUT, patience=SHORT),
    Case("cut-chunks", CUT, patience=SHORT),
    Case("cut-close", NO_DATA),
    Case("same-link", "verwijst bij het bladeren naar een pagina die al gelezen is"),
    Case("link-elsewhere", ELSEWHERE),
    Case("drip", "duurde langer dan 0,6 seconden", deadline="0.6"),
    Case("redirect-elsewhere", ELSEWHERE),
]
# What is no fault of the data alone, what does no harm, and what heals while it is asked again.
TESTED_APART = {"404", "redirect", "503-twice"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.fault}-{case.patience}")
def test_a_fault_at_the_data_leaves_the_figures_as_they_were(folder: Path, before: Served, case: Case) -> None:
    with StandIn(new_release(), faults={DATA: FAULTS[case.fault]}) as cbs:
        ran = refresh(folder, cbs.url, patience=case.patience, deadline=case.deadline)
        assert refused(ran).startswith(f"CBS (127.0.0.1) {case.says} bij tabel 84847NED. ")
        assert ran.json["seconds"] < 5
        assert served(folder) == before
        cbs.fail({})
        assert_next_refresh_stores(folder, cbs.url, tried="failed")


def test_every_fault_of_the_stand_in_has_a_test() -> None:
    assert {case.fault for case in CASES} | TESTED_APART == set(FAULTS)


@pytest.mark.parametrize("at", [(ANYTHING,), (DATA, "TypedDataSet")], ids=["table", "data"])
def test_a_table_or_data_that_is_gone_leaves_the_figures_as_they_were(
    folder: Path, before: Served, at: tuple[str, ...]
) -> None:
    with StandIn(new_release(), faults=dict.fromkeys(at, FAULTS["404"])) as cbs:
        said = refused(refresh(folder, cbs.url))
        assert said.startswith("CBS kent tabel 84847NED niet of niet meer (antwoord 404 van 127.0.0.1). ")
        assert served(folder) == before
        cbs.fail({})
        assert_next_refresh_stores(folder, cbs.url, tried="failed")


@pytest.mark.parametrize(
    ("at", "fault"),
    [
        ("", "html"), ("TableInfos", "reset-in-body"), ("DataProperties", "no-value"), ("RegioS", "short-body"),
        ("Perioden", "500"),
    ],
)  # fmt: skip
def test_a_fault_in_what_comes_before_the_data_costs_no_download(
    folder: Path, before: Served, at: str, fault: str
) -> None:
    with StandIn(new_release(), faults={at: FAULTS[fault]}) as cbs:
        refused(refresh(folder, cbs.url, patience=SHORT))
        assert not any("DataSet" in path for path in cbs.requests)
    assert served(folder) == before


@pytest.mark.parametrize("fault", ["html", "cut-close", "same-link"])
def test_pages_that_came_in_well_are_not_taken_without_the_rest(folder: Path, before: Served, fault: str) -> None:
    later = Fault(FAULTS[fault].do, after=2)
    with StandIn(new_release(), page_size=10, faults={DATA: later}) as cbs:
        refused(refresh(folder, cbs.url))
        assert sum(f"/{DATA}?" in path for path in cbs.requests) == 3
    assert served(folder) == before


@pytest.mark.parametrize("fault", ["link-elsewhere", "redirect-elsewhere"])
def test_another_address_is_not_asked_even_if_it_would_answer(folder: Path, fault: str) -> None:
    with StandIn(new_release(), faults={DATA: FAULTS[fault]}) as cbs:
        refused(refresh(folder, cbs.url))
        assert sum(f"/{DATA}?" in path for path in cbs.requests) == 1


def test_a_redirect_within_the_same_address_is_followed(folder: Path) -> None:
    with StandIn(new_release(), faults={ANYTHING: FAULTS["redirect"]}) as cbs:
        ran = refresh(folder, cbs.url)
        assert (ran.code, ran.err, ran.json["outcome"], ran.json["changed"]) == (0, "", "stored", 1)
        moved = sum(path.endswith("&verhuisd=1") for path in cbs.requests)
        assert 2 * moved == len(cbs.requests)
