"""What may go wrong between us and whoever is asked, in words: the same for tables and for boundaries."""

from __future__ import annotations

import json
from dataclasses import dataclass

import requests

from data_sources.cbs.session import DeadlineReached, OtherHost, PageCircle, PageTooLarge
from data_sources.dutch import dutch


@dataclass(frozen=True)
class Failure:
    """``what`` stands after the name of who was asked. ``answered``: whether there was an answer, but no usable one.

    ``status``: the HTTP status, where that was the failure.
    """

    what: str
    answered: bool = False
    status: int | None = None


def failure_of(error: Exception, *, timeout: float, deadline: float, setting: str) -> Failure:
    """The failure behind an error of requests, cbsodata or JSON. ``setting``: where the address asked is set."""
    if isinstance(error, DeadlineReached):
        return Failure(f"duurde langer dan {dutch(deadline)} seconden")
    if isinstance(error, requests.exceptions.Timeout):
        return Failure(f"bleef langer dan {dutch(timeout)} seconden stil")
    if isinstance(error, requests.exceptions.SSLError):
        return Failure("heeft een certificaat dat niet klopt (zie VT_CA_BUNDLE)")
    if isinstance(error, requests.exceptions.ProxyError):
        return Failure("is via de proxy niet te bereiken (zie VT_HTTPS_PROXY)")
    if isinstance(error, requests.HTTPError):
        status = _status(error)
        return Failure(f"antwoordde met fout {status}", status=status)
    if isinstance(error, PageCircle):
        return Failure("verwijst bij het bladeren naar een pagina die al gelezen is", answered=True)
    if isinstance(error, OtherHost):
        return Failure(f"verwijst door naar een ander adres (zie {setting})", answered=True)
    if isinstance(error, PageTooLarge):
        return Failure("gaf een antwoord waar geen eind aan kwam", answered=True)
    # JSONDecodeError is a ValueError of its own: maintenance pages and cut bodies arrive here. That of requests is one
    # of json's only as long as nobody installs simplejson, which it then prefers.
    if isinstance(error, json.JSONDecodeError | requests.exceptions.JSONDecodeError | UnicodeDecodeError):
        return Failure("gaf geen leesbare gegevens (mogelijk een onderhoudspagina)", answered=True)
    # A page address that is none is a ValueError as well, and no fault of the network.
    if isinstance(error, requests.RequestException | OSError) and not isinstance(error, ValueError):
        return Failure("is niet te bereiken of verbrak de verbinding")
    return Failure("gaf gegevens in een onverwachte vorm", answered=True)


def _status(error: requests.HTTPError) -> int | None:
    """Of the error itself, or of the one that cbsodata made it from."""
    for source in (error, error.__cause__):
        status = getattr(getattr(source, "response", None), "status_code", None)
        if status is not None:
            return int(status)
    return None
