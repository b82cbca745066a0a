"""A GeoJSON file of the Veilig Thuis regions, read and checked, in whole metres. Pure.

The only things done to an outline lose nothing that is larger than a metre: places are rounded to whole metres, rings
turned to one direction and begun at one point. Neighbours keep the same border, since both round alike.
"""

from __future__ import annotations

import json
import math
import re
import reprlib
from collections.abc import Mapping
from typing import Any, NoReturn

from data_sources.boundaries import BoundaryEdition, Point, Polygon, Ring, Shape
from data_sources.dutch import dutch
from data_sources.errors import SourceUnreadable, TableRejected, UsageError
from data_sources.period import Period
from data_sources.regions import region_name, vt_regions

_CODE = re.compile(r"VT[0-9]{2}")
_GRID = "28992"
# The Netherlands in RD, with room to spare.
_WEST, _EAST, _SOUTH, _NORTH = -10_000, 310_000, 280_000, 650_000
# There have been 25 or 26; a list that is shorter than this was cut off.
_FEWEST = 20
# And one that is longer than this is another list: it is refused before each is looked at.
_MOST = 100
# The official generalised outlines have far fewer. With more a map could not be drawn while somebody waits.
_MOST_POINTS = 300_000
_LONGEST_NAME = 100
_KEEP = "De oude grenzen blijven staan."

Json = Mapping[str, Any]


def read_boundaries(body: bytes, *, year: int | None) -> BoundaryEdition:
    """The outlines in a file, with a warning in Dutch where its regions are not those we know of its year.

    ``year``: of which edition it is to be; None lets the file say so. Raises SourceUnreadable for what is no GeoJSON,
    TableRejected for outlines that will not do, UsageError for a file that does not tell its year.
    """
    features = _features(_parsed(body))
    year = _year(features, year)
    shapes: dict[str, Shape] = {}
    warnings: list[str] = []
    points = 0
    for feature in features:
        code, title = _name(feature)
        if code in shapes:
            raise _rejected(f"noemen regio {code} meer dan eens", found=code)
        polygons, lost = _polygons(feature, code)
        points += sum(len(ring) for polygon in polygons for ring in polygon)
        if points > _MOST_POINTS:
            raise _rejected(
                f"hebben meer dan {dutch(_MOST_POINTS)} punten; neem de gegeneraliseerde grenzen",
                expected=_MOST_POINTS, found=points,
            )  # fmt: skip
        shapes[code] = Shape(code, title, polygons)
        if lost:
            what = "viel 1 vlakje" if lost == 1 else f"vielen {lost} vlakjes"
            warnings.append(f"Bij {title} ({code}) {what} van minder dan een meter weg.")
    if len(shapes) < _FEWEST:
        raise _rejected(f"hebben {len(shapes)} regio's, waar er minstens {_FEWEST} horen te zijn", found=sorted(shapes))
    return BoundaryEdition(year, tuple(shapes[code] for code in sorted(shapes)), [*warnings, *_unlike(year, shapes)])


def _parsed(body: bytes) -> Json:
    def refuse(word: str) -> NoReturn:
        raise ValueError(f"not a number: {word}")

    try:
        found = json.loads(body.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise SourceUnreadable(
            f"De grenzen zijn geen leesbare GeoJSON (mogelijk een onderhoudspagina of een half bestand). {_KEEP}",
            found=repr(error),
        ) from error
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        kind = found.get("type") if isinstance(found, dict) else type(found).__name__
        raise SourceUnreadable(
            f"De grenzen zijn geen GeoJSON met een lijst van gebieden (FeatureCollection). {_KEEP}",
            expected="FeatureCollection", found=reprlib.repr(kind),
        )  # fmt: skip
    return found


def _features(found: Json) -> list[Json]:
    features = found.get("features")
    if isinstance(features, list) and len(features) > _MOST:
        raise _rejected(
            f"hebben {dutch(len(features))} gebieden; zoveel Veilig Thuis-regio's zijn er niet",
            expected=_MOST, found=len(features),
        )  # fmt: skip
    if not isinstance(features, list) or any(not isinstance(item, dict) for item in features):
        raise SourceUnreadable(
            f"De grenzen zijn geen GeoJSON met een lijst van gebieden (features). {_KEEP}",
            expected="a list of objects", found=type(features).__name__,
        )  # fmt: skip
    matched = found.get("numberMatched")
    if isinstance(matched, int) and matched > len(features):
        raise _rejected(
            f"zijn niet volledig: {len(features)} van de {matched} gebieden kwamen mee",
            expected=matched, found=len(features),
        )  # fmt: skip
    system = _object(_object(found.get("crs")).get("properties")).get("name") or _GRID
    if not (isinstance(system, str) and system.endswith(_GRID)):
        raise _rejected(
            f"staan in {_short(system)}, niet in het Rijksdriehoeksstelsel (EPSG:{_GRID})", found=reprlib.repr(system)
        )
    return features


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _properties(feature: Json) -> dict[str, str]:
    """Its properties as text, by name in small letters; without those that are blank."""
    found = _object(feature.get("properties"))
    texts = {name.lower(): str(value).strip() for name, value in found.items() if isinstance(value, str | int | float)}
    return {name: text for name, text in texts.items() if text}


def _year(features: list[Json], asked: int | None) -> int:
    """Of which edition the features say they are: CBS writes 2025, or 2025VT01."""
    told = set()
    for feature in features:
        properties = _properties(feature)
        match = re.match(r"(20[0-9]{2})", properties.get("jaarcode") or properties.get("jrstatcode") or "")
        if match:
            told.add(int(match[1]))
    if len(told) > 1 or (told and asked is not None and told != {asked}):
        years = ", ".join(map(str, sorted(told)))
        wanted = f", gevraagd is {asked}" if asked is not None else ""
        raise _rejected(f"zijn van het jaar {years}{wanted}", expected=asked, found=sorted(told))
    if asked is None and not told:
        raise UsageError("In het bestand staat niet van welk jaar de grenzen zijn. Noem het met --year.")
    return asked if asked is not None else told.pop()


def _name(feature: Json) -> tuple[str, str]:
    properties = _properties(feature)
    code, title = properties.get("statcode", ""), properties.get("statnaam", "")
    if not _CODE.fullmatch(code):
        what = f"gebied '{_short(code)}'" if code else "een gebied zonder code (statcode)"
        raise _rejected(f"noemen {what}; dat is geen Veilig Thuis-regio", expected="VT00", found=reprlib.repr(code))
    if not title:
        raise _rejected(f"noemen regio {code} zonder naam (statnaam)", found=code)
    # It is kept, printed and drawn: a database takes no NUL, and no screen half a character or a name without end.
    if len(title) > _LONGEST_NAME or not title.isprintable():
        raise _rejected(
            f"geven regio {code} een naam (statnaam) die onleesbaar is of langer dan {_LONGEST_NAME} tekens",
            found=reprlib.repr(title),
        )  # fmt: skip
    return code, title


def _polygons(feature: Json, code: str) -> tuple[tuple[Polygon, ...], int]:
    """The polygons of a feature in one order, and how many rings were too small to be one in whole metres."""
    geometry = _object(feature.get("geometry"))
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _rejected(f"geven regio {code} geen vlakken", expected="Polygon, MultiPolygon", found=reprlib.repr(kind))
    polygons, lost = [], 0
    for part in _list([parts] if kind == "Polygon" else parts, code):
        rings = [_ring(ring, code, outside=n == 0) for n, ring in enumerate(_list(part, code))]
        lost += rings.count(())
        if rings[0]:
            polygons.append((rings[0], *sorted(ring for ring in rings[1:] if ring)))
    if not polygons:
        raise _rejected(f"geven regio {code} geen vlakken", found="no ring of three points")
    return tuple(sorted(polygons)), lost


def _list(value: object, code: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _rejected(f"geven regio {code} een vlak zonder punten", found=type(value).__name__)
    return value


def _ring(ring: object, code: str, *, outside: bool) -> Ring:
    """A closed ring of whole metres, in its direction and from its south-westernmost point; () for one without area."""
    places = [_place(point, code) for point in _list(ring, code)]
    if len(places) < 4 or places[0] != places[-1]:
        raise _rejected(f"geven regio {code} een omtrek die niet gesloten is", found=(places[0], places[-1]))
    points: list[Point] = [(_metre(x), _metre(y)) for x, y in places[:-1]]
    # Also over the join: a ring ends where it begins.
    points = [point for n, point in enumerate(points) if point != points[n - 1]]
    twice = sum(x * points[n - 1][1] - points[n - 1][0] * y for n, (x, y) in enumerate(points))
    if len(points) < 3 or twice == 0:
        return ()
    # Counted from each point back to the one before it, an anticlockwise ring has a negative sum.
    if (twice < 0) != outside:
        points.reverse()
    first = points.index(min(points))
    return (*points[first:], *points[: first + 1])


def _place(point: object, code: str) -> tuple[float, float]:
    if (
        not isinstance(point, list)
        or len(point) < 2
        or any(isinstance(value, bool) or not isinstance(value, int | float) for value in point[:2])
        # Compared as it is: a whole number may be larger than any float, and `isfinite` would make one of it.
        or not all(abs(value) < math.inf for value in point[:2])
    ):
        raise _rejected(f"geven regio {code} een punt dat geen twee getallen heeft", found=reprlib.repr(point))
    x, y = point[:2]
    if not (_WEST <= x <= _EAST and _SOUTH <= y <= _NORTH):
        if abs(x) <= 180 and abs(y) <= 90:
            raise _rejected(
                f"staan in graden; vraag ze in het Rijksdriehoeksstelsel (EPSG:{_GRID}, meters)", found=(x, y)
            )
        raise _rejected(
            f"geven regio {code} een punt buiten Nederland (in EPSG:{_GRID}, meters)", found=reprlib.repr((x, y))
        )
    return x, y


def _metre(value: float) -> int:
    """The nearest whole metre; half goes up, for every neighbour alike."""
    return math.floor(value + 0.5)


def _unlike(year: int, shapes: Mapping[str, Shape]) -> list[str]:
    """A warning where the regions are not those that we know of that year."""
    known = set(vt_regions(Period(year, "JJ", 0)))
    missing, strange = sorted(known - set(shapes)), sorted(set(shapes) - known)
    warnings = []
    if missing:
        names = ", ".join(f"{region_name(code)} ({code})" for code in missing)
        warnings.append(f"In de grenzen van {year} ontbreekt: {names}.")
    if strange:
        names = ", ".join(f"{shapes[code].title} ({code})" for code in strange)
        warnings.append(f"De grenzen van {year} noemen regio's die er dat jaar voor zover bekend niet zijn: {names}.")
    return warnings


def _short(found: object) -> str:
    """What a file says of itself, fit for one line on a screen."""
    text = found if isinstance(found, str) else reprlib.repr(found)
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:60])


def _rejected(what: str, **facts: object) -> TableRejected:
    return TableRejected(f"De grenzen {what}. {_KEEP}", **facts)
