"""Telling others that there are new figures: a webhook, an e-mail. Whether that works never touches the figures.

Each way out answers with a Dutch sentence: told, or why not. No sentence and no line of the log names an address,
a name or a password. An environment's proxies are not used: what is told goes straight to the address that was set.
"""

from __future__ import annotations

import contextlib
import logging
import smtplib
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any, ClassVar, Protocol

import requests

from data_sources.dutch import dutch
from data_sources.mail_address import MailServer

log = logging.getLogger(__name__)

# Seconds one answer may take, and all of it together: a refresh waits for this at its end.
_TIMEOUT, _PATIENCE = 5.0, 10.0
_CERTIFICATE = "het certificaat klopt niet, zie VT_CA_BUNDLE"


@dataclass(frozen=True)
class Message:
    """What is told: to people a subject and a text, to a program an object that JSON can hold."""

    subject: str
    text: str
    record: Mapping[str, Any]


class Channel(Protocol):
    """A way to tell. ``deliver`` gives what went wrong, in Dutch; None when it was told."""

    @property
    def name(self) -> str: ...

    def deliver(self, message: Message) -> str | None: ...


@dataclass(frozen=True)
class Webhook:
    """POSTs the record as JSON. Redirects are not followed: the address was set by somebody, the next one was not."""

    url: str
    ca_bundle: str | None = None
    timeout: float = _TIMEOUT
    name: ClassVar[str] = "Webhook"

    def deliver(self, message: Message) -> str | None:
        try:
            with requests.Session() as session:
                session.trust_env = False
                # Without reading on: what is in an answer does not matter.
                with session.post(
                    self.url, json=message.record, timeout=self.timeout, verify=self.ca_bundle or True,
                    allow_redirects=False, stream=True,
                ) as answer:  # fmt: skip
                    status = answer.status_code
        except requests.RequestException as error:
            return self._explain(error)
        if 300 <= status < 400:
            return "het adres verwijst door; zet het nieuwe adres in VT_WEBHOOK_URL"
        return None if 200 <= status < 300 else f"antwoord {status}"

    def _explain(self, error: requests.RequestException) -> str:
        if isinstance(error, requests.Timeout):
            return f"geen antwoord binnen {dutch(self.timeout)} seconden"
        if isinstance(error, requests.exceptions.SSLError):
            return _CERTIFICATE
        if isinstance(error, requests.ConnectionError):
            return "het adres is niet te bereiken of verbrak de verbinding"
        return f"het adres in VT_WEBHOOK_URL werkt niet ({type(error).__name__})"


@dataclass(frozen=True)
class Mail:
    """Sends the text as an e-mail to all recipients at once."""

    server: MailServer
    now: Callable[[], datetime]
    ca_bundle: str | None = None
    timeout: float = _TIMEOUT
    name: ClassVar[str] = "E-mail"

    def deliver(self, message: Message) -> str | None:
        try:
            refused = self._send(self._letter(message))
        except (smtplib.SMTPException, OSError) as error:
            return self._explain(error)
        count, all_of_them = len(refused), len(self.server.recipients)
        return f"{count} van de {all_of_them} ontvangers geweigerd" if refused else None

    def _letter(self, message: Message) -> EmailMessage:
        letter = EmailMessage()
        letter["Subject"] = message.subject
        letter["From"] = self.server.sender
        letter["To"] = ", ".join(self.server.recipients)
        letter["Date"] = format_datetime(self.now())
        letter["Message-ID"] = make_msgid(domain=self.server.sender.partition("@")[2])
        # Out-of-office answers to a machine help nobody.
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        return letter

    def _send(self, letter: EmailMessage) -> Mapping[str, object]:
        server = self.server
        context = ssl.create_default_context(cafile=self.ca_bundle)
        with contextlib.closing(self._connect(context)) as smtp:
            if server.security == "starttls":
                smtp.starttls(context=context)
            if server.user is not None:
                smtp.login(server.user, server.password or "")
            refused = smtp.send_message(letter)
            # What the server accepted it has accepted, however it says goodbye.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()
            return refused

    def _connect(self, context: ssl.SSLContext) -> smtplib.SMTP:
        server = self.server
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self.timeout, context=context)
        return smtplib.SMTP(server.host, server.port, timeout=self.timeout)

    def _explain(self, error: smtplib.SMTPException | OSError) -> str:
        # smtplib tells a time-out as a broken connection.
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"geen antwoord van de mailserver binnen {dutch(self.timeout)} seconden"
        if isinstance(error, ssl.SSLCertVerificationError):
            return _CERTIFICATE
        if isinstance(error, ssl.SSLError):
            return "de mailserver spreekt op deze poort geen TLS"
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return "de mailserver weigert de naam of het wachtwoord"
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return "de mailserver kan niet wat VT_SMTP_URL vraagt: STARTTLS of inloggen"
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            return "de mailserver weigert alle ontvangers"
        if isinstance(error, smtplib.SMTPSenderRefused):
            return "de mailserver weigert de afzender"
        if isinstance(error, smtplib.SMTPResponseException):
            return f"de mailserver antwoordt {error.smtp_code}"
        return "de mailserver is niet te bereiken of verbrak de verbinding"


def tell(channels: Sequence[Channel], message: Message, *, patience: float = _PATIENCE) -> list[str]:
    """Tell by all channels at once, within ``patience`` seconds; gives a Dutch sentence for each. Raises nothing."""
    deliveries = [_Delivery(channel, message) for channel in channels]
    end = time.monotonic() + patience
    for delivery in deliveries:
        delivery.start()
    for delivery in deliveries:
        delivery.join(max(0, end - time.monotonic()))
    return [_sentence(delivery, patience) for delivery in deliveries]


class _Delivery(threading.Thread):
    """One channel at work, in a thread: a time-out for each read never ends an answer that drips."""

    def __init__(self, channel: Channel, message: Message) -> None:
        super().__init__(name=f"tell by {channel.name}", daemon=True)
        self.channel, self._message = channel, message
        self.problem: str | None = None

    def run(self) -> None:
        try:
            self.problem = self.channel.deliver(self._message)
        except Exception as error:
            # Not the traceback: what others say of an address may hold its secrets.
            self.problem = f"onverwachte fout: {type(error).__name__}"


def _sentence(delivery: _Delivery, patience: float) -> str:
    name = delivery.channel.name
    problem = f"niet klaar binnen {dutch(patience)} seconden" if delivery.is_alive() else delivery.problem
    if problem is None:
        log.info("told by %s", name)
        return f"{name}: bericht bezorgd."
    log.warning("could not tell by %s: %s", name, problem)
    return f"{name}: mislukt ({problem})."
