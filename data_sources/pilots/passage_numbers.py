"""The numbers that a passage says, in digits or words, each with where it begins; it may find more than are meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

_ONES = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_SCALES = {
    "honderd": 100, "duizend": 1000, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9,
}  # fmt: skip
_LONGEST = 60
_PARTS = {"helft": 50, "kwart": 25, "driekwart": 75, "iedereen": 100, "niemand": 0, "geen": 0, "anderhalf": 1.5}
_SCALE = rf"(?: ?(?P<scale>{'|'.join(_SCALES)})\b)?"
_DIGITS = (
    re.compile(rf"(?<![0-9.,])(?P<whole>[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+)(?:,(?P<part>[0-9]+))?(?![0-9]){_SCALE}"),
    re.compile(rf"(?<![0-9.,])(?P<whole>[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+)(?:,(?P<part>[0-9]+))?(?![0-9]){_SCALE}"),
    re.compile(rf"(?<![0-9])(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?(?![0-9]){_SCALE}"),
)
_WORD = re.compile(rf"(?P<word>[a-z]+){_SCALE}")


def numbers_in(passage: str) -> list[tuple[int, Decimal]]:
    """``passage``: as ``plain_words`` gives it, to which the places belong."""
    return [*_in_digits(passage), *_in_words(passage)]


def plain_words(text: str) -> str:
    """A text in small letters without accents, to look for words in."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in split if not unicodedata.combining(sign)).split())


def _in_digits(text: str) -> Iterator[tuple[int, Decimal]]:
    for pattern in _DIGITS:
        for found in pattern.finditer(text):
            whole = found["whole"].replace(".", "").replace(" ", "")
            yield found.start(), Decimal(f"{whole}.{found['part'] or 0}") * _SCALES.get(found["scale"] or "", 1)


def _in_words(text: str) -> Iterator[tuple[int, Decimal]]:
    for found in _WORD.finditer(text):
        number = _spelt(found["word"]) if len(found["word"]) <= _LONGEST else None
        if number is not None:
            yield found.start(), number * _SCALES.get(found["scale"] or "", 1)


def _spelt(word: str) -> Decimal | None:
    """Of a word such as 'drie', 'vierentwintig', 'honderdtwintig' or 'tweeduizend'; None of any other."""
    if word in _WORDS:
        return _WORDS[word]
    for scale in ("duizend", "honderd"):
        before, found, after = word.partition(scale)
        if found:
            first = _spelt(before) if before else Decimal(1)
            rest = _spelt(after.removeprefix("en") or after) if after else Decimal(0)
            return first * _SCALES[scale] + rest if first is not None and rest is not None else None
    return None


def _words() -> Iterator[tuple[str, Decimal]]:
    yield from ((word, Decimal(value)) for value, word in enumerate(_ONES))
    for ten, tens in enumerate(_TENS, start=2):
        yield tens, Decimal(ten * 10)
        yield from ((f"{_ONES[one]}en{tens}", Decimal(ten * 10 + one)) for one in range(1, 10))
    yield from ((word, Decimal(scale)) for word, scale in _SCALES.items())
    yield from ((word, Decimal(value)) for word, value in _PARTS.items())


_WORDS = dict(_words())
