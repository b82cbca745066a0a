"""One thing that must hold, as the benches print it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """The measured value, and the most it may be."""

    name: str
    value: float
    most: float
    unit: str = "×"

    def __str__(self) -> str:
        verdict = "PASS" if self.value <= self.most else f"MISSED by {self.value - self.most:.2f} {self.unit}"
        return f"{self.name:<42} {self.value:6.2f} {self.unit:<3} (at most {self.most:g})   {verdict}"
