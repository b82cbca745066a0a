"""Reading boundaries: what comes out is the same however a file is written, and what will not do is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.boundaries import BoundaryEdition, Ring
from data_sources.cbs import geojson
from data_sources.cbs.geojson import read_boundaries
from data_sources.errors import SourceUnreadable, TableRejected, UsageError, VeiligThuisError
from demo.boundaries import boundary_file
from tests.data_sources.outlines import changed, first, moved, polygon, without

SQUARE = [[100_000.0, 400_000.0], [104_000.0, 400_000.0], [104_000.0, 404_000.0], [100_000.0, 404_000.0]]
CLOSED = [*SQUARE, SQUARE[0]]
HOLE = [[101_000.0, 401_000.0], [102_000.0, 401_000.0], [102_000.0, 402_000.0], [101_000.0, 401_000.0]]


def area(ring: Ring) -> int:
    """Twice the area; above zero for a ring that runs anticlockwise."""
    return sum(ring[n][0] * ring[n + 1][1] - ring[n + 1][0] * ring[n][1] for n in range(len(ring) - 1))


def read(body: bytes, year: int | None = 2025) -> BoundaryEdition:
    return read_boundaries(body, year=year)


@pytest.mark.parametrize(("year", "regions"), [(2022, 26), (2023, 25), (2026, 25)])
def test_an_edition_is_read_whole_in_metres_closed_and_in_one_direction(year: int, regions: int) -> None:
    edition = read(boundary_file(year), year)
    assert (edition.year, len(edition.shapes), edition.warnings) == (year, regions, [])
    codes = [item.code for item in edition.shapes]
    assert codes == sorted(codes)
    for shape in edition.shapes:
        for outside, *holes in shape.polygons:
            assert area(outside) > 0
            assert all(area(hole) < 0 for hole in holes)
            assert all(ring[0] == ring[-1] == min(ring) for ring in (outside, *holes))


@given(st.integers(0, 3), st.booleans(), st.booleans(), st.sampled_from([0.0, 0.4, -0.4]))
def test_however_a_ring_is_written_it_says_the_same(turn: int, reverse: bool, swap: bool, shift: float) -> None:
    points = [[x + shift, y + shift, 3.5] for x, y in SQUARE[turn:] + SQUARE[:turn]]
    ring = [*points, points[0]][:: -1 if reverse else 1]
    island = [[x + 20_000, y] for x, y in CLOSED]
    parts = [[ring, HOLE], [island]]
    other = first(geometry={"type": "MultiPolygon", "coordinates": parts[::-1] if swap else parts})
    plain = first(geometry={"type": "MultiPolygon", "coordinates": [[CLOSED, HOLE[::-1]], [island]]})
    assert read(other) == read(plain)
    assert read(other).content_hash() == read(plain).content_hash()


def test_neighbours_keep_one_border_when_places_are_rounded_to_metres() -> None:
    found = read(moved(lambda x, y: [x + 0.5, y - 0.5])).shapes
    straight = read(boundary_file(2025)).shapes
    assert {point for item in found for part in item.polygons for ring in part for point in ring} == {
        (x + 1, y) for item in straight for part in item.polygons for ring in part for x, y in ring
    }


def test_what_is_smaller_than_a_metre_is_left_out_and_told() -> None:
    speck = [[100_001.1, 400_000.0], [100_001.2, 400_000.0], [100_001.2, 400_000.1], [100_001.1, 400_000.0]]
    edition = read(first(geometry={"type": "MultiPolygon", "coordinates": [[CLOSED], [speck]]}))
    assert [len(edition.shapes[0].polygons), edition.warnings] == [
        1, ["Bij Amsterdam-Amstelland (VT01) viel 1 vlakje van minder dan een meter weg."],
    ]  # fmt: skip


def test_properties_may_be_in_capitals_and_padded_and_the_year_may_stand_in_the_file() -> None:
    def shout(found: dict[str, Any]) -> None:
        for feature in found["features"]:
            feature["properties"] = {name.upper(): f"{text} " for name, text in feature["properties"].items()}

    assert read(changed(shout), None) == read(boundary_file(2025))


def test_other_regions_than_we_know_of_the_year_are_a_warning() -> None:
    edition = read(without("VT03", "VT04"))
    assert edition.warnings == ["In de grenzen van 2025 ontbreekt: Flevoland (VT03), Friesland (VT04)."]
    strange = read(first(statcode="VT91", statnaam="Elders"))
    assert strange.warnings[1] == (
        "De grenzen van 2025 noemen regio's die er dat jaar voor zover bekend niet zijn: Elders (VT91)."
    )


def _twice(found: dict[str, Any]) -> None:
    found["features"].append(found["features"][0])


UNREADABLE = "geven regio VT01 een naam (statnaam) die onleesbaar is of langer dan 100 tekens"
NESTED: Any = json.loads("[" * 200 + "]" * 200)

WRONG: dict[str, tuple[bytes, type[VeiligThuisError], str]] = {
    "html": (b"<!DOCTYPE html><title>Onderhoud</title>", SourceUnreadable, "geen leesbare GeoJSON"),
    "cut off": (boundary_file(2025)[:-300], SourceUnreadable, "geen leesbare GeoJSON"),
    "not utf-8": (b"\xff\xfe{}", SourceUnreadable, "geen leesbare GeoJSON"),
    "nested without end": (b"[" * 100_000, SourceUnreadable, "geen leesbare GeoJSON"),
    "another shape": (b'{"value": []}', SourceUnreadable, "geen GeoJSON met een lijst van gebieden"),
    "a list": (b"[1]", SourceUnreadable, "geen GeoJSON met een lijst van gebieden"),
    "no features": (b'{"type": "FeatureCollection", "features": {}}', SourceUnreadable, "(features)"),
    "nothing in it": (b'{"type": "FeatureCollection", "features": []}', TableRejected, "hebben 0 regio's"),
    "one page of more": (
        changed(lambda found: found.update(numberMatched=26)), TableRejected, "25 van de 26 gebieden kwamen mee",
    ),
    "degrees": (moved(lambda x, y: [x / 50_000, y / 10_000]), TableRejected, "staan in graden"),
    "degrees said so": (
        changed(lambda found: found["crs"]["properties"].update(name="urn:ogc:def:crs:OGC:1.3:CRS84")),
        TableRejected, "staan in urn:ogc:def:crs:OGC:1.3:CRS84",
    ),
    "another grid": (moved(lambda x, y: [x * 5, y * 14]), TableRejected, "een punt buiten Nederland"),
    "a region twice": (changed(_twice), TableRejected, "noemen regio VT01 meer dan eens"),
    "no code": (first(statcode=None), TableRejected, "een gebied zonder code"),
    "municipalities": (first(statcode="GM0363"), TableRejected, "gebied 'GM0363'; dat is geen Veilig Thuis-regio"),
    "no name": (first(statnaam=" "), TableRejected, "regio VT01 zonder naam"),
    "too few": (without(*(f"VT{n:02d}" for n in range(1, 7))), TableRejected, "hebben 19 regio's, waar er minstens 20"),
    "another year": (boundary_file(2023), TableRejected, "zijn van het jaar 2023, gevraagd is 2025"),
    "two years": (first(jaarcode=2024), TableRejected, "zijn van het jaar 2024, 2025"),
    "a point": (first(geometry={"type": "Point", "coordinates": [1, 2]}), TableRejected, "geen vlakken"),
    "no geometry": (first(geometry=None), TableRejected, "geen vlakken"),
    "an open ring": (first(geometry=polygon(SQUARE)), TableRejected, "een omtrek die niet gesloten is"),
    "two points": (first(geometry=polygon([SQUARE[0], SQUARE[1], SQUARE[0]])), TableRejected, "niet gesloten"),
    "no area": (
        first(geometry=polygon([SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[1], SQUARE[0]])), TableRejected, "geen vlakken",
    ),
    "no points": (first(geometry=polygon([])), TableRejected, "een vlak zonder punten"),
    "words for numbers": (first(geometry=polygon([["1", "2"]] * 4)), TableRejected, "geen twee getallen"),
    "one number": (first(geometry=polygon([[1.0]] * 4)), TableRejected, "geen twee getallen"),
    "true": (first(geometry=polygon([[True, False]] * 4)), TableRejected, "geen twee getallen"),
    "not a number": (
        boundary_file(2025).replace(b"100000.0", b"NaN"), SourceUnreadable, "geen leesbare GeoJSON",
    ),
    "without end": (first(geometry=polygon([[1e999, 1.0]] * 4)), SourceUnreadable, "geen leesbare GeoJSON"),
    "larger than a float": (
        boundary_file(2025).replace(b"100000.0", b"1e999", 1), TableRejected, "geen twee getallen",
    ),
    "whole and larger than a float": (
        first(geometry=polygon([[10**400, 1]] * 4)), TableRejected, "geven regio VT01 een punt buiten Nederland",
    ),
    "a point nested deep": (
        first(geometry=polygon([[NESTED, 1]] * 4)), TableRejected, "geven regio VT01 een punt dat geen twee getallen",
    ),
    "a kind that is a list": (first(geometry={"type": []}), TableRejected, "geven regio VT01 geen vlakken"),
    "a code without end": (first(statcode="\ud800" * 9000), TableRejected, "\ufffd" * 60 + "'; dat is geen"),
    "a name with a nul": (first(statnaam="Am\x00sterdam"), TableRejected, UNREADABLE),
    "half a character": (first(statnaam="Amsterdam \ud800"), TableRejected, UNREADABLE),
    "a name of two lines": (first(statnaam="Amster\ndam"), TableRejected, UNREADABLE),
    "a name without end": (first(statnaam="a" * 101), TableRejected, UNREADABLE),
    "a name that is a list": (first(statnaam=["a"]), TableRejected, "regio VT01 zonder naam"),
    "more regions than there can be": (
        b'{"type": "FeatureCollection", "features": [' + b"{}, " * 100 + b"{}]}", TableRejected,
        "hebben 101 gebieden; zoveel Veilig Thuis-regio's zijn er niet",
    ),
    "another grid in a list": (
        changed(lambda found: found["crs"]["properties"].update(name=["EPSG:28992"])), TableRejected,
        "staan in ['EPSG:28992'], niet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_boundaries_that_will_not_do_are_told_in_one_sentence(name: str) -> None:
    body, kind, part = WRONG[name]
    with pytest.raises(kind) as caught:
        read(body)
    assert part in caught.value.message
    assert caught.value.message.endswith("De oude grenzen blijven staan.")


def test_an_edition_of_more_points_than_a_map_can_draw_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    points = sum(len(ring) for item in read(boundary_file(2025)).shapes for part in item.polygons for ring in part)
    monkeypatch.setattr(geojson, "_MOST_POINTS", points)
    assert len(read(boundary_file(2025)).shapes) == 25
    monkeypatch.setattr(geojson, "_MOST_POINTS", points - 1)
    with pytest.raises(
        TableRejected, match=r"hebben meer dan [0-9.]+ punten; neem de gegeneraliseerde grenzen\. De oude"
    ):
        read(boundary_file(2025))


def test_a_name_of_a_hundred_characters_is_one() -> None:
    assert read(first(statnaam="é" * 100)).shapes[0].title == "é" * 100


def test_a_file_that_does_not_tell_its_year_asks_for_it() -> None:
    def forget(found: dict[str, Any]) -> None:
        for feature in found["features"]:
            for name in ("jaarcode", "jrstatcode"):
                del feature["properties"][name]

    with pytest.raises(UsageError, match="--year"):
        read(changed(forget), None)
    assert read(changed(forget), 2025).year == 2025


_WORDS = st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "crs", "name"])
_JSON = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=5),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(_WORDS, part, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_whatever_comes_is_read_or_refused_in_our_own_words(found: Any) -> None:
    for body in (found, {"type": "FeatureCollection", "features": found}):
        with pytest.raises(VeiligThuisError):
            read(json.dumps(body).encode())
