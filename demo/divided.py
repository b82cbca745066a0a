"""In which real regions of police, court, safety and Veilig Thuis each Veilig Thuis area lies. Real geography, kept by
hand.
"""

from __future__ import annotations

from demo.regions import MERGED_VT, NEW_VT, VT_NAMES

# Code and name, as CBS writes them.
Place = tuple[str, str]

POLITIEREGIOS: dict[str, str] = {
    "RE01": "Noord-Nederland", "RE02": "Oost-Nederland", "RE03": "Midden-Nederland", "RE04": "Noord-Holland",
    "RE05": "Amsterdam", "RE06": "Den Haag", "RE07": "Rotterdam", "RE08": "Zeeland-West-Brabant",
    "RE09": "Oost-Brabant", "RE10": "Limburg",
}  # fmt: skip

ARRONDISSEMENTEN: dict[str, str] = {
    "AR01": "Amsterdam", "AR02": "Noord-Holland", "AR03": "Gelderland", "AR04": "Midden-Nederland",
    "AR05": "Noord-Nederland", "AR06": "Overijssel", "AR07": "Den Haag", "AR08": "Rotterdam", "AR09": "Limburg",
    "AR10": "Oost-Brabant", "AR11": "Zeeland-West-Brabant",
}  # fmt: skip

VEILIGHEIDSREGIOS: dict[str, str] = {
    "VR01": "Groningen", "VR02": "Fryslân", "VR03": "Drenthe", "VR04": "IJsselland", "VR05": "Twente",
    "VR06": "Noord- en Oost-Gelderland", "VR07": "Gelderland-Midden", "VR08": "Gelderland-Zuid", "VR09": "Utrecht",
    "VR10": "Noord-Holland-Noord", "VR11": "Zaanstreek-Waterland", "VR12": "Kennemerland",
    "VR13": "Amsterdam-Amstelland", "VR14": "Gooi en Vechtstreek", "VR15": "Haaglanden", "VR16": "Hollands-Midden",
    "VR17": "Rotterdam-Rijnmond", "VR18": "Zuid-Holland-Zuid", "VR19": "Zeeland", "VR20": "Midden- en West-Brabant",
    "VR21": "Brabant-Noord", "VR22": "Brabant-Zuidoost", "VR23": "Limburg-Noord", "VR24": "Zuid-Limburg",
    "VR25": "Flevoland",
}  # fmt: skip

# Veilig Thuis area (as of 2022): politieregio, arrondissement, veiligheidsregio.
AREAS: dict[str, tuple[str, str, str]] = {
    "VT01": ("RE05", "AR01", "VR13"), "VT02": ("RE01", "AR05", "VR03"), "VT03": ("RE03", "AR04", "VR25"),
    "VT04": ("RE01", "AR05", "VR02"), "VT05": ("RE02", "AR03", "VR07"), "VT06": ("RE02", "AR03", "VR08"),
    "VT07": ("RE03", "AR04", "VR14"), "VT08": ("RE01", "AR05", "VR01"), "VT09": ("RE06", "AR07", "VR15"),
    "VT10": ("RE06", "AR07", "VR16"), "VT11": ("RE02", "AR06", "VR04"), "VT12": ("RE04", "AR02", "VR12"),
    "VT13": ("RE10", "AR09", "VR23"), "VT14": ("RE02", "AR03", "VR06"), "VT15": ("RE08", "AR11", "VR20"),
    "VT16": ("RE09", "AR10", "VR21"), "VT17": ("RE04", "AR02", "VR10"), "VT18": ("RE07", "AR08", "VR17"),
    "VT19": ("RE02", "AR06", "VR05"), "VT20": ("RE03", "AR04", "VR09"), "VT21": ("RE08", "AR11", "VR20"),
    "VT22": ("RE04", "AR02", "VR11"), "VT23": ("RE08", "AR11", "VR19"), "VT24": ("RE07", "AR08", "VR18"),
    "VT25": ("RE10", "AR09", "VR24"), "VT26": ("RE09", "AR10", "VR22"),
}  # fmt: skip


def divided(area: str) -> dict[str, Place]:
    """The region of each kind in which an area lies, by kind; of Veilig Thuis the one since the merger."""
    politie, arrondissement, veiligheid = AREAS[area]
    veilig_thuis = NEW_VT if area in MERGED_VT else area
    return {
        "politieregio": (politie, POLITIEREGIOS[politie]),
        "arrondissement": (arrondissement, ARRONDISSEMENTEN[arrondissement]),
        "veiligheidsregio": (veiligheid, VEILIGHEIDSREGIOS[veiligheid]),
        "veiligthuisregio": (veilig_thuis, VT_NAMES[veilig_thuis]),
    }
