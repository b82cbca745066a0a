"""The map in a real browser: every region can be reached and heard, by keyboard and under the pointer."""

from collections import deque

from playwright.sync_api import Page, expect

from dashboard.services import Services
from tests.browser.conftest import Serve

# Where each arrow leads from each region, found by pressing it there.
_WALK = """
() => {
  const walk = document.querySelector(".chart-walk.map"), plot = walk.querySelector(".js-plotly-plot");
  const line = plot.data.length - 1, found = [];
  for (let point = 0; point < line; point += 1) {
    found.push(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((key) => {
      walk.dataset.line = line;
      walk.dataset.point = point;
      walk.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      return Number(walk.dataset.point);
    }));
  }
  return found;
}
"""


def _reached(ways: list[list[int]]) -> set[int]:
    seen, todo = {0}, deque([0])
    while todo:
        for other in ways[todo.popleft()]:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def test_the_map_is_walked_and_pointed_at_region_by_region(page: Page, serve: Serve, fictional: Services) -> None:
    page.goto(f"{serve(fictional)}/regios/kaart")
    page.wait_for_selector(".js-plotly-plot .textpoint")
    walk, readout = page.locator(".chart-walk.map"), page.locator(".chart-walk.map + .readout")
    walk.focus()
    page.keyboard.press("ArrowDown")
    expect(readout).to_contain_text("Amsterdam-Amstelland: 610,9 adviesvragen per 100.000 inwoners; voorlopig")
    expect(page.locator(".hovertext")).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(readout).to_contain_text("Drenthe: ")
    page.keyboard.press("End")
    expect(readout).to_contain_text("Oost-Brabant: ")
    page.keyboard.press("ArrowUp")
    expect(readout).to_contain_text("Gelderland-Zuid: ")
    page.keyboard.press("Escape")
    expect(readout).to_have_text("")
    ways = page.evaluate(_WALK)
    assert (len(ways), _reached(ways)) == (25, set(range(25)))
    box = walk.bounding_box()
    assert box
    # The north lies above, and to the right of the middle.
    for step in (0, 2):
        page.mouse.move(box["x"] + box["width"] * 0.6 + step, box["y"] + box["height"] * 0.2)
    expect(readout).to_contain_text("Friesland: ")
