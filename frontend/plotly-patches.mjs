// What we change in plotly.js while bundling it. Each edit must be found exactly once, so that a new
// version of plotly.js which reads differently stops the build instead of losing the edit silently.
import { readFileSync } from "node:fs";

const edits = [
  // A style attribute set through setAttribute is blocked by "style-src 'self'"; the CSSOM is allowed.
  {
    file: "src/lib/svg_text_utils.js",
    from: "        if(nodeSpec.style) nodeAttrs.style = nodeSpec.style;\n\n        var newNode = document.createElementNS(xmlnsNamespaces.svg, nodeType);",
    to: "        var newNode = document.createElementNS(xmlnsNamespaces.svg, nodeType);\n        if(nodeSpec.style) newNode.style.cssText = nodeSpec.style;",
  },
  {
    file: "src/traces/heatmap/plot.js",
    from: "image3.attr('style', PIXELATED_IMAGE_STYLE);",
    to: "image3.each(function() { this.style.cssText = PIXELATED_IMAGE_STYLE; });",
  },
  {
    file: "src/components/colorbar/draw.js",
    from: "            .attr('style', '')\n            .data(fillLevels);",
    to: "            .each(function() { this.style.cssText = ''; })\n            .data(fillLevels);",
  },
  {
    file: "src/components/colorbar/draw.js",
    from: "            .classed(cn.cbfill, true)\n            .attr('style', '');",
    to: "            .classed(cn.cbfill, true);",
  },
  // plotly.js 4 offers "Share chart..." by default, which sends the figure's data to its maker's server:
  // a client's data never leaves by a button in a figure. Nor do we draw maps or carry the logo.
  {
    file: "src/components/modebar/manage.js",
    from: "    if(context.showSendToCloud) commonGroup.push('sendChartToCloud');\n",
    to: "",
  },
  { file: "src/plot_api/plot_config.js", from: "'https://cloud.plotly.com/newchart'", to: "''" },
  { file: "src/plot_api/plot_config.js", from: "'https://cdn.plot.ly/un/'", to: "'none'" },
  { file: "src/components/modebar/modebar.js", from: "    a.href = 'https://plotly.com/';\n", to: "" },
];

// The attributes' descriptions are plotly's reference manual, read by nothing at run time: a tenth of the file.
const STRING = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`;
const SPACE = String.raw`(?:\s|//[^\n]*\n)*`;
const LIST = String.raw`\[${SPACE}(?:${STRING}${SPACE},?${SPACE})*\]\.join\(${STRING}\)`;
const DESCRIPTION = new RegExp(
  String.raw`(?<=[{,\s])description:${SPACE}(?:${STRING}|${LIST})${SPACE}(?=[,}])`,
  "g",
);

// What is left of it after that links to documentation; no file we serve names another host.
const DOCUMENTATION = /https:\/\/(?:plotly\.com\/javascript|github\.com\/d3)[\w./-]*/g;

const pathInPlotly = (path) => path.replaceAll("\\", "/").split("/plotly.js/").pop();

function applyEdit(text, { file, from, to }) {
  if (text.split(from).length !== 2) throw new Error(`${file}: expected exactly once: ${from}`);
  return text.replace(from, () => to);
}

function patched(path) {
  const own = edits.filter(({ file }) => file === pathInPlotly(path));
  const text = own.reduce(applyEdit, readFileSync(path, "utf8"));
  return text.replace(DESCRIPTION, "description: ''").replace(DOCUMENTATION, "");
}

export const plotlyPatches = {
  name: "plotly-patches",
  setup({ onLoad, onEnd }) {
    const seen = new Set();
    onLoad({ filter: /[\\/]plotly\.js[\\/]src[\\/].*\.js$/ }, ({ path }) => {
      seen.add(pathInPlotly(path));
      return { contents: patched(path), loader: "js" };
    });
    onEnd(() => {
      const missed = edits.filter(({ file }) => !seen.has(file));
      if (missed.length) throw new Error(`never bundled: ${missed.map(({ file }) => file)}`);
    });
  },
};
