/** An estimate with the values that a reader gave; what has no result changes nothing, and the last good one stays. */
import { evaluate } from "./computing.js";
import { inProse, number, show } from "./display.js";

/** @typedef {import("./computing.js").Estimate} Estimate */
/** @typedef {import("./computing.js").Assumption} Assumption */
/** @typedef {import("./computing.js").Cause} Cause */
/** @typedef {Record<string, number>} Changed values of assumptions in their own units */

export class Scenario {
  /** What the last good result rests on; only what differs from the chapter. @type {Changed} */
  changed = {};
  /** All that is given, also while it has no result together. @type {Changed} */
  #entered = {};
  /** @type {Map<string, Assumption>} */
  assumptions;

  /** @param {Estimate} estimate */
  constructor(estimate) {
    this.estimate = estimate;
    this.assumptions = new Map(estimate.assumptions.map((item) => [item.name, item]));
    /** On the chapter's values. */
    this.given = evaluate(estimate);
    this.computed = this.given;
  }

  /**
   * Give an assumption another value.
   * @param {string} name
   * @param {number} value within its range
   * @returns {Cause | null} why there is no result, where there is none
   */
  set(name, value) {
    return this.take({ ...this.#entered, [name]: value });
  }

  /**
   * Give all of them at once; those left out have the chapter's value.
   * @param {Changed} values
   * @returns {Cause | null}
   */
  take(values) {
    const differing = Object.entries(values).filter(([name, value]) => value !== this.assumptions.get(name)?.value);
    this.#entered = Object.fromEntries(differing);
    const computed = evaluate(this.estimate, this.#entered);
    const [cause] = Object.values(computed.errors);
    if (cause) return cause;
    this.changed = this.#entered;
    this.computed = computed;
    return null;
  }

  /** Give one, or all, the chapter's value again. @param {string} [name] @returns {Cause | null} */
  reset(name) {
    return this.take(Object.fromEntries(Object.entries(this.#entered).filter(([other]) => name && other !== name)));
  }

  /** Forget what has no result. */
  forget() {
    this.#entered = this.changed;
  }

  /** A figure as printed, an assumption with every digit. @param {string} name @param {boolean} [given] on the chapter's values */
  print(name, given = false) {
    return this.#printed(name, given, (unit) => unit);
  }

  /** A figure as a sentence quotes it. @param {string} name */
  quote(name) {
    return this.#printed(name, false, inProse);
  }

  /** @param {string} name @param {boolean} given @param {(unit: string) => string} of */
  #printed(name, given, of) {
    const item = this.assumptions.get(name);
    if (item) return show(given ? item.value : this.valueOf(name), of(item.unit), { exact: true });
    const unit = this.estimate.results.find((result) => result.name === name)?.unit ?? "";
    return show((given ? this.given : this.computed).values[name], of(unit));
  }

  /** The value of an assumption in its own unit. @param {string} name */
  valueOf(name) {
    return this.changed[name] ?? this.assumptions.get(name)?.value ?? NaN;
  }
}

/** The range of an assumption with its unit once, as scripts/content/estimates/display.py prints it. @param {Assumption} item */
export function span({ range: [low, high], unit }) {
  return `${unit.startsWith("usd") ? "$" : ""}${number(low, { exact: true })} to ${show(high, unit, { exact: true })}`;
}

/** What stands before and after the number of a unit, such as "$" and "/GPU/hour". @param {string} unit @returns {[string, string]} */
export function around(unit) {
  const [before, after] = show(7, unit, { exact: true }).split("7");
  return [before, after];
}
