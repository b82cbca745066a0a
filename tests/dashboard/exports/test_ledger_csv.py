"""The ledger's files as a Dutch spreadsheet reads them."""

import csv
import io
from collections.abc import Sequence

from dashboard.exports.csv import table_csv
from dashboard.exports.ledger_csv import milestones_table, pilot_figures_table
from data_sources.pilots.entries import Entry, build_ledger
from tests.dashboard.ledger_rows import NOVEMBER, document, milestone, row, small_ledger

STAND = "stand op 21 november 2026, zoals bekend op 21 november 2026"


def _read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def _figures(entries: Sequence[Entry], *pilots: str, fictional: bool = False) -> list[dict[str, str]]:
    return _read(table_csv(pilot_figures_table(build_ledger(entries), pilots, stand=STAND, fictional=fictional)))


def test_a_figure_keeps_its_qualifier_share_and_source() -> None:
    persons, women, _, shown_up = _figures(small_ledger(), "farr")
    assert (persons["Pilot"], persons["Onderwerp"], persons["Periode"]) == (
        "FARR-pilot", "Personen onderzocht", "1e kwartaal 2026",
    )  # fmt: skip
    assert (persons["Kwalificatie"], persons["Waarde"], persons["Eenheid"]) == ("ruim", "225", "aantal")
    assert (persons["Deel van"], persons["Omvang noemer"]) == ("", "")
    assert (women["Deel van"], women["Omvang noemer"]) == ("onderzochte personen", "ruim 225")
    assert (shown_up["Periode"], shown_up["Omvang noemer"]) == ("", "aantal niet gegeven")
    assert (persons["Bron"], persons["Onderdeel"], persons["Passage"]) == (
        "Voortgangsbrief geweld", "onderdeel n", "Zo staat het er.",
    )  # fmt: skip
    assert (persons["Bekend"], persons["Stand"]) == ("juli 2026, afgeleid uit de tekst", STAND)


def test_a_fact_in_words_has_no_value_and_decimals_have_a_comma() -> None:
    entries = [
        document("L26"),
        row("pilot", pilot="loef", title="LOEF-pilot"),
        row("figure", pilot="loef", figure="budget", title="Budget", text="onvoldoende", unit=""),
        row("figure", pilot="loef", figure="duur", title="Duur", value="2.5", unit="jaar"),
    ]
    budget, duration = _figures(entries, "loef")
    assert (budget["Waarde"], budget["Eenheid"], budget["Feit in woorden"]) == ("", "", "onvoldoende")
    assert duration["Waarde"] == "2,5"


def test_a_passage_that_looks_like_a_formula_is_defused() -> None:
    entries = [
        document("L26"),
        row("pilot", pilot="loef", title="LOEF-pilot"),
        row("figure", pilot="loef", figure="n", title="N", value="1", passage='=HYPERLINK("http://elders";"x")'),
    ]
    assert _figures(entries, "loef")[0]["Passage"].startswith("'=HYPERLINK")


def test_fiction_says_so_in_every_row() -> None:
    assert {item["Let op"] for item in _figures(small_ledger(), "farr", fictional=True)} == {"FICTIEF"}
    assert {item["Let op"] for item in _figures(small_ledger(), "farr")} == {""}


def test_milestones_keep_their_words_beside_the_days_of_the_convention() -> None:
    ledger = build_ledger(small_ledger())
    rows = {
        item["Mijlpaal"]: item
        for item in _read(table_csv(milestones_table(ledger, on=NOVEMBER, stand=STAND, fictional=False)))
    }
    overdue, ahead = rows["Nationaal Coördinator aangesteld"], rows["Landelijke inzet Slachtofferdevice"]
    assert (overdue["Moment"], overdue["Van"], overdue["Tot en met"]) == ("zomer 2026", "2026-06-21", "2026-09-22")
    assert (overdue["Zekerheid"], overdue["Op deze dag"]) == ("gepland", "voorbij, niet bevestigd")
    assert (ahead["Op deze dag"], ahead["Pilots"]) == ("nu en straks", "Slachtofferdevice")
    assert rows["Commissiedebat"]["Verwijzing"] == "Kamerstuk 36 811, nr. 3"
    assert (rows["Proef met een contactpersoon"]["Van"], rows["Proef met een contactpersoon"]["Tot en met"]) == ("", "")
    assert list(rows)[-1] == "Proef met een contactpersoon"


def test_a_pilot_that_was_not_known_yet_is_left_out_of_a_milestone() -> None:
    ledger = build_ledger([document("L26"), milestone("x", "Iets", "2027", pilots="onbekend")])
    (only,) = _read(table_csv(milestones_table(ledger, on=NOVEMBER, stand=STAND, fictional=False)))
    assert only["Pilots"] == ""
