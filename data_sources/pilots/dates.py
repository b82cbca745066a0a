"""Days, periods and moments as people write them in Dutch, and as the ledger keeps them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from data_sources.errors import UsageError
from data_sources.moment import MONTHS, Moment, read_moment
from data_sources.period import Period, PeriodKind
from data_sources.pilots.problem import Problem, quoted

_MONTH = "|".join(MONTHS)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_NUMBER = rf"(?P<number>[1-4]e|{'|'.join(_ORDINALS)})"
_KINDS: dict[str, PeriodKind] = {"halfjaar": "HJ", "kwartaal": "KW"}
_KIND = rf"(?P<kind>{'|'.join(_KINDS)})"
_PARTS = (
    re.compile(rf"{_NUMBER} {_KIND} (?:van )?(?P<year>[12][0-9]{{3}})"),
    re.compile(rf"(?P<year>[12][0-9]{{3}}) {_NUMBER} {_KIND}"),
)
_YEAR = re.compile(r"(?:jaar )?([12][0-9]{3})")
_TOO_FINE = re.compile(rf"(?:{_MONTH}|week [0-9]{{1,2}}) (?:van )?[12][0-9]{{3}}")
_DAYS = (
    re.compile(r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})[-/](?P<month>[0-9]{1,2})[-/](?P<year>[12][0-9]{3})"),
    re.compile(rf"(?P<day>[0-9]{{1,2}}) (?P<month>{_MONTH}) (?P<year>[12][0-9]{{3}})"),
)
_MONTH_YEAR = re.compile(rf"({_MONTH}) ([12][0-9]{{3}})")
# The years that a letter of these years can speak of; further is a slip of the pen.
_FIRST_YEAR, _YEARS_AHEAD = 1950, 25
_PERIOD_YEARS_AHEAD = 5
_CHECK_YEAR = "Controleer het jaartal."
_MONTHS_BY_SHORT = {
    **{month[:3]: month for month in MONTHS if month not in {"maart", "mei"}}, "mrt": "maart", "sept": "september",
}  # fmt: skip
_SHORT_MONTH = re.compile(rf"\b({'|'.join(sorted(_MONTHS_BY_SHORT, key=len, reverse=True))})\b\.?")
_SHORT_QUARTERS = (
    re.compile(r"^(?:q|k|kw)(?P<number>[1-4])[ -](?P<year>[12][0-9]{3})$"),
    re.compile(r"^(?P<year>[12][0-9]{3})[ -]?(?:q|k|kw)(?P<number>[1-4])$"),
)
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[-/][0-9]{1,2}[-/])([0-9]{2})")


def read_period(text: str, *, today: date) -> str | Problem:
    """The key of a period that is written as a key or in words."""
    found = _period(_in_full(text), text)
    if isinstance(found, Problem):
        return found
    return _too_far(text, found.year, today.year + _PERIOD_YEARS_AHEAD) or found.key


def write_period(key: str) -> str:
    """A period as people write it: '1e kwartaal 2026', '2026'."""
    if not key:
        return ""
    period = Period.parse(key)
    names = {kind: name for name, kind in _KINDS.items()}
    return f"{period.number}e {names[period.kind]} {period.year}" if period.kind in names else str(period.year)


def read_document_date(text: str, *, precision: str, today: date) -> str | Problem:
    """The day since which a document counts, as 2026-07-31: of a month or year, as its precision says, the last."""
    words = _in_full(text)
    found = _last_day(words, precision)
    if found is None:
        return _day_of_short_year(words, text) or Problem(
            f"{quoted(text)} is geen dag.", f"Schrijf {_EXAMPLES.get(precision, _EXAMPLES['dag'])}."
        )
    if found != _end_of(found, precision):
        return Problem(
            f"{quoted(text)} is één dag, maar bij 'nauwkeurigheid' staat {precision}.",
            f"Schrijf {_EXAMPLES[precision]}, of kies 'dag'.",
        )
    if found > _a_year_later(today):
        return Problem(f"{quoted(text)} ligt meer dan een jaar na vandaag.", _CHECK_YEAR)
    return _too_far(text, found.year, today.year + 1) or found.isoformat()


def write_day(text: str, precision: str = "dag") -> str:
    """The day of a document in words, as precise as it is: '28 mei 2026', 'juli 2026', '2026'."""
    day = date.fromisoformat(text)
    if day != _end_of(day, precision):
        return day_in_words(day)
    words = {"maand": f"{MONTHS[day.month - 1]} {day.year}", "jaar": str(day.year)}
    return words.get(precision, day_in_words(day))


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_written_moment(text: str, *, today: date) -> str | Problem:
    """The words of a moment; a day in figures becomes one in words."""
    full = _in_full(text)
    day = _day(full) or _day_of_short_year(full, text)
    if isinstance(day, Problem):
        return day
    words = re.sub(r"^voor (?=[12][0-9]{3}$)", "vóór ", day_in_words(day) if day else full)
    try:
        moment = read_moment(words)
    except UsageError as error:
        return Problem(f"{quoted(text)} is geen moment.", error.message.partition(" is geen moment. ")[2])
    far = (_too_far(text, year, today.year + _YEARS_AHEAD) for year in _years(moment))
    return next(filter(None, far), words)


_EXAMPLES = {
    "dag": "een dag als 28-05-2026 of 28 mei 2026",
    "maand": "een maand als juli 2026",
    "jaar": "een jaar als 2026",
}


def _in_full(text: str) -> str:
    """In small letters, with months and quarters that were written short in the words of the ledger."""
    words = _SHORT_MONTH.sub(lambda found: _MONTHS_BY_SHORT[found[1]], text.lower())
    for pattern in _SHORT_QUARTERS:
        words = pattern.sub(r"\g<number>e kwartaal \g<year>", words)
    return words


def _too_far(text: str, year: int, last: int) -> Problem | None:
    if year < _FIRST_YEAR:
        return Problem(f"{quoted(text)} ligt vóór {_FIRST_YEAR}.", _CHECK_YEAR)
    return Problem(f"{quoted(text)} ligt na {last}.", _CHECK_YEAR) if year > last else None


def _day_of_short_year(words: str, text: str) -> Problem | None:
    """A year of two digits may be of either century: it is asked, and not taken."""
    found = _SHORT_YEAR.fullmatch(words)
    if found is None or _day(f"{found[1]}20{found[2]}") is None:
        return None
    return Problem(f"{quoted(text)} heeft een jaartal van twee cijfers.", f"Bedoelt u {found[1]}20{found[2]}?")


def _period(words: str, text: str) -> Period | Problem:
    for pattern in _PARTS:
        match = pattern.fullmatch(words)
        if match:
            number = _ORDINALS.get(match["number"]) or int(match["number"][0])
            words = f"{match['year']}{_KINDS[match['kind']]}{number:02d}"
    year = _YEAR.fullmatch(words)
    try:
        return Period.parse(f"{year[1]}JJ00" if year else words.upper())
    except UsageError:
        if _TOO_FINE.fullmatch(words):
            return Problem(
                f"{quoted(text)} is geen periode die een cijfer kan hebben.",
                "Kies het kwartaal, halfjaar of jaar; of laat dit leeg, en noem de maand of week in de titel.",
            )
        return Problem(
            f"{quoted(text)} is geen periode.",
            "Schrijf bijvoorbeeld 1e kwartaal 2026, 1e halfjaar 2026 of 2026.",
        )


def _day(words: str) -> date | None:
    for pattern in _DAYS:
        match = pattern.fullmatch(words)
        if match:
            month = MONTHS.index(match["month"]) + 1 if match["month"] in MONTHS else int(match["month"])
            try:
                return date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                return None
    return None


def _last_day(words: str, precision: str) -> date | None:
    month, year = _MONTH_YEAR.fullmatch(words), _YEAR.fullmatch(words)
    if month and precision == "maand":
        return _end_of(date(int(month[2]), MONTHS.index(month[1]) + 1, 1), precision)
    if year and precision == "jaar":
        return date(int(year[1]), 12, 31)
    return _day(words)


def _end_of(day: date, precision: str) -> date:
    if precision == "jaar":
        return day.replace(month=12, day=31)
    if precision == "maand":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))


def _years(moment: Moment) -> list[int]:
    return [day.year for day in (moment.first, moment.last) if day is not None]
