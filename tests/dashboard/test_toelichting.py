"""The page Toelichting says what the registry, the worked examples and the store say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from dash.development.base_component import Component

from dashboard import texts
from dashboard.components.worked_example import answer, question, worked_example
from dashboard.pages.toelichting import render
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.store_examples import footnote
from data_sources.contract import Load, Observation
from data_sources.published.bundle import PublishedSource, bundled_sources
from data_sources.registry import BREAKS, INDICATORS
from data_sources.store.prepare import prepare
from metrics.examples import EXAMPLES, Example
from metrics.text.numbers import number
from metrics.text.phrases import period_label
from metrics.text.sentences import growth_sentence

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def services(folder: Path, sources: list[PublishedSource]) -> Services:
    url = f"sqlite:///{folder / 'store.db'}"
    return Services(store=prepare(url, sources=sources), settings=Settings(database_url=url), now=lambda: NOW)


@pytest.fixture
def page(tmp_path: Path) -> Component:
    return render({}, services(tmp_path, bundled_sources()))


@pytest.fixture
def empty_page(tmp_path: Path) -> Component:
    return render({}, services(tmp_path, []))


def parts(component: object) -> Iterator[object]:
    """The component and all that is in it, texts included, in reading order."""
    yield component
    children = getattr(component, "children", None)
    for child in children if isinstance(children, list | tuple) else [children]:
        if child is not None:
            yield from parts(child)


def words(component: object) -> str:
    return " ".join(item for item in parts(component) if isinstance(item, str))


def of_type(component: object, name: str) -> list[Component]:
    return [item for item in parts(component) if isinstance(item, Component) and type(item).__name__ == name]


def section(page: Component, anchor: str) -> Component:
    return next(item for item in of_type(page, "Section") if getattr(item, "aria-labelledby", None) == anchor)


@pytest.mark.parametrize("slug", INDICATORS)
def test_each_indicator_is_defined_with_its_source(page: Component, slug: str) -> None:
    indicator = INDICATORS[slug]
    terms = section(page, texts.TERMS_SECTION.anchor)
    assert indicator.definition in words(terms)
    assert indicator.definition_source in [link.href for link in of_type(terms, "A")]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_each_example_shows_its_figures_question_answer_and_lesson(page: Component, example: Example) -> None:
    shown = next(item for item in of_type(page, "Article") if example.title in words(item))
    text = words(shown)
    for expected in (growth_sentence(answer(example)), question(example), example.lesson, *answer(example).notes):
        assert expected in text
    for row in example.rows:
        assert period_label(row.period) in text
        if row.value is not None:
            assert number(row.value, 0 if row.value == int(row.value) else 1) in text


def test_an_example_tells_rounding_status_and_lane() -> None:
    shown = {example.title: words(worked_example(example)) for example in EXAMPLES}
    assert "status onbekend, afgerond op 1.000" in shown["Een basis in duizendtallen"]
    assert "definitief, afronding niet bekend" in shown["Een afronding die niet bekend is"]
    assert "36,5% definitief, afgerond op 0,1" in shown["Een aandeel"]
    assert "verdwenen uit de tabel" in shown["Een cijfer dat uit de tabel verdween"]
    mixed = shown["Halfjaren uit twee bronnen worden niet opgeteld"]
    assert "60.880 definitief, afgerond op 5, uit een bericht" in mixed
    assert "58.500 definitief, afgerond op 5, uit de tabel" in mixed


def test_a_figure_that_changed_is_shown_as_it_was_and_as_it_became(page: Component) -> None:
    vintages = section(page, texts.VINTAGES.anchor)
    text = words(vintages)
    for expected in ("1e halfjaar 2019", "gezien op 4 november 2019", "53.080", "53.145", "65 hoger"):
        assert expected in text
    assert "/?zoals-bekend-op=2019-11-04" in [link.href for link in of_type(vintages, "A")]


def test_without_figures_there_is_no_example_of_a_change_and_no_bundled_source(empty_page: Component) -> None:
    text = words(empty_page)
    for absent in ("53.080", "53.145", "Een voorbeeld uit deze opslag", "Bijvoorbeeld:"):
        assert absent not in text
    assert texts.NO_BUNDLED in text


def test_a_figure_that_did_not_change_is_no_example(tmp_path: Path) -> None:
    one = [source for source in bundled_sources() if source.key == "nji-2019"]
    assert "Een voorbeeld uit deze opslag" not in words(render({}, services(tmp_path, one)))


def test_every_bundled_source_is_listed_with_when_it_was_known(page: Component) -> None:
    listed = section(page, texts.SOURCES_SECTION.anchor)
    for source in bundled_sources():
        assert source.title in words(listed)
        assert source.url in [link.href for link in of_type(listed, "A")]
    undated = [source for source in bundled_sources() if source.known_on_basis == "gebundeld"]
    assert words(listed).count("datum onbekend") == len(undated) == 14


def test_the_footnote_is_in_the_agreed_form(page: Component) -> None:
    assert (
        "CBS StatLine, tabel 84849NED, gestarte adviezen, 1e halfjaar 2025 (voorlopige cijfers),"
        " https://www.cbs.nl/nl-nl/cijfers/detail/84849NED?q=inkomen+ede, gepubliceerd op 24 oktober 2025."
    ) in words(page)


def test_a_fetched_figure_is_consulted_on_the_dutch_day_and_a_stand_in_says_so() -> None:
    figure = Observation(
        indicator="meldingen", region="NL01", period="2025HJ01", breakdown="", value=66_270.0, unit="aantal",
        status="definitief", status_basis="", missing=None, rounding=5.0, table="84847NED", load=1,
        source_url="https://www.cbs.nl/nl-nl/cijfers/detail/84847NED", since=1,
    )  # fmt: skip
    late = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)
    load = Load(
        1, "statline", "84847NED", "opendata.cbs.nl", date(2026, 4, 30), "dag", "cbs-modified", date(2026, 4, 30),
        late, "CBS StatLine, tabel 84847NED", "https://www.cbs.nl/",
    )  # fmt: skip
    assert footnote(figure, load) == (
        "CBS StatLine, tabel 84847NED, ontvangen meldingen, 1e halfjaar 2025 (definitieve cijfers),"
        " https://www.cbs.nl/nl-nl/cijfers/detail/84847NED, geraadpleegd op 1 mei 2026."
    )
    assert footnote(figure, replace(load, host="127.0.0.1")).endswith(", niet van CBS (127.0.0.1).")
    read = footnote(figure, replace(load, host="bestand", file_name="84847NED.csv"))
    assert read.endswith(", ingelezen op 1 mei 2026, uit bestand 84847NED.csv.")


def test_each_fact_of_the_letter_names_its_source_and_how_its_date_is_known(page: Component) -> None:
    letter = section(page, texts.LETTER_SECTION.anchor)
    rows = of_type(letter, "Tr")[1:]
    assert len(rows) == len(texts.LETTER_FACTS)
    for row, fact in zip(rows, texts.LETTER_FACTS, strict=True):
        assert fact.says in words(row)
        assert f"{fact.source.part} ({fact.source.dated})" in words(row)
    assert "Voortgangsbrief" in words(letter)


def test_every_break_and_every_word_for_what_is_missing_is_on_the_page(page: Component) -> None:
    text = words(page)
    for step in BREAKS:
        assert step.reason in text
    for word in (
        "nader voorlopig", "status onbekend", "geheim of onbekend bij CBS", "kan volgens CBS niet voorkomen",
        "niet in de gegevens", "verdwenen uit de tabel",
    ):  # fmt: skip
        assert word in words(section(page, texts.CERTAINTY.anchor))


def test_every_id_is_there_once_and_headings_go_down_one_step_at_a_time(page: Component) -> None:
    ids = [item.id for item in parts(page) if isinstance(item, Component) and getattr(item, "id", None)]
    assert len(ids) == len(set(ids))
    levels = [
        int(type(item).__name__[1])
        for item in parts(page)
        if isinstance(item, Component) and type(item).__name__ in {"H1", "H2", "H3"}
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_link_says_where_it_goes_and_every_table_has_a_caption(page: Component) -> None:
    for link in of_type(page, "A"):
        assert len(words(link)) > 3
        assert str(link.href).startswith(("https://", "#", "/"))
    for table in of_type(page, "Table"):
        assert len(of_type(table, "Caption")) == 1
        assert all(getattr(cell, "scope", None) in {"col", "row"} for cell in of_type(table, "Th"))
