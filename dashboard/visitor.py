"""Who asks: nobody in particular, or a person who is logged in; and what that means for what they may see.

The door (`dashboard/web/guard.py`) finds out at each request and keeps it with the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import g, has_request_context

from data_sources.people import EDITOR, Person, may

# Those who may all see the same; answers are remembered by it, and never given to another one.
Audience = Literal["openbaar", "redactie"]
PUBLIC: Audience = "openbaar"
EDITORS: Audience = "redactie"


@dataclass(frozen=True)
class Visitor:
    """``person`` None: not logged in. ``csrf``: what each form of this visitor sends along, '' without a session."""

    person: Person | None = None
    csrf: str = ""

    @property
    def role(self) -> str | None:
        return self.person.role if self.person else None

    @property
    def audience(self) -> Audience:
        """Figures that are not public, however small, are for those who enter them."""
        return EDITORS if may(self.role, EDITOR) else PUBLIC

    def may(self, role: str | None) -> bool:
        """Whether this visitor may do what asks for a role; None asks for none."""
        return role is None or may(self.role, role)


ANYONE = Visitor()


def current_visitor() -> Visitor:
    """Who asks what is being answered; anyone, where nobody asks over HTTP."""
    found = g.get("visitor") if has_request_context() else None
    return found if isinstance(found, Visitor) else ANYONE
