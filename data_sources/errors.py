"""One error family. Every message is a Dutch sentence for people: what happened and what to do.

    VeiligThuisError                 anything from this product
    ├── UsageError                   wrong use: unknown indicator, malformed code         (exit 2)
    │   ├── AdditionRefused          figures that may not be added up, with the reason
    │   └── PasswordRefused          not logged in: a wrong name or password, or guessed too often
    ├── SettingsError                a setting that is unknown or unreadable              (exit 2)
    ├── ContractError                a table that is not in the agreed shape: a fault of ours
    ├── DocumentUnavailable          a document for an office program that could not be made
    ├── StoreError                   the store cannot be opened or is newer than this code
    │   └── StoreBusy                somebody else wrote in it for longer than is waited
    ├── PictureError                 this server made no picture of a chart
    │   ├── PictureUnavailable       there is no browser here to draw it
    │   └── PictureFailed            the browser broke down, took too long, or has too much to do
    └── SourceError                  something about the figures of CBS
        ├── SourceUnreachable        no answer, cut off, too slow, bad certificate        (failed)
        ├── SourceUnreadable         an answer, but not what the wire promises            (failed)
        ├── TableRejected            readable, but not fit to go live                     (rejected)
        └── LeaseHeld                another refresh is at work and did not end in time   (failed)

What a developer needs (table, url, expected, found) travels in ``facts`` and is logged, never shown.
"""

from __future__ import annotations


class VeiligThuisError(Exception):
    """Base of the family. ``str(error)`` is the Dutch sentence; ``facts`` is for the log."""

    exit_code = 1

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = {name: value for name, value in facts.items() if value is not None}


class UsageError(VeiligThuisError):
    exit_code = 2


class AdditionRefused(UsageError):
    pass


class PasswordRefused(UsageError):
    pass


class SettingsError(VeiligThuisError):
    exit_code = 2


class ContractError(VeiligThuisError):
    pass


class DocumentUnavailable(VeiligThuisError):
    pass


class StoreError(VeiligThuisError):
    pass


class StoreBusy(StoreError):
    pass


class PictureError(VeiligThuisError):
    pass


class PictureUnavailable(PictureError):
    pass


class PictureFailed(PictureError):
    pass


class SourceError(VeiligThuisError):
    """Something about the figures of CBS; ``outcome`` is the word the attempt gets."""

    outcome = "failed"


class SourceUnreachable(SourceError):
    pass


class SourceUnreadable(SourceError):
    pass


class TableRejected(SourceError):
    outcome = "rejected"


class LeaseHeld(SourceError):
    pass
