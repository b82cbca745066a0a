"""How many passwords are hashed at the same time, whoever asks."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher

from dashboard.passwords import Passwords


class _Watched(PasswordHasher):
    """Two are at work at once, or nobody gets on; and it is remembered how many were."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self._pair, self._lock = threading.Barrier(2, timeout=20), threading.Lock()
        self._inside = self.most = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        with self._lock:
            self._inside += 1
            self.most = max(self.most, self._inside)
        self._pair.wait()
        found = super().hash(password, salt=salt)
        # Whoever comes in as soon as one has left is counted only after that one is.
        with self._lock:
            self._inside -= 1
        return found


def test_at_most_two_passwords_are_hashed_at_the_same_time() -> None:
    watched = _Watched()
    passwords = Passwords(watched)
    with ThreadPoolExecutor(8) as pool:
        hashes = list(pool.map(passwords.hash, [f"zin {n}" for n in range(8)]))
    assert (len(set(hashes)), watched.most) == (8, 2)
    assert PasswordHasher().verify(hashes[0], "zin 0")
