"""Compressed answers say the same, files are compressed once, and nobody gets what he cannot read."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from dashboard.web import compression
from dashboard.web.bundle import plotly_script
from dashboard.web.compression import Compressor
from tests.dashboard.web.conftest import ADDRESSES, MakeApp

DECODE: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: lambda content: content,
}
LARGE = ("layout", "callbacks", "our style", "our style, plain", "plotly", "part of Dash")


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("kind", LARGE)
def test_a_compressed_answer_decodes_to_the_same(make_app: MakeApp, kind: str, encoding: str) -> None:
    browser = make_app().server.test_client()
    plain = browser.get(ADDRESSES[kind])
    packed = browser.get(ADDRESSES[kind], headers={"Accept-Encoding": encoding})
    assert plain.content_encoding is None
    assert DECODE[packed.content_encoding](packed.data) == plain.data
    assert packed.content_length == len(packed.data)
    if len(plain.data) >= compression.SMALLEST:
        assert packed.content_encoding == encoding
        assert len(packed.data) < len(plain.data) / 2
        assert "Accept-Encoding" in plain.vary
        assert "Accept-Encoding" in packed.vary
        assert plain.headers.get("ETag") != packed.headers.get("ETag") or packed.headers.get("ETag") is None


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("*", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("deflate", None),
        ("identity, br;q=0, gzip;q=0", None),
        ("", None),
    ],
)
def test_the_browser_chooses(make_app: MakeApp, accepted: str, encoding: str | None) -> None:
    answer = make_app().server.test_client().get("/", headers={"Accept-Encoding": accepted})
    assert answer.content_encoding == encoding
    assert b"</html>" in DECODE[encoding](answer.data)


def test_a_small_answer_and_a_font_go_as_they_are(make_app: MakeApp) -> None:
    browser = make_app().server.test_client()
    accept = {"Accept-Encoding": "br"}
    assert browser.get("/assets/geen.css", headers=accept).content_encoding is None
    font = browser.get("/").text.split('href="/_frontend/fira')[1].split('"')[0]
    assert browser.get(f"/_frontend/fira{font}", headers=accept).content_encoding is None


def test_a_file_is_compressed_once_and_a_page_each_time(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    original = compression.compress

    def counted(content: bytes, encoding: str, effort: int) -> bytes:
        done.append(effort)
        return original(content, encoding, effort)

    monkeypatch.setattr(compression, "compress", counted)
    browser = make_app().server.test_client()
    for _ in range(3):
        browser.get(ADDRESSES["our style"], headers={"Accept-Encoding": "br"})
        browser.get("/_dash-layout", headers={"Accept-Encoding": "br"})
    assert done.count(compression.FIRST_USE) == 1
    assert done.count(compression.EACH_ANSWER) == 3


def test_what_was_compressed_at_set_up_is_found_by_its_content(
    make_app: MakeApp, frontend: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Compressor(frontend / "compressed").precompress(plotly_script(frontend))
    monkeypatch.setattr(compression, "compress", lambda *_: pytest.fail("compressed again"))
    answer = make_app().server.test_client().get(ADDRESSES["plotly"], headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data) == plotly_script(frontend)


def test_other_content_never_gets_an_old_compression(frontend: Path) -> None:
    compressor = Compressor(frontend / "compressed")
    compressor.precompress(b"a" * 5000)
    assert brotli.decompress(compressor.best(b"b" * 5000, "br")) == b"b" * 5000
