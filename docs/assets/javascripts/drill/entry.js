/** What a reader types as an estimate: "2.5k", "3,000", "1e3", "4 million", "$20", with the unit behind it or not. */

/** @typedef {{value: number, unit: number | null}} Entry `unit` is the place of the unit that was typed along, if any */
/** @typedef {{fault: string}} Fault what is wrong, as a sentence for the reader */

/** @type {Record<string, number>} */
const WORDS = {
  k: 1e3, thousand: 1e3,
  m: 1e6, mio: 1e6, million: 1e6, millions: 1e6,
  b: 1e9, bn: 1e9, billion: 1e9, billions: 1e9,
  t: 1e12, tn: 1e12, trillion: 1e12, trillions: 1e12,
};
const NUMBER = /^(\d[\d,  _]*\d|\d)?(\.\d*)?(?:\s*(?:e|[x×*]\s*10\s*\^?)\s*([-+−]?\d{1,2}))?/i;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Beyond these nobody estimates anything here. */
const [LEAST, MOST] = [1e-12, 1e24];

/**
 * @param {string} text
 * @param {string[]} units as they are offered, such as "GB" or "$/day"
 * @returns {Entry | Fault}
 */
export function parse(text, units) {
  const typed = plain(text);
  if (!typed) return { fault: "Enter your estimate first; a rough one is enough." };
  if (/^[-−]/.test(typed)) return { fault: "Enter a number above zero: how far off it is counts in factors." };
  const [whole, before = "", after = "", power = "0"] = NUMBER.exec(typed) ?? [""];
  if (!before && !/\d/.test(after)) return { fault: `“${short(text)}” does not begin with a number; expected one such as 2.5k, 3,000 or 1e3.` };
  if (before.includes(",") && !/^\d{1,3}(,\d{3})+$/.test(before)) {
    return { fault: `“${before}${after}” can be read in two ways: write thousands as 3,000 and parts as 2.5.` };
  }
  const number = Number(`${before.replace(/\D/g, "") || "0"}${after}e${power.replace("−", "-")}`);
  const rest = typed.slice(whole.length).trim();
  const [scale, unit] = suffix(rest, units);
  if (scale === null) return { fault: `“${short(rest)}” is none of the units; expected a number alone, or one with ${listed(units)}.` };
  const value = number * scale;
  if (value === 0) return { fault: "Enter a number above zero: how far off it is counts in factors." };
  if (value < LEAST || value > MOST) return { fault: "That is beyond anything that can be meant here; check the zeros and the unit." };
  return { value, unit };
}

/** Without what people write around a number. @param {string} text */
function plain(text) {
  const digits = [...text].map((sign) => (RAISED.includes(sign) ? RAISED.indexOf(sign) : sign)).join("");
  return digits.trim().replace(/^(?:about|around|roughly|ca\.?|[~≈])\s*/i, "").replace(/^([-−]?)\s*[$€]\s*/, "$1").trim();
}

/**
 * What stands behind the number: a word such as "million", a unit, both, or nothing.
 * @param {string} rest
 * @param {string[]} units
 * @returns {[number | null, number | null]} the factor of the word, null where it is not understood, and the unit's place
 */
function suffix(rest, units) {
  if (!rest) return [1, null];
  const unit = place(rest, units);
  if (unit !== null) return [1, unit];
  const [, word = "", behind = ""] = /^([a-z]+)\b\s*(.*)$/i.exec(rest) ?? [];
  const scale = WORDS[word.toLowerCase()];
  if (scale === undefined) return [null, null];
  if (!behind) return [scale, null];
  const named = place(behind, units);
  return named === null ? [null, null] : [scale, named];
}

/** @param {string} text @param {string[]} units */
function place(text, units) {
  /** @param {string} unit */
  const bare = (unit) => unit.replace(/^\$/, "").replace(/s(?=\/|$)/g, "").replace(/\s/g, "");
  const exact = units.findIndex((unit) => unit === text);
  const found = exact < 0 ? units.findIndex((unit) => bare(unit).toLowerCase() === bare(text).toLowerCase()) : exact;
  return found < 0 || !bare(text) ? null : found;
}

/** @param {string} text */
function short(text) {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}

/** @param {string[]} units */
function listed(units) {
  return units.length > 1 ? `${units.slice(0, -1).join(", ")} or ${units[units.length - 1]}` : units[0];
}
