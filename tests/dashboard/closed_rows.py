"""Rows of figures that are not public, whose numbers and words stand nowhere else: what leaks of them can be found."""

from __future__ import annotations

from collections.abc import Iterator

from data_sources.pilots.entries import Entry
from tests.ledgers import entry

PASSAGE = "Zo staat het in de geheime bijlage"
FACT = "Een feit dat niet iedereen mag weten"
PLACES = {"Aastad": "8", "Beestad": "4321", "Ceestad": "100000"}
# What nobody but those who enter figures may read anywhere, in each form in which a page or file may write it.
SECRETS = ("4321", "4.321", "98.765", "98,765", "98,77", "geheime bijlage", FACT, "Nazorg voor 8")


def closed_rows() -> list[Entry]:
    """A small count with its total and the other places, a share of few people, a small count amid larger ones over
    time, and a fact in words.
    """
    return [entry("figure", **{"part": "bijlage", "passage": PASSAGE, "public": "nee", **texts}) for texts in _rows()]


def _rows() -> Iterator[dict[str, str]]:
    after = {"pilot": "loef", "figure": "nazorg", "title": "Nazorg voor 8", "period": "2026KW01", "unit": "personen"}
    yield {**after, "title": "Nazorg", "value": "104329"}
    for place, value in PLACES.items():
        yield {**after, "place": place, "value": value}
    injured = {"figure": "letsel", "title": "Met letsel", "period": "2026KW01"}
    yield {**injured, "value": "98.765", "unit": "%", "denominator": "gevolgde personen", "denominator_value": "700"}
    for quarter, value in enumerate(("170", "7", "140"), start=1):
        texts = {"figure": "kinderen", "title": "Kinderen onderzocht", "unit": "kinderen"}
        yield {**texts, "period": f"2026KW0{quarter}", "value": value}
    yield {"figure": "woorden", "title": "In woorden", "text": FACT}
