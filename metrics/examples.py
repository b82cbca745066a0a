"""Worked examples of growth: a small table, a question, the answer. Tests and method page read the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_sources.contract import UNIT_COUNT, UNIT_PERCENT, Load, Observation

# Two lanes, so that the examples can show what may be added up.
EXAMPLE_LOADS = {
    1: Load(
        1, "published", "84849NED", None, date(2025, 10, 24), "dag", "gepubliceerd", date(2025, 10, 24), None,
        "Voorbeeld (gepubliceerd)", "https://www.cbs.nl/",
    ),
    2: Load(
        2, "statline", "84847NED", "opendata.cbs.nl", date(2026, 4, 30), "dag", "cbs-modified", date(2026, 4, 30),
        None, "Voorbeeld (opgehaald)", "https://www.cbs.nl/",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """``answer`` names the fields of Growth that the example is about. ``lesson`` is Dutch, for the method page."""

    title: str
    lesson: str
    rows: tuple[Observation, ...]
    period: str
    base: str
    answer: Mapping[str, object]


def _row(
    period: str, value: float | None, *, missing: str | None = None, rounding: float | None = 5.0,
    status: str = "definitief", unit: str = UNIT_COUNT, region: str = "NL01", load: int | None = 2, gone: bool = False,
) -> Observation:  # fmt: skip
    return Observation(
        indicator="meldingen", region=region, period=period, breakdown="", value=value, unit=unit, status=status,
        status_basis="voorbeeld", missing=missing, rounding=rounding, table="84847NED", load=load,
        source_url="https://www.cbs.nl/", since=load, gone=gone,
    )  # fmt: skip


EXAMPLES = (
    Example(
        "Een gewone stijging",
        "CBS rondt aantallen af op vijf. Elk cijfer kan dus 2,5 hoger of lager zijn, en de groei een klein stukje.",
        (_row("2024HJ01", 5_000), _row("2025HJ01", 5_800)),
        "2025HJ01", "2024HJ01",
        {"change": 800.0, "change_pct": 16.0, "change_pct_low": 15.8921, "change_pct_high": 16.1081,
         "direction": "stijging", "small_count": False, "comparable": True, "status": "definitief"},
    ),
    Example(
        "Een basis in duizendtallen",
        "Staat een van beide alleen afgerond in een bericht, dan is de groei een ruim interval rond het punt.",
        (_row("2024HJ01", 75_000, rounding=1_000.0, status="onbekend"),
         _row("2025HJ01", 84_935, status="voorlopig")),
        "2025HJ01", "2024HJ01",
        {"change_pct": 13.2467, "change_pct_low": 12.4934, "change_pct_high": 14.0101, "status": "voorlopig"},
    ),
    Example(
        "Een verschil dat afronding kan zijn",
        "Van 5.000 naar 5.005 kan ook geen enkele verandering zijn: er wordt geen stijging genoemd.",
        (_row("2024HJ01", 5_000), _row("2025HJ01", 5_005)),
        "2025HJ01", "2024HJ01",
        {"change_pct": 0.1, "change_pct_low": 0.0, "direction": None},
    ),
    Example(
        "Een klein aantal",
        "Onder de honderd zegt een percentage weinig: het verschil wordt als aantal genoemd, met 'klein aantal'.",
        (_row("2024HJ01", 40), _row("2025HJ01", 60)),
        "2025HJ01", "2024HJ01",
        {"change": 20.0, "direction": "stijging", "small_count": True},
    ),
    Example(
        "Een basis van nul",
        "Van nul af is geen percentage te geven; het verschil zelf wel.",
        (_row("2024HJ01", 0), _row("2025HJ01", 150)),
        "2025HJ01", "2024HJ01",
        {"change": 150.0, "change_pct": None, "change_pct_low": None, "direction": "stijging", "missing": None},
    ),
    Example(
        "Een geheim cijfer",
        "Waar CBS een punt toont is een cijfer geheim of onbekend. Dan is er geen verandering te geven.",
        (_row("2024HJ01", None, missing="geheim-of-onbekend"), _row("2025HJ01", 150)),
        "2025HJ01", "2024HJ01",
        {"change": None, "change_pct": None, "missing": "geheim-of-onbekend", "direction": None},
    ),
    Example(
        "Een jaar als som van twee halfjaren",
        "Staat een jaar niet in de gegevens, dan kan het de som van zijn halfjaren zijn. De afronding telt dan ook op:"
        " tot 5 naar boven of beneden. Er staat altijd bij dat het een som is.",
        (_row("2020HJ01", 58_575), _row("2020HJ02", 63_475), _row("2021HJ01", 67_545), _row("2021HJ02", 66_625)),
        "2021JJ00", "2020JJ00",
        {"value": 134_170.0, "base_value": 122_050.0, "change_pct": 9.9304, "change_pct_low": 9.9218,
         "change_pct_high": 9.9390, "missing": None},
    ),
    Example(
        "Een geheim jaar wordt niet opgeteld",
        "Is het jaar zelf geheim, dan blijft het geheim, ook als beide halfjaren bekend zijn.",
        (_row("2020JJ00", 127_410), _row("2021HJ01", 60_880), _row("2021HJ02", 58_500),
         _row("2021JJ00", None, missing="geheim-of-onbekend")),
        "2021JJ00", "2020JJ00",
        {"value": None, "change": None, "missing": "geheim-of-onbekend"},
    ),
    Example(
        "Halfjaren uit twee bronnen worden niet opgeteld",
        "Een halfjaar uit een bericht en een halfjaar uit de tabel zijn misschien niet op dezelfde dag geteld.",
        (_row("2020JJ00", 127_410), _row("2021HJ01", 60_880, load=1), _row("2021HJ02", 58_500)),
        "2021JJ00", "2020JJ00",
        {"value": None, "missing": "niet-aanwezig"},
    ),
    Example(
        "Een aandeel",
        "Het verschil tussen twee percentages is een aantal procentpunten, geen percentage.",
        (_row("2024HJ01", 36.5, unit=UNIT_PERCENT, rounding=0.1),
         _row("2025HJ01", 39.0, unit=UNIT_PERCENT, rounding=0.1)),
        "2025HJ01", "2024HJ01",
        {"change": 2.5, "change_unit": "procentpunt", "change_pct": None, "change_low": 2.4, "change_high": 2.6,
         "direction": "stijging"},
    ),
    Example(
        "Een afronding die niet bekend is",
        "Zonder bekende afronding is er geen interval; dat staat erbij.",
        (_row("2024HJ01", 1_000, rounding=None), _row("2025HJ01", 1_100)),
        "2025HJ01", "2024HJ01",
        {"change_pct": 10.0, "change_pct_low": None, "change_pct_high": None, "direction": "stijging"},
    ),
    Example(
        "Een samengevoegde regio",
        "Brabant Noordoost en Zuidoost-Brabant zijn sinds 2023 samen Oost-Brabant. Over die grens heen is een"
        " vergelijking geen vergelijking.",
        (_row("2022JJ00", None, missing="geheim-of-onbekend", region="VT27"), _row("2023JJ00", 4_000, region="VT27")),
        "2023JJ00", "2022JJ00",
        {"comparable": False, "change": None, "missing": "geheim-of-onbekend"},
    ),
    Example(
        "Een cijfer dat uit de tabel verdween",
        "Draagt CBS een cijfer niet meer, dan komt het oude niet terug en wordt ook het jaar niet opgeteld.",
        (_row("2020JJ00", 127_410), _row("2021HJ01", 60_880), _row("2021HJ02", 58_500),
         _row("2021JJ00", None, missing="niet-aanwezig", load=None, gone=True)),
        "2021JJ00", "2020JJ00",
        {"value": None, "change": None, "missing": "niet-aanwezig"},
    ),
)  # fmt: skip
