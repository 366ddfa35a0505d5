/** What a reader keeps, as a file and back: everything is checked before anything is changed. */
import { VERSION, cardState, isCardId } from "./schema.js";

/** @typedef {import("./schema.js").CardState} CardState */

const FORMAT = "probabilistic-core";
/** Bytes; a thousand cards take a fiftieth of it. */
export const MOST_BYTES = 5_000_000;

/** @param {ReadonlyMap<string, CardState>} cards @param {import("./store.js").Aside[]} aside @param {Date} now */
export function written(cards, aside, now) {
  const told = { format: FORMAT, version: VERSION, saved: now.toISOString(), cards: Object.fromEntries(cards) };
  return `${JSON.stringify(aside.length ? { ...told, aside } : told, null, 1)}\n`;
}

/**
 * @param {{size: number, text: () => Promise<string>}} file
 * @returns {Promise<{cards: Map<string, CardState>} | {fault: string}>} a fault is a sentence for the reader
 */
export async function read(file) {
  if (file.size > MOST_BYTES) return { fault: `The file has ${Math.round(file.size / 1e6)} MB; a saved one has at most ${MOST_BYTES / 1e6}. Nothing was changed.` };
  /** @type {unknown} */
  let found;
  try {
    found = JSON.parse((await file.text()).replace(/^\ufeff/, ""));
  } catch {
    return { fault: "The file is no JSON, or its end is missing. Nothing was changed." };
  }
  const { format, version, cards } = /** @type {Record<string, unknown>} */ (typeof found === "object" && found ? found : {});
  if (format !== FORMAT) return { fault: "This file was not saved by this site. Nothing was changed." };
  if (typeof version !== "number" || version > VERSION) return { fault: "The file was saved by a newer version of this site; reload the page and try again. Nothing was changed." };
  if (typeof cards !== "object" || cards === null || Array.isArray(cards)) return { fault: "The file holds no cards. Nothing was changed." };
  /** @type {Map<string, CardState>} */
  const read = new Map();
  for (const [id, value] of Object.entries(cards)) {
    const state = cardState(value);
    if (!state || !isCardId(id)) return { fault: `The card “${id.slice(0, 60)}” in the file cannot be read. Nothing was changed.` };
    read.set(id, state);
  }
  return { cards: read };
}
