"""The worked examples hold: what the method page explains is what the product computes."""

import pytest

from data_sources.contract import Period, check_observations, observation_table
from metrics.derive import FigureIndex
from metrics.examples import EXAMPLE_LOADS, EXAMPLES, Example
from metrics.growth import Growth, growth


def _computed(example: Example) -> Growth:
    table = observation_table(example.rows)
    check_observations(table)
    return growth(
        FigureIndex.of(table, EXAMPLE_LOADS), indicator="meldingen", region=example.rows[0].region,
        period=Period.parse(example.period), base=Period.parse(example.base),
    )  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_an_example_gives_the_answer_it_promises(example: Example) -> None:
    computed = vars(_computed(example))
    for name, expected in example.answer.items():
        wanted = pytest.approx(expected, abs=5e-5) if isinstance(expected, float) else expected
        assert computed[name] == wanted, name


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_what_cannot_be_given_says_why(example: Example) -> None:
    computed = _computed(example)
    if computed.change_pct is None and computed.change_unit != "procentpunt":
        assert computed.notes


def test_a_derived_year_says_it_is_a_sum() -> None:
    example = next(item for item in EXAMPLES if item.title == "Een jaar als som van twee halfjaren")
    assert [note for note in _computed(example).notes if "som van twee halfjaren" in note] == [
        "2021: som van twee halfjaren.",
        "2020: som van twee halfjaren.",
    ]


def test_an_unknown_rounding_is_said() -> None:
    example = next(item for item in EXAMPLES if item.title == "Een afronding die niet bekend is")
    assert any("afronding niet bekend" in note for note in _computed(example).notes)
