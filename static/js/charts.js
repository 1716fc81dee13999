// Figures are drawn on the server. Where a figure also has its data on the page, the reader may explore
// it: Plotly is fetched at the first press of "Explore", takes the drawing's place, and gives it back.
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
  const READY = "Point at a mark, or tap it, to read its value.";
  const NOT_LOADED =
    "The figure to explore could not be loaded. The drawing is complete without it; press again to retry.";
  const NOT_DRAWN = "This figure cannot be explored. The drawing is complete without it.";
  const MIN_HEIGHT = 320;

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
      modebar: { bgcolor: "rgba(0,0,0,0)", color: "var:ink3", activecolor: "var:ink" },
      colorway: ["var:bar"],
      xaxis: AXIS,
      yaxis: AXIS,
      polar: { bgcolor: "rgba(0,0,0,0)", radialaxis: AXIS, angularaxis: AXIS },
      margin: { l: 16, r: 16, t: 40, b: 16 },
    },
  };
  const HOUSE_CONFIG = {
    displaylogo: false,
    displayModeBar: true,
    responsive: true,
    showTips: false,
    modeBarButtonsToRemove: ["lasso2d", "select2d"],
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
    const image = { filename: figure.dataset.chart, format: "png", scale: 2 };
    return {
      data: themed(data),
      layout: themed(layoutOf(figure, layout)),
      config: { ...HOUSE_CONFIG, toImageButtonOptions: image, ...config },
    };
  }

  // react() draws the first time and redraws in place afterwards; uirevision keeps the zoom.
  function draw(plot) {
    return Plotly.react(plot, themedFigure(plot.closest("figure.chart")));
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
    plot.setAttribute("role", "group");
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

  // A figure without data on the page keeps its button hidden.
  function prepare() {
    for (const figure of allFigures()) {
      const button = buttonOf(figure);
      if (!button?.hidden || !dataOf(figure)) continue;
      addStatus(figure);
      button.setAttribute("aria-pressed", "false");
      button.hidden = false;
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
