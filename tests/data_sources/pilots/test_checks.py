"""Rows that people write: what they come to, and everything that is wrong with them at once."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.pilots.bundle import bundled_ledger
from data_sources.pilots.entries import KINDS, make_entry
from data_sources.pilots.fields import CODE_COLUMNS, FIELDS
from data_sources.pilots.intake import ENTERED, REASON, Known, RawRow
from tests.intake_rows import (
    accepted,
    bundled_known,
    check,
    demo_known,
    known_of,
    refused,
    standing_rows,
    written,
)
from tests.ledgers import document, entry

NUMBER = {"value": "225", "unit": "personen"}
SHARE = {"unit": "%", "denominator": "personen"}
BOTH_LEDGERS = pytest.mark.parametrize("known", [bundled_known(), demo_known()], ids=["bundled", "demo"])


@BOTH_LEDGERS
def test_what_stands_already_is_left_out_whether_its_code_is_written_or_not(known: Known) -> None:
    rows = standing_rows(known)
    bare = [replace(row, texts={**row.texts, CODE_COLUMNS.get(row.kind, REASON): ""}) for row in rows]
    for written_rows in (rows, bare):
        found = check(*written_rows, known=known)
        assert (list(found.findings), list(found.rows), found.unchanged) == ([], [], len(rows))


@BOTH_LEDGERS
def test_a_whole_ledger_comes_in_as_it_was_where_nothing_stands_yet(known: Known) -> None:
    rows = standing_rows(known)
    ledger = replace(known.ledger, documents={}, figures=[], steps=[], milestones=[], events=[])
    found = check(*reversed(rows), known=Known(ledger, {}))
    assert not found.findings
    assert [row.kind for row in found.rows] == sorted((row.kind for row in rows), key=list(ENTERED).index)
    by_key = {(row.kind, row.key): dict(row.record) for row in found.rows}
    assert by_key == {key: dict(item.record) for key, item in known.standing.items() if key[0] in ENTERED}


def test_what_people_write_becomes_what_the_ledger_keeps() -> None:
    row = written(
        "figure", pilot=" farr-PILOT ", title="Nieuw  aantal\u00a0personen", period="1e kwartaal 2026", value="1.250",
        unit="Personen", qualifier="Ruim", public="JA", document="l26", passage="in de eerste\n drie maanden",
    )  # fmt: skip
    found = accepted(row)
    assert found["pilot"] == "farr"
    assert (found["figure"], found["title"]) == ("nieuw-aantal-personen", "Nieuw aantal personen")
    assert (found["period"], found["value"], found["unit"]) == ("2026KW01", "1250", "personen")
    assert (found["qualifier"], found["public"], found["document"]) == ("ruim", "ja", "L26")
    assert found["passage"] == "in de eerste drie maanden"


@pytest.mark.parametrize(
    "text", ["L26", "l26", "Voortgangsbrief van zomer 2026", "L26 - voortgangsbrief van zomer 2026"]
)
def test_a_document_is_known_by_its_code_or_its_name(text: str) -> None:
    assert accepted(written("event", document=text))["document"] == "L26"


def test_a_title_keeps_its_own_letters_where_another_pilot_has_the_same() -> None:
    assert accepted(written("figure", pilot="loef", title="VROUW", **NUMBER))["title"] == "VROUW"


def test_letters_are_kept_composed() -> None:
    assert accepted(written("event", title="Coördinator"))["title"] == "Coördinator"


@pytest.mark.parametrize("unit", ["%", "procent", "Percentage", "percent", "％", "in %"])
def test_every_word_for_per_cent_is_per_cent_and_falls_under_its_rules(unit: str) -> None:
    assert accepted(written("figure", value="95%", unit=unit))["unit"] == "%"
    assert "meer dan 100%" in refused(written("figure", value="101", unit=unit)).message
    small = written("figure", value="6,5", unit=unit, denominator="personen", public="nee", passage="bij 6,5%")
    assert refused(small).field == "passage"


@pytest.mark.parametrize(
    ("unit", "mend"),
    [
        ("‰", "10‰ is 1%"), ("promille", "10‰ is 1%"), ("procentpunt", "een rij met eenheid %"),
        ("Procentpunten", "een rij met eenheid %"), ("%-punt", "een rij met eenheid %"),
        ("% van de personen", "bij 'Percentage van wat'"), ("procent vrouwen", "bij 'Percentage van wat'"),
    ],
)  # fmt: skip
def test_what_is_nearly_per_cent_is_refused_with_how_to_mend_it(unit: str, mend: str) -> None:
    found = refused(written("figure", value="5", unit=unit))
    assert found.field == "unit"
    assert mend in found.mend


@pytest.mark.parametrize("place", ["Nederland", "heel Nederland", "Landelijk", "TOTAAL", "alle regio’s"])
def test_the_whole_is_no_place_since_a_total_is_found_by_having_none(place: str) -> None:
    found = refused(written("figure", place=place, **NUMBER))
    assert (found.field, found.mend) == ("place", "Laat dit leeg: dan geldt het cijfer voor het geheel.")


def test_a_percentage_may_have_its_sign_and_an_amount_its_own() -> None:
    assert accepted(written("figure", value="95%", unit="procent"))["value"] == "95"
    assert accepted(written("figure", value="€ 5.600.000", unit="euro"))["value"] == "5600000"
    assert "is een percentage" in refused(written("figure", value="95%", unit="personen")).message


@pytest.mark.parametrize(
    ("kind", "texts", "column", "message", "mend"),
    [
        ("figure", {}, "value", "geen getal en geen feit", "één van de twee"),
        ("figure", {**NUMBER, "text": "Veel."}, "text", "een getal en een feit", "één van de twee leeg"),
        ("figure", {"value": "225"}, "unit", "De eenheid", "wat er geteld is"),
        ("figure", {"text": "Veel.", "unit": "personen"}, "unit", "hoort bij een getal", "leeg"),
        ("figure", {"text": "Veel.", "qualifier": "ruim"}, "qualifier", "hoort bij een getal", "leeg"),
        ("figure", {"value": "101", "unit": "%"}, "value", "meer dan 100%", "0 tot en met 100"),
        ("figure", {"value": "-1", "unit": "personen"}, "value", "minder dan nul", "nul of meer"),
        ("figure", {"value": "6,5", "unit": "personen"}, "value", "is heel", "heel getal"),
        ("figure", {"value": "0.016", "unit": "euro"}, "value", "punt waar een komma", "Schrijf een komma"),
        ("figure", {"value": "0,1234", "unit": "%"}, "value", "'0,1234' heeft 4 decimalen", "ten hoogste twee"),
        ("figure", {"value": "1.25", "unit": "euro"}, "value", "punt waar een komma", "Schrijf 1,25."),
        ("figure", {"value": "5", "unit": "%", "denominator_value": "9"}, "denominator", "niet waarvan", "Vul in"),
        (
            "figure", {"value": "5", "unit": "%", "denominator": "zaken", "denominator_qualifier": "ruim"},
            "denominator_value", "zonder aantal", "Vul het aantal in",
        ),
        ("figure", {**NUMBER, "denominator": "zaken"}, "denominator", "bij een percentage", "eenheid %"),
        ("figure", {**NUMBER, "qualifier": "zowat"}, "qualifier", "'zowat' is hier geen keuze", "ongeveer"),
        ("figure", {**NUMBER, "pilot": "far"}, "pilot", "'far' is geen bekende pilot", "Kies uit: Slachtofferdevice"),
        ("figure", {**NUMBER, "pilot": "FARR-pilo"}, "pilot", "geen bekende pilot", "Bedoelt u FARR-pilot?"),
        ("figure", {**NUMBER, "pilot": ""}, "pilot", "Pilot is leeg", "uit de lijst"),
        ("figure", {**NUMBER, "public": "misschien"}, "public", "geen keuze", "ja; nee"),
        ("figure", {**NUMBER, "period": "februari 2026"}, "period", "geen periode", "kwartaal"),
        ("figure", {**NUMBER, "figure": "a b"}, "figure", "is geen code", "laat de code leeg"),
        ("figure", {**NUMBER, "title": "统计"}, "figure", "geen code worden gemaakt", "zelf een code"),
        ("figure", {**NUMBER, "place": "Den|Haag"}, "place", "rechte streep", "komma"),
        ("figure", {**NUMBER, "reason": "typefout"}, "reason", "geen rij om te wijzigen", "laat de reden dan leeg"),
        ("step", {"area": "luilekkerland"}, "area", "geen gebied van deze pilot", "Kies uit"),
        ("step", {"area": "limburg", "phase": "uitgerold"}, "phase", "geen keuze", "in gebruik"),
        ("milestone", {"pilots": "farr; fart"}, "pilots", "'fart' is geen bekende pilot", "Kies uit"),
        ("milestone", {"moment": "binnenkort"}, "moment", "is geen moment", "Schrijf bijvoorbeeld"),
        ("milestone", {"moment": "eind 2027"}, "certainty", "moet nog komen", "gepland"),
        ("milestone", {"title": "x" * 201}, "title", "heeft 201 tekens", "tot 200"),
        ("event", {"document": "N99"}, "document", "geen bekende bron", "voeg dan eerst het document toe"),
        ("event", {"passage": ""}, "passage", "Letterlijke tekst is leeg", "woorden van de bron letterlijk over"),
        ("figure", {**NUMBER, "public": ""}, "public", "Openbaar is leeg", "Kies ja of nee."),
        ("figure", {**NUMBER, "part": ""}, "part", "Plaats in de bron is leeg", "zoals onderdeel k"),
        ("event", {"kleur": "rood"}, "", "'kleur' is hier geen kolom", "Laat deze kolom weg"),
        ("document", {"known_on": "31-02-2026"}, "known_on", "is geen dag", "28-05-2026"),
        ("document", {"known_on": "1 januari 2028"}, "known_on", "meer dan een jaar na vandaag", "jaartal"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_says_where_what_and_how_to_mend_it(
    kind: str, texts: dict[str, str], column: str, message: str, mend: str
) -> None:
    found = refused(written(kind, **texts))
    assert found.field == column
    assert message in found.message
    assert mend in found.mend


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<b>vet</b>", "het begin van HTML"), ("tekst </p>", "het begin van HTML"),
        ("<!-- x -->", "het begin van HTML"), ("<?php", "het begin van HTML"),
        ("=SOM(A1)", "een formule"), ("+31 70", "een formule"),
        ("@iedereen", "een formule"), ("-1 uur", "een formule"),
        ("onzicht\u200bbaar", "U+200B"), ("\u202egnals", "U+202E"), ("bel\x07", "U+0007"),
        ("half\ud800", "U+D800"), ("geen\uffffteken", "U+FFFF"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["title", "passage", "part"])
def test_a_text_that_something_else_would_read_as_its_own_is_refused(text: str, message: str, column: str) -> None:
    found = refused(written("event", event="nieuw", **{column: text}))
    assert (found.field, message in found.message) == (column, True)


def test_less_than_and_more_than_may_be_written() -> None:
    assert accepted(written("event", passage="wachttijd < 10 dagen > 2 weken"))["passage"].startswith("wachttijd <")


def test_everything_that_is_wrong_is_told_at_once_in_order() -> None:
    rows = [
        RawRow("figure", {**written("figure", value="6.5", pilot="x", public="").texts}, "Cijfers", 2),
        RawRow("event", dict(written("event", moment="ooit").texts), "Gebeurtenissen", 2),
        RawRow("document", dict(written("document", basis="gehoord").texts), "Documenten", 2),
    ]
    found = check(*rows)
    assert [(item.sheet, item.line, item.column) for item in found.findings] == [
        ("Cijfers", 2, "Pilot"), ("Cijfers", 2, "Getal"), ("Cijfers", 2, "Openbaar"), ("Gebeurtenissen", 2, "Moment"),
        ("Documenten", 2, "Herkomst van de datum"),
    ]  # fmt: skip
    assert found.rows == []


def test_a_row_that_stands_is_corrected_with_a_reason_and_replaces_it() -> None:
    known = bundled_known()
    standing = known.standing["figure", "farr|personen-onderzocht||2026KW01"]
    texts = {**standing.record, "value": "231"}
    found = refused(RawRow("figure", texts))
    assert (found.field, found.message) == (
        "reason",
        "Deze rij verandert een rij die er al is, en de reden ontbreekt. 'Personen onderzocht, 1e kwartaal 2026': Getal"
        " '225' wordt '231'.",
    )
    (row,) = check(RawRow("figure", {**texts, REASON: "Verteld door GGD."})).rows
    assert (row.replaces, row.reason, row.record["value"]) == (standing.entry, "Verteld door GGD.", "231")
    assert row.withdraws is False


def test_only_what_is_new_looks_new() -> None:
    known = known_of(
        [entry("document"), entry("pilot"), entry("figure", value="1250.0", unit="personen", period="2026JJ00")]
    )
    texts = dict(known.standing["figure", "farr|personen-onderzocht||2026JJ00"].record)
    assert check(RawRow("figure", {**texts, "value": "1.250", "period": "2026"}), known=known).unchanged == 1
    (row,) = check(RawRow("figure", {**texts, "value": "1.250", "qualifier": "ruim", REASON: "x"}), known=known).rows
    assert (row.record["value"], row.record["qualifier"]) == ("1250.0", "ruim")


def test_a_correction_from_an_older_source_would_never_be_seen_and_is_refused() -> None:
    texts = bundled_known().standing["figure", "farr|personen-onderzocht||2026KW01"].record
    found = refused(RawRow("figure", {**texts, "document": "N25", "value": "231", REASON: "x"}))
    assert (found.field, "is ouder dan" in found.message) == ("document", True)
    letter = bundled_known().standing["document", "L26"].record
    older = refused(RawRow("document", {**letter, "known_on": "juni 2026", REASON: "x"}))
    assert (older.field, "31 juli 2026" in older.message) == ("known_on", True)


def test_what_is_counted_lies_before_its_document_and_what_is_expected_need_not() -> None:
    for unit in ("personen", "devices", "%"):
        found = refused(written("figure", value="12", unit=unit, period="2e kwartaal 2027"))
        assert (found.field, found.message) == ("period", "De periode begint pas na de dag van de bron (31 juli 2026).")
    accepted(written("figure", period="3e kwartaal 2026", **NUMBER))
    accepted(written("figure", period="2027", value="1.000.000", unit="euro"))
    later = check(written("document", known_on="1 mei 2027"),
                  written("figure", document="N27", period="2e kwartaal 2027", **NUMBER))  # fmt: skip
    assert not later.findings


def test_the_same_row_twice_names_the_first() -> None:
    row = written("figure", **NUMBER)
    found = check(RawRow("figure", row.texts, "Cijfers", 4), RawRow("figure", row.texts, "Cijfers", 9))
    (finding,) = found.findings
    assert (finding.line, finding.message) == (9, "Deze rij staat er al, op regel 4 van Cijfers.")


def test_a_second_period_of_a_title_has_its_code() -> None:
    known = bundled_known()
    rows = [
        written("figure", title="Personen onderzocht", period="2e kwartaal 2026", **NUMBER),
        written("figure", title="Nog iets nieuws", period="2e kwartaal 2026", **NUMBER),
        written("figure", title="Nog iets nieuws", period="3e kwartaal 2026", **NUMBER),
    ]
    keys = [row.key for row in check(*rows, known=known).rows]
    assert keys == [
        "farr|personen-onderzocht||2026KW02", "farr|nog-iets-nieuws||2026KW02", "farr|nog-iets-nieuws||2026KW03",
    ]  # fmt: skip


def test_a_code_that_is_taken_by_another_title_gets_a_number() -> None:
    assert accepted(written("event", title="Campagne 2023"))["event"] == "campagne-2023-2"
    assert accepted(written("event", event="Campagne-2024"))["event"] == "campagne-2024"


def test_a_title_of_more_than_one_row_asks_which() -> None:
    known = known_of([entry("document"), entry("event", event="een"), entry("event", event="twee")])
    found = refused(written("event", title="campagne"), known=known)
    assert (found.field, found.mend) == ("event", "Vul de code in van de rij die u bedoelt: een of twee.")


def test_a_letter_with_the_title_of_another_is_another_letter_unless_its_code_says_so() -> None:
    title = bundled_known().standing["document", "L26"].record["title"]
    row = written("document", code="", title=title.upper(), short="Voortgangsbrief van eind 2026")
    found = check(row)
    assert [(item.record["known_on"], item.replaces) for item in found.rows] == [("2026-11-20", None)]
    assert found.rows[0].key.startswith("voortgangsbrief-geweld-tegen-vrouwen")
    twice = check(row, RawRow("document", {**row.texts, "short": "Weer een andere"}), row)
    assert [item.message for item in twice.findings] == ["Deze rij staat er al."]
    assert refused(RawRow("document", {**row.texts, "code": "l26"})).field == "reason"


def test_rows_may_refer_to_a_document_of_the_same_file_that_comes_after_them() -> None:
    rows = [written("event", document="Nota van later"), written("document")]
    found = check(*rows)
    assert not found.findings
    assert [(row.kind, row.record.get("document")) for row in found.rows] == [("document", None), ("event", "N27")]


def test_a_pilot_without_areas_may_have_steps_anywhere() -> None:
    found = accepted(written("step", pilot="seksueel-geweld", area="den haag", phase="in gebruik"))
    assert found["area"] == "Den Haag"
    assert accepted(written("step", pilot="seksueel-geweld", area="Utrecht"))["area"] == "Utrecht"


@pytest.mark.parametrize(
    ("texts", "column"),
    [
        ({"value": "7", "unit": "personen", "passage": "Er waren zeven personen."}, "passage"),
        ({"value": "7", "unit": "personen", "title": "De 7 van Rotterdam"}, "title"),
        ({"value": "7", "unit": "devices", "passage": "Er zijn 7 in gebruik."}, "passage"),
        ({"value": "7", "unit": "kinderen", "passage": "Er zijn 7 in gebruik."}, "passage"),
        ({**SHARE, "value": "5", "denominator_value": "100", "passage": "bij 5%"}, "passage"),
        ({**SHARE, "value": "5", "denominator_value": "100", "passage": "vijf"}, "passage"),
        ({**SHARE, "value": "97", "denominator_value": "100", "passage": "3 niet"}, "passage"),
        ({**SHARE, "value": "6,5", "passage": "bij 6,5%"}, "passage"),
        ({**SHARE, "value": "6,5", "passage": "bij 6.5 procent"}, "passage"),
        ({"value": "8", "unit": "personen", "part": "tabel 3: 8 personen"}, "part"),
        ({"value": "8", "unit": "personen", "part": "tabel 3, 8 personen"}, "part"),
        ({"value": "8", "unit": "personen", "part": "onder 8 vrouwen"}, "part"),
        ({"value": "8", "unit": "personen", "part": "onder Acht vrouwen"}, "part"),
        ({"value": "8", "unit": "personen", "place": "8 huizen in Utrecht"}, "place"),
        ({"value": "8", "unit": "personen", "passage": "een achttal vrouwen"}, "passage"),
        ({"value": "8", "unit": "personen", "passage": "een 8-tal vrouwen"}, "passage"),
        ({"value": "8", "unit": "personen", "passage": "Dat gebeurde 8x."}, "passage"),
        ({"value": "8", "unit": "personen", "passage": "het waren er 8,0"}, "passage"),
        ({"value": "8", "unit": "personen", "passage": "het waren er ８"}, "passage"),
        ({"value": "1", "unit": "personen", "passage": "Het ging om een persoon."}, "passage"),
        ({"value": "1", "unit": "personen", "passage": "Het ging om een enkel slachtoffer."}, "passage"),
        ({"value": "8", "unit": "personen", "figure": "acht-vrouwen"}, "figure"),
        ({"value": "8", "unit": "personen", "figure": "deel-van-de-8-vrouwen"}, "figure"),
        ({**SHARE, "value": "50", "denominator": "de 8 vrouwen"}, "denominator"),
        ({**SHARE, "value": "50", "denominator": "vrouwen", "denominator_value": "8", "title": "Van 8"}, "title"),
    ],
)  # fmt: skip
def test_a_small_number_that_is_not_public_may_not_stand_in_words(texts: dict[str, str], column: str) -> None:
    found = refused(written("figure", public="nee", **texts))
    assert found.field == column
    assert "niet openbaar" in found.message
    public = written("figure", public="ja", **texts)
    assert not check(public).findings


@pytest.mark.parametrize(
    "texts",
    [
        {"value": "7", "unit": "personen", "passage": "Er waren … personen, op 27 juli en 7-8 mei 2027."},
        {
            "value": "7",
            "unit": "personen",
            "part": "7. Kernpunten, tabel 6, 7 en 8, § 7, onder 7, onder 7a",
            "figure": "vier-jaar",
        },
        {"value": "1", "unit": "personen", "passage": "in een pilot, als een van de eersten"},
        {"value": "8", "unit": "personen", "passage": "op 8,5 kilometer, de 8e keer, 18 maal, achteraf"},
        {"value": "7", "unit": "gemeenten", "passage": "in 7 gemeenten"},
        {"value": "70", "unit": "personen", "passage": "70 personen in 7 gemeenten"},
        {**SHARE, "value": "50", "denominator_value": "100", "passage": "bij 50%"},
        {"text": "Twee personen wilden niet; dit ziet het publiek niet."},
        {"value": "5", "unit": "%", "denominator": "aanvragen", "passage": "bij 5% van de aanvragen"},
    ],
)
def test_other_numbers_in_words_may_stand(texts: dict[str, str]) -> None:
    accepted(written("figure", public="nee", **texts))


def test_the_number_that_we_put_behind_a_code_counts_nobody() -> None:
    taken = written("figure", figure="nieuw-cijfer", title="Iets anders", value="40", unit="personen")
    row = written("figure", public="nee", value="2", unit="personen")
    assert [item.key for item in check(taken, row).rows] == ["farr|nieuw-cijfer||", "farr|nieuw-cijfer-2||"]


_ANY_TEXT = st.text(max_size=30) | st.sampled_from(
    ["", "ja", "nee", "%", "6,5", "1.250", "0", "99", "farr", "FARR-pilot", "L26", "N25", "2026KW01", "2026", "limburg",
     "zomer 2026", "1 mei 2027", "gerealiseerd", "pilot", "ruim", "personen", "dag", "maand", "afgeleid",
     "zonder datum", "campagne-2023", "a;b", "29-02-2024", "31 juli 2026", "een|twee",
     "debat", "\ud800", "<b>", "２２５", "9" * 25]
)  # fmt: skip


@st.composite
def any_rows(draw: st.DrawFn) -> list[RawRow]:
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(list(ENTERED)))
        ordinary = dict(written(kind).texts) | ({"value": "9", "unit": "personen"} if kind == "figure" else {})
        changed = draw(st.dictionaries(st.sampled_from([item.column for item in FIELDS[kind]]), _ANY_TEXT, max_size=4))
        rows.append(RawRow(kind, {**ordinary, **changed}))
    return rows


@given(any_rows())
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_either_has_findings_or_can_stand_in_the_ledger(rows: list[RawRow]) -> None:
    found = check(*rows)
    assert not (found.findings and found.rows)
    assert found.findings or len(found.rows) + found.unchanged == len(rows)
    for item in found.findings:
        assert item.message.endswith((".", "?"))
        assert item.mend
        assert item.message.isprintable()
    for row in found.rows:
        made = make_entry(row.kind, row.record, document=document("L26", "2026-07-31"))
        assert made.key == row.key
        assert tuple(row.record) == KINDS[row.kind].columns
    # What was accepted is accepted again, as it was kept.
    again = check(*(RawRow(row.kind, {**row.record, REASON: row.reason}) for row in found.rows))
    assert [dict(row.record) for row in again.rows] == [dict(row.record) for row in found.rows]


def test_two_thousand_rows_of_which_nothing_is_right_are_checked_in_a_few_seconds() -> None:
    known = known_of([*bundled_ledger(), *(entry("document", document_code=f"X{number}") for number in range(300))])
    rows = [
        RawRow(
            "figure",
            {item.column: f"{item.label} {number} {'abc' * 9}" for item in FIELDS["figure"]},
            "Cijfers",
            number,
        )
        for number in range(2000)
    ]
    began = monotonic()
    found = check(*rows, known=known)
    assert monotonic() - began < 15
    assert len(found.findings) > 10_000


def test_nothing_written_is_nothing_to_do() -> None:
    found = check()
    assert (found.rows, found.unchanged, found.findings) == ([], 0, [])
