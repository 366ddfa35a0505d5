/** What an estimate's pictures show on changed assumptions, as scripts/pages/plots/sampling.py computes it. */
import { bounded, evaluate, limit, moving } from "../computing.js";
import { words } from "../deciding.js";
import { show } from "../display.js";
import { valueAt } from "../flips.js";

/** @typedef {import("../computing.js").Estimate} Estimate */
/** @typedef {import("../computing.js").Computed} Computed */
/** @typedef {import("../computing.js").Result} Result */
/** @typedef {Record<string, number>} Changed values of assumptions in their own units */

const SAMPLES = 240;
const OURS = "this design";

/**
 * Results over one assumption; null where the design has no result.
 * @param {Estimate} estimate
 * @param {import("../computing.js").Plot} entry
 * @param {Changed} changed
 * @returns {import("./curves.js").Plot | null}
 */
export function plot(estimate, entry, changed) {
  const over = /** @type {import("../computing.js").Assumption} */ (estimate.assumptions.find(({ name }) => name === entry.over));
  const given = evaluate(estimate, changed);
  const chosen = given.values[entry.result];
  if (chosen === undefined) return null;
  const scale = entry.scale ?? over.scale;
  const names = [entry.result, ...(entry.rivals ?? [])];
  const values = Array.from({ length: SAMPLES + 1 }, (_, n) => valueAt(n / SAMPLES, over.range[0], over.range[1], scale));
  const computed = values.map(moving(estimate, changed, over.name, names));
  const factor = estimate.factors[entry.result];
  const ours = resultOf(estimate, entry.result);
  const curves = names
    .map((name, n) => ({
      label: n ? ownWords(resultOf(estimate, name), ours) : (entry.ours ?? OURS),
      points: values.map((value, at) => /** @type {[number, number | null]} */ ([value, name in computed[at].roots ? computed[at].roots[name] / factor : null])),
    }))
    .filter(({ points }, n) => !n || points.some(([, y]) => y !== null));
  return {
    title: entry.title,
    x_label: over.label,
    x_unit: over.unit,
    x_scale: scale,
    y_label: ours.label,
    y_unit: ours.unit,
    curves,
    chosen: [changed[over.name] ?? over.value, chosen],
    marks: marksOf(estimate, given, ours),
  };
}

/**
 * Figures that add up; null where one has no value.
 * @param {Estimate} estimate
 * @param {import("../computing.js").Bars} entry
 * @param {Changed} changed
 * @returns {import("./rows.js").Bars | null}
 */
export function bars(estimate, entry, changed) {
  const given = evaluate(estimate, changed);
  if (entry.parts.some((name) => !(name in given.values))) return null;
  const factor = estimate.factors[entry.parts[0]];
  const figures = [...estimate.assumptions, ...estimate.results];
  const parts = entry.parts.map((name) => {
    const { label } = /** @type {{label: string}} */ (figures.find((figure) => figure.name === name));
    return { label, length: given.roots[name] / factor };
  });
  const { unit } = /** @type {{unit: string}} */ (figures.find(({ name }) => name === entry.parts[0]));
  const most = entry.limit === undefined || entry.limit === null ? undefined : limit(estimate, given, entry.limit, entry.parts[0]);
  return { title: entry.title, unit, parts, limit: most === undefined ? null : most / factor };
}

/**
 * What the pivots move of the result that decides; null where it has no value.
 * @param {Estimate} estimate
 * @param {import("../computing.js").Decision} entry
 * @param {Changed} changed
 * @returns {import("./rows.js").Tornado | null}
 */
export function tornado(estimate, entry, changed) {
  const result = resultOf(estimate, entry.result);
  const rival = estimate.results.find(({ name }) => name === entry.at);
  const factor = estimate.factors[entry.result];
  /** @param {Computed} computed */
  const found = ({ roots }) => {
    if (!(entry.result in roots) || (rival && !(rival.name in roots))) return null;
    return (roots[entry.result] - (rival ? roots[rival.name] : 0)) / factor;
  };
  const computed = evaluate(estimate, changed);
  const given = found(computed);
  const at = rival ? 0 : limit(estimate, computed, entry.at, entry.result);
  if (given === null || at === undefined) return null;
  const swings = estimate.assumptions
    .filter(({ pivot }) => pivot)
    .map(({ name, label, unit, range: [low, high] }) => {
      const [at_low, at_high] = [low, high].map((end) => found(evaluate(estimate, { ...changed, [name]: end })));
      return { label, unit, low, high, at_low, at_high };
    });
  // A pivot that moves nothing here decides something else.
  const moved = swings.filter(({ at_low, at_high }) => at_low !== given || at_high !== given);
  return {
    title: `${result.label}: what moves it`,
    choice: words(entry.name),
    label: rival ? `${result.label}, minus ${ownWords(rival, result)}` : result.label,
    unit: result.unit,
    given,
    limit: at / factor,
    below: entry.below,
    above: entry.above,
    swings: moved.length ? moved : swings,
  };
}

/** @param {Estimate} estimate @param {string} name */
function resultOf(estimate, name) {
  return /** @type {Result} */ (estimate.results.find((result) => result.name === name));
}

/** @param {Estimate} estimate @param {Computed} given @param {Result} result @returns {import("./curves.js").Mark[]} */
function marksOf(estimate, given, { name, threshold, unit }) {
  const root = threshold && limit(estimate, given, threshold.at, name);
  if (!threshold || root === null || root === undefined) return [];
  const at = root / estimate.factors[name];
  return [{ axis: "y", at, words: `${bounded(threshold.keep === "below")} ${show(at, unit)}` }];
}

/** A rival's name without what the axis says already. @param {Result} rival @param {Result} ours */
function ownWords(rival, ours) {
  const rest = rival.label.startsWith(ours.label) ? rival.label.slice(ours.label.length) : rival.label;
  return rest.replace(/^[ ,:]+/, "") || rival.label;
}
