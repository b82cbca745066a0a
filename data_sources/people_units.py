"""Which units count people, so that a small number of them may tell of somebody. Pure."""

from __future__ import annotations

# Devices are people: each is somebody's. A unit that is in neither list counts as people, and so does 'aantal', which
# says nothing: it is better to show too little than to tell of one person.
NO_PEOPLE = frozenset((
    "regio's", "politieregio's", "veiligheidsregio's", "arrondissementen", "gebieden", "gemeenten", "steden",
    "provincies", "landen", "locaties", "proeftuinen", "pilots", "pilotregio's", "pilotsteden", "pilotgebieden",
    "organisaties", "ziekenhuizen", "bijeenkomsten", "aanvragen", "adviesaanvragen", "adviesvragen", "verzoeken",
    "euro", "jaar", "jaren", "maanden", "weken", "dagen", "uren", "uur", "minuten",
))  # fmt: skip


# What may stand before such a unit and leaves it what it is: 'de deelnemende gemeenten'.
_BEFORE = frozenset(("de", "het", "alle", "deelnemende", "betrokken", "aangesloten", "nederlandse"))
_THOUSANDTHS = ("‰", "promille")
_HUNDREDTHS = ("%", "procent", "percent", "pct")


def counts_people(unit: str) -> bool:
    """Whether a number in this unit, or of this denominator, may be a number of people."""
    words = unit.lower().replace("’", "'").split()
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    return " ".join(words) not in NO_PEOPLE


def share_of(unit: str) -> int | None:
    """Of how many a number in this unit is so many, 100 or 1000; None for a unit that is of no share. What has a word
    for it in its name is one: 'percentage', 'procent van de zaken', 'procentpunt'.
    """
    name = unit.lower()
    if any(word in name for word in _THOUSANDTHS):
        return 1000
    return 100 if any(word in name for word in _HUNDREDTHS) else None
