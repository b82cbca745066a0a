"""The Dutch texts of the pilot pages that are no row of the ledger: what things are called and how is counted."""

from __future__ import annotations

from dashboard.texts import Section

NO_DIVISIONS = (
    "De lijst van gemeenten is er nog niet: de indeling van gemeenten in politieregio's is nog niet bij CBS opgehaald,"
    " of was op deze dag nog niet bekend. De beheerder haalt haar op met: python app.py divisions fetch."
)

NOT_AWARE = "AWARE telt op deze pagina nergens mee."

ROLLOUT_RULES = Section(
    "afspraken",
    "Zo wordt geteld",
    (
        "De gebieden liggen op verschillende niveaus: voormalige pilotregio's, arrondissementen en regio's. Elk gebied"
        " ligt in één politieregio en telt één keer, naar zijn verste stap.",
        "In gebruik telt alleen wat volgens de bron is gerealiseerd, vanaf de eerste dag waarop het kan zijn begonnen."
        " Een plan wordt nooit vanzelf werkelijkheid.",
        "Is de tijd waarin een gebied volgens de planning zou beginnen voorbij, en is niet gemeld dat het is begonnen,"
        " dan staat er: volgens planning, niet bevestigd.",
        "In voorbereiding telt alleen een voorbereiding die volgens de bron is gestart. Een pilot zonder vervolg telt"
        " als nog niet.",
        "Heeft een gebied geen eigen moment van gebruik, dan geldt het landelijke moment.",
        "Een politieregio is geheel in gebruik als al haar gebieden dat zijn, en deels als een deel dat is.",
        "De drie fasen van de gemeenten zijn woorden van de Tweede Kamer. Uitgerold is in gebruik en gerealiseerd; in"
        " gang gezet is een gestarte voorbereiding; gepland is de rest, ook wat volgens de planning al zou zijn"
        " begonnen maar niet is bevestigd.",
        "Welke gemeenten in een gebied liggen, volgt uit de indeling van CBS in politieregio's en veiligheidsregio's."
        " Een gebied als Hart van Brabant is geen van beide: welke gemeenten daarbij horen, staat niet in de bron. De"
        " fase van die gemeenten is dan niet te bepalen zolang de delen van hun politieregio van elkaar verschillen.",
        "Een moment blijft zo onnauwkeurig als de brief het geeft. Om te kunnen rekenen hoort bij elk woord een vaste"
        " tijd:",
    ),
)
