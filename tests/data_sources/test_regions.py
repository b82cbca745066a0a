"""The regions of Veilig Thuis: how many there are when, and what they lie in."""

from data_sources.contract import Period
from data_sources.regions import (
    LANDSDELEN,
    PROVINCES,
    VT_REGIONS,
    parents,
    region_name,
    region_titles,
    short_title,
    short_titles,
    vt_regions,
)
from data_sources.registry import predecessors, successor


def test_there_are_26_regions_up_to_2022_and_25_from_2023() -> None:
    before, after = vt_regions(Period.parse("2022HJ02")), vt_regions(Period.parse("2023HJ01"))
    assert (len(before), len(after)) == (26, 25)
    assert set(before) - set(after) == {"VT16", "VT26"} == set(predecessors("VT27"))
    assert set(after) - set(before) == {"VT27"}
    assert successor("VT16") == successor("VT26") == "VT27"
    assert (successor("VT01"), predecessors("VT01")) == (None, ())


def test_each_region_lies_in_a_province_and_each_province_in_a_landsdeel() -> None:
    assert {item.within for item in VT_REGIONS.values()} == set(PROVINCES)
    assert {item.within for item in PROVINCES.values()} == set(LANDSDELEN)
    assert parents("VT09") == ["PV28", "LD03", "NL01"]
    assert parents("PV28") == ["LD03", "NL01"]
    assert parents("LD03") == parents("GM0518") == ["NL01"]
    assert parents("NL01") == []


def test_a_region_has_a_name_without_a_store() -> None:
    assert [region_name(code) for code in ("NL01", "LD04", "PV21", "VT27")] == [
        "Nederland", "Zuid-Nederland", "Fryslân", "Oost-Brabant",
    ]  # fmt: skip
    assert region_name("GM0518") == "GM0518"
    assert short_title("Drenthe (VT)") == short_title("Drenthe (PV)") == "Drenthe"
    assert short_title("Groningen (gemeente)") == "Groningen (gemeente)"


def test_regions_without_a_title_are_called_as_cbs_would() -> None:
    titles = {"NL01": "Nederland", "VT04": "Friesland (VT)", "GM0518": "'s-Gravenhage (gemeente)"}
    found = region_titles(titles)
    assert list(found)[:3] == list(titles)
    assert (found["VT09"], found["PV28"], found["LD03"]) == (
        "Haaglanden (VT)",
        "Zuid-Holland (PV)",
        "West-Nederland (LD)",
    )
    assert len(found) == 1 + 4 + 12 + 27 + 1
    assert (short_titles(titles)["VT04"], short_titles({})["VT27"]) == ("Friesland", "Oost-Brabant")
