"""A chart by its name and query, with all that it takes along when it leaves the screen."""

from __future__ import annotations

from dataclasses import replace

from dashboard.chart_footnote import chart_footnote
from dashboard.charts import Chart, Charted
from dashboard.components.chart_card import ChartCard
from dashboard.exports.exported import ExportedChart, NativeChart
from dashboard.exports.native import native_chart
from dashboard.exports.words import word_table_of
from dashboard.router import Query
from dashboard.services import Services
from dashboard.visitor import Audience
from metrics.text.alt import alt_text

_KINDS = {
    "lijn": "Lijngrafiek", "kolom": "Staafdiagram", "staaf": "Staafdiagram",
    "kolom-gestapeld": "Gestapeld staafdiagram", "staaf-gestapeld": "Gestapeld staafdiagram",
}  # fmt: skip


def exported(chart: Chart, query: Query, *, audience: Audience, services: Services) -> ExportedChart:
    """The chart that its page shows for the query, as an audience may see it.

    Raises UsageError, a Dutch sentence, for a query that cannot be shown.
    """
    return exported_of(chart.build(query, audience, services))


def exported_of(made: Charted) -> ExportedChart:
    """The same of a chart that was built already."""
    card = made.card
    native = native_chart(card.figure, unit=made.unit) if made.unit is not None else None
    if native is not None and len(native.series) == 1:
        # Without a name of its own on the screen: what the chart is of.
        native = replace(native, series=(replace(native.series[0], name=_series_name(card, native)),))
    return ExportedChart(
        name=card.chart,
        file_name=_file_name(made),
        title=card.title,
        figure=card.figure,
        picture=card.picture,
        provenance=card.provenance,
        native=native,
        table=word_table_of(card.table),
        values=made.values,
        alt=alt_text(_kind(card, native), card.title, card.provenance.subtitle, card.description),
        description=tuple(card.description),
        notes=tuple(dict.fromkeys([card.hint, *card.notes])),
        footnote=chart_footnote(made),
        address=card.address,
        loads=tuple(load.id for load in made.loads),
    )


def _file_name(made: Charted) -> str:
    """What the card calls its files, with the loads by number: the same day may have seen several."""
    numbers = "-".join(str(load.id) for load in made.loads)
    return f"{made.card.name}-lading-{numbers}" if numbers else made.card.name


def _series_name(card: ChartCard, native: NativeChart) -> str:
    name = native.series[0].name
    return name if native.kind == "lijn" and name else card.title


def _kind(card: ChartCard, native: NativeChart | None) -> str:
    """What kind of chart it is, in words."""
    if card.is_map:
        return "Kaart"
    if card.panels:
        return f"{len(card.panels)} lijngrafieken"
    return _KINDS[native.kind] if native is not None else "Tijdlijn"
