"""The addresses of entry, what kinds and states are called in them, and what is said after something was done."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from data_sources.errors import UsageError

HOME = "/invoer"
DATA = f"{HOME}/gegevens"
HISTORY = f"{HOME}/geschiedenis"
ROW = f"{HOME}/rij"
WITHDRAW = f"{HOME}/rij-intrekken"
CHECK = f"{HOME}/controle"
FILE = f"{HOME}/bestand"
TEMPLATE = f"{HOME}/sjabloon"
PROPOSAL = f"{HOME}/voorstel"
# What can be done with a proposal; each is an address beneath it.
SUBMIT, TAKE_BACK, APPROVE, REJECT = "indienen", "terugnemen", "goedkeuren", "afwijzen"
DROP, TAKE_OVER = "rij-weghalen", "overnemen"

KIND, KEY, CORRECTS, NUMBER, PLACE = "soort", "sleutel", "corrigeer", "id", "plaats"
OF = "voorstel"
DECISION = "besluit"
HAPPENED, UNCHANGED = "gedaan", "gelijk"

# The kinds by the word they have in an address.
KINDS: Mapping[str, str] = {
    "cijfer": "figure", "stap": "step", "mijlpaal": "milestone", "gebeurtenis": "event", "document": "document",
}  # fmt: skip
SLUGS: Mapping[str, str] = {kind: slug for slug, kind in KINDS.items()}

# What is said once, on the page after something was done; the address holds the word only.
MESSAGES: Mapping[str, str] = {
    "bewaard": "Bewaard als concept. Het telt pas als u het indient en een ander het goedkeurt.",
    "gelezen": "Het bestand is gelezen en bewaard als concept. Kijk hieronder na wat er zou veranderen.",
    "gewijzigd": "De wijziging is bewaard.",
    "rij-weg": "De rij is uit dit voorstel gehaald.",
    "ingediend": "Ingediend. Een ander kan het nu beoordelen.",
    "teruggenomen": "Het voorstel is ingetrokken. Er is niets veranderd in de gegevens.",
    "goedgekeurd": "Goedgekeurd. De rijen staan nu in de gegevens.",
    "overgenomen": "Overgenomen als nieuw concept. Wijzig wat anders moet en dien het opnieuw in.",
    "afgewezen": "Afgewezen. Er is niets veranderd in de gegevens.",
}


def address(path: str, **query: object) -> str:
    """An address with what is asked in it; what is None or '' is left out."""
    asked = {name: str(value) for name, value in query.items() if value is not None and value != ""}
    return f"{path}?{urlencode(asked)}" if asked else path


def proposal_address(number: int, *, happened: str = "", unchanged: int = 0) -> str:
    """The page of a proposal, with the word for what was just done, and how many rows of a file said nothing new."""
    return address(PROPOSAL, **{NUMBER: number, HAPPENED: happened, UNCHANGED: unchanged or None})


def deed(what: str, number: int) -> str:
    """Where a form is sent that does something with a proposal."""
    return address(f"{PROPOSAL}/{what}", **{NUMBER: number})


def asked_kind(word: str) -> str:
    """The kind of a word in an address. Raises UsageError for another word."""
    if word not in KINDS:
        raise UsageError(f"'{word}' is geen soort rij. Soorten zijn: {', '.join(KINDS)}.", found=word)
    return KINDS[word]


def asked_number(text: str, what: str) -> int:
    """A number in an address. Raises UsageError for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"'{text}' is geen nummer van een {what}.", found=text)
    return int(text)
