/** What an estimate decides, in words, as scripts/pages/deciding.py says it. */
import { bounded, limit } from "./computing.js";
import { show } from "./display.js";

/** @typedef {import("./scenario.js").Scenario} Scenario */
/** @typedef {import("./flips.js").Flip} Flip */
/** @typedef {import("./computing.js").Decision} Decision */
/** @typedef {import("./computing.js").Result} Result */
/** @typedef {import("./computing.js").Threshold} Threshold */
/**
 * @typedef {object} Row a decision or a limit
 * @property {string} what its name
 * @property {string} now the choice, or the state of the limit
 * @property {string} because the figures from which that follows
 * @property {string} otherwise the other choice, or what it means when the limit is crossed
 * @property {string[]} turns what would turn the choice: a line that leads in, then each pivot with its value now and where it flips
 * @property {string} result the result that decides
 * @property {string} said in one sentence
 */

/** What is said of a limit that is not crossed. */
export const KEPT = "Kept.";
/** What is said of a decision that stands whatever one pivot is. */
const NOTHING = "No single pivot turns it within its range.";

/**
 * The decisions of an estimate, then its limits.
 * @param {Scenario} scenario
 * @param {boolean} [given] on the chapter's values
 * @param {Flip[]} [found] where the decisions flip, which takes a moment to find
 * @returns {Row[]}
 */
export function rows(scenario, given = false, found = []) {
  const { decides, results } = scenario.estimate;
  const limits = results.filter(({ threshold }) => threshold);
  return [
    ...decides.map((entry) => decision(scenario, entry, given, found.filter((flip) => flip.decision === entry.name))),
    ...limits.map((result) => kept(scenario, result, /** @type {Threshold} */ (result.threshold), given)),
  ];
}

/** @param {Scenario} scenario @param {Decision} entry @param {boolean} given @param {Flip[]} found @returns {Row} */
function decision(scenario, entry, given, found) {
  const { estimate } = scenario;
  const result = /** @type {Result} */ (estimate.results.find(({ name }) => name === entry.result));
  const computed = given ? scenario.given : scenario.computed;
  const root = limit(estimate, computed, entry.at, entry.result) ?? NaN;
  const side = computed.roots[entry.result] < root ? "below" : "above";
  const figures = [...estimate.assumptions, ...estimate.results];
  const line = at(scenario, entry.at, result, given);
  const other = figures.find(({ name }) => name === entry.at);
  const against = other ? `“${other.label}”, which is ${line}.` : `the limit of ${line}.`;
  return {
    what: words(entry.name),
    now: entry[side],
    because: `“${result.label}” is ${scenario.print(result.name, given)}, ${side} ${against}`,
    otherwise: entry[side === "below" ? "above" : "below"],
    turns: turns(scenario, found),
    result: result.name,
    said: `${words(entry.name)}: ${entry[side]}`,
  };
}

/** @param {Scenario} scenario @param {Flip[]} found */
function turns(scenario, found) {
  if (!found.length) return [];
  const lines = found.filter(({ at: value }) => value !== null).map(({ pivot, at: value }) => turn(scenario, pivot, Number(value)));
  if (!lines.length) return [NOTHING];
  return [`It would be right if ${lines.length > 1 ? "one of these" : "this"} held:`, ...lines];
}

/** @param {Scenario} scenario @param {string} pivot @param {number} value where it turns a choice */
function turn(scenario, pivot, value) {
  const { label, unit } = /** @type {import("./computing.js").Assumption} */ (scenario.assumptions.get(pivot));
  return `${label}: ${bounded(value < scenario.valueOf(pivot))} ${show(value, unit)} (now ${scenario.print(pivot)}).`;
}

/** @param {Scenario} scenario @param {Result} result @param {Threshold} threshold @param {boolean} given @returns {Row} */
function kept(scenario, result, threshold, given) {
  const computed = given ? scenario.given : scenario.computed;
  const [root, line] = [computed.roots[result.name], limit(scenario.estimate, computed, threshold.at, result.name) ?? NaN];
  const below = threshold.keep === "below";
  const crossed = below ? root > line : root < line;
  const bound = `${bounded(below)} ${at(scenario, threshold.at, result, given)}`;
  return {
    what: result.label,
    now: crossed ? `Crossed: ${threshold.means}` : KEPT,
    because: `It is ${scenario.print(result.name, given)}, and ${bound} is ${below ? "allowed" : "needed"}.`,
    otherwise: crossed ? `Kept: ${bound}.` : threshold.means,
    turns: [],
    result: result.name,
    said: crossed ? `${result.label} crosses its limit: ${threshold.means}` : `${result.label} keeps its limit.`,
  };
}

/** @param {Scenario} scenario @param {number | string} place @param {Result} result @param {boolean} given */
function at(scenario, place, result, given) {
  return typeof place === "string" ? scenario.print(place, given) : show(place, result.unit, { exact: true });
}

/** @param {string} name */
function words(name) {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1).toLowerCase();
}
