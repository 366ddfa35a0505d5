/** Finds chapters by title, by the terms they explain and by the other names readers have for them. */
import { stem, words } from "../search/words.js";

/**
 * @typedef {{ id: string, title: string, names?: string[] }} Named
 * @typedef {{ id: string, title: string, name: string }} Found  `name` is what was found; empty for the title
 * @typedef {{ chapter: Named, name: string, words: string[], stems: string }} Entry
 */

/** Ranks of what is found. */
const [WHOLE_TITLE, WHOLE_NAME, TITLE, NAME] = [0, 1, 2, 3];

export class Names {
  /** @param {Iterable<Named>} chapters */
  constructor(chapters) {
    /** @type {Entry[]} */
    this.entries = [...chapters].flatMap((chapter) =>
      ["", ...(chapter.names ?? [])].map((name) => {
        const all = words(name || chapter.title);
        return { chapter, name, words: all, stems: all.map(stem).join(" ") };
      }),
    );
  }

  /**
   * The chapters that a query names, each once: whole titles and names before those that only begin so.
   * @param {string} query
   * @returns {Found[]}
   */
  find(query) {
    const asked = words(query);
    const stems = asked.map(stem);
    if (asked.length === 0) return [];
    /** @type {{ entry: Entry, rank: number }[]} */
    const ranked = [];
    for (const entry of this.entries) {
      const rank = rankOf(entry, asked, stems);
      if (rank !== undefined) ranked.push({ entry, rank });
    }
    /** @type {Map<string, Found>} */
    const found = new Map();
    for (const { entry } of ranked.sort((a, b) => a.rank - b.rank)) {
      const { id, title } = entry.chapter;
      if (!found.has(id)) found.set(id, { id, title, name: entry.name });
    }
    return [...found.values()];
  }
}

/**
 * @param {Entry} entry
 * @param {string[]} asked
 * @param {string[]} stems of these words
 * @returns {number | undefined} undefined when a word is not in it
 */
function rankOf(entry, asked, stems) {
  if (entry.stems === stems.join(" ")) return entry.name ? WHOLE_NAME : WHOLE_TITLE;
  const own = entry.stems.split(" ");
  const has = asked.every((word, at) => own.includes(stems[at]) || entry.words.some((other) => other.startsWith(word)));
  return has ? (entry.name ? NAME : TITLE) : undefined;
}
