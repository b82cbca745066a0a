"""The guard at the door of a store: a stand-in's figures stay out of one with real ones, and the other way round."""

from __future__ import annotations

from sqlalchemy import Engine

from data_sources.boundaries import PDOK_HOST
from data_sources.errors import TableRejected
from data_sources.registry import CBS_HOST, FILE_HOST
from data_sources.store.boundaries import boundary_hosts
from data_sources.store.divisions import division_hosts
from data_sources.store.history import statline_hosts
from data_sources.store.hosts import accepted_hosts


def guard_host(reader: Engine, host: str, *, table: str | None, accept_host: bool) -> None:
    """Raise TableRejected for a host that the store holds nothing of while it does of another, unless accepted now.

    What counts is what was fetched, figures and divisions alike; what is bundled has no host.
    """
    held = statline_hosts(reader) | division_hosts(reader)
    if _is_strange(reader, host, held) and not accept_host:
        sure = "Is het bestand van CBS" if host == FILE_HOST else "Klopt het adres in VT_CBS_URL"
        raise TableRejected(
            f"Deze opslag bevat cijfers {_of(held)}; cijfers {_of({host})} worden geweigerd. {sure}, geef dan"
            " --accept-host mee.",
            table=table, expected=sorted(held), found=host,
        )  # fmt: skip


def guard_boundary_host(reader: Engine, host: str, *, accept_host: bool) -> None:
    """The same for boundaries, which have hosts of their own: PDOK's goes with figures of CBS.

    Boundaries are held against figures, and not the other way round: outlines that somebody brought in a file shall
    not keep the next refresh out. Whose they are stands beside every map.
    """
    own = {_publisher(item) for item in boundary_hosts(reader)}
    held = statline_hosts(reader) | division_hosts(reader) | own
    if _is_strange(reader, _publisher(host), held) and not accept_host:
        sure = "Is het bestand van CBS of PDOK" if host == FILE_HOST else "Klopt dat adres"
        raise TableRejected(
            f"Deze opslag bevat gegevens {_of(held)}; grenzen {_of({host})} worden geweigerd. {sure}, geef dan"
            " --accept-host mee.",
            expected=sorted(held), found=host,
        )  # fmt: skip


def _publisher(host: str) -> str:
    return CBS_HOST if host == PDOK_HOST else host


def _is_strange(reader: Engine, host: str, held: set[str]) -> bool:
    # A host once accepted stays so, also when its figures were the same: else every unattended refresh is refused.
    return bool(held) and host not in held | accepted_hosts(reader)


def _of(hosts: set[str]) -> str:
    """'van opendata.cbs.nl', 'uit een bestand', or both."""
    names = sorted(hosts - {FILE_HOST})
    return " en ".join([*([f"van {', '.join(names)}"] if names else []), *["uit een bestand"] * (FILE_HOST in hosts)])
