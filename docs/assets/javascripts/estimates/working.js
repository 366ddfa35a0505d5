/** A formula with numbers put in, as one would say it aloud. */
import { number, show } from "./display.js";

/** @typedef {import("./computing.js").Estimate} Estimate */
/** @typedef {import("./computing.js").Computed} Computed */
/** @typedef {import("./computing.js").Tree} Tree */

/** How strongly an operator binds; a name or a number binds most. @type {Record<string, number>} */
const BINDS = { if: 0, "+": 1, "-": 1, "*": 2, "/": 2, "**": 4 };
const SIGNS = /** @type {Record<string, string>} */ ({ "+": "+", "-": "−", "*": "×", "/": "÷" });
const THAN = /** @type {Record<string, string>} */ ({ "<": "below", "<=": "at most", ">": "above", ">=": "at least" });
const RAISED = /** @type {Record<number, string>} */ ({ 2: " squared", 3: " cubed", 0.5: " to the power of one half" });

/**
 * Functions in words; what they take is already in words.
 * @type {Record<string, (...parts: string[]) => string>}
 */
const SAID = {
  min: (...parts) => `the least of ${listed(parts)}`,
  max: (...parts) => `the greatest of ${listed(parts)}`,
  sqrt: (value) => `the square root of ${value}`,
  log2: (value) => `log₂ of ${value}`,
  exp: (value) => `e to the power of ${value}`,
  erlang_c_wait: (servers, arrivals, service) => `the chance to wait${line(servers, arrivals, service)}`,
  erlang_c_mean_wait: (servers, arrivals, service) => `the mean wait${line(servers, arrivals, service)}`,
  erlang_c_wait_percentile: (share, servers, arrivals, service) =>
    `the wait that a share of ${share} does not exceed${line(servers, arrivals, service)}`,
  binomial_at_most: (most, trials, chance) => `the chance of at most ${most} in ${trials}, each with a chance of ${chance}`,
  zero_failure_bound: (trials, confidence) =>
    `the highest rate that no failure in ${trials} leaves credible, at a confidence of ${confidence}`,
};

/** @param {string} servers @param {string} arrivals @param {string} service */
function line(servers, arrivals, service) {
  return ` for one of ${servers}, with ${arrivals} arriving and ${service} of service each`;
}

/** @param {string[]} parts */
function listed(parts) {
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

/**
 * The working of one result, such as "150 million users × 600 keystrokes/user/day = 1.04 million keystrokes/s".
 * @param {Estimate} estimate
 * @param {Computed} computed from `evaluate`
 * @param {string} name of the result
 */
export function working(estimate, computed, name) {
  const result = estimate.results.find((item) => item.name === name);
  if (!result) throw new RangeError(`no result '${name}'`);
  const error = computed.errors[name];
  if (error && error.result !== name) return `No result: '${error.result}' has none.`;
  const said = say(result.tree, figures(estimate, computed), 0);
  return error ? `${said}: ${error.message}` : `${said} = ${show(computed.values[name], result.unit)}`;
}

/** @param {Estimate} estimate @param {Computed} computed @returns {Record<string, string>} */
function figures({ assumptions, results }, { values }) {
  const given = assumptions.map(({ name, unit }) => [name, show(Number(values[name].toPrecision(12)), unit, { exact: true })]);
  const found = results.filter(({ name }) => name in values).map(({ name, unit }) => [name, show(values[name], unit)]);
  return Object.fromEntries([...given, ...found]);
}

/**
 * @param {Tree} tree
 * @param {Record<string, string>} figure as printed, by name
 * @param {number} around how strongly the operator around it binds
 * @returns {string}
 */
function say(tree, figure, around) {
  if (typeof tree === "string") return figure[tree];
  if (typeof tree === "number") return number(tree, { exact: true });
  const [kind, ...parts] = tree;
  const binds = parts.length === 1 && kind === "-" ? 3 : (BINDS[kind] ?? 0);
  const text = phrase(kind, parts, figure, binds);
  return around > binds ? `(${text})` : text;
}

/** @param {string} kind @param {any[]} parts @param {Record<string, string>} figure @param {number} binds @returns {string} */
function phrase(kind, parts, figure, binds) {
  if (kind === "if") {
    const [how, left, right, then, otherwise] = parts;
    const [one, two, chosen, other] = [left, right, then, otherwise].map((part) => say(part, figure, 1));
    return `${chosen} if ${one} is ${THAN[how]} ${two}, otherwise ${other}`;
  }
  if (kind === "ceil" || kind === "floor") return `${say(parts[0], figure, 1)}, rounded ${kind === "ceil" ? "up" : "down"}`;
  if (kind === "**") {
    const base = say(parts[0], figure, binds + 1);
    return base + (RAISED[parts[1]] ?? ` to the power of ${say(parts[1], figure, binds)}`);
  }
  if (!SIGNS[kind]) return SAID[kind](...parts.map((part) => say(part, figure, 3)));
  if (parts.length === 1) return `−${say(parts[0], figure, binds + 1)}`;
  // What is subtracted or divided by needs parentheses where it binds as strongly.
  const right = kind === "-" || kind === "/" ? binds + 1 : binds;
  return `${say(parts[0], figure, binds)} ${SIGNS[kind]} ${say(parts[1], figure, right)}`;
}
