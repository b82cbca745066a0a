"""The bundled figures of the sister tables: all that was read on CBS's pages, each resolvable and as printed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data_sources.categories import total_codes
from data_sources.contract import UNIT_PERCENT, Observation, Period, observations
from data_sources.errors import ContractError
from data_sources.published import bundle
from data_sources.published.bundle import PublishedFigure, PublishedSource, bundled_sources
from data_sources.published.titles import read_titles
from data_sources.registry import INDICATORS, TABLES, slug, table_of
from data_sources.snapshot import CellState
from data_sources.store.prepare import Store
from data_sources.store.reader import Question

FILES = Path(bundle.__file__).parent
SISTERS = bundled_sources(FILES / "sisters.csv")
_ROLE = "KenmerkenAdviezenMeldingen="

each_source = pytest.mark.parametrize("source", SISTERS, ids=[source.key for source in SISTERS])


def test_every_figure_that_was_read_is_there() -> None:
    counts = Counter(source.table for source in SISTERS for _ in source.figures)
    assert counts == {
        "84848NED": 102, "84849NED": 207, "84850NED": 120, "84851NED": 225, "84852NED": 35, "84853NED": 31,
        "85361NED": 348,
    }  # fmt: skip
    secret = [figure for source in SISTERS for figure in source.figures if figure.value is None]
    assert len(secret) == 228
    assert {figure.state for figure in secret} == {CellState.SECRET_OR_UNKNOWN}


@each_source
def test_a_figure_is_printed_as_cbs_rounds(source: PublishedSource) -> None:
    for figure in source.figures:
        if figure.unit == UNIT_PERCENT:
            assert figure.rounding == 0.1
            assert figure.value is None or (0 <= figure.value <= 100 and round(figure.value, 1) == figure.value)
        else:
            assert (figure.unit, figure.rounding) == ("aantal", 5)
            assert figure.value is None or (figure.value >= 10 and figure.value % 5 == 0)


@each_source
def test_a_figure_belongs_to_its_own_table_and_everything_about_it_has_a_title(source: PublishedSource) -> None:
    titles = source.titles
    named = {(item.dimension, item.code): item for item in titles.categories}
    for figure in source.figures:
        assert table_of(figure.indicator) == source.table
        topic = titles.topics[figure.indicator]
        assert figure.indicator.startswith(f"{source.table}:")
        assert slug(topic.title) in figure.indicator
        assert figure.indicator.endswith("-procent") == (figure.unit == UNIT_PERCENT)
        assert titles.regions[figure.region]
        for dimension, code in _pairs(figure):
            assert slug(named[dimension, code].title) == code
    assert source.url.startswith(TABLES[source.table].landing_page)


@each_source
def test_a_breakdown_names_every_dimension_in_order_and_is_empty_for_the_total(source: PublishedSource) -> None:
    totals = total_codes(read_titles(FILES / "titles.csv")[source.table].categories)
    dimensions = {item.dimension for item in read_titles(FILES / "titles.csv")[source.table].categories}
    for figure in source.figures:
        pairs = _pairs(figure)
        assert pairs == sorted(pairs)
        assert not pairs or {dimension for dimension, _ in pairs} == dimensions
        assert any(totals.get(dimension) != code for dimension, code in pairs) or not pairs


@pytest.mark.parametrize(
    ("indicator", "region", "period", "breakdown", "value"),
    [
        ("84849NED:gestarte-adviezen", "NL01", "2023JJ00", "", 143210),
        ("84849NED:gestarte-adviezen", "NL01", "2025HJ01", f"{_ROLE}beroepsmatig-totaal", 46205),
        ("84849NED:gestarte-adviezen", "NL01", "2025HJ01", f"{_ROLE}niet-beroepsmatig-totaal", 37510),
        ("84848NED:gestarte-adviezen", "NL01", "2023JJ00", f"{_ROLE}beroep-medisch-verpleegkundige", 2100),
        ("84848NED:gestarte-adviezen", "VT16", "2023HJ01", f"{_ROLE}beroep-kinderopvang-totaal", None),
        ("84850NED:ontvangen-meldingen", "VT16", "2023JJ00",
         "AanvullendeInformatie=mensenhandel;AardVanHetGeweld=totaal", None),
        ("84851NED:ontvangen-meldingen", "PV22", "2023JJ00", "", 1905),
        ("84851NED:casussen-met-ontvangen-melding-en", "PV22", "2023JJ00", "", 1495),
        ("84852NED:ontvangen-meldingen", "NL01", "2020JJ00", "", 127410),
        ("84852NED:ontvangen-meldingen", "PV25", "2020JJ00", "", 9225),
        ("85361NED:tijdens-veiligheidsbeoordeling", "NL01", "2023JJ00", "", 16915),
        ("85361NED:tijdens-veiligheidsbeoordeling-procent", "GM0363", "2023JJ00", "", 14.6),
        ("85361NED:hermelding-totaal", "GM0014", "2023JJ00", "", 895),
    ],
)  # fmt: skip
def test_the_figures_are_those_on_the_pages(
    begun: Store, indicator: str, region: str, period: str, breakdown: str, value: float | None
) -> None:
    found = _ask(begun, indicator, region, period, breakdown)
    assert (found.value, found.missing) == (value, "geheim-of-onbekend" if value is None else None)
    assert found.table == table_of(indicator)


def test_figures_that_stand_on_more_than_one_page_agree() -> None:
    seen: dict[tuple[str, str, str, str], tuple[float | None, str]] = {}
    for source in SISTERS:
        for item in source.figures:
            key = (item.indicator, item.region, item.period, item.breakdown)
            assert seen.setdefault(key, (item.value, item.status)) == (item.value, item.status), key


def test_a_page_without_a_date_counts_from_the_day_it_was_bundled() -> None:
    dated = [source for source in SISTERS if source.known_on_basis != "gebundeld"]
    assert [(source.table, source.published_on) for source in dated] == [("84849NED", date(2025, 10, 24))]
    assert {source.known_on for source in SISTERS if source not in dated} == {date(2026, 11, 24)}


def test_the_followed_figures_are_what_they_were_without_the_sister_tables(begun: Store) -> None:
    figures = observations(begun.reader.figures(Question(list(INDICATORS), regions=None)).table)
    assert {(item.region, item.table) for item in figures} <= {
        ("NL01", source.table) for source in bundled_sources(FILES / "figures.csv")
    }
    assert begun.reader.regions() == {}


def test_a_bad_title_is_refused_naming_its_line(tmp_path: Path) -> None:
    text = (FILES / "titles.csv").read_text(encoding="utf-8")
    head, first, rest = text.split("\n", 2)
    for bad in (first.replace("onderwerp", "thema"), f"{first}\n{first}", first.replace(",,", ",,,", 1)):
        copy = tmp_path / "titles.csv"
        copy.write_text(f"{head}\n{bad}\n{rest}", encoding="utf-8")
        with pytest.raises(ContractError, match=r"Regel [23] van titles\.csv klopt niet"):
            read_titles(copy)


def _pairs(figure: PublishedFigure) -> list[tuple[str, ...]]:
    return [tuple(pair.split("=")) for pair in figure.breakdown.split(";") if pair]


def _ask(store: Store, indicator: str, region: str, period: str, breakdown: str) -> Observation:
    question = Question([indicator], [region], [Period.parse(period).key], [breakdown])
    return observations(store.reader.figures(question).table)[0]
