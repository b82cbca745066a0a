"""The address of a mail server, read whole or refused."""

from __future__ import annotations

import pytest

from data_sources.errors import SettingsError
from data_sources.mail_address import MailServer, read_mail_server

WHOM = "?from=cijfers@vt.example&to=a@vt.example"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (f"smtp://mail{WHOM}", ("none", "mail", 25, None, None)),
        (f"smtps://mail.vt.example/{WHOM}", ("tls", "mail.vt.example", 465, None, None)),
        (f"smtp+starttls://u:p%40s%2Fs@mail:2525/{WHOM}", ("starttls", "mail", 2525, "u", "p@s/s")),
        (f"smtp+starttls://vt%40ons:p@mail/{WHOM}", ("starttls", "mail", 587, "vt@ons", "p")),
    ],
)
def test_an_address_says_how_where_and_as_whom(url: str, server: tuple[object, ...]) -> None:
    found = read_mail_server(url)
    assert (found.security, found.host, found.port, found.user, found.password) == server
    assert (found.sender, found.recipients) == ("cijfers@vt.example", ("a@vt.example",))


def test_recipients_are_parted_by_commas_and_keep_their_plus() -> None:
    found = read_mail_server("smtp://mail/?to=a+vt@b.example,c%2Bd@e.example&from=f@g")
    assert (found.sender, found.recipients) == ("f@g", ("a+vt@b.example", "c+d@e.example"))


def test_a_password_is_not_shown() -> None:
    server = MailServer("tls", "mail", 465, "naam", "geheim", "a@b", ("c@d",))
    assert "geheim" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "", "mail", f"http://mail/{WHOM}", f"smtp:///{WHOM}", f"smtp://mail:0/{WHOM}", f"smtp://mail:post/{WHOM}",
        f"smtp://mail/pad{WHOM}", "smtp://mail/", "smtp://mail/?from=a@b", "smtp://mail/?to=a@b",
        "smtp://mail/?from=a@b&to=", "smtp://mail/?from=a@b&to=c@d,", "smtp://mail/?from=ab&to=c@d",
        "smtp://mail/?from=a@b&to=c@d&cc=e@f", "smtp://mail/?from=a@b&to=c@d&to=e@f", "smtp://mail/?from&to=c@d",
        "smtp://mail/?from=a@b&to=c@d%0D%0ABcc:e@f", "smtp://mail/?from=Naam%20<a@b>&to=c@d",
        f"smtp://naam@mail/{WHOM}", f"smtp://mail/{WHOM}#x",
    ],
)  # fmt: skip
def test_an_address_that_says_too_little_or_something_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_mail_server(url)


@pytest.mark.parametrize("host", ["mail.vt.example", "10.0.0.5", "[2001:db8::1]", "localhost.vt.example", "127.vt.nl"])
def test_a_password_does_not_leave_this_machine_in_the_clear(host: str) -> None:
    with pytest.raises(SettingsError, match=r"Schrijf smtp\+starttls:// of smtps://") as refused:
        read_mail_server(f"smtp://naam:geheim@{host}/{WHOM}")
    assert "geheim" not in f"{refused.value} {refused.value.facts}"
    for safe in (f"smtp://{host}/{WHOM}", f"smtps://n:g@{host}/{WHOM}", f"smtp+starttls://n:g@{host}/{WHOM}"):
        assert read_mail_server(safe).recipients == ("a@vt.example",)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_a_server_on_this_machine_may_be_given_a_password_without_tls(host: str) -> None:
    assert read_mail_server(f"smtp://naam:geheim@{host}/{WHOM}").password == "geheim"
