/** Which card is asked next: what is due, the longest first, then new ones, so many a day. */

/** @typedef {import("../store/schema.js").CardState} CardState */
/** @typedef {{id: string, deck: string, step: string, level: string, tier: string, front: string, back: string}} Card */
/** @typedef {{deck: string, step: string, level: string}} Filter empty texts choose all */
/** @typedef {{due: Card[], fresh: Card[], later: number | null}} Queue `later` is when the next of these is due, in ms */

/** New cards a day at most: each of them returns some seven times within a month. */
export const NEW_A_DAY = 20;
/** Cards that are still being learned are asked so long before they are due when nothing else is left, in ms. */
const AHEAD = 20 * 60_000;

/**
 * @param {Card[]} cards in the order of the site
 * @param {ReadonlyMap<string, CardState>} states
 * @param {Filter} filter
 * @param {number} now in ms
 * @returns {Queue}
 */
export function queue(cards, states, filter, now) {
  const chosen = cards.filter((card) => fits(card, filter));
  const known = chosen.filter(({ id }) => states.has(id));
  /** @param {Card} card */
  const due = (card) => /** @type {CardState} */ (states.get(card.id)).due;
  const waiting = known.sort((one, other) => due(one) - due(other));
  const today = new Date(now).setHours(0, 0, 0, 0);
  const begun = [...states.values()].filter(({ first }) => first >= today).length;
  const fresh = chosen.filter(({ id }) => !states.has(id)).slice(0, Math.max(0, NEW_A_DAY - begun));
  const ready = waiting.filter((card) => due(card) <= now);
  if (!ready.length && !fresh.length) ready.push(...waiting.filter((card) => due(card) <= now + AHEAD));
  const [next] = waiting.slice(ready.length);
  return { due: ready, fresh, later: next ? due(next) : null };
}

/** @param {Card} card @param {Filter} filter */
function fits(card, { deck, step, level }) {
  return (!deck || card.deck === deck) && (!step || card.step === step) && (!level || card.level === level);
}
