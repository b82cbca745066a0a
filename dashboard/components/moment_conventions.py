"""Which days the words of a moment may mean, to fold out on a page."""

from __future__ import annotations

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.word_table import Cell, word_table
from metrics.text.moments import CONVENTIONS, Convention

SUMMARY = "Hoe woorden als ‘zomer 2026’ en ‘medio 2027’ zijn gelezen"
INTRO = (
    "Brieven noemen zelden een dag. Een moment staat hier zo nauwkeurig als de brief het geeft; de woorden van de brief"
    " staan bij de passage. Om te kunnen ordenen en om te zien of een moment voorbij is, hoort bij elk moment een reeks"
    " dagen. Die reeks is een afspraak van deze site, geen datum van de bron. Een moment is pas voorbij als de laatste"
    " dag van de reeks voorbij is."
)


def conventions() -> html.Details:
    """The convention to fold out, for a page."""
    table = word_table("Afspraak over momenten", ("Woorden", "Dagen"), [_row(item) for item in CONVENTIONS])
    scroller = html.Div(
        table, className="table-wrap", tabIndex="0", role="region", **aria(label="Tabel: afspraak over momenten")
    )
    return html.Details([html.Summary(SUMMARY), html.P(INTRO), scroller], className="conventions")


def _row(item: Convention) -> tuple[Cell, Cell]:
    days = html.Span(item.days, className="value")
    return item.words, [days, html.Span(f"bij ‘{item.example.text}’", className="detail")]
