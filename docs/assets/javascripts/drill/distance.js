/** How far an estimate is off, by the factor between it and the answer. */

/** Off by no more than this is enough. */
export const ENOUGH = 2;

/** @typedef {{factor: number, high: boolean, enough: boolean}} Distance `factor` is at least 1 */

/** @param {number} own above zero @param {number} right above zero @returns {Distance} */
export function distance(own, right) {
  const high = own > right;
  const factor = high ? own / right : right / own;
  return { factor, high, enough: factor <= ENOUGH * (1 + 1e-9) };
}

/** The factor as one says it: two digits, and from a thousand on as a power of ten. @param {number} factor */
export function said(factor) {
  if (factor < 1000) return String(Number(factor.toPrecision(2)));
  return `10${[...String(Math.round(Math.log10(factor)))].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("")}`;
}

/** The verdict in a sentence. @param {Distance} found */
export function verdict({ factor, high, enough }) {
  if (factor < 1.05) return "Spot on.";
  const off = `${said(factor)} times too ${high ? "high" : "low"}`;
  if (enough) return `Good enough: ${off}.`;
  if (factor < 10) return `Not yet: ${off}.`;
  return factor < 1000 ? `Far off: ${off}. A zero or a unit is missing somewhere.` : `Far off: about ${off}. Look at the units first.`;
}
