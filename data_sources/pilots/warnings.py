"""What is odd about rows that may stand, for who enters and who approves them to look at; it refuses nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches

from data_sources.contract import QUALIFIERS
from data_sources.ledger import REALISED, PilotFigure
from data_sources.moment import read_moment
from data_sources.pilots import choices
from data_sources.pilots.dates import day_in_words, write_period
from data_sources.pilots.entries import KINDS, read_document_day
from data_sources.pilots.fields import field_of
from data_sources.pilots.intake import Known, RowFinding
from data_sources.pilots.numerals import write_number
from data_sources.pilots.passage_numbers import numbers_in, plain_words
from data_sources.pilots.plain_text import same_words
from data_sources.pilots.problem import Problem, quoted
from data_sources.pilots.small_numbers import hidden_numbers
from data_sources.proposals import ProposedRow
from data_sources.records import Record

Found = Iterable[tuple[str, Problem]]

# How much alike two titles or units are that may be one.
_ALIKE = 0.8


def warnings_of(rows: Sequence[ProposedRow], known: Known) -> Sequence[RowFinding]:
    """In the order of the rows; ``line`` is the place of the row among these, from 1. Rows that withdraw have none."""
    around = _Around(rows, known)
    return [
        RowFinding(
            problem.message, problem.mend, column=field_of(row.kind, column).label, field=column, line=place
        )
        for place, row in enumerate(rows, start=1)
        if not row.withdraws
        for column, problem in around.find(row)
    ]  # fmt: skip


class _Around:
    """What stands around the rows: what is known and not replaced by them, and the rows themselves."""

    def __init__(self, rows: Sequence[ProposedRow], known: Known) -> None:
        changed = {row.key for row in rows if row.kind == "figure"}
        own = [KINDS["figure"].read(row.record, 0) for row in rows if row.kind == "figure" and not row.withdraws]
        kept = [figure for figure in known.ledger.figures if _key(figure) not in changed]
        self._names = {code: document.short for code, document in known.ledger.documents.items()}
        self._letters = [(code, document.title) for code, document in known.ledger.documents.items()]
        self._letters += [(row.key, row.record["title"]) for row in rows if row.kind == "document"]
        self._days = {code: document.known_on for code, document in known.ledger.documents.items()}
        self._days |= {row.key: read_document_day(row.record) for row in rows if row.kind == "document"}
        self._units = [unit for unit, _ in choices.units(known)]
        self._series: dict[tuple[str, str], list[PilotFigure]] = {}
        self._titles: dict[str, dict[str, str]] = {}
        self._public: dict[str, set[bool]] = {}
        for figure in [*kept, *own]:
            self._series.setdefault((figure.pilot, figure.figure), []).append(figure)
            self._public.setdefault(figure.source.document, set()).add(figure.published)
        for figure in known.ledger.figures:
            self._titles.setdefault(figure.pilot, {}).setdefault(figure.title, figure.figure)

    def find(self, row: ProposedRow) -> Iterator[tuple[str, Problem]]:
        if row.kind == "document" and row.replaces is None:
            yield from self._same_letter(row)
        if "certainty" in row.record:
            yield from self._after_its_source(row.record)
        if row.kind == "figure":
            yield from self._split_series(row.record)
            yield from self._other_unit(row)
            yield from _not_in_passage(row.record)
            yield from self._public_and_not(row.record)

    def _same_letter(self, row: ProposedRow) -> Found:
        title = same_words(row.record["title"])
        for code, other in self._letters:
            if code != row.key and same_words(other) == title:
                name = f"{code} – {self._names[code]}" if code in self._names else code
                yield (
                    "title",
                    Problem(
                        f"{name} heeft dezelfde titel; dit wordt een andere brief.",
                        f"Is het dezelfde brief, geef deze rij dan de code {code} of gebruik 'Corrigeren'.",
                    ),
                )

    def _after_its_source(self, record: Record) -> Found:
        day = self._days.get(record["document"])
        if day is not None and record["certainty"] == REALISED and read_moment(record["moment"]).is_to_come(day):
            yield (
                "certainty",
                Problem(
                    f"{quoted(record['moment'])} komt na de dag van de bron ({day_in_words(day)}) en is gerealiseerd.",
                    "Controleer het moment, de zekerheid en de bron.",
                ),
            )

    def _split_series(self, record: Record) -> Found:
        titles = self._titles.get(record["pilot"], {})
        if record["figure"] in titles.values():
            return
        other = _alike(record["title"], titles)
        if other is not None:
            yield (
                "title",
                Problem(
                    f"{quoted(record['title'])} lijkt op {quoted(other)}: is het dezelfde reeks?",
                    f"Neem dan die titel over, of de code {titles[other]}; anders zijn het twee reeksen.",
                ),
            )

    def _other_unit(self, row: ProposedRow) -> Found:
        unit = row.record["unit"]
        others = [
            figure
            for figure in self._series.get((row.record["pilot"], row.record["figure"]), ())
            if figure.unit and unit and figure.unit != unit and _key(figure) != row.key
        ]
        if others:
            where = write_period(others[-1].period) or others[-1].place or "een andere rij"
            yield (
                "unit",
                Problem(
                    f"De eenheid is {quoted(unit)}, en bij {where} van hetzelfde cijfer {quoted(others[-1].unit)}.",
                    "Controleer de eenheid: een reeks heeft er één.",
                ),
            )
        elif unit and unit not in self._units:
            near = get_close_matches(unit, self._units, n=1, cutoff=_ALIKE)
            if near:
                yield "unit", Problem(f"{quoted(unit)} lijkt op {quoted(near[0])}.", f"Bedoelt u {near[0]}?")

    def _public_and_not(self, record: Record) -> Found:
        if len(self._public.get(record["document"], ())) > 1:
            name = self._names.get(record["document"], record["document"])
            other = "nee" if record["public"] == "ja" else "ja"
            yield (
                "public",
                Problem(
                    f"{name} is hier openbaar: {record['public']}, en in een andere rij: {other}.",
                    "Een bron is openbaar of niet: controleer welke van de twee.",
                ),
            )


def _not_in_passage(record: Record) -> Found:
    """The number and its word against the words themselves; not of a number that may not stand in those."""
    if not record["value"] or hidden_numbers(record):
        return
    passage, value, word = plain_words(record["passage"]), Decimal(record["value"]), record["qualifier"]
    written = write_number(record["value"])
    places = [place for place, number in numbers_in(passage) if number == value]
    if not places:
        yield "value", Problem(f"{written} staat niet in de letterlijke tekst.", "Controleer het getal en de tekst.")
        return
    if word and plain_words(word) not in passage:
        yield "qualifier", Problem(f"{quoted(word)} staat niet in de letterlijke tekst.", "Controleer dit woord.")
    before = [next((item for item in QUALIFIERS if item and _ends_with(passage[:place], item)), "") for place in places]
    if not word and all(before):
        yield (
            "qualifier",
            Problem(
                f"In de letterlijke tekst staat {quoted(before[0])} vóór {written}, en in de rij niet.",
                f"Kies {quoted(before[0])} bij 'Woord vóór het getal'.",
            ),
        )


def _ends_with(text: str, word: str) -> bool:
    return f" {text.rstrip(' €')}".endswith(f" {word}")


def _alike(title: str, titles: Iterable[str]) -> str | None:
    """The title that begins as another does, or is nearly the same."""
    words = {same_words(other): other for other in titles}
    mine = same_words(title)
    begins = [other for other in words if f"{other} ".startswith(f"{mine} ") or f"{mine} ".startswith(f"{other} ")]
    near = begins or get_close_matches(mine, words, n=1, cutoff=_ALIKE)
    return words[near[0]] if near else None


def _key(figure: PilotFigure) -> str:
    return "|".join((figure.pilot, figure.figure, figure.place, figure.period))
