"""A field of a form that is sent: its label always visible, its hint and what is wrong beside it and tied to it."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from dashboard.web.static_html import Element, Static


def text_field(
    name: str, label: str, *, error: str | None = None, hint: str | None = None, kind: str = "text", value: str = "",
    **more: object,
) -> Element:  # fmt: skip
    """One line of text. ``more``: further attributes of the input, such as ``autocomplete``."""
    told = [f"{name}-{part}" for part, text in (("uitleg", hint), ("fout", error)) if text]
    notes: list[Static] = [html.P(hint, id=f"{name}-uitleg", className="field-hint")] if hint else []
    if error:
        notes.append(html.P(error, id=f"{name}-fout", className="field-error"))
    field = Element(
        "input", type=kind, id=name, name=name, value=value or None, aria_describedby=" ".join(told) or None,
        aria_invalid="true" if error else None, **more,
    )  # fmt: skip
    return Element("div", Element("label", label, for_=name), *notes, field, class_="field")


def error_summary(errors: Mapping[str, str]) -> Element | None:
    """What is wrong with a form, at its top, each leading to its field. ``errors``: messages by the name of a field."""
    if not errors:
        return None
    items = [html.Li(html.A(message, href=f"#{name}")) for name, message in errors.items()]
    heading = "Dit is niet gelukt"
    return Element("div", html.H2(heading), html.Ul(items), class_="error-summary", role="alert")
