"""What CBS says of a table's change: a few texts that tell, in one small request, whether there may be anything new."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Stamp:
    """CBS's own texts from TableInfos, or None where it gives none. Compared for being equal, never for order."""

    modified: str | None = None
    metadata_modified: str | None = None
    output_status: str | None = None
    reason_delivery: str | None = None
    frequency: str | None = None

    @classmethod
    def of_info(cls, info: Mapping[str, object]) -> Stamp:
        """The stamp in a row of TableInfos."""
        names = ("Modified", "MetaDataModified", "OutputStatus", "ReasonDelivery", "Frequency")
        return cls(*(str(info[name]) if info.get(name) else None for name in names))

    @classmethod
    def read(cls, record: Mapping[str, Any] | None) -> Stamp | None:
        """The stamp as the store kept it, whatever stands beside it; None where it kept none."""
        return None if record is None else cls(**{item.name: record.get(item.name) for item in fields(cls)})

    def record(self) -> dict[str, Any]:
        """The stamp as the store keeps it."""
        return dict(vars(self))

    @property
    def discontinued(self) -> bool:
        """Whether CBS has stopped the table: nothing new is to come, a successor is named in its text only."""
        words = {re.sub("[^a-z]", "", (text or "").lower()) for text in (self.reason_delivery, self.frequency)}
        status = re.sub("[^a-z]", "", (self.output_status or "").lower())
        return "stopgezet" in words or status in {"gediscontinueerd", "stopgezet"}
