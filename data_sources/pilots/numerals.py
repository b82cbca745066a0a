"""Numbers as people write them in Dutch, and as the ledger keeps them: '1.250' and 1250, '6,5' and 6.5."""

from __future__ import annotations

import re
from decimal import Decimal

from data_sources.dutch import dutch
from data_sources.pilots.problem import Problem, quoted

_PLAIN = re.compile(r"[0-9]+(,[0-9]+)?")
# No group of thousands begins with a nought: '0.016' is a fraction with a point, and never sixteen.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(\.[0-9]{3})+|( [0-9]{3})+)(,[0-9]+)?")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
# What an English reader takes for a thousand and a Dutch one for a number below ten.
_EITHER = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_BELOW_ZERO = re.compile(r"[-−–] ?[0-9][0-9., ]*")
_LARGEST = Decimal(10) ** 12
_DECIMALS = 6
# What pages show; a figure with more would stand there as another one.
DECIMALS_SHOWN = 2


def read_number(text: str) -> str | Problem:
    """A number of zero or more as the ledger keeps it, of a tidy text."""
    if _EITHER.fullmatch(text):
        whole, part = text.split(",")
        return Problem(
            f"{quoted(text)} kan {whole}.{part} zijn of {whole} en een breuk.",
            f"Schrijf {whole}.{part} voor het hele getal, {_as_fraction(text)}",
        )
    if _POINT.fullmatch(text) and not _GROUPED.fullmatch(text):
        return Problem(
            f"{quoted(text)} heeft een punt waar een komma hoort.",
            f"Schrijf {_with_comma(text)}. Een punt staat alleen tussen duizendtallen, zoals in 1.250.",
        )
    if _BELOW_ZERO.fullmatch(text):
        return Problem(f"{quoted(text)} is minder dan nul.", "Een aantal, bedrag of percentage is nul of meer.")
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        return Problem(
            f"{quoted(text)} is geen getal.",
            "Schrijf alleen cijfers, zoals 225, 1.250 of 6,5. Een woord als 'ruim' hoort bij 'Woord vóór het getal'.",
        )
    value = Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
    plain = _plain(value)
    exact = _plain(Decimal(repr(float(plain)))) == plain
    if value >= _LARGEST or len(plain.partition(".")[2]) > _DECIMALS or not exact:
        return Problem(
            f"{quoted(text)} heeft meer cijfers dan bewaard kunnen worden.",
            f"Schrijf een getal onder een biljoen met ten hoogste {_DECIMALS} decimalen, samen ten hoogste 15 cijfers.",
        )
    return plain


def write_number(text: str) -> str:
    """As people write it, a number of the ledger: '1.250', '6,5'. What ``read_number`` reads back."""
    return padded(dutch(float(text)))


def padded(written: str) -> str:
    """With a nought at the end, where a fraction could be taken for a thousand: '1,2500'."""
    return f"{written}0" if _EITHER.fullmatch(written) else written


def same_number(text: str) -> str:
    """One spelling for each number of the ledger: '225.0' and '225' are one."""
    return _plain(Decimal(text)) if text else ""


def decimals(text: str) -> int:
    """How many digits a number of the ledger has after its comma."""
    return len(same_number(text).partition(".")[2])


def is_whole(text: str) -> bool:
    """Whether a number of the ledger has no fraction."""
    return "." not in same_number(text)


def _as_fraction(text: str) -> str:
    if text.endswith("0"):
        return f"of {text.removesuffix('0')} voor de breuk."
    return "of ten hoogste twee decimalen voor de breuk."


def _with_comma(text: str) -> str:
    whole, part = text.split(".")
    return f"{whole},{part}" if len(part) <= DECIMALS_SHOWN else "een komma, met ten hoogste twee decimalen"


def _plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else str(int(written))
