"""`pilots list` and `pilots show`: fields as promised, both days, and what is not built or not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data_sources.pilots.sheets.read import read_sheets
from data_sources.pilots.template import template
from tests.commands import ask
from tests.intake_rows import bundled_known


def show(folder: Path, name: str, *words: str) -> Any:
    ran = ask(folder, "pilots", "show", name, *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def test_a_figure_keeps_its_qualifier_denominator_and_source(tmp_path: Path) -> None:
    found = show(tmp_path, "farr")
    figures = {item["figure"]: item for item in found["figures"]}
    people = figures["personen-onderzocht"]
    assert (people["qualifier"], people["value"], people["unit"], people["period"]) == (
        "ruim", 225, "personen", "2026KW01",
    )  # fmt: skip
    assert people["source"]["passage"].endswith("ruim 225 personen onderzocht")
    assert (people["source"]["date"], people["source"]["date_precision"]) == ("2026-07-31", "maand")
    adults = figures["volwassen"]
    assert (adults["value"], adults["denominator"], adults["denominator_qualifier"], adults["denominator_value"]) == (
        95, "onderzochte personen", "ruim", 225,
    )  # fmt: skip
    cases = figures["vermoedelijk-partnergeweld"]
    assert (cases["denominator"], cases["denominator_value"], cases["published"]) == ("gevallen", None, True)
    words = figures["samenwerkingsprotocol"]
    assert (words["value"], words["text"]) == (None, "De pilot levert een samenwerkingsprotocol op.")
    assert "overlappen" in found["apart_why"]


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        ("2026-03-01", [4, 0, 0, 9]),
        ("2026-10-01", [4, 3, 3, 3]),
        ("2027-02-01", [4, 7, 0, 2]),
        ("2027-08-01", [4, 9, 0, 0]),
    ],
)
def test_the_state_on_a_day_counts_every_area_once(tmp_path: Path, on: str, counts: list[int]) -> None:
    found = show(tmp_path, "slachtofferdevice", "--on", on)
    assert list(found["coverage"].values()) == counts
    assert len(found["areas"]) == 13
    assert len(found["regions"]) == 10
    assert found["on"] == on


def test_a_step_has_its_region_its_words_and_its_band(tmp_path: Path) -> None:
    found = show(tmp_path, "slachtofferdevice")
    assert len(found["steps"]) == 21
    (rest,) = [step for step in found["steps"] if step["area"] == "zeeland-west-brabant"]
    assert rest["moment"] == {
        "text": "in of vlak na de zomer 2026", "from": "2026-06-21", "to": "2026-10-31", "precision": "seizoen",
    }  # fmt: skip
    assert (rest["region"], rest["part"], rest["certainty"]) == ("zeeland-west-brabant", "deel", "verwacht")
    assert "Zeeland West-Brabant" in rest["source"]["passage"]
    (country,) = [step for step in found["steps"] if step["area"] == "landelijk"]
    assert (country["region"], country["part"], country["moment"]["text"]) == (None, "landelijk", "medio 2027")
    assert [item["moment"]["text"] for item in found["milestones"]][-1] == "medio 2027"


def test_what_was_not_yet_known_is_not_there(tmp_path: Path) -> None:
    before = ask(tmp_path, "pilots", "list", "--as-of", "2026-07-30", "--json")
    assert [item["pilot"] for item in before.json] == [
        "cohortstudie", "centrum-seksueel-geweld", "nationaal-coordinator",
    ]  # fmt: skip
    early = ask(tmp_path, "pilots", "show", "farr", "--as-of", "2026-07-30")
    assert (early.code, early.out) == (0, "Op 30 juli 2026 was over farr nog niets bekend.\n")
    nothing = show(tmp_path, "farr", "--as-of", "2026-07-30")
    assert (nothing["pilot"], nothing["title"], nothing["figures"], nothing["milestones"]) == ("farr", None, [], [])
    empty = ask(tmp_path, "pilots", "list", "--as-of", "2020-01-01")
    assert empty.out == "Er was nog niets over pilots bekend.\n"


def test_a_person_reads_the_same_in_lines(tmp_path: Path) -> None:
    ran = ask(tmp_path, "pilots", "show", "slachtofferdevice", "--on", "2026-10-01")
    lines = ran.out.splitlines()
    counts = "4 in gebruik, 3 volgens planning, niet bevestigd, 3 in voorbereiding, 3 nog niet."
    assert lines[1] == "Stand op 1 oktober 2026."
    assert f"Gebieden: {counts}" in lines
    assert any("Amsterdam: in gebruik, zomer 2026 (gepland; moment voorbij, niet bevestigd)" in line for line in lines)
    assert not any("2026-07-01" in line for line in lines)
    farr = ask(tmp_path, "pilots", "show", "farr", "--on", "2027-02-01", "--as-of", "2026-08-01").out
    assert "Stand op 1 februari 2027, zoals bekend op 1 augustus 2026." in farr
    assert "de geplande einddatum (eind 2026) is voorbij; afronding niet bevestigd" in farr
    listed = ask(tmp_path, "pilots", "list", "--on", "2027-02-01")
    assert listed.out.count("afronding niet bevestigd") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("import", "x.xlsx", "--user", "jan"), "'jan' is geen account dat mag invoeren"),
        (("import", "x.xlsx"), "Verkeerd gebruik van 'python app.py pilots import': verplicht is: --user."),
        (("export", "x.pdf"), "'x.pdf' eindigt anders dan kan: kies .json, .xlsx of .ods."),
        (("template", "x.csv"), "'x.csv' is geen .xlsx of .ods."),
        (("template", "nergens/x.ods"), "Naar 'nergens/x.ods' kan niet geschreven worden."),
        (("show", "strop"), "'strop' is geen bekende pilot."),
        (("show", "farr", "--on", "zomer"), "'zomer' is geen dag."),
        (("list", "--as-of", "2026"), "'2026' is geen dag."),
    ],
)
def test_wrong_use_is_one_line_and_code_2(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    ran = ask(tmp_path, "pilots", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint.startswith(message)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_template_has_the_choices_of_the_store_and_takes_the_place_of_nothing(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"sjabloon.{kind}"
    ran = ask(tmp_path, "pilots", "template", str(file))
    assert (ran.code, ran.out, ran.err) == (0, f"Geschreven: {file}\n", "")
    made = file.read_bytes()
    _, findings = read_sheets(made, file.name)
    assert [item.message for item in findings] == ["Er is geen enkele rij ingevuld."]
    assert made == template(bundled_known(), "xlsx" if kind == "xlsx" else "ods")
    again = ask(tmp_path, "pilots", "template", str(file))
    assert (again.code, again.out) == (2, "")
    assert again.complaint == f"'{file}' bestaat al en wordt niet overschreven. Kies een andere naam."
    assert file.read_bytes() == made
