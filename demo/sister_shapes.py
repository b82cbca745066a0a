"""What the fictional sister tables tell apart: their further dimensions, topics and titles. Titles as far as seen at
CBS, the rest and every share made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT, UNIT_PERCENT


@dataclass(frozen=True)
class Category:
    """A code of a further dimension, and of which leaves it is the sum; () for all of them."""

    code: str
    title: str
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """``leaves``: what everything is divided into, and in which parts; several categories may share a leaf."""

    key: str
    title: str
    leaves: dict[str, float]
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class SisterTopic:
    """A column: ``measure`` is the count it divides, ``part`` which leaves of ``Sister.divided`` it holds (() for all).
    ``groups``: the path of its groups.
    """

    name: str
    title: str
    measure: str
    groups: tuple[str, ...] = ()
    unit: str = UNIT_COUNT
    part: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sister:
    """``divided``: the leaves its topics are parts of, for a table that tells apart by topic; {} for others."""

    table_id: str
    title: str
    short_title: str
    dimensions: tuple[Dimension, ...]
    topics: tuple[SisterTopic, ...]
    municipalities: bool
    divided: dict[str, float]


_WHO = Dimension(
    "KenmerkenAdviezenMeldingen", "Kenmerken adviezen/meldingen",
    {"niet": 0.44, "ggz": 0.03, "zorg": 0.09, "school": 0.11, "opvang": 0.015, "jeugd": 0.08, "politie": 0.14,
     "justitie": 0.03, "anders": 0.05, "onbekend": 0.015},
    (
        Category("T001638", "Totaal"),
        Category("A051301", "Niet beroepsmatig totaal", ("niet",)),
        Category("A051302", "Beroepsmatig totaal",
                 ("ggz", "zorg", "school", "opvang", "jeugd", "politie", "justitie", "anders")),
        Category("A051303", "Gezondheidszorg: totaal", ("ggz", "zorg")),
        Category("A051304", "Geestelijke gezondheidszorg: totaal", ("ggz",)),
        Category("A051305", "Kinderopvang", ("opvang",)),
        Category("A051306", "Onderwijs: totaal", ("school",)),
        Category("A051307", "Jeugdzorg: totaal", ("jeugd",)),
        Category("A051308", "Justitie en veiligheid: totaal", ("politie", "justitie")),
        Category("A051309", "J en V: politie: totaal", ("politie",)),
        Category("A051310", "Andere organisatie: anders", ("anders",)),
        Category("A051311", "Onbekend", ("onbekend",)),
    ),
)  # fmt: skip
# One report may be of several kinds: 'beide' counts for both, so the kinds do not add up to the total.
_KIND = Dimension(
    "AardVanHetGeweld", "Aard van het geweld",
    {"kind": 0.42, "beide": 0.1, "partner": 0.29, "ouders": 0.05, "ouderen": 0.03, "overig": 0.11},
    (
        Category("T001112", "Totaal"),
        Category("A051401", "Kindermishandeling", ("kind", "beide")),
        Category("A051402", "(Ex-)Partnergeweld", ("partner", "beide")),
        Category("A051403", "Geweld tegen ouders", ("ouders",)),
        Category("A051404", "Ouderenmishandeling (ouder dan 65 jaar)", ("ouderen",)),
        Category("A051405", "Huiselijk geweld overig", ("overig",)),
    ),
)  # fmt: skip
_MORE = Dimension(
    "AanvullendeInformatie", "Aanvullende informatie",
    {"handel": 0.0025, "dwang": 0.004, "geen": 0.9935},
    (
        Category("T001540", "Totaal"),
        Category("A051501", "Mensenhandel", ("handel",)),
        Category("A051502", "Dwang (verzonnen indeling)", ("dwang",)),
        Category("A051503", "Geen aanvullende informatie", ("geen",)),
    ),
)  # fmt: skip
_RISK = Dimension(
    "Veiligheidstaxatie", "Veiligheidstaxatie",
    {"acuut": 0.06, "structureel": 0.46, "geen": 0.48},
    (
        Category("T001700", "Totaal"),
        Category("A051601", "Acuut onveilig (verzonnen indeling)", ("acuut",)),
        Category("A051602", "Structureel onveilig (verzonnen indeling)", ("structureel",)),
        Category("A051603", "Geen van beide (verzonnen indeling)", ("geen",)),
    ),
)  # fmt: skip
_DECISION = Dimension(
    "Veiligheidsbeoordeling", "Veiligheidsbeoordeling",
    {"onderzoek": 0.07, "vervolg": 0.24, "overdracht": 0.69},
    (
        Category("T001701", "Totaal"),
        Category("A051701", "Onderzoek (verzonnen indeling)", ("onderzoek",)),
        Category("A051702", "Voorwaarden en vervolg (verzonnen indeling)", ("vervolg",)),
        Category("A051703", "Overdracht (verzonnen indeling)", ("overdracht",)),
    ),
)  # fmt: skip

_ADVICE = SisterTopic("GestarteAdviezen", "Gestarte adviezen", "GestarteAdviezen")
_REPORTS = SisterTopic("OntvangenMeldingen", "Ontvangen meldingen", "OntvangenMeldingen")
_SERVICES = "Adviezen, meldingen en diensten"
_FINISHED = (_SERVICES, "Afgeronde diensten")

_EARLIER = {
    "eerste": 0.48,
    "meerdere": 0.11,
    "een": 0.09,
    "beoordeling": 0.14,
    "na": 0.11,
    "monitoring": 0.05,
    "niet": 0.02,
}
_AGAIN, _DURING = "Hermelding", "Vervolgmelding tijdens betrokkenheid VT"
_BY_EARLIER: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("OntvangenMeldingenTotaal", "Ontvangen meldingen, totaal", (), ()),
    ("k_1eMelding", "1e melding, geen betrokkenen bekend VT", (), ("eerste",)),
    ("Totaal", "Totaal", (_AGAIN,), ("meerdere", "een")),
    ("MeerdereBetrokkenen", "Meerdere betrokkenen al bekend bij VT", (_AGAIN,), ("meerdere",)),
    ("EenBetrokkene", "Eén betrokkene al bekend bij VT", (_AGAIN,), ("een",)),
    ("Totaal", "Totaal", (_DURING,), ("beoordeling", "na", "monitoring")),
    ("TijdensVeiligheidsbeoordeling", "Tijdens veiligheidsbeoordeling", (_DURING,), ("beoordeling",)),
    ("NaVeiligheidsbeoordeling", "Na veiligheidsbeoordeling", (_DURING,), ("na",)),
    ("TijdensMonitoringDoorVT", "Tijdens monitoring door VT", (_DURING,), ("monitoring",)),
    ("MeldingNietIngedeeld", "Melding niet ingedeeld", (), ("niet",)),
)

SISTERS: tuple[Sister, ...] = (
    Sister(
        "84849NED", "Huiselijk geweld; rol/functie, organisatie, duur geweld, regio", "Rol/functie, organisatie",
        (_WHO,), (_ADVICE, _REPORTS), municipalities=True, divided={},
    ),
    Sister(
        "84850NED", "Huiselijk geweld; aard geweld, aanvullende informatie, Veilig Thuis-regio", "Aard van het geweld",
        (_KIND, _MORE),
        (
            SisterTopic("GestarteAdviezen", "Gestarte adviezen", "GestarteAdviezen", (_SERVICES,)),
            SisterTopic("OntvangenMeldingen", "Ontvangen meldingen", "OntvangenMeldingen", (_SERVICES,)),
            SisterTopic("Casussen", "Casussen met ontvangen melding(en)", "GestarteCasussen", (_SERVICES,)),
            SisterTopic("Onderzoek", "Afgeronde diensten onderzoek", "AfgerondeDienstenOnderzoek", _FINISHED),
            SisterTopic(
                "VoorwaardenEnVervolg", "Afgeronde diensten voorwaarden en vervolg",
                "AfgerondeDienstenVoorwaardenEnVervolg", _FINISHED,
            ),
        ),
        municipalities=False, divided={},
    ),
    Sister(
        "84852NED", "Huiselijk geweld; veiligheidsbeoordeling en -taxatie Veilig Thuis, regio", "Veiligheid",
        (_RISK, _DECISION), (_REPORTS,), municipalities=True, divided={},
    ),
    Sister(
        "85361NED", "Huiselijk geweld; meldingen naar eerdere betrokkenheid Veilig Thuis, regio", "Herhaling",
        (),
        tuple(
            SisterTopic(name, title, "OntvangenMeldingen", (first, *groups), unit, part)
            for first, unit in (("Ontvangen meldingen", UNIT_COUNT), ("Ontvangen meldingen (relatief)", UNIT_PERCENT))
            for name, title, groups, part in _BY_EARLIER
        ),
        municipalities=True, divided=_EARLIER,
    ),
)  # fmt: skip
