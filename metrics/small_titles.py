"""Words without the numbers that may not be read: titles, places and the like are written by people, and may tell what
they name. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Hashable, Iterator
from functools import lru_cache

_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
         "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_LARGEST = 999_999
# Digits with what people write between them: 4.321, 4 321, 8,0. Not '3e', which counts nothing.
_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*(?!\d)(?!(?:e|de|ste)\b)")
_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d+)?")
# How a number in words may go on: 'achttal', 'driejarig'. Not as a larger number, and not as 'derde'.
_LARGER = rf"(?!en(?:{'|'.join(_TENS)})|honderd|duizend|tien|(?:ste|de)(?!\w))"
_GOES_ON = rf"{_LARGER}\w*"
# Words that begin like a number: 'eenheid', 'achter', 'tiener'.
_COMMON = {
    "een": r"(?:tal|ling|maal|keer|voud)?(?!\w)", "acht": rf"(?!er|ing){_GOES_ON}", "tien": rf"(?!er){_GOES_ON}",
}  # fmt: skip


def without_numbers(text: str, hidden: Collection[float]) -> str:
    """The text with '…' in the place of each of these numbers, be they written in digits or as words."""
    return _without(text, frozenset(hidden)) if hidden and text else text


@lru_cache(maxsize=4096)
def _without(text: str, hidden: frozenset[float]) -> str:

    def shown(found: re.Match[str]) -> str:
        return "…" if any(value in hidden for value in _values(found[0])) else found[0]

    text = _DIGITS.sub(shown, text)
    words = _words(frozenset(int(value) for value in hidden if value == int(value) and 0 < value <= _LARGEST))
    if words is None:
        return text
    for found in reversed(list(words.finditer(_folded(text)))):
        text = f"{text[: found.start()]}…{text[found.end() :]}"
    return text


def apart(names: Collection[tuple[Hashable, str]], hidden: Collection[float]) -> dict[tuple[Hashable, str], str]:
    """Names without hidden numbers; two of one group that were not alike still are not, since the second gets a 'b'."""
    found: dict[tuple[Hashable, str], str] = {}
    taken = {name for name in names if without_numbers(name[1], hidden) == name[1]}
    for group, name in names:
        clean = without_numbers(name, hidden)
        tries = (clean, *(f"{clean} {chr(letter)}" for letter in range(ord("b"), ord("z") + 1)))
        free = next((item for item in tries if (group, item) not in taken), f"{clean} {len(found)}")
        found[group, name] = name if clean == name else free
        taken.add((group, found[group, name]))
    return found


def _values(digits: str) -> Iterator[float]:
    """What these digits may stand for."""
    if _GROUPED.fullmatch(digits):
        yield float(re.sub(r"[^\d,]", "", digits).replace(",", "."))
    plain = digits.replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        yield float(plain)
        return
    # '3, 8' is two numbers; so may '3.8.2' be.
    yield from (float(part) for part in re.split(r"\D+", digits))


@lru_cache(maxsize=64)
def _words(numbers: frozenset[int]) -> re.Pattern[str] | None:
    spelt = {word for number in numbers for word in (_spelt(number), *_in_hundreds(number))}
    if not spelt:
        return None
    each = (f"{word}{_COMMON.get(word, _GOES_ON)}" for word in sorted(spelt, key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(each)})", re.IGNORECASE)


def _spelt(number: int) -> str:
    """The number in Dutch words without accents, as a pattern: 'tweeentwintig', 'vierduizend ?driehonderd'."""
    if number < 20:
        return _ONES[number - 1] if number else ""
    if number < 100:
        tens, ones = _TENS[number // 10 - 2], number % 10
        return f"{_ONES[ones - 1]}en{tens}" if ones else tens
    each, name = (1000, "duizend") if number >= 1000 else (100, "honderd")
    rest = number % each
    times = "(?:een)?" if number // each == 1 else _spelt(number // each)
    return f"{times}{name}" + (rf"[ ]?(?:en)?[ ]?{_spelt(rest)}" if rest else "")


def _in_hundreds(number: int) -> tuple[str, ...]:
    """'elfhonderd' for 1100."""
    return (f"{_spelt(number // 100)}honderd",) if 1000 < number < 10_000 and number % 100 == 0 else ()


def _folded(text: str) -> str:
    """Without accents, each letter in its own place."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)
