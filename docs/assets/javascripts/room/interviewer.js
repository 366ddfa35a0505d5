/** What an interviewer asks while one works: follow-ups of the phase, by level, at their minute. */

/** @typedef {import("./data.js").FollowUp} FollowUp */
/** @typedef {import("./clock.js").Phase} Phase */

const LEVELS = ["mid", "senior", "staff"];
/** When a follow-up comes, as a part of its phase: after the first thoughts, and before the end. */
const WHEN = [0.45, 0.8];

/**
 * The follow-ups that are asked of a candidate of this level: those of the level first, none above it.
 * @param {FollowUp[]} found of one step
 * @param {string} level
 * @returns {FollowUp[]}
 */
export function fitting(found, level) {
  const top = LEVELS.indexOf(level);
  const rank = (/** @type {FollowUp} */ one) => LEVELS.indexOf(one.level);
  return found.filter((one) => rank(one) <= top).sort((one, other) => rank(other) - rank(one));
}

/**
 * How many follow-ups of a phase were asked by now.
 * @param {Phase} phase
 * @param {number} time that has run, in ms
 */
export function askedBy({ from, to }, time) {
  return WHEN.filter((part) => time >= from + part * (to - from)).length;
}
