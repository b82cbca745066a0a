"""Files of boundaries to test with: the demonstration's, with something changed in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from demo.boundaries import boundary_file

Feature = dict[str, Any]
Change = Callable[[dict[str, Any]], None]


def changed(change: Change, year: int = 2025) -> bytes:
    """The file of a year with this done to it."""
    found = json.loads(boundary_file(year))
    change(found)
    return json.dumps(found).encode()


def without(*codes: str, year: int = 2025) -> bytes:
    """Without these regions."""

    def leave_out(found: dict[str, Any]) -> None:
        found["features"] = [item for item in found["features"] if item["properties"]["statcode"] not in codes]

    return changed(leave_out, year)


def first(year: int = 2025, **parts: Any) -> bytes:
    """With other properties of the first region (VT01), and another geometry where one is given."""

    def put(found: dict[str, Any]) -> None:
        feature = found["features"][0]
        feature["geometry"] = parts.get("geometry", feature["geometry"])
        feature["properties"] |= {name: value for name, value in parts.items() if name != "geometry"}

    return changed(put, year)


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def moved(move: Callable[[float, float], list[float]], year: int = 2025) -> bytes:
    """With every point moved."""

    def walk(part: Any) -> Any:
        return move(*part) if isinstance(part[0], float) else [walk(item) for item in part]

    def put(found: dict[str, Any]) -> None:
        for feature in found["features"]:
            feature["geometry"]["coordinates"] = walk(feature["geometry"]["coordinates"])

    return changed(put, year)
