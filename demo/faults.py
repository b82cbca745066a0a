"""What goes wrong between CBS and who asks, by name: each thing that was seen of CBS or its line in earlier years.

For tests, and for an operator who wants to have lived through an outage before there is one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demo.wire import Doing, Wire

# Under this name in place of an entity set's a fault strikes whatever is asked.
ANYTHING = "*"

_BOM = b"\xef\xbb\xbf"
_MOVED = "verhuisd=1"
_MAINTENANCE = (
    "<!DOCTYPE html><html lang='nl'><title>Onderhoud</title><h1>StatLine is tijdelijk niet beschikbaar</h1></html>"
)
_CORRUPT = "Fout bij het lezen van kolom 'New0': Unable to read beyond the end of the stream"


@dataclass(frozen=True)
class Fault:
    """What is done instead of answering, and a Dutch line for who practises.

    It leaves the first ``after`` requests alone and then strikes ``times`` of them; None is for ever.
    """

    do: Doing
    description: str = ""
    times: int | None = None
    after: int = 0

    def strikes(self, number: int) -> bool:
        """Whether the request with this number, from 0, is struck."""
        return number >= self.after and (self.times is None or number < self.after + self.times)


def saying(body: bytes | str | Mapping[str, object], *lines: str, status: str = "200 OK") -> Doing:
    """A whole answer with this body, a mapping as JSON."""
    if isinstance(body, Mapping):
        body = json.dumps(body)
    content = body.encode() if isinstance(body, str) else body
    return lambda wire: wire.answer(content, *lines, status=status)


def _with_bom(wire: Wire) -> None:
    wire.answer(_BOM + wire.reply.body)


def _without_value(wire: Wire) -> None:
    wire.answer(json.dumps({name: part for name, part in _page(wire).items() if name != "value"}).encode())


def _half(wire: Wire) -> bytes:
    return wire.reply.body[: len(wire.reply.body) // 2]


def _promised(wire: Wire) -> None:
    """The head of the whole body, and the first half of it."""
    wire.head(f"Content-Length: {len(wire.reply.body)}")
    wire.send(_half(wire))


def _reset_in_body(wire: Wire) -> None:
    _promised(wire)
    wire.reset()


def _silent_in_body(wire: Wire) -> None:
    _promised(wire)
    wire.be_silent()


def _cut_chunks(wire: Wire) -> None:
    """One chunk, and not the empty one that says the body is whole."""
    wire.head("Transfer-Encoding: chunked")
    wire.send(b"%x\r\n%s\r\n" % (len(_half(wire)), _half(wire)))


def _cut_close(wire: Wire) -> None:
    """Where the end of the body is the end of the connection, only the body itself tells that it is not whole."""
    wire.head()
    wire.send(_half(wire))


def _drip(wire: Wire) -> None:
    wire.head(f"Content-Length: {len(wire.reply.body)}")
    for place in range(len(wire.reply.body)):
        if wire.wait(0.05):
            return
        wire.send(wire.reply.body[place : place + 1])


def _with_next_link(wire: Wire, url: str) -> None:
    wire.answer(json.dumps(_page(wire) | {"odata.nextLink": url}).encode())


def _redirect(wire: Wire) -> None:
    """To the same page under an address that answers."""
    if wire.path.endswith(_MOVED):
        wire.answer_as_it_is()
    else:
        joint = "&" if "?" in wire.url else "?"
        wire.answer(b"verhuisd", f"Location: {wire.url}{joint}{_MOVED}", status="302 Found")


def _page(wire: Wire) -> dict[str, Any]:
    """The page as CBS would give it. What is no page in JSON (404, Atom) cannot be given otherwise: ValueError."""
    page: dict[str, Any] = json.loads(wire.reply.body)
    return page


_UNAVAILABLE = saying(_MAINTENANCE, "Content-Type: text/html", status="503 Service Unavailable")

FAULTS: dict[str, Fault] = {
    "404": Fault(
        saying({"odata.error": {"code": "", "message": {"lang": "nl-NL", "value": "Resource not found."}}},
               status="404 Not Found"),
        "wat gevraagd wordt, is er niet (meer)",
    ),
    "500": Fault(
        saying(_CORRUPT, "Content-Type: text/plain;charset=utf-8", status="500 Internal Server Error"),
        "een tabel die bij CBS zelf stuk is",
    ),
    "503": Fault(_UNAVAILABLE, "tijdelijk niet beschikbaar, zonder eind"),
    "503-twice": Fault(_UNAVAILABLE, "twee keer tijdelijk niet beschikbaar, daarna goed", times=2),
    "429": Fault(
        saying("", "Retry-After: 3600", status="429 Too Many Requests"), "te veel gevraagd: kom over een uur terug"
    ),
    "html": Fault(saying(_MAINTENANCE, "Content-Type: text/html"), "een onderhoudspagina die zegt dat alles goed is"),
    "bom": Fault(_with_bom, "gegevens met een UTF-8 BOM ervoor"),
    "no-value": Fault(_without_value, "gegevens zonder de lijst van rijen"),
    "odata-error": Fault(
        saying({"odata.error": {"code": "", "message": {"lang": "nl-NL", "value": _CORRUPT}}}),
        "een foutmelding die zegt dat alles goed is",
    ),
    "hang": Fault(Wire.be_silent, "neemt de vraag aan en zwijgt"),
    "hang-in-body": Fault(_silent_in_body, "zwijgt halverwege het antwoord"),
    "close": Fault(lambda wire: None, "sluit de verbinding zonder een woord"),
    "reset": Fault(Wire.reset, "verbreekt de verbinding voor het antwoord (TCP-reset)"),
    "reset-in-body": Fault(_reset_in_body, "verbreekt de verbinding in het antwoord (TCP-reset)"),
    "short-body": Fault(_promised, "een antwoord dat korter is dan het zegt"),
    "cut-chunks": Fault(_cut_chunks, "een antwoord in stukken waarvan het laatste ontbreekt"),
    "cut-close": Fault(_cut_close, "een half antwoord zonder opgave van de lengte"),
    "same-link": Fault(
        lambda wire: _with_next_link(wire, wire.url), "een volgende bladzijde die naar zichzelf verwijst"
    ),
    "link-elsewhere": Fault(
        lambda wire: _with_next_link(wire, wire.elsewhere), "een volgende bladzijde op een ander adres"
    ),
    "drip": Fault(_drip, "antwoordt met twintig tekens per seconde"),
    "redirect": Fault(_redirect, "verwijst door binnen hetzelfde adres (gaat goed)"),
    "redirect-elsewhere": Fault(
        lambda wire: wire.answer(b"", f"Location: {wire.elsewhere}", status="302 Found"),
        "verwijst door naar een ander adres",
    ),
}  # fmt: skip


class Struck:
    """Which faults are set now, and how often each set was asked for since: by name of the set, ANYTHING last."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        self._faults = dict(faults)
        self._asked = dict.fromkeys(faults, 0)

    def fault(self, path: str) -> Fault | None:
        """The fault for this request, if one strikes it. The name of a set is the last part of a path; '' is the
        root of a table."""
        name = path.partition("?")[0].rpartition("/")[2]
        key = name if name in self._faults else ANYTHING
        if key not in self._faults:
            return None
        number, self._asked[key] = self._asked[key], self._asked[key] + 1
        return self._faults[key] if self._faults[key].strikes(number) else None
