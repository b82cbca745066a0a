"""How much of a file is looked at, whoever sent it; and what is said of one that is not read."""

from __future__ import annotations

from data_sources.errors import UsageError

MAX_FILE = 2 * 1024 * 1024
# Of all parts of the file together, unpacked.
MAX_UNPACKED = 30 * 1000 * 1000
MAX_PARTS = 300
# Rows with something in them, of all sheets together; and of each the columns that are looked at.
MAX_ROWS = 2000
MAX_COLUMNS = 60
# Also empty ones with only a colour.
MAX_CELLS = 100_000
MAX_TEXTS = 60_000
# Signs of all cells together: much more than as many rows of letters and passages have.
MAX_SIGNS = 5_000_000
# Signs of one cell that are kept: more than may stand in any column.
MAX_TEXT = 5000
MAX_SHEETS = 40
# What one part refers to: its links to click on, most of all.
MAX_RELATIONS = 20_000
# Elements, their attributes and pieces of text that are read, of all parts together; and how deep elements may lie.
MAX_EVENTS = 1_000_000
MAX_DEPTH = 100
# Different names of elements and attributes in one part; each of them is kept.
MAX_NAMES = 5000
# Signs of a number format; Excel itself takes no more.
MAX_FORMAT = 255
MAX_FINDINGS = 200

TEMPLATE_ADVICE = "Neem het sjabloon, vul dat in en bewaar het als .xlsx of .ods."


class NotReadable(UsageError):
    """A file of which nothing is read. ``mend``: what to do about it."""

    def __init__(self, message: str, mend: str = TEMPLATE_ADVICE, **facts: object) -> None:
        super().__init__(message, **facts)
        self.mend = mend


def too_many_rows() -> NotReadable:
    return NotReadable(f"Het bestand heeft meer dan {MAX_ROWS} rijen.", "Verdeel het over meer bestanden.")


def too_many_columns(sheet: str) -> NotReadable:
    return NotReadable(
        f"Blad '{sheet}' heeft iets staan voorbij kolom {MAX_COLUMNS}.",
        "Verwijder die kolommen, of plak de rijen in een nieuw sjabloon.",
    )


def too_many_cells() -> NotReadable:
    return NotReadable("Het bestand heeft te veel cellen.", "Plak alleen de ingevulde rijen in een nieuw sjabloon.")


def too_much_text() -> NotReadable:
    return NotReadable("Het bestand heeft te veel tekst.", "Verdeel het over meer bestanden.")
