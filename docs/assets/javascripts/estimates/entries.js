/** What a reader types as the value of an assumption. */
import { plain, show } from "./display.js";
import { around, span } from "./scenario.js";

/** @typedef {import("./computing.js").Assumption} Assumption */

const WORDS = /** @type {Record<string, number>} */ ({ thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 });
const NUMBER = /^([+\-−]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?(e[+-]?\d{1,3})?(?:\s*(thousand|million|billion|trillion))?$/i;
/** From here on a number has a power of ten. */
const LARGE = 1e15;
/** Letters of a reader's own that are shown again. */
const MOST = 30;

/**
 * Read what was typed.
 * @param {string} typed with or without the unit
 * @param {Assumption} item
 * @returns {{value: number, problem?: undefined} | {problem: string, value?: undefined}} a value within the range, or what is wrong
 */
export function read(typed, item) {
  const text = bare(typed, item.unit);
  if (!text) return { problem: `Nothing is entered; expected a number, ${span(item)}.` };
  const value = numberOf(text);
  if (value === null) return { problem: `“${shortened(typed)}” is no number; expected ${/\d,\d/.test(text) ? "a point before decimals, as in 0.25" : `one such as ${plain(item.value)}`}.` };
  const [low, high] = item.range;
  if (value < low || value > high) return { problem: `${show(value, item.unit, { exact: true })} is outside the range, ${span(item)}.` };
  return { value };
}

/** A value as its field shows it: every digit, thousands apart, no words but a power of ten where it is very large. @param {number} value */
export function written(value) {
  if (Math.abs(value) >= LARGE) return String(Number(value.toPrecision(12))).replace("+", "");
  const [whole, rest] = plain(Number(value.toPrecision(12))).split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest ? `${apart}.${rest}` : apart;
}

/** @param {string} typed */
export function shortened(typed) {
  const text = typed.trim();
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** What was typed without its unit. @param {string} typed @param {string} unit */
function bare(typed, unit) {
  let text = typed.trim().replaceAll("\u00a0", " ");
  for (const mark of around(unit)) {
    const word = mark.trim();
    if (!word) continue;
    if (text.startsWith(word)) text = text.slice(word.length);
    if (text.toLowerCase().endsWith(word.toLowerCase())) text = text.slice(0, -word.length);
  }
  return text.trim();
}

/** @param {string} text @returns {number | null} */
function numberOf(text) {
  const [, sign, whole, rest = "", power = "", word = ""] = NUMBER.exec(text) ?? [];
  if (!`${whole ?? ""}${rest}`.replace(".", "")) return null;
  const value = Number(`${whole.replaceAll(",", "") || "0"}${rest}${power}`) * (WORDS[word.toLowerCase()] ?? 1);
  if (!Number.isFinite(value)) return null;
  return Number((sign && sign !== "+" ? -value : value).toPrecision(15));
}
