"""A load is told of once, by who stored it; whether that works is kept and changes nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.news import channels, load_message
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.contract import Load
from data_sources.notify import Channel, Webhook
from data_sources.refresh import Refreshed
from data_sources.registry import CBS_HOST
from data_sources.store.history import attempts
from data_sources.store.prepare import Store, prepare
from demo.standin import StandIn
from tests.commands import run
from tests.dashboard.reading import parts, text
from tests.data_sources.receivers import Hook, MailBox
from tests.data_sources.releases import tiny

NOVEMBER = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
LOAD = Load(
    id=7, kind="statline", table="84847NED", host=CBS_HOST, known_on=date(2026, 10, 30), known_on_precision="dag",
    known_on_basis="cbs-modified", published_on=date(2026, 10, 30), fetched_at=NOVEMBER,
    source_title="Veilig Thuis; kerncijfers", source_url="https://opendata.cbs.nl/84847NED",
)  # fmt: skip
RESULT = Refreshed(
    table="84847NED", outcome="stored", load=LOAD, rows=150_000, new=3080, changed=412, removed=0, seconds=3,
    warnings=["Nieuw onderwerp: 'Afgeronde casussen'."],
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = prepare(f"sqlite:///{tmp_path}/store.db")
    yield made
    made.engines.dispose()


def refresh(
    store: Store, cbs: StandIn, told: Sequence[Channel], *, kind: str = "statline", public_url: str | None = None
) -> list[list[str]]:
    """Refresh, and give what each attempt so far keeps of whom was told."""
    services = Services(
        store=store, settings=Settings(cbs_url=cbs.url, public_url=public_url), now=lambda: NOVEMBER, load_kind=kind,
        channels=told,
    )  # fmt: skip
    [result] = services.fetching.refresh(None, accept_host=False, force=True, progress=lambda _name, _bytes: None)
    assert result.error is None
    return [attempt.messages for attempt in attempts(store.engines.reader)]


def test_a_load_says_what_changed_and_where_to_look() -> None:
    message = load_message(RESULT, LOAD, newest=("2026HJ01", "voorlopig"), public_url="https://vt.example")
    assert message.text == (
        "Er zijn nieuwe cijfers bewaard: CBS StatLine, tabel 84847NED, Veilig Thuis; kerncijfers.\n"
        "\n"
        "Gepubliceerd op 30 oktober 2026.\n"
        "Cijfers: 3.080 nieuw, 412 veranderd, 0 vervallen.\n"
        "Nieuwste periode: 1e halfjaar 2026 (voorlopig).\n"
        "\n"
        "Let op:\n"
        "- Nieuw onderwerp: 'Afgeronde casussen'.\n"
        "\n"
        "Wat er veranderde: https://vt.example/gegevens\n"
    )
    assert message.subject == "Nieuwe cijfers in tabel 84847NED: 3.080 nieuw, 412 veranderd, 0 vervallen"
    assert {name: value for name, value in message.record.items() if name not in {"load", "text"}} == {
        "table": "84847NED", "new": 3080, "changed": 412, "removed": 0, "newest_period": "2026HJ01",
        "warnings": ["Nieuw onderwerp: 'Afgeronde casussen'."], "url": "https://vt.example/gegevens",
    }  # fmt: skip
    assert message.record["text"] == message.text
    load = message.record["load"]
    assert (load["id"], load["known_on"], load["host"], load["known_on_precision"]) == (
        7, "2026-10-30", CBS_HOST, "dag",
    )  # fmt: skip


def test_where_to_look_is_a_page_that_is_there(store: Store) -> None:
    message = load_message(RESULT, LOAD, newest=None, public_url="https://vt.example")
    settings = Settings(public_url="https://vt.example")
    services = Services(store=store, settings=settings, now=lambda: NOVEMBER)
    client = build_dashboard(services, settings).server.test_client()
    address = message.record["url"].removeprefix("https://vt.example")
    assert (client.get(address).status_code, client.get(f"{address}-weg").status_code) == (200, 404)
    assert "Gegevens" in [text(part) for part in parts(client, address) if part["type"] == "H1"]


def test_figures_that_are_not_from_cbs_say_so_in_subject_and_text() -> None:
    message = load_message(RESULT, replace(LOAD, host="127.0.0.1"), newest=None, public_url=None)
    assert "Let op: niet van CBS (127.0.0.1)." in message.text
    assert message.subject.endswith("0 vervallen (niet van CBS (127.0.0.1))")
    assert (message.record["url"], message.record["newest_period"]) == (None, None)
    assert "http" not in message.text


def test_a_load_that_changes_no_figure_says_what_did_change() -> None:
    same = replace(RESULT, new=0, changed=0, warnings=[])
    text = load_message(same, LOAD, newest=None, public_url=None).text
    assert "De cijfers zelf bleven gelijk; hun status of omschrijving veranderde." in text
    assert "Let op" not in text


def test_each_load_is_told_of_once_by_every_channel(store: Store) -> None:
    with StandIn(tiny(1)) as cbs, Hook() as hook, MailBox() as box:
        told = channels(Settings(webhook_url=hook.url, smtp_url=box.url()), now=lambda: NOVEMBER)
        sentences = ["Webhook: bericht bezorgd.", "E-mail: bericht bezorgd."]
        assert refresh(store, cbs, told, public_url="https://vt.example") == [sentences]
        # Nothing new is nothing to tell.
        assert refresh(store, cbs, told) == [sentences, []]
        cbs.publish(tiny(2))
        assert refresh(store, cbs, told) == [sentences, [], sentences]
        [first, second] = [record for _, _, record in hook.got]
        assert len(box.mails) == 2
    assert (first["new"], first["changed"], first["newest_period"]) == (2 * 21 * 14, 0, "2025JJ00")
    assert (second["new"], second["newest_period"]) == (2 * 14, "2026HJ01")
    assert second["changed"] > 0
    assert second["load"]["id"] > first["load"]["id"]
    assert box.mails[0][2].get_content().replace("\r\n", "\n") == first["text"]


def test_a_channel_that_fails_is_kept_with_the_attempt_and_the_load_stands(store: Store) -> None:
    with StandIn(tiny(1)) as cbs, Hook(500) as hook:
        assert refresh(store, cbs, [Webhook(hook.url)]) == [["Webhook: mislukt (antwoord 500)."]]
        # It is not tried again: the load has been told of, as well as could be.
        assert refresh(store, cbs, [Webhook(hook.url)])[1] == []
        assert len(hook.got) == 1
    assert [attempt.outcome for attempt in attempts(store.engines.reader)] == ["stored", "unchanged"]


def test_a_fault_of_our_own_in_telling_leaves_the_load(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    class Saboteur:
        """Takes away what the store needs to keep whom was told."""

        name = "Postduif"

        def deliver(self, _message: object) -> str | None:
            with store.engines.writer.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE attempt RENAME COLUMN messages TO berichten")
            return None

    with StandIn(tiny(1)) as cbs:
        services = Services(
            store=store, settings=Settings(cbs_url=cbs.url), now=lambda: NOVEMBER, channels=[Saboteur()]
        )  # fmt: skip
        [result] = services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
    assert result.outcome == "stored"
    assert "could not tell of load" in caplog.text


def test_fiction_is_never_told_of(store: Store) -> None:
    with StandIn(tiny(1)) as cbs, Hook() as hook:
        assert refresh(store, cbs, [Webhook(hook.url)], kind="demo") == [[]]
        assert hook.got == []


def test_the_command_tells_and_ends_well_when_it_cannot(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with StandIn(tiny(1)) as cbs, Hook() as hook:
        ran = run(
            tmp_path, "refresh", "--json", VT_CBS_URL=cbs.url, VT_WEBHOOK_URL=hook.url,
            VT_SMTP_URL=f"smtp://naam:geheim-post@127.0.0.1:{port}/?from=a@b&to=c@d",
        )  # fmt: skip
        assert (ran.code, ran.json["outcome"], len(hook.got)) == (0, "stored", 1)
    assert "de mailserver is niet te bereiken" in ran.err
    assert "geheim" not in ran.err
