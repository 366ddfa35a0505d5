/** Where a decision flips, found as scripts/content/estimates/flips.py finds it. */
import { limit, moving } from "./computing.js";

/** @typedef {import("./computing.js").Estimate} Estimate */
/** @typedef {import("./computing.js").Assumption} Assumption */
/** @typedef {"below" | "above" | null} Side null where there is no result */
/**
 * @typedef {object} Flip
 * @property {string} decision
 * @property {string} pivot
 * @property {Side} side the choice on the assumptions as they are
 * @property {number | null} at the value of the pivot, in its unit, at which the choice is the other; null where it holds
 */

const [CELLS, HALVINGS] = [48, 45];

/**
 * What becomes of each decision over the range of each pivot, the other assumptions as they are.
 * @param {Estimate} estimate
 * @param {Record<string, number>} changed values of assumptions in their own units; the others are as given
 * @returns {Flip[]}
 */
export function flips(estimate, changed = {}) {
  const pivots = estimate.assumptions.filter(({ pivot }) => pivot);
  return estimate.decides.flatMap((decision) =>
    pivots.map((pivot) => {
      const value = changed[pivot.name] ?? pivot.value;
      const wanted = [decision.result, ...(typeof decision.at === "string" ? [decision.at] : [])];
      const compute = moving(estimate, changed, pivot.name, wanted);
      /** @param {number} moved @returns {Side} */
      const side = (moved) => {
        const computed = compute(moved);
        const at = limit(estimate, computed, decision.at, decision.result);
        const found = computed.roots[decision.result];
        if (found === undefined || at === undefined) return null;
        return found < at ? "below" : "above";
      };
      const chosen = side(value);
      return { decision: decision.name, pivot: pivot.name, side: chosen, at: chosen && nearest(side, chosen, value, pivot) };
    }),
  );
}

/** @param {(value: number) => Side} side @param {Side} chosen @param {number} value @param {Assumption} pivot */
function nearest(side, chosen, value, { range: [low, high], scale }) {
  if (low === high) return null;
  const given = place(value, low, high, scale);
  /** @param {number} part */
  const sideAt = (part) => side(valueAt(part, low, high, scale));
  const grid = Array.from({ length: CELLS + 1 }, (_, step) => step / CELLS);
  const ways = [grid.filter((part) => part < given).reverse(), grid.filter((part) => part > given)];
  const found = ways.map((way) => first(sideAt, chosen, given, way)).filter((part) => part !== null);
  if (!found.length) return null;
  const crossing = found.reduce((a, b) => (Math.abs(b - given) < Math.abs(a - given) ? b : a));
  return valueAt(crossing, low, high, scale);
}

/** @param {(part: number) => Side} sideAt @param {Side} chosen @param {number} given @param {number[]} way */
function first(sideAt, chosen, given, way) {
  let near = given;
  for (const part of way) {
    let [far, here] = [part, sideAt(part)];
    if (!here) {
      [far] = bisect((t) => sideAt(t) !== null, near, part);
      here = sideAt(far);
    }
    if (here && here !== chosen) return bisect((t) => [chosen, null].includes(sideAt(t)), near, far)[1];
    near = part;
  }
  return null;
}

/** Where a value lies in a range, from 0 to 1. @param {number} value @param {number} low @param {number} high @param {string} scale */
export function place(value, low, high, scale) {
  return scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a place in a range, from 0 to 1. @param {number} part @param {number} low @param {number} high @param {string} scale */
export function valueAt(part, low, high, scale) {
  if (part === 0 || part === 1) return part ? high : low;
  return scale === "log" ? low * (high / low) ** part : low + (high - low) * part;
}

/** @param {(part: number) => boolean} holds @param {number} near @param {number} far @returns {[number, number]} */
function bisect(holds, near, far) {
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (near + far) / 2;
    if (holds(middle)) near = middle;
    else far = middle;
  }
  return [near, far];
}
