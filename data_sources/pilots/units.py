"""Units as people write them: one word for per cent and one for euro, since rules hang on them."""

from __future__ import annotations

import re

from data_sources.pilots.choices import PER_CENT
from data_sources.pilots.plain_text import same_words
from data_sources.pilots.problem import Problem, quoted

_SAME = {
    **dict.fromkeys(
        ("procent", "procenten", "percent", "percentage", "percentages", "pct", "pct.", "perc.", "in %", "in procenten",
         "％", "﹪"), PER_CENT
    ),
    **dict.fromkeys(("€", "euro's", "euro’s", "euros", "eur", "in euro"), "euro"),
}  # fmt: skip
_OTHERS = (
    (
        re.compile(r"(?:procent|percentage|percent|%)[ -]?punt(?:en)?|pp|p\.p\."),
        "een verschil tussen twee percentages",
        "Geef de twee percentages elk een rij met eenheid %, of schrijf het verschil bij 'Feit in woorden'.",
    ),
    (
        re.compile(r".*(?:‰|‱|pro ?mille?|per ?mille).*"), "geen percentage",
        "Reken het om naar % (10‰ is 1%), of schrijf het bij 'Feit in woorden'.",
    ),
)  # fmt: skip
_PER_CENT_AND_MORE = re.compile(r".*[%％﹪].*|.*\b(?:procent|percent)\w*.*")


def read_unit(text: str) -> str | Problem:
    """The unit of a tidy text; any word that is none of these is a unit of its own."""
    words = same_words(text)
    if words in _SAME:
        return _SAME[words]
    for pattern, what, mend in _OTHERS:
        if pattern.fullmatch(words):
            return Problem(f"{quoted(text)} is {what}, en hier geen eenheid.", mend)
    if words != PER_CENT and _PER_CENT_AND_MORE.fullmatch(words):
        return Problem(
            f"{quoted(text)} is meer dan alleen een percentage.",
            "Kies als eenheid %, en schrijf bij 'Percentage van wat' waarvan het een deel is.",
        )
    return text
