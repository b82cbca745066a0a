"""Where the Veilig Thuis regions stand on a tile map: five columns, seven rows, neighbours beside each other.

The empty places are water or abroad: the sea beside Noord-Holland, the IJsselmeer, Germany, and Belgium between
West-Brabant and Limburg. Oost-Brabant stands where Brabant Noordoost was.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.tile_grid import Place

PLACES: Mapping[str, Place] = {
    "VT04": Place(row=1, column=4),  # Friesland
    "VT08": Place(row=1, column=5),  # Groningen
    "VT17": Place(row=2, column=2),  # Noord-Holland Noord
    "VT11": Place(row=2, column=4),  # IJsselland
    "VT02": Place(row=2, column=5),  # Drenthe
    "VT22": Place(row=3, column=2),  # Zaanstreek-Waterland
    "VT03": Place(row=3, column=3),  # Flevoland
    "VT14": Place(row=3, column=4),  # Noord- en Oost-Gelderland
    "VT19": Place(row=3, column=5),  # Twente
    "VT12": Place(row=4, column=1),  # Kennemerland
    "VT01": Place(row=4, column=2),  # Amsterdam-Amstelland
    "VT07": Place(row=4, column=3),  # Gooi en Vechtstreek
    "VT05": Place(row=4, column=4),  # Gelderland-Midden
    "VT09": Place(row=5, column=1),  # Haaglanden
    "VT10": Place(row=5, column=2),  # Hollands-Midden
    "VT20": Place(row=5, column=3),  # Utrecht
    "VT06": Place(row=5, column=4),  # Gelderland-Zuid
    "VT18": Place(row=6, column=1),  # Rotterdam-Rijnmond
    "VT24": Place(row=6, column=2),  # Zuid-Holland-Zuid
    "VT15": Place(row=6, column=3),  # Midden-Brabant
    "VT16": Place(row=6, column=4),  # Brabant Noordoost
    "VT27": Place(row=6, column=4),  # Oost-Brabant
    "VT13": Place(row=6, column=5),  # Noord- en Midden Limburg
    "VT23": Place(row=7, column=1),  # Zeeland
    "VT21": Place(row=7, column=2),  # West-Brabant
    "VT26": Place(row=7, column=4),  # Zuidoost-Brabant
    "VT25": Place(row=7, column=5),  # Zuid-Limburg
}
