// Walking over a map by keyboard, and writing beneath it what the pointer is on.
(function () {
  "use strict";

  const KEYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const STEPS = { PageDown: 1, PageUp: -1 };

  const spoken = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;
  const signs = (plot) => plot.data[plot.data.length - 1];

  // The nearest region more that way than to the side; where there is none, the nearest that lies further that way.
  function neighbour(points, here, [dx, dy]) {
    let best = null;
    points.x.forEach((x, other) => {
      const right = x - points.x[here];
      const up = points.y[other] - points.y[here];
      const ahead = right * dx + up * dy;
      const aside = Math.abs(right * dy) + Math.abs(up * dx);
      if (other === here || ahead <= 0) return;
      const straight = ahead >= aside;
      const far = Math.hypot(right, up);
      if (!best || (straight && !best.straight) || (straight === best.straight && far < best.far)) {
        best = { other, straight, far };
      }
    });
    return best ? best.other : here;
  }

  function wanted(walk, points, key) {
    const last = points.x.length - 1;
    const begun = walk.dataset.line !== undefined;
    const here = begun ? Number(walk.dataset.point) : 0;
    if (key === "Home") return 0;
    if (key === "End") return last;
    if (!begun) return 0;
    if (STEPS[key]) return Math.max(0, Math.min(last, here + STEPS[key]));
    return neighbour(points, here, KEYS[key]);
  }

  document.addEventListener("keydown", function (event) {
    const walk = event.target.closest && event.target.closest(".chart-walk.map");
    const plot = walk && walk.querySelector(".js-plotly-plot");
    if (!plot || !plot.data || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!KEYS[event.key] && !STEPS[event.key] && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const points = signs(plot);
    const point = wanted(walk, points, event.key);
    walk.dataset.line = plot.data.length - 1;
    walk.dataset.point = point;
    window.Plotly.Fx.hover(plot, [{ curveNumber: plot.data.length - 1, pointNumber: point }]);
    walk.parentElement.querySelector(".readout").textContent = spoken(points.customdata[point]);
  });

  // Each region is a trace of its own, and its sign the point at the same place in the last one.
  document.addEventListener("pointerover", function (event) {
    const walk = event.target.closest && event.target.closest(".chart-walk.map");
    const plot = walk && walk.querySelector(".js-plotly-plot");
    if (!plot || !plot.on || plot.dataset.told) return;
    plot.dataset.told = "true";
    plot.on("plotly_hover", function (found) {
      const { curveNumber, pointNumber } = found.points[0];
      const place = curveNumber === plot.data.length - 1 ? pointNumber : curveNumber;
      walk.parentElement.querySelector(".readout").textContent = spoken(signs(plot).customdata[place]);
    });
  });
})();
