"""The Dutch texts of the page Toelichting, as plain data. What can be computed is not written here.

A term says how well its meaning is founded: what we deduced, or did not find, is said beside it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A source: its name says where the address leads."""

    name: str
    address: str


@dataclass(frozen=True)
class Section:
    """A section of the page. ``anchor`` is its id; the page adds what it computes below the paragraphs."""

    anchor: str
    heading: str
    paragraphs: tuple[str, ...]
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Term:
    """A word and what it means. ``basis``: what about it was deduced or not found; empty when the source says it."""

    anchor: str
    name: str
    meaning: str
    sources: tuple[Link, ...]
    basis: str = ""


@dataclass(frozen=True)
class Mark:
    """A mark at CBS. Its words here follow from ``status``, or else from ``missing`` or ``gone``."""

    sign: str
    at_cbs: str
    status: str | None = None
    missing: str | None = None
    gone: bool = False


@dataclass(frozen=True)
class Level:
    """A level of regions: its codes begin with ``prefix``."""

    name: str
    prefix: str
    count: str


@dataclass(frozen=True)
class Letter:
    """A letter to Parliament. ``dated``: its date as precisely as it is known, and how."""

    title: str
    part: str
    dated: str


@dataclass(frozen=True)
class LetterFact:
    """Something a letter says about a subject; a qualifier is part of it."""

    subject: str
    says: str
    source: Letter


_CBS_2022 = Link(
    "CBS-nieuws van 31 oktober 2022, overgenomen door Blik op Nieuws",
    "https://www.blikopnieuws.nl/nieuws/296198/38-procent-van-de-meldingen-bij-veilig-thuis-is-een-hermelding.html",
)
_CBS_2025 = Link(
    "CBS-nieuws van 24 oktober 2025, overgenomen door Blik op Nieuws",
    "https://www.blikopnieuws.nl/nieuws/307805/"
    "meer-adviezen-en-meldingen-over-kindermishandeling-en-huiselijk-geweld.html",
)
_NU = Link(
    "NU.nl over de CBS-cijfers van 31 oktober 2022",
    "https://www.nu.nl/binnenland/6232853/veilig-thuis-ziet-vaak-bekenden-terug-bij-meldingen-van-huiselijk-geweld.html",
)
_REPEATED = Link(
    "CBS, Meerdere meldingen bij Veilig Thuis 2020",
    "https://www.cbs.nl/nl-nl/maatwerk/2022/05/meerdere-meldingen-bij-veilig-thuis-2020",
)
_FIRST_TABLES = Link(
    "CBS, Beleidsinformatie Veilig Thuis, 1e halfjaar 2019",
    "https://www.cbs.nl/nl-nl/maatwerk/2019/44/beleidsinformatie-veilig-thuis-1e-halfjaar-2019",
)
_PROTOCOL = Link(
    "Informatieprotocol 2.0, bijlage bij Kamerstuk 28345 nr. 223, op Parlementaire Monitor",
    "https://www.parlementairemonitor.nl/9353000/1/j9vvij5epmj1ey0/vkzvneqewhzb",
)
_INSPECTION = Link(
    "ANP over de inspectie, 4 december 2023, op Nieuws.nl",
    "https://nieuws.nl/algemeen/20231204/inspectie-risicos-door-te-lange-wachttijden-veilig-thuis/",
)


def _table(number: str, name: str) -> Link:
    return Link(f"CBS StatLine, tabel {number}: {name}", f"https://www.cbs.nl/nl-nl/cijfers/detail/{number}")


_MAIN_TABLE = _table("84847NED", "kerncijfers Veilig Thuis")
_ASSESSMENTS = _table("84852NED", "veiligheidsbeoordeling en -taxatie")

WHAT = Section(
    "wat-staat-hier",
    "Wat staat hier",
    (
        "Veilig Thuis is het advies- en meldpunt voor huiselijk geweld en kindermishandeling, ook als het om een"
        " vermoeden gaat. Het Centraal Bureau voor de Statistiek (CBS) verzamelt de aantallen bij alle Veilig"
        " Thuis-organisaties. Deze site volgt twee van die aantallen uit tabel 84847NED.",
        "De cijfers tellen contacten. Een melding is dus geen slachtoffer, geen dader en geen vastgesteld geval: over"
        " hetzelfde huishouden kunnen meer meldingen binnenkomen, en een melding kan over meer mensen gaan.",
        "Het aantal meldingen zegt hoe vaak er is gemeld, niet hoe vaak er geweld was. Meer meldingen betekent daarom"
        " niet zonder meer dat er meer geweld is, en minder meldingen niet dat er minder is.",
        "CBS heeft niet onderzocht waarom het aantal adviezen stijgt; dat stond bij de cijfers over het eerste"
        " halfjaar van 2025. Ook voor de meldingen geeft CBS geen oorzaak. Deze site doet dat evenmin.",
        "In één melding kunnen meer soorten geweld staan. Aandelen per soort geweld komen samen dus niet op honderd"
        " procent uit en mogen niet bij elkaar worden opgeteld.",
        "Deze toelichting is geschreven op grond van wat CBS en anderen over de cijfers hebben gepubliceerd. De uitleg"
        " die CBS bij tabel 84847NED zelf geeft, hebben wij nog niet kunnen lezen. Bij verschil gaat CBS voor.",
    ),
    (
        _MAIN_TABLE,
        _CBS_2025,
        Link(
            "Gemeente.nu over de CBS-cijfers van 24 oktober 2025",
            "https://www.gemeente.nu/sociaal/aantal-meldingen-huiselijk-geweld-stijgt/",
        ),
    ),
)

TERMS_SECTION = Section(
    "begrippen",
    "Begrippen",
    (
        "De omschrijvingen zijn in onze eigen woorden. Bij elk begrip staat waar u het kunt nalezen, en ook wanneer"
        " wij iets hebben afgeleid of niet hebben gevonden.",
    ),
)

TERMS = (
    Term(
        "begrip-casus",
        "Casus",
        "Het dossier waarin Veilig Thuis een of meer meldingen over dezelfde directbetrokkenen behandelt. Een nieuwe"
        " melding kan bij een casus komen die al loopt. Er zijn daarom niet meer casussen dan meldingen.",
        (_REPEATED, _PROTOCOL),
        "Afgeleid uit een aanvullende tabel van CBS. Het Informatieprotocol 2.0 bevat een eigen omschrijving (paragraaf"
        " 3.1); die hebben wij niet gelezen.",
    ),
    Term(
        "begrip-actieve-casus",
        "Actieve casus",
        "Een casus die in de periode liep. Minder actieve casussen kan ook betekenen dat er meer zijn afgesloten, en"
        " zegt op zichzelf niets over het aantal meldingen.",
        (
            Link(
                "RTV Hattem, 6 november 2024, met uitleg van Veilig Thuis",
                "https://rtvhattem.nl/06/11/2024/veilig-thuis-niet-voor-iedereen-vanzelfsprekend",
            ),
        ),
        "Afgeleid uit een nieuwsbericht; een omschrijving van CBS hebben wij niet gevonden.",
    ),
    Term(
        "begrip-eerste-melding",
        "Eerste melding, hermelding en vervolgmelding",
        "Eerste melding: van de directbetrokkenen was niemand in de laatste drie jaar bij Veilig Thuis in beeld."
        " Hermelding: iemand was dat wel, maar de bemoeienis van Veilig Thuis was al afgelopen. Vervolgmelding: de"
        " melding komt binnen terwijl een casus nog loopt, en wordt daaraan toegevoegd.",
        (_CBS_2022, _NU, _REPEATED),
    ),
    Term(
        "begrip-directbetrokkenen",
        "Directbetrokkenen",
        "De mensen die het geweld plegen of ondergaan, en de leden van hun gezin of huishouden, voor zover Veilig"
        " Thuis zich met hen bezighoudt.",
        (_CBS_2022,),
    ),
    Term(
        "begrip-triage",
        "Triage en veiligheidsbeoordeling",
        "Na een melding kijkt Veilig Thuis meteen of er acuut gevaar is. Daarna volgt de veiligheidsbeoordeling, die"
        " bepaalt welke hulp nodig is. Daarvoor geldt een termijn van vijf werkdagen.",
        (_INSPECTION,),
        "De bron gebruikt het woord triage niet; dat dit eerste oordeel zo heet, is afgeleid uit de Voortgangsbrief"
        " van zomer 2026.",
    ),
    Term(
        "begrip-veiligheidstaxatie",
        "Veiligheidstaxatie",
        "Een indeling van meldingen in tabel 84852NED, naast de veiligheidsbeoordeling.",
        (_ASSESSMENTS,),
        "Niet gevonden: waarin de veiligheidstaxatie verschilt van de veiligheidsbeoordeling.",
    ),
    Term(
        "begrip-onderzoek",
        "Dienst onderzoek",
        "Veilig Thuis onderzoekt wat er aan de hand is. Per soort geweld is de uitkomst: bevestigd, niet bevestigd of"
        " weerlegd. Een onderzoek kan ook eerder worden beëindigd.",
        (_table("84853NED", "uitkomsten onderzoeken Veilig Thuis"),),
        "Afgeleid uit de uitkomsten die de tabel onderscheidt.",
    ),
    Term(
        "begrip-voorwaarden-en-vervolg",
        "Dienst voorwaarden en vervolg",
        "Veilig Thuis stelt vast wat er voor een veilige situatie nodig is en schakelt zo nodig hulp in die daarna"
        " verdergaat.",
        (_CBS_2022,),
        "De bron noemt deze dienst niet bij naam; dat de zin hierover gaat, is afgeleid.",
    ),
    Term(
        "begrip-overdracht",
        "Overdracht",
        "Veilig Thuis geeft een casus over aan een organisatie die verder helpt, zoals een lokaal team of een"
        " instelling voor geestelijke gezondheidszorg.",
        (_table("84855NED", "organisatie van overdracht en type hulp"),),
        "Afgeleid uit wat de tabel telt; een omschrijving van CBS hebben wij niet gevonden.",
    ),
)

GROWTH = Section(
    "groei",
    "Groei en afronding",
    (
        "Groei is het verschil met een eerdere periode, de basis, als deel van die basis. Tenzij u iets anders kiest,"
        " is de basis dezelfde periode een jaar eerder. Percentages hebben één cijfer achter de komma; een half wordt"
        " van nul af afgerond.",
        "De aantallen van CBS zijn tellingen, geen schatting uit een steekproef. Onzeker is alleen de afronding. In de"
        " 674 aantallen uit StatLine die wij hebben nagekeken, was elk aantal een veelvoud van vijf. Wij rekenen"
        " daarom met 2,5 naar boven en beneden. Dat CBS zo afrondt, is afgeleid: wij hebben er geen beschrijving van"
        " gelezen.",
        "CBS rondt elk cijfer apart af. In 2020 tellen de twee halfjaren op tot 127.415 meldingen (64.505 en 62.910),"
        " terwijl het jaar 127.410 geeft. Zulke kleine verschillen zijn geen fout.",
        "Een stijging of daling noemen wij alleen als afronding haar niet kan verklaren. De voorbeelden hieronder laten"
        " dat zien. De cijfers erin dienen om te rekenen en gaan niet over een onderwerp; de antwoorden worden op"
        " dit moment berekend, op dezelfde manier als op de andere pagina's.",
    ),
    (Link(_ASSESSMENTS.name, "https://www.cbs.nl/nl-nl/cijfers/detail/84852NED?q=europa+2020"),),
)

COMPARING = Section(
    "vergelijken",
    "Ontwikkeling en regio's",
    (
        "Een index zet het cijfer van een gekozen periode op honderd en geeft de andere perioden als deel daarvan. Zo"
        " zijn reeksen van verschillende grootte naast elkaar te zien; hoe groot de aantallen zijn, laat een index"
        " niet zien.",
        "Eerste en tweede halfjaren verschillen ook door het seizoen. Vergelijk daarom met hetzelfde halfjaar een jaar"
        " eerder, of kies Seizoenspaar: dan staan eerste en tweede halfjaren als twee reeksen naast elkaar. Waar toch"
        " een eerste met een tweede halfjaar wordt vergeleken, staat die kanttekening erbij.",
        "De bijdrage van een regio aan de landelijke groei is haar verschil met de basis als deel van het landelijke"
        " cijfer van die basis, in procentpunten. De bijdragen van alle regio's samen zijn de landelijke groei, op de"
        " afronding na. Een rest voor overige regio's staat er alleen als daarin van ten minste twee regio's een cijfer"
        " ontbreekt; anders was een cijfer uit te rekenen dat CBS niet geeft.",
        "In een rangorde delen gelijke cijfers een plaats. Laat de afronding meer dan één plaats open, dan staat erbij"
        " welke.",
        "Cijfers per 100.000 inwoners zijn zoals CBS ze geeft. In een kleine regio verandert zo'n cijfer al sterk door"
        " enkele gevallen.",
        "Een regio die uit andere is samengevoegd, heeft van voor die tijd geen cijfer. Op verzoek worden de aantallen"
        " van haar voorgangers opgeteld. Dat is een optelling van dit dashboard, niet van CBS, en dat staat erbij.",
        "Gebeurtenissen op de tijdas komen uit de genoemde brieven. Zij laten zien wat er in die tijd speelde, en niet"
        " waardoor een cijfer veranderde: dat is niet onderzocht.",
    ),
)

CERTAINTY = Section(
    "zekerheid",
    "Voorlopig, definitief en ontbrekend",
    (
        "Nieuwe cijfers zijn bij CBS eerst voorlopig en kunnen nog veranderen. Soms volgt een nader voorlopig cijfer,"
        " en ten slotte het definitieve. Noemt een bron niet hoe zeker een cijfer is, dan staat hier: status onbekend.",
        "De definitieve cijfers over 2020 verschenen op 29 april 2022, ongeveer zestien maanden na afloop van dat jaar."
        " Een vaste regel hebben wij niet gevonden.",
        "Definitief is niet altijd het laatste woord. In een aanvullende tabel over 2020 stond een deel van de"
        " meldingen bij de verkeerde groep, eerst in de voorlopige cijfers en daarna ook in de definitieve. CBS heeft"
        " die tabel later vervangen. Ook de eerste tabellen over 2019 zijn verbeterd: bij enkele regio's waren namen"
        " verwisseld en waren de actieve casussen te laag.",
        "Kleine aantallen staan bij CBS als punt. Waar de grens ligt, hebben wij niet gelezen; in de cijfers die wij"
        " hebben gezien, is tien het laagste aantal. Een geheim cijfer wordt hier nooit teruggerekend uit een totaal.",
    ),
    (
        Link(
            "CBS, uitleg van de symbolen op Monitor Langdurige Zorg",
            "https://www.monitorlangdurigezorg.nl/faq/wat-betekenen-de-symbolen-bij-de-tabellen",
        ),
        _REPEATED,
        _FIRST_TABLES,
    ),
)

MARKS = (
    Mark("geen teken", "definitief cijfer", status="definitief"),
    Mark("**", "nader voorlopig cijfer; in deze tabellen nog niet gezien", status="nader-voorlopig"),
    Mark("*", "voorlopig cijfer", status="voorlopig"),
    Mark("niet vermeld", "een bericht dat niet zegt hoe zeker het cijfer is", status="onbekend"),
    Mark(".", "onbekend, niet betrouwbaar genoeg of geheim", missing="geheim-of-onbekend"),
    Mark("leeg vakje", "kan logischerwijs niet voorkomen", missing="onmogelijk"),
    Mark("geen regel", "de tabel heeft hiervoor geen cijfer", missing="niet-aanwezig"),
    Mark("regel weg", "het cijfer stond eerder wel in de tabel", missing="niet-aanwezig", gone=True),
)

VINTAGES = Section(
    "zoals-bekend-op",
    "Zoals bekend op",
    (
        "Een cijfer over dezelfde periode kan later anders zijn dan toen het voor het eerst verscheen. Deze site"
        " bewaart daarom elke levering en overschrijft niets. Met de keuze ‘Zoals bekend op’ ziet u de cijfers die op"
        " die dag bekend waren. Zo kunt u een oude brief naast de cijfers van toen leggen.",
        "Een levering telt vanaf de dag waarop zij bekend werd. Is alleen een maand of jaar bekend, dan telt de laatste"
        " dag daarvan. Een meegeleverd cijfer zonder datum telt vanaf de dag waarop het is verzameld, en vervangt"
        " nooit een cijfer met een datum. Een cijfer in duizendtallen"
        " vervangt nooit een preciezer cijfer waarmee het overeenkomt. Wat bij CBS is opgehaald, gaat voor op wat is"
        " meegeleverd.",
    ),
)

REGIONS = Section(
    "regios",
    "Regio's",
    (
        "De tabel heeft cijfers voor vijf soorten gebieden. Een provincie en een Veilig Thuis-regio kunnen hetzelfde"
        " gebied zijn, zoals Drenthe; de cijfers zijn dan gelijk en tellen niet bij elkaar op.",
    ),
    (
        Link("CBS-gebiedsindelingen 2020 tot en met 2025, op GitHub (cartomap/nl)", "https://github.com/cartomap/nl"),
        _PROTOCOL,
    ),
)

LEVELS = (
    Level("Land", "NL", "1"),
    Level("Landsdelen", "LD", "4"),
    Level("Provincies", "PV", "12"),
    Level("Veilig Thuis-regio's", "VT", "26 in 2020 tot en met 2022, 25 vanaf 2023"),
    Level("Gemeenten", "GM", "wisselt door herindelingen"),
)

BREAKS_INTRO = (
    "Waar een telling of gebied veranderde, wordt niet over die grens heen vergeleken. In plaats van een percentage"
    " staat er dan dat het niet te vergelijken is, of dat er geen verandering te geven is. Dit zijn de grenzen:"
)
DISSOLVED = (
    "CBS laat een opgeheven regio in de tabel staan met een punt als cijfer. Een punt kan daar dus ook betekenen dat de"
    " regio in die periode niet bestond."
)

LETTER_SECTION = Section(
    "brief",
    "Wettelijke termijnen en aantallen",
    (
        "Dit staat in de Voortgangsbrief aan de Tweede Kamer van zomer 2026. Het zijn geen cijfers van CBS, en ze staan"
        " niet in tabel 84847NED. Woorden als ‘vrijwel alle’ horen bij het cijfer.",
    ),
)

_LETTER = Letter(
    title="Voortgangsbrief geweld tegen vrouwen, huiselijk geweld en kindermishandeling, zomer 2026",
    part="onderdeel e",
    dated="juli 2026, afgeleid uit de tekst",
)

LETTER_FACTS = (
    LetterFact("Veilig Thuis-organisaties", "25; vrijwel alle hebben wachtlijsten", _LETTER),
    LetterFact("Veiligheids\u00adbeoordeling", "wettelijke termijn: 5 werkdagen", _LETTER),
    LetterFact("Onderzoek", "wettelijke termijn: 10 weken", _LETTER),
    LetterFact("Triage", "direct, bij elke melding die binnenkomt", _LETTER),
    LetterFact(
        "Beoordeling op urgentie",
        "binnen 24 uur; genoemd als voorbeeld van een maatregel, geen wettelijke termijn",
        _LETTER,
    ),
    LetterFact(
        "Toezicht op de termijnen (IGJ)",
        "laatste publicatie oktober 2024, volgende verwacht na de zomer van 2026",
        _LETTER,
    ),
    LetterFact("Landelijk digitaal platform", "gelanceerd in 2025; de brief noemt alleen het jaar", _LETTER),
    LetterFact(
        "Chat",
        "tot halverwege 2025 per regio; sinds oktober 2025 neemt een landelijk team over als een regio het niet"
        " redt. Volgens de brief leidde dat tot meer chatgesprekken; een aantal geeft de brief niet",
        _LETTER,
    ),
    LetterFact(
        "Landelijke chat, dag en nacht",
        "na de zomer van 2026 hoort de Tweede Kamer hoe het ermee staat",
        _LETTER,
    ),
)

SOURCES_SECTION = Section(
    "bronnen",
    "Bronnen en licentie",
    (
        "CBS stelt zijn cijfers beschikbaar met de licentie Creative Commons Naamsvermelding (CC BY 4.0). U mag ze"
        " gebruiken en bewerken als u CBS als bron noemt. Wek daarbij niet de indruk dat CBS uw tekst onderschrijft.",
        "Noem in een voetnoot de tabel, het begrip van CBS, de periode, de status, het adres en de dag. Bij opgehaalde"
        " cijfers is dat de dag van ophalen; bij meegeleverde cijfers de dag waarop ze zijn gepubliceerd of gezien.",
    ),
    (
        Link("CBS over open data en de licentie", "https://www.cbs.nl/nl-nl/onze-diensten/open-data/"),
        Link("CBS over hergebruik (in het Engels)", "https://cbs.nl/en-gb/about-us/website/copyright"),
        Link("Creative Commons: tekst van CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl"),
    ),
)

BUNDLED_INTRO = (
    "Deze cijfers zijn met het programma meegeleverd. Ze zijn overgenomen uit publicaties en niet bij CBS opgehaald."
    " Er is niets aangevuld of geschat."
)
NO_BUNDLED = "In deze opslag staan geen meegeleverde cijfers."

ACCESSIBILITY = Section(
    "toegankelijkheid",
    "Toegankelijkheid",
    (
        "Dit is een concept, geen officiële toegankelijkheidsverklaring. De site is gebouwd om te voldoen aan WCAG 2.2,"
        " niveau A en AA.",
        "Getest: elke pagina wordt automatisch gecontroleerd met het programma axe, op een breed en een smal scherm."
        " Zo'n controle vindt maar een deel van de mogelijke problemen.",
        "Nog niet getest: gebruik door mensen met een beperking, en gebruik met schermlezers als NVDA en VoiceOver. Er"
        " is ook nog geen onderzoek door een onafhankelijke partij.",
        "Bekende tekortkomingen: de grafieken zijn tekeningen (SVG) die een schermlezer niet punt voor punt voorleest."
        " Daarom staat bij elke grafiek dezelfde inhoud in woorden en in een tabel, en loopt u met de"
        " pijltjestoetsen langs de punten. De site werkt niet zonder JavaScript.",
        "Loopt u ergens tegenaan? Meld het bij de beheerder van deze installatie. Noem de pagina, wat u wilde doen en"
        " welke hulpmiddelen u gebruikt.",
    ),
)

PRIVACY = Section(
    "privacy",
    "Privacy en cookies",
    (
        "Deze site plaatst geen cookies en volgt u niet. Uw browser haalt alles bij deze site zelf op; lettertypen"
        " of scripts van anderen worden niet geladen. Volgt u een verwijzing naar een andere site, dan gelden"
        " de regels van die site.",
        "Wat u kiest, staat in het adres van de pagina. De server houdt een gewoon logboek bij, om storingen te"
        " vinden. Wat daarin over bezoek staat en hoe lang het wordt bewaard, bepaalt de beheerder van deze"
        " installatie.",
    ),
)

CONTACT = Section(
    "contact",
    "Contact",
    (
        "Voor vragen over deze site kunt u terecht bij de beheerder van deze installatie. Vragen over de cijfers zelf"
        " zijn voor CBS.",
        "Deze site is geen meldpunt en niet van Veilig Thuis. Bij direct gevaar belt u 112. Veilig Thuis is dag en"
        " nacht gratis te bellen op 0800 2000.",
    ),
    (
        Link(
            "Veilig Thuis Noord- en Oost-Gelderland, met de telefoonnummers",
            "https://veiligthuisnoordoostgelderland.nl/de-veiligheidsbeoordeling-een-belangrijk-proces-om-te-bepalen-"
            "welke-dienst-met-welke-prio-moet-worden-ingezet",
        ),
    ),
)

SECTIONS = (
    WHAT, TERMS_SECTION, GROWTH, COMPARING, CERTAINTY, VINTAGES, REGIONS, LETTER_SECTION, SOURCES_SECTION,
    ACCESSIBILITY, PRIVACY, CONTACT,
)  # fmt: skip
