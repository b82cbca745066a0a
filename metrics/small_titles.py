"""Titles without the numbers that may not be read: a title is written by people, and may tell what it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDS = dict(zip(("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"), range(1, 10), strict=True))
# A number by itself: not '1e', '24-uurs', '2,5' or a year and the like within a larger one.
_ALONE = re.compile(r"(?<![\w.,])(\d+|[^\W\d]+)(?![\w]|[.,]\d)")


def without_numbers(title: str, hidden: Collection[float]) -> str:
    """The title with '…' in the place of each of these whole numbers, be they written in digits or as a word."""

    def shown(found: re.Match[str]) -> str:
        word = found[1]
        number = int(word) if word.isdigit() else _WORDS.get(word.lower())
        return "…" if number is not None and number in hidden else word

    return _ALONE.sub(shown, title)
