"""A file of a stranger as a grid of cells: which kind it is, and what it may not have in it."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.pilots.sheets.grid import Grid
from data_sources.pilots.sheets.limits import MAX_RELATIONS, NotReadable, too_many_cells
from data_sources.pilots.sheets.ods import MIMETYPE, read_ods, refused_document
from data_sources.pilots.sheets.parts import Parts
from data_sources.pilots.sheets.unpack import unpack
from data_sources.pilots.sheets.xlsx import read_xlsx
from data_sources.pilots.sheets.xlsx_book import CONTENT_TYPES, refused_type

_MACROS = NotReadable("Het bestand heeft macro's.", "Bewaar het als .xlsx of .ods zonder macro's.")
_ELSEWHERE = NotReadable(
    "Het bestand haalt gegevens uit een ander bestand of van internet.", "Plak de waarden in het sjabloon."
)
_EMBEDDED = NotReadable(
    "Het bestand bevat ingesloten objecten of grafieken.", "Plak alleen de ingevulde rijen in een nieuw sjabloon."
)
# By how the name of a part begins, or what it has in it. Pictures and drawings are left alone: they are never opened.
_REFUSED = (
    ("vbaproject", _MACROS), ("vbadata", _MACROS), ("xl/macrosheets/", _MACROS), ("xl/activex/", _MACROS),
    ("basic/", _MACROS), ("scripts/", _MACROS), ("customui/", _MACROS),
    ("xl/externallinks/", _ELSEWHERE), ("xl/connections", _ELSEWHERE), ("xl/querytables/", _ELSEWHERE),
    ("xl/embeddings/", _EMBEDDED), ("object ", _EMBEDDED), ("xl/charts/", _EMBEDDED),
)  # fmt: skip
_XML = (".xml", ".rels", ".rdf", ".vml")


def read_workbook(content: bytes) -> Grid:
    """All cells with something in them. Raises NotReadable for a file of which nothing may or can be read."""
    parts = Parts(unpack(content))
    for name in parts.names:
        low = name.lower()
        for beginning, refusal in _REFUSED:
            if low.startswith(beginning) or (refusal is _MACROS and f"/{beginning}" in f"/{low}"):
                raise NotReadable(refusal.message, refusal.mend, found=name)
    for name in parts.names:
        if name.lower().endswith(_XML) and parts.bytes_of(name):
            parts.check_prolog(name)
        if name.endswith(".rels"):
            # A link that somebody can click on is text to us; whatever else comes from elsewhere is refused.
            parts.read(name, _Links())
    return _read(parts)


def _read(parts: Parts) -> Grid:
    if MIMETYPE in parts:
        refusal = refused_document(parts)
        if refusal is not None:
            raise refusal
        return read_ods(parts)
    if CONTENT_TYPES in parts:
        refusal = refused_type(parts)
        if refusal is not None:
            raise refusal
        return read_xlsx(parts)
    raise NotReadable("Dit is een zip-bestand, geen rekenblad.")


class _Links:
    def __init__(self) -> None:
        self._count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MAX_RELATIONS:
            raise too_many_cells()
        outside = attributes.get("TargetMode", "").lower() == "external"
        if name == "Relationship" and outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise NotReadable(_ELSEWHERE.message, _ELSEWHERE.mend)

    def end(self, name: str) -> None:
        """Nothing hangs on it."""

    def text(self, data: str) -> None:
        """There is none."""
