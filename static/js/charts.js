// Figures are drawn on the server. Where a figure also has its data on the page, the reader may explore
// it. Plotly is fetched when the first figure comes into view; a press of "Explore" puts it in the
// drawing's place, and another gives the drawing back. Nothing moves by itself under a reader's eyes.
// While exploring: point, tap or press the arrow keys to read values; zoom with the buttons; Escape.
//
//   <figure class="chart" data-chart="NAME">
//     <div class="chart-svg">the drawing</div>
//     <p class="chart-tools">
//       <button type="button" class="btn btn-line chart-explore" hidden>Explore</button>
//     </p>
//   </figure>
//   <script type="application/json" id="chart-NAME">{"data": [], "layout": {}, "config": {}}</script>
//   <script defer src="charts.js" data-plotly="URL of the bundle" data-plotly-css="URL of its rules">
//
// A string "var:accent" anywhere in the figure stands for the token --accent of the theme shown.
(() => {
  const SOURCES = document.currentScript.dataset;
  const EXPLORE = "Explore";
  const BACK = "Back to the drawing";
  const LOADING = "Loading the figure to explore…";
  const READY = "Point at a mark, tap it, or press the arrow keys, to read its value.";
  const NOT_LOADED =
    "The figure to explore could not be loaded. The drawing is complete without it; press again to retry.";
  const NOT_DRAWN = "This figure cannot be explored. The drawing is complete without it.";
  const MIN_HEIGHT = 320;
  const ZOOM = 1.5;
  const NEAR = "200px";

  // paper_bgcolor is the ground the figure stands on, so that label halos and saved pictures suit it.
  const AXIS = { gridcolor: "var:line", linecolor: "var:line2", zerolinecolor: "var:line2", automargin: true };
  const HOUSE_STYLE = {
    layout: {
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: "var:face", color: "var:ink", size: 14 },
      hoverlabel: {
        bgcolor: "var:sheet",
        bordercolor: "var:line2",
        font: { family: "var:face", color: "var:ink", size: 14 },
      },
      colorway: ["var:bar"],
      xaxis: AXIS,
      yaxis: AXIS,
      polar: { bgcolor: "rgba(0,0,0,0)", radialaxis: AXIS, angularaxis: AXIS },
      margin: { l: 16, r: 16, t: 40, b: 16 },
    },
  };
  const HOUSE_CONFIG = {
    displaylogo: false,
    displayModeBar: false,
    responsive: true,
    showTips: false,
  };

  const allFigures = () => document.querySelectorAll("figure.chart[data-chart]");
  const explored = () => document.querySelectorAll(".chart-plot:not([hidden])");
  const dataOf = (figure) => document.getElementById(`chart-${figure.dataset.chart}`);
  const drawingOf = (figure) => figure.querySelector(".chart-svg");
  const buttonOf = (figure) => figure.querySelector(".chart-explore");

  // -- the bundle, fetched once -------------------------------------------------------------------------

  let bundle = null;

  function loaded(element, url) {
    return new Promise((resolve, reject) => {
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => {
        element.remove();
        reject(new Error(`could not load ${url}`));
      });
      document.head.append(element);
    });
  }

  function loadScript(url) {
    return loaded(Object.assign(document.createElement("script"), { src: url }), url);
  }

  // Plotly looks for this id; with this class it writes no rules into the page, which the CSP would refuse.
  function loadStyles(url) {
    const id = "plotly.js-style-global";
    if (document.getElementById(id)) return Promise.resolve();
    const link = document.createElement("link");
    Object.assign(link, { id, className: "no-inline-styles", rel: "stylesheet", href: url });
    return loaded(link, url);
  }

  function loadPlotly() {
    bundle ??= loadStyles(SOURCES.plotlyCss)
      .then(() => loadScript(SOURCES.plotly))
      .catch((error) => {
        bundle = null;
        throw error;
      });
    return bundle;
  }

  // -- the figure, in the colours of the theme ----------------------------------------------------------

  function tokenValue(name) {
    const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    if (!value) throw new Error(`no such token: ${name}`);
    return value;
  }

  function themed(value) {
    if (typeof value === "string") return value.startsWith("var:") ? tokenValue(value.slice(4)) : value;
    if (Array.isArray(value)) return value.map(themed);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, themed(part)]));
  }

  function groundOf(element) {
    const colour = getComputedStyle(element).backgroundColor;
    const clear = colour === "transparent" || colour === "rgba(0, 0, 0, 0)";
    return clear && element.parentElement ? groundOf(element.parentElement) : colour;
  }

  // The height is the element's: Plotly forgets a height of the layout when the window changes.
  function layoutOf(figure, { height, ...layout } = {}) {
    const own = { template: HOUSE_STYLE, paper_bgcolor: groundOf(figure), uirevision: 1, ...layout };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) delete own.transition;
    return own;
  }

  const readFigure = (figure) => JSON.parse(dataOf(figure).textContent);

  function themedFigure(figure) {
    const { data, layout, config } = readFigure(figure);
    return {
      data: themed(data),
      layout: themed(layoutOf(figure, layout)),
      config: { ...HOUSE_CONFIG, ...config },
    };
  }

  // react() draws the first time and redraws in place afterwards; uirevision keeps the zoom.
  function draw(plot) {
    return Plotly.react(plot, themedFigure(plot.closest("figure.chart")));
  }

  // -- reading and zooming without a mouse --------------------------------------------------------------

  const FLAT = ["bar", "heatmap", "scatter"];
  const isFlat = (plot) => plot.data.every((trace) => FLAT.includes(trace.type));
  const countOf = (trace) => Math.max(trace.x?.length ?? 0, trace.y?.length ?? 0, trace.r?.length ?? 0);

  // Names stand at 0, 1, 2 along their axis, numbers where they are.
  const placeOf = (values, at) => (typeof values?.[at] === "number" ? values[at] : at);

  function pointsOf(trace, curveNumber) {
    if (trace.type !== "heatmap") {
      return Array.from({ length: countOf(trace) }, (_, pointNumber) => ({ curveNumber, pointNumber }));
    }
    return trace.z.flatMap((row, y) =>
      [...row.keys()]
        .filter((x) => row[x] !== null)
        .map((x) => ({ curveNumber, xval: placeOf(trace.x, x), yval: placeOf(trace.y, y) })),
    );
  }

  // Nodes and links of a Sankey diagram take no point: they are pointed at.
  function marksOf(plot) {
    const nodes = [...plot.querySelectorAll(".sankey-node .node-rect, .sankey-link")];
    if (nodes.length) return nodes;
    return plot.data.flatMap(pointsOf);
  }

  function pointAt(plot, mark) {
    if (mark instanceof Element) {
      const { left, top, width, height } = mark.getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
      for (const kind of ["mouseover", "mousemove"]) mark.dispatchEvent(new MouseEvent(kind, at));
      return;
    }
    Plotly.Fx.hover(plot, [mark], plot.data[mark.curveNumber].type === "scatterpolar" ? "polar" : "xy");
  }

  function linesOf(text) {
    const lines = [...text.querySelectorAll("tspan.line")];
    return (lines.length ? lines : [text]).map((line) => line.textContent.trim()).join(", ");
  }

  const readOut = (plot) =>
    [...plot.querySelectorAll(".hoverlayer .hovertext text")].map(linesOf).filter(Boolean).join(": ");

  function walk(plot, by) {
    const marks = marksOf(plot);
    if (!marks.length) return;
    const at = plot.dataset.at === undefined ? (by > 0 ? 0 : -1) : Number(plot.dataset.at) + by;
    const next = (at + marks.length) % marks.length;
    const before = marks[Number(plot.dataset.at)];
    if (before instanceof Element) before.dispatchEvent(new MouseEvent("mouseout", { bubbles: true }));
    plot.dataset.at = next;
    pointAt(plot, marks[next]);
    setTimeout(() => say(plot.closest("figure.chart"), readOut(plot)), 80);
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  function onKey(event) {
    const plot = event.currentTarget;
    if (event.key === "Escape") {
      leave(plot.closest("figure.chart"));
      buttonOf(plot.closest("figure.chart") ?? document).focus();
    } else if (STEPS[event.key]) {
      event.preventDefault();
      walk(plot, STEPS[event.key]);
    }
  }

  function zoom(plot, factor) {
    const ranges = {};
    for (const axis of ["xaxis", "yaxis"]) {
      const [low, high] = plot.layout[axis].range;
      const middle = (low + high) / 2;
      ranges[`${axis}.range`] = [low, high].map((end) => middle + (end - middle) / factor);
    }
    return Plotly.relayout(plot, ranges);
  }

  async function showAll(plot) {
    Plotly.purge(plot);
    await draw(plot);
  }

  const CONTROLS = [
    ["Zoom in", (plot) => zoom(plot, ZOOM)],
    ["Zoom out", (plot) => zoom(plot, 1 / ZOOM)],
    ["Show all", showAll],
  ];

  function addControls(figure, plot) {
    if (!isFlat(plot)) return;
    const group = document.createElement("span");
    group.className = "chart-zoom";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Zoom");
    for (const [name, act] of CONTROLS) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      button.className = "btn btn-line";
      button.addEventListener("click", () => act(plot).catch(console.error));
      group.append(button);
    }
    buttonOf(figure).after(group);
  }

  // -- the page -----------------------------------------------------------------------------------------

  function say(figure, text) {
    figure.querySelector(".chart-status").textContent = text;
  }

  function addStatus(figure) {
    const status = document.createElement("span");
    status.className = "chart-status";
    status.setAttribute("role", "status");
    buttonOf(figure).after(status);
  }

  function addPlot(figure) {
    const drawing = drawingOf(figure);
    const plot = document.createElement("div");
    plot.className = "chart-plot";
    const height = readFigure(figure).layout?.height ?? drawing.getBoundingClientRect().height;
    plot.style.height = `${Math.max(MIN_HEIGHT, Math.round(height))}px`;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", "figure to explore");
    plot.tabIndex = 0;
    plot.addEventListener("keydown", onKey);
    plot.setAttribute("aria-label", drawing.querySelector("title")?.textContent ?? figure.dataset.chart);
    drawing.after(plot);
    return plot;
  }

  // Wording and state of the button; `hidden` on the drawing is lifted again on paper by the stylesheet.
  function showExplored(figure, isExplored) {
    const button = buttonOf(figure);
    drawingOf(figure).hidden = isExplored;
    button.setAttribute("aria-pressed", String(isExplored));
    button.textContent = isExplored ? BACK : EXPLORE;
    say(figure, isExplored ? READY : "");
  }

  function leave(figure) {
    const plot = figure.querySelector(".chart-plot");
    figure.querySelector(".chart-zoom")?.remove();
    if (plot) {
      if (window.Plotly) Plotly.purge(plot);
      plot.remove();
    }
    showExplored(figure, false);
  }

  async function explore(figure) {
    say(figure, LOADING);
    try {
      await loadPlotly();
    } catch (error) {
      console.error(error);
      say(figure, NOT_LOADED);
      return;
    }
    try {
      const plot = addPlot(figure);
      showExplored(figure, true);
      await draw(plot);
      addControls(figure, plot);
    } catch (error) {
      console.error(error);
      leave(figure);
      say(figure, NOT_DRAWN);
    }
  }

  async function toggle(figure) {
    if (figure.ariaBusy === "true") return;
    if (buttonOf(figure).getAttribute("aria-pressed") === "true") {
      leave(figure);
      return;
    }
    figure.ariaBusy = "true";
    await explore(figure);
    figure.ariaBusy = "false";
  }

  // What is about to be looked at can be explored at once, unless the reader saves on data.
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      const fetchIt = () => loadPlotly().catch(() => {}); // said when it is asked for
      window.requestIdleCallback ? requestIdleCallback(fetchIt, { timeout: 3000 }) : setTimeout(fetchIt, 500);
    },
    { rootMargin: NEAR },
  );

  // A figure without data on the page keeps its button hidden.
  function prepare() {
    for (const figure of allFigures()) {
      const button = buttonOf(figure);
      if (!button?.hidden || !dataOf(figure)) continue;
      addStatus(figure);
      button.setAttribute("aria-pressed", "false");
      button.hidden = false;
      if (!navigator.connection?.saveData) watcher.observe(figure);
    }
  }

  prepare();
  document.addEventListener("htmx:load", prepare);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".chart-explore");
    if (button) toggle(button.closest("figure.chart"));
  });

  // Plotly listens to the window for each plot; a swapped-out one must let go.
  document.addEventListener("htmx:beforeCleanupElement", ({ detail }) => {
    if (detail.elt.matches?.(".chart-plot") && window.Plotly) Plotly.purge(detail.elt);
  });

  new MutationObserver(() => explored().forEach((plot) => draw(plot).catch(console.error))).observe(
    document.documentElement,
    { attributes: true, attributeFilter: ["data-bs-theme"] },
  );
})();
