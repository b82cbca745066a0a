"""What a reader should know before comparing small charts, each with a way on."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.comparison.model import Comparison
from dashboard.comparison.names import Offered, rates_missing
from dashboard.comparison.view import ComparisonView
from metrics.text.phrases import lower_first, period_phrase

_NO_RATE = "CBS geeft dit in deze opslag niet per 100.000 inwoners, en zelf berekenen doet dit dashboard niet."
_FORCED = (
    "Deze onderwerpen hebben verschillende eenheden en passen niet op één schaal. Daarom heeft elke grafiek een eigen"
    " schaal."
)
# By whether regions stand side by side.
_UNEQUAL = {
    True: "De regio's verschillen sterk in omvang: op één schaal is het verloop van de kleinste slecht te zien.",
    False: "De aantallen verschillen sterk: op één schaal is het verloop van het kleinste slecht te zien.",
}
# By whether everything that is shown can be compared with it.
_BASE = {
    True: "de eerste periode waarin alles wat hier staat een cijfer heeft waarmee te vergelijken is.",
    False: "geen enkele periode past bij alles wat hier staat. Wat er niet mee te vergelijken is, heeft geen index.",
}


def comparison_hints(found: Comparison, offered: Offered, path: str) -> list[html.P]:
    """That figures per 100.000 are missing, scales are forced apart, sizes differ, and which base was taken."""
    view = found.view
    hints: list[list[str | html.Span]] = []
    if without := rates_missing(view, offered.topics):
        hints.append([f"{_joined(without)}: {_NO_RATE}"])
    if found.forced:
        index = html.A("Toon een index", href=view.link(path, shown="index"))
        hints.append([f"{_FORCED} ", _on_screen(index, ", dan kan het wel." if view.shown != "index" else ".")])
    if found.unequal and not found.own_scale:
        hints.append([f"{_UNEQUAL[view.by_region]} ", _on_screen(*_ways_to_compare(view, offered, path))])
    if view.shown == "index" and view.base is None and found.base is not None:
        hints.append([f"De basis is {period_phrase(found.base.key)}: {_BASE[found.shared_base]}"])
    return [html.P(parts, className="hint") for parts in hints]


def _on_screen(*parts: str | html.A) -> html.Span:
    """What cannot be followed on paper, and is not printed."""
    return html.Span(list(parts), className="on-screen")


def _ways_to_compare(view: ComparisonView, offered: Offered, path: str) -> list[str | html.A]:
    """Links to the measures in which series of different sizes can be compared."""
    rates = all(offered.topics[name].rate for name in view.indicators)
    ways = {
        **({"per 100.000 inwoners": view.link(path, shown="per-100000")} if rates else {}),
        "een index": view.link(path, shown="index"),
        "een eigen schaal per grafiek": view.link(path, scale="eigen"),
    }
    links = [html.A(name, href=address) for name, address in ways.items()]
    between = [", "] * (len(links) - 2) + [" of "]
    return ["Kies ", *(part for pair in zip(links, [*between, "."], strict=True) for part in pair)]


def _joined(names: Sequence[str]) -> str:
    """'Adviesvragen, meldingen en gestarte casussen'."""
    first, *rest = names
    listed = [first, *map(lower_first, rest)]
    return " en ".join([", ".join(listed[:-1]), listed[-1]] if rest else listed)
