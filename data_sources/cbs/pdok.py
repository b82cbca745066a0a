"""Asking PDOK for the outlines of the Veilig Thuis regions, or reading a file that somebody fetched there.

Not seen by us on the real service: its address and layer follow its documentation. `data_sources.cbs.geojson` reads
what comes, and a file can take its place.
"""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode, urlsplit

import requests

from data_sources.boundaries import PDOK_HOST
from data_sources.cbs.failures import failure_of
from data_sources.cbs.session import bounded_call, bounded_session
from data_sources.errors import SourceUnreachable, SourceUnreadable, UsageError
from data_sources.registry import FILE_HOST
from data_sources.table_source import Progress

PDOK_URL = f"https://{PDOK_HOST}/cbs/gebiedsindelingen/{{year}}/wfs/v1_0"
_QUERY = {
    "service": "WFS", "version": "2.0.0", "request": "GetFeature",
    # Some servers know the one name, some the other.
    "typeNames": "veiligthuisregio_gegeneraliseerd", "typeName": "veiligthuisregio_gegeneraliseerd",
    "outputFormat": "application/json", "srsName": "EPSG:28992",
}  # fmt: skip
# The generalised outlines are a few megabytes; more than this is something else. Read as JSON a body of
# nothing but brackets takes some thirty-five times its length: 350 MB with this limit, 1.4 GB with one of 40 MB.
LARGEST = 10_000_000
_KEEP = "De oude grenzen blijven staan."
# A WFS refuses in XML, and may say 200 to it.
_REFUSAL = b"ExceptionReport"
_REASON = re.compile(r"<(?:\w+:)?(?:ExceptionText|ServiceException)(?:\s[^>]*)?>(.*?)</", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_NOT_THERE = {requests.codes.not_found, requests.codes.bad_request, requests.codes.gone}


@dataclass(frozen=True)
class Delivery:
    """The bytes of one edition, and where they came from."""

    body: bytes
    url: str


@dataclass(frozen=True)
class Absent:
    """That there are no outlines of a year. ``reason``: how the service says so, one line of its own words or ''."""

    reason: str


class BoundarySource(Protocol):
    """Gives the outlines of a year, or that it has none of that year. ``end`` is as for a table."""

    @property
    def host(self) -> str: ...
    @property
    def file_name(self) -> str | None: ...

    def deadline_from_now(self) -> float: ...
    def fetch(self, year: int | None, *, end: float, progress: Progress) -> Delivery | Absent: ...


@dataclass(frozen=True)
class PdokClient:
    """Where and how patiently to ask, as for CBS. ``url``: a WFS, with {year} where the year stands in it; one that
    has a query of its own is asked as it is.
    """

    url: str
    timeout: float
    deadline: float
    proxy: str | None = None
    ca_bundle: str | None = None
    pauses: tuple[float, ...] = (1.0, 4.0)
    file_name: None = None

    @property
    def host(self) -> str:
        """The host name without port."""
        return urlsplit(self.url).hostname or self.url

    def deadline_from_now(self) -> float:
        return time.monotonic() + self.deadline

    def address(self, year: int) -> str:
        """What is asked for the outlines of a year."""
        url = self.url.replace("{year}", str(year))
        return url if urlsplit(url).query else f"{url}?{urlencode(_QUERY)}"

    def fetch(self, year: int | None, *, end: float, progress: Progress) -> Delivery | Absent:
        """Absent where the service says that it has no such year. Raises SourceUnreachable or SourceUnreadable."""
        if year is None:
            raise ValueError("a service is asked for a year")
        url = self.address(year)
        try:
            body = self._get(url, end, lambda count: progress(f"grenzen {year}", count))
        except (requests.RequestException, OSError, ValueError) as error:
            found = failure_of(error, timeout=self.timeout, deadline=self.deadline, setting="--url")
            if found.status in _NOT_THERE:
                return Absent(_reason(getattr(getattr(error, "response", None), "content", b"")))
            kind = SourceUnreadable if found.answered else SourceUnreachable
            later = "" if found.answered else " Probeer het later opnieuw."
            raise kind(
                f"PDOK ({self.host}) {found.what} bij de grenzen van {year}. {_KEEP}{later}", url=url, found=repr(error)
            ) from error
        return Absent(_reason(body)) if _is_refusal(body) else Delivery(body, url)

    def _get(self, url: str, end: float, received: Callable[[int], None]) -> bytes:
        parts = urlsplit(url)
        with bounded_call(
            scheme=parts.scheme, host=self.host, deadline=end, stall=self.timeout, received=received,
            pauses=self.pauses, largest=LARGEST,
        ), bounded_session() as session:  # fmt: skip
            response = session.get(
                url, timeout=self.timeout, verify=self.ca_bundle or True,
                proxies={"http": self.proxy, "https": self.proxy} if self.proxy else {},
            )  # fmt: skip
        response.raise_for_status()
        return response.content


def _is_refusal(body: bytes) -> bool:
    return body.lstrip().startswith(b"<") and _REFUSAL in body[:2000]


def _reason(body: bytes) -> str:
    """The first line of what a WFS says in a refusal, as one may print it; '' where it says nothing."""
    found = _REASON.search(body[:10_000].decode("utf-8", "replace"))
    lines = html.unescape(_CDATA.sub("", found[1])).split("\n") if found else []
    first = next((line.strip() for line in lines if line.strip()), "")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in first[:200])


@dataclass(frozen=True)
class BoundaryFile:
    """A GeoJSON file that somebody brought along."""

    path: Path

    @property
    def host(self) -> str:
        return FILE_HOST

    @property
    def file_name(self) -> str:
        return self.path.name

    def deadline_from_now(self) -> float:
        return time.monotonic()

    def fetch(self, year: int | None, *, end: float, progress: Progress) -> Delivery:
        """Raises UsageError for a file that cannot be read, SourceUnreadable for one that is too large."""
        try:
            # A pipe that nobody writes in would be waited for without end.
            if self.path.exists() and not self.path.is_file():
                raise UsageError(f"'{self.path}' is niet te lezen: het is geen gewoon bestand.")
            with self.path.open("rb") as file:
                body = file.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            raise UsageError(f"'{self.path}' is niet te lezen.", found=repr(error)) from error
        if len(body) > LARGEST:
            raise SourceUnreadable(
                f"'{self.path}' is groter dan {LARGEST // 1_000_000} MB; dat is geen bestand met deze grenzen. {_KEEP}",
                expected=LARGEST,
            )  # fmt: skip
        return Delivery(body, self.path.name)


def check_service(url: str) -> str:
    """The address itself when it is one of a web service; raises UsageError otherwise, and for one with a password in
    it: the address is kept, logged and copied into backups.
    """
    try:
        parts = urlsplit(url)
        secret = "@" in parts.netloc + parts.path
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        # What is wrong with it may be a sign in the password: then it is not repeated either.
        fits, secret = False, "@" in url
    if secret:
        raise UsageError(
            "In het adres staat een @, met daarvoor mogelijk een naam of wachtwoord; adressen worden bewaard en"
            " wachtwoorden niet. Geef een adres zonder @."
        )
    if not fits:
        raise UsageError(f"'{url}' is geen adres van een dienst. Schrijf het als https://…/wfs/v1_0.", found=url)
    return url
