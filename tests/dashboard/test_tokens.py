"""The colours of the screen and those of the pictures are the same, and can be read."""

import itertools
import re
from pathlib import Path

import pytest

from dashboard.figures import theme
from dashboard.settings import ROOT

_TOKENS = (ROOT / "assets" / "tokens.css").read_text(encoding="utf-8")


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


LIGHT = _tokens(_TOKENS.split("@media")[0])
DARK = {**LIGHT, **_tokens(_TOKENS.split("@media")[1])}


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_pictures_use_the_light_tokens_of_the_screen() -> None:
    assert [style.colour for style in theme.SERIES] == [LIGHT[f"series-{n}"] for n in (1, 2, 3)]
    assert tuple(LIGHT[name] for name in ("ink", "ink-soft", "paper", "grid")) == (
        theme.INK,
        theme.INK_SOFT,
        theme.PAPER,
        theme.GRID,
    )


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_and_lines_stand_out(tokens: dict[str, str]) -> None:
    for ground in ("paper", "ground"):
        for text in ("ink", "ink-soft", "accent"):
            assert _contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
        for line in ("series-1", "series-2", "series-3", "focus"):
            assert _contrast(tokens[line], tokens[ground]) >= 3, (line, ground)
    assert _contrast(tokens["ink"], tokens["notice"]) >= 4.5
    assert _contrast(tokens["accent-ink"], tokens["accent"]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_written_on_a_shade_can_be_read_and_neighbouring_shades_differ(tokens: dict[str, str]) -> None:
    levels = [f"shade-{n}" for n in range(1, 6)]
    changes = ["fall-2", "fall-1", "even", "rise-1", "rise-2"]
    for shade in (*levels, *changes, "small"):
        assert _contrast(tokens[f"{shade}-ink"], tokens[shade]) >= 4.5, shade
    for one, other in itertools.pairwise(levels):
        assert _contrast(tokens[one], tokens[other]) >= 1.2, (one, other)
    steps = [_luminance(tokens[shade]) for shade in levels]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    # What is hatched is written on paper and on the lines across it.
    assert min(_contrast(tokens["ink"], tokens[ground]) for ground in ("paper", "grid")) >= 4.5


def test_series_differ_in_grey_dash_and_marker() -> None:
    greys = sorted(_luminance(style.colour) for style in theme.SERIES)
    assert all(later - earlier > 0.02 for earlier, later in itertools.pairwise(greys))
    assert len({style.dash for style in theme.SERIES}) == len({style.symbol for style in theme.SERIES}) == 3


def test_no_house_style_of_the_government_is_in_the_repository() -> None:
    names = [path.name.lower() for path in Path(ROOT / "assets").rglob("*")]
    assert not [name for name in names if "rijks" in name or "rosans" in name]
