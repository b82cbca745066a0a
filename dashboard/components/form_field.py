"""A field of a form that is sent: its label, its help, what is wrong with it, what stands there now, and the input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from dashboard.web.static_html import Element, Static

Kind = Literal["text", "long", "choice", "suggestion", "number", "date", "time", "password"]


@dataclass(frozen=True)
class FormField:
    """``name``: under which it is sent. ``value``: as typed. ``needed``: it may not be empty. ``choices``: value and
    label of each, for a choice or a suggestion. ``wrong``: what is wrong with it. ``before``: what stands there now,
    where this is to replace it. ``fixed``: it is shown and sent, and cannot be changed here. ``autocomplete``: what a
    browser may fill in by itself. A password is never sent back.
    """

    name: str
    label: str
    help: str = ""
    value: str = ""
    kind: Kind = "text"
    needed: bool = False
    choices: Sequence[tuple[str, str]] = ()
    wrong: Sequence[str] = ()
    before: str | None = None
    fixed: bool = False
    autocomplete: str = "off"


def field_id(name: str) -> str:
    """The id of the input of a name, to link to."""
    return f"veld-{name}"


def form_field(field: FormField) -> Element:
    """A label that is always visible, its help and its message, and the input they belong to."""
    if field.fixed:
        return _fixed(field)
    at = field_id(field.name)
    extra = [] if field.needed else [Element("span", " (niet verplicht)", class_="optional")]
    return Element(
        "div",
        Element("label", field.label, *extra, for_=at),
        Element("p", field.help, class_="hint", id=f"{at}-hulp") if field.help else None,
        field_message(field.name, field.wrong),
        *_before(field),
        _input(field),
        class_="field wrong" if field.wrong else "field",
    )


def wrong_with(errors: Mapping[str, str], name: str) -> list[str]:
    """What is wrong with one field, out of messages by name."""
    return [errors[name]] if name in errors else []


def field_message(name: str, wrong: Sequence[str]) -> Element:
    """Where it says what is wrong with a field; there also when nothing is, so that a script may fill it."""
    lines = [Element("span", text) for text in wrong]
    return Element("p", *lines, class_="field-message", id=f"{field_id(name)}-fout", aria_live="polite")


def _fixed(field: FormField) -> Element:
    """What cannot be changed here, in words, and what is sent for it."""
    shown = dict(field.choices).get(field.value, field.value) or "leeg"
    return Element(
        "div",
        Element("p", field.label, class_="label"),
        Element("p", shown, class_="fixed", id=field_id(field.name)),
        field_message(field.name, field.wrong),
        Element("input", type="hidden", name=field.name, value=field.value),
        class_="field wrong" if field.wrong else "field",
    )


def _before(field: FormField) -> list[Static]:
    if field.before is None:
        return []
    words: list[Static] = [Element("q", field.before)] if field.before else ["leeg"]
    return [Element("p", "Staat er nu: ", *words, class_="before", id=f"{field_id(field.name)}-was")]


def _input(field: FormField) -> Element:
    at = field_id(field.name)
    described = [
        *([f"{at}-hulp"] if field.help else []), f"{at}-fout",
        *([f"{at}-was"] if field.before is not None else []),
    ]  # fmt: skip
    common: dict[str, object] = {
        "id": at, "name": field.name, "aria_describedby": " ".join(described),
        "aria_invalid": "true" if field.wrong else None, "aria_required": "true" if field.needed else None,
    }  # fmt: skip
    if field.kind == "long":
        # A browser drops a line break right after the tag.
        typed = f"\n{field.value}" if field.value.startswith("\n") else field.value
        return Element("textarea", typed, rows="4", **common)
    if field.kind == "choice":
        return Element("select", *_options(field), **common)
    if field.kind == "suggestion":
        offered = [Element("option", label if label != value else None, value=value) for value, label in field.choices]
        return Element(
            "span",
            Element("input", type="text", value=field.value, list=f"{at}-keuzes", autocomplete="off", **common),
            Element("datalist", *offered, id=f"{at}-keuzes"),
            class_="with-list",
        )
    value = None if field.kind == "password" else field.value
    return Element("input", value=value, autocomplete=field.autocomplete, **_type(field), **common)


def _options(field: FormField) -> list[Element]:
    """The choices; one that was typed elsewhere and is not among them stands there as well, so that it is not lost."""
    offered = list(field.choices)
    if "" not in {value for value, _ in offered}:
        offered.insert(0, ("", "Kies…" if field.needed else "—"))
    if field.value not in {value for value, _ in offered}:
        offered.append((field.value, field.value))
    return [Element("option", label, value=value, selected=value == field.value) for value, label in offered]


def _type(field: FormField) -> dict[str, object]:
    """A browser shows a picker for a day or a time, and nothing for what is none: then it stands there as text."""
    if field.kind == "number":
        return {"type": "text", "inputmode": "decimal"}
    if field.kind == "password":
        return {"type": "password"}
    if field.autocomplete == "username":
        return {"type": "text", "autocapitalize": "none", "spellcheck": "false"}
    readers = {"date": date.fromisoformat, "time": time.fromisoformat}
    if field.kind in readers:
        try:
            if field.value:
                readers[field.kind](field.value)
        except ValueError:
            return {"type": "text"}
        return {"type": field.kind}
    return {"type": "text"}
