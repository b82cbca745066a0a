"""A row of each kind is read into its shape, and a row that says too much, too little or nothing known is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UsageError
from data_sources.ledger import (
    Area,
    Document,
    Event,
    Milestone,
    Pilot,
    PilotFigure,
    RolloutStep,
    Source,
    pilot_table,
)
from data_sources.moment import read_moment
from data_sources.pilots.entries import KINDS, build_ledger, make_entry
from tests.ledgers import document, entry, figure, read, record

SOURCE = Source("L26", "onderdeel k", "Zo staat het er.")
ALL_KINDS = list(KINDS)


@pytest.mark.parametrize(
    ("kind", "texts", "shape"),
    [
        (
            "document",
            {"reference": "1100194-4421594", "known_on": "2026-06-14", "precision": "dag", "basis": "gedateerd"},
            Document(
                "L26", "Voortgangsbrief", "voortgangsbrief", date(2026, 6, 14), "dag", "gedateerd", "1100194-4421594"
            ),
        ),
        (
            "pilot",
            {
                "executors": "FARR; GGD Amsterdam", "partners": " politie ;; Veilig Thuis; ", "places": "Den Haag",
                "method": "forensisch licht", "starts": "vóór 2026", "ends": "eind 2026", "apart_from": "loef",
                "apart_why": "Andere uitvoerders.",
            },
            Pilot(
                slug="farr", title="FARR-pilot", what="Een proef.", executors=("FARR", "GGD Amsterdam"),
                partners=("politie", "Veilig Thuis"), places=("Den Haag",), method="forensisch licht",
                starts=read_moment("vóór 2026"), ends=read_moment("eind 2026"), counts="onderzochte personen",
                is_not="geen zaken", apart_from=("loef",), apart_why="Andere uitvoerders.", situation="loopt",
                source=SOURCE, entry=7,
            ),
        ),
        (
            "pilot",
            {},
            Pilot(
                slug="farr", title="FARR-pilot", what="Een proef.", executors=(), partners=(), places=(), method="",
                starts=None, ends=None, counts="onderzochte personen", is_not="geen zaken", apart_from=(),
                apart_why="", situation="loopt", source=SOURCE, entry=7,
            ),
        ),
        (
            "figure",
            {
                "place": "Rotterdam", "period": "2026KW01", "value": "95", "unit": "%", "qualifier": "ongeveer",
                "denominator": "onderzochte personen", "denominator_qualifier": "ruim", "denominator_value": "225",
                "public": "nee",
            },
            PilotFigure(
                pilot="farr", figure="personen-onderzocht", title="Personen onderzocht", place="Rotterdam",
                period="2026KW01", qualifier="ongeveer", value=95.0, text=None, unit="%",
                denominator="onderzochte personen", denominator_qualifier="ruim", denominator_value=225.0,
                published=False, source=SOURCE, entry=7,
            ),
        ),
        (
            "figure",
            {"text": "Er komt een protocol."},
            PilotFigure(
                pilot="farr", figure="personen-onderzocht", title="Personen onderzocht", place="", period="",
                qualifier="", value=None, text="Er komt een protocol.", unit="", denominator=None,
                denominator_qualifier="", denominator_value=None, published=True, source=SOURCE, entry=7,
            ),
        ),
        (
            "area",
            {
                "area": "haaglanden", "title": "Haaglanden", "extent": "deel", "within": "Haaglanden",
                "level": "pilotregio",
            },
            Area(
                pilot="slachtofferdevice", slug="haaglanden", title="Haaglanden", region="limburg",
                region_title="Limburg", extent="deel", level="pilotregio", within="Haaglanden", source=SOURCE, entry=7,
            ),
        ),
        (
            "step",
            {"area": "landelijk", "moment": "medio 2027", "certainty": "verwacht"},
            RolloutStep(
                "slachtofferdevice", "landelijk", "in gebruik", "verwacht", read_moment("medio 2027"), SOURCE, 7
            ),
        ),
        (
            "milestone",
            {"pilots": "farr; loef", "reference": "Kamerstuk 28 345, nr. 293"},
            Milestone(
                "debat", "Debat", read_moment("28 mei 2026"), "gerealiseerd", ("farr", "loef"),
                "Kamerstuk 28 345, nr. 293", SOURCE, 7,
            ),
        ),
        ("event", {}, Event("campagne", "Campagne", read_moment("29 augustus 2023"), "gerealiseerd", SOURCE, 7)),
    ],
)  # fmt: skip
def test_a_row_of_each_kind_is_read(kind: str, texts: dict[str, str], shape: Any) -> None:
    assert read(kind, **texts) == shape


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"value": "225", "unit": "aantal", "text": "ruim 225"}, "a number, or words, not both"),
        ({}, "a number, or words, not both"),
        ({"text": "Er komt een protocol.", "unit": "aantal"}, "a number has a unit, words have none"),
        ({"value": "225"}, "a number has a unit, words have none"),
        ({"value": "225", "unit": "aantal", "qualifier": "zowat"}, "qualifier: 'zowat'"),
        ({"value": "225", "unit": "aantal", "qualifier": "Ruim"}, "qualifier: 'Ruim'"),
        ({"value": "95", "unit": "%", "denominator": "zaken", "denominator_qualifier": "meer"}, "qualifier: 'meer'"),
        ({"value": "95", "unit": "%", "denominator_value": "225"}, "denominator_value without denominator"),
        ({"value": "95", "unit": "%", "denominator": "zaken", "denominator_value": "-225"}, "below zero"),
        ({"value": "-1", "unit": "aantal"}, "value: '-1' is below zero"),
        ({"value": "ruim 225", "unit": "aantal"}, "ruim 225"),
        ({"value": "5,6", "unit": "euro"}, "5,6"),
        ({"value": "nan", "unit": "aantal"}, "not a number that can stand there"),
        ({"value": "inf", "unit": "aantal"}, "not a number that can stand there"),
        ({"value": "225", "unit": "aantal", "public": ""}, "public: ''"),
        ({"value": "225", "unit": "aantal", "public": "yes"}, "public: 'yes'"),
        ({"value": "225", "unit": "aantal", "title": ""}, "empty: title"),
        ({"value": "225", "unit": "aantal", "pilot": "", "figure": ""}, "empty: pilot, figure"),
        ({"value": "225", "unit": "aantal", "title": "  "}, "empty: title"),
        ({"value": "225", "unit": "aantal", "passage": ""}, "empty: passage"),
        ({"value": "225", "unit": "aantal", "document": "", "part": ""}, "empty: document, part"),
    ],
)  # fmt: skip
def test_a_figure_that_says_too_much_or_too_little_is_refused(texts: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read("figure", **texts)


@pytest.mark.parametrize("period", ["2026", "2026KW05", "1e kwartaal 2026", "2026KW01 ", "2026MM01"])
def test_a_figure_of_a_period_that_is_none_is_refused(period: str) -> None:
    with pytest.raises(UsageError, match="is geen periode"):
        figure("225", period=period)


@pytest.mark.parametrize(
    ("kind", "texts", "why"),
    [
        ("document", {"precision": "kwartaal"}, "precision: 'kwartaal'"),
        ("document", {"basis": "gehoord"}, "basis: 'gehoord'"),
        ("document", {"known_on": "31 juli 2026"}, "31 juli 2026"),
        ("document", {"known_on": "2026-06-31"}, "day"),
        ("document", {"known_on": ""}, "isoformat"),
        ("document", {"short": ""}, "empty: short"),
        ("pilot", {"apart_from": "loef"}, "apart_from and apart_why belong together"),
        ("pilot", {"apart_why": "Andere uitvoerders."}, "apart_from and apart_why belong together"),
        ("pilot", {"apart_from": " ; ", "apart_why": "Andere uitvoerders."}, "belong together"),
        ("pilot", {"is_not": ""}, "empty: is_not"),
        ("pilot", {"situation": "", "counts": ""}, "empty: counts, situation"),
        ("area", {"area": "landelijk"}, "landelijk is no area"),
        ("area", {"extent": "deels"}, "extent: 'deels'"),
        ("area", {"region_title": ""}, "empty: region_title"),
        ("step", {"phase": "uitgerold"}, "phase: 'uitgerold'"),
        ("step", {"certainty": "zeker"}, "certainty: 'zeker'"),
        ("step", {"certainty": ""}, "certainty: ''"),
        ("step", {"area": ""}, "empty: area"),
        ("milestone", {"certainty": "gepland "}, "certainty: 'gepland '"),
        ("milestone", {"title": ""}, "empty: title"),
        ("event", {"event": ""}, "empty: event"),
        ("event", {"document": ""}, "empty: document"),
    ],
)
def test_a_row_with_a_word_that_is_none_or_a_gap_is_refused(kind: str, texts: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(kind, **texts)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("step", {"moment": "binnenkort"}), ("step", {"moment": ""}), ("milestone", {"moment": "2026-07-01"}),
        ("event", {"moment": "begin 2026"}), ("pilot", {"starts": "ooit"}), ("pilot", {"ends": "31 juni 2026"}),
    ],
)  # fmt: skip
def test_a_moment_that_is_none_is_refused(kind: str, texts: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="is geen moment"):
        read(kind, **texts)


def test_what_cannot_be_read_cannot_become_an_entry() -> None:
    bad = record("step", certainty="zeker")
    with pytest.raises(ValueError, match="certainty"):
        make_entry("step", bad, document=document("L26", "2026-07-31"))


@pytest.mark.parametrize("value", ["0", "0.0", "12.5", "1000000", "225"])
def test_zero_is_a_number_as_good_as_another(value: str) -> None:
    found = figure(value, denominator="zaken", denominator_value=value)
    assert (found.value, found.text, found.denominator_value) == (float(value), None, float(value))


@pytest.mark.parametrize(
    ("kind", "texts", "key"),
    [
        ("document", {}, "L26"),
        ("pilot", {}, "farr"),
        ("figure", {"value": "1", "unit": "aantal", "period": "2026KW01"}, "farr|personen-onderzocht||2026KW01"),
        ("figure", {"value": "1", "unit": "aantal", "place": "Den Haag"}, "farr|personen-onderzocht|Den Haag|"),
        ("area", {}, "slachtofferdevice|limburg"),
        ("step", {}, "slachtofferdevice|limburg|in gebruik"),
        ("milestone", {}, "debat"),
        ("event", {}, "campagne"),
    ],
)
def test_an_entry_is_known_by_its_key_and_since_the_day_of_its_document(
    kind: str, texts: dict[str, str], key: str
) -> None:
    found = entry(kind, **texts)
    assert (found.kind, found.key, found.document, found.known_on) == (kind, key, "L26", date(2026, 7, 31))


def test_a_corrected_moment_or_certainty_is_the_same_step_and_another_phase_is_not() -> None:
    planned = entry("step", moment="zomer 2026", certainty="gepland")
    taken = entry("step", moment="28 augustus 2026", certainty="gerealiseerd")
    prepared = entry("step", phase="voorbereiding")
    assert planned.key == taken.key != prepared.key


def test_a_ledger_holds_every_kind_in_the_order_of_its_entries() -> None:
    entries = [
        entry("step", area="zeeland"), entry("event"), entry("milestone", pilots="farr"), entry("area"),
        entry("step", area="limburg"), entry("figure", value="1", unit="aantal"), entry("pilot"), entry("document"),
    ]  # fmt: skip
    ledger = build_ledger(entries)
    assert (list(ledger.documents), list(ledger.pilots)) == (["L26"], ["farr"])
    assert [step.area for step in ledger.steps] == ["zeeland", "limburg"]
    counts = [len(rows) for rows in (ledger.figures, ledger.areas, ledger.milestones, ledger.events)]
    assert counts == [1, 1, 1, 1]


def test_the_part_of_one_pilot_has_its_own_rows_and_all_documents() -> None:
    ledger = build_ledger(
        [
            entry("document"), entry("pilot"), entry("pilot", pilot="loef"), entry("figure", value="1", unit="aantal"),
            entry("figure", pilot="loef", value="2", unit="aantal"), entry("event"), entry("step"), entry("area"),
            entry("milestone", milestone="beide", pilots="farr; loef"), entry("milestone", milestone="geen"),
        ]
    ).of("loef")  # fmt: skip
    assert (list(ledger.documents), list(ledger.pilots)) == (["L26"], ["loef"])
    assert [(item.pilot, item.value) for item in ledger.figures] == [("loef", 2)]
    assert [item.slug for item in ledger.milestones] == ["beide"]
    assert (ledger.steps, ledger.areas, ledger.events) == ([], [], [])


def test_a_pilot_that_is_not_there_is_refused_naming_those_that_are() -> None:
    ledger = build_ledger([entry("pilot"), entry("pilot", pilot="loef")])
    assert ledger.pilot("loef").slug == "loef"
    with pytest.raises(UsageError, match=r"'fart' is geen bekende pilot\. Bekend: farr, loef\.") as error:
        ledger.pilot("fart")
    assert error.value.exit_code == 2
    assert ledger.of("fart").pilots == {}
    with pytest.raises(UsageError, match="Bekend: nog geen"):
        build_ledger([]).pilot("farr")


def test_figures_become_a_contract_table_with_source_and_passage() -> None:
    table = pilot_table([figure("225", qualifier="ruim", period="2026KW01"), figure(text="Er komt een protocol.")])
    first, second = table.astype(object).where(table.notna(), None).to_dict("records")
    assert (first["value"], first["qualifier"], first["text"]) == (225, "ruim", None)
    assert (first["source"], first["passage"], first["load"]) == ("L26", "Zo staat het er.", 7)
    assert (second["value"], second["text"]) == (None, "Er komt een protocol.")


@given(st.decimals(0, 10**9, places=4) | st.integers(0, 10**9))
def test_a_number_that_is_written_is_the_number_that_is_read(value: Decimal | int) -> None:
    assert figure(f"{value:f}" if isinstance(value, Decimal) else str(value)).value == float(value)


@pytest.mark.parametrize("text", ["1_000", "1e3", "inf", "nan", "٢٢٥", "1.", ".5", "+3", " 3", "1.250.000", "12,5"])
def test_what_only_a_programmer_would_take_for_a_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number that can stand there"):
        figure(text)


@given(st.floats(max_value=0, exclude_max=True, allow_nan=False))
def test_nothing_below_zero_is_ever_read(value: float) -> None:
    with pytest.raises(ValueError, match="value"):
        figure(repr(value))


@given(st.sampled_from(ALL_KINDS), st.data())
def test_a_row_without_one_of_its_key_columns_or_its_source_is_refused(kind: str, data: st.DataObject) -> None:
    may_be_empty = {"place", "period"}
    needed = [*KINDS[kind].key, *({"document", "part", "passage"} & set(KINDS[kind].columns))]
    column = data.draw(st.sampled_from([name for name in needed if name not in may_be_empty]))
    number = {"value": "1", "unit": "aantal"} if kind == "figure" else {}
    with pytest.raises(ValueError, match=column):
        read(kind, **{**number, column: ""})
