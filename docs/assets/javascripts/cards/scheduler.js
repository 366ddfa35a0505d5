/** When a card is asked again: FSRS, the scheduler of Anki, with its default weights. */
import { createEmptyCard, fsrs } from "../../vendor/fsrs.js";

/** @typedef {import("../store/schema.js").CardState} CardState */
/** @typedef {{name: string, state: CardState, wait: string}} Choice `wait` is how long until it is asked again, as one says it */

const GRADES = ["Again", "Hard", "Good", "Easy"];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const scheduler = fsrs({ enable_fuzz: false });

/** What each grade leads to. @param {CardState | undefined} state @param {number} now in ms @returns {Choice[]} */
export function choices(state, now) {
  return GRADES.map((name, place) => {
    const { card } = scheduler.next(state ? asCard(state) : createEmptyCard(now), now, /** @type {1 | 2 | 3 | 4} */ (place + 1));
    const kept = {
      due: card.due.getTime(),
      stability: card.stability,
      difficulty: card.difficulty,
      scheduled: card.scheduled_days,
      steps: card.learning_steps,
      reps: card.reps,
      lapses: card.lapses,
      state: /** @type {0 | 1 | 2 | 3} */ (card.state),
      first: state?.first ?? now,
      last: now,
    };
    return { name, state: kept, wait: waiting(kept.due - now) };
  });
}

/** @param {CardState} kept */
function asCard({ due, stability, difficulty, scheduled, steps, reps, lapses, state, last }) {
  const times = { due: new Date(due), last_review: new Date(last) };
  return { ...times, stability, difficulty, elapsed_days: 0, scheduled_days: scheduled, learning_steps: steps, reps, lapses, state };
}

/** @param {number} time in ms */
export function waiting(time) {
  if (time < 59.5 * MINUTE) return plural(Math.max(1, Math.round(time / MINUTE)), "minute");
  if (time < 23.5 * 60 * MINUTE) return plural(Math.round(time / (60 * MINUTE)), "hour");
  const days = Math.round(time / DAY);
  if (days < 45) return plural(days, "day");
  return days < 365 ? plural(Math.round(days / 30.4), "month") : plural(Math.round(days / 36.5) / 10, "year");
}

/** @param {number} number @param {string} word */
function plural(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
