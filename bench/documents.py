"""How long a letter in Word takes, with a chart that Word draws itself, next to what pandoc takes for it: `make bench`.

Both warm, from the same words: ours is all of it, with its chart, sheet, styles and properties; pandoc's is the bare
file with the same text and an empty picture. They take turns, ratios are taken per round, their median counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from statistics import median

from bench.goal import Goal
from dashboard.exports.document import ChartBlock, Document, Heading, Span, TableBlock, TextBlock
from dashboard.exports.documents import docx_file, pandoc
from dashboard.exports.documents.inlines import paragraph
from dashboard.exports.documents.pictures import PLACE, picture_of
from dashboard.exports.documents.tree import tree
from dashboard.exports.exported import NativeChart, NativeSeries, WordTable

MOST_SECONDS, MOST_TIMES = 0.5, 2.0


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each file is made (15)")
    options = parser.parse_args(arguments)
    letter = example()
    report(measure(lambda: docx_file(letter, theme_dir=None), lambda: bare(letter), rounds=options.rounds))
    return 0


def measure(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int) -> list[tuple[float, float]]:
    """The seconds of both in each round; who goes first changes. One round before the first warms both up."""
    found = []
    for turn in range(-1, rounds):
        seconds = {}
        for name, make in sorted({"ours": ours, "theirs": theirs}.items(), reverse=turn % 2 == 1):
            begun = time.perf_counter()
            make()
            seconds[name] = time.perf_counter() - begun
        found.append((seconds["ours"], seconds["theirs"]))
    return found[1:]


def report(found: Sequence[tuple[float, float]]) -> None:
    """What both took, and the goals."""
    ours, theirs = (median(pair[side] for pair in found) for side in (0, 1))
    print(
        "a letter in Word: two paragraphs with footnotes, a table and a native chart, warm, medians in milliseconds\n"
    )
    print(f"{'ours':<24}{1000 * ours:8.0f}\n{'bare pandoc':<24}{1000 * theirs:8.0f}\n")
    print(Goal("DOCX with a native chart", ours, MOST_SECONDS, "s"))
    print(Goal("DOCX, ours : bare pandoc", median(a / b for a, b in found), MOST_TIMES))


def bare(letter: Document) -> bytes:
    """The same text by pandoc alone, in its own look, with a picture for the chart."""
    nodes = tree(letter, draw_chart=lambda block: [paragraph([picture_of(block, PLACE)])])
    return pandoc.written(nodes, "docx", reference=pandoc.default_reference("docx"), made_at=letter.made_at)


def example() -> Document:
    """A letter with made-up figures, as long as one to Parliament is about one figure."""
    periods = tuple(f"{half}e halfjaar {year}" for year in range(2019, 2026) for half in (1, 2))
    series = tuple(
        NativeSeries(name, tuple(float(start + 900 * n) for n in range(14)), (False,) * 12 + (True,) * 2, colour)
        for name, start, colour in (("Adviezen", 30_000, "#14477a"), ("Meldingen", 52_000, "#b45309"))
    )
    words = Span(
        "In 2025 waren er 112.520 adviezen. Dat is 16% meer dan in 2024. " * 3, footnote="CBS StatLine 84847NED."
    )
    chart = NativeChart("lijn", periods, series, unit="aantal", decimals=0)
    rows = tuple((f"Regio {number}", "1.234", "2.345") for number in range(1, 26))
    return Document(
        title="Adviezen en meldingen", subject="Voorbeeld", made_at=datetime(2026, 3, 1, tzinfo=UTC),
        blocks=(
            Heading("Adviezen"), TextBlock((words,)), TextBlock((words,)),
            ChartBlock("Figuur 1", "Twee lijnen die stijgen.", None, chart, 160, 90),
            TableBlock(WordTable("Tabel 1", (("Regio", "2024", "2025"),), rows)),
        ),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
