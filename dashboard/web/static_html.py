"""Components of a page as plain HTML, for who has no JavaScript: the same parts, written by the server.

Only what HTML itself has can be written: a chart, a store or a location raises ValueError, since leaving one out in
silence would show less than the page says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component
from markupsafe import Markup, escape


@dataclass(frozen=True, init=False)
class Element:
    """An element of HTML by its own name, for what Dash has none for (input, textarea with its text, select).

    Attributes have the names of HTML; a class is ``class_``, and an underscore in a name is a hyphen. None or False:
    the attribute is not there; True: it is there without a value.
    """

    tag: str
    children: tuple[Static, ...]
    attributes: Mapping[str, object]

    def __init__(self, tag: str, /, *children: Static, **attributes: object) -> None:
        object.__setattr__(self, "tag", tag)
        object.__setattr__(self, "children", children)
        plain = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        object.__setattr__(self, "attributes", plain)


# What can be written as HTML.
Static = Component | Element | str | int | float | None | Sequence["Static"]

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NAMES = {"className": "class", "htmlFor": "for"}
_HTML, _CORE = "dash_html_components", "dash_core_components"
# Dash's own, which mean nothing to a browser.
_DASH_ONLY = frozenset({"n_clicks", "n_clicks_timestamp", "disable_n_clicks", "key", "children", "loading_state"})


def static_html(part: Any) -> Markup:
    """A component, text, number or list of these as HTML; None is nothing. All text is escaped.

    Raises ValueError for a component that HTML has no element for.
    """
    if part is None:
        return Markup()
    if isinstance(part, list | tuple):
        return Markup().join(static_html(item) for item in part)
    if isinstance(part, Element):
        return _written(part.tag, part.attributes, part.children)
    if not isinstance(part, Component):
        return escape(part)
    found = part.to_plotly_json()
    element, properties = _element(found), found["props"]
    return _written(element, properties, properties.get("children"))


def _written(element: str, attributes: Mapping[str, Any], children: Any) -> Markup:
    opened = Markup("<{}{}>").format(element, _attributes(attributes))
    if element in _VOID:
        return opened
    return Markup("{}{}</{}>").format(opened, static_html(children), element)


def _element(found: Mapping[str, Any]) -> str:
    name = str(found["type"])
    if found["namespace"] == _HTML:
        return {"MapEl": "map", "ObjectEl": "object"}.get(name, name).lower()
    if found["namespace"] == _CORE and name == "Input":
        return "input"
    raise ValueError(f"{found['namespace']}.{name} cannot be written as HTML")


def _attributes(properties: Mapping[str, Any]) -> Markup:
    written = Markup()
    for name, value in properties.items():
        if name in _DASH_ONLY or value is None or value is False:
            continue
        text = _style(value) if name == "style" else "" if value is True else value
        written += Markup(' {}="{}"').format(_NAMES.get(name, name.lower()), text)
    return written


def _style(rules: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in rules.items())
