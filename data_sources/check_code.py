"""Check codes: eight characters that stand for exactly some figures, as they were known. Pure.

A code stands in the footnote of a letter. Whoever opens its address gets the figures from the store again and can see
that they are the ones that the letter was made with. It is no secret and no signature: it guards against mistakes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from data_sources.contract import Load, Observation
from data_sources.errors import UsageError
from data_sources.ledger import PilotFigure

# Crockford's: none of its characters is taken for another one when it is read from paper.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_LENGTH, _BITS = 8, 5
# What a code is made of; another number as soon as that is something else.
_VERSION = "veilig-thuis-in-cijfers/1"


def check_code(
    figures: Iterable[Observation], loads: Mapping[int, Load], pilot_figures: Iterable[PilotFigure] = ()
) -> str:
    """The code of some figures, such as 'K7QM-3F2A'. ``loads``: those of the figures.

    The same whatever the order, however often a figure is among them, and in every store: numbers that a store gives
    out are no part of it. Of a pilot figure that may not be read, the words that stand in its place are.
    """
    lines = {*(_figure(item, loads) for item in figures), *(_pilot_figure(item) for item in pilot_figures)}
    digest = sha256("\n".join([_VERSION, *sorted(lines)]).encode()).digest()
    number = int.from_bytes(digest, "big") >> (8 * len(digest) - _LENGTH * _BITS)
    letters = "".join(_ALPHABET[number >> _BITS * place & 31] for place in reversed(range(_LENGTH)))
    return _in_two(letters)


def read_code(text: str) -> str:
    """A code as somebody typed it, in its one form. Raises UsageError for what cannot be one."""
    letters = "".join(text.upper().translate(_LOOKALIKES).split()).replace("-", "")
    if len(letters) != _LENGTH or set(letters) - set(_ALPHABET):
        raise UsageError(
            f"'{text}' is geen controlecode. Een code heeft acht letters en cijfers, zoals K7QM-3F2A.", found=text
        )
    return _in_two(letters)


def _in_two(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"


def _figure(item: Observation, loads: Mapping[int, Load]) -> str:
    load = loads[item.load] if item.load is not None else None
    known = (load.known_on.isoformat(), load.known_on_precision, load.host) if load else None
    return _line(
        "cijfer", item.indicator, item.region, item.period, item.breakdown, _number(item.value), item.status,
        item.missing, item.unit, _number(item.rounding), item.table, known,
    )  # fmt: skip


def _pilot_figure(item: PilotFigure) -> str:
    return _line(
        "pilotcijfer", item.pilot, item.figure, item.place, item.period, item.qualifier, _number(item.value),
        item.text, item.unit, item.denominator, item.denominator_qualifier, _number(item.denominator_value),
        item.source.document,
    )  # fmt: skip


def _number(value: float | None) -> str | None:
    """To the bit, zero without a sign, and a whole number as any other."""
    return None if value is None else repr(float(value) + 0.0)


def _line(*parts: object) -> str:
    return json.dumps(parts, ensure_ascii=True)
