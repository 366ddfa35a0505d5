/** The values at which a slider stops. */
import { valueAt } from "./flips.js";

/** @typedef {import("./computing.js").Assumption} Assumption */

/** Stops of a slider, about: no finer than a pixel or two. */
const STOPS = 200;
/** A whole number of these may be split: money, time, bytes, work, shares. */
const SPLIT = /^(?:usd|percent|dimensionless|s|second|ms|us|minute|hour|day|month|year|byte|bit|[KMGT]i?B|[GT]?FLOP|flop)\b/;
/** From so many whole numbers on a range of whole numbers needs no others. */
const ENOUGH = 20;

/**
 * The values of a slider from the lowest to the highest, round ones on the scale of the range, the chapter's among them.
 * @param {Assumption} item
 * @returns {number[]}
 */
export function stops(item) {
  const { range: [low, high], scale, value } = item;
  if (low === high) return [low];
  const whole = isWhole(item);
  const inner = scale === "log" ? alongLog(low, high, whole) : evenly(low, high, whole);
  const between = inner.filter((stop) => stop > low && stop < high);
  return [...new Set([low, ...between, value, high])].sort((a, b) => a - b);
}

/**
 * Where a value lies among the stops, from 0 to 1.
 * @param {number[]} all
 * @param {number} value
 */
export function placeOf(all, value) {
  const after = all.findIndex((stop) => stop >= value);
  if (after < 0) return 1;
  if (after === 0) return 0;
  const part = (value - all[after - 1]) / (all[after] - all[after - 1]);
  return (after - 1 + part) / (all.length - 1);
}

/** Whether only whole numbers make sense. @param {Assumption} item */
function isWhole({ range, value, unit }) {
  if (![value, ...range].every(Number.isInteger)) return false;
  return range[1] - range[0] >= ENOUGH ? !unit.startsWith("usd") || range[1] > STOPS : !SPLIT.test(unit);
}

/** @param {number} low @param {number} high @param {boolean} whole */
function evenly(low, high, whole) {
  const raw = (high - low) / STOPS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const nice = [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= raw * 0.999) ?? raw;
  const step = whole ? Math.max(1, Math.round(nice)) : nice;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

/** @param {number} low @param {number} high @param {boolean} whole */
function alongLog(low, high, whole) {
  const digits = high / low > 1000 ? 2 : 3;
  return Array.from({ length: STOPS + 1 }, (_, n) => {
    const value = Number(valueAt(n / STOPS, low, high, "log").toPrecision(digits));
    return whole ? Math.round(value) : value;
  });
}
