"""Where the ten politieregio's stand on a tile map: four columns, three rows, neighbours beside each other.

The empty place in the first row between Noord-Holland and Noord-Nederland is the IJsselmeer, that at its start the sea.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.tile_map import Place

PLACES: Mapping[str, Place] = {
    "noord-holland": Place(row=1, column=2),
    "noord-nederland": Place(row=1, column=4),
    "den-haag": Place(row=2, column=1),
    "amsterdam": Place(row=2, column=2),
    "midden-nederland": Place(row=2, column=3),
    "oost-nederland": Place(row=2, column=4),
    "rotterdam": Place(row=3, column=1),
    "zeeland-west-brabant": Place(row=3, column=2),
    "oost-brabant": Place(row=3, column=3),
    "limburg": Place(row=3, column=4),
}
