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
 * @property {string} steady what is said of a choice that no pivot turns; else nothing
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
    steady: found.length && found.every(({ at: value }) => value === null) ? NOTHING : "",
    result: result.name,
    said: `${words(entry.name)}: ${entry[side]}`,
  };
}

/**
 * For each pivot that turns a choice, from where on it does and what is chosen there.
 * @param {Scenario} scenario
 * @param {Flip[]} found where the decisions flip
 * @returns {Map<string, string[]>}
 */
export function turns(scenario, found) {
  /** @type {Map<string, string[]>} */
  const said = new Map();
  for (const { decision: name, pivot, side, at: value } of found) {
    const entry = scenario.estimate.decides.find((one) => one.name === name);
    const item = scenario.assumptions.get(pivot);
    if (value === null || !entry || !item) continue;
    const onward = value < scenario.valueOf(pivot) ? "less" : "more";
    const line = `At ${show(value, item.unit)} or ${onward}: ${entry[side === "below" ? "above" : "below"]}`;
    said.set(pivot, [...(said.get(pivot) ?? []), line]);
  }
  return said;
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
    steady: "",
    result: result.name,
    said: crossed ? `${result.label} crosses its limit: ${threshold.means}` : `${result.label} keeps its limit.`,
  };
}

/** @param {Scenario} scenario @param {number | string} place @param {Result} result @param {boolean} given */
function at(scenario, place, result, given) {
  return typeof place === "string" ? scenario.print(place, given) : show(place, result.unit, { exact: true });
}

/** @param {string} name */
export function words(name) {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1).toLowerCase();
}
