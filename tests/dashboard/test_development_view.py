"""The view of the page Ontwikkeling in the address: read, written, and what cannot be shown together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.development.model import refusal_of
from dashboard.development.topics import Offered, offered_topics
from dashboard.development.view import (
    CHANGE,
    PATH,
    WAY_NAMES,
    DevelopmentView,
    Way,
    read_development_view,
)
from dashboard.view import asked_values
from data_sources.categories import Category
from data_sources.contract import Load, Period
from data_sources.errors import UsageError
from data_sources.shapes import CellName, DimensionShape, TableShape, TopicShape
from metrics.development import Measure
from tests.figure_rows import load

TODAY = date(2026, 11, 21)
REGIONS = {"NL01": "Nederland", "VT27": "Oost-Brabant"}
RATE, SHARE = "gestarte-adviezen-per-100000", "85361NED:hermelding-procent"


def _shape(
    table: str, topics: dict[str, str], *, total: str | None = "T", cells: frozenset[CellName] | None = None,
    dimension: bool = False,
) -> TableShape:  # fmt: skip
    loads: tuple[Load, ...] = (load(),)
    found = DimensionShape("Soort", "Soort", (Category("Soort", "Soort", "T", "Totaal", 1),), total)
    return TableShape(
        table=table, title="Een tabel", loads=loads,
        topics=tuple(TopicShape(name, name.capitalize(), "", unit, 5.0) for name, unit in topics.items()),
        dimensions=(found,) if dimension else (), regions={"NL01": "Nederland", "PV20": "PV20"},
        periods=(Period(2025, "HJ", 1),), cells=cells,
    )  # fmt: skip


def _offered() -> Offered:
    return offered_topics(
        [
            _shape("84847NED", {"adviezen": "aantal", "meldingen": "aantal", RATE: "per 100 000 inwoners"}),
            _shape("85361NED", {SHARE: "%", "85361NED:hermelding": "aantal"}),
        ]
    )


def _read(query: str) -> DevelopmentView:
    asked = {name: [text] for name, _, text in (pair.partition("=") for pair in query.split("&") if pair)}
    return read_development_view(asked, offered=_offered(), regions=REGIONS, today=TODAY).view


@given(
    indicators=st.lists(st.sampled_from(["adviezen", "meldingen", RATE, SHARE]), min_size=1, max_size=2, unique=True),
    region=st.sampled_from(["NL01", "VT27"]),
    kind=st.sampled_from(["halfjaar", "jaar"]),
    with_base=st.booleans(),
    as_of=st.none() | st.dates(date(2020, 1, 1), TODAY),
    way=st.sampled_from(Way),
    with_events=st.booleans(),
)
def test_a_view_is_read_back_from_its_own_address(
    indicators: list[str], region: str, kind: str, with_base: bool, as_of: date | None, way: Way, with_events: bool
) -> None:
    base = Period(2022, "HJ", 1) if kind == "halfjaar" else Period(2022, "JJ", 0)
    view = DevelopmentView(
        indicators=tuple(indicators), region=region, kind=kind, base=base if with_base else None,  # type: ignore[arg-type]
        as_of=as_of, way=way, with_events=with_events,
    )  # fmt: skip
    address = view.link(PATH)
    assert _read(address.partition("?")[2]) == view


def test_defaults_are_left_out_and_a_second_topic_may_come_by_its_own_name() -> None:
    assert DevelopmentView().link(PATH) == PATH
    assert _read("") == DevelopmentView()
    assert _read("onderwerp=adviesvragen").indicators == ("adviezen",)
    assert _read("onderwerp=adviezen&ook=meldingen").indicators == ("adviezen", "meldingen")
    assert _read("onderwerp=meldingen&ook=meldingen").indicators == ("meldingen",)
    assert asked_values({"ook": [""]}) == {}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("onderwerp=iets", "geen bekend onderwerp"),
        (f"onderwerp=adviezen,meldingen,{RATE}", "een of twee onderwerpen"),
        ("weergave=taart", "is geen weergave. Kies niveau, index,"),
        ("per=week", "Kies halfjaar of jaar"),
        ("per=jaar&basis=2022HJ01", "past niet bij cijfers per jaar"),
        ("regio=VT01", "staat niet in deze opslag"),
        ("gebeurtenissen=nee", "Kies aan of uit"),
        ("zoals-bekend-op=2031-01-01", "ligt in de toekomst"),
    ],
)
def test_what_cannot_be_read_is_refused_in_dutch(query: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        _read(query)


def test_a_table_brings_its_own_regions_with_their_names() -> None:
    assert _read(f"onderwerp={SHARE}&regio=PV20").region == "PV20"
    with pytest.raises(UsageError, match="PV20"):
        read_development_view({"regio": ["PV20"]}, offered=offered_topics([]), regions=REGIONS, today=TODAY)
    assert _offered().regions["85361NED"]["PV20"] == "Groningen"


def test_only_topics_without_a_breakdown_are_offered() -> None:
    cells = frozenset({("84849NED:a", "NL01", "2023JJ00", ""), ("84849NED:b", "NL01", "2023JJ00", "Soort=X")})
    offered = offered_topics(
        [
            _shape("84848NED", {"84848NED:a": "aantal"}, dimension=True, total=None),
            _shape("84849NED", {"84849NED:a": "aantal", "84849NED:b": "aantal"}, dimension=True, cells=cells),
        ]
    )
    assert list(offered.topics) == ["adviezen", "meldingen", "84849NED:a"]
    assert offered.topics["84849NED:a"].title.endswith("(84849NED)")


COUNTS, MIXED, WITH_SHARE = ("adviezen", "meldingen"), ("adviezen", RATE), ("adviezen", SHARE)


@pytest.mark.parametrize(
    ("way", "indicators", "kind", "words"),
    [
        (Way.NIVEAU, MIXED, "halfjaar", "niet samen op één as"),
        (Way.NIVEAU, WITH_SHARE, "halfjaar", "niet samen op één as"),
        (Way.JAAR_EERDER, WITH_SHARE, "halfjaar", "niet samen op één as"),
        (Way.JAAR_EERDER, MIXED, "halfjaar", None),
        (Way.INDEX, MIXED, "halfjaar", None),
        (Way.INDEX, WITH_SHARE, "halfjaar", "een index ervan wordt niet gegeven"),
        (Way.GROEIVERSCHIL, WITH_SHARE, "halfjaar", "procentpunten"),
        (Way.GROEIVERSCHIL, ("adviezen",), "halfjaar", "twee onderwerpen nodig"),
        (Way.VERHOUDING, MIXED, "halfjaar", "dezelfde eenheid"),
        (Way.VERHOUDING, ("adviezen",), "jaar", "twee onderwerpen nodig"),
        (Way.VORIG_HALFJAAR, COUNTS, "jaar", "alleen per halfjaar"),
        (Way.SEIZOENSPAAR, COUNTS, "jaar", "alleen per halfjaar"),
        (Way.VERHOUDING, COUNTS, "jaar", None),
    ],
)
def test_what_does_not_go_together_is_refused_with_a_way_on(
    way: Way, indicators: tuple[str, ...], kind: str, words: str | None
) -> None:
    view = DevelopmentView(indicators, kind=kind, way=way)  # type: ignore[arg-type]
    refusal = refusal_of(view, [_offered().topics[name] for name in indicators])
    assert (refusal is None) == (words is None)
    if refusal is not None and words is not None:
        assert words in refusal.sentence
        assert refusal.instead
        for _, changes in refusal.instead:
            onward = _read(view.link(PATH, **dict(changes)).partition("?")[2])
            assert refusal_of(onward, [_offered().topics[name] for name in onward.indicators]) is None


def test_every_way_has_a_name() -> None:
    assert set(WAY_NAMES) == set(Way)
    assert {way for way, name in WAY_NAMES.items() if name.startswith(CHANGE)} == {
        Way.JAAR_EERDER, Way.VORIG_HALFJAAR, Way.BASIS,
    }  # fmt: skip
    assert {measure.value for measure in Measure} <= {way.value for way in Way}
