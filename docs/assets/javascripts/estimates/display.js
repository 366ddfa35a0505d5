/** Figures as a reader expects them, printed as scripts/content/estimates/display.py prints them. */

const SIGNIFICANT = 3;
const KEPT = 12;
/** @type {[number, string][]} */
const WORDS = [
  [12, "trillion"],
  [9, "billion"],
  [6, "million"],
];
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** @type {Record<string, string>} */
const PLURALS = {
  person: "people",
  pass: "passes",
  query: "queries",
  gpu: "GPUs",
  flop: "FLOP",
  second: "s",
  us: "µs",
};
/** @type {Record<string, string>} */
const SINGULAR = { gpu: "GPU", flop: "FLOP", second: "s", us: "µs", usd: "$", Mtoken: "million tokens" };
const NO_PLURAL = ["s", "ms"];
/** Things of which a sentence says by itself that a figure is of one of them. */
const NAMED = [
  "answer", "chunk", "claim", "document", "frame", "gpu", "image", "job", "keystroke", "label", "machine",
  "page", "pass", "query", "replica", "request", "sentence", "session", "step", "vector", "video",
];

/** An amount that is not negative: its digits without zeros at either end, and the power of ten of the first one.
 * @typedef {{digits: string, power: number}} Amount zero has no digits */

/** @param {string} text as JavaScript writes a number @returns {Amount} */
function parsed(text) {
  const [, before, after = "", power = "0"] = /** @type {string[]} */ (/^-?(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text));
  const all = before + after;
  const lead = all.length - all.replace(/^0+/, "").length;
  return { digits: all.slice(lead).replace(/0+$/, ""), power: before.length - 1 - lead + Number(power) };
}

/** @param {Amount} amount @param {number} count of digits that stay, a half rounded up @returns {Amount} */
function rounded({ digits, power }, count) {
  if (count < 0 || digits.length <= count) return count < 0 ? { digits: "", power: 0 } : { digits, power };
  const up = digits[count] >= "5" ? 1n : 0n;
  const kept = String(BigInt(digits.slice(0, count) || "0") + up);
  return { digits: kept.replace(/0+$/, ""), power: kept.length > count ? power + 1 : power };
}

/** @param {Amount} amount @returns {string} without a power of ten, thousands separated */
function written({ digits, power }) {
  if (power < 0) return `0.${"0".repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, "0").replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = digits.slice(power + 1);
  return rest ? `${whole}.${rest}` : whole;
}

/** @param {Amount} amount */
function unsigned({ digits, power }) {
  if (!digits) return "0";
  if (power >= 15 || power < -6) {
    const raised = [...String(Math.abs(power))].map((digit) => RAISED[Number(digit)]).join("");
    return `${written({ digits, power: 0 })} × 10${power < 0 ? "⁻" : ""}${raised}`;
  }
  for (const [step, word] of WORDS) {
    if (power >= step && digits.length <= Math.max(SIGNIFICANT, power - step + 1)) {
      return `${written({ digits, power: power - step })} ${word}`;
    }
  }
  return written({ digits, power });
}

/** @param {number} value @param {boolean} exact @returns {Amount} */
function amountOf(value, exact) {
  return exact ? parsed(String(value)) : rounded(parsed(value.toPrecision(KEPT)), SIGNIFICANT);
}

/** @param {number} value not negative @param {boolean} exact */
function dollars(value, exact) {
  let amount = amountOf(value, exact);
  if (!exact && amount.digits && amount.power >= 0 && amount.power < 2) {
    const all = parsed(value.toPrecision(KEPT));
    amount = rounded(all, all.power + 3);
  }
  const text = unsigned(amount);
  return /\.[^.]$/.test(text) ? `${text}0` : text;
}

/** @param {string} unit @param {boolean} one */
function named(unit, one) {
  if (one || NO_PLURAL.includes(unit) || /^[A-Z]/.test(unit)) return SINGULAR[unit] ?? unit;
  return PLURALS[unit] ?? `${unit}s`;
}

/**
 * Print a number with its thousands separated, or with a word or a power of ten.
 * @param {number} value finite
 * @param {{exact?: boolean}} options exact prints every digit; otherwise three count
 */
export function number(value, { exact = false } = {}) {
  const amount = amountOf(value, exact);
  return (value < 0 && amount.digits ? "−" : "") + unsigned(amount);
}

/** Every digit of a number without words and separators, as an author types it. @param {number} value */
export function plain(value) {
  const amount = parsed(String(value));
  return (value < 0 ? "-" : "") + (amount.digits ? written(amount).replaceAll(",", "") : "0");
}

/** The unit that a figure has in a sentence. @param {string} unit */
export function inProse(unit) {
  const [top, ...bottom] = unit.split("/");
  return bottom.every((part) => NAMED.includes(part)) ? top : unit;
}

/**
 * Print a figure with its unit.
 * @param {number} value finite
 * @param {string} unit
 * @param {{exact?: boolean}} options exact prints every digit, as an assumption is
 */
export function show(value, unit, { exact = false } = {}) {
  if (unit === "percent") return `${number(value, { exact })}%`;
  if (unit === "dimensionless") return number(value, { exact });
  const [top, ...bottom] = unit.split("/");
  const below = bottom.map((part) => `/${named(part, true)}`).join("");
  if (top === "usd") return `${value < 0 ? "−" : ""}$${dollars(Math.abs(value), exact)}${below}`;
  const text = number(value, { exact });
  const parts = top.split("*");
  const last = /** @type {string} */ (parts.pop());
  const one = text.replace(/^−/, "") === "1";
  return `${text} ${[...parts.map((part) => named(part, true)), named(last, one)].join("·")}${below}`;
}
