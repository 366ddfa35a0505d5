/** What is kept on a reader's device, shelf by shelf, and how it is told from what is not ours. */
import { list, mapping, number, oneOf, record, text, whole, yesNo } from "./shapes.js";

/** Of the form of what is kept; a later one is left alone. 1 kept cards only. */
export const VERSION = 2;

const LATEST = Date.UTC(2200, 0);
const time = number(0, LATEST);
const slug = text(80, /^[a-z0-9-]+$/);
/** A path below the root, and an address of a place: such a path with an anchor. */
const path = text(200, /^[\w./-]*$/);
const place = text(400, /^[\w./-]*(#[\w.:-]*)?$/);
const LONG = 50_000;
export const LEVELS = /** @type {const} */ (["mid", "senior", "staff"]);
/** Minutes of an attempt; 0 for as long as it takes. */
export const LENGTHS = /** @type {const} */ ([45, 60, 0]);

/**
 * What is known of a card that was graded. Times are in ms since 1970, intervals in days: `stability` is after how many
 * it would be known with nine chances in ten, `scheduled` the one that led to `due`. `difficulty` goes from 1 to 10,
 * `steps` says how far it is on its way out of learning, `lapses` how often it was lost after it had been known;
 * `state` is new, learning, review or relearning.
 * @typedef {NonNullable<ReturnType<typeof cardState>>} CardState
 */
export const cardState = record({
  due: time,
  stability: number(0, 40000),
  difficulty: number(0, 10),
  scheduled: number(0, 40000),
  steps: whole(0, 20),
  reps: whole(1, 1e6),
  lapses: whole(0, 1e6),
  state: /** @type {import("./shapes.js").Shape<0 | 1 | 2 | 3>} */ (whole(0, 3)),
  first: time,
  last: time,
});

/**
 * One attempt at a case. Its clock has run for `ran` ms and runs on `since` then, 0 while it stands. `ended` is 0 until
 * the reader ends it. `ticked` holds the points that the notes cover, in the words of the case at that time, and
 * `covered` which part of each step's points that is.
 * @typedef {NonNullable<ReturnType<typeof attempt>>} Attempt
 */
export const attempt = record({
  case: slug,
  level: oneOf(LEVELS),
  minutes: oneOf(LENGTHS),
  begun: time,
  changed: time,
  ended: time,
  clock: record({ ran: number(0, LATEST), since: time }),
  step: slug,
  notes: mapping(slug, text(LONG), 20),
  sketch: text(LONG),
  ticked: list(text(400), 200),
  covered: mapping(slug, number(0, 1), 20),
  grades: mapping(slug, whole(1, 4), 40),
  gaps: list(record({ step: slug, text: text(2000), at: place, closed: yesNo }), 200),
});

/**
 * What of a plan is done: the names of the items with when. `date` is the day of the interview, empty for none.
 * @typedef {NonNullable<ReturnType<typeof planState>>} PlanState
 */
export const planState = record({
  date: text(10, /^(\d{4}-\d\d-\d\d)?$/),
  role: text(40),
  done: mapping(text(200), time, 500),
  changed: time,
});

/**
 * How far a chapter was read: `at` is the id of the heading of the last visit and `heading` its words, `updated` the
 * chapter's date then, `read` when its end was reached, 0 before.
 * @typedef {NonNullable<ReturnType<typeof placeRead>>} PlaceRead
 */
export const placeRead = record({
  title: text(200),
  at: text(200),
  heading: text(300),
  updated: text(40),
  visited: time,
  read: time,
});

const cardId = text(400, /^[\w./-]{0,200}#[\w.:-]{1,200}$/);

/**
 * What is kept where: how a key and a value are read, and when a value was changed last, so that of two the newer stays.
 * @satisfies {Record<string, {key: import("./shapes.js").Shape<string>, value: import("./shapes.js").Shape<any>, changed: (value: any) => number}>}
 */
export const SHELVES = {
  cards: { key: cardId, value: cardState, changed: (/** @type {CardState} */ state) => state.last },
  attempts: { key: slug, value: attempt, changed: (/** @type {Attempt} */ found) => found.changed },
  plans: { key: slug, value: planState, changed: (/** @type {PlanState} */ plan) => plan.changed },
  reading: { key: path, value: placeRead, changed: (/** @type {PlaceRead} */ found) => found.visited },
};

/** @typedef {keyof typeof SHELVES} Shelf */
/** @typedef {{cards: CardState, attempts: Attempt, plans: PlanState, reading: PlaceRead}} Values */
export const NAMES = /** @type {Shelf[]} */ (Object.keys(SHELVES));
