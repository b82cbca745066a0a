"""The first HTML names what is needed, and nothing that is not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from dash import Dash

from dashboard.settings import Settings
from dashboard.web.door import open_door
from dashboard.web.index import slim_config
from tests.dashboard.web.conftest import MakeApp


def page(app: Dash, path: str = "/") -> str:
    return app.server.test_client().get(path).text


def config(html: str) -> dict[str, Any]:
    found = re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def hinted(html: str) -> list[str]:
    return re.findall(r'<link rel="preload"[^>]* href="([^"]+)"', html)


def test_the_page_names_our_plotly_and_asks_early(make_app: MakeApp) -> None:
    app = make_app()
    html = page(app)
    plotly = config(html)["plotlyjs_url"]
    assert re.fullmatch(r"/_dash-component-suites/plotly/package_data/plotly\.v[\d_]+m[0-9a-f]{16}\.min\.js", plotly)
    assert hinted(html)[:2] == ["/_dash-layout", "/_dash-dependencies"]
    assert plotly in hinted(html)
    browser = app.server.test_client()
    for address in hinted(html):
        assert browser.get(address).status_code == 200, address
    # What text can do without stands after the scripts, or it would hold them up.
    assert html.index(f'href="{plotly}"') > html.rindex('<script src="')


def test_a_page_without_a_chart_does_not_fetch_plotly(make_app: MakeApp) -> None:
    app = make_app(charts=lambda path: path == "/grafiek")
    assert any("plotly" in address for address in hinted(page(app, "/grafiek")))
    assert not any("plotly" in address or "graph" in address for address in hinted(page(app, "/tekst")))


def test_nothing_deprecated_or_meant_for_developers_is_sent(make_app: MakeApp) -> None:
    html = page(make_app())
    assert "/dash_table/" not in html
    assert not {"python_version", "dash_version_url", "validation_layout"} & set(config(html))
    assert "polyfill" not in html


def test_a_text_in_the_configuration_cannot_end_the_script() -> None:
    hostile = {"ui": False, "title": "</script><script>alert(1)</script>&"}
    script = '<script id="x">' + json.dumps(hostile).replace("<", "\\u003c") + "</script>"
    slim = slim_config(script, "/plotly.js")
    assert slim.count("</script>") == 1
    assert json.loads(slim[len('<script id="x">') : -len("</script>")])["title"] == hostile["title"]


def test_without_installed_files_dash_serves_its_own(make_app: MakeApp, tmp_path: Path) -> None:
    html = page(app := make_app(folder=tmp_path / "nothing"))
    assert "polyfill@" in html
    assert "_frontend" not in html
    assert "@font-face" not in html
    bundle = app.server.test_client().get(config(html)["plotlyjs_url"])
    assert bundle.status_code == 200
    assert len(bundle.data) > 3_000_000


def test_a_theme_may_bring_its_own_font(make_app: MakeApp, tmp_path: Path) -> None:
    html = page(make_app(Settings(theme_dir=str(tmp_path))))
    assert "@font-face" in html
    assert not any("fira" in address for address in hinted(html))


def test_a_prefix_is_kept_everywhere(tmp_path: Path, frontend: Path) -> None:
    app = Dash("prefixed", url_base_pathname="/cijfers/", include_assets_files=False)
    app.layout = []
    open_door(app, Settings(), folder=frontend)
    browser = app.server.test_client()
    html = browser.get("/cijfers/").text
    for address in [*hinted(html), config(html)["plotlyjs_url"]]:
        assert address.startswith("/cijfers/")
        assert browser.get(address).status_code == 200, address


def test_the_door_is_opened_once(make_app: MakeApp, frontend: Path) -> None:
    app = make_app()
    before = len(app.server.after_request_funcs[None])
    open_door(app, Settings(), folder=frontend)
    assert len(app.server.after_request_funcs[None]) == before
    assert page(app).count('href="/_dash-layout"') == 1


def test_two_apps_do_not_share_a_door(make_app: MakeApp, tmp_path: Path) -> None:
    small, large = make_app(), make_app(folder=tmp_path / "nothing")
    assert config(page(small))["plotlyjs_url"] != config(page(large))["plotlyjs_url"]
