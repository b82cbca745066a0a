"""Which topic is which indicator: by title and unit, whatever CBS numbers it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.settings import load_topic_map
from data_sources.cbs.topics import TopicChoice, map_topics, normal_unit
from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, UNIT_PERCENT
from data_sources.errors import TableRejected
from data_sources.snapshot import Topic
from demo.changes import renumber_topics
from demo.topics import Row
from tests.data_sources.releases import KERNCIJFERS, tiny


def properties(*lines: str) -> list[Row]:
    """DataProperties from lines 'Group > Group | title | unit'; the third field may be left out."""
    rows: list[Row] = []
    groups: dict[tuple[str, ...], int] = {}
    for line in lines:
        path, title, unit = [*line.split("|"), UNIT_COUNT][:3]
        parent: int | None = None
        steps = [step.strip() for step in path.split(">") if step.strip()]
        for depth in range(1, len(steps) + 1):
            key = tuple(steps[:depth])
            if key not in groups:
                groups[key] = len(rows)
                rows.append({"ID": len(rows), "ParentID": parent, "Type": "TopicGroup", "Key": "", "Title": key[-1]})
            parent = groups[key]
        rows.append(
            {
                "ID": len(rows),
                "ParentID": parent,
                "Type": "Topic",
                "Key": f"Onderwerp_{len(rows)}",
                "Title": title,
                "Unit": unit,
                "Decimals": 0,
                "Description": "",
            }
        )
    return rows


def mapped(*lines: str, table: str = KERNCIJFERS, topic_map: Mapping[str, TopicChoice] | None = None) -> list[Topic]:
    return map_topics(properties(*lines), table=table, topic_map=topic_map or {})[0]


def names(*lines: str, table: str = KERNCIJFERS, topic_map: Mapping[str, TopicChoice] | None = None) -> list[str]:
    return [topic.indicator for topic in mapped(*lines, table=table, topic_map=topic_map)]


BOTH = ("|Gestarte adviezen", "|Ontvangen meldingen")


def test_every_topic_of_the_table_gets_a_name_of_its_own() -> None:
    topics, warnings = map_topics(tiny(1).sets["DataProperties"], table=KERNCIJFERS, topic_map={})
    assert [topic.indicator for topic in topics[:6]] == [
        "adviezen",
        "meldingen",
        "gestarte-adviezen-per-100000",
        "ontvangen-meldingen-per-100000",
        "gestarte-casussen",
        "actieve-casussen",
    ]
    assert len({topic.indicator for topic in topics}) == len(topics) == 14
    assert warnings == []


def test_a_topic_keeps_its_name_when_cbs_numbers_it_anew() -> None:
    before, after = (
        map_topics(table.sets["DataProperties"], table=KERNCIJFERS, topic_map={})[0]
        for table in (tiny(1), renumber_topics(tiny(1)))
    )
    assert {topic.key: topic.indicator for topic in before} != {topic.key: topic.indicator for topic in after}
    assert [topic.indicator for topic in before] == [topic.indicator for topic in after]


@pytest.mark.parametrize(
    "title", ["Gestarte adviezen ", "gestarte  ADVIEZEN", "Gestarte adviezen (aantal)", "Gestarte\u00a0adviezen"]
)
def test_spaces_and_case_in_a_title_do_not_matter(title: str) -> None:
    assert names(f"|{title}", "|Ontvangen meldingen") == ["adviezen", "meldingen"]


@pytest.mark.parametrize("unit", ["aantal", "Aantal ", "absoluut", "abs."])
def test_a_required_topic_has_a_unit_that_reads_as_a_count(unit: str) -> None:
    topic = mapped(f"|Gestarte adviezen|{unit}", "|Ontvangen meldingen")[0]
    assert (topic.indicator, topic.unit, topic.rounding) == ("adviezen", UNIT_COUNT, 5.0)


@pytest.mark.parametrize("unit", ["%", "per 100 000 inwoners", "euro"])
def test_the_right_title_in_another_unit_is_not_the_required_topic(unit: str) -> None:
    with pytest.raises(TableRejected, match="'adviezen' is in tabel 84847NED niet gevonden"):
        mapped(f"|Gestarte adviezen|{unit}", "|Ontvangen meldingen")


def test_a_double_title_is_decided_by_its_group() -> None:
    lines = ("Meldingen|Ontvangen meldingen", "Adviezen|Gestarte adviezen", "Overig|Gestarte adviezen")
    assert names(*lines) == ["meldingen", "adviezen", "overig-gestarte-adviezen"]


@pytest.mark.parametrize(
    "lines",
    [
        ("|Begonnen adviezen", *BOTH[1:]),
        ("|Begonnen adviezen|", *BOTH[1:]),
        ('|Adviezen "nieuw" \\ oud', *BOTH[1:]),
        ("Adviezen > Nieuw|Gestarte adviezen", "Adviezen|Gestarte adviezen", *BOTH[1:]),
        ("Adviezen|Gestarte adviezen", "Adviezen en meldingen|Gestarte adviezen", *BOTH[1:]),
        ("A|Begonnen adviezen", "B|Begonnen adviezen", *BOTH[1:]),
        ("|Gestarte adviezen|aantal x 1", *BOTH[1:]),
    ],
)
def test_a_required_topic_that_is_not_found_once_is_mended_by_the_very_line_in_the_message(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(TableRejected) as caught:
        mapped(*lines)
    message = caught.value.message
    assert "\n" not in message
    assert "de oude cijfers blijven staan" in message
    for topic in (row for row in properties(*lines) if row["Type"] == "Topic"):
        assert str(topic["Title"]) in message
    file = tmp_path / "topics.toml"
    file.write_text(message.partition("VT_TOPIC_MAP: ")[2], encoding="utf-8")
    found = names(*lines, topic_map=load_topic_map(str(file)))
    assert {"adviezen", "meldingen"} <= set(found)


def test_the_line_never_proposes_what_another_indicator_is_known_by() -> None:
    with pytest.raises(TableRejected) as caught:
        mapped("|Ontvangen meldingen", "|Gestarte adviezen|per 100 000 inwoners")
    assert caught.value.message.endswith('adviezen = { title = "Gestarte adviezen", unit = "aantal" }')


@pytest.mark.parametrize("title", ["Begonnen adviezen", "Adviesvragen, gestart"])
def test_the_line_proposes_the_title_with_the_right_word_before_one_that_looks_alike(title: str) -> None:
    with pytest.raises(TableRejected) as caught:
        mapped("|Gestarte casussen", f"|{title}", "|Ontvangen meldingen")
    assert caught.value.message.endswith(f'adviezen = {{ title = "{title}", unit = "aantal" }}')


def test_two_indicators_cannot_point_to_one_topic() -> None:
    with pytest.raises(TableRejected, match="'adviezen' en 'meldingen' wijzen in tabel 84847NED naar hetzelfde"):
        mapped(*BOTH, topic_map={"adviezen": TopicChoice("Ontvangen meldingen", "aantal")})


def test_the_line_of_an_operator_goes_before_the_titles_we_know() -> None:
    lines = ("|Gestarte adviezen", "|Adviezen nieuwe telling", "|Ontvangen meldingen")
    choice = TopicChoice("adviezen NIEUWE telling ", "aantal")
    assert names(*lines, topic_map={"adviezen": choice}) == ["gestarte-adviezen-onderwerp", "adviezen", "meldingen"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["|Duur, in dagen|dagen"], ["duur-in-dagen-dagen"]),
        (
            ["|Afgerond|%", "|Afgerond|per 100.000 inwoners", "|Afgerond"],
            ["afgerond-procent", "afgerond-per-100000", "afgerond"],
        ),
        (["|Zonder eenheid|"], ["zonder-eenheid"]),
        (["Casussen|Totaal", "Diensten|Totaal"], ["casussen-totaal", "diensten-totaal"]),
        (["Casussen|Totaal|%", "Diensten|Totaal|%"], ["casussen-totaal-procent", "diensten-totaal-procent"]),
        (["A > X|Totaal", "B > X|Totaal"], ["a-x-totaal", "b-x-totaal"]),
        (["Groep|Adviezen"], ["groep-adviezen"]),
        (["Groep|Adviesvragen"], ["groep-adviesvragen"]),
        (["Eén groep|Coördinatie élders"], ["coordinatie-elders"]),
    ],
)
def test_other_topics_are_named_after_title_unit_and_where_needed_their_group(
    lines: list[str], expected: list[str]
) -> None:
    assert names(*BOTH, *lines)[2:] == expected


def test_what_nothing_but_its_key_tells_apart_is_kept_with_a_warning() -> None:
    rows = properties(*BOTH, "|Totaal", "|Totaal")
    rows[2]["Key"], rows[3]["Key"] = "Linkertotaal_3", "Rechtertotaal_4"
    topics, warnings = map_topics(rows, table=KERNCIJFERS, topic_map={})
    assert [topic.indicator for topic in topics[2:]] == ["totaal-linkertotaal", "totaal-rechtertotaal"]
    assert "'Totaal' staat meer dan eens in tabel 84847NED; bewaard als 'totaal-linkertotaal'" in warnings[0].message


def test_a_sister_table_has_its_id_in_front_and_needs_no_adviezen() -> None:
    lines = ("|Afgeronde diensten onderzoek", "|Gestarte adviezen")
    assert names(*lines, table="84850NED") == ["84850NED:afgeronde-diensten-onderzoek", "84850NED:gestarte-adviezen"]


def test_a_table_without_topics_is_rejected() -> None:
    with pytest.raises(TableRejected, match="Tabel 84850NED bevat geen onderwerpen"):
        mapped(table="84850NED")


@pytest.mark.parametrize(("decimals", "rounding"), [(0, 1.0), (1, 0.1), (None, None), ("twee", None)])
def test_a_rate_rounds_to_its_decimals_and_to_nothing_known_without_them(
    decimals: object, rounding: float | None
) -> None:
    rows = properties(*BOTH, "|Gestarte adviezen|per 100 000 inwoners")
    rows[2]["Decimals"] = decimals
    assert map_topics(rows, table=KERNCIJFERS, topic_map={})[0][2].rounding == rounding


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Procent", UNIT_PERCENT),
        ("per 100 000  inwoners", UNIT_PER_100000),
        ("per 100.000", UNIT_PER_100000),
        (" x  1 000 ", "x 1 000"),
    ],
)
def test_units_have_one_word_each(unit: str, expected: str) -> None:
    assert normal_unit(unit) == expected


def test_a_followed_topic_counts_ones_whatever_word_cbs_has_for_its_unit() -> None:
    choice = {"adviezen": TopicChoice("Gestarte adviezen", "stuks")}
    topics = mapped("|Gestarte adviezen|stuks", "|Ontvangen meldingen|aantal meldingen", topic_map=choice)
    assert [(topic.indicator, topic.unit, topic.rounding) for topic in topics] == [
        ("adviezen", UNIT_COUNT, 5.0),
        ("meldingen", UNIT_COUNT, 5.0),
    ]


@pytest.mark.parametrize("unit", ["x 1 000", "aantal x 1 000", "duizend", "aantal per dag", "%"])
def test_a_unit_that_is_not_ones_is_refused_even_when_an_operator_names_it(unit: str) -> None:
    with pytest.raises(TableRejected):
        mapped(f"|Gestarte adviezen|{unit}", BOTH[1], topic_map={"adviezen": TopicChoice("Gestarte adviezen", unit)})


def test_the_proposed_line_is_the_right_title_with_its_unit_and_never_another_subject() -> None:
    with pytest.raises(TableRejected, match=r'adviezen = \{ title = "Gestarte adviezen", unit = "stuks" \}'):
        mapped("|Gestarte casussen", "|Gestarte adviezen|stuks", BOTH[1])
    with pytest.raises(TableRejected, match=r'title = "Ontvangen meldingen", unit = "aantal"') as caught:
        mapped("|Gestarte casussen", BOTH[0])
    assert 'title = "Gestarte casussen"' not in str(caught.value)
