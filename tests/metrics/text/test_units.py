"""How a figure is written with its decimals, and a topic with its unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_sources.contract import Observation
from data_sources.shapes import TableShape, TopicShape
from metrics.text.units import (
    exact_difference,
    figure_text,
    figure_with_unit,
    topic_names,
    topic_title,
    unit_words,
    value_text,
    value_with_unit,
)

COUNT, RATE, SHARE = "aantal", "per 100 000 inwoners", "%"


@pytest.mark.parametrize(
    ("value", "unit", "rounding", "text"),
    [
        (84935.0, COUNT, 5.0, "84.935"),
        (75000.0, COUNT, 1000.0, "75.000"),
        (0.0, COUNT, None, "0"),
        (419.0, RATE, 0.1, "419,0"),
        (1459.2, RATE, 0.1, "1.459,2"),
        (0.0, RATE, 0.1, "0,0"),
        (13.0, SHARE, 0.1, "13,0%"),
        (13.3, SHARE, None, "13,3%"),
        (13.0, SHARE, None, "13%"),
        (7.5, SHARE, 0.01, "7,50%"),
        (7.05, SHARE, 0.01, "7,05%"),
        # A figure finer than its table says is shown as it is: nothing of it is rounded away.
        (13.25, SHARE, 0.1, "13,25%"),
        (0.5, COUNT, 1.0, "0,5"),
        (-2.5, RATE, 0.1, "−2,5"),
    ],
)
def test_a_figure_has_the_decimals_of_its_rounding_and_never_fewer_than_its_own(
    value: float, unit: str, rounding: float | None, text: str
) -> None:
    assert value_text(value, unit=unit, rounding=rounding) == text


def test_a_figure_on_its_own_says_what_it_is_in() -> None:
    assert value_with_unit(419.0, unit=RATE, rounding=0.1) == "419,0 per 100.000 inwoners"
    assert value_with_unit(13.3, unit=SHARE) == "13,3%"
    assert value_with_unit(84935.0, unit=COUNT, rounding=5.0) == "84.935"
    assert value_with_unit(2.5, unit="x 1 000 euro") == "2,5 x 1.000 euro"


def test_a_figure_that_is_missing_is_never_written_as_a_number() -> None:
    absent = Observation.absent(indicator="adviezen", region="NL01", period="2025HJ01")
    for write in (figure_text, figure_with_unit):
        with pytest.raises(ValueError, match="no value to write: adviezen NL01 2025HJ01"):
            write(absent)
    assert figure_text(replace(absent, value=0.0, missing=None, unit=SHARE, rounding=0.1)) == "0,0%"


def test_a_difference_is_that_of_the_decimals() -> None:
    assert str(exact_difference(1.0, 1.05)) == "0.05"
    assert exact_difference(None, 1.0) is None


@pytest.mark.parametrize(
    ("title", "unit", "group", "name"),
    [
        ("Gestarte adviezen", COUNT, "", "Gestarte adviezen"),
        ("Gestarte adviezen", RATE, "", "Gestarte adviezen per 100.000 inwoners"),
        ("Totaal", SHARE, "Hermelding", "Hermelding: totaal (%)"),
        ("VOG", COUNT, "Hermelding", "Hermelding: VOG"),
        ("Veilig Thuis zelf", COUNT, "Melder", "Melder: Veilig Thuis zelf"),
        ("Hermelding", COUNT, "Hermelding", "Hermelding"),
        ("Kosten", "x 1 000 euro", "", "Kosten (x 1.000 euro)"),
        ("Kosten", "", "", "Kosten (geen eenheid)"),
    ],
)
def test_a_topic_is_called_with_its_unit_unless_it_is_a_count(title: str, unit: str, group: str, name: str) -> None:
    assert topic_title(title, unit, group=group) == name


def test_only_thousands_are_joined_by_a_point() -> None:
    assert [unit_words(unit) for unit in (RATE, "1 000 000 euro", "in 2023 100 euro", COUNT)] == [
        "per 100.000 inwoners", "1.000.000 euro", "in 2023 100 euro", "",
    ]  # fmt: skip


def test_topics_of_one_title_are_told_apart_by_unit_then_group_then_all_groups_then_our_name() -> None:
    topics = [
        ("a", "Meldingen", "In / Totaal", COUNT), ("b", "Meldingen", "In / Totaal", RATE),
        ("c", "Totaal", "Advies / Duur", COUNT), ("d", "Totaal", "Melding / Duur", COUNT),
        ("e", "Totaal", "Melding / Aard", COUNT), ("f", "Rest", "", SHARE), ("g", "Rest", "", SHARE),
    ]  # fmt: skip
    shape = _shape(*(TopicShape(code, title, group, unit, None) for code, title, group, unit in topics))
    assert topic_names(shape) == {
        "a": "Meldingen", "b": "Meldingen per 100.000 inwoners", "c": "Advies / Duur: totaal",
        "d": "Melding / Duur: totaal", "e": "Aard: totaal", "f": "Rest (%) [f]", "g": "Rest (%) [g]",
    }  # fmt: skip


def _shape(*topics: TopicShape) -> TableShape:
    return TableShape("84847NED", "", (), topics, (), {}, (), None)
