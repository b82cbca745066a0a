"""What must hold between the cells of one row, of which each can be read by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from data_sources.ledger import REALISED
from data_sources.moment import read_moment
from data_sources.people_units import counts_people
from data_sources.period import Period
from data_sources.pilots.choices import PER_CENT
from data_sources.pilots.dates import day_in_words
from data_sources.pilots.numerals import DECIMALS_SHOWN, decimals, is_whole, write_number
from data_sources.pilots.problem import Problem, quoted
from data_sources.pilots.small_numbers import find_small_numbers
from data_sources.records import Record

Found = list[tuple[str, Problem]]

_ABOUT_A_NUMBER = {
    "qualifier": "Een woord vóór het getal", "unit": "Een eenheid", "denominator": "'Percentage van wat'",
    "denominator_qualifier": "Een woord vóór een aantal", "denominator_value": "Een aantal waarvan",
}  # fmt: skip
# Units of which there is no half.
_WHOLE = (
    "personen", "devices", "slachtoffers", "kinderen", "jongeren", "vrouwen", "mannen", "daders", "plegers", "cliënten",
    "aanvragen", "gemeenten", "regio's", "steden", "proeftuinen", "zaken",
)  # fmt: skip


def check_row(kind: str, record: Record, *, today: date, source: date | None) -> Found:
    """What is wrong, each with the column it is about. ``source``: the last day that the date of its document may
    mean, where it is known.
    """
    return _RULES[kind](record, today, source) if kind in _RULES else []


def _check_figure(record: Record, _today: date, source: date | None) -> Found:
    if record["value"] and record["text"]:
        return [("text", Problem("Er staat een getal en een feit in woorden.", "Laat één van de twee leeg."))]
    if record["text"]:
        mend = "Laat dit leeg, of geef een getal in plaats van woorden."
        wrong = [
            (column, Problem(f"{what} hoort bij een getal, en deze rij is een feit in woorden.", mend))
            for column, what in _ABOUT_A_NUMBER.items()
            if record[column]
        ]
        return wrong
    if not record["value"]:
        return [("value", Problem("Er staat geen getal en geen feit in woorden.", "Vul één van de twee in."))]
    return _check_number(record) + _check_denominator(record) + _check_period(record, source)


def _check_number(record: Record) -> Found:
    value, unit = record["value"], record["unit"]
    if not unit:
        return [("unit", Problem("De eenheid van het getal is leeg.", "Vul in wat er geteld is, zoals personen."))]
    if unit == PER_CENT and Decimal(value) > 100:
        return [("value", Problem(f"{quoted(value)} is meer dan 100%.", "Een percentage ligt van 0 tot en met 100."))]
    if unit in _WHOLE and not is_whole(value):
        return [("value", Problem(f"Een aantal {unit} is heel.", "Schrijf een heel getal."))]
    if decimals(value) > DECIMALS_SHOWN:
        message = f"{quoted(write_number(value))} heeft {decimals(value)} decimalen; op de pagina's staan er twee."
        return [("value", Problem(message, "Schrijf het getal met ten hoogste twee decimalen."))]
    return find_small_numbers(record)


def _check_denominator(record: Record) -> Found:
    found: Found = []
    of, size, word = record["denominator"], record["denominator_value"], record["denominator_qualifier"]
    if of and record["unit"] != PER_CENT:
        found.append(("denominator", Problem("Dit hoort bij een percentage.", "Laat het leeg, of kies als eenheid %.")))
    if size and not of:
        found.append(
            (
                "denominator",
                Problem("Er staat hoeveel het er zijn, maar niet waarvan.", "Vul in: personen, aanvragen, …"),
            )
        )
    if word and not size:
        found.append(
            ("denominator_value", Problem(f"Er staat {quoted(word)} zonder aantal erachter.", "Vul het aantal in."))
        )
    if size and not is_whole(size):
        found.append(("denominator_value", Problem(f"{quoted(size)} is geen heel aantal.", "Schrijf een heel getal.")))
    if size and is_whole(size) and Decimal(size) == 0:
        found.append(
            (
                "denominator_value",
                Problem("Een percentage van nul bestaat niet.", "Laat het leeg of vul het aantal in."),
            )
        )
    return found


def _check_period(record: Record, source: date | None) -> Found:
    """People that are counted were there before the document was; an amount may be expected."""
    if source is None or not record["period"] or not (record["unit"] == PER_CENT or counts_people(record["unit"])):
        return []
    if Period.parse(record["period"]).start <= source:
        return []
    message = f"De periode begint pas na de dag van de bron ({day_in_words(source)})."
    return [("period", Problem(message, "Controleer de periode en de bron: wat nog komt, is niet geteld."))]


def _check_moment(record: Record, today: date, _source: date | None) -> Found:
    if record["certainty"] == REALISED and read_moment(record["moment"]).is_to_come(today):
        message = f"{quoted(record['moment'])} moet nog komen, en kan niet gerealiseerd zijn."
        return [("certainty", Problem(message, "Kies gepland, verwacht of ambitie, of verbeter het moment."))]
    return []


_RULES: Mapping[str, Callable[[Record, date, date | None], Found]] = {
    "figure": _check_figure, "step": _check_moment, "milestone": _check_moment, "event": _check_moment,
}  # fmt: skip
