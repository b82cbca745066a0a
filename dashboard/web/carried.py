"""What was typed in a form that could not be acted upon: carried along, as hidden fields, until it can be shown again.

It is only ever shown: a form that brings ``AGAIN`` is never acted upon. It is carried for actions that can show their
form again (`Workbench.action`), so never for passwords and files, and only up to a size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from dashboard.visitor import Visitor
from dashboard.web.own_path import own_path
from dashboard.web.static_html import Element
from dashboard.workbench import AGAIN, CSRF, post_form

# In bytes, names and texts together; and how many fields. No form of ours comes near these.
MOST, MOST_FIELDS = 40_000, 100
_WHERE, _PREFIX = "mee-naar", "mee:"


@dataclass(frozen=True)
class Carried:
    """The fields of a form, by name and in their order, and the address of this site that it was sent to."""

    address: str
    fields: Sequence[tuple[str, str]]


def carried_of(form: MultiDict[str, str], address: str) -> Carried | None:
    """What a refused form holds; None where that is nothing or too much."""
    return _fitting(address, [(name, text) for name, text in form.items(multi=True) if name not in {CSRF, AGAIN}])


def carried_along(form: MultiDict[str, str]) -> Carried | None:
    """What the form for logging in carries; None where it carries nothing, or what is none of ours."""
    fields = [(name.removeprefix(_PREFIX), text) for name, text in form.items(multi=True) if name.startswith(_PREFIX)]
    return _fitting(own_path(form.get(_WHERE, ""), otherwise=""), fields)


def carried_fields(carried: Carried | None) -> list[Element]:
    """Hidden fields for the form for logging in."""
    if carried is None:
        return []
    return [_hidden(_WHERE, carried.address), *(_hidden(f"{_PREFIX}{name}", text) for name, text in carried.fields)]


def show_again_form(visitor: Visitor, carried: Carried) -> Element:
    """The button that leads back to the form with all that was typed."""
    button = Element("button", "Naar wat u had ingevuld", type="submit", class_="button primary")
    fields = [_hidden(AGAIN, "ja"), *(_hidden(name, text) for name, text in carried.fields)]
    return post_form(visitor, carried.address, [*fields, Element("div", button, class_="buttons")])


def _fitting(address: str, fields: Sequence[tuple[str, str]]) -> Carried | None:
    size = sum(len(f"{name}{text}".encode(errors="replace")) for name, text in fields)
    if not address or not fields or len(fields) > MOST_FIELDS or size > MOST:
        return None
    return Carried(address, fields)


def _hidden(name: str, text: str) -> Element:
    return Element("input", type="hidden", name=name, value=text)
