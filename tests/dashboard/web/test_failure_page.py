"""A store that is busy, full or broken: a page that says what is kept, and all that was typed with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from tests.dashboard.entry_office import FIGURE, EntryOffice, open_entry, said
from tests.databases import ON_SQLITE, Databases

pytestmark = ON_SQLITE
FORM = "/invoer/rij?soort=cijfer"


@pytest.fixture
def office(databases: Databases) -> Iterator[EntryOffice]:
    with open_entry(databases) as made:
        yield made


def writer(office: EntryOffice) -> Engine:
    return office.services._store.engines.writer


def test_a_busy_store_is_told_on_a_page_and_what_was_typed_can_be_sent_again(office: EntryOffice) -> None:
    office.client("anna")

    @event.listens_for(writer(office), "checkout")
    def _impatient(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA busy_timeout=10")

    with writer(office).begin():
        answer = office.send("anna", FORM, **FIGURE)
    text = said(answer)
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "Dit lukt nu niet De opslag is bezet" in text
    assert text.count("opnieuw") == 1
    assert "Er is niets bewaard." in text
    page = answer.get_data(as_text=True)
    assert f'value="{FIGURE["passage"]}"' in page
    assert "Naar wat u had ingevuld" in page
    assert office.services.desk.proposals() == []


def test_a_store_that_takes_nothing_is_told_on_a_page_and_pages_are_shown_all_the_same(office: EntryOffice) -> None:
    client = office.client("anna")

    @event.listens_for(writer(office), "begin")
    def _full(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only=ON")

    answer = office.send("anna", FORM, **FIGURE)
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "Er is niets bewaard." in said(answer)
    assert "geef dan referentie" in said(answer)
    assert client.get("/invoer").status_code == 200


def test_what_breaks_for_another_reason_does_not_say_that_nothing_was_kept(
    office: EntryOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(office.services.desk), "create", break_down)
    answer = office.send("anna", FORM, **FIGURE)
    assert answer.status_code == 500
    assert "Er is niets bewaard." not in said(answer)
    assert "Kijk eerst na of uw wijziging bewaard is" in said(answer)
