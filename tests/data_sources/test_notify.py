"""Telling others: over real HTTP and SMTP, and whatever goes wrong is a sentence without any secret in it."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_sources.mail_address import read_mail_server
from data_sources.notify import Channel, Mail, Message, Webhook, tell
from demo.certificate import self_signed, serving_with
from tests.data_sources.receivers import Hook, MailBox

MESSAGE = Message(
    "Nieuwe cijfers: +16,0% in Fryslân",
    "Er zijn nieuwe cijfers.\n.\nVóór: 75.000 – nu: 74.870.\n",
    {"table": "84847NED"},
)
NOVEMBER = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
PATIENT = 5.0


def mail(url: str, *, ca_bundle: str | None = None, timeout: float = PATIENT) -> Mail:
    return Mail(read_mail_server(url), now=lambda: NOVEMBER, ca_bundle=ca_bundle, timeout=timeout)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody trusts."""
    return self_signed(tmp_path_factory.mktemp("tls"))


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_a_webhook_is_told_once_as_json(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="data_sources")
    with Hook() as hook:
        assert tell([Webhook(hook.url)], MESSAGE) == ["Webhook: bericht bezorgd."]
        assert hook.got == [("/haak/geheim-pad", "application/json", {"table": "84847NED"})]
    assert "told by Webhook" in caplog.text


def test_mail_reaches_all_recipients_with_its_text_as_it_was() -> None:
    with MailBox() as box:
        url = box.url(user="naam:ge%40heim@", to="a+cijfers@vt.example,b@vt.example")
        assert tell([mail(url)], MESSAGE) == ["E-mail: bericht bezorgd."]
        [(sender, recipients, letter)] = box.mails
        [login] = [command for command in box.commands if command.startswith("AUTH")]
    assert "<cijfers@vt.example>" in sender
    assert [text.split("<")[1].split(">")[0] for text in recipients] == ["a+cijfers@vt.example", "b@vt.example"]
    assert login == "AUTH PLAIN AG5hYW0AZ2VAaGVpbQ=="
    assert letter.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert (letter["Subject"], letter["From"], letter["To"], letter["Auto-Submitted"]) == (
        MESSAGE.subject, "cijfers@vt.example", "a+cijfers@vt.example, b@vt.example", "auto-generated",
    )  # fmt: skip
    assert letter["Date"].datetime == NOVEMBER
    assert letter["Message-ID"].endswith("@vt.example>")


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_mail_goes_over_tls_with_the_certificates_of_the_setting(scheme: str, certificate: Path) -> None:
    security = {"smtps": "tls", "smtp+starttls": "starttls"}[scheme]
    with MailBox(security=security, tls=serving_with(certificate)) as box:
        url = box.url(scheme)
        assert tell([mail(url)], MESSAGE) == ["E-mail: mislukt (het certificaat klopt niet, zie VT_CA_BUNDLE)."]
        assert box.mails == []
        assert tell([mail(url, ca_bundle=str(certificate))], MESSAGE) == ["E-mail: bericht bezorgd."]
        assert len(box.mails) == 1


def test_a_webhook_goes_over_tls_with_the_certificates_of_the_setting(certificate: Path) -> None:
    with Hook(tls=serving_with(certificate)) as hook:
        sentence = "Webhook: mislukt (het certificaat klopt niet, zie VT_CA_BUNDLE)."
        assert tell([Webhook(hook.url)], MESSAGE) == [sentence]
        assert hook.got == []
        assert tell([Webhook(hook.url, ca_bundle=str(certificate))], MESSAGE) == ["Webhook: bericht bezorgd."]


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_an_error_of_a_webhook_is_told_with_its_number(status: int) -> None:
    with Hook(status) as hook:
        assert tell([Webhook(hook.url)], MESSAGE) == [f"Webhook: mislukt (antwoord {status})."]
        assert len(hook.got) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with Hook() as other, Hook(status, location=other.url) as hook:
        [sentence] = tell([Webhook(hook.url)], MESSAGE)
        assert sentence == "Webhook: mislukt (het adres verwijst door; zet het nieuwe adres in VT_WEBHOOK_URL)."
        assert other.got == []


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    with Hook() as hook:
        assert tell([Webhook(hook.url)], MESSAGE) == ["Webhook: bericht bezorgd."]


def test_an_address_where_nobody_listens() -> None:
    url = f"127.0.0.1:{closed_port()}"
    assert tell([Webhook(f"http://{url}/geheim"), mail(f"smtp://{url}?from=a@b&to=c@d")], MESSAGE) == [
        "Webhook: mislukt (het adres is niet te bereiken of verbrak de verbinding).",
        "E-mail: mislukt (de mailserver is niet te bereiken of verbrak de verbinding).",
    ]


def test_one_that_says_nothing_is_waited_for_until_its_time_out() -> None:
    with Hook(None) as hook, MailBox({"CONNECT": ""}) as silent, MailBox({".": ""}) as late:
        channels: list[Channel] = [Webhook(hook.url, timeout=0.2)]
        channels += [mail(box.url(), timeout=0.2) for box in (silent, late)]
        begun = time.monotonic()
        assert tell(channels, MESSAGE) == [
            "Webhook: mislukt (geen antwoord binnen 0,2 seconden).",
            *["E-mail: mislukt (geen antwoord van de mailserver binnen 0,2 seconden)."] * 2,
        ]
        assert time.monotonic() - begun < 2


def test_an_answer_that_drips_ends_with_patience_and_holds_up_nobody_else() -> None:
    with Hook(drip=True) as hook, MailBox() as box:
        begun = time.monotonic()
        assert tell([Webhook(hook.url), mail(box.url())], MESSAGE, patience=1) == [
            "Webhook: mislukt (niet klaar binnen 1 seconden).", "E-mail: bericht bezorgd.",
        ]  # fmt: skip
        assert 1 <= time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("replies", "problem"),
    [
        ({"AUTH": "535 nee geheim"}, "de mailserver weigert de naam of het wachtwoord"),
        ({"MAIL": "550 nee geheim"}, "de mailserver weigert de afzender"),
        ({"RCPT": "550 nee geheim"}, "de mailserver weigert alle ontvangers"),
        ({"DATA": "451 nee geheim"}, "de mailserver antwoordt 451"),
        ({".": "554 nee geheim"}, "de mailserver antwoordt 554"),
        ({"CONNECT": "554 nee geheim"}, "de mailserver antwoordt 554"),
    ],
)
def test_what_a_mail_server_refuses_is_told_without_its_words(
    replies: Mapping[str, str], problem: str, caplog: pytest.LogCaptureFixture
) -> None:
    with MailBox(replies) as box:
        assert tell([mail(box.url(user="naam:geheim@"))], MESSAGE) == [f"E-mail: mislukt ({problem})."]
    assert problem in caplog.text
    assert "geheim" not in caplog.text


def test_recipients_that_are_refused_are_counted_while_the_others_get_theirs() -> None:
    with MailBox() as box:
        url = box.url(to="a@vt.example,b@weg.example,c@vt.example")
        assert tell([mail(url)], MESSAGE) == ["E-mail: mislukt (1 van de 3 ontvangers geweigerd)."]
        assert len(box.mails[0][1]) == 2


def test_what_was_accepted_is_told_however_the_server_says_goodbye() -> None:
    with MailBox({"QUIT": "500 wat"}) as box:
        assert tell([mail(box.url())], MESSAGE) == ["E-mail: bericht bezorgd."]


def test_a_server_without_tls_is_not_told_in_the_open(certificate: Path) -> None:
    with MailBox() as box:
        [asked] = tell([mail(box.url("smtp+starttls"))], MESSAGE)
        [spoken] = tell([mail(box.url("smtps"))], MESSAGE)
        assert asked == "E-mail: mislukt (de mailserver kan niet wat VT_SMTP_URL vraagt: STARTTLS of inloggen)."
        assert spoken == "E-mail: mislukt (de mailserver spreekt op deze poort geen TLS)."
        assert box.mails == []


def test_a_fault_of_ours_is_a_sentence_too_and_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        name = "Postduif"

        def deliver(self, message: Message) -> str | None:
            raise RuntimeError("geheim")

    assert tell([Broken()], MESSAGE) == ["Postduif: mislukt (onverwachte fout: RuntimeError)."]
    assert "geheim" not in caplog.text
