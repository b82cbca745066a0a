"""Which units count people, so that a small number of them may tell of somebody. Pure."""

from __future__ import annotations

# Devices are people: each is somebody's. A unit that is in neither list counts as people, and so does 'aantal', which
# says nothing: it is better to show too little than to tell of one person.
NO_PEOPLE = frozenset((
    "regio's", "politieregio's", "veiligheidsregio's", "arrondissementen", "gebieden", "gemeenten", "steden",
    "provincies", "landen", "locaties", "proeftuinen", "pilots", "pilotregio's", "pilotsteden", "pilotgebieden",
    "organisaties", "ziekenhuizen", "bijeenkomsten", "aanvragen", "adviesaanvragen", "verzoeken",
    "euro", "jaar", "jaren", "maanden", "weken", "dagen", "uren", "uur", "minuten",
))  # fmt: skip


def counts_people(unit: str) -> bool:
    """Whether a number in this unit, or of this denominator, may be a number of people."""
    return unit.strip().lower().replace("’", "'") not in NO_PEOPLE
