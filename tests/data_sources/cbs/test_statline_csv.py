"""A CSV of StatLine is read as the wire is, as far as it tells; what it leaves open is refused and named."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data_sources.cbs.rows import Rows
from data_sources.cbs.statline_csv import StatlineCsv, read_csv
from data_sources.cbs.tables import Feed, read_table
from data_sources.errors import SourceUnreadable, TableRejected
from data_sources.findings import warnings_of
from data_sources.known_table import KnownTable
from data_sources.snapshot import Category, CellState, TableSnapshot, Topic
from demo.changes import renumber_topics, small, with_value
from demo.table import FictionalTable
from tests.data_sources.cbs.downloads import FOOT, as_csv, dutch
from tests.data_sources.cbs.test_tables import cells
from tests.data_sources.releases import REGIONS, quick, tiny

VALUE, SECRET, IMPOSSIBLE = CellState.VALUE, CellState.SECRET_OR_UNKNOWN, CellState.IMPOSSIBLE
KEPT = "De oude cijfers blijven staan."
HEAD = "Regio's;Perioden;Gestarte adviezen (aantal);Ontvangen meldingen (aantal)"
NOTHING = KnownTable()


def feed(text: str | bytes, known: KnownTable = NOTHING, table: str = "84847NED") -> Feed:
    content = text.encode() if isinstance(text, str) else text
    return read_csv(content, table=table, url="https://cbs/84847NED", known=known)


def snapshot(text: str | bytes, known: KnownTable = NOTHING, **options: Any) -> TableSnapshot:
    return read_table(feed(text, known, **options), topic_map={})


def lines(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows, ""])


def wire(table: FictionalTable) -> TableSnapshot:
    """The table as it is read from CBS."""
    sets = table.sets
    return read_table(
        Feed(
            "84847NED", "http://cbs", sets["TableInfos"][0], sets["DataProperties"],
            {key: sets[key] for key in ("RegioS", "Perioden")}, Rows.of(sets["UntypedDataSet"]),
        ),
        topic_map={},
    )  # fmt: skip


def known_from(found: TableSnapshot) -> KnownTable:
    """What the store knows after a load of this."""
    return KnownTable(
        3, found.title, found.topics, dict(found.regions), {item.period.key: item.status for item in found.periods},
        found.categories,
    )  # fmt: skip


def refused(text: str | bytes, known: KnownTable = NOTHING, **options: Any) -> str:
    with pytest.raises((TableRejected, SourceUnreadable)) as caught:
        snapshot(text, known, **options)
    assert caught.value.message.endswith(KEPT)
    return caught.value.message


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "options", [{}, {"groups": False}, {"cell": dutch}, {"cell": str}], ids=["plain", "no groups", "dutch", "padded"]
)
def test_a_table_printed_with_titles_says_what_the_wire_says(number: int, options: dict[str, Any]) -> None:
    over_the_wire = wire(quick(number))
    found = snapshot(as_csv(quick(number), **options), known_from(over_the_wire))
    assert found.content_hash() == over_the_wire.content_hash()
    assert (found.title, found.modified, warnings_of(found.findings)) == (over_the_wire.title, None, [])


def test_the_first_csv_of_all_is_read_by_the_bundled_titles() -> None:
    table = small(tiny(1), regions=["NL01", "PV20"])
    found = snapshot(as_csv(table, cell=dutch))
    assert found.content_hash() == wire(table).content_hash()
    assert found.title == "Huiselijk geweld; kerncijfers Veilig Thuis, regio"


def test_a_table_with_codes_says_what_the_wire_says_by_the_names_of_the_newest_load() -> None:
    over_the_wire = wire(quick(1))
    found = snapshot(as_csv(quick(1), coded=True, cell=str), known_from(over_the_wire))
    assert found.content_hash() == over_the_wire.content_hash()
    assert warnings_of(found.findings) == [
        "Het bestand zegt niet welke cijfers voorlopig zijn; de status is die van lading 3, en onbekend voor perioden"
        " die daar niet in staan."
    ]
    assert {item.status_basis for item in found.periods} == {"zoals in lading 3; het bestand noemt geen status"}


def test_codes_of_another_release_are_refused_for_cbs_numbers_topics_anew() -> None:
    known = known_from(wire(quick(1)))
    for other in (renumber_topics(quick(1)), quick(2)):
        assert "CBS nummert ze bij elke versie anders" in refused(as_csv(other, coded=True), known)
    assert refused(as_csv(quick(1), coded=True)).startswith("Kolommen met codes, zoals 'GestarteAdviezen_1', zijn")


def test_awkward_cells() -> None:
    found = cells(
        snapshot(
            lines(
                '"Nederland";"1e halfjaar 2025*";"84.935";"0"',
                '"Groningen (PV)";"1e halfjaar 2025*";"1 234";"       ."',
                '"Fryslân (PV)";"1e halfjaar 2025*";"";"1.234.567"',
            )
        )
    )
    assert {key[:2]: cell for key, cell in found.items()} == {
        ("adviezen", "NL01"): (84935, VALUE), ("meldingen", "NL01"): (0, VALUE),
        ("adviezen", "PV20"): (1234, VALUE), ("meldingen", "PV20"): (None, SECRET),
        ("adviezen", "PV21"): (None, IMPOSSIBLE), ("meldingen", "PV21"): (1234567, VALUE),
    }  # fmt: skip


def test_stars_tell_the_status_and_no_star_is_definitive_only_beside_stars() -> None:
    rows = ["Nederland;2023;1;1", "Nederland;2024**;1;1", "Nederland;1e halfjaar 2025*;1;1"]
    found = {item.period.key: (item.status, item.status_basis) for item in snapshot(lines(*rows)).periods}
    assert found == {
        "2023JJ00": ("definitief", "geen sterretje, andere perioden wel"),
        "2024JJ00": ("nader-voorlopig", "sterretje in de titel van de periode"),
        "2025HJ01": ("voorlopig", "sterretje in de titel van de periode"),
    }
    alone = snapshot(lines(rows[0]))
    assert [(item.status, item.status_basis) for item in alone.periods] == [("onbekend", "CBS geeft geen status")]
    assert warnings_of(alone.findings) == ["Het bestand zegt niet welke cijfers voorlopig zijn; de status is onbekend."]


def test_without_stars_a_period_keeps_the_status_it_had_and_a_new_one_has_none() -> None:
    known = KnownTable(load=3, periods={"2023JJ00": "nader-voorlopig"})
    found = snapshot(lines("Nederland;2023;1;1", "Nederland;2024;1;1"), known)
    assert {item.period.key: item.status for item in found.periods} == {
        "2023JJ00": "nader-voorlopig",
        "2024JJ00": "onbekend",
    }


def test_blanks_of_a_download_without_symbols_are_secret_or_unknown_with_a_warning() -> None:
    found = snapshot(lines("Nederland;2025*;1;2", "Groningen (PV);2025*;;3"))
    assert cells(found)["adviezen", "PV20", "2025JJ00", ""] == (None, SECRET)
    assert [text.partition(";")[0] for text in warnings_of(found.findings)] == [
        "In het bestand staat nergens een punt voor een geheim cijfer"
    ]


@pytest.mark.parametrize(
    "text",
    [
        lines("Nederland;2025*;1;2"),
        lines("Nederland;2025*;1;2").replace(";", "\t"),
        lines("Nederland;2025*;1;2").replace(";", ","),
        "\ufeff" + lines("Nederland;2025*;1;2"),
        'Kerncijfers Veilig Thuis\r\n""\r\n' + lines("Nederland;2025*;1;2").replace("\n", "\r\n") + FOOT,
        lines("Nederland;2025*;1;2") + '"Bron: CBS";;;',
        lines("Nederland;2025*;1;2", "", "© CBS 21-11-2026"),
        lines("2025*;1;Nederland;2", head="Perioden;Ontvangen meldingen (Aantal);Regio’s;gestarte  Adviezen (aantal)"),
    ],
)
def test_the_same_table_in_other_clothes(text: str) -> None:
    found = cells(snapshot(text))
    assert {key[0] for key in found} == {"adviezen", "meldingen"}
    assert set(found.values()) == {(1, VALUE), (2, VALUE)}


def test_windows_1252_is_read_with_a_warning() -> None:
    found = snapshot(lines("Fryslân (PV);2025*;1;2").encode("cp1252"))
    assert (found.regions, len(warnings_of(found.findings))) == ([("PV21", "Fryslân (PV)")], 1)
    assert warnings_of(found.findings)[0].startswith("Het bestand is geen UTF-8; gelezen als Windows-1252.")


def test_names_that_collide_are_told_apart_by_what_stands_behind_them() -> None:
    known = KnownTable(load=3, regions={"GM0014": "Groningen (gemeente)"})
    names = ["Groningen (PV)", "Groningen (VT)", "Groningen (gemeente)", "Utrecht (PV)", "Utrecht (VT)"]
    names += ["Fryslân (PV)", "Friesland (VT)"]
    found = snapshot(lines(*(f"{name};2025*;1;2" for name in names)), known)
    assert [code for code, _ in found.regions] == ["PV20", "VT08", "GM0014", "PV26", "VT20", "PV21", "VT04"]
    said = refused(lines(*(f"{name};2025*;1;2" for name in ["Groningen (gemeente)", "Groningen", "Bergen", "X", "Y"])))
    assert said == (
        "Van deze regio's in het bestand is de code bij tabel 84847NED niet zeker: 'Groningen (gemeente)', 'Groningen',"
        f" 'Bergen' en 2 andere. Gebruik een download met codes of een map van cbsodata. {KEPT}"
    )


def test_a_title_that_the_newest_load_has_twice_is_not_certain() -> None:
    known = KnownTable(load=3, regions={"GM0001": "Bergen", "GM0002": "Bergen"})
    assert "niet zeker: 'Bergen'" in refused(lines("Bergen;2025*;1;2"), known)


RATE = "Regio's;Perioden;Gestarte adviezen (aantal);Ontvangen meldingen (aantal);Duur (dagen)"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "Nederland;2025*;84,935;2;1",
            "In kolom 'Gestarte adviezen (aantal)' van het bestand staat '84,935': geen aantal",
        ),
        ("Nederland;2025*;84.93;2;1", "staat '84.93': geen aantal: het heeft decimalen"),
        ("Nederland;2025*;1;2;1.234", "staat '1.234': niet eenduidig: de punt kan duizendtallen of decimalen scheiden"),
        ("Nederland;2025*;1;2;1,234.5", "staat '1,234.5': geen getal"),
        ("Nederland;2025*;x;2;1", "staat 'x': geen getal"),
        ("Nederland;2025*;-;2;1", "staat '-': geen getal"),
        ("Nederland;2025*;nan;2;1", "staat 'nan': geen getal"),
        ("Nederland;2025*;12.34.567;2;1,5", "staat '12.34.567': geen getal"),
        ("Nederland;2025*;-5;2;1", "een negatief aantal"),
    ],
)
def test_a_cell_with_more_than_one_reading_is_refused(row: str, said: str) -> None:
    assert said in refused(lines(row, head=RATE))


def test_points_and_commas_that_contradict_each_other_are_refused() -> None:
    said = refused(lines("Nederland;2025*;1;2;1,5", "Groningen (PV);2025*;1;2;1.5", head=RATE))
    assert said.startswith("Het bestand gebruikt zowel de komma ('1,5') als de punt ('1.5') voor decimalen")


@pytest.mark.parametrize(("cell", "value", "decimals"), [("1.234,5", 1234.5, 1), ("183.25", 183.25, 2), ("7", 7, 0)])
def test_a_rate_in_either_hand(cell: str, value: float, decimals: int) -> None:
    found = snapshot(lines(f"Nederland;2025*;1;2;{cell}", head=RATE))
    assert cells(found)["duur-dagen", "NL01", "2025JJ00", ""] == (value, VALUE)
    assert [topic.decimals for topic in found.topics] == [0, 0, decimals]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Het bestand is leeg."),
        ("\n \n", "Het bestand is leeg."),
        ("a\0b", "Het bestand is geen CSV (het bevat nultekens)."),
        (lines(), "Tabel 84847NED is leeg."),
        (lines("Nederland;2025*;1;2")[:-1], "Het bestand eindigt midden in een regel: het is afgebroken."),
        (lines("Nederland;2025*;1"), "Regel 2 van het bestand heeft 3 kolommen in plaats van 4"),
        (lines("Nederland;2025*;1;2", "Bron: CBS", "Nederland;2024;1;2"), "Regel 4 van het bestand heeft 4 kolommen"),
        (lines("Nederland;2025*;1;2", 'Nederland;2024;1;"2'), "Na regel 2 van het bestand kloppen de aanhalingstekens"),
        (lines("Nederland;2025*;1;2", "Nederland;2025*;1;2"), "bevat dezelfde cel meer dan eens"),
        (lines("Nederland;2025 maart;1;2"), "Van deze perioden in het bestand is de code bij tabel"),
        (lines("Nederland;2026 1e kwartaal;1;2"), "'2026KW01'"),
        (lines("Nederland;2025*;1;2", head=HEAD.replace("Ontvangen", "Gestarte").replace("meldingen", "adviezen")),
         "De kolom 'Gestarte adviezen (aantal)' staat meer dan eens in het bestand."),
        (lines("Nederland;2025*;1;2", head=HEAD.replace("Gestarte", "Begonnen")), "VT_TOPIC_MAP"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_or_not_it_is_refused(text: str, said: str) -> None:
    with pytest.raises((TableRejected, SourceUnreadable)) as caught:
        snapshot(text)
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('"Huiselijk geweld"\n\n"Onderwerp";"Perioden";"2024";"2025"\n"Adviezen";"aantal";"1";"2"\n', "Onderwerp"),
        ("Id;Measure;ValueAttribute;Value;RegioS;Perioden\n1;M1;None;5;NL01;2025JJ00\n", "Measure"),
        (lines("Nederland;2025*;Totaal;2", head="Regio's;Perioden;Rol;Ontvangen meldingen (aantal)"), "Rol"),
        ("<html><body>Onderhoud</body></html>", "(geen kolommen)"),
    ],
)
def test_another_shape_is_refused_by_the_first_column_that_is_not_understood(text: str, column: str) -> None:
    said = refused(text)
    assert said.startswith(f"De kolom '{column}' van het bestand is bij tabel 84847NED niet te begrijpen.")
    assert "'CSV met statistische symbolen'" in said


def test_what_a_selection_leaves_out_would_seem_gone_and_is_refused() -> None:
    known = known_from(wire(quick(1)))
    less = small(quick(1), regions=[code for code in REGIONS if code not in {"PV21", "VT16"}])
    assert "ontbreekt wat in de nieuwste lading van tabel 84847NED staat: regio's PV21, VT16." in refused(
        as_csv(less), known
    )
    only = "\n".join(line.rpartition(";")[0] if ";" in line else line for line in as_csv(quick(1)).splitlines()) + "\n"
    assert "onderwerpen 'Afgeronde diensten voorwaarden en vervolg'" in refused(only, known)
    assert "perioden 2019HJ01" in refused(
        "".join(line for line in as_csv(quick(1)).splitlines(True) if "1e halfjaar 2019" not in line), known
    )


def test_a_file_cut_between_two_lines_is_refused_also_the_first_time() -> None:
    whole = as_csv(tiny(1)).splitlines(keepends=True)
    said = refused("".join(whole[:-5]))
    assert said.startswith("Het bestand heeft 38 rijen; tabel 84847NED heeft er met deze regio's, perioden en")


ROL = [
    Category("Rol", "Rol van de melder", code, title, n)
    for n, (code, title) in enumerate([("T001", "Totaal"), ("A1", "Politie")])
]
MELDINGEN = Topic("84850NED:meldingen", "Meldingen_1", "Meldingen", "", "aantal", 0, 5.0, "")
KNOWN_ROL = KnownTable(load=3, title="Meldingen naar rol", topics=[MELDINGEN], categories=ROL)
WITH_ROL = "Rol van de melder;Regio's;Perioden;Meldingen (aantal)"


def test_a_further_dimension_is_read_by_the_titles_or_codes_of_the_newest_load() -> None:
    rows = ["Totaal;Nederland;2025*;3", "Politie;Nederland;2025*;1"]
    found = snapshot(lines(*rows, head=WITH_ROL), KNOWN_ROL, table="84850NED")
    assert (found.breakdowns, found.categories) == (["", "Rol=A1"], ROL)
    coded = snapshot(
        lines("T001  ;NL01;2025JJ00;3", "A1;NL01;2025JJ00;1", head="Rol;RegioS;Perioden;Meldingen_1"),
        replace(KNOWN_ROL, regions={"NL01": "Nederland"}, periods={"2025JJ00": "voorlopig"}),
        table="84850NED",
    )
    assert coded.content_hash() == found.content_hash()


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        (
            ["Totaal;Nederland;2025*;3", "Buren;Nederland;2025*;1"],
            WITH_ROL,
            "Van deze waarden van 'Rol' in het bestand",
        ),
        (["Totaal;Nederland;2025*;3"], WITH_ROL, "waarden van indelingen 'Politie'"),
        (
            ["Nederland;2025*;3"],
            "Regio's;Perioden;Meldingen (aantal)",
            "ontbreekt de indeling 'Rol' van tabel 84850NED",
        ),
    ],
)
def test_a_further_dimension_that_is_not_whole_is_refused(rows: list[str], head: str, said: str) -> None:
    assert said in refused(lines(*rows, head=head), KNOWN_ROL, table="84850NED")


def test_the_source_knows_its_file_and_its_hash(tmp_path: Path) -> None:
    file = tmp_path / "Kerncijfers_21112026_101010.csv"
    file.write_text(lines("Nederland;2025*;1;2"), encoding="utf-8")
    source = StatlineCsv(file, table="84847NED", known=NOTHING)
    read = source.fetch("84847NED", end=math.inf, progress=lambda _n, _b: None)
    assert len(read.rows) == 1
    assert (source.host, source.file_name) == ("bestand", file.name)
    assert source.file_hash == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_new_value_in_an_otherwise_equal_file_is_the_only_difference() -> None:
    mended = with_value(tiny(1), region="NL01", period="2025HJ01", topic_title="Gestarte adviezen", value=79500)
    known = known_from(wire(tiny(1)))
    assert snapshot(as_csv(mended), known).content_hash() == wire(mended).content_hash()
    assert snapshot(as_csv(mended), known).content_hash() != wire(tiny(1)).content_hash()
