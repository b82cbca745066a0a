"""Texts that people write, made tidy; and what may not stand in one, since it would be read as something else later.

A text of the ledger ends in pages, spreadsheets, calendars and documents of others, each with signs of its own.
"""

from __future__ import annotations

import re
import unicodedata

from data_sources.pilots.problem import Problem

# White space that Unicode counts as control signs; \x0b is the line break that Word leaves in copied text.
_SPACE = "\t\n\r\x0b\x0c"
# Control, format (zero-width, direction), surrogate, private use, not assigned.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@")


def tidy(text: str) -> str:
    """The same text in composed letters (NFC), with one plain space between words and none around them."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same_words(text: str) -> str:
    """By which two writings of a word are the same: whatever their case, spaces and hyphens."""
    return " ".join(tidy(text).casefold().replace("–", "-").replace("—", "-").split())


def find_unseen(text: str) -> Problem | None:
    """A sign that cannot be seen or printed, so that nobody could approve what it does."""
    for place, sign in enumerate(text):
        if sign not in _SPACE and unicodedata.category(sign) in _UNSEEN:
            return Problem(
                f"Teken {place + 1} is een onzichtbaar teken (U+{ord(sign):04X}).",
                "Typ de tekst over, of plak die zonder opmaak.",
            )
    return None


def find_trouble(text: str, *, longest: int) -> Problem | None:
    """What a tidy text has that it may not have: markup, the beginning of a formula, too many signs."""
    markup = _MARKUP.search(text)
    if markup:
        return Problem(
            f"Bij teken {markup.start() + 1} staat '{markup.group()}', het begin van HTML.",
            "Schrijf gewone tekst, zonder codes tussen < en >.",
        )
    if text.startswith(_FORMULA):
        return Problem(
            f"De tekst begint met '{text[0]}'; een rekenblad leest dat als een formule.",
            "Begin met een letter, een cijfer of een aanhalingsteken.",
        )
    if len(text) > longest:
        return Problem(
            f"De tekst heeft {len(text)} tekens; er passen er {longest}.", f"Kort de tekst in tot {longest} tekens."
        )
    return None
