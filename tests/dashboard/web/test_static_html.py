"""Components as plain HTML: every part and attribute, all text escaped, and nothing left out in silence."""

import pytest
from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.web.static_html import Element, static_html


def test_parts_stand_in_each_other_with_their_attributes() -> None:
    part = html.Div(
        [html.Label("Regio", htmlFor="regio"), html.P(["a ", html.B("b"), 3, None], className="lead")],
        id="x", tabIndex="0", **aria(label="Kies"),
    )  # fmt: skip
    assert str(static_html(part)) == (
        '<div id="x" tabindex="0" aria-label="Kies"><label for="regio">Regio</label>'
        '<p class="lead">a <b>b</b>3</p></div>'
    )


def test_text_and_attributes_are_escaped() -> None:
    part = html.A("<script>alert(1)</script>", href='/x?a=1&b="2"', title="'><b>")
    assert str(static_html(part)) == (
        '<a href="/x?a=1&amp;b=&#34;2&#34;" title="&#39;&gt;&lt;b&gt;">&lt;script&gt;alert(1)&lt;/script&gt;</a>'
    )


def test_a_form_keeps_what_is_chosen_and_what_is_hidden() -> None:
    form = html.Form(
        [
            dcc.Input(type="hidden", name="per", value="jaar"),
            html.Select([html.Option("Een", value="1", selected=True), html.Option("Twee", value="2", selected=False)]),
        ],
        action="/kerncijfers", method="get",
    )  # fmt: skip
    written = str(static_html(form))
    assert 'name="per"' in written
    assert 'type="hidden"' in written
    assert '<option selected="" value="1">Een</option><option value="2">Twee</option>' in written
    assert "</input>" not in written


def test_style_and_details() -> None:
    part = html.Details([html.Summary("s")], open=True, style={"--row": 2})
    assert str(static_html(part)) == '<details open="" style="--row: 2"><summary>s</summary></details>'


@pytest.mark.parametrize("part", [dcc.Graph(id="x"), dcc.Store(id="x"), html.Div([dcc.Location(id="x")])])
def test_what_html_has_no_element_for_is_refused(part: object) -> None:
    with pytest.raises(ValueError, match="cannot be written as HTML"):
        static_html(part)


def test_an_element_by_its_own_name_is_escaped_like_any_other_part() -> None:
    field = Element(
        "input", type="text", name="titel", value='<b>"', required=True, disabled=False, aria_describedby="h"
    )
    assert static_html(field) == (
        '<input type="text" name="titel" value="&lt;b&gt;&#34;" required="" aria-describedby="h">'
    )
    area = Element("textarea", "</textarea><script>", class_="breed", for_=None)
    assert static_html(html.P([area, 3])) == (
        '<p><textarea class="breed">&lt;/textarea&gt;&lt;script&gt;</textarea>3</p>'
    )
