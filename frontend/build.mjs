// Writes what others made and we serve: Bootstrap, the font, our plotly.js bundle with its stylesheet,
// their licences, and static/vendor/VERSIONS. Needed only to take a new version; see README.md.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { plotlyPatches } from "./plotly-patches.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "..", "static");
const MODULES = join(HERE, "node_modules");
const FONTS = ["latin-400", "latin-600", "latin-ext-400", "latin-ext-600"].map(
  (cut) => `source-sans-3-${cut}-normal.woff2`,
);

const read = (...parts) => readFileSync(join(...parts), "utf8");
const write = (path, text) => writeFileSync(join(STATIC, path), text);
const copy = (from, to) => copyFileSync(join(MODULES, from), join(STATIC, to));
const manifest = (name) => JSON.parse(read(MODULES, name, "package.json"));

// No source map is served, and Django's manifest storage refuses a file that names a missing one.
const withoutSourceMap = (css) => css.replace(/\n?\/\*# sourceMappingURL=.*?\*\/\s*$/, "\n");

function writeBootstrap() {
  const css = read(MODULES, "bootstrap/dist/css/bootstrap.min.css");
  write("vendor/bootstrap.min.css", withoutSourceMap(css));
  copy("bootstrap/LICENSE", "vendor/bootstrap-LICENSE.txt");
}

function writeFont() {
  for (const file of FONTS) copy(`@fontsource/source-sans-3/files/${file}`, `fonts/${file}`);
  copy("@fontsource/source-sans-3/LICENSE", "fonts/OFL.txt");
}

function writePlotlyStyles() {
  const { version } = manifest("plotly.js");
  const head = `/*! plotly.js v${version}, Plotly, Inc., MIT licence: the rules it would write into the page itself */\n`;
  write("css/plotly.css", head + read(MODULES, "plotly.js/dist/plotly.css").trim() + "\n");
}

async function writePlotly() {
  const { version } = manifest("plotly.js");
  const { metafile } = await build({
    absWorkingDir: HERE,
    entryPoints: ["plotly-headwater.cjs"],
    outfile: join(STATIC, "vendor/plotly-headwater.min.js"),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    target: "es2020",
    metafile: true,
    legalComments: "none",
    banner: { js: `/*! plotly.js v${version} and parts, licences in plotly-headwater-LICENSES.txt */` },
    define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
    loader: { ".css": "empty" },
    plugins: [plotlyPatches],
  });
  write("vendor/plotly-headwater-LICENSES.txt", licencesOf(bundledPackages(metafile)));
}

function bundledPackages({ outputs }) {
  const { inputs } = Object.values(outputs)[0];
  const written = Object.keys(inputs).filter((path) => path.endsWith("js") && inputs[path].bytesInOutput > 0);
  const names = written.map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[0]);
  return [...new Set(names.filter(Boolean))].sort();
}

function licencesOf(folders) {
  return folders.map((folder) => licenceOf(join(HERE, folder))).join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(read(folder, "package.json"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? read(folder, file).trim() : `By ${author?.name ?? author}; the package has no licence file.`;
  return `${name} ${version}, ${license}\n\n${text}\n`;
}

const FILES = [
  ["bootstrap", "vendor/bootstrap.min.css", "MIT", "vendor/bootstrap-LICENSE.txt"],
  ["plotly.js", "vendor/plotly-headwater.min.js", "MIT", "vendor/plotly-headwater-LICENSES.txt"],
  ["plotly.js", "css/plotly.css", "MIT", "vendor/plotly-headwater-LICENSES.txt"],
  ...FONTS.map((file) => ["@fontsource/source-sans-3", `fonts/${file}`, "OFL-1.1", "fonts/OFL.txt"]),
];

function writeVersions() {
  const sha256 = (path) => createHash("sha256").update(readFileSync(join(STATIC, path))).digest("hex");
  const rows = FILES.map(([name, path, licence, text]) =>
    [path, name, manifest(name).version, sha256(path), licence, text].join(" "),
  );
  const head = "# file name version sha256 licence licence-text; paths from static/; written by frontend/build.mjs";
  write("vendor/VERSIONS", [head, ...rows, ""].join("\n"));
}

for (const folder of ["vendor", "fonts", "css"]) mkdirSync(join(STATIC, folder), { recursive: true });
writeBootstrap();
writeFont();
writePlotlyStyles();
await writePlotly();
writeVersions();
