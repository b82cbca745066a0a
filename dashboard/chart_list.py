"""Which charts there are: those of all pages, each added by its own."""

from __future__ import annotations

from dashboard import pilot_charts, rollout_downloads, trend_card
from dashboard.charts import Charts
from dashboard.comparison import files as comparison
from dashboard.development import files as development
from dashboard.explorer import files as explorer
from dashboard.pages import regioprofiel
from dashboard.regions import files as regions


def all_charts() -> Charts:
    """In the order of the pages they stand on."""
    charts = Charts()
    for place in (
        trend_card, development, regions, regioprofiel, comparison, explorer, pilot_charts, rollout_downloads,
    ):  # fmt: skip
        for chart in place.CHARTS:
            charts.add(chart)
    return charts
