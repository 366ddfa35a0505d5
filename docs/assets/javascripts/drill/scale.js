/** A small picture of how far off an estimate is: factors from a hundredth to a hundred, with what is enough marked. */
import { ENOUGH } from "./distance.js";

const ENDS = 100;
/** @type {[number, string][]} */
const TICKS = [
  [1 / 100, "÷100"],
  [1 / 10, "÷10"],
  [1, "answer"],
  [10, "×10"],
  [100, "×100"],
];

/** Where a factor lies, in percent of the width; what is beyond the ends stands at them. @param {number} factor */
export function at(factor) {
  const part = Math.log(factor) / Math.log(ENDS);
  return Math.round((50 + 46 * Math.max(-1, Math.min(1, part))) * 10) / 10;
}

/** @param {number} ratio the reader's estimate over the answer */
export function scale(ratio) {
  const [from, to] = [at(1 / ENOUGH), at(ENOUGH)];
  const ticks = TICKS.map(
    ([factor, label]) => `<svg x="${at(factor)}%" overflow="visible"><path d="M0 24v8"/><text y="50">${label}</text></svg>`,
  );
  return (
    `<svg class="pc-drill__scale" aria-hidden="true" height="56" width="100%">` +
    `<rect class="pc-drill__enough" x="${from}%" width="${to - from}%" y="20" height="16" rx="3"/>` +
    `<line x1="4%" x2="96%" y1="28" y2="28"/>${ticks.join("")}` +
    `<svg x="${at(ratio)}%" overflow="visible"><path class="pc-drill__own" d="M0 19l-7-13h14z"/></svg></svg>`
  );
}
