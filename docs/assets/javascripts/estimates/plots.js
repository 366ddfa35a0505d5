/** Pictures of an estimate drawn anew on changed assumptions; loaded when the first of them moves. */
import { plot } from "./plots/curves.js";
import { bars, tornado } from "./plots/rows.js";
import * as sampling from "./plots/sampling.js";

export { bars, plot, tornado };

/** @typedef {import("./computing.js").Estimate} Estimate */

/**
 * A picture as SVG; null where there is no result to draw, so that the last one stays.
 * @param {Estimate} estimate
 * @param {string} key what the figure's `data-picture` says, such as "plot:cost"
 * @param {Record<string, number>} changed values of assumptions in their own units
 */
export function picture(estimate, key, changed = {}) {
  const [kind, name] = key.split(":");
  const entries = { plot: estimate.plots, bar: estimate.bars, tornado: estimate.decides }[kind] ?? [];
  const entry = /** @type {any} */ (entries.find((item) => item.name === name));
  if (!entry) return null;
  if (kind === "plot") return drawn(plot, sampling.plot(estimate, entry, changed));
  if (kind === "bar") return drawn(bars, sampling.bars(estimate, entry, changed));
  return drawn(tornado, sampling.tornado(estimate, entry, changed));
}

/** @template T @param {(shown: T) => string} draw @param {T | null} shown */
const drawn = (draw, shown) => shown && draw(shown);

/**
 * Draw all pictures of a page anew, beside the words that stand below them.
 * @param {ParentNode} page
 * @param {Estimate} estimate
 * @param {Record<string, number>} changed
 */
export function redraw(page, estimate, changed) {
  for (const figure of page.querySelectorAll("[data-picture]")) {
    const svg = picture(estimate, /** @type {HTMLElement} */ (figure).dataset.picture ?? "", changed);
    const old = figure.querySelector("svg");
    if (svg && old) old.outerHTML = svg;
  }
}
