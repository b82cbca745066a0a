"""The bundled figures and changes: each with its source, and a bad row is refused naming its line."""

from __future__ import annotations

import calendar
from datetime import date
from pathlib import Path

import pytest

from data_sources.contract import KNOWN_ON_BASES, KNOWN_ON_PRECISIONS, STATUSES
from data_sources.errors import ContractError
from data_sources.published import bundle
from data_sources.published.bundle import PublishedSource, bundled_changes, bundled_sources
from data_sources.registry import INDICATORS, SOURCES

FILES = Path(bundle.__file__).parent
SOURCES_IN_FILE = bundled_sources(FILES / "figures.csv")


each_source = pytest.mark.parametrize("source", SOURCES_IN_FILE, ids=[source.key for source in SOURCES_IN_FILE])


@each_source
def test_every_source_says_where_and_when_it_was_known(source: PublishedSource) -> None:
    assert source.url.startswith("https://")
    assert source.title
    assert source.known_on_precision in KNOWN_ON_PRECISIONS
    assert source.known_on_basis in KNOWN_ON_BASES
    last_of_month = source.known_on.day == calendar.monthrange(source.known_on.year, source.known_on.month)[1]
    assert source.known_on_precision == "dag" or last_of_month
    assert source.known_on_precision != "jaar" or source.known_on.month == 12
    assert source.published_on in {None, source.known_on}


@each_source
def test_every_figure_says_how_certain_it_is_and_how_it_is_rounded(source: PublishedSource) -> None:
    assert source.figures
    for figure in source.figures:
        assert figure.status in STATUSES
        assert figure.status_basis
        assert (figure.unit, figure.region, figure.breakdown) == ("aantal", "NL01", "")
        assert figure.rounding is not None
        assert figure.value is not None
        assert figure.value % figure.rounding == 0
        assert figure.indicator in SOURCES[source.table].feeds


@pytest.mark.parametrize(
    ("key", "period", "adviezen", "meldingen", "rounding"),
    [
        ("nji-2019", "2019HJ01", 53080, 64960, 5),
        ("impactmonitor-2022", "2019HJ01", 53145, 65075, 5),
        ("impactmonitor-2022", "2021HJ01", 67545, 60880, 5),
        ("cbs-nieuws-2022-10", "2022HJ01", 66155, 59985, 5),
        ("statline-84849ned-2023", "2023JJ00", 143210, 127340, 5),
        ("cbs-nieuws-2025-10", "2024HJ01", 75000, 64000, 1000),
        ("statline-84849ned-2025hj01", "2025HJ01", 84935, 66270, 5),
    ],
)
def test_the_national_figures_are_those_that_were_published(
    key: str, period: str, adviezen: float, meldingen: float, rounding: float
) -> None:
    figures = next(source.figures for source in SOURCES_IN_FILE if source.key == key)
    found = {figure.indicator: (figure.value, figure.rounding) for figure in figures if figure.period == period}
    assert found == {"adviezen": (adviezen, rounding), "meldingen": (meldingen, rounding)}


def test_an_undated_page_has_the_day_the_file_was_made_and_no_day_of_publication() -> None:
    undated = [source for source in SOURCES_IN_FILE if source.known_on_basis == "gebundeld"]
    assert {source.key for source in undated} == {"statline-84849ned-2023", "statline-84852ned-2020"}
    assert {(source.known_on, source.published_on) for source in undated} == {(date(2026, 11, 21), None)}


def test_the_published_changes_are_those_of_cbs_and_the_letter() -> None:
    rows = [change.row() for change in bundled_changes()]
    found = [(row["indicator"], row["period"], row["base"], row["qualifier"], row["value"]) for row in rows]
    assert found == [
        ("adviezen", "2021JJ00", "2020JJ00", "", 9.7),
        ("meldingen", "2021JJ00", "2020JJ00", "", -6.5),
        ("adviezen", "2021JJ00", "2020JJ00", "bijna", 12000),
        ("meldingen", "2021JJ00", "2020JJ00", "", -8000),
        ("adviezen", "2025HJ01", "2022HJ01", "", 28),
        ("meldingen", "2025HJ01", "2022HJ01", "", 10),
        ("adviezen", "2025JJ00", "2024JJ00", "", 16),
        ("meldingen", "2025JJ00", "2024JJ00", "ongeveer", 5),
        ("adviezen", "2024JJ00", "2023JJ00", "", None),
    ]
    assert (rows[-1]["kind"], rows[-1]["text"]) == ("tekst", "een vergelijkbaar verschil")
    assert {row["published_on"] for row in rows} == {date(2022, 4, 29), date(2025, 10, 24), date(2026, 7, 31)}
    assert {row["indicator"] for row in rows} == set(INDICATORS)
    assert all(row["source_title"] and row["source_url"] and row["published_on_basis"] for row in rows)
    assert len({row["content_hash"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",53080,,", ",53080,geheim-of-onbekend,"),
        (",53080,,", ",,,"),
        (",53080,,", ",ongeveer 53 duizend,,"),
        (",53080,,", ",nan,,"),
        (",5,onbekend,", ",0,onbekend,"),
        (",5,onbekend,", ",5,onzeker,"),
        ("NL01,2019HJ01,", "NL01  ,2019HJ01,"),
        ("NL01,2019HJ01,", "NL01,2019HJ03,"),
        ("2019-11-04,dag,gezien", "4 november 2019,dag,gezien"),
        ("2019-11-04,dag,gezien", "2019-11-04,week,gezien"),
        ("2019-11-04,dag,gezien", "2019-11-04,dag,gehoord"),
        (",aantal,", ",,"),
        (",aantal,", ",aantal,aantal,"),
    ],
)  # fmt: skip
def test_a_bad_figure_is_refused_naming_its_line(tmp_path: Path, old: str, new: str) -> None:
    changed = _changed(tmp_path, "figures.csv", old, new)
    with pytest.raises(ContractError, match=r"Regel 2 van figures\.csv klopt niet") as error:
        bundled_sources(changed)
    assert error.value.facts["line"] == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("meldingen,NL01,2019HJ01,,64960", "adviezen,NL01,2019HJ01,,64960"),
        ("64960,,aantal,5,onbekend", "64960,,aantal,5,voorlopig"),
        ("meldingen,NL01,2019HJ01,,64960,,aantal,5", "adviezen,PV20,2019HJ01,,64960,,aantal,1000"),
    ],
    ids=["a figure twice", "two statuses for a period", "two roundings for a topic"],
)
def test_a_source_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ContractError, match="Bron nji-2019"):
        bundled_sources(_changed(tmp_path, "figures.csv", old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [(",9.7,", ",,"), (",9.7,", ",9.7%,"), (",0.1,,", ",0.1,meer,"), ("dag,gepubliceerd", "dag,gehoord")],
)
def test_a_bad_change_is_refused_naming_its_line(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ContractError, match=r"Regel 2 van changes\.csv klopt niet"):
        bundled_changes(_changed(tmp_path, "changes.csv", old, new))


def test_all_files_together_number_their_sources_on() -> None:
    together = bundled_sources()
    assert [source.place for source in together] == list(range(1, len(together) + 1))
    assert together[: len(SOURCES_IN_FILE)] == SOURCES_IN_FILE
    assert len(together) > len(SOURCES_IN_FILE)


def test_rows_of_a_source_that_are_apart_are_refused(tmp_path: Path) -> None:
    lines = (FILES / "figures.csv").read_text(encoding="utf-8").splitlines()
    copy = tmp_path / "figures.csv"
    copy.write_text("\n".join([*lines[:2], *lines[3:], lines[2]]), encoding="utf-8")
    with pytest.raises(ContractError, match="niet bij elkaar"):
        bundled_sources(copy)


def _changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of a bundled file in which the first occurrence of a text is another."""
    text = (FILES / name).read_text(encoding="utf-8")
    assert old in text
    copy = folder / name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy
