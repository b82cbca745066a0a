"""Where a small number of people, of a source that is not public, stands in words that everybody could read.

Pages hide the number itself, whatever stands here; but words travel further than a page, and a number that was never
written down need not be hidden.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from data_sources.people_units import counts_people
from data_sources.pilots.choices import NO, PER_CENT
from data_sources.pilots.problem import Problem, quoted
from data_sources.records import Record
from data_sources.registry import slug

SMALL = range(1, 10)
_SPELT = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_OTHERWISE: Mapping[int, Sequence[str]] = {2: ("duo", "tweeën"), 3: ("trio", "drieën")}
# 'een' is a number only before whom it counts.
_ONE_OF = (
    "persoon|vrouw|man|jongen|meisje|kind|baby|jongere|puber|volwassene|oudere|slachtoffer|dader|pleger|verdachte"
    "|cliënt|deelnemer|deelneemster|gebruiker|gebruikster|device|zaak|geval"
)
_READ = ("title", "text", "place", "denominator", "part", "passage")
_MEND = "Laat het getal weg: zet … op de plaats ervan."
_MEND_CODE = "Geef een code zonder dat getal."
# A number in these counts nobody: the place of a passage in its document.
_PART_NUMBER = r"[0-9]+(?:[.–-][0-9]+)*[a-z]?(?![\w-])"
_ENDS = r"(?= *$|[,;:.)]| en | t/m )"
_IN_A_DOCUMENT = re.compile(
    r"^[0-9]+\.(?= )|(?:§|\b(?:onderdeel|bijlage|tabel|figuur|grafiek|paragraaf|par\.|hoofdstuk|pagina|blz\.?|p\."
    r"|bladzijde|voetnoot|noot|kolom|rij|regel|punt|artikel|art\.|lid|vraag|antwoord|deel|alinea|kernpunt|stap|nr\.?|nummer|sheet"
    rf"|dia|blad|kader|box)) *{_PART_NUMBER}(?:(?:,| en| t/m) *{_PART_NUMBER}{_ENDS})*|\bonder *{_PART_NUMBER}{_ENDS}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"-[0-9]+$")


def find_small_numbers(record: Record) -> list[tuple[str, Problem]]:
    """By column, of a row whose cells can be read: words that give away what is hidden."""
    if record["public"] != NO or not record["value"]:
        return []
    said = {column: _said(column, record) for column in _READ}
    found = [(column, _problem(words, _MEND)) for column, words in said.items() if words]
    in_code = _said_first(_without_hyphens(record), hidden_numbers(record))
    return found + ([("figure", _problem(in_code, _MEND_CODE))] if in_code and not said["title"] else [])


def _problem(words: str, mend: str) -> Problem:
    return Problem(f"Hier staat {quoted(words)}: een klein aantal uit een bron die niet openbaar is.", mend)


def _said(column: str, record: Record) -> str | None:
    text, hidden = record[column], hidden_numbers(record)
    if column == "part":
        text = _IN_A_DOCUMENT.sub("", text)
    if column == "denominator" and counts_people(text):
        # Any number here is that of a group of people.
        hidden = [*hidden, *map(str, SMALL)]
    return _said_first(text, hidden)


def _without_hyphens(record: Record) -> str:
    """The words of a code; without the number that we put behind one that was taken."""
    code = record["figure"]
    base = _NUMBERED.sub("", code)
    return (base if slug(record["title"]).startswith(base) else code).replace("-", " ")


def hidden_numbers(record: Record) -> list[str]:
    """The numbers of a figure that are not for everybody, as people write them; none of a source that is public."""
    if record["public"] != NO or not record["value"]:
        return []
    value = Decimal(record["value"])
    of = record["denominator"] if record["unit"] == PER_CENT else record["unit"]
    if not counts_people(of):
        return []
    if record["unit"] != PER_CENT:
        return [record["value"]] if value in SMALL else []
    if not record["denominator_value"]:
        return [record["value"].replace(".", ",")]
    size = Decimal(record["denominator_value"])
    counts = [round(value * size / 100), round((100 - value) * size / 100), int(size)]
    small = [str(count) for count in counts if count in SMALL]
    return [record["value"].replace(".", ","), *small] if small else []


def _said_first(text: str, numbers: Sequence[str]) -> str | None:
    """The words of a text that say one of these numbers, as they stand there."""
    whole = unicodedata.normalize("NFKC", text)
    return next((found.group() for number in numbers if (found := _saying(number).search(whole))), None)


@cache
def _saying(number: str) -> re.Pattern[str]:
    """What says a number: digits or a word, also in '8-tal', '8x', 'achttal', and 'een' before who is counted."""
    digits = rf"(?<![0-9][.,])0*{re.escape(number).replace(',', '[.,]')}(?:[.,]0+)?(?![.,]?[0-9])"
    ways = [rf"{digits}(?:-?tal|-?voudig|[x×])?"]
    if number.isdigit() and int(number) in SMALL:
        count = int(number)
        ways += [rf"{_SPELT[count - 1]}(?:-?tal|-?voudig|maal)?", *_OTHERWISE.get(count, ())]
        if count == 1:
            ways += [rf"een (?:enkele? )?(?:{_ONE_OF})", "eenmaal"]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?![\w-])", re.IGNORECASE)
