// The traces our figures use, and nothing else. "scatter" is part of the core.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/scatterpolar"),
  require("plotly.js/lib/sankey"),
]);

module.exports = Plotly;
