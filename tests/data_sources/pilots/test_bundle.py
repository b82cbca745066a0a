"""The bundled ledger says what the letters say, row by row; and a row that cannot be right is refused naming its line.

The tables here are typed from the letters and notes themselves, not from the files.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from data_sources.contract import check_pilot_figures
from data_sources.errors import ContractError
from data_sources.ledger import COUNTRYWIDE, PilotFigure, Source, pilot_table
from data_sources.pilots import bundle
from data_sources.pilots.bundle import FILES, bundled_ledger
from data_sources.pilots.entries import KINDS
from tests.ledgers import bundled, on

FOLDER = Path(bundle.__file__).parent
ENTRIES = bundled_ledger()
LEDGER = bundled()

# qualifier, value, denominator, its qualifier and its size; source. Period: the first quarter of 2026.
SHARES = [
    ("farr", "volwassen", 95, "onderzochte personen", "ruim", 225),
    ("farr", "minderjarig", 5, "onderzochte personen", "ruim", 225),
    ("farr", "vrouw", 90, "onderzochte personen", "ruim", 225),
    ("farr", "man", 10, "onderzochte personen", "ruim", 225),
    ("farr", "vermoedelijk-partnergeweld", 78, "gevallen", "", None),
    ("farr", "kinderen-aanwezig-of-betrokken", 46, "gevallen", "", None),
    ("farr", "binnen-24-uur", 75, "aanvragen", "", None),
    ("farr", "opgekomen", 92, "te onderzoeken personen", "", None),
]
COUNTS = [
    ("farr", "personen-onderzocht", "2026KW01", "ruim", 225, "L26"),
    ("loef", "personen-methode-toegepast", "2026KW01", "bijna", 100, "L26"),
    ("huisverbod", "pilotsteden", "", "", 4, "L26"),
    ("toekomstscenario", "proeftuinen", "", "", 10, "L26"),
    ("toekomstscenario", "jaren-ontwikkeld", "", "", 5, "L26"),
    ("centrum-seksueel-geweld", "gevraagde-financiering", "2026JJ00", "", 5_600_000, "N25"),
    ("nationaal-coordinator", "kosten-2026", "2026JJ00", "globale inschatting", 1_000_000, "N25"),
]
COHORT = {("geweld-gestopt", 21), ("geweld-gestopt", 19), ("ernstig-geweld-eerste-meting", 85),
          ("ernstig-geweld-tweede-meting", 64)}  # fmt: skip

PILOT_AREAS = ["rotterdam-rijnmond", "haaglanden", "hart-van-brabant", "noord-nederland"]
THREE_MORE = ["noord-holland", "midden-nederland", "oost-nederland"]
STEPS = [
    *[(area, "pilot", "vóór 2026", "gerealiseerd") for area in PILOT_AREAS],
    *[(area, "in gebruik", "januari 2026", "gerealiseerd") for area in PILOT_AREAS],
    ("hollands-midden", "in gebruik", "zomer 2026", "gepland"),
    ("amsterdam", "in gebruik", "zomer 2026", "gepland"),
    ("zuid-holland-zuid", "in gebruik", "zomer 2026", "gepland"),
    ("zeeland-west-brabant", "in gebruik", "in of vlak na de zomer 2026", "verwacht"),
    *[(area, "voorbereiding", "juni 2026", "gerealiseerd") for area in THREE_MORE],
    *[(area, "in gebruik", "eind 2026", "verwacht") for area in THREE_MORE],
    ("limburg", "voorbereiding", "januari 2027", "verwacht"),
    ("oost-brabant", "voorbereiding", "januari 2027", "verwacht"),
    ("landelijk", "in gebruik", "medio 2027", "verwacht"),
]  # fmt: skip

# Each politieregio with the areas that make it up.
REGIONS = {
    "Rotterdam": {"Rotterdam-Rijnmond", "Zuid-Holland Zuid"},
    "Den Haag": {"Haaglanden", "Hollands Midden"},
    "Zeeland-West-Brabant": {"Hart van Brabant", "Zeeland-West-Brabant (zonder Hart van Brabant)"},
    "Noord-Nederland": {"Noord-Nederland"},
    "Amsterdam": {"Amsterdam"},
    "Noord-Holland": {"Noord-Holland"},
    "Midden-Nederland": {"Midden-Nederland"},
    "Oost-Nederland": {"Oost-Nederland"},
    "Limburg": {"Limburg"},
    "Oost-Brabant": {"Oost-Brabant"},
}

# When, how sure, of what pilot, and where it was read.
MILESTONES = [
    ("device-toezegging", "28 januari 2026", "gerealiseerd", "slachtofferdevice", "L26"),
    ("debat", "28 mei 2026", "gerealiseerd", "slachtofferdevice", "L26"),
    ("veranderstrategie", "begin juli 2026", "gepland", "toekomstscenario", "L26"),
    ("coordinator-aanstelling", "zomer 2026", "gepland", "nationaal-coordinator", "L26"),
    ("seksueel-geweld-uitvoeringstoets", "zomer 2026", "gepland", "seksueel-geweld", "L26"),
    ("seksueel-geweld-besluit", "zomer 2026", "gepland", "seksueel-geweld", "L26"),
    ("igj-rapport", "na de zomer 2026", "verwacht", "", "L26"),
    ("chatfunctie", "na de zomer 2026", "gepland", "", "L26"),
    ("emancipatienota", "na de zomer 2026", "gepland", "", "L26"),
    ("erfrecht-consultatie", "na de zomer 2026", "gepland", "", "B26"),
    ("programmaplan-rechtspraak", "september 2026", "gepland", "", "B26"),
    ("wetsvoorstel-eu-richtlijn", "najaar 2026", "verwacht", "", "L26"),
    ("device-drie-regios", "eind 2026", "verwacht", "slachtofferdevice", "L26"),
    ("filomena-gegevensdeling", "eind 2026", "gepland", "", "L26"),
    ("farr-einde", "eind 2026", "gepland", "farr", "L26"),
    ("huisverbod-einde", "eind 2026", "gepland", "huisverbod", "L26"),
    ("onderzoek-rechters", "eind 2026", "verwacht", "", "B26"),
    ("voortgangsbrief-2026", "eind 2026", "gepland", "", "L26"),
    ("device-limburg-oost-brabant", "januari 2027", "verwacht", "slachtofferdevice", "L26"),
    ("huisverbod-resultaten", "1e kwartaal 2027", "verwacht", "huisverbod", "L26"),
    ("beschermingsbevelen", "1e kwartaal 2027", "gepland", "", "L26"),
    ("stalking-resultaten", "voorjaar 2027", "verwacht", "ex-partnerstalking", "L26"),
    ("huisverbod-wetswijziging", "2027", "gepland", "huisverbod", "L26"),
    ("device-landelijk", "medio 2027", "verwacht", "slachtofferdevice", "L26"),
    ("kerndoelen", "1 augustus 2027", "gepland", "", "B26"),
    ("loef-onderzoek", "tot september 2029", "gepland", "loef", "L26"),
]

EVENTS = [
    ("Campagne", "29 augustus 2023", "dag", "gerealiseerd", "N23"),
    ("digitaal platform", "2025", "jaar", "gerealiseerd", "L26"),
    ("per regio", "tot halverwege 2025", "medio", "gerealiseerd", "L26"),
    ("terugval", "oktober 2025", "maand", "gerealiseerd", "L26"),
    ("psychisch geweld", "29 juni 2026", "dag", "gerealiseerd", "L26"),
    ("Waar ben je", "eind augustus 2026", "eind", "gepland", "L26"),
]


def figures(pilot: str, figure: str) -> list[PilotFigure]:
    return [item for item in LEDGER.figures if (item.pilot, item.figure) == (pilot, figure)]


def test_all_rows_of_all_files_are_entries_and_documents_come_first() -> None:
    lines = {kind: len((FOLDER / name).read_text(encoding="utf-8").splitlines()) - 1 for kind, name in FILES.items()}
    assert Counter(item.kind for item in ENTRIES) == lines
    assert [item.kind for item in ENTRIES[:5]] == ["document"] * 5
    assert list(dict.fromkeys(item.kind for item in ENTRIES)) == list(KINDS)


def test_every_row_is_known_since_its_own_document() -> None:
    days = {code: item.known_on for code, item in LEDGER.documents.items()}
    assert days == {
        "N23": on("2023-09-01"), "N25": on("2025-11-11"), "N26": on("2026-06-14"), "L26": on("2026-07-31"),
        "B26": on("2026-07-31"),
    }  # fmt: skip
    assert [item for item in ENTRIES if item.known_on != days[item.document]] == []


def test_the_letter_has_a_month_that_was_inferred_and_the_notes_a_day_of_their_own() -> None:
    found = {item.code: (item.precision, item.basis, item.reference) for item in LEDGER.documents.values()}
    assert found == {
        "L26": ("maand", "afgeleid", ""), "B26": ("maand", "afgeleid", ""),
        "N26": ("dag", "gedateerd", "1100194-4421594"), "N25": ("dag", "gedateerd", ""),
        "N23": ("dag", "gedateerd", "3690521-1053244-DMO"),
    }  # fmt: skip


def test_the_pilots_are_those_of_the_contract() -> None:
    assert set(LEDGER.pilots) == {
        "farr", "loef", "slachtofferdevice", "huisverbod", "seksueel-geweld", "ex-partnerstalking", "toekomstscenario",
        "cohortstudie", "centrum-seksueel-geweld", "nationaal-coordinator",
    }  # fmt: skip


def test_farr_and_loef_are_apart_and_say_why() -> None:
    farr, loef = LEDGER.pilot("farr"), LEDGER.pilot("loef")
    assert (farr.apart_from, loef.apart_from) == (("loef",), ("farr",))
    assert farr.apart_why == loef.apart_why
    for part in ("andere uitvoerders", "andere methode", "telt personen die zijn onderzocht", "methode is toegepast"):
        assert part in farr.apart_why
    assert "zegt niet of regio's of personen elkaar overlappen" in farr.apart_why
    assert (farr.executors[1], loef.partners[-1]) == ("GGD Amsterdam", "TMFI (The Maastricht Forensic Institute)")
    assert (farr.starts, loef.starts) == (None, None)
    assert farr.ends is not None
    assert farr.ends.text == "eind 2026"


def test_the_huisverbod_is_tried_in_four_cities_until_the_end_of_2026() -> None:
    found = LEDGER.pilot("huisverbod")
    assert found.places == ("Den Haag", "Groningen", "Rotterdam", "Utrecht")
    assert found.ends is not None
    assert found.ends.text == "eind 2026"


@pytest.mark.parametrize(("pilot", "figure", "value", "denominator", "qualifier", "size"), SHARES)
def test_a_share_is_a_share_of_what_the_letter_says_and_has_a_size_only_where_it_gives_one(
    pilot: str, figure: str, value: float, denominator: str, qualifier: str, size: float | None
) -> None:
    (found,) = figures(pilot, figure)
    assert (found.qualifier, found.value, found.unit, found.text) == ("", value, "%", None)
    assert (found.denominator, found.denominator_qualifier, found.denominator_value) == (denominator, qualifier, size)
    assert (found.period, found.place, found.source.document) == ("2026KW01", "", "L26")
    assert found.source.part == "onderdeel n"


@pytest.mark.parametrize(("pilot", "figure", "period", "qualifier", "value", "source"), COUNTS)
def test_a_number_has_the_qualifier_of_its_source_and_is_no_share(
    pilot: str, figure: str, period: str, qualifier: str, value: float, source: str
) -> None:
    (found,) = figures(pilot, figure)
    assert (found.qualifier, found.value, found.period) == (qualifier, value, period)
    assert (found.denominator, found.denominator_value, found.text) == (None, None, None)
    assert (found.source.document, found.published) == (source, True)


def test_money_is_in_euros_and_time_in_years() -> None:
    found = {item.figure: item.unit for item in LEDGER.figures}
    assert (found["gevraagde-financiering"], found["kosten-2026"]) == ("euro", "euro")
    assert found["jaren-ontwikkeld"] == "jaar"


def test_the_cohort_study_gives_shares_of_families_without_their_number() -> None:
    found = LEDGER.of("cohortstudie").figures
    assert {(item.figure, item.value) for item in found} == COHORT
    assert {(item.unit, item.qualifier, item.denominator_value, item.source.document) for item in found} == {
        ("%", "", None, "N23")
    }
    stopped = figures("cohortstudie", "geweld-gestopt")
    assert {(item.value, "2020" in item.title) for item in stopped} == {(21, False), (19, True)}
    assert all("gezinnen" in (item.denominator or "") for item in found)


def test_nothing_is_a_number_that_the_letters_do_not_give() -> None:
    """No complement (8, 22, 25 or 54%), and no count made of a share and a qualified total."""
    numbers = {(item.pilot, item.figure, item.value) for item in LEDGER.figures if item.value is not None}
    expected = {(pilot, figure, value) for pilot, figure, value, *_ in SHARES}
    expected |= {(pilot, figure, value) for pilot, figure, _, _, value, _ in COUNTS}
    assert numbers == expected | {("cohortstudie", figure, value) for figure, value in COHORT}


def test_facts_in_words_have_no_number_and_the_condition_of_use_is_one() -> None:
    words = [item for item in LEDGER.figures if item.text is not None]
    assert {(item.value, item.unit, item.qualifier, item.denominator) for item in words} == {(None, "", "", None)}
    device = " ".join(item.text or "" for item in words if item.pilot == "slachtofferdevice")
    assert "rechter" in device
    assert "enkelband" in device
    assert "Preventieve inzet" in device
    budget = " ".join(item.text or "" for item in words if item.pilot == "loef")
    assert "meer zaken" in budget
    assert "Den Haag en Oost-Brabant" in " ".join(item.text or "" for item in words if item.pilot == "seksueel-geweld")


def test_the_figures_are_in_the_second_shape_of_the_contract_and_public() -> None:
    check_pilot_figures(pilot_table(LEDGER.figures))
    assert all(item.published for item in LEDGER.figures)


def test_the_rollout_has_the_twenty_one_steps_of_the_letter() -> None:
    steps = LEDGER.of("slachtofferdevice").steps
    assert [(item.area, item.phase, item.moment.text, item.certainty) for item in steps] == STEPS
    assert len(steps) == 21
    assert {(item.source.document, item.source.part) for item in steps} == {("L26", "onderdeel k")}


def test_the_precision_of_each_step_is_that_of_its_words() -> None:
    found = {item.moment.text: item.moment.precision for item in LEDGER.of("slachtofferdevice").steps}
    assert found == {
        "vóór 2026": "open", "januari 2026": "maand", "zomer 2026": "seizoen", "juni 2026": "maand",
        "in of vlak na de zomer 2026": "seizoen", "eind 2026": "eind", "januari 2027": "maand", "medio 2027": "medio",
    }  # fmt: skip


def test_thirteen_areas_make_up_ten_politieregios() -> None:
    areas = LEDGER.of("slachtofferdevice").areas
    assert len(areas) == len({item.slug for item in areas}) == 13
    assert len({item.region for item in areas}) == 10
    found: dict[str, set[str]] = {}
    for item in areas:
        found.setdefault(item.region_title, set()).add(item.title)
    assert found == REGIONS


def test_an_area_is_a_part_just_where_its_politieregio_has_more_than_one() -> None:
    areas = LEDGER.of("slachtofferdevice").areas
    sizes = Counter(item.region for item in areas)
    assert [item.slug for item in areas if (item.extent == "deel") != (sizes[item.region] > 1)] == []


def test_every_step_is_of_an_area_and_every_area_but_two_has_a_moment_of_use() -> None:
    ledger = LEDGER.of("slachtofferdevice")
    slugs = {item.slug for item in ledger.areas}
    assert {item.area for item in ledger.steps} == slugs | {COUNTRYWIDE}
    used = {item.area for item in ledger.steps if item.phase == "in gebruik"}
    assert slugs - used == {"limburg", "oost-brabant"}


def test_the_municipalities_of_hart_van_brabant_are_not_in_the_source() -> None:
    within = {item.slug: item.within for item in LEDGER.areas}
    assert (within["hart-van-brabant"], within["zeeland-west-brabant"]) == ("", "")
    assert {slug: name for slug, name in within.items() if name} == {
        "rotterdam-rijnmond": "Rotterdam-Rijnmond", "zuid-holland-zuid": "Zuid-Holland Zuid",
        "haaglanden": "Haaglanden", "hollands-midden": "Hollands Midden",
    }  # fmt: skip


def test_the_spelling_of_the_letter_stays_in_the_passage() -> None:
    area = next(item for item in LEDGER.areas if item.slug == "zeeland-west-brabant")
    assert area.region_title == "Zeeland-West-Brabant"
    assert "Zeeland West-Brabant" in area.source.passage


def test_the_steps_of_other_programmes_are_no_rollout() -> None:
    found = {
        (item.pilot, item.area, item.moment.text, item.certainty)
        for item in LEDGER.steps
        if item.pilot != "slachtofferdevice"
    }
    assert found == {
        ("seksueel-geweld", "Den Haag", "zonder datum", "gerealiseerd"),
        ("seksueel-geweld", "Oost-Brabant", "zonder datum", "gerealiseerd"),
        ("ex-partnerstalking", "landelijk", "mei 2026", "gerealiseerd"),
        ("ex-partnerstalking", "landelijk", "zonder datum", "ambitie"),
    }


@pytest.mark.parametrize(("slug", "moment", "certainty", "pilot", "source"), MILESTONES)
def test_a_milestone_is_there_with_its_moment_certainty_and_source(
    slug: str, moment: str, certainty: str, pilot: str, source: str
) -> None:
    (found,) = [item for item in LEDGER.milestones if item.slug == slug]
    assert (found.moment.text, found.certainty, found.source.document) == (moment, certainty, source)
    assert found.pilots == ((pilot,) if pilot else ())


def test_there_are_no_other_milestones() -> None:
    assert {item.slug for item in LEDGER.milestones} == {slug for slug, *_ in MILESTONES}
    assert len(LEDGER.milestones) == 26


def test_milestones_of_the_device_are_linked_to_the_promise_to_parliament() -> None:
    device = {item.slug: item.reference for item in LEDGER.of("slachtofferdevice").milestones}
    assert len(device) == 5
    assert all("toezeg" in reference for reference in device.values())


def test_the_events_for_the_time_axis_are_there() -> None:
    found = [(item.moment.text, item.moment.precision, item.certainty, item.source.document) for item in LEDGER.events]
    assert found == [tuple(rest) for _, *rest in EVENTS]
    assert [words for (words, *_), item in zip(EVENTS, LEDGER.events, strict=True) if words not in item.title] == []


def test_every_row_shows_the_part_and_the_passage_it_was_read_in() -> None:
    rows = [*LEDGER.pilots.values(), *LEDGER.figures, *LEDGER.steps, *LEDGER.areas, *LEDGER.milestones, *LEDGER.events]
    assert [item for item in rows if not isinstance(item.source, Source)] == []
    assert {item.source.document for item in rows} == {"L26", "B26", "N25", "N23"}
    assert [item.source.passage for item in rows if len(item.source.passage) < 20] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "why"),
    [
        ("documents.csv", "2023-09-01", "1 september 2023", 2, "isoformat"),
        ("documents.csv", ",dag,gedateerd,3690521", ",week,gedateerd,3690521", 2, "precision: 'week'"),
        ("pilots.csv", ",loef,", ",,", 3, "apart_from and apart_why belong together"),
        ("pilots.csv", ",eind 2026,", ",einde 2026,", 3, "is geen moment"),
        ("figures.csv", ",2026KW01,ruim,225,", ",2026KW05,ruim,225,", 6, "is geen periode"),
        ("figures.csv", ",2026KW01,ruim,225,", ",2026KW01,royaal,225,", 6, "qualifier: 'royaal'"),
        ("figures.csv", ",2026KW01,ruim,225,", ",2026KW01,,ruim 225,", 6, "ruim 225"),
        ("figures.csv", ",ruim,225,,personen", ",ruim,225,ruim 225,personen", 6, "a number, or words, not both"),
        ("figures.csv", ",personen,,,,ja,L26", ",personen,,,,misschien,L26", 6, "public: 'misschien'"),
        ("figures.csv", ",personen,,,,ja,L26", ",personen,,,,ja,L27", 6, "document: 'L27' is not one of"),
        ("figures.csv", ",personen,,,,ja,L26", ",personen,,,ja,L26", 6, "not 16 columns"),
        ("figures.csv", ",personen,,,,ja,L26", ",personen,,,,ja,,L26", 6, "not 16 columns"),
        ("areas.csv", ",deel,", ",half,", 2, "extent: 'half'"),
        ("areas.csv", ",rotterdam-rijnmond,", ",landelijk,", 2, "landelijk is no area"),
        ("steps.csv", ",zomer 2026,", ",winter 2026,", 10, "'winter 2026' is geen moment"),
        ("steps.csv", ",medio 2027,verwacht,", ",medio 2027,zeker,", 22, "certainty: 'zeker'"),
        ("milestones.csv", ",28 mei 2026,", ",29 februari 2026,", 3, "is geen moment"),
        ("events.csv", ",29 augustus 2023,gerealiseerd,N23,", ",29 augustus 2023,gerealiseerd,,", 2, "document: ''"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_file(
    tmp_path: Path, name: str, old: str, new: str, line: int, why: str
) -> None:
    with pytest.raises(ContractError, match=rf"Regel {line} van {name} klopt niet: ") as error:
        bundled_ledger(changed(tmp_path, name, old, new))
    assert why in error.value.message
    assert (error.value.facts["path"], error.value.facts["line"]) == (name, line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pilot,area,phase,moment,", "pilot,area,moment,phase,"),
        ("pilot,area,phase,moment,", "pilot,gebied,phase,moment,"),
        ("pilot,area,phase,moment,", "\ufeffpilot,area,phase,moment,"),
    ],
    ids=["another order", "another name", "a mark of Excel"],
)
def test_other_columns_than_agreed_are_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ContractError, match=r"Regel 2 van steps\.csv klopt niet: columns"):
        bundled_ledger(changed(tmp_path, "steps.csv", old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("steps.csv", "slachtofferdevice,amsterdam,", "slachtofferdevice,hollands-midden,", "hollands-midden"),
        ("figures.csv", "farr,volwassen,", "farr,minderjarig,", "farr|minderjarig||2026KW01"),
        ("documents.csv", "\nN26,", "\nN25,", "N25"),
        ("milestones.csv", "\ndebat,", "\ndevice-toezegging,", "device-toezegging"),
    ],
)
def test_a_row_that_stands_there_twice_is_refused(tmp_path: Path, name: str, old: str, new: str, found: str) -> None:
    with pytest.raises(ContractError) as error:
        bundled_ledger(changed(tmp_path, name, old, new))
    assert error.value.message == "Een rij staat er tweemaal."
    assert found in str(error.value.facts["found"])


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("figures.csv", "farr,vrouw,", "far,vrouw,", "far"),
        ("figures.csv", "farr,vrouw,", "farr ,vrouw,", "farr "),
        ("steps.csv", "seksueel-geweld,Den Haag,", "sexueel-geweld,Den Haag,", "sexueel-geweld"),
        ("areas.csv", "slachtofferdevice,limburg,", "device,limburg,", "device"),
        ("milestones.csv", ",gepland,farr,", ",gepland,farr; lief,", "lief"),
        ("pilots.csv", ",loef,", ",lief,", "lief"),
        ("steps.csv", "slachtofferdevice,amsterdam,", "slachtofferdevice,mokum,", "slachtofferdevice/mokum"),
    ],
)
def test_a_pilot_or_an_area_that_is_not_there_is_refused(
    tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    with pytest.raises(ContractError, match="verwijst naar een pilot of gebied dat er niet is") as error:
        bundled_ledger(changed(tmp_path, name, old, new))
    assert found in error.value.facts["found"]  # type: ignore[operator]


def test_a_figure_that_is_not_public_is_never_bundled_nor_one_that_was_corrected_since(tmp_path: Path) -> None:
    row = (
        "farr,personen-onderzocht,Personen onderzocht,,2026KW01,,228,,aantal,,,,nee,N26,onderdeel n,Zo staat het er.\n"
    )
    folder = changed(tmp_path, "figures.csv", "farr,personen-onderzocht,", f"{row}farr,personen-onderzocht,")
    with pytest.raises(ContractError, match="niet openbaar") as error:
        bundled_ledger(folder)
    assert error.value.facts["found"] == ["farr|personen-onderzocht||2026KW01"]


def test_a_correction_out_of_a_later_document_is_no_double(tmp_path: Path) -> None:
    row = "slachtofferdevice,amsterdam,in gebruik,zomer 2026,gepland,L26,"
    newer = "slachtofferdevice,amsterdam,in gebruik,eind 2026,verwacht,B26,onderdeel k,De start is uitgesteld.\n"
    entries = bundled_ledger(changed(tmp_path, "steps.csv", row, newer + row))
    assert len(entries) == len(ENTRIES) + 1
    assert [item.document for item in entries if item.key == "slachtofferdevice|amsterdam|in gebruik"] == ["B26", "L26"]


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the bundled files in which the first occurrence of a text in one of them is another."""
    for file in FILES.values():
        shutil.copy(FOLDER / file, folder / file)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder
