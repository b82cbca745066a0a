"""In which area, and so in which phase, a municipality is: known, not to be told, and never guessed."""

from __future__ import annotations

from datetime import date

from data_sources.divisions import Division, Municipality
from data_sources.ledger import Area, RolloutStep, Source
from data_sources.moment import read_moment
from metrics.municipalities import municipality_standings
from metrics.rollout import ParliamentPhase, area_standings

SOURCE = Source("L26", "onderdeel k", "…")
ON = date(2026, 3, 1)


def area(slug: str, region: str, *, within: str = "") -> Area:
    part = "deel" if within or region != slug else "geheel"
    return Area("slachtofferdevice", slug, slug.title(), region, region.title(), part, "regio", within, SOURCE, 1)


def used(slug: str) -> RolloutStep:
    return RolloutStep(
        "slachtofferdevice", slug, "in gebruik", "gerealiseerd", read_moment("januari 2026"), SOURCE, 1
    )  # fmt: skip


def place(code: str, title: str, region: str | None, safety: str | None = None) -> Municipality:
    return Municipality(
        code, title, Division("RE01", region) if region else None, None, Division("VR01", safety) if safety else None
    )


AREAS = [
    area("limburg", "limburg"),
    area("haaglanden", "den-haag", within="Haaglanden"),
    area("hollands-midden", "den-haag", within="Hollands Midden"),
    area("hart-van-brabant", "zeeland"),
    area("de-rest", "zeeland"),
]
STANDINGS = area_standings(AREAS, [used("haaglanden"), used("hart-van-brabant")], on=ON)


def test_a_region_of_one_area_gives_all_its_municipalities_that_phase() -> None:
    (found,) = municipality_standings([place("GM1", "Venlo", "Limburg", "Limburg-Noord")], STANDINGS)
    assert ([item.area.slug for item in found.areas], found.phase, found.reason) == (
        ["limburg"], ParliamentPhase.PLANNED, "",
    )  # fmt: skip


def test_the_veiligheidsregio_tells_the_parts_of_a_region_apart_however_it_is_written() -> None:
    here, there = municipality_standings(
        [place("GM1", "Delft", "Den-Haag", "Haaglanden"), place("GM2", "Leiden", "Den Haag", "Hollands-Midden")],
        STANDINGS,
    )
    assert [item.area.slug for item in here.areas] == ["haaglanden"]
    assert here.phase is ParliamentPhase.ROLLED_OUT
    assert [item.area.slug for item in there.areas] == ["hollands-midden"]
    assert there.phase is ParliamentPhase.PLANNED


def test_where_the_source_does_not_say_the_phase_is_not_guessed() -> None:
    (found,) = municipality_standings([place("GM1", "Tilburg", "Zeeland", "Midden- en West-Brabant")], STANDINGS)
    assert [item.area.slug for item in found.areas] == ["hart-van-brabant", "de-rest"]
    assert found.phase is None
    assert "Gemeenten niet in de bron" in found.reason
    assert "Hart-Van-Brabant en welke bij De-Rest" in found.reason


def test_once_all_parts_are_in_the_same_phase_that_is_the_phase() -> None:
    later = area_standings(AREAS, [used("hart-van-brabant"), used("de-rest")], on=ON)
    (found,) = municipality_standings([place("GM1", "Tilburg", "Zeeland", "Midden- en West-Brabant")], later)
    assert (len(found.areas), found.phase) == (2, ParliamentPhase.ROLLED_OUT)
    assert found.reason


def test_without_a_region_or_with_one_that_the_source_does_not_name_it_says_so() -> None:
    none, strange = municipality_standings([place("GM1", "A", None), place("GM2", "B", "Caribisch")], STANDINGS)
    assert (none.areas, none.phase, none.reason) == ((), None, "CBS geeft voor deze gemeente geen politieregio.")
    assert (strange.phase, strange.reason) == (None, "Politieregio Caribisch komt in de bron niet voor.")


def test_a_veiligheidsregio_that_is_none_of_the_parts_leaves_all_of_them_possible() -> None:
    (found,) = municipality_standings([place("GM1", "Gouda", "Den Haag", "Utrecht")], STANDINGS)
    assert [item.area.slug for item in found.areas] == ["haaglanden", "hollands-midden"]
    assert found.phase is None
    assert "Gemeenten niet in de bron" in found.reason


def test_where_cbs_gives_no_veiligheidsregio_that_is_the_reason_and_no_part_is_ruled_out() -> None:
    mixed = area_standings([AREAS[1], area("de-andere", "den-haag")], [used("haaglanden")], on=ON)
    (found,) = municipality_standings([place("GM1", "Delft", "Den Haag")], mixed)
    assert [item.area.slug for item in found.areas] == ["haaglanden", "de-andere"]
    assert (found.phase, found.reason) == (None, "CBS geeft voor deze gemeente geen veiligheidsregio.")


def test_each_municipality_stands_once_in_the_order_of_dutch_lists() -> None:
    names = ["Zundert", "'s-Gravenhage", "Áchel", "Heerlen"]
    found = municipality_standings([place(f"GM{n}", name, "Limburg") for n, name in enumerate(names)], STANDINGS)
    assert [item.municipality.title for item in found] == ["Áchel", "'s-Gravenhage", "Heerlen", "Zundert"]
