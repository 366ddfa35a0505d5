/**
 * Bundles and minifies a site's scripts and its stylesheets. Reads what to do as JSON from the standard input, see
 * `Order`, and prints as JSON what became of it, see `Answer`. A broken file ends it with status 1 and esbuild's words.
 */
import { build, formatMessages, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";

/**
 * @typedef {object} Order all paths but `site` lie below it
 * @property {string} site
 * @property {string[]} pages
 * @property {string[][]} sheets groups of stylesheets, each of which becomes one
 * @property {Record<string, string>} names new paths of files by their old ones
 */
/**
 * @typedef {object} Answer
 * @property {Record<string, string>} scripts what each entry became
 * @property {string[]} sheets what each group became
 */

const SCRIPTS = "assets/javascripts";
const STYLES = "assets/stylesheets";
/** What a page asks for by name; everything else is part of one of these or a chunk of its own. */
const ENTRIES = ["main.js", "search/worker.js"];
const BROWSERS = ["chrome109", "firefox115", "safari16"];
/** Parts of the theme that this site's settings leave out, whose names stand in the theme's script nevertheless. */
const LEFT_OUT = [
  /^md-(?:annotation|code__|dialog|search-result|source|status|tooltip|typeset__(?:scrollwrap|table)|version)/,
  /^tabbed-/,
];
/** A page that is written from right to left says so itself; the theme's script only asks. */
const RIGHT_TO_LEFT = "rtl";
/** A tag with its attributes, whose values may hold a `>`. */
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
/** Attributes whose values are prose or numbers, no names. */
const PROSE = /\s(?:alt|aria-label|content|d|points|title)=(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;
const INLINE_SCRIPT = /<script(?![^>]*(?:json|text\/plain))[^>]*>.*?<\/script>/gis;
/** `:is(:hover, :focus)`: what PurgeCSS takes for a rule of no element, and so reads under another name. */
const STATES = /:(?:is|where)\((?:\s*:[\w-]+\s*,?)+\)/g;
/** Of a stylesheet larger than `LARGE` bytes at least this part is used, or what it was compared with was not read. */
const [LARGE, SMALLEST_PART] = [10_000, 0.1];

/** A finding that needs no trace of this program. */
class Refusal extends Error {}

const order = /** @type {Order} */ (JSON.parse(await text(process.stdin)));
const { site } = order;
/** Paths are given to esbuild below this folder, since it takes a star in a path for a pattern. */
const common = /** @satisfies {import("esbuild").BuildOptions} */ ({
  absWorkingDir: site,
  bundle: true,
  metafile: true,
  logLevel: "silent",
});

try {
  const made = await scripts();
  const used = await words();
  const sheets = [];
  for (const group of order.sheets) sheets.push(await stylesheet(group, used));
  for (const file of new Set(order.sheets.flat())) await rm(path.join(site, file));
  process.stdout.write(JSON.stringify({ scripts: made, sheets }));
} catch (error) {
  process.stderr.write(await explained(error));
  process.exitCode = 1;
}

/** @returns {Promise<Record<string, string>>} */
async function scripts() {
  const present = ENTRIES.filter((entry) => existsSync(path.join(site, SCRIPTS, entry)));
  if (!present.length) return {};
  const { metafile, warnings } = await build({
    ...common,
    entryPoints: present.map((entry) => `./${SCRIPTS}/${entry}`),
    outdir: SCRIPTS,
    outbase: SCRIPTS,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // Every output lies in one folder, since addresses are resolved against the file that asks.
    entryNames: "core-[name]-[hash]",
    chunkNames: "core-[name]-[hash]",
    legalComments: "none",
  });
  await refuse(warnings);
  for (const source of Object.keys(metafile.inputs)) await rm(path.join(site, source));
  /** @type {Record<string, string>} */
  const found = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint && ENTRIES.includes(path.posix.relative(SCRIPTS, entryPoint))) found[entryPoint] ??= file;
  }
  return found;
}

/** Texts in which a rule's names must stand: the tags of the pages, and the scripts. @returns {Promise<{raw: string, extension: string}[]>} */
async function words() {
  const folder = path.join(site, SCRIPTS);
  const below = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  const files = below.filter((name) => name.endsWith(".js")).sort();
  const sources = [...order.pages.map((page) => path.join(site, page)), ...files.map((name) => path.join(folder, name))];
  // As texts: a path would be read as a pattern.
  return Promise.all(
    sources.map(async (file) => {
      const raw = await readFile(file, "utf8");
      const extension = path.extname(file).slice(1);
      return { raw: extension === "html" ? markup(raw) : raw, extension };
    }),
  );
}

/** What a page says to the browser: a chapter that speaks of a warning has no box of that class. @param {string} page */
function markup(page) {
  const tags = (page.match(TAG) ?? []).map((tag) => tag.replace(PROSE, ""));
  return [...tags, ...(page.match(INLINE_SCRIPT) ?? [])].join("\n");
}

/**
 * One stylesheet of several, in their order, without rules that no page and no script can use.
 * @param {string[]} group
 * @param {{raw: string, extension: string}[]} content
 * @returns {Promise<string>} its path
 */
async function stylesheet(group, content) {
  const { outputFiles, warnings } = await build({
    ...common,
    stdin: { contents: group.map((file) => `@import ${JSON.stringify(`./${file}`)};`).join("\n"), loader: "css", resolveDir: site },
    outdir: STYLES,
    write: false,
    target: BROWSERS,
    legalComments: "none",
    plugins: [{ name: "new-names", setup: (setup) => setup.onResolve({ filter: /.*/ }, renamed) }],
  });
  await refuse(warnings);
  const [{ text: whole }] = outputFiles;
  /** @type {string[]} */
  const states = [];
  const [{ css }] = await new PurgeCSS().purge({
    content,
    css: [{ raw: whole.replace(STATES, (found) => `:states-${states.push(found) - 1}`) }],
    keyframes: true,
    variables: true,
    // Variables that a page or a script names, whatever reads them there.
    safelist: { variables: [...new Set(content.flatMap(({ raw }) => raw.match(/--[a-z][\w-]*/g) ?? []))] },
    blocklist: LEFT_OUT,
    // The theme sets these on elements while the page is read.
    dynamicAttributes: ["data-md-color-scheme", "data-md-state", "data-md-toggle", "open", "hidden", "popover"],
    extractors: [{ extensions: ["js"], extractor: (source) => names(source).filter((name) => name !== RIGHT_TO_LEFT) }],
    defaultExtractor: names,
  });
  const restored = css.replace(/:states-(\d+)/g, (_, number) => states[Number(number)]);
  const { code } = await transform(restored, { loader: "css", minify: true, target: BROWSERS, legalComments: "none" });
  if (!code.trim() || (whole.length > LARGE && code.length < whole.length * SMALLEST_PART)) {
    throw new Refusal(
      `Of the ${whole.length} bytes of ${group.join(", ")} only ${code.trim().length} are used by a page or a script; ` +
        `expected at least ${SMALLEST_PART * 100}%.`,
    );
  }
  const file = `${STYLES}/site-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.css`;
  await writeFile(path.join(site, file), code);
  return file;
}

/** @param {string} source @returns {string[]} */
function names(source) {
  return source.match(/[\w-/:]+(?<!:)/g) ?? [];
}

/**
 * Fonts and images stay files of their own, under their new names.
 * @param {import("esbuild").OnResolveArgs} asked
 * @returns {import("esbuild").OnResolveResult | undefined}
 */
function renamed({ kind, path: address, resolveDir }) {
  if (kind !== "url-token") return undefined;
  if (/^(?:[a-z]+:|\/|#)/i.test(address)) return { path: address, external: true };
  const [, name, rest] = /** @type {RegExpExecArray} */ (/^([^?#]*)(.*)$/s.exec(address));
  const old = path.relative(site, path.resolve(resolveDir, decodeURIComponent(name))).split(path.sep).join("/");
  const present = order.names[old] ?? old;
  if (!existsSync(path.join(site, present))) return { errors: [{ text: `url(${address}) names no file` }] };
  const below = path.posix.relative(STYLES, present).split("/").map(encodeURIComponent).join("/");
  return { path: below + rest, external: true };
}

/** @param {import("esbuild").Message[]} warnings */
async function refuse(warnings) {
  if (warnings.length) throw new Refusal((await formatMessages(warnings, { kind: "warning" })).join("\n"));
}

/** @param {unknown} error @returns {Promise<string>} */
async function explained(error) {
  if (error instanceof Refusal) return error.message;
  const messages = /** @type {import("esbuild").BuildFailure} */ (error).errors;
  if (messages) return (await formatMessages(messages, { kind: "error" })).join("\n");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
