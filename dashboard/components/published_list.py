"""Changes as somebody published them, and whether the figures here agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.words import known_day_phrase
from data_sources.registry import INDICATORS
from metrics.derive import SUM_OF_HALVES
from metrics.growth import Growth
from metrics.published import Held, hold_against
from metrics.text.numbers import number, signed, signed_percent
from metrics.text.phrases import period_phrase

NOT_YET = "De onderliggende cijfers staan nog niet in deze opslag."
NOT_THEN = "De onderliggende cijfers waren toen nog niet bekend."


def published_list(changes: Sequence[Mapping[str, Any]], growths: Sequence[Growth], *, past: bool) -> html.Ul:
    """One item a published change; ``growths`` are the computed changes, one for each in the same order.

    ``past``: they were computed on what was known on an earlier day.
    """
    return html.Ul(
        [_item(change, growth, past=past) for change, growth in zip(changes, growths, strict=True)],
        className="published",
    )


def _item(change: Mapping[str, Any], growth: Growth, *, past: bool) -> html.Li:
    held = hold_against(
        growth, kind=change["kind"], value=change["value"], rounding=change["rounding"], qualifier=change["qualifier"]
    )
    when = known_day_phrase(change["published_on"], change["published_on_precision"])
    return html.Li(
        [
            html.P(claim_sentence(change), className="claim"),
            html.P(held_sentence(change["kind"], held, growth, past=past), className="held"),
            html.P([html.A(change["source_title"], href=change["source_url"]), f" ({when})"], className="source"),
        ]
    )


def claim_sentence(change: Mapping[str, Any]) -> str:
    """What was published: 'Adviesvragen, 2025 ten opzichte van 2024: ongeveer +5%'."""
    name = INDICATORS[change["indicator"]].title
    head = f"{name}, {period_phrase(change['period'])} ten opzichte van {period_phrase(change['base'])}"
    if change["kind"] == "tekst":
        return f"{head}: “{change['text']}”"
    word = f"{change['qualifier']} " if change["qualifier"] else ""
    if change["kind"] == "aantal":
        size = number(abs(change["value"]) / 1000)
        return f"{head}: {word}{size} duizend {'meer' if change['value'] > 0 else 'minder'}"
    decimals = 0 if change["value"] == int(change["value"]) else 1
    return f"{head}: {word}{signed_percent(change['value'], decimals)}"


def held_sentence(kind: str, held: Held, growth: Growth, *, past: bool = False) -> str:
    """Whether the figures here say the same, with what they give."""
    if kind == "tekst":
        return "Zonder getal gepubliceerd; er is niets na te rekenen."
    if held.computed is None:
        return NOT_THEN if past else NOT_YET
    gives = signed_percent(held.computed) if kind == "procent" else signed(held.computed)
    basis = f" (als {SUM_OF_HALVES})" if any(SUM_OF_HALVES in note for note in growth.notes) else ""
    verdict = {
        "klopt": "dat komt overeen",
        "onjuist": "dat wijkt af van wat toen is gepubliceerd",
        "onbekend": "binnen de afronding is niet te zeggen of dat overeenkomt",
    }[held.verdict]
    return f"De cijfers in deze opslag geven {gives}{basis}: {verdict}."
