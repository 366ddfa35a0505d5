/**
 * Joins the modules of a finished site into classic scripts, for browsers take no modules from the file system. Reads
 * what to do as JSON from the standard input, see `Order`; a broken file ends it with status 1 and esbuild's words.
 */
import { build } from "esbuild";
import { text } from "node:stream/consumers";

/**
 * @typedef {object} Order paths but `folder` lie below it
 * @property {string} folder
 * @property {string[]} pages scripts of pages
 * @property {string[]} workers scripts that run beside a page, and here within it
 */

const order = /** @type {Order} */ (JSON.parse(await text(process.stdin)));

/**
 * @param {string} file
 * @param {import("esbuild").BuildOptions} more
 */
function join(file, more) {
  return build({
    absWorkingDir: order.folder,
    entryPoints: [`./${file}`],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "error",
    legalComments: "none",
    ...more,
  });
}

try {
  // Where a module would ask for its own address, local.js has noted that of the script.
  for (const file of order.pages) await join(file, { define: { "import.meta.url": "pcScript" } });
  for (const file of order.workers) await join(file, { define: { self: "pcWorker" } });
} catch {
  process.exitCode = 1; // esbuild has said why
}
