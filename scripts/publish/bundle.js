/**
 * Bundles and minifies the site's scripts and its stylesheets: `node scripts/publish/bundle.js SITE`.
 * Prints as JSON which file each source became, with paths below SITE.
 */
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const SCRIPTS = "assets/javascripts";
const STYLES = "assets/stylesheets";
/** What a page asks for by name; everything else is part of one of these or a chunk of its own. */
const ENTRIES = ["main.js", "search/worker.js"];

const site = path.resolve(process.argv[2]);
const renamed = { ...(await scripts()), ...(await styles()) };
process.stdout.write(JSON.stringify(renamed));

/** @returns {Promise<Record<string, string>>} */
async function scripts() {
  const folder = path.join(site, SCRIPTS);
  const { metafile } = await build({
    entryPoints: ENTRIES.map((entry) => path.join(folder, entry)),
    outdir: folder,
    outbase: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // Every output lies in one folder, since addresses are resolved against the file that asks.
    entryNames: "core-[name]-[hash]",
    chunkNames: "core-[name]-[hash]",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const sources = new Set(Object.keys(metafile.inputs).map((file) => path.resolve(file)));
  for (const source of sources) await rm(source);
  /** @type {Record<string, string>} */
  const found = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint) found[below(entryPoint)] ??= below(file);
  }
  return Object.fromEntries(Object.entries(found).filter(([from]) => ENTRIES.some((e) => from === `${SCRIPTS}/${e}`)));
}

/**
 * One stylesheet of all that the pages link, in their order, without rules that no page and no script can use.
 * @returns {Promise<Record<string, string>>}
 */
async function styles() {
  const page = await readFile(path.join(site, "index.html"), "utf8");
  const linked = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => path.join(site, match[1]));
  const used = await new PurgeCSS().purge({
    content: [`${site}/**/*.html`, `${site}/${SCRIPTS}/**/*.js`],
    css: linked,
    keyframes: true,
    // The theme sets these on elements while the page is read.
    dynamicAttributes: ["data-md-color-scheme", "data-md-state", "data-md-toggle", "open", "hidden", "popover"],
    defaultExtractor: (content) => content.match(/[\w-/:]+(?<!:)/g) ?? [],
  });
  const text = linked.map((file) => used.find((result) => result.file === file)?.css ?? "").join("\n");
  const all = path.join(site, STYLES, "site.css");
  await writeFile(all, text);
  const { metafile } = await build({
    entryPoints: [all],
    outdir: path.join(site, STYLES),
    entryNames: "[name]-[hash]",
    bundle: true,
    external: ["*.woff2", "*.svg"],
    minify: true,
    target: ["chrome109", "firefox115", "safari16"],
    metafile: true,
    logLevel: "warning",
  });
  const [made] = Object.keys(metafile.outputs);
  for (const file of [...linked, all]) await rm(file);
  return Object.fromEntries(linked.map((file) => [below(file), below(made)]));
}

/** @param {string} file */
function below(file) {
  return path.relative(site, path.resolve(file)).split(path.sep).join("/");
}
