"""What is wrong in a form that was sent: all of it, above the form, each with a link to its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.form_field import field_id
from dashboard.web.static_html import Element
from metrics.text.numbers import number

SUMMARY = "fouten"


def error_summary(wrong: Sequence[tuple[str, str | None]], *, nothing_done: str) -> Element:
    """``wrong``: each message, with the id of its field where it has one. ``nothing_done``: that nothing was saved.

    It takes the focus when the page is opened, so that who hears the page hears this first.
    """
    count = "Eén ding klopt" if len(wrong) == 1 else f"{number(len(wrong))} dingen kloppen"
    lines = [Element("li", Element("a", text, href=f"#{at}") if at else text) for text, at in wrong]
    return Element(
        "div",
        Element("h2", f"{count} nog niet", id=f"{SUMMARY}-kop"),
        Element("p", nothing_done),
        Element("ul", *lines),
        class_="error-summary", id=SUMMARY, tabindex="-1", autofocus=True, role="group",
        aria_labelledby=f"{SUMMARY}-kop",
    )  # fmt: skip


def summary_of(errors: Mapping[str, str], *, nothing_done: str) -> Element | None:
    """The same of messages by the names of fields; None when there are none."""
    wrong = [(message, field_id(name)) for name, message in errors.items()]
    return error_summary(wrong, nothing_done=nothing_done) if wrong else None
