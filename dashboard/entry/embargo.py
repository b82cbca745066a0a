"""«Zichtbaar vanaf»: a day and a time in Amsterdam, as people write them, and the moment they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.components.form_field import FormField, Kind
from data_sources.days import AMSTERDAM, read_day, read_minute
from data_sources.errors import UsageError

DAY, TIME = "zichtbaar-dag", "zichtbaar-tijd"
HELP = (
    "Laat leeg om te tonen zodra een ander het goedkeurt. Anders staat het tot dit moment op geen pagina en in geen"
    " bestand. Nederlandse tijd (Europe/Amsterdam)."
)
PAST = "Dit moment is al voorbij. Kies een later moment, of laat dag en tijd leeg."
# A moment further ahead is a slip of the pen.
FURTHEST = timedelta(days=3650)
# A browser sends 2026-11-30; in a field without a calendar one writes it as it is shown elsewhere.
_DUTCH = re.compile(r"^([0-9]{2})-([0-9]{2})-([0-9]{4})$")


@dataclass(frozen=True)
class Embargo:
    """``moment``: aware UTC, None for no embargo or one that cannot be read; ``wrong``: what is wrong, by field."""

    moment: datetime | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_embargo(day: str, clock: str, *, now: datetime) -> Embargo:
    """The moment of a day as 2026-11-30 or 30-11-2026 and a time as 09:00, both empty for none."""
    day, clock = _DUTCH.sub(r"\3-\2-\1", day.strip()), clock.strip()
    if not day and not clock:
        return Embargo()
    missing = {DAY: "Vul ook een dag in, zoals 30-11-2026."} if not day else {}
    missing |= {TIME: "Vul ook een tijd in, zoals 09:00."} if not clock else {}
    if missing:
        return Embargo(wrong=missing)
    try:
        read_day(day)
    except UsageError as error:
        return Embargo(wrong={DAY: error.message})
    try:
        moment = read_minute(day, clock)
    except UsageError as error:
        return Embargo(wrong={TIME: error.message})
    if moment <= now:
        return Embargo(wrong={DAY: PAST})
    if moment > now + FURTHEST:
        return Embargo(wrong={DAY: f"Dit is meer dan {FURTHEST.days // 365} jaar vooruit."})
    return Embargo(moment=moment)


def embargo_fields(day: str, clock: str, wrong: Mapping[str, str]) -> list[FormField]:
    """The two fields, as typed."""
    asked: tuple[tuple[str, str, str, str, Kind], ...] = (
        (DAY, "Zichtbaar vanaf: dag", "Bijvoorbeeld 30-11-2026.", day, "date"),
        (TIME, "Zichtbaar vanaf: tijd", "Bijvoorbeeld 09:00.", clock, "time"),
    )
    return [
        FormField(name, label, help_text, value, kind, wrong=[wrong[name]] if name in wrong else [])
        for name, label, help_text, value, kind in asked
    ]


def embargo_texts(moment: datetime | None) -> tuple[str, str]:
    """The day and time of a moment as these fields hold them."""
    if moment is None:
        return "", ""
    local = moment.astimezone(AMSTERDAM)
    return local.date().isoformat(), f"{local:%H:%M}"
