"""A letter with all that a document may hold, and its awkward rows: a gap, provisional points, a name with marks."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image

from dashboard.exports.document import Block, ChartBlock, Document, Heading, Span, TableBlock, TextBlock
from dashboard.exports.exported import NativeChart, NativeSeries, WordTable

MADE_AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
BLUE, ORANGE, GREEN = "#14477a", "#b45309", "#4f9a5f"
FOOTNOTES = (
    "CBS StatLine 84847NED, Adviezen; voorlopige cijfers van 24 oktober 2025, geraadpleegd op 1 maart 2026.",
    "CBS StatLine 84847NED, Meldingen; geraadpleegd op 1 maart 2026.",
    "Bron van de figuur.",
    "Bron van de tabel.",
)

LINE = NativeChart(
    kind="lijn",
    categories=("2021", "2022", "2023", "2024", "2025"),
    series=(
        NativeSeries("Adviezen", (84_935, 88_120.5, None, 97_000, 0), (False, False, False, True, True), BLUE),
        NativeSeries("Meldingen & <meer>", (62_005, 60_000, 61_000, 63_100, 66_270), (False,) * 5, ORANGE, "dash"),
    ),
    unit="aantal per jaar",
    decimals=0,
)
BARS = NativeChart(
    kind="staaf",
    categories=("Groningen", "Friesland", "Zeeland"),
    series=(NativeSeries("2025", (12.5, -3.25, None), (False, True, False), GREEN),),
    unit="verandering in %",
    decimals=1,
)
STACKED = NativeChart(
    kind="kolom-gestapeld",
    categories=("2024", "2025"),
    series=(
        NativeSeries("Adviezen", (97_000, 112_520), (False, False), BLUE),
        NativeSeries("Meldingen", (63_100, 66_270), (False, False), ORANGE),
    ),
    unit="",
    decimals=0,
)
TABLE = WordTable(
    caption="Tabel 1. Adviezen en meldingen per regio",
    head=(("Regio", "Adviezen", "Adviezen", "Meldingen"), ("Regio", "2024", "2025", "2025")),
    rows=tuple((f"Regio {number}", "1.234", "+16%", "geheim" if number == 7 else "−3,4%") for number in range(1, 61)),
)


def png(colour: str = "#dddddd") -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(made, "png")
    return made.getvalue()


def chart(native: NativeChart | None, caption: str, *, picture: bytes | None = None, footnote: str = "") -> ChartBlock:
    return ChartBlock(caption, f'In woorden: "{caption}" & meer.', picture, native, 160, 80, footnote)


def letter(*blocks: Block, title: str = "Advies en melding bij Veilig Thuis") -> Document:
    return Document(title, "Bouwsteen voor een brief", blocks, MADE_AT)


def whole_letter(*, picture: bytes | None = None) -> Document:
    """Two paragraphs with footnotes, three charts, a table over several pages."""
    return letter(
        TextBlock((Span("Let op: dit zijn fictieve cijfers."),), style="let-op"),
        Heading("Adviezen"),
        TextBlock((Span("Er waren 112.520 adviezen.", FOOTNOTES[0]), Span(" Dat is veel.", strong=True))),
        Heading("Meldingen", level=2),
        TextBlock((Span("Er waren 66.270 meldingen.", FOOTNOTES[1]),)),
        chart(LINE, "Figuur 1. Adviezen en meldingen", picture=picture, footnote=FOOTNOTES[2]),
        TextBlock((Span("Bron: CBS StatLine."),), style="bron"),
        chart(BARS, "Figuur 2. Per regio", picture=picture),
        chart(STACKED, "Figuur 3. Samen", picture=picture),
        chart(None, "Figuur 4. Kaart", picture=picture or png()),
        TableBlock(TABLE, FOOTNOTES[3]),
        TextBlock((Span("Met vriendelijke groet."),)),
    )
