"""How far a refresh is, in words: for the page Nu verversen, and for its script as JSON."""

from __future__ import annotations

from dashboard.gegevens.words import outcome_phrase
from dashboard.refresh_now import Now, TableProgress
from dashboard.words import exact_moment_phrase
from data_sources.attempt_progress import Received
from metrics.text.numbers import number

_KB, _MB = 1_000, 1_000_000
QUIET = "Er is geen verversing bezig."


def now_words(now: Now) -> str:
    """What happens now, in one sentence that changes as seldom as can be: it is read aloud."""
    if not now.busy:
        return QUIET
    at_work = next((item for item in now.tables if item.under_way), None)
    return f"Bezig met tabel {at_work.table}." if at_work else "Er is een verversing bezig."


def table_words(item: TableProgress) -> str:
    """How a table stands: 'bezig: TypedDataSet, 12 MB …', or how the last attempt ended."""
    if item.last is None:
        return "nog nooit ververst"
    if item.under_way:
        return f"bezig: {received_words(item.received)}"
    if item.broken_off:
        how_far = f" bij {received_words(item.received).removesuffix(' …')}" if item.received else ""
        return f"afgebroken?{how_far}: deze poging is nooit geëindigd en niemand is er meer mee bezig"
    return outcome_phrase(item.last)


def when_words(item: TableProgress) -> str:
    """When the last attempt began; '' before the first."""
    return f"begonnen op {exact_moment_phrase(item.last.started_at)}" if item.last else ""


def error_words(item: TableProgress) -> str:
    """Why the last attempt did not succeed; '' where it did, or has not ended."""
    return (item.last.error or "") if item.last else ""


def received_words(received: Received | None) -> str:
    """'TypedDataSet, 12 MB …'; what is received is never rounded to nothing."""
    if received is None:
        return "begonnen …"
    if not received.name:
        return "alles is binnen, nakijken en bewaren …"
    size = (
        f"{number(received.count / _MB)} MB" if received.count >= 10 * _MB
        else f"{number(received.count / _MB, 1)} MB" if received.count >= _MB
        else f"{number(received.count / _KB, 1)} kB"
    )  # fmt: skip
    return f"{received.name}, {size} …"


def progress_json(now: Now) -> dict[str, object]:
    """The same words for the script of the page, by table."""
    return {
        "bezig": now.busy,
        "stand": now_words(now),
        "tabellen": {
            item.table: {"hoe": table_words(item), "wanneer": when_words(item), "fout": error_words(item)}
            for item in now.tables
        },
    }
