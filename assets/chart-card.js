// What a chart card does in the browser: walk through the points by keyboard, make pictures, copy the link.
(function () {
  "use strict";

  const spoken = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;

  // ---- walking through the points ------------------------------------------------------------------------
  // Along the points of a line, and from line to line; in a chart of rows the points lie below each other.
  const KEYS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const ROW_KEYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function clamp(value, last) {
    return Math.max(0, Math.min(last, value));
  }

  function isKnown(trace, point) {
    const value = (trace.orientation === "h" ? trace.x : trace.y)[point];
    return value !== null && value !== undefined;
  }

  // Every line of a card, without what only stands in the key and has no words: those of its one chart, or of the small charts that stand side by side in it.
  function linesOf(walk) {
    return [...walk.querySelectorAll(".js-plotly-plot")].flatMap((plot) =>
      (plot.data || []).map((trace, curve) => ({ plot, trace, curve })).filter((line) => line.trace.customdata));
  }

  const plotsOf = (lines) => new Set(lines.map((line) => line.plot));

  // A line begins at its newest figure, rows at the first.
  function start(walk, trace, last) {
    if (walk.classList.contains("rows")) return 0;
    let point = last;
    while (point > 0 && !isKnown(trace, point)) point -= 1;
    return point;
  }

  // The same period on another line: one that is broken has a place more there, and one may end earlier.
  function placeOn(from, to, point) {
    if (from === to || from.orientation === "h") return point;
    const place = to.x.indexOf(from.x[point]);
    return place < 0 ? clamp(point, to.x.length - 1) : place;
  }

  function show(walk, lines, line, point) {
    const { plot, trace, curve } = lines[line];
    walk.dataset.line = line;
    walk.dataset.point = point;
    plotsOf(lines).forEach((other) => { if (other !== plot) window.Plotly.Fx.unhover(other); });
    if (isKnown(trace, point)) {
      window.Plotly.Fx.hover(plot, [{ curveNumber: curve, pointNumber: point }]);
    } else {
      window.Plotly.Fx.unhover(plot);
    }
    walk.parentElement.querySelector(".readout").textContent = spoken(trace.customdata[point]);
  }

  function leave(walk, lines) {
    plotsOf(lines).forEach((plot) => window.Plotly.Fx.unhover(plot));
    walk.parentElement.querySelector(".readout").textContent = "";
    delete walk.dataset.line;
  }

  document.addEventListener("keydown", function (event) {
    const walk = event.target.closest && event.target.closest(".chart-walk");
    const lines = walk ? linesOf(walk) : [];
    if (!lines.length || event.ctrlKey || event.altKey || event.metaKey) return;
    // On a map the arrows point somewhere: see kaart.js.
    if (walk.classList.contains("map") && event.key !== "Escape") return;
    if (event.key === "Escape") return leave(walk, lines);
    const begun = walk.dataset.line !== undefined;
    let line = begun ? Number(walk.dataset.line) : 0;
    const here = lines[line].trace;
    const points = here.x.length - 1;
    let point = begun ? Number(walk.dataset.point) : start(walk, here, points);
    const keys = walk.classList.contains("rows") ? ROW_KEYS : KEYS;
    if (event.key === "Home") point = 0;
    else if (event.key === "End") point = points;
    else if (keys[event.key]) {
      if (begun) {
        line = clamp(line + keys[event.key][0], lines.length - 1);
        point = placeOn(here, lines[line].trace, clamp(point + keys[event.key][1], points));
      }
    } else return;
    event.preventDefault();
    show(walk, lines, line, point);
  });

  document.addEventListener("focusout", function (event) {
    const walk = event.target.closest && event.target.closest(".chart-walk");
    if (walk) leave(walk, linesOf(walk));
  });

  // ---- print ---------------------------------------------------------------------------------------------
  // A chart keeps the width of the screen unless told otherwise, and a closed table would be missing.
  const PRINT = { width: 640, height: 360, autosize: false };
  const SMALL = { width: 300, height: 176 };
  const SCREEN = { width: null, height: null, autosize: true };
  const closed = [];

  // A chart of rows is as high as its rows need, on paper too; a map is as high as it is wide; small charts stand two
  // beside each other.
  function everyPlot(change) {
    document.querySelectorAll(".chart-walk .js-plotly-plot").forEach((plot) => {
      const rows = plot.closest(".rows") ? { height: plot.layout.height } : plot.closest(".map") ? { height: change.width } : {};
      const small = change === PRINT && plot.closest(".multiples") ? SMALL : {};
      if (plot.data) window.Plotly.relayout(plot, Object.assign({}, change, rows, small));
    });
  }

  // A browser prints a pattern as an image, of megabytes for one chart: on paper each striped bar has lines of its own.
  const STRIPE = 7;
  const striped = [];

  // The lines that rise to the right within a box, as the pattern draws them; along the edges a line is cut short.
  function stripes({ x, y, width, height }) {
    let path = "";
    for (let far = STRIPE; far < width + height; far += STRIPE) {
      const [left, top] = [Math.max(0, far - height), Math.max(0, far - width)];
      path += `M${x + left},${y + far - left}L${x + far - top},${y + top}`;
    }
    return path;
  }

  function drawStripes() {
    document.querySelectorAll(".chart-walk .barlayer .point > path").forEach((bar) => {
      if (!bar.style.fill.includes("url(")) return;
      const lines = document.createElementNS("http://www.w3.org/2000/svg", "path");
      lines.setAttribute("d", stripes(bar.getBBox()));
      lines.setAttribute("class", "stripes");
      bar.after(lines);
      striped.push({ bar, lines, fill: bar.style.fill });
      bar.style.fill = "rgb(255, 255, 255)";
    });
  }

  function dropStripes() {
    striped.splice(0).forEach(({ bar, lines, fill }) => {
      lines.remove();
      bar.style.fill = fill;
    });
  }

  window.addEventListener("beforeprint", function () {
    dropStripes();
    everyPlot(PRINT);
    drawStripes();
    document.querySelectorAll("details:not([open]):not(.figures details)").forEach((part) => {
      part.open = true;
      closed.push(part);
    });
  });

  window.addEventListener("afterprint", function () {
    dropStripes();
    everyPlot(SCREEN);
    closed.splice(0).forEach((part) => { part.open = false; });
  });

  // ---- pictures and links --------------------------------------------------------------------------------
  function keep(kind, picture, id) {
    const size = { width: picture.layout.width, height: picture.layout.height };
    // Twice the pixels, so that a PNG stays sharp in print.
    const options = Object.assign({ format: kind, filename: id.card, scale: kind === "png" ? 2 : 1 }, size);
    return window.Plotly.downloadImage({ data: picture.data, layout: picture.layout }, options).then(
      (name) => "Bewaard: " + name,
      () => "Het maken van de afbeelding is niet gelukt. Probeer het opnieuw, of neem de CSV.",
    );
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    chartCard: {
      png: (clicks, picture, id) => keep("png", picture, id),
      svg: (clicks, picture, id) => keep("svg", picture, id),
      copyLink: function () {
        const refused = "Kopiëren mag niet in deze browser. Kopieer het adres uit de adresbalk.";
        // A browser offers its clipboard only to pages it calls secure.
        if (!navigator.clipboard) return refused;
        return navigator.clipboard.writeText(window.location.href).then(() => "Link gekopieerd.", () => refused);
      },
    },
  });
})();
