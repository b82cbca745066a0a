"""Of a merged region across its merger: the way to a comparison with the sum of its predecessors, and back from it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.view import View
from data_sources.registry import predecessors
from metrics.growth import Growth

OFFER = "Vergelijk met de som van de voorgangers (optelling van dit dashboard)"
BACK = "Vergelijk alleen cijfers die CBS zelf geeft"


def merger_choice(view: View, path: str, growths: Sequence[Growth], *, bridged: bool) -> list[html.P]:
    """A link to the comparison with the predecessors where one is refused for the merger; from there, the way back.

    ``bridged``: any of these changes is against such a sum. Nothing for a region that was not made out of others.
    """
    if not predecessors(view.region):
        return []
    if view.merged and (bridged or not all(growth.comparable for growth in growths)):
        said = "Vergeleken met de som van de voorgangers, een optelling van dit dashboard. " if bridged else ""
        return [html.P([said, html.A(BACK, href=view.link(path, merged=False)), "."], className="hint")]
    if not all(growth.comparable for growth in growths):
        return [html.P([html.A(OFFER, href=view.link(path, merged=True)), "."], className="hint")]
    return []
