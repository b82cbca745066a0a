"""Growth, figures and revisions at a terminal."""

from dataclasses import replace
from datetime import date

from dashboard.readable import figure_line, growth_lines, revision_line
from data_sources.contract import Load, Observation
from data_sources.store.revisions import Revision, Side
from metrics.growth import change_between


def _figure(period: str, value: float) -> Observation:
    return Observation(
        indicator="adviezen", region="GM0363", period=period, breakdown="", value=value, unit="aantal",
        status="definitief", status_basis="", missing=None, rounding=5.0, table="84847NED", load=1, source_url="",
        since=1,
    )  # fmt: skip


def test_a_small_count_is_told_without_a_percentage() -> None:
    lines = growth_lines(change_between(_figure("2025HJ01", 40), _figure("2024HJ01", 10), notes=[]))
    assert lines == [
        "1e halfjaar 2025 ten opzichte van 1e halfjaar 2024: +30 · definitief",
        "Klein aantal: onder de 100.",
    ]


def test_a_rate_is_told_with_the_decimals_of_its_table_and_its_unit() -> None:
    rate = replace(_figure("2025HJ01", 419.0), unit="per 100 000 inwoners", rounding=0.1, load=None)
    assert figure_line(rate, {}) == "1e halfjaar 2025: 419,0 per 100.000 inwoners · definitief"
    share = replace(rate, value=13.3, unit="%", rounding=None)
    assert figure_line(share, {}) == "1e halfjaar 2025: 13,3% · definitief"
    assert figure_line(replace(rate, value=0.0, unit="aantal", rounding=5.0), {}) == "1e halfjaar 2025: 0 · definitief"
    gone = replace(rate, value=None, missing="geheim-of-onbekend", status="onbekend")
    assert "geheim of onbekend bij CBS" in figure_line(gone, {})


def test_a_revision_of_a_rate_loses_no_decimals() -> None:
    load = Load(
        id=1, kind="statline", table="84847NED", host="cbs", known_on=date(2026, 5, 1), known_on_precision="dag",
        known_on_basis="cbs-modified", published_on=None, fetched_at=None, source_title="", source_url="",
    )  # fmt: skip
    old, new = Side(1.0, None, "voorlopig", 1), Side(1.05, None, "definitief", 1)
    line = revision_line(Revision("aandeel", "NL01", "2025HJ01", "", "waarde", old, new), {1: load})
    assert line == (
        "waarde: aandeel NL01 1e halfjaar 2025: 1 (voorlopig, gepubliceerd op 1 mei 2026) →"
        " 1,05 (definitief, gepubliceerd op 1 mei 2026) (+0,05)"
    )
