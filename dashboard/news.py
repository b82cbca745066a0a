"""What is told of a load that was just stored, and telling it: by webhook and e-mail, once, and never at its cost.

The webhook gets these fields: table, load (as every JSON answer has it), new, changed, removed (numbers of cells),
newest_period (CBS's key, or null), warnings (Dutch sentences), text (as in the e-mail) and url (of the page Gegevens,
or null without VT_PUBLIC_URL). More may come.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.answers import load_json
from dashboard.gegevens.view import LOG
from dashboard.settings import Settings
from dashboard.words import known_on_phrase, source_name, stranger_phrase
from data_sources.contract import Load
from data_sources.mail_address import read_mail_server
from data_sources.notify import Channel, Mail, Message, Webhook, tell
from data_sources.period import Period
from data_sources.refresh import Refreshed
from data_sources.store.history import load_periods
from data_sources.store.prepare import Store
from metrics.text.numbers import number
from metrics.text.phrases import period_label, status_phrase, upper_first

log = logging.getLogger(__name__)


def channels(settings: Settings, *, now: Callable[[], datetime]) -> list[Channel]:
    """The ways to tell that are set."""
    found: list[Channel] = []
    if settings.webhook_url is not None:
        found.append(Webhook(settings.webhook_url, ca_bundle=settings.ca_bundle))
    if settings.smtp_url is not None:
        found.append(Mail(read_mail_server(settings.smtp_url), now=now, ca_bundle=settings.ca_bundle))
    return found


@dataclass(frozen=True)
class Announcer:
    """Tells of loads by these channels, and keeps with the attempt whether that worked."""

    store: Store
    channels: Sequence[Channel]
    public_url: str | None

    def announce(self, result: Refreshed) -> None:
        """Tell of the load that this refresh stored, if it stored one of real figures.

        The figures are in by now: whatever goes wrong here is logged and goes no further.
        """
        if not self.channels or result.load is None or result.load.kind != "statline":
            return
        try:
            newest = _newest(load_periods(self.store.engines.reader, result.load.id))
            told = tell(self.channels, load_message(result, result.load, newest=newest, public_url=self.public_url))
            self.store.writer.add_messages(result.attempt, told)
        except Exception:
            log.exception("could not tell of load %s", result.load.id)


def load_message(
    result: Refreshed, load: Load, *, newest: tuple[str, str] | None, public_url: str | None
) -> Message:  # fmt: skip
    """What is told of a load; ``newest`` is its newest period with how certain its figures are."""
    url = None if public_url is None else f"{public_url}{LOG}"
    strange = stranger_phrase(load)
    known = known_on_phrase(load)
    counts = f"{number(result.new)} nieuw, {number(result.changed)} veranderd, {number(result.removed)} vervallen"
    lines = [
        f"Er zijn nieuwe cijfers bewaard: {source_name(load)}.",
        *([f"Let op: {strange}."] if strange else []),
        "",
        f"{upper_first(known)}.",
        f"Cijfers: {counts}.",
    ]
    if not (result.new or result.changed or result.removed):
        lines.append("De cijfers zelf bleven gelijk; hun status of omschrijving veranderde.")
    if newest is not None:
        lines.append(f"Nieuwste periode: {period_label(newest[0])} ({status_phrase(newest[1])}).")
    lines += ["", "Let op:", *(f"- {warning}" for warning in result.warnings)] if result.warnings else []
    lines += ["", f"Wat er veranderde: {url}"] if url else []
    text = "\n".join(lines) + "\n"
    subject = f"Nieuwe cijfers in tabel {load.table}: {counts}{f' ({strange})' if strange else ''}"
    record = {
        "table": load.table, "load": load_json(load), "new": result.new, "changed": result.changed,
        "removed": result.removed, "newest_period": newest[0] if newest else None, "warnings": result.warnings,
        "text": text, "url": url,
    }  # fmt: skip
    return Message(subject, text, record)


def _newest(periods: dict[str, str]) -> tuple[str, str] | None:
    """The period that ends last, with its status; of a year and its last half the year."""
    ordered = sorted((Period.parse(key) for key in periods), key=lambda period: (period.end, period))
    return (ordered[-1].key, periods[ordered[-1].key]) if ordered else None
