"""Where each pilot has its page: some have one of their own, the others share one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from dashboard.ledger_view import LedgerView
from data_sources.ledger import Pilot

PILOTS, OTHER_PILOTS, MILESTONES = "/pilots", "/overige-pilots", "/mijlpalen"
OWN_PAGES: Mapping[str, str] = {
    "slachtofferdevice": "/slachtofferdevice",
    "farr": "/verwurging",
    "loef": "/verwurging",
}


def pilot_address(slug: str, view: LedgerView) -> str:
    """The address of all about a pilot, with the same days."""
    return view.link(OWN_PAGES[slug]) if slug in OWN_PAGES else f"{view.link(OTHER_PILOTS)}#{slug}"


def pilot_query(slug: str, view: LedgerView) -> str:
    """The address of the page of a pilot, which also says which pilot is meant."""
    return with_pilots(view.link(OWN_PAGES.get(slug, OTHER_PILOTS)), [slug])


def milestone_place(slug: str) -> str:
    """The place of a milestone on its page: 'mijlpaal-farr-einde'."""
    return f"mijlpaal-{slug}"


def other_pilots(pilots: Iterable[Pilot]) -> list[Pilot]:
    """The pilots without a page of their own."""
    return [pilot for pilot in pilots if pilot.slug not in OWN_PAGES]


def with_pilots(address: str, slugs: Iterable[str]) -> str:
    """An address that asks for these pilots only."""
    return f"{address}{'&' if urlsplit(address).query else '?'}pilot={','.join(slugs)}"
