"""The two shapes that figures have between the rooms, and the words their columns may hold.

Observation: one row is one figure of one indicator, region, period and breakdown.
Pilot figure: one row is one published figure of one pilot, place and period.
A load is the vintage a figure belongs to: on what day it was known, and how surely.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from data_sources.errors import ContractError, UsageError
from data_sources.period import Period, PeriodKind, half_years

__all__ = [
    "LOAD_KINDS", "KNOWN_ON_BASES", "KNOWN_ON_PRECISIONS", "MISSING", "NATIONAL", "OBSERVATION_COLUMNS",
    "OBSERVATION_KEY", "PILOT_COLUMNS", "PILOT_KEY", "QUALIFIERS", "STATUSES", "UNIT_COUNT", "UNIT_PER_100000",
    "UNIT_PERCENT", "Load", "Observation", "Period", "PeriodKind", "check_observations", "check_pilot_figures",
    "check_region", "half_years", "observations", "observation_table", "sort_observations",
]  # fmt: skip

NATIONAL = "NL01"

# From most to least certain. 'onbekend': the source does not say.
STATUSES = ("definitief", "nader-voorlopig", "voorlopig", "onbekend")

# '.' at CBS · blank at CBS · no such row, or no longer.
MISSING = ("geheim-of-onbekend", "onmogelijk", "niet-aanwezig")

UNIT_COUNT = "aantal"
UNIT_PER_100000 = "per 100 000 inwoners"
UNIT_PERCENT = "%"

LOAD_KINDS = ("statline", "published", "demo")
KNOWN_ON_PRECISIONS = ("dag", "maand", "jaar")
KNOWN_ON_BASES = ("gepubliceerd", "gezien", "cbs-modified", "opgehaald", "afgeleid", "gebundeld")

QUALIFIERS = ("", "ruim", "bijna", "ongeveer", "vrijwel alle", "meer dan", "minder dan", "globale inschatting")

OBSERVATION_KEY = ["indicator", "region", "period", "breakdown"]
OBSERVATION_COLUMNS = [
    *OBSERVATION_KEY,
    "value", "unit", "status", "status_basis", "missing", "rounding", "table", "load", "source_url", "since", "gone",
]  # fmt: skip

PILOT_KEY = ["pilot", "figure", "place", "period"]
PILOT_COLUMNS = [
    *PILOT_KEY,
    "qualifier", "value", "text", "unit", "denominator", "denominator_qualifier", "denominator_value", "published",
    "source", "passage", "load",
]  # fmt: skip

_REGION = re.compile(r"[A-Z]{2}[0-9]{2,8}")


@dataclass(frozen=True)
class Load:
    """A vintage: one delivery of figures. ``known_on`` is a whole day in Europe/Amsterdam.

    ``published_on`` only where the day of publication is known, ``fetched_at`` (aware, UTC) only where
    we fetched it ourselves. ``host`` is a host name without port, or None for bundled figures;
    'bestand' for a load out of a file, with ``file_name``.
    """

    id: int
    kind: str
    table: str
    host: str | None
    known_on: date
    known_on_precision: str
    known_on_basis: str
    published_on: date | None
    fetched_at: datetime | None
    source_title: str
    source_url: str
    file_name: str | None = None


@dataclass(frozen=True)
class Observation:
    """One figure. Either ``value`` or ``missing`` is set, never both.

    unit: ``aantal``, ``%``, ``per 100 000 inwoners`` or CBS's own words. rounding: the step the source
    rounds to (5 for CBS counts), None where not known. ``load`` is the newest load that carries the
    figure and gives its status; ``since`` the load that brought this value; both None when the figure is
    not there. ``gone``: it was in the table once and no longer is.
    """

    indicator: str
    region: str
    period: str
    breakdown: str
    value: float | None
    unit: str | None
    status: str
    status_basis: str
    missing: str | None
    rounding: float | None
    table: str | None
    load: int | None
    source_url: str | None
    since: int | None = None
    gone: bool = False

    @classmethod
    def absent(cls, *, indicator: str, region: str, period: str, breakdown: str = "") -> Observation:
        """The answer for a well-formed question to which the store has no figure."""
        return cls(
            indicator=indicator, region=region, period=period, breakdown=breakdown,
            value=None, unit=None, status="onbekend", status_basis="", missing="niet-aanwezig",
            rounding=None, table=None, load=None, source_url=None,
        )  # fmt: skip


def check_region(code: str) -> str:
    """The code itself when it is a CBS region code without padding; raises UsageError otherwise."""
    if not _REGION.fullmatch(code):
        raise UsageError(
            f"'{code}' is geen regiocode. Schrijf een CBS-code zonder spaties, zoals NL01, PV20, VT05 of GM0363.",
            found=code,
        )
    return code


def observation_table(rows: Iterable[Observation]) -> pd.DataFrame:
    """A contract table of these observations, with the agreed column types."""
    frame = pd.DataFrame([vars(row) for row in rows], columns=OBSERVATION_COLUMNS)
    for column in ("value", "rounding"):
        frame[column] = frame[column].astype("float64")
    for column in ("load", "since"):
        frame[column] = frame[column].astype("Int64")
    frame["gone"] = frame["gone"].astype(bool)
    numbers = {"value", "rounding", "load", "since", "gone"}
    for column in (name for name in OBSERVATION_COLUMNS if name not in numbers):
        frame[column] = frame[column].astype("str")
    return frame


def observations(table: pd.DataFrame) -> list[Observation]:
    """The rows of a contract table as values, NaN turned into None."""
    plain = table.astype(object).where(table.notna(), None)
    names = OBSERVATION_COLUMNS
    return [
        Observation(**dict(zip(names, row, strict=True))) for row in plain[names].itertuples(index=False, name=None)
    ]


def sort_observations(rows: Iterable[Observation]) -> list[Observation]:
    """By indicator, region, breakdown and time. Sorted here, since databases sort text differently."""
    return sorted(rows, key=lambda row: (row.indicator, row.region, row.breakdown, Period.parse(row.period)))


def check_observations(table: pd.DataFrame) -> None:
    """Raise ContractError, naming column, expected and found, unless the table is in observation shape."""
    _check_columns(table, OBSERVATION_COLUMNS)
    _check_key(table, OBSERVATION_KEY)
    _check_words(table, "status", STATUSES)
    _check_words(table.dropna(subset=["missing"]), "missing", MISSING)
    both = table["value"].notna() == table["missing"].notna()
    if both.any():
        raise ContractError(
            "Een cijfer heeft óf een waarde óf een reden van ontbreken.",
            column="value, missing", expected="one of the two", found=_first(table[both]),
        )  # fmt: skip
    _check_positive(table, "rounding")
    _check_codes(table, "period", Period.parse)
    _check_codes(table, "region", check_region)


def check_pilot_figures(table: pd.DataFrame) -> None:
    """Raise ContractError unless the table is in pilot-figure shape.

    A figure has a number (``value``) or is a fact in words (``text``), never both; a denominator's size is
    only given together with the denominator.
    """
    _check_columns(table, PILOT_COLUMNS)
    _check_key(table, PILOT_KEY)
    for column in ("qualifier", "denominator_qualifier"):
        _check_words(table, column, QUALIFIERS)
    both = table["value"].notna() == table["text"].notna()
    if both.any():
        raise ContractError(
            "Een pilotcijfer heeft óf een getal óf een tekst.",
            column="value, text", expected="one of the two", found=_first(table[both]),
        )  # fmt: skip
    orphan = table["denominator_value"].notna() & table["denominator"].isna()
    if orphan.any():
        raise ContractError(
            "De omvang van een noemer staat er zonder de noemer zelf.",
            column="denominator", expected="a denominator", found=_first(table[orphan]),
        )  # fmt: skip


def _check_columns(table: pd.DataFrame, expected: list[str]) -> None:
    if list(table.columns) != expected:
        raise ContractError(
            "De tabel heeft niet de afgesproken kolommen.", column="*", expected=expected, found=list(table.columns)
        )


def _check_key(table: pd.DataFrame, key: list[str]) -> None:
    for column in key:
        if table[column].isna().any():
            raise ContractError("Een sleutel mag niet leeg zijn.", column=column, expected="a key", found="missing")
    double = table.duplicated(subset=key)
    if double.any():
        raise ContractError(
            "Hetzelfde cijfer staat er tweemaal.", column=", ".join(key), expected="unique", found=_first(table[double])
        )


def _check_words(table: pd.DataFrame, column: str, words: tuple[str, ...]) -> None:
    strange = sorted(set(table[column].dropna()) - set(words))
    if strange or (column != "missing" and table[column].isna().any()):
        raise ContractError("Een onbekend woord in de tabel.", column=column, expected=words, found=strange)


def _check_positive(table: pd.DataFrame, column: str) -> None:
    if (table[column] <= 0).any():
        raise ContractError("Een afronding is groter dan nul.", column=column, expected="> 0", found="<= 0")


def _check_codes(table: pd.DataFrame, column: str, read: Callable[[str], object]) -> None:
    for code in table[column].unique():
        try:
            read(code)
        except UsageError as error:
            raise ContractError(error.message, column=column, expected="a code of CBS", found=code) from error


def _first(rows: pd.DataFrame) -> dict[str, object]:
    return {str(name): value for name, value in rows.iloc[0].items()}
