"""Where a small number of people, of a source that is not public, stands in words that everybody could read.

Pages hide the number itself, whatever stands here; but words travel further than a page, and a number that was never
written down need not be hidden.
"""

from __future__ import annotations

import re
from decimal import Decimal

from data_sources.people_units import counts_people
from data_sources.pilots.choices import NO, PER_CENT
from data_sources.pilots.problem import Problem
from data_sources.records import Record

SMALL = range(1, 10)
_SPELT = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_READ = ("title", "text", "place", "denominator", "passage")
_MEND = "Laat het getal weg: zet … op de plaats ervan."


def find_small_numbers(record: Record) -> list[tuple[str, Problem]]:
    """By column, of a row whose cells can be read: words that give away what is hidden."""
    if record["public"] != NO or not record["value"]:
        return []
    hidden = _hidden(record)
    said = {column: next((item for item in hidden if _says(record[column], item)), None) for column in _READ}
    return [
        (column, Problem(f"Hier staat {number}: een klein aantal uit een bron die niet openbaar is.", _MEND))
        for column, number in said.items()
        if number is not None
    ]


def _hidden(record: Record) -> list[str]:
    """The numbers of a row that are not for everybody, as people write them."""
    value = Decimal(record["value"])
    of = record["denominator"] if record["unit"] == PER_CENT else record["unit"]
    if not counts_people(of):
        return []
    if record["unit"] != PER_CENT:
        return [record["value"]] if value in SMALL else []
    if not record["denominator_value"]:
        return [record["value"].replace(".", ",")]
    size = Decimal(record["denominator_value"])
    counts = [round(value * size / 100), round((100 - value) * size / 100)]
    small = [str(count) for count in counts if count in SMALL]
    return [record["value"].replace(".", ","), *small] if small else []


def _says(text: str, number: str) -> bool:
    spelt = [_SPELT[int(number) - 1]] if number.isdigit() and int(number) in SMALL else []
    words = "|".join(re.escape(word) for word in (number, *spelt))
    return re.search(rf"(?<![\w.,-])(?:{words})(?![\w-])(?![.,][0-9])", text, re.IGNORECASE) is not None
