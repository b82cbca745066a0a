"""The parts of one spreadsheet file, and how much is read of them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data_sources.pilots.sheets.markup import Budget, Events, check_prolog, local_name, read_xml
from data_sources.pilots.sheets.unpack import damaged


class Parts:
    """By their names, unpacked."""

    def __init__(self, found: Mapping[str, bytes]) -> None:
        self._found = found
        self._budget = Budget()

    def __contains__(self, name: str) -> bool:
        return name in self._found

    @property
    def names(self) -> list[str]:
        return list(self._found)

    def bytes_of(self, name: str) -> bytes:
        return self._found[name]

    def check_prolog(self, name: str) -> None:
        """Raises NotReadable for a document type, without reading the rest."""
        check_prolog(self._found[name], self._budget)

    def read(self, name: str, events: Events, naming: Callable[[str | None, str], str] = local_name) -> None:
        """Tells of all of a part in XML. Raises NotReadable for one that is not there, or cannot be read in bounds."""
        if name not in self._found:
            raise damaged()
        read_xml(self._found[name], events, naming, budget=self._budget)
