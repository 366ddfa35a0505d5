/** An estimate computed on changed assumptions, as scripts/content/estimates/computing.py computes it. */
import { COMPARE, Impossible, OPERATIONS, finite } from "./functions.js";

/**
 * @typedef {number | string | [string, ...any[]]} Tree a number, a figure's name, or an operator and its parts
 * @typedef {"linear" | "log"} Scale
 * @typedef {{name: string, label: string, value: number, unit: string, range: [number, number], scale: Scale, pivot: boolean}} Assumption
 * @typedef {{at: number | string, keep: "below" | "above", means: string}} Threshold
 * @typedef {{name: string, label: string, unit: string, formula: string, tree: Tree, threshold: Threshold | null}} Result
 * @typedef {{name: string, result: string, at: number | string, below: string, above: string}} Decision
 * @typedef {{name: string, title: string, description: string, result: string, ours?: string, rivals: string[], over: string, scale?: Scale}} Plot
 * @typedef {{name: string, title: string, description: string, parts: string[], limit?: number | string}} Bars
 * @typedef {object} Estimate what estimate.json holds
 * @property {number} version
 * @property {Assumption[]} assumptions
 * @property {Result[]} results
 * @property {Record<string, number>} factors what turns each figure's unit into root units
 * @property {Decision[]} decides
 * @property {Plot[]} plots
 * @property {Bars[]} bars
 */
/** @typedef {{result: string, message: string, crowded: boolean}} Cause why there is no value, and which result is at fault */
/**
 * @typedef {object} Computed
 * @property {Record<string, number>} values of all figures that have one, in their own units
 * @property {Record<string, number>} roots the same in root units
 * @property {Record<string, Cause>} errors of results that have none
 */

/** What `namesOf` found, since trees do not change. @type {WeakMap<object, string[]>} */
const read = new WeakMap();

/** @param {Tree} tree @returns {string[]} the figures that it reads, in the order of the alphabet */
export function namesOf(tree) {
  if (typeof tree === "string") return [tree];
  if (typeof tree === "number") return [];
  const parts = tree.slice(tree[0] === "if" ? 2 : 1);
  const names = read.get(tree) ?? [...new Set(parts.flatMap(namesOf))].sort();
  read.set(tree, names);
  return names;
}

/**
 * @param {Tree} tree
 * @param {Record<string, number>} roots
 * @returns {number}
 * @throws {Impossible}
 */
export function compute(tree, roots) {
  if (typeof tree === "string") return roots[tree];
  if (typeof tree === "number") return tree;
  if (tree[0] === "if") {
    const [, how, left, right, then, otherwise] = tree;
    return compute(COMPARE[how](compute(left, roots), compute(right, roots)) ? then : otherwise, roots);
  }
  const operate = OPERATIONS[tree[0]];
  // Nearly all take two parts, and a picture needs thousands of them before the next frame.
  if (tree.length === 3) return finite(operate(compute(tree[1], roots), compute(tree[2], roots)));
  return finite(operate(...tree.slice(1).map((part) => compute(part, roots))));
}

/**
 * Compute an estimate.
 * @param {Estimate} estimate
 * @param {Record<string, number>} changed values of assumptions in their own units; the others are as given
 * @param {string[]} [wanted] the results to compute, with those they need; all by itself
 * @returns {Computed}
 */
export function evaluate(estimate, changed = {}, wanted) {
  const { factors } = estimate;
  /** @type {Computed} */
  const { values, roots, errors } = { values: {}, roots: {}, errors: {} };
  for (const { name, value } of estimate.assumptions) roots[name] = (changed[name] ?? value) * factors[name];
  computeAll(resultsFor(estimate, wanted), roots, errors);
  for (const name in roots) values[name] = roots[name] / factors[name];
  return { values, roots, errors };
}

/**
 * Compute an estimate again and again while one assumption moves: each time only what follows from it.
 * @param {Estimate} estimate
 * @param {Record<string, number>} changed as for `evaluate`
 * @param {string} moved the assumption
 * @param {string[]} wanted as for `evaluate`
 * @returns {(value: number) => Pick<Computed, "roots" | "errors">} of a value in the assumption's own unit
 */
export function moving(estimate, changed, moved, wanted) {
  const base = evaluate(estimate, changed, wanted);
  const following = resultsFor(estimate, wanted).filter(({ name }) => needsOf(estimate).get(name)?.has(moved));
  for (const { name } of following) {
    delete base.roots[name];
    delete base.errors[name];
  }
  const failed = Object.keys(base.errors).length > 0;
  return (value) => {
    // What does not follow is inherited: to copy it takes longer than to compute the rest.
    const [roots, errors] = [Object.create(base.roots), Object.create(base.errors)];
    roots[moved] = value * estimate.factors[moved];
    computeAll(following, roots, errors, failed);
    return { roots, errors };
  };
}

/** @param {Result[]} results @param {Record<string, number>} roots @param {Record<string, Cause>} errors @param {boolean} [failed] whether there are errors */
function computeAll(results, roots, errors, failed = false) {
  for (const { name, tree } of results) {
    const cause = failed && namesOf(tree).find((other) => errors[other]);
    if (cause) errors[name] = errors[cause];
    else failed = !attempt(name, tree, roots, errors) || failed;
  }
}

/** @param {string} name @param {Tree} tree @param {Record<string, number>} roots @param {Record<string, Cause>} errors @returns {boolean} whether there is a result */
function attempt(name, tree, roots, errors) {
  try {
    roots[name] = compute(tree, roots);
    return true;
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    errors[name] = { result: name, message: error.message, crowded: error.crowded };
    return false;
  }
}

/** The results to compute for the wanted ones, in their order; all where none is named. @param {Estimate} estimate @param {string[]} [wanted] */
function resultsFor(estimate, wanted) {
  if (!wanted) return estimate.results;
  const needs = needsOf(estimate);
  const needed = new Set(wanted.flatMap((name) => [...(needs.get(name) ?? [])]));
  return estimate.results.filter(({ name }) => needed.has(name));
}

/** The figures from which each result of an estimate follows, itself included. @type {WeakMap<Estimate, Map<string, Set<string>>>} */
const known = new WeakMap();

/** @param {Estimate} estimate */
function needsOf(estimate) {
  const found = known.get(estimate) ?? new Map();
  if (!known.has(estimate)) {
    known.set(estimate, found);
    for (const { name, tree } of estimate.results) {
      const names = namesOf(tree);
      found.set(name, new Set([name, ...names, ...names.flatMap((other) => [...(found.get(other) ?? [])])]));
    }
  }
  return found;
}

/** What stands before the value that something may not pass. @param {boolean} below */
export const bounded = (below) => (below ? "at most" : "at least");

/**
 * A limit in root units; undefined where it is a figure that has no value.
 * @param {Estimate} estimate
 * @param {Pick<Computed, "roots">} computed
 * @param {number | string} at a number in the unit of the figure `of`, or the name of a figure
 * @param {string} of
 * @returns {number | undefined}
 */
export function limit(estimate, computed, at, of) {
  return typeof at === "string" ? computed.roots[at] : at * estimate.factors[of];
}

/**
 * The thresholds that are crossed.
 * @param {Estimate} estimate
 * @param {Computed} computed
 * @returns {Result[]}
 */
export function crossed(estimate, computed) {
  return estimate.results.filter(({ name, threshold }) => {
    if (!threshold || computed.errors[name]) return false;
    const at = limit(estimate, computed, threshold.at, name);
    if (at === undefined) return false;
    return threshold.keep === "below" ? computed.roots[name] > at : computed.roots[name] < at;
  });
}
