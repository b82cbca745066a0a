"""Numbers as a StatLine table prints them, turned into the plain ones of UntypedDataSet. Pure.

Whether a point divides thousands or decimals is decided for a file as a whole and never guessed: a file that
leaves it open is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from data_sources.errors import SourceUnreadable

SECRET = "."

_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
_SPACED = re.compile(r"(-?[0-9]{1,3})((?:[ \u00a0\u202f][0-9]{3})+)((?:[.,][0-9]+)?)")
_POINTED = re.compile(r"-?[0-9]+\.[0-9]+")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def plain_numbers(columns: Mapping[str, Sequence[str]], *, counts: Collection[str]) -> dict[str, list[str | None]]:
    """The cells of each column as '84935', '183.3', '.' (secret or unknown) or None (blank).

    ``counts``: the columns that count people or things, which never have decimals. Raises SourceUnreadable,
    naming the column, for a cell that is no number and where points and commas leave more than one reading.
    """
    printed = {name: {cell.strip() for cell in cells} - {"", SECRET} for name, cells in columns.items()}
    decimal = _decimal_mark(printed, counts)
    plain: dict[str, str | None] = {}
    for name, texts in printed.items():
        for text in texts:
            if text not in plain:
                plain[text] = _plain(text, decimal)
            number = plain[text]
            if number is None:
                raise _strange(name, text, "geen getal")
            if name in counts and "." in number:
                raise _strange(name, text, "geen aantal: het heeft decimalen")
    plain |= {"": None, SECRET: SECRET}
    return {name: [plain[cell.strip()] for cell in cells] for name, cells in columns.items()}


def decimals_of(cells: Sequence[str | None]) -> int | None:
    """The most decimals that plain numbers show; None where there is no number."""
    shown = [len(cell.partition(".")[2]) for cell in cells if cell not in {None, SECRET}]
    return max(shown, default=None)


def _decimal_mark(printed: Mapping[str, set[str]], counts: Collection[str]) -> str:
    """',' where points can only divide thousands, '.' where one can only divide decimals."""
    comma = _first(printed, lambda text: "," in text)
    point = _first(printed, lambda text: _POINTED.fullmatch(text) is not None and not _THOUSANDS.fullmatch(text))
    if comma and point:
        raise SourceUnreadable(
            f"Het bestand gebruikt zowel de komma ('{comma[1]}') als de punt ('{point[1]}') voor decimalen; welke"
            " geldt, is niet te zien. De oude cijfers blijven staan.",
            expected="one decimal mark", found=(comma, point),
        )  # fmt: skip
    if point:
        return "."
    open_to_both = {name: texts for name, texts in printed.items() if name not in counts}
    grouped = _first(open_to_both, lambda text: bool(_THOUSANDS.fullmatch(text)))
    if grouped and not comma:
        raise _strange(*grouped, "niet eenduidig: de punt kan duizendtallen of decimalen scheiden")
    return ","


def _first(printed: Mapping[str, set[str]], fits: Callable[[str], bool]) -> tuple[str, str] | None:
    return next(((name, text) for name, texts in printed.items() for text in sorted(texts) if fits(text)), None)


def _plain(text: str, decimal: str) -> str | None:
    spaced = _SPACED.fullmatch(text)
    if spaced:
        text = spaced[1] + re.sub(r"\D", "", spaced[2]) + spaced[3]
    if decimal == ",":
        whole, comma, rest = text.partition(",")
        if _THOUSANDS.fullmatch(whole):
            whole = whole.replace(".", "")
        elif "." in whole:
            return None
        text = f"{whole}.{rest}" if comma else whole
    return text if _PLAIN.fullmatch(text) else None


def _strange(column: str, text: str, what: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"In kolom '{column}' van het bestand staat '{text}': {what}. De oude cijfers blijven staan.",
        column=column, found=text,
    )  # fmt: skip
