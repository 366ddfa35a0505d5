/** What is kept on a reader's device, and how it is told from what is not ours. */

/** Of the form of what is kept; a later one is left alone. */
export const VERSION = 1;

/**
 * What is known of a card that was graded. Times are in ms since 1970, intervals in days.
 * @typedef {object} CardState
 * @property {number} due
 * @property {number} stability after how many days it would be known with nine chances in ten
 * @property {number} difficulty from 1 to 10
 * @property {number} scheduled the interval that led to `due`
 * @property {number} steps how far it is on its way out of learning
 * @property {number} reps how often it was graded
 * @property {number} lapses how often it was lost after it had been known
 * @property {0 | 1 | 2 | 3} state new, learning, review, relearning
 * @property {number} first when it was graded first
 * @property {number} last when it was graded last
 */

const LATEST = Date.UTC(2200, 0);
/** @type {Record<keyof CardState, [number, number]>} least and most of each number */
const LIMITS = {
  due: [0, LATEST],
  stability: [0, 40000],
  difficulty: [0, 10],
  scheduled: [0, 40000],
  steps: [0, 20],
  reps: [1, 1e6],
  lapses: [0, 1e6],
  state: [0, 3],
  first: [0, LATEST],
  last: [0, LATEST],
};
const WHOLE = new Set(["steps", "reps", "lapses", "state"]);
/** An address of a card: a path below the root with an anchor. */
const ID = /^[\w./-]{0,200}#[\w.:-]{1,200}$/;

/** @param {unknown} id @returns {id is string} */
export function isCardId(id) {
  return typeof id === "string" && ID.test(id);
}

/** Only what belongs to it, or null where it cannot be read. @param {unknown} value @returns {CardState | null} */
export function cardState(value) {
  if (typeof value !== "object" || value === null) return null;
  const given = /** @type {Record<string, unknown>} */ (value);
  /** @type {Record<string, number>} */
  const kept = {};
  for (const [name, [least, most]] of Object.entries(LIMITS)) {
    const number = given[name];
    if (typeof number !== "number" || !(number >= least && number <= most)) return null;
    if (WHOLE.has(name) && !Number.isInteger(number)) return null;
    kept[name] = number;
  }
  return /** @type {CardState} */ (/** @type {unknown} */ (kept));
}
