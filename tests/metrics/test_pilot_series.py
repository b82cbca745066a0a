"""Which pilot figures make a series, and what is said of a change in one: only between two exact numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_sources.contract import check_pilot_figures
from data_sources.ledger import PilotFigure, pilot_table
from data_sources.pilots.entries import build_ledger
from metrics.pilot_series import PilotSeries, find_series
from metrics.small_numbers import as_public
from metrics.text.pilot_series import change_sentence, series_sentences
from metrics.text.pilots import figure_sentence
from tests.ledgers import bundled, figure

UNCERTAIN = "Tussen 2024 en 2025 is geen verschil te noemen: "


def year(of: int, value: str, unit: str = "personen", **texts: str) -> PilotFigure:
    return figure(value, unit, period=f"{of}JJ00", **texts)


def masked(of: int, value: str, unit: str = "personen", **texts: str) -> PilotFigure:
    """A figure of a source that is not public, as everybody reads it."""
    closed = year(of, value, unit, public="nee", **texts)
    (found,) = as_public(replace(build_ledger([]), figures=[closed])).figures
    return found


def said(old: PilotFigure, new: PilotFigure) -> str:
    return change_sentence(old, new)


def test_the_bundled_ledger_has_one_series_of_two_studies_with_a_gap() -> None:
    (found,) = find_series(bundled().figures)
    assert series_sentences(found) == [
        "Geweld gestopt, een jaar na de melding. In 2020: 19% en in 2023: 21%.",
        "Van 2021 en 2022 staat er geen cijfer in de bronnen.",
        "In 2023 is dat 2 procentpunt meer dan in 2020.",
    ]
    assert [period.year for period in found.periods] == [2020, 2021, 2022, 2023]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (year(2024, "200"), year(2025, "225"), "In 2025 is dat 25 meer dan in 2024 (+12,5%)."),
        (year(2024, "200"), year(2025, "150"), "In 2025 is dat 50 minder dan in 2024 (−25,0%)."),
        (year(2024, "200"), year(2025, "200"), "In 2025 is dat even veel als in 2024."),
        (year(2024, "99"), year(2025, "150"), "In 2025 is dat 51 meer dan in 2024 (klein aantal)."),
        (year(2024, "0"), year(2025, "150"), "In 2025 is dat 150 meer dan in 2024 (klein aantal)."),
        (year(2024, "150"), year(2025, "99"), "In 2025 is dat 51 minder dan in 2024 (klein aantal)."),
        (year(2024, "20", "%"), year(2025, "22", "%"), "In 2025 is dat 2 procentpunt meer dan in 2024."),
        (year(2024, "20.1", "%"), year(2025, "20.6", "%"), "In 2025 is dat 0,5 procentpunt meer dan in 2024."),
        (year(2024, "20", "%"), year(2025, "21", "%"), "Tussen 2024 en 2025 past het verschil binnen de afronding."),
        (year(2024, "2000000", "euro"), year(2025, "2500000", "euro"),
         "In 2025 is dat € 500.000 meer dan in 2024 (+25,0%)."),
        (year(2024, "4", "dagen"), year(2025, "5.5", "dagen"),
         "In 2025 is dat 1,5 dagen meer dan in 2024 (klein aantal)."),
        # Counts in thousands may have been rounded to them.
        (year(2024, "85000"), year(2025, "86000"), "Tussen 2024 en 2025 past het verschil binnen de afronding."),
        (year(2024, "85000"), year(2025, "90000"), "In 2025 is dat ongeveer 5.000 meer dan in 2024."),
        (year(2024, "90000"), year(2025, "85000"), "In 2025 is dat ongeveer 5.000 minder dan in 2024."),
        (year(2024, "85000"), year(2025, "85400"), "Tussen 2024 en 2025 past het verschil binnen de afronding."),
        (year(2024, "85000"), year(2025, "85000"), "In 2025 is dat even veel als in 2024."),
        (year(2024, "4000000"), year(2025, "5000000"), "In 2025 is dat ongeveer 1.000.000 meer dan in 2024 (+25,0%)."),
        (year(2024, "84935"), year(2025, "85935"), "In 2025 is dat 1.000 meer dan in 2024 (+1,2%)."),
        (year(2024, "1000"), year(2025, "1490"), "Tussen 2024 en 2025 past het verschil binnen de afronding."),
        (year(2024, "200"), year(2025, "225", qualifier="ruim"), f"{UNCERTAIN}‘ruim 225’ is geen exact getal."),
        (year(2024, "200", qualifier="bijna"), year(2025, "225"), f"{UNCERTAIN}‘bijna 200’ is geen exact getal."),
        (masked(2024, "7"), year(2025, "225"), f"{UNCERTAIN}niet beide cijfers worden getoond."),
        (year(2024, "225"), masked(2025, "7"), f"{UNCERTAIN}niet beide cijfers worden getoond."),
    ],
)  # fmt: skip
def test_a_change_is_told_between_two_exact_numbers_only(old: PilotFigure, new: PilotFigure, words: str) -> None:
    assert said(old, new) == words


def test_a_year_and_its_half_other_places_units_and_wholes_are_other_series() -> None:
    figures = [
        year(2024, "200"), year(2025, "225"), figure("100", "personen", period="2024HJ01"),
        figure("90", "personen", period="2025HJ01"), year(2024, "50", place="Utrecht"),
        year(2024, "20", "%", denominator="zaken"), year(2025, "22", "%", denominator="aanvragen"),
        figure("7", "personen"), figure(text="loopt", period="2025JJ00"),
    ]  # fmt: skip
    found = find_series(figures)
    assert [[item.period for item in series.figures] for series in found] == [
        ["2024JJ00", "2025JJ00"], ["2024HJ01", "2025HJ01"],
    ]  # fmt: skip
    assert [period.key for period in found[1].periods] == ["2024HJ01", "2024HJ02", "2025HJ01"]


def test_what_stands_in_brackets_tells_topics_apart_unless_it_is_the_period() -> None:
    def names(*titles: str) -> list[str]:
        found = find_series([year(of, "200", title=title) for of, title in enumerate(titles, start=2023)])
        return [series.name for series in found]

    assert names("Gezien (vrouwen)", "Gezien (mannen)") == []
    assert names("Gezien (18-23 jaar)", "Gezien (23-30 jaar)") == []
    assert names("Gezien (vrouwen)", "Gezien (mannen)", "Gezien (vrouwen)") == ["Gezien (vrouwen)"]
    assert names("Gezien (vrouwen, 2023)", "Gezien (mannen, 2024)") == []
    assert names("Gezien (2023)", "Gezien (2024)") == ["Gezien"]
    quarters = [
        figure("200", "personen", period=f"2026KW0{n}", title=f"Gezien ({n}e kwartaal van 2026)") for n in (1, 2)
    ]
    assert [series.name for series in find_series(quarters)] == ["Gezien"]


def test_quarters_are_consecutive_over_the_turn_of_a_year() -> None:
    (found,) = find_series([figure("1", "aanvragen", period=key) for key in ("2026KW02", "2025KW03")])
    assert [period.key for period in found.periods] == ["2025KW03", "2025KW04", "2026KW01", "2026KW02"]
    assert [item.period for item in found.figures] == ["2025KW03", "2026KW02"]


def test_a_series_of_which_no_number_may_be_read_is_none() -> None:
    assert find_series([masked(2024, "7"), masked(2025, "8")]) == []
    (found,) = find_series([masked(2024, "7"), year(2025, "200")])
    assert series_sentences(found)[0] == "Personen onderzocht. In 2024: minder dan 10 en in 2025: 200."


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("Gestopt (2020)", "Gestopt (2023)"), "Gestopt"), (("Gestopt", "Gestopt"), "Gestopt"),
        (("Gestopt in 2020", "Gestopt in 2023"), "Gestopt in 2023"), (("A (2020)", "B (2023)"), "B (2023)"),
    ],
)  # fmt: skip
def test_the_name_of_a_series_leaves_out_what_tells_the_period(titles: tuple[str, str], name: str) -> None:
    found: PilotSeries
    (found,) = find_series([year(2020, "1", title=titles[0]), year(2023, "2", title=titles[1])])
    assert found.name == name


def test_what_the_public_reads_still_fits_the_contract_and_is_said_in_words() -> None:
    share = masked(
        2025, "5", "%", denominator="onderzochte personen", denominator_value="100", title="Letsel", figure="letsel"
    )
    check_pilot_figures(pilot_table([share, masked(2024, "7"), year(2025, "200")]))
    assert figure_sentence(share) == (
        "Letsel, van de onderzochte personen (100), 2025: niet getoond, want het kan om minder dan 10 personen gaan"
    )
    assert figure_sentence(masked(2024, "7")) == "Personen onderzocht: minder dan 10, 2024"
    assert figure_sentence(year(2024, "7", public="nee")) == "Personen onderzocht: 7, 2024 (niet openbaar)"
