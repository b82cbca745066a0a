"""Every column that people may enter has a label, help in words, and choices that the ledger accepts."""

from __future__ import annotations

import pytest

from data_sources.pilots.entries import KINDS
from data_sources.pilots.fields import CODE_COLUMNS, FIELDS, field_of
from data_sources.pilots.intake import ENTERED, REASON
from tests.intake_rows import bundled_known


@pytest.mark.parametrize("kind", ENTERED)
def test_each_column_of_a_kind_can_be_filled_in_and_so_can_the_reason(kind: str) -> None:
    columns = [field.column for field in FIELDS[kind]]
    assert sorted(columns) == sorted([*KINDS[kind].columns, REASON])
    assert all(field.label and field.help.endswith((".", "…")) for field in FIELDS[kind])
    assert len({field.label.casefold() for field in FIELDS[kind]}) == len(columns)


@pytest.mark.parametrize("kind", ENTERED)
def test_what_says_which_row_it_is_must_be_filled_in_or_is_a_code_that_may_be_left_to_us(kind: str) -> None:
    optional = {CODE_COLUMNS.get(kind), "place", "period"}
    assert all(field_of(kind, column).needed for column in KINDS[kind].key if column not in optional)


def test_choices_are_those_of_this_ledger() -> None:
    def offered(kind: str, column: str) -> dict[str, str]:
        choices = field_of(kind, column).choices
        assert choices is not None
        return dict(choices(bundled_known()))

    assert offered("figure", "pilot")["farr"] == "FARR-pilot"
    assert offered("step", "document")["L26"] == "L26 – Voortgangsbrief van zomer 2026"
    assert offered("step", "area")["hollands-midden"] == "Hollands Midden"
    assert "Opgekomen voor het onderzoek" in offered("figure", "title")
    assert "landelijk" in offered("step", "area")
    assert {"personen", "devices", "%", "proeftuinen"} <= set(offered("figure", "unit"))
    assert "" not in offered("figure", "qualifier")
    assert list(offered("event", "certainty")) == ["gerealiseerd", "gepland", "verwacht", "ambitie"]
