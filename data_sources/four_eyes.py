"""Four eyes: nobody approves what they made themselves, nor a row in the place of one that they made or withdrew. Pure.

No role is exempt and there is no switch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Everything that says who somebody is; who shares a mark is the same human being.
Marks = frozenset[str]

_WHAT_TO_DO = "Laat een beheerder een tweede persoon toevoegen; tot die tijd blijft dit een concept."


@dataclass(frozen=True)
class Makers:
    """Who made a proposal; and who made each row that it follows on (nobody, of a bundled row): that it replaces or
    withdraws or, of one that was withdrawn and is made anew, both that row and its withdrawal.
    """

    author: Marks
    followed: Sequence[Marks] = ()


def marks(username: str | None, *persons: str | None) -> Marks:
    """Who somebody is by a username and the persons it is known to stand for; of a row that was restored often only
    the username is known, which therefore counts as a person as well.
    """
    return frozenset(mark.casefold() for mark in (username, *persons) if mark)


def same_human(one: Marks, other: Marks) -> bool:
    """Whether two are one human being, as far as is known."""
    return bool(one & other)


def why_not_decide(who: Marks, makers: Makers) -> str | None:
    """Why somebody may not decide on a proposal, in Dutch; None where they may."""
    if same_human(who, makers.author):
        return "Dit voorstel is van uzelf: een tweede persoon moet het beoordelen."
    if any(same_human(who, maker) for maker in makers.followed):
        return (
            "Dit voorstel volgt op een rij die u zelf hebt ingevoerd of ingetrokken: iemand anders moet het beoordelen."
        )
    return None


def why_nobody_can(editors: Iterable[Marks], makers: Makers) -> str | None:
    """Why there is nobody who might approve a proposal, in Dutch, with what to do; None where there is somebody."""
    others = [editor for editor in editors if not same_human(editor, makers.author)]
    if any(why_not_decide(editor, makers) is None for editor in others):
        return None
    if others:
        return (
            "Indienen kan niet: wie de eerdere rij heeft ingevoerd of ingetrokken mag dit voorstel niet goedkeuren, en"
            f" iemand anders met de rol redacteur of beheerder is er niet. {_WHAT_TO_DO}"
        )
    return (
        "Indienen kan niet: er is geen tweede persoon met de rol redacteur of beheerder die dit voorstel kan"
        f" goedkeuren. {_WHAT_TO_DO}"
    )
