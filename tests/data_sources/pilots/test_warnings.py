"""What is odd about a row that may stand, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from data_sources.pilots.intake import REASON, RawRow
from data_sources.pilots.passage_numbers import numbers_in, plain_words
from data_sources.pilots.warnings import warnings_of
from data_sources.proposals import ProposedRow
from tests.intake_rows import bundled_known, check, demo_known, written

COUNT = {"value": "241", "unit": "personen", "passage": "Er zijn 241 personen onderzocht."}


def warned(*rows: RawRow) -> list[tuple[str, str]]:
    found = check(*rows)
    assert not found.findings
    return [(item.field, item.message) for item in found.warnings]


@pytest.mark.parametrize(
    ("passage", "numbers"),
    [
        ("241 personen", [241]), ("1.250 en 12,5%", [1250, "12.5"]), ("€5,6 miljoen", [5600000]),
        ("1 miljoen euro", [1000000]), ("vijf miljoen", [5000000]), ("vierentwintig", [24]),
        ("Drieëntwintig", [23]), ("tweehonderdvijftig", [250]), ("honderdentwintig", [120]), ("twaalfduizend", [12000]),
        ("één", [1]), ("de helft", [50]), ("12 345", [12345]), ("6.5 dagen", ["6.5"]), ("ruim 240.", [240]),
    ],
)  # fmt: skip
def test_numbers_of_a_passage_are_read_in_digits_and_in_words(passage: str, numbers: list[int | str]) -> None:
    found = {number for _, number in numbers_in(plain_words(passage))}
    assert {Decimal(number) for number in numbers} <= found


def test_a_number_that_is_not_in_the_passage_is_warned_of_and_not_refused() -> None:
    row = written("figure", **{**COUNT, "passage": "Er zijn ruim 240 personen onderzocht."})
    assert warned(row) == [("value", "241 staat niet in de letterlijke tekst.")]
    assert warned(written("figure", **COUNT)) == []
    assert warned(written("figure", value="4", unit="steden", passage="in vier steden")) == []


def test_the_word_before_a_number_is_held_against_the_passage() -> None:
    passage = "Er zijn ruim 241 personen onderzocht."
    assert warned(written("figure", **{**COUNT, "passage": passage})) == [
        ("qualifier", "In de letterlijke tekst staat 'ruim' vóór 241, en in de rij niet.")
    ]
    assert warned(written("figure", **{**COUNT, "passage": passage}, qualifier="ruim")) == []
    assert warned(written("figure", **COUNT, qualifier="bijna")) == [
        ("qualifier", "'bijna' staat niet in de letterlijke tekst.")
    ]


def test_a_number_that_may_not_stand_in_the_passage_is_not_missed_there() -> None:
    assert (
        warned(written("figure", value="7", unit="personen", public="nee", document="N26", passage="… vrouwen")) == []
    )


@pytest.mark.parametrize("title", ["Opgekomen", "Opgekomen voor onderzoek", "opgekomen voor het onderzoek in 2026"])
def test_a_title_that_is_nearly_another_asks_whether_it_is_the_same_series(title: str) -> None:
    row = written("figure", title=title, value="93", unit="%", passage="93%")
    ((field, message),) = warned(row)
    assert field == "title"
    assert message.endswith("lijkt op 'Opgekomen voor het onderzoek': is het dezelfde reeks?")
    same = written("figure", title="Opgekomen voor het onderzoek", value="93", unit="%", passage="93%")
    assert warned(same) == []


def test_a_unit_is_held_against_the_rest_of_its_series_and_against_known_units() -> None:
    later = {"title": "Personen onderzocht", "period": "2e kwartaal 2026", "passage": "241"}
    assert warned(written("figure", value="241", unit="personne", **later)) == [
        ("unit", "De eenheid is 'personne', en bij 1e kwartaal 2026 van hetzelfde cijfer 'personen'.")
    ]
    assert warned(written("figure", value="241", unit="personne", passage="241")) == [
        ("unit", "'personne' lijkt op 'personen'.")
    ]
    texts = {**bundled_known().standing["figure", "farr|personen-onderzocht||2026KW01"].record, "unit": "mensen"}
    assert warned(RawRow("figure", {**texts, REASON: "Zo staat het er."})) == []


def test_a_letter_with_the_title_of_another_is_told_of() -> None:
    title = bundled_known().standing["document", "L26"].record["title"]
    assert warned(written("document", code="L26N", title=title)) == [
        ("title", "L26 – Voortgangsbrief van zomer 2026 heeft dezelfde titel; dit wordt een andere brief.")
    ]


def test_a_source_that_is_public_in_one_row_and_not_in_another_is_told_of() -> None:
    row = written("figure", **COUNT, public="nee")
    assert warned(row) == [
        ("public", "Voortgangsbrief van zomer 2026 is hier openbaar: nee, en in een andere rij: ja.")
    ]
    both = [
        RawRow(
            "figure", {**written("figure", title=title, document="N26", public=public, **COUNT).texts}, "Cijfers", line
        )
        for title, public, line in (("Aa", "ja", 3), ("Bb", "nee", 5))
    ]
    assert [(item.sheet, item.line, item.column) for item in check(*both).warnings] == [
        ("Cijfers", 3, "Openbaar"), ("Cijfers", 5, "Openbaar"),
    ]  # fmt: skip


def test_what_its_source_could_not_know_to_be_realised_is_told_of() -> None:
    late = "'september 2026' komt na de dag van de bron (31 juli 2026) en is gerealiseerd."
    assert warned(written("milestone", moment="september 2026", certainty="gerealiseerd")) == [("certainty", late)]
    assert warned(written("milestone", moment="september 2026", certainty="verwacht")) == []
    assert warned(written("milestone", moment="zomer 2026", certainty="gerealiseerd")) == []
    letter = written("document", known_on="1 oktober 2026")
    assert warned(letter, written("event", document="N27", moment="september 2026", certainty="gerealiseerd")) == []


def test_what_is_withdrawn_is_not_warned_of_and_whatever_stands_can_be_asked_about() -> None:
    for known in (bundled_known(), demo_known()):
        rows = [
            ProposedRow(kind, key, item.record, replaces=item.entry)
            for (kind, key), item in known.standing.items() if kind not in {"pilot", "area"}
        ]  # fmt: skip
        assert {item.field for item in warnings_of(rows, known)} <= {"value", "qualifier"}
        gone = [ProposedRow(row.kind, row.key, row.record, row.replaces, withdraws=True) for row in rows]
        assert warnings_of(gone, known) == []
