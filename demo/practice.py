"""An outage to practise by hand: what `app.py demo --cbs-only --fault NAME[=SET]` makes of a stand-in."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.certificate import self_signed, serving_with
from demo.changes import discontinued, empty, half, with_double_row
from demo.faults import ANYTHING, FAULTS, Fault
from demo.table import FictionalTable

_TABLE_FAULTS: dict[str, tuple[Callable[[FictionalTable], FictionalTable], str]] = {
    "half": (half, "de helft van de rijen ontbreekt, zonder dat iets dat zegt"),
    "empty": (empty, "een tabel zonder rijen"),
    "double-row": (with_double_row, "een rij die twee keer voorkomt"),
    "discontinued": (discontinued, "een tabel die CBS heeft stopgezet"),
}
_CERTIFICATE = "certificate"
_CATALOGUE = "Tables"


@dataclass(frozen=True)
class Practice:
    """What a stand-in serves, what goes wrong on the wire, and the certificate it shows if any."""

    tables: Sequence[FictionalTable]
    faults: dict[str, Fault] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None


def descriptions() -> dict[str, str]:
    """All names, each with a Dutch line."""
    return {
        **{name: fault.description for name, fault in FAULTS.items()},
        _CERTIFICATE: "een certificaat dat niemand vertrouwt (https)",
        **{name: description for name, (_, description) in _TABLE_FAULTS.items()},
    }


def practice(text: str, tables: Sequence[FictionalTable]) -> Practice:
    """What ``text``, NAME or NAME=SET, makes of these tables; without a set whatever is asked goes wrong.

    Raises ValueError with a Dutch sentence for a name or a set that is not there, and for a set where the fault is
    of the whole table or server; FileNotFoundError where there is no openssl to make a certificate with.
    """
    name, named, entity_set = text.partition("=")
    if name not in descriptions():
        raise ValueError(f"'{name}' is geen storing om te oefenen; '--fault list' noemt ze.")
    if name in FAULTS:
        known = sorted({known for table in tables for known in table.sets} | {_CATALOGUE})
        if named and entity_set not in known:
            raise ValueError(f"'{entity_set}' wordt hier niet gevraagd; mogelijk zijn: {', '.join(known)}.")
        return Practice(tables, faults={entity_set or ANYTHING: FAULTS[name]})
    if named:
        raise ValueError(f"De storing '{name}' is er een van het geheel; laat '={entity_set}' weg.")
    if name == _CERTIFICATE:
        with TemporaryDirectory(prefix="veiligthuis-demo-") as folder:
            return Practice(tables, tls=serving_with(self_signed(Path(folder))))
    change, _ = _TABLE_FAULTS[name]
    return Practice([change(table) for table in tables])
