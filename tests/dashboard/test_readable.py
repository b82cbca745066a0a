"""Growth at a terminal."""

from dashboard.readable import growth_lines
from data_sources.contract import Observation
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
