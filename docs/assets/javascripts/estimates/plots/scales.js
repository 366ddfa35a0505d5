/** Where a value stands on an axis, and at which values it is marked, as scripts/pages/plots/scales.py has it. */

/** @typedef {{low: number, high: number, log: boolean}} Axis */

const SQUEEZED = 15;
const [HALF, FIFTH, TENTH] = [2, 10, 50].map(Math.sqrt);
/** @type {[number[], number][]} digits of a decade, and how many decades lie between two that are marked */
const LADDERS = [
  [[1, 2, 5], 1],
  [[1, 3], 1],
  [[1], 1],
  [[1], 2],
  [[1], 3],
  [[1], 4],
];

/** 0 at the lowest value of an axis and 1 at the highest. @param {Axis} axis @param {number} value */
export function place({ low, high, log }, value) {
  if (low === high) return 0.5;
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The axis for results: from zero, or logarithmic where the given one would lie on the ground. @param {number[]} values @param {number} given @returns {Axis} */
export function spanning(values, given) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low > 0 && high > given * SQUEEZED) return { low: low / 1.15, high: high * 1.15, log: true };
  const room = (Math.max(high, 0) - Math.min(low, 0)) * 0.05 || 1;
  return { low: low < 0 ? low - room : 0, high: high > 0 ? high + room : 0, log: false };
}

/** The most round values, up to five, for which there is room. @param {Axis} axis @param {(values: number[]) => boolean} fits */
export function ticks(axis, fits) {
  const choices = choicesOf(axis).filter((found) => found.length >= 2 && found.length <= 5);
  return choices.find(fits) ?? choices.at(-1) ?? [];
}

/** @param {Axis} axis @returns {number[][]} */
function choicesOf({ low, high, log }) {
  const linear = [5, 4, 3, 2].map((count) => even(low, high, count));
  if (!log) return linear;
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const ladders = LADDERS.map(([digits, step]) =>
    powers
      .filter((power) => power % step === 0)
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter((value) => low <= value && value <= high),
  );
  return [...ladders, ...linear];
}

/**
 * About `count` values a round step apart, by the rule of d3-array's `ticks` (Mike Bostock, ISC license).
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
export function even(low, high, count) {
  if (!(low < high)) return [];
  const step = (high - low) / count;
  const power = Math.floor(Math.log10(step));
  const error = step / 10 ** power;
  const factor = error >= TENTH ? 10 : error >= FIFTH ? 5 : error >= HALF ? 2 : 1;
  if (power >= 0) {
    const whole = 10 ** power * factor;
    return between(Math.ceil(low / whole), Math.floor(high / whole)).map((n) => n * whole);
  }
  const parts = 10 ** -power / factor;
  return between(Math.ceil(low * parts), Math.floor(high * parts)).map((n) => n / parts);
}

/** @param {number} first @param {number} last */
function between(first, last) {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n + 0);
}
