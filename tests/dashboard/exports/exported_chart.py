"""A chart as a file takes it, for tests: two lines with a gap and a provisional end, on awkward names."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.exports.exported import ExportedChart, ValueTable, WordTable
from dashboard.figures.picture import Provenance, picture
from dashboard.figures.theme import SERIES, chart

PROVENANCE = Provenance(
    title="Adviesvragen & meldingen bij Veilig Thuis",
    subtitle="Nederland, per halfjaar, 1e halfjaar 2023 tot en met 2e halfjaar 2024",
    lines=[
        "Gevulde punten zijn definitieve cijfers, open punten voorlopige.",
        "Bron: Tabel 84847NED (gepubliceerd op 30 oktober 2025).",
        "Cijfers zoals bekend op 21 november 2026; gemaakt op 21 november 2026. Gebruikt: lading 3.",
    ],
)
ALT = "Lijngrafiek: adviesvragen stegen van 70.000 naar 84.935; meldingen zijn < 60.000 “gebleven”."


def figure() -> go.Figure:
    keys = ["2023HJ01", "2023HJ02", "2024HJ01", "2024HJ02"]
    return chart(
        [
            {
                "type": "scatter", "mode": "lines+markers", "name": name, "x": keys, "y": values,
                "line": {"color": style.colour, "dash": style.dash}, "marker": {"symbol": style.symbol, "size": 9},
            }
            for name, values, style in zip(
                ("Adviesvragen", "Meldingen"),
                ([70_000, 75_000, None, 84_935], [58_000, 59_000, 59_500, 57_400]),
                SERIES, strict=False,
            )
        ],
        {"showlegend": True, "xaxis": {"type": "category"},
         "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}},
    )  # fmt: skip


def exported(provenance: Provenance = PROVENANCE) -> ExportedChart:
    drawn = figure()
    return ExportedChart(
        name="trend", file_name="trend", title=provenance.title, figure=drawn, picture=picture(drawn, provenance),
        provenance=provenance, native=None, table=WordTable("", (), ()), values=ValueTable((), ()), alt=ALT,
        description=(ALT,), notes=(), footnote="", address="/", loads=(3,),
    )  # fmt: skip
