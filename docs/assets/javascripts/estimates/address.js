/** The changed values in a page's address, such as `?e=gpu_price:4,miss_rate:0.4`, by which a scenario is shared. */
import { show } from "./display.js";
import { shortened } from "./entries.js";
import { span } from "./scenario.js";

/** @typedef {import("./computing.js").Estimate} Estimate */

const PARAMETER = "e";
const NUMBER = /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/;

/** @param {string} search of an address */
export function asks(search) {
  return new URLSearchParams(search).has(PARAMETER);
}

/**
 * What an address asks for.
 * @param {string} search
 * @param {Estimate} estimate
 * @returns {{changed: Record<string, number>, problems: string[]}} the values that can be taken, and what is wrong with the others
 */
export function read(search, estimate) {
  /** @type {{changed: Record<string, number>, problems: string[]}} */
  const found = { changed: {}, problems: [] };
  const items = new Map(estimate.assumptions.map((item) => [item.name, item]));
  const text = new URLSearchParams(search).get(PARAMETER) ?? "";
  for (const part of text.split(",").filter((part) => part.trim())) {
    const [name, digits = ""] = part.trim().split(":", 2);
    const item = items.get(name);
    if (!item) {
      found.problems.push(`there is no assumption “${shortened(name)}”`);
      continue;
    }
    const [low, high] = item.range;
    if (!digits) found.problems.push(`no value is given for “${item.label}”`);
    else if (!NUMBER.test(digits)) found.problems.push(`“${shortened(digits)}” is no value of “${item.label}”`);
    else if (Number(digits) < low || Number(digits) > high) {
      found.problems.push(`“${item.label}” cannot be ${show(Number(digits), item.unit, { exact: true })}, only ${span(item)}`);
    } else if (Number(digits) !== item.value) found.changed[name] = Number(digits);
  }
  return found;
}

/**
 * The address that asks for these values, and for all else that it asked for before.
 * @param {string} search
 * @param {Record<string, number>} changed
 */
export function write(search, changed) {
  const others = search.slice(1).split("&").filter((part) => part && part.split("=")[0] !== PARAMETER);
  const values = Object.entries(changed).map(([name, value]) => `${name}:${String(value).replace("+", "")}`);
  const all = values.length ? [...others, `${PARAMETER}=${values.join(",")}`] : others;
  return all.length ? `?${all.join("&")}` : "";
}
