"""What the commands answer on the bundled figures, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.settings import load_settings
from tests.commands import ask, ask_program, program

LOAD = {"id", "kind", "table", "host", "known_on", "known_on_precision", "published_on", "fetched_at"}
FIGURE = {
    "indicator", "region", "period", "breakdown", "value", "unit", "status", "missing", "rounding", "load", "since",
    "source_url",
}  # fmt: skip
GROWTH = {
    "indicator", "region", "period", "base", "unit", "value", "base_value", "change", "change_unit", "change_pct",
    "change_pct_low", "change_pct_high", "status", "missing", "comparable", "notes", "load", "base_load",
}  # fmt: skip
TABLE = {
    "table",
    "last_attempt",
    "last_success",
    "last_outcome",
    "error",
    "load",
    "age_seconds",
    "next_due",
    "stale",
    "discontinued",
}
REVISION = {"indicator", "region", "period", "breakdown", "kind", "old", "new", "difference"}


GROWTH_OF = ["growth", "--indicator", "adviezen"]
FIGURES_OF = ["figures", "--indicator", "adviezen"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a store with the bundled figures, made by the first command."""
    return tmp_path_factory.mktemp("bundled")


def growth(folder: Path, indicator: str, period: str, *words: str) -> Any:
    ran = ask(folder, "growth", "--indicator", indicator, "--period", period, "--json", *words)
    assert (ran.code, ran.err) == (0, "")
    return ran.json


@pytest.mark.parametrize(
    ("indicator", "period", "base", "pct", "low", "high"),
    [
        ("adviezen", "2025HJ01", None, 13.2467, 12.4934, 14.0101),
        ("adviezen", "2025HJ01", "2022HJ01", 28.3879, 28.3792, 28.3965),
        ("meldingen", "2025HJ01", "2022HJ01", 10.4776, 10.4689, 10.4864),
        ("adviezen", "2022HJ01", None, -2.0579, -2.0652, -2.0505),
        ("adviezen", "2021JJ00", None, 9.9304, 9.9218, 9.9389),
    ],
)
def test_growth_on_bundled_figures(
    folder: Path, indicator: str, period: str, base: str | None, pct: float, low: float, high: float
) -> None:
    found = growth(folder, indicator, period, *(["--base", base] if base else []))
    assert found["change_pct"] == pytest.approx(pct, abs=5e-5)
    assert (found["change_pct_low"], found["change_pct_high"]) == (
        pytest.approx(low, abs=2e-4),
        pytest.approx(high, abs=2e-4),
    )
    assert (found["base"], found["missing"], found["comparable"]) == (
        base or f"{int(period[:4]) - 1}{period[4:]}",
        None,
        True,
    )


def test_a_year_that_was_added_up_says_so(folder: Path) -> None:
    found = growth(folder, "adviezen", "2021JJ00")
    assert (found["value"], found["base_value"]) == (134170, 122050)
    assert found["notes"] == ["2021: som van twee halfjaren.", "2020: som van twee halfjaren."]


def test_growth_without_a_figure_says_which_is_missing(folder: Path) -> None:
    found = growth(folder, "adviezen", "2024HJ02")
    assert (found["missing"], found["change"], found["change_pct"], found["load"]) == (
        "niet-aanwezig",
        None,
        None,
        None,
    )
    assert found["notes"][0].startswith("Het tweede halfjaar van 2024: ")


@pytest.mark.parametrize(
    ("day", "value", "missing"),
    [("2019-11-03", None, "niet-aanwezig"), ("2019-11-04", 53080, None), ("2022-12-31", 53145, None)],
)
def test_a_figure_is_shown_as_it_was_known_on_a_day(
    folder: Path, day: str, value: int | None, missing: str | None
) -> None:
    [found] = ask(folder, "figures", "--indicator", "adviezen", "--period", "2019HJ01", "--as-of", day, "--json").json
    assert (found["value"], found["missing"]) == (value, missing)


def test_without_a_day_the_latest_is_shown(folder: Path) -> None:
    [found] = ask(folder, "figures", "--indicator", "adviezen", "--period", "2019HJ01", "--json").json
    assert (found["value"], found["load"]["known_on"], found["load"]["known_on_precision"]) == (
        53145,
        "2022-12-31",
        "jaar",
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--period", "2024HJ02"],
        ["--period", "2026KW01"],
        ["--period", "2025HJ01", "--region", "GM0363"],
        ["--period", "2025HJ01", "--breakdown", "Rol=A01"],
    ],
)
def test_what_is_well_formed_but_not_in_the_data_is_an_answer(folder: Path, words: list[str]) -> None:
    ran = ask(folder, "figures", "--indicator", "meldingen", *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    [found] = ran.json
    assert (found["missing"], found["value"], found["load"], found["status"]) == (
        "niet-aanwezig",
        None,
        None,
        "onbekend",
    )
    assert set(found) >= FIGURE


def test_without_a_period_the_whole_series_comes_in_the_order_of_time(folder: Path) -> None:
    found = ask(folder, "figures", "--indicator", "adviezen", "--json").json
    periods = [item["period"] for item in found]
    assert periods == sorted(periods)
    assert {"2019HJ01", "2022HJ01", "2023JJ00", "2024HJ01", "2025HJ01"} <= set(periods)
    assert "2024HJ02" not in periods


def test_every_json_answer_has_the_promised_fields(folder: Path) -> None:
    [figure] = ask(folder, "figures", "--indicator", "adviezen", "--period", "2025HJ01", "--json").json
    assert set(figure) >= FIGURE
    assert set(figure["load"]) & set(figure["since"]) >= LOAD
    assert (figure["value"], figure["unit"], figure["status"], figure["rounding"], figure["load"]["kind"]) == (
        84935, "aantal", "voorlopig", 5, "published",
    )  # fmt: skip
    change = growth(folder, "adviezen", "2025HJ01")
    assert set(change) >= GROWTH
    assert set(change["load"]) & set(change["base_load"]) >= LOAD
    status = ask(folder, "status", "--json").json
    assert set(status) == {"tables", "loads"}
    [table] = status["tables"]
    assert set(table) >= TABLE
    assert (table["table"], table["last_attempt"], table["load"], table["stale"]) == ("84847NED", None, None, True)
    assert table["discontinued"] is False
    assert all(LOAD | {"rows", "new", "changed", "removed"} <= set(load) for load in status["loads"])
    revisions = ask(folder, "revisions", "--json").json
    assert all(
        set(item) >= REVISION and {"value", "status", "load"} <= set(item["old"]) & set(item["new"])
        for item in revisions
    )
    [first] = [item for item in revisions if (item["indicator"], item["period"]) == ("adviezen", "2019HJ01")]
    assert (first["kind"], first["old"]["value"], first["new"]["value"], first["difference"]) == (
        "waarde",
        53080,
        53145,
        65,
    )


@pytest.mark.parametrize(
    ("alias", "indicator"),
    [("adviesvragen", "adviezen"), ("gestarte-adviezen", "adviezen"), ("ontvangen-meldingen", "meldingen")],
)
def test_an_alias_is_answered_under_the_name_itself(folder: Path, alias: str, indicator: str) -> None:
    assert growth(folder, alias, "2025HJ01")["indicator"] == indicator


def test_settings_are_all_listed_with_their_meaning_and_without_secrets(folder: Path) -> None:
    found = {item["name"]: item for item in ask(folder, "settings", "--json", VT_SECRET_KEY="mijnsleutel").json}
    assert len(found) == 27
    assert all(set(item) == {"name", "meaning", "origin", "value"} for item in found.values())
    assert (found["VT_SECRET_KEY"]["value"], found["VT_CBS_TIMEOUT"]["value"]) == ("••••", "30.0")
    shown = ask(folder, "settings", VT_SECRET_KEY="mijnsleutel")
    assert "VT_SECRET_KEY = ••••\n    sleutel voor sessies" in shown.out
    assert "mijnsleutel" not in shown.out


def test_for_a_person_the_same_answers_are_dutch_lines(folder: Path) -> None:
    assert ask(folder, *GROWTH_OF, "--period", "2025HJ01").out.splitlines() == [
        "1e halfjaar 2025 ten opzichte van 1e halfjaar 2024: +9.935, +13,2% (binnen de afronding +12,5% tot +14,0%)"
        " · voorlopig",
        "Het cijfer van het eerste halfjaar van 2024 is afgerond op duizendtallen.",
    ]
    assert (
        "1e halfjaar 2025: 84.935 · voorlopig · 84849NED (gepubliceerd op 24 oktober 2025)"
        in ask(folder, *FIGURES_OF).out
    )
    assert "84847NED: laatst gecontroleerd nog nooit · verouderd" in ask(folder, "status").out
    assert "waarde: adviezen NL01 1e halfjaar 2019: 53.080" in ask(folder, "revisions").out


def test_without_a_command_the_dashboard_is_served_where_it_is_told(tmp_path: Path) -> None:
    served: list[tuple[str, int]] = []
    asked = program(
        settings=lambda: load_settings({"VT_PORT": "81"}, env_file=tmp_path / ".env"),
        services=lambda settings: None,
        serve=lambda settings, *_: served.append((settings.host, settings.port)),
    )
    for words in ([], ["--port", "0"], ["serve", "--host", "0.0.0.0", "--no-schedule"]):
        assert ask_program(asked, *words).code == 0
    assert served == [("127.0.0.1", 81), ("127.0.0.1", 0), ("0.0.0.0", 81)]


def test_a_series_that_is_not_in_the_data_is_one_absent_item(folder: Path) -> None:
    ran = ask(folder, "figures", "--indicator", "adviezen", "--region", "GM0363", "--json")
    (item,) = json.loads(ran.out)
    assert (ran.code, item["missing"], item["period"], item["load"], item["value"]) == (
        0, "niet-aanwezig", None, None, None,
    )  # fmt: skip
