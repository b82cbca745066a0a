// Walking over a tile map by keyboard, and saying in full what stands under the cursor.
(function () {
  "use strict";

  // Which edge of a tile is passed, along which axis, and which way.
  const KEYS = {
    ArrowRight: { axis: "x", sign: 1 },
    ArrowLeft: { axis: "x", sign: -1 },
    ArrowDown: { axis: "y", sign: 1 },
    ArrowUp: { axis: "y", sign: -1 },
  };

  const tileOf = (target) => (target instanceof Element ? target.closest(".tile-map .tile") : null);
  const tilesOf = (tile) => Array.from(tile.closest(".tile-map").querySelectorAll(".tile"));

  // Where a tile is now: the map may be a list.
  function placed(tile) {
    const box = tile.getBoundingClientRect();
    return {
      x: { low: box.left, high: box.right, middle: (box.left + box.right) / 2 },
      y: { low: box.top, high: box.bottom, middle: (box.top + box.bottom) / 2 },
    };
  }

  // The nearest tile straight on, over empty places; where there is none, the nearest that lies further that way.
  function neighbour(tile, { axis, sign }) {
    const here = placed(tile);
    const across = axis === "x" ? "y" : "x";
    const edge = sign > 0 ? here[axis].high : here[axis].low;
    let best = null;
    tilesOf(tile).forEach((other) => {
      const there = placed(other);
      if (other === tile || (there[axis].middle - edge) * sign <= 0) return;
      const straight = there[across].low < here[across].high && there[across].high > here[across].low;
      const far = Math.hypot(there.x.middle - here.x.middle, there.y.middle - here.y.middle);
      // Equal distances differ by parts of a pixel; then the first in reading order is meant.
      if (!best || (straight && !best.straight) || (straight === best.straight && far < best.far - 1)) {
        best = { other, straight, far };
      }
    });
    return best && best.other;
  }

  function wanted(tile, key) {
    if (key === "Home") return tilesOf(tile)[0];
    if (key === "End") return tilesOf(tile).pop();
    return neighbour(tile, KEYS[key]);
  }

  // The tile under the pointer, else the one with the focus, else nothing.
  function say(map, tile) {
    const said = tile || map.querySelector(".tile:focus");
    map.querySelector(".readout").textContent = said ? said.getAttribute("aria-label") : "";
  }

  document.addEventListener("keydown", function (event) {
    const tile = tileOf(event.target);
    if (!tile || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (!KEYS[event.key] && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const next = wanted(tile, event.key);
    if (next) next.focus();
  });

  document.addEventListener("focusin", function (event) {
    const tile = tileOf(event.target);
    if (!tile) return;
    // The Tab key comes back to the tile where it left.
    tilesOf(tile).forEach((other) => { other.tabIndex = other === tile ? 0 : -1; });
    say(tile.closest(".tile-map"), tile);
  });

  document.addEventListener("focusout", function (event) {
    const tile = tileOf(event.target);
    if (tile && !tileOf(event.relatedTarget)) say(tile.closest(".tile-map"), tile.matches(":hover") ? tile : null);
  });

  document.addEventListener("pointerover", function (event) {
    const tile = tileOf(event.target);
    if (tile) say(tile.closest(".tile-map"), tile);
  });

  document.addEventListener("pointerout", function (event) {
    const tile = tileOf(event.target);
    if (tile && tileOf(event.relatedTarget) !== tile) say(tile.closest(".tile-map"), null);
  });
})();
