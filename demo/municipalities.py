"""Made-up municipalities: no name or code here belongs to an existing one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SEED = 84847

# Veilig Thuis area (as of 2022): number of municipalities, and made-up inhabitants in thousands.
AREAS: dict[str, tuple[int, int]] = {
    "VT01": (6, 1060), "VT02": (12, 490), "VT03": (6, 430), "VT04": (18, 640), "VT05": (16, 690), "VT06": (14, 550),
    "VT07": (7, 250), "VT08": (10, 570), "VT09": (9, 1110), "VT10": (18, 790), "VT11": (11, 530), "VT12": (10, 540),
    "VT13": (15, 510), "VT14": (20, 810), "VT15": (9, 480), "VT16": (16, 650), "VT17": (15, 660), "VT18": (13, 1330),
    "VT19": (14, 620), "VT20": (24, 1330), "VT21": (16, 700), "VT22": (8, 340), "VT23": (13, 380), "VT24": (10, 450),
    "VT25": (16, 590), "VT26": (19, 780),
}  # fmt: skip

# Year of dissolution, one per dissolved municipality, with its area. 2019: already gone before the first period.
DISSOLVED: tuple[tuple[str, int], ...] = (
    ("VT08", 2019), ("VT10", 2019), ("VT04", 2020), ("VT14", 2020), ("VT20", 2021), ("VT08", 2021), ("VT16", 2021),
    ("VT26", 2021), ("VT17", 2022), ("VT12", 2022), ("VT16", 2022), ("VT18", 2023), ("VT24", 2023), ("VT22", 2025),
    ("VT13", 2025),
)  # fmt: skip

# Small animals and wild plants: Dutch in sound, and no municipality is called after them.
_STEMS = (
    "Kievits", "Reigers", "Lijster", "Merel", "Otter", "Marter", "Wezel", "Karper", "Spreeuwen", "Fazanten", "Wulpen",
    "Egels", "Libellen", "Kwartel", "Klaver", "Distel", "Varen", "Esdoorn", "Kamille", "Bramen", "Gagel", "Brem",
    "Vlier", "Zuring", "Mispel",
)  # fmt: skip
_ENDINGS = (
    "veen", "horst", "drecht", "donk", "laar", "hage", "oord", "schoten", "beek", "woude", "sluis", "kerke", "hoven",
    "rade", "broek", "mond", "zande", "wolde",
)  # fmt: skip

# Awkward on purpose: a name that is also a province and a VT region, an accent, a leading apostrophe.
_AWKWARD = {"VT02": "Drenthe (gemeente)", "VT04": "Merelsterlân", "VT09": "'s-Gagelhage"}

# Existing codes end below GM2000, so these cannot be mistaken for one.
_FIRST_CODE = 7001


@dataclass(frozen=True)
class Municipality:
    """``inhabitants`` are those of 2019; from ``dissolved`` on they belong to the one at position ``heir``."""

    code: str
    title: str
    area: str
    inhabitants: int
    heir: int
    dissolved: int | None = None

    def exists_in(self, year: int) -> bool:
        return self.dissolved is None or year < self.dissolved


def make_municipalities() -> list[Municipality]:
    """The same 345 living and 15 dissolved municipalities at every call, grouped by area."""
    rng = np.random.default_rng([SEED, 1])
    names = [stem + ending for stem in _STEMS for ending in _ENDINGS]
    shuffled = iter([names[index] for index in rng.permutation(len(names))])
    made: list[Municipality] = []
    for area, (number, thousands) in AREAS.items():
        first = len(made)
        years: list[int | None] = [year for place, year in DISSOLVED if place == area]
        for place, (inhabitants, dissolved) in enumerate(
            zip(_sizes(rng, number + len(years), thousands * 1000), [None] * number + years, strict=True)
        ):
            title = _AWKWARD[area] if place == 0 and area in _AWKWARD else next(shuffled)
            code = f"GM{_FIRST_CODE + len(made)}"
            # The first of an area is its city; it takes in what is dissolved.
            heir = first if dissolved else len(made)
            made.append(Municipality(code, title, area, inhabitants, heir=heir, dissolved=dissolved))
    return made


def _sizes(rng: np.random.Generator, number: int, inhabitants: int) -> list[int]:
    """One city and a tail of small places, together about the inhabitants of the area."""
    weights = rng.lognormal(sigma=0.75, size=number)
    weights[0] = weights.max() * 3
    return [int(size) for size in np.rint(weights / weights.sum() * inhabitants)]
