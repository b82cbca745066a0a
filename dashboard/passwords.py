"""Hashing passwords and looking whether one is right: never more than two at once, since each takes 64 MB."""

from __future__ import annotations

import threading
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Hashes computed at the same time, whatever the number of visitors who log in.
AT_ONCE = 2


class Passwords:
    """``hasher``: with its parameters new passwords are hashed; older hashes keep working."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher = hasher
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        with self._places:
            return self._hasher.hash(_typed(password))

    def is_right(self, password: str, password_hash: str | None) -> bool:
        """Whether this is the password of a hash. None: never, after just as much work."""
        decoy = self._decoy
        try:
            with self._places:
                right = self._hasher.verify(password_hash or decoy, _typed(password))
        except (VerificationError, InvalidHashError):
            return False
        return right and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether a hash was made with other parameters than new ones are."""
        return self._hasher.check_needs_rehash(password_hash)

    @cached_property
    def _decoy(self) -> str:
        """A hash to look at for names that have none."""
        return self.hash("van niemand")


def are_same(one: str, other: str) -> bool:
    """Whether two typed passwords are one and the same, however a keyboard puts its accents together."""
    return _typed(one) == _typed(other)


def _typed(password: str) -> bytes:
    """The same bytes for the same password, however a keyboard puts its accents together."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
