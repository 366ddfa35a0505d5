/** An attempt in numbers: points of the rubric, what each step reached, what is weakest, and what to try next. */

/** @typedef {import("../store/schema.js").Attempt} Attempt */
/** @typedef {import("./data.js").Rubric} Rubric */
/** @typedef {import("./data.js").Room} Room */
/** @typedef {import("./data.js").Case} Case */

const BEST = 4;
const DAY = 86_400_000;
/** Below this an attempt is worth repeating, after so many days. */
const REPEAT = { below: 70, after: 3 * DAY };
/** Attempts that say how one stands now. */
const LATELY = 3;

/** @param {Rubric} rubric @param {Attempt} attempt @returns {number | undefined} from 25 to 100; none until all dimensions are graded */
export function points({ dimensions }, { grades }) {
  if (dimensions.some(({ name }) => !grades[name])) return undefined;
  return dimensions.reduce((sum, { name, weight }) => sum + weight * grades[name], 0) / BEST;
}

/** @param {Rubric} rubric @param {Attempt} attempt */
export function verdict(rubric, attempt) {
  const reached = points(rubric, attempt);
  const lowest = Math.min(...rubric.dimensions.map(({ name }) => attempt.grades[name] ?? 0));
  return reached === undefined ? undefined : rubric.verdicts.find((one) => reached >= one.least && lowest >= one.lowest);
}

/** Whether the grades are those of a level. @param {Rubric} rubric @param {Attempt} attempt @param {string} level */
export function reaches({ dimensions, levels }, { grades }, level) {
  const needs = levels.find(({ name }) => name === level)?.needs ?? [];
  return needs.every(({ grade, of, count }) => {
    const asked = of?.length ? of : dimensions.map(({ name }) => name);
    return asked.filter((name) => grades[name] >= grade).length >= (count ?? asked.length);
  });
}

/**
 * What a step reached, from 0 to 1: the grade of its dimension, else the part of its points that was covered.
 * @param {Rubric} rubric
 * @param {Attempt} attempt
 * @param {string} step
 * @returns {number | undefined} none where nothing is known of it
 */
export function reached({ dimensions }, { grades, covered }, step) {
  const own = dimensions.filter(({ name, steps }) => steps.length === 1 && steps[0] === step && grades[name]);
  if (own.length) return own.reduce((sum, { name }) => sum + grades[name], 0) / own.length / BEST;
  return covered[step];
}

/** Those that were ended, the oldest first. @param {Iterable<[string, Attempt]>} attempts */
export function ended(attempts) {
  return [...attempts].filter(([, { ended: end }]) => end).sort(([, one], [, other]) => one.begun - other.begun);
}

/**
 * The steps by what they reached lately, the weakest first; none where nothing is known, or all are alike.
 * @param {Room} room
 * @param {Attempt[]} attempts that were ended, the oldest first
 * @returns {{step: import("./data.js").Step, mean: number}[]}
 */
export function weakest({ steps, rubric }, attempts) {
  const lately = attempts.slice(-LATELY);
  const known = steps.flatMap((step) => {
    const values = lately.flatMap((attempt) => reached(rubric, attempt, step.slug) ?? []);
    return values.length ? [{ step, mean: values.reduce((sum, value) => sum + value, 0) / values.length }] : [];
  });
  known.sort((one, other) => one.mean - other.mean);
  // Where all are alike none is weak.
  return known.length && known[0].mean < known[known.length - 1].mean ? known : [];
}

/**
 * What to try next, and why.
 * @param {Room} room
 * @param {Attempt[]} attempts that were ended, the oldest first
 * @param {number} now
 * @returns {{case: Case, why: string} | undefined}
 */
export function proposal(room, attempts, now) {
  const { cases, rubric } = room;
  if (!attempts.length) {
    const first = cases.find(({ slug }) => slug === "retrieval-augmented-generation") ?? cases[0];
    return first && { case: first, why: "It is the case that products ask for most, and it has each of the seven steps in full." };
  }
  const last = new Map(attempts.map((attempt) => [attempt.case, attempt]));
  for (const one of cases) {
    const attempt = last.get(one.slug);
    const score = attempt && points(rubric, attempt);
    if (!attempt || score === undefined || score >= REPEAT.below || now - attempt.ended < REPEAT.after) continue;
    const days = Math.floor((now - attempt.ended) / DAY);
    return { case: one, why: `You reached ${Math.round(score)} of 100 there ${days} days ago. Repeat it before you take a new one.` };
  }
  const [weak] = weakest(room, attempts);
  const fresh = cases.filter(({ slug }) => !last.has(slug));
  const open = fresh.length ? fresh : cases;
  if (!weak) return { case: open[0], why: fresh.length ? "You have not tried it yet." : "You tried it longest ago." };
  const { step } = weak;
  const most = [...open].sort((one, other) => (other.asked[step.slug] ?? 0) - (one.asked[step.slug] ?? 0))[0];
  return { case: most, why: `Your weakest step is ${step.title}, and this case asks ${most.asked[step.slug] ?? 0} follow-ups on it, more than ${fresh.length ? "any other that you have not tried" : "any other"}.` };
}
