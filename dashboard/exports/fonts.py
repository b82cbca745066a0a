"""Fira Sans for pictures: as files for the browser of this server, and within an SVG. Nothing where it is missing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from dashboard.web.fonts import FAMILY, WEIGHTS, font_name
from dashboard.web.frontend import read

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


def is_installed(frontend: Path) -> bool:
    """All weights, or none: half a family looks worse than none."""
    return all((frontend / font_name(weight)).is_file() for weight in WEIGHTS)


def write_fonts(frontend: Path, folder: Path) -> dict[str, str]:
    """Fira Sans in a folder, in the form that a system wants fonts in; gives what to put in a browser's environment.

    Empty where the font was not installed: then the next font of the stack is drawn.
    """
    from fontTools.ttLib import TTFont

    if not is_installed(frontend):
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        font = TTFont(frontend / font_name(weight))
        font.flavor = None
        font.save(folder / f"fira-sans-{weight}.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(_CONFIGURATION.format(fonts=folder, cache=folder / "cache"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(configuration)}


def font_faces(frontend: Path, texts: Iterable[str], weights: Sequence[int]) -> str:
    """Style rules that hold the font itself, with no more letters than the texts have; '' where it was not installed.

    So that a vector picture looks the same where Fira Sans was never installed.
    """
    used = "".join(sorted(set("".join(texts))))
    faces = [_face(str(frontend), weight, used) for weight in weights]
    return "".join(faces) if all(faces) else ""


@lru_cache(maxsize=64)
def _face(frontend: str, weight: int, used: str) -> str:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    content = read(Path(frontend), font_name(weight))
    if content is None:
        return ""
    # The clock of the moment would make each file another one.
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "mark", "ccmp"]
    subsetter = Subsetter(options)
    subsetter.populate(text=used)
    subsetter.subset(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    data = b64encode(made.getvalue()).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )
