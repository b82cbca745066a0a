"""The browser that draws pictures on the server: where it is, and how it is started. It asks nothing of any network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from data_sources.errors import PictureUnavailable

_OPTIONS = (
    "--disable-background-networking", "--disable-default-apps", "--disable-domain-reliability", "--no-pings",
    # Whatever a page might still ask for: no name is found and no address is reached.
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
    # Letters keep their widths at every size, so that a text measured small fits large.
    "--font-render-hinting=none", "--force-color-profile=srgb",
)  # fmt: skip
_NONE = (
    "Op deze server is geen browser om afbeeldingen te maken. De beheerder kan Chromium installeren of het pad ervan in"
    " VT_BROWSER_PATH zetten. De knoppen ‘Download PNG’ en ‘Download SVG’ bij een grafiek werken in uw eigen browser."
)


def find_browser(named: str | None) -> str:
    """The path of a Chromium: the one that VT_BROWSER_PATH names, else the first that is found.

    Raises PictureUnavailable where there is none, or where the named one is not there.
    """
    if named:
        found = shutil.which(named)
        if found is None:
            raise PictureUnavailable(
                f"De browser om afbeeldingen te maken is er niet: VT_BROWSER_PATH is {named}, en daar staat geen"
                " programma. De beheerder kan die instelling verbeteren of weghalen.",
                path=named,
            )
        return found
    found = next((path for place in _places() if (path := shutil.which(place))), None)
    if found is None:
        raise PictureUnavailable(_NONE, places=list(_places()))
    return found


def _places() -> Iterator[str]:
    lines = files("dashboard.exports").joinpath("browsers.txt").read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


@cache
def chromium_class() -> type[Any]:
    """Kaleido's Chromium with our options. Made when first used: kaleido is slow to import."""
    from choreographer.browsers.chromium import Chromium

    class QuietChromium(Chromium):
        def __init__(self, *given: Any, environment: Mapping[str, str], **options: Any) -> None:
            super().__init__(*given, enable_extensions=False, **options)
            self._environment = environment
            self._process = os.getpid()

        def get_cli(self) -> Sequence[str]:
            return [*super().get_cli(), *_OPTIONS]

        def get_env(self) -> MutableMapping[str, str]:
            # A browser has no business with our settings, of which some are secret.
            kept = {name: value for name, value in os.environ.items() if not name.startswith("VT_")}
            return {**kept, **self._environment}

        def clean(self) -> None:
            # A process forked from this one would else take away the folder of a browser that is at work.
            if os.getpid() == getattr(self, "_process", None):
                super().clean()

    return QuietChromium
