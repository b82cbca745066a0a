"""Too many wrong passwords: who is kept out, for how long, and how that is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from dashboard.words import moment_phrase
from data_sources.errors import PasswordRefused, StoreBusy
from data_sources.store.audit import NOBODY, note
from data_sources.store.engine import Engines, waiting
from data_sources.store.guesses import Lock, count_guess, locks_of

_LONGEST = 40
# Seconds that logging in waits for who writes. Anybody may ask for it, and each who waits holds a thread.
_PATIENCE = 1.5
# What can be in no username is counted all the same, in a form that every database can hold.
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]")
# As proxies write an address with the port it came from, which is another one each time.
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}")


@dataclass(frozen=True)
class Guess:
    """One that was counted, by the name and the address it is counted under. ``last_of``: those for which no more are
    looked at after it.
    """

    username: str
    address: str
    last_of: Sequence[str]


class Guesses:
    """Counts on the one store that all replicas share."""

    def __init__(self, engines: Engines, now: Callable[[], datetime]) -> None:
        self._engines = engines
        self._now = now

    def count(self, username: str, address: str) -> Guess:
        """Count a guess before it is looked at. Raises PasswordRefused where there were too many, or where
        it cannot be counted now.
        """
        name, neighbourhood = guessed_name(username), _neighbourhood(address)
        try:
            with waiting(self._engines.writer, _PATIENCE).begin() as connection:
                now = self._now()
                counted = count_guess(connection, username=name, address=neighbourhood, at=now)
        except StoreBusy as error:
            raise PasswordRefused(
                "Aanmelden lukt nu niet, omdat er iets anders wordt opgeslagen. Probeer het zo opnieuw.",
                found=error.message,
            ) from error
        if counted.lock is not None:
            raise _kept_out(counted.lock, now)
        return Guess(name, neighbourhood, counted.last_of)

    def refuse(self, guess: Guess, why: str) -> PasswordRefused:
        """What to tell of a guess that was wrong. The one that began a lock leaves an event, and no other does."""
        # Only for the event is it worth to wait.
        with (self._engines.writer if guess.last_of else self._engines.reader).begin() as connection:
            now = self._now()
            locks = locks_of(connection, username=guess.username, address=guess.address, at=now)
            for lock in locks:
                if lock.of in guess.last_of:
                    note(
                        connection, at=now, person=None, action="aanmelden-geblokkeerd", subject=lock.of,
                        reason=f"Te veel verkeerde wachtwoorden; tot {moment_phrase(lock.until)}.", otherwise=NOBODY,
                    )  # fmt: skip
        return _kept_out(max(locks, key=lambda lock: lock.until), now) if locks else PasswordRefused(why)


def guessed_name(username: str) -> str:
    """A username as it is looked for and counted, whatever was typed; what cannot be one is that of no account."""
    return _NOT_IN_A_NAME.sub("?", username.strip().lower())[: _LONGEST + 1]


def _neighbourhood(address: str) -> str:
    """The address to count under. Of IPv6 the network of 64 bits, which is what one household or host is given."""
    ported = _WITH_PORT.fullmatch(address.strip())
    try:
        found = ip_address((ported[1] or ported[2] if ported else address.strip()) or "")
    except ValueError:
        return "onbekend adres"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))
    return str(found)


def _kept_out(lock: Lock, now: datetime) -> PasswordRefused:
    minutes = max(1, -((now - lock.until) // timedelta(minutes=1)))
    word = "minuut" if minutes == 1 else "minuten"
    return PasswordRefused(
        f"Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over {minutes} {word} opnieuw."
    )
