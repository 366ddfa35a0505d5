/**
 * The clock of an attempt. It counts the wall's time, so a laptop that slept and a page that was loaded anew have lost
 * nothing; a pause stops it. All times in ms, shares of steps in minutes.
 */

/** @typedef {import("./data.js").Step} Step */
/** @typedef {{ran: number, since: number}} Clock */
/** @typedef {{slug: string, title: string, number: number, from: number, to: number}} Phase `number` is 0 for the minutes left free */

const MINUTE = 60_000;
/** So long before the end of a phase it is said. */
export const WARNING = MINUTE;

/** @param {Clock} clock @param {number} now */
export function elapsed({ ran, since }, now) {
  return ran + (since ? Math.max(0, now - since) : 0);
}

/** @param {Clock} clock @param {number} now @returns {Clock} */
export function paused(clock, now) {
  return { ran: elapsed(clock, now), since: 0 };
}

/** @param {Clock} clock @param {number} now @returns {Clock} */
export function resumed({ ran, since }, now) {
  return { ran, since: since || now };
}

/**
 * @param {Step[]} steps
 * @param {number} floating minutes left free at the end
 * @param {45 | 60 | 0} minutes of the interview; 0 has no phases
 * @returns {Phase[]}
 */
export function phases(steps, floating, minutes) {
  if (!minutes) return [];
  let from = 0;
  const shares = steps.map(({ slug, title, number, minutes: of }) => ({ slug, title, number, share: of[minutes === 45 ? "45" : "60"] }));
  return [...shares, { slug: "", title: "Questions", number: 0, share: floating }].map(({ share, ...phase }) => {
    const one = { ...phase, from, to: from + share * MINUTE };
    from = one.to;
    return one;
  });
}

/** The phase that runs; the last one goes on. @param {Phase[]} all @param {number} time that has run */
export function phaseAt(all, time) {
  return all.find(({ to }) => time < to) ?? all.at(-1);
}

/**
 * What is to be said between two looks at the clock: the latest of what has happened meanwhile.
 * @param {Phase[]} all
 * @param {number} before
 * @param {number} time
 */
export function signal(all, before, time) {
  const end = all.at(-1)?.to ?? Infinity;
  if (before < end && time >= end) return "The time is over. End the attempt, or finish your sentence.";
  for (const [index, { title, to }] of [...all.entries()].reverse()) {
    const next = all[index + 1];
    if (next && before < to && time >= to) return `Now ${spoken(next)}.`;
    if (before < to - WARNING && time >= to - WARNING && time < to) return `One minute left for ${spoken({ title })}.`;
  }
  return "";
}

/** @param {{title: string}} phase */
function spoken({ title }) {
  return /^[A-Z]{2}/.test(title) ? title : title.slice(0, 1).toLowerCase() + title.slice(1);
}

/** "7:05", or "1:07:05". @param {number} time in ms */
export function shown(time) {
  const seconds = Math.max(0, Math.floor(time / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const digits = `${String(minutes).padStart(hours ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${digits}` : digits;
}
