"""A series in words."""

from dataclasses import replace

from data_sources.contract import Observation
from metrics.text.description import describe_bars, describe_series


def _figure(period: str, value: float | None, *, status: str = "definitief", rounding: float = 5.0) -> Observation:
    return Observation(
        indicator="meldingen", region="NL01", period=period, breakdown="", value=value, unit="aantal", status=status,
        status_basis="", missing=None if value is not None else "niet-aanwezig", rounding=rounding, table="84847NED",
        load=1, source_url="", since=1,
    )  # fmt: skip


def test_first_last_highest_lowest_and_gaps_are_told() -> None:
    told = describe_series(
        "Meldingen",
        [
            _figure("2024HJ01", 64_000, status="onbekend", rounding=1000.0), _figure("2024HJ02", None),
            _figure("2025HJ01", 66_270, status="voorlopig"), _figure("2025HJ02", 61_000),
        ],
    )  # fmt: skip
    assert told == (
        "Meldingen, van het eerste halfjaar van 2024 tot en met het tweede halfjaar van 2025."
        " Het eerste bekende cijfer is afgerond 64.000 (het eerste halfjaar van 2024, status onbekend), het laatste"
        " 61.000 (het tweede halfjaar van 2025). Het hoogste is 66.270 in het eerste halfjaar van 2025, het laagste"
        " 61.000 in het tweede halfjaar van 2025. Voor 1 van de 4 halfjaren is geen cijfer bekend."
    )


def test_years_are_called_years() -> None:
    told = describe_series("Meldingen", [_figure("2020JJ00", 127_410), _figure("2021JJ00", None)])
    assert "Er is één cijfer bekend: 127.410 (2020)." in told
    assert "Voor 1 van de 2 jaren is geen cijfer bekend." in told


def test_equal_figures_have_no_highest() -> None:
    told = describe_series("Meldingen", [_figure(f"20{year}JJ00", 100) for year in (20, 21, 22)])
    assert "Alle bekende cijfers zijn gelijk." in told


def test_a_shared_highest_or_lowest_is_named_with_all_who_share_it() -> None:
    told = describe_series(
        "Meldingen", [_figure(f"20{year}JJ00", value) for year, value in ((20, 90), (21, 100), (22, 100))]
    )
    assert "Het hoogste is 100 in 2021 en 2022, het laagste 90 in 2020." in told
    many = describe_series("Meldingen", [_figure(f"20{year}JJ00", 90 if year < 23 else 100) for year in range(20, 24)])
    assert "Het hoogste is 100 in 2023, het laagste 90 in 3 jaren." in many
    bars = [(name, _figure("2025JJ00", value)) for name, value in (("A", 100), ("B", 100), ("C", 90))]
    assert "Over 2025 is het hoogste cijfer 100, bij A en B; het laagste 90, bij C." in describe_bars("Meldingen", bars)
    assert "Over 2025 zijn alle bekende cijfers gelijk: 100." in describe_bars("Meldingen", bars[:2])


def test_what_rounding_may_turn_round_is_not_named_as_highest() -> None:
    figures = [
        _figure("2020JJ00", 85_000, rounding=1000.0), _figure("2021JJ00", 84_935), _figure("2022JJ00", 60_000),
    ]  # fmt: skip
    told = describe_series("Meldingen", figures)
    assert "hoogste" not in told
    assert "Het laagste is 60.000 in 2022." in told
    assert "hoogste" not in describe_bars("Meldingen", list(zip("ABC", figures, strict=True)))
    assert "niet te zeggen" in describe_bars("Meldingen", list(zip("AB", figures, strict=False)))


def test_nothing_known_says_so() -> None:
    told = describe_series("Meldingen", [_figure("2020JJ00", None), _figure("2021JJ00", None)])
    assert told == "Meldingen, van 2020 tot en met 2021: geen enkel cijfer bekend."


def test_bars_are_told_by_the_highest_the_lowest_and_what_is_missing() -> None:
    bars = [
        ("Groningen (PV)", _figure("2025HJ01", 795)), ("Drenthe (PV)", _figure("2025HJ01", None)),
        ("Limburg (PV)", _figure("2025HJ01", 1740)),
    ]  # fmt: skip
    assert describe_bars("Meldingen", bars) == (
        "Meldingen. Over het eerste halfjaar van 2025 is het hoogste cijfer 1.740, bij Limburg (PV); het laagste 795,"
        " bij Groningen (PV). Voor 1 van de 3 rijen is geen cijfer bekend."
    )
    assert describe_bars("Meldingen", bars[:1]) == (
        "Meldingen. Er is één cijfer bekend over het eerste halfjaar van 2025: Groningen (PV), 795."
    )
    assert describe_bars("Meldingen", bars[1:2]) == "Meldingen. Er is geen enkel cijfer bekend."


def test_a_share_is_told_as_one() -> None:
    share = replace(_figure("2025JJ00", 13.0), unit="%", rounding=0.1)
    assert "13,0%" in describe_bars("Hermelding (%)", [("Nederland", share)])


def test_a_rate_is_told_with_the_decimals_of_its_table() -> None:
    rates = [
        replace(_figure(f"20{year}JJ00", value), unit="per 100 000 inwoners", rounding=0.1)
        for year, value in ((23, 459.2), (24, 0.0), (25, 419.0))
    ]
    told = describe_series("Gestarte adviezen per 100.000 inwoners", rates)
    assert "Het eerste bekende cijfer is 459,2 (2023), het laatste 419,0 (2025)." in told
    assert "Het hoogste is 459,2 in 2023, het laagste 0,0 in 2024." in told
