"""The CSV as a Dutch spreadsheet reads it."""

import csv
import io
from datetime import date

from dashboard.exports.csv import csv_parts, figures_table, table_csv
from data_sources.contract import Load, Observation

LOAD = Load(
    7, "statline", "84847NED", "127.0.0.1", date(2026, 4, 30), "dag", "cbs-modified", date(2026, 4, 30), None,
    "Kerncijfers", "http://127.0.0.1/tabel",
)  # fmt: skip


def _figure(period: str, value: float | None, *, unit: str = "aantal", missing: str | None = None) -> Observation:
    return Observation(
        indicator="adviezen", region="PV21", period=period, breakdown="", value=value, unit=unit, status="voorlopig",
        status_basis="", missing=missing, rounding=5.0, table="84847NED", load=7 if value is not None else None,
        source_url="http://127.0.0.1/tabel", since=7,
    )  # fmt: skip


def _rows(figures: list[Observation], region: str = "Fryslân (PV)") -> list[dict[str, str]]:
    data = table_csv(figures_table(figures, {7: LOAD}, {"PV21": region}, stand="zoals bekend op 1 mei 2026"))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_figure_stands_with_its_source_status_and_load() -> None:
    row = _rows([_figure("2025HJ01", 84935.0)])[0]
    assert (row["Onderwerp"], row["CBS-term"], row["Regio"]) == ("Adviesvragen", "gestarte adviezen", "Fryslân (PV)")
    assert (row["Periode"], row["Waarde"], row["Status"], row["Afronding"]) == (
        "1e halfjaar 2025", "84935", "voorlopig", "5",
    )  # fmt: skip
    assert (row["Bekend"], row["Lading"]) == ("gepubliceerd op 30 april 2026", "7")
    assert row["Stand"] == "zoals bekend op 1 mei 2026"
    assert row["Let op"] == "niet van CBS (127.0.0.1)"


def test_decimals_have_a_comma() -> None:
    assert _rows([_figure("2025HJ01", 183.3, unit="per 100 000 inwoners")])[0]["Waarde"] == "183,3"


def test_a_missing_figure_is_empty_with_its_reason_and_never_zero() -> None:
    row = _rows([_figure("2024HJ02", None, missing="geheim-of-onbekend")])[0]
    assert (row["Waarde"], row["Ontbreekt"], row["Status"]) == ("", "geheim of onbekend bij CBS", "")


def test_a_text_that_looks_like_a_formula_is_defused() -> None:
    assert _rows([_figure("2025HJ01", 10.0)], region="=1+1")[0]["Regio"] == "'=1+1"
    assert _rows([_figure("2025HJ01", 10.0)], region="@SOM")[0]["Regio"] == "'@SOM"


def test_a_figure_keeps_all_its_decimals() -> None:
    rows = _rows([_figure("2025HJ01", 123456.25, unit="per 100 000 inwoners"), _figure("2025HJ02", 0.05, unit="%")])
    assert [row["Waarde"] for row in rows] == ["123456,25", "0,05"]


def test_a_long_file_comes_in_parts_and_reads_as_one() -> None:
    parts = list(csv_parts(["n"], ([n] for n in range(2500))))
    assert len(parts) == 4
    assert b"".join(parts).decode("utf-8-sig").split("\r\n") == ["n", *map(str, range(2500)), ""]
