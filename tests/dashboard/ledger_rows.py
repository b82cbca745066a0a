"""Ledger rows made by hand: a letter of July 2026, an older note, and what a test wants to say by them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data_sources.ledger import Document
from data_sources.pilots.entries import KINDS, Entry, make_entry
from tests.ledgers import record

LETTER = {
    "code": "L26", "title": "Voortgangsbrief geweld", "short": "voortgangsbrief", "known_on": "2026-07-31",
    "precision": "maand", "basis": "afgeleid", "reference": "",
}  # fmt: skip
NOTE = {
    "code": "N23", "title": "Nota over het cohortonderzoek", "short": "nota 2023", "known_on": "2023-09-01",
    "precision": "dag", "basis": "gedateerd", "reference": "3690521-1053244-DMO",
}  # fmt: skip
_DOCUMENTS = {"L26": LETTER, "N23": NOTE}
_UNITS: Mapping[str, Mapping[str, str]] = {"figure": {"unit": "aantal"}}


def row(kind: str, *, document: str = "L26", passage: str = "Zo staat het er.", **texts: str) -> Entry:
    """One entry; columns that are not named are empty or as ordinary as can be."""
    texts = {"document": document, "part": "onderdeel n", "passage": passage, **_UNITS.get(kind, {}), **texts}
    return make_entry(kind, record(kind, **texts), document=_document(document))


def document(code: str) -> Entry:
    return make_entry("document", _DOCUMENTS[code], document=_document(code))


def _document(code: str) -> Document:
    read: Document = KINDS["document"].read(_DOCUMENTS[code], 0)
    return read


def milestone(slug: str, title: str, moment: str, certainty: str = "verwacht", **texts: str) -> Entry:
    return row("milestone", milestone=slug, title=title, moment=moment, certainty=certainty, **texts)


def small_ledger() -> list[Entry]:
    """Four pilots: a rollout of two areas, FARR with more figures than a card holds, one with a page shared with
    others, and one that only the older note speaks of.
    """
    return [document("N23"), document("L26"), *_pilots(), *_figures(), *_rollout(), *_moments()]


def _pilots() -> list[Entry]:
    return [
        row("pilot", pilot="slachtofferdevice", title="Slachtofferdevice"),
        row("pilot", pilot="farr", title="FARR-pilot", ends="eind 2026", executors="FARR; GGD Amsterdam"),
        row(
            "pilot", pilot="huisverbod", title="Tijdelijk huisverbod", ends="eind 2026", places="Den Haag; Utrecht",
            situation="de pilots lopen",
        ),
        row("pilot", pilot="cohortstudie", title="Cohortonderzoek", document="N23"),
    ]  # fmt: skip


def _figures() -> list[Entry]:
    first_quarter = {"pilot": "farr", "period": "2026KW01"}
    share = {"unit": "%", "denominator": "onderzochte personen"}
    return [
        row(
            "figure", figure="personen-onderzocht", title="Personen onderzocht", qualifier="ruim", value="225",
            **first_quarter,
        ),
        row(
            "figure", figure="vrouw", title="Vrouw", value="90", denominator_qualifier="ruim", denominator_value="225",
            **share, **first_quarter,
        ),
        row("figure", figure="vermoedelijk", title="Partnergeweld", value="78", **share, **first_quarter),
        row("figure", pilot="farr", figure="opgekomen", title="Opgekomen", value="92", **share),
        row("figure", pilot="huisverbod", figure="pilotsteden", title="Pilotsteden", value="4"),
        row("figure", pilot="cohortstudie", figure="gestopt", title="Gestopt", value="21", document="N23", **share),
    ]  # fmt: skip


def _rollout() -> list[Entry]:
    device = {"pilot": "slachtofferdevice"}
    return [
        row("area", area="limburg", title="Limburg", region="limburg", region_title="Limburg", **device),
        row("area", area="zeeland", title="Zeeland", region="zeeland", region_title="Zeeland", **device),
        row("step", area="limburg", phase="in gebruik", moment="januari 2026", certainty="gerealiseerd", **device),
        row("step", area="zeeland", phase="voorbereiding", moment="juni 2026", certainty="gerealiseerd", **device),
        row("step", pilot="huisverbod", area="Utrecht", phase="praktijkproef", moment="eind 2026", certainty="gepland"),
    ]


def _moments() -> list[Entry]:
    return [
        milestone("debat", "Commissiedebat", "28 mei 2026", "gerealiseerd", reference="Kamerstuk 36 811, nr. 3"),
        milestone("coordinator", "Nationaal Coördinator aangesteld", "zomer 2026", "gepland"),
        milestone("farr-einde", "FARR-pilot loopt af", "eind 2026", "gepland", pilots="farr"),
        milestone("huisverbod-resultaten", "Resultaten huisverbod", "1e kwartaal 2027", pilots="huisverbod"),
        milestone("device-landelijk", "Landelijke inzet Slachtofferdevice", "medio 2027", pilots="slachtofferdevice"),
        milestone("praktijk", "Proef met een contactpersoon", "zonder datum", "ambitie"),
        row("event", event="campagne", title="Campagne Waar ben je?", moment="eind augustus 2026", certainty="gepland"),
    ]


NOVEMBER = date(2026, 11, 21)
