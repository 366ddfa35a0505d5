/** The functions of formulas on plain numbers, operation by operation as in scripts/content/estimates/functions.py. */
import { number } from "./display.js";

const LARGE = "the result is too large to compute";
const FULL = 1 - 1e-12;
const [MOST_SERVERS, MOST_TRIALS] = [1_000_000, 10_000_000];

/** A formula that is right, but has no result for these figures. */
export class Impossible extends Error {
  /**
   * @param {string} message one sentence without its end
   * @param {boolean} crowded whether it is a queue whose servers cannot do the work
   */
  constructor(message, crowded = false) {
    super(message);
    this.crowded = crowded;
  }
}

/**
 * Round up or down; what is a whole number but for the noise of binary arithmetic is that number.
 * @param {number} value
 * @param {(value: number) => number} direction
 */
function whole(value, direction) {
  const near = Math.round(value);
  const noise = near ? Math.max(1e-9, 1e-12 * Math.abs(value)) : 1e-12;
  return Math.abs(value - near) <= noise ? near : direction(value);
}

/** @param {number} value */
const floor = (value) => whole(value, Math.floor);

/** @param {number} base @param {number} exponent */
export function power(base, exponent) {
  if (base === 0 && exponent < 0) throw new Impossible("division by zero");
  const result = base ** exponent;
  if (Number.isNaN(result)) throw new Impossible("a root of a negative number");
  return result;
}

/** @param {number} servers @param {number} arrivals @param {number} service @returns {[number, number]} */
function queue(servers, arrivals, service) {
  const [count, load] = [floor(servers), arrivals * service];
  if (arrivals < 0 || service < 0) throw new Impossible("arrivals and a time of service are not negative");
  if (count < 1 || count > MOST_SERVERS) {
    throw new Impossible(`a queue has from 1 to ${number(MOST_SERVERS)} servers; found ${number(servers)}`);
  }
  if (load === Infinity) throw new Impossible(LARGE);
  if (load >= count * FULL) {
    const message = `the queue grows without end: work for ${number(load)} servers, and there are ${number(count)}`;
    throw new Impossible(message, true);
  }
  return [count, load];
}

/** @param {number} servers @param {number} arrivals @param {number} service */
function waiting(servers, arrivals, service) {
  const [count, load] = queue(servers, arrivals, service);
  let lost = 1;
  for (let server = 1; server <= count; server += 1) lost = (load * lost) / (server + load * lost);
  return lost / (1 - (load / count) * (1 - lost));
}

/** @param {number} servers @param {number} arrivals @param {number} service */
function meanWait(servers, arrivals, service) {
  const [count, load] = queue(servers, arrivals, service);
  return (waiting(servers, arrivals, service) * service) / (count - load);
}

/** @param {string} what @param {number} value */
function share(what, value) {
  if (!(value > 0 && value < 1)) throw new Impossible(`${what} lies between 0 and 1; found ${number(value)}`);
}

/** @param {number} percentile @param {number} servers @param {number} arrivals @param {number} service */
function waitPercentile(percentile, servers, arrivals, service) {
  share("a percentile", percentile);
  const [count, load] = queue(servers, arrivals, service);
  const [waits, rest] = [waiting(servers, arrivals, service), 1 - percentile];
  return waits > rest ? (service / (count - load)) * Math.log(waits / rest) : 0;
}

/**
 * The chance of at most k successes, k below the mean.
 * @param {number} k @param {number} n
 * @param {number} chance
 * @param {number} other of failure, given apart for its digits
 */
function belowMean(k, n, chance, other) {
  let [term, left] = [1, n - k];
  for (let i = 1; i <= k; i += 1) {
    term *= ((n - k + i) / i) * chance;
    while (term > 1 && left > 0) {
      term *= other;
      left -= 1;
    }
  }
  term *= other ** left;
  let total = term;
  for (let i = k; i > 0 && term > total * 1e-17; i -= 1) {
    term *= (i * other) / ((n - i + 1) * chance);
    total += term;
  }
  return total;
}

/** @param {number} most @param {number} trials @param {number} chance */
function binomialAtMost(most, trials, chance) {
  const [k, n] = [floor(most), floor(trials)];
  if (!(chance >= 0 && chance <= 1)) throw new Impossible(`a chance lies between 0 and 1; found ${number(chance)}`);
  if (n < 0 || n > MOST_TRIALS) {
    throw new Impossible(`trials number from 0 to ${number(MOST_TRIALS)}; found ${number(trials)}`);
  }
  if (k < 0) return 0;
  if (k >= n) return 1;
  if (k < n * chance) return belowMean(k, n, chance, 1 - chance);
  return 1 - belowMean(n - k - 1, n, 1 - chance, chance);
}

/** @param {number} trials @param {number} confidence */
function zeroFailureBound(trials, confidence) {
  const n = floor(trials);
  share("a confidence", confidence);
  if (n < 1) throw new Impossible(`a bound needs one trial at least; found ${number(trials)}`);
  return -Math.expm1(Math.log1p(-confidence) / n);
}

/** @param {number} value */
function sqrt(value) {
  if (value < 0) throw new Impossible("a root of a negative number");
  return Math.sqrt(value);
}

/** @param {number} value */
function log2(value) {
  if (value <= 0) throw new Impossible(`log2 takes a number above zero; found ${number(value)}`);
  return Math.log2(value);
}

/** @param {number} left @param {number} right */
function quotient(left, right) {
  if (right === 0) throw new Impossible("division by zero");
  return left / right;
}

/** @type {Record<string, (...parts: number[]) => number>} */
export const OPERATIONS = {
  "+": (left, right) => left + right,
  "-": (left, ...right) => (right.length ? left - right[0] : -left),
  "*": (left, right) => left * right,
  "/": quotient,
  "**": power,
  min: Math.min,
  max: Math.max,
  ceil: (value) => whole(value, Math.ceil),
  floor,
  sqrt,
  log2,
  exp: Math.exp,
  erlang_c_wait: waiting,
  erlang_c_mean_wait: meanWait,
  erlang_c_wait_percentile: waitPercentile,
  binomial_at_most: binomialAtMost,
  zero_failure_bound: zeroFailureBound,
};

/** @type {Record<string, (left: number, right: number) => boolean>} */
export const COMPARE = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** @param {number} value */
export function finite(value) {
  if (!Number.isFinite(value)) throw new Impossible(LARGE);
  return value;
}
