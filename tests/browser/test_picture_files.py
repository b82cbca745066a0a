"""Picture files as they leave the server: their size on paper, their letters, and what they say of themselves."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from dashboard.exports.fonts import is_installed
from dashboard.exports.pictures import picture_file
from dashboard.exports.presets import PRESETS, Preset, of_width
from dashboard.exports.renderer import Renderer
from dashboard.web.frontend import FRONTEND
from tests.browser.conftest import find_chromium
from tests.dashboard.exports.exported_chart import ALT, PROVENANCE, exported

SVG = "{http://www.w3.org/2000/svg}"
TITLE = f"{PROVENANCE.title} ({PROVENANCE.subtitle})"
NEEDS_FONT = pytest.mark.skipif(not is_installed(FRONTEND), reason="Fira Sans is not installed; see `make frontend`")


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_all_kinds_of_file_are_of_the_size_that_was_asked_for(preset: Preset, renderer: Renderer) -> None:
    made = {
        kind: picture_file(exported(), preset=preset, format=kind, renderer=renderer)  # type: ignore[arg-type]
        for kind in ("png", "svg", "pdf")
    }
    image = Image.open(BytesIO(made["png"]))
    across = image.width / image.info["dpi"][0] * 25.4
    assert across == pytest.approx(preset.width_mm, abs=0.05)
    assert image.info["dpi"][0] == pytest.approx(300, abs=0.5)
    page = PdfReader(BytesIO(made["pdf"])).pages[0].mediabox
    root = etree.fromstring(made["svg"])
    assert root.get("width") == f"{preset.width_mm}mm"
    assert float(page.width) / 72 * 25.4 == pytest.approx(preset.width_mm, abs=0.01)
    high = float(root.get("height").removesuffix("mm"))
    assert high >= preset.height_mm
    assert float(page.height) / 72 * 25.4 == pytest.approx(high, abs=0.01)
    assert image.height / image.info["dpi"][1] * 25.4 == pytest.approx(high, abs=0.2)


def test_a_width_of_ones_own_is_as_wide(renderer: Renderer) -> None:
    made = picture_file(exported(), preset=of_width(PRESETS["breed"], 120), format="svg", renderer=renderer)
    assert etree.fromstring(made).get("width") == "120mm"


def test_a_png_says_what_it_shows(renderer: Renderer) -> None:
    image = Image.open(BytesIO(picture_file(exported(), preset=PRESETS["breed"], format="png", renderer=renderer)))
    said = image.text  # type: ignore[attr-defined]
    assert said["Title"] == TITLE
    assert said["Description"] == ALT
    assert said["Description"].lang == "nl"
    assert said["Source"] == PROVENANCE.lines[1]
    assert "CC BY 4.0" in said["Copyright"]
    assert "lading 3" in said["Comment"]
    assert said["Software"] == "Veilig Thuis in cijfers"


def test_an_svg_says_what_it_shows_and_an_alt_text_of_ones_own_takes_its_place(renderer: Renderer) -> None:
    own = "Eigen & <b>tekst</b>"
    root = etree.fromstring(picture_file(exported(), preset=PRESETS["breed"], format="svg", alt=own, renderer=renderer))
    assert (root.get("role"), root.get("lang")) == ("img", "nl")
    assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == [TITLE, own]
    named = [root.find(f"{SVG}{name}").get("id") for name in ("title", "desc")]
    assert root.get("aria-labelledby").split() == named
    assert "lading 3" in "".join(root.find(f"{SVG}metadata").itertext())


def test_a_pdf_says_what_it_shows_in_dutch(renderer: Renderer) -> None:
    read = PdfReader(BytesIO(picture_file(exported(), preset=PRESETS["breed"], format="pdf", renderer=renderer)))
    assert len(read.pages) == 1
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.subject) == (TITLE, ALT)
    assert read.metadata.producer == "Veilig Thuis in cijfers"
    root = read.trailer["/Root"]
    assert root["/Lang"] == "nl-NL"  # type: ignore[index]
    assert ALT in _alternatives(root["/StructTreeRoot"])  # type: ignore[index]
    # As text, not as dots: it can be found and read out.
    assert "Meldingen" in read.pages[0].extract_text()


def _alternatives(part: object) -> list[str]:
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        return [text for one in part for text in _alternatives(one)]
    if not isinstance(part, dict):
        return []
    own = [str(part["/Alt"])] if "/Alt" in part else []
    return own + (_alternatives(part["/K"]) if "/K" in part else [])


@NEEDS_FONT
def test_a_pdf_and_an_svg_hold_the_font_and_no_more_of_it_than_they_need(renderer: Renderer) -> None:
    pdf, svg = (
        picture_file(exported(), preset=PRESETS["breed"], format=kind, renderer=renderer)  # type: ignore[arg-type]
        for kind in ("pdf", "svg")
    )
    assert {name.partition("+")[2] for name in _fonts(pdf)} == {"FiraSans-Regular", "FiraSans-Bold"}
    faces = re.findall(rb'font-weight:(\d+);src:url\("data:font/woff2;base64,([^"]+)"', svg)
    assert [weight for weight, _ in faces] == [b"400", b"700"]
    letters = set("".join("".join(node.itertext()) for node in etree.fromstring(svg).iter(f"{SVG}text")))
    for _, data in faces:
        font = TTFont(BytesIO(b64decode(data)))
        assert "Fira Sans" in str(font["name"].getDebugName(1))
        assert {chr(code) for code in font.getBestCmap()} <= letters | {" ", "\N{NO-BREAK SPACE}"}


def _fonts(content: bytes) -> list[str]:
    found = PdfReader(BytesIO(content)).pages[0]["/Resources"]
    fonts = [found.get("/Font", {})]  # type: ignore[union-attr]
    fonts += [one.get_object()["/Resources"].get("/Font", {}) for one in found.get("/XObject", {}).values()]  # type: ignore[union-attr]
    names = []
    for one in fonts:
        for font in one.get_object().values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in inner
            names.append(str(inner["/FontName"]).lstrip("/"))
    return names


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_chart_gives_the_same_file(kind: str, renderer: Renderer) -> None:
    one, other = (
        picture_file(exported(), preset=PRESETS["half"], format=kind, renderer=renderer)  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert one == other


def test_a_picture_in_grey_has_no_colour_at_all(renderer: Renderer) -> None:
    def spread(*, grey: bool) -> int:
        made = picture_file(exported(), preset=PRESETS["half"], format="png", grey=grey, renderer=renderer)
        channels = Image.open(BytesIO(made)).convert("RGB").convert("HSV").getchannel("S")
        return int(channels.getextrema()[1])  # type: ignore[arg-type]

    assert spread(grey=True) == 0
    assert spread(grey=False) > 100


def test_without_the_font_a_picture_is_made_in_another_one(tmp_path: Path) -> None:
    bare = Renderer(find_chromium(), frontend=tmp_path)
    try:
        svg = picture_file(exported(), preset=PRESETS["breed"], format="svg", renderer=bare)
        assert b"@font-face" not in svg
        assert b"Arial" in svg
        pdf = picture_file(exported(), preset=PRESETS["breed"], format="pdf", renderer=bare)
        assert not any("Fira" in name for name in _fonts(pdf))
    finally:
        bare.close()
