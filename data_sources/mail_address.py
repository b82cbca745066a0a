"""The address of a mail server with whom it sends for and to, as one setting holds it.

smtp://NAME:PASSWORD@HOST:PORT/?from=A@B&to=C@D,E@F; smtps:// speaks TLS from the start, smtp+starttls:// after a
greeting. Name and password may be left out; what has a meaning in an address is written as %40 and the like. By
smtp:// they would be readable on the way, so that is for a server on this machine only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import unquote, urlsplit

from data_sources.errors import SettingsError

Security = Literal["none", "tls", "starttls"]

_SCHEMES: dict[str, tuple[Security, int]] = {
    "smtp": ("none", 25), "smtps": ("tls", 465), "smtp+starttls": ("starttls", 587),
}  # fmt: skip
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out, as whom and to whom."""

    security: Security
    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    sender: str
    recipients: tuple[str, ...]


def read_mail_server(url: str) -> MailServer:
    """The server of an address. Raises ValueError for one that is incomplete or says something unknown, SettingsError
    for one by which a password would go over the network in the clear.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.port == 0 or parts.path not in {"", "/"}:
        raise ValueError("not the address of a mail server")
    security, port = _SCHEMES[parts.scheme]
    # Not parse_qs, to which a plus is a space.
    pairs = [tuple(pair.split("=", 1)) for pair in parts.query.split("&")]
    if sorted(pair[0] for pair in pairs) != ["from", "to"] or any(len(pair) != 2 for pair in pairs) or parts.fragment:
        raise ValueError("an address with other words than from and to")
    words = {pair[0]: unquote(pair[1]) for pair in pairs}
    recipients = tuple(words["to"].split(","))
    for mailbox in (words["from"], *recipients):
        if not _MAILBOX.fullmatch(mailbox):
            raise ValueError("not an e-mail address")
    if (parts.username is None) != (parts.password is None):
        raise ValueError("a name without password, or the other way round")
    if parts.username is not None and security == "none" and not _is_here(parts.hostname):
        raise SettingsError(
            "VT_SMTP_URL zou naam en wachtwoord met smtp:// leesbaar over het netwerk sturen. Schrijf smtp+starttls://"
            " of smtps://, of laat naam en wachtwoord weg."
        )
    user, password = (None if part is None else unquote(part) for part in (parts.username, parts.password))
    return MailServer(security, parts.hostname, parts.port or port, user, password, words["from"], recipients)


def _is_here(host: str) -> bool:
    """Whether what is sent to a host stays on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
