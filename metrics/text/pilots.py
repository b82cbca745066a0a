"""Dutch words for pilot figures and moments: 'ruim 225', '95% van de onderzochte personen (ruim 225)', 'zomer 2026'."""

from __future__ import annotations

from data_sources.contract import UNIT_PERCENT
from data_sources.ledger import REALISED, UNIT_EURO, UNIT_YEARS, PilotFigure
from data_sources.moment import Moment
from metrics.text.numbers import number
from metrics.text.phrases import period_phrase

SIZE_NOT_GIVEN = "aantal niet gegeven"
NOT_CONFIRMED = "niet bevestigd"
# Words that stand before a number; any other qualifier is said behind it.
_BEFORE = ("ruim", "bijna", "ongeveer", "vrijwel alle", "meer dan", "minder dan")
_MILLION = 1_000_000


def figure_phrase(figure: PilotFigure) -> str:
    """The figure with its qualifier and unit, without what it is a share of; a fact in words as it is."""
    if figure.value is None:
        return figure.text or ""
    return qualified(_amount(figure.value, figure.unit), figure.qualifier)


def qualified(amount: str, qualifier: str) -> str:
    """'ruim 225', '€ 1 miljoen (globale inschatting)'."""
    if not qualifier:
        return amount
    return f"{qualifier} {amount}" if qualifier in _BEFORE else f"{amount} ({qualifier})"


def share_phrase(figure: PilotFigure) -> str:
    """Of what a share is a share, with how many that were only where the source says so; '' for what is no share."""
    if figure.denominator is None:
        return ""
    return f"van de {figure.denominator} ({size_phrase(figure)})"


def size_phrase(figure: PilotFigure) -> str:
    """How many the denominator counts: 'ruim 225', or that the source does not give it."""
    if figure.denominator_value is None:
        return SIZE_NOT_GIVEN
    return qualified(number(figure.denominator_value), figure.denominator_qualifier)


def figure_sentence(figure: PilotFigure) -> str:
    """The whole figure in one line: title, figure, share and period."""
    parts = [figure_phrase(figure), share_phrase(figure)]
    period = f", {period_phrase(figure.period)}" if figure.period else ""
    place = f" ({figure.place})" if figure.place else ""
    return f"{figure.title}{place}: {' '.join(part for part in parts if part)}{period}"


def certainty_phrase(certainty: str, *, over: bool) -> str:
    """How certain a step or milestone is; one that should have been by now and was not reported says so."""
    if certainty == REALISED:
        return certainty
    return f"{certainty}; moment voorbij, {NOT_CONFIRMED}" if over else certainty


def when_phrase(moment: Moment) -> str:
    """A moment in running text, never more precise than its words: 'in de zomer van 2026', 'op 1 augustus 2027'."""
    text = moment.text.lower()
    words = text.split()
    if moment.precision == "dag":
        return f"op {text}"
    if words[0] in {"zomer", "voorjaar", "najaar"}:
        return f"in {'het' if words[0] != 'zomer' else 'de'} {words[0]} van {words[1]}"
    if text.startswith("in of vlak na de zomer"):
        return f"in of vlak na de zomer van {words[-1]}"
    if text.startswith(("na de zomer", "vlak na de zomer")):
        return f"{' '.join(words[:-1])} van {words[-1]}"
    if words[-2:-1] == ["kwartaal"]:
        return f"in het {words[0]} kwartaal van {words[-1]}"
    if moment.precision in {"maand", "jaar"} and words[0] != "tot":
        return f"in {text}"
    return text


def _amount(value: float, unit: str) -> str:
    decimals = next(count for count in (0, 1, 2) if count == 2 or round(value, count) == value)
    if unit == UNIT_PERCENT:
        return f"{number(value, decimals)}%"
    if unit == UNIT_EURO:
        return _euros(value)
    return f"{number(value, decimals)} jaar" if unit == UNIT_YEARS else number(value, decimals)


def _euros(value: float) -> str:
    """Whole millions and their tenths in words, as sources write them; anything else in full."""
    tenths = value / _MILLION * 10
    if value >= _MILLION and tenths == int(tenths):
        return f"€ {number(value / _MILLION, 0 if value % _MILLION == 0 else 1)} miljoen"
    return f"€ {number(value, 0 if value == int(value) else 2)}"
