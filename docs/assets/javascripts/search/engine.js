/**
 * Finds chapters and, in each, the sections that answer best. MiniSearch ranks chapters (BM25 over fields, with prefixes
 * and typing errors); the sections are then weighed by the words that were found.
 */
import MiniSearch from "../../vendor/minisearch.js";
import { corrections } from "./spelling.js";
import { stem, telling, words } from "./words.js";

/**
 * @typedef {{ url: string, title: string, kind: string, description: string, sections: { url: string, heading: string }[],
 *   found: string[] }} Hit  `found` are the stems that matched
 * @typedef {{ name: string, url: string }} Suggestion
 * @typedef {{ hits: Hit[], total: number, suggestions: Suggestion[] }} Answer
 * @typedef {[string, string, string, string]} ChapterRow address, title, kind, description
 * @typedef {{ version: number, chapters: ChapterRow[], sections: string[][], terms: string[][], glossary: string,
 *   fields: string[], lengths: number[][], words: string, postings: number[][], headings: number[][],
 *   keywords: number[][] }} Index  as scripts/search/index.py writes it
 */

/** Of the index's format, as in scripts/search/index.py. */
export const VERSION = 1;
const MOST_WORDS = 12;
const LONGEST = 200;
const MOST_HITS = 20;
const MOST_SECTIONS = 3;
const MOST_SUGGESTIONS = 5;
/** How alike a term must look to a query that found nothing. */
const LIKE = 0.3;
/** A section that says much less than the best one is not worth a line. */
const WORTH = 0.4;

/** A chapter's name says what it explains; its text only what it mentions. */
const BOOST = { title: 6, names: 7, headings: 2.5, description: 2, text: 1 };
/** The whole query as the name of what a chapter explains, against a word of that name. */
const WHOLE_BOOST = Object.fromEntries(Object.entries(BOOST).map(([field, weight]) => [field, 2 * weight]));
/** Stands before a whole name among the words of the index. */
const WHOLE = "=";
/** A longer word that begins alike against the word itself. */
const WEIGHTS = { prefix: 0.5, fuzzy: 0 };
/** A word in a section's heading against one in its text. */
const HEADING = 3;

export class Engine {
  /** @param {Index} index */
  constructor(index) {
    if (index?.version !== VERSION) throw new Error(`index of version ${index?.version}, expected ${VERSION}`);
    this.index = index;
    this.words = decoded(index.words);
    /** @type {Map<string, number>} */
    this.number = new Map(this.words.map((word, number) => [word, number]));
    /** Words a reader can have meant: no whole names. */
    this.plain = this.words.filter((word) => !word.startsWith(WHOLE));
    this.chapters = MiniSearch.loadJS(forMiniSearch(index, this.words), {
      fields: index.fields,
      tokenize: (/** @type {string} */ text) => text.split(" "),
      processTerm: (/** @type {string} */ term) => term,
    });
    /** Number of the first section of each chapter. */
    this.first = [0];
    for (const row of index.sections) this.first.push(this.first[this.first.length - 1] + row.length / 2);
  }

  /**
   * @param {string} query
   * @returns {Answer}
   */
  search(query) {
    const typed = words(query.slice(0, LONGEST)).slice(0, MOST_WORDS);
    const asked = [...new Set(telling(typed).map(stem))];
    if (asked.length === 0) return { hits: [], total: 0, suggestions: [] };
    const unfinished = /[\p{L}\p{N}]$/u.test(query) ? stem(typed[typed.length - 1]) : "";
    const name = WHOLE + typed.map(stem).join("_");
    /** What each word stands for: itself, or the words that look most like it. @type {Map<string, string[]>} */
    const meant = new Map(asked.map((word) => [word, this.#meant(word)]));
    const results = this.chapters.search({
      combineWith: "OR",
      queries: [
        ...asked.map((word) => this.#query(word, meant.get(word) ?? [], word === unfinished)),
        ...(this.number.has(name) ? [{ queries: [name], boost: WHOLE_BOOST }] : []),
      ],
    });
    const ranked = results
      .map((result) => ({ result, score: result.score * coverage(result.queryTerms, meant) }))
      .sort((a, b) => b.score - a.score);
    const hits = ranked.slice(0, MOST_HITS).map(({ result }) => this.#hit(result.id, result.terms));
    return { hits, total: ranked.length, suggestions: hits.length > 0 ? [] : this.#suggest(query) };
  }

  /**
   * A word that the index does not know stands for the words that look most like it.
   * @param {string} word a stem
   */
  #meant(word) {
    return this.number.has(word) ? [word] : corrections(word, this.plain);
  }

  /**
   * @param {string} word a stem
   * @param {string[]} meant what it stands for
   * @param {boolean} unfinished whether the reader may still be typing it
   */
  #query(word, meant, unfinished) {
    return {
      combineWith: "OR",
      queries: [...meant, ...(unfinished && word.length > 1 ? [{ queries: [word], prefix: true }] : [])],
      weights: WEIGHTS,
      boost: BOOST,
    };
  }

  /**
   * @param {number} chapter
   * @param {string[]} found
   * @returns {Hit}
   */
  #hit(chapter, found) {
    const [url, title, kind, description] = this.index.chapters[chapter];
    const row = this.index.sections[chapter];
    const sections = this.#sections(chapter, found).map((place) => ({
      url: `${url}#${row[2 * place]}`,
      heading: row[2 * place + 1],
    }));
    return { url, title, kind, description, sections, found };
  }

  /**
   * @param {number} chapter
   * @param {string[]} found
   * @returns {number[]} places of the best sections within the chapter, best first
   */
  #sections(chapter, found) {
    const start = this.first[chapter];
    const end = this.first[chapter + 1];
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const word of found) {
      const number = this.number.get(word) ?? -1;
      const lists = [this.index.headings[number] ?? [], this.index.keywords[number] ?? []];
      const rarity = Math.log(1 + this.first[this.first.length - 1] / (1 + lists[0].length + lists[1].length));
      for (const [list, weight] of /** @type {[number[], number][]} */ ([[lists[0], HEADING], [lists[1], 1]])) {
        let section = 0;
        for (const step of list) {
          section += step;
          if (section >= end) break;
          if (section >= start) scores.set(section, (scores.get(section) ?? 0) + weight * rarity);
        }
      }
    }
    const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_SECTIONS);
    return best.filter(([, score]) => score >= WORTH * best[0][1]).map(([section]) => section - start);
  }

  /**
   * The terms of the glossary that look most like a query.
   * @param {string} query
   * @returns {Suggestion[]}
   */
  #suggest(query) {
    const asked = letters(query);
    return this.index.terms
      .map(([name, short, anchor]) => ({
        name: short ? `${name} (${short})` : name,
        url: `${this.index.glossary}#${anchor}`,
        likeness: Math.max(likeness(asked, letters(name)), short ? likeness(asked, letters(short)) : 0),
      }))
      .filter(({ likeness }) => likeness >= LIKE)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_SUGGESTIONS)
      .map(({ name, url }) => ({ name, url }));
  }
}

/**
 * The share of the words asked for that were found.
 * @param {string[]} matched
 * @param {Map<string, string[]>} meant
 */
function coverage(matched, meant) {
  const found = [...meant].filter(([word, stems]) => matched.includes(word) || stems.some((s) => matched.includes(s)));
  return found.length / meant.size;
}

/**
 * Words from their front-coded form.
 * @param {string} coded
 */
function decoded(coded) {
  let before = "";
  return (coded ? coded.split(" ") : []).map((row) => {
    before = before.slice(0, Number.parseInt(row[0], 36)) + row.slice(1);
    return before;
  });
}

/**
 * The index in MiniSearch's own serialized form (version 2).
 * @param {Index} index
 * @param {string[]} vocabulary
 */
function forMiniSearch(index, vocabulary) {
  const ids = index.chapters.map((_, number) => number);
  const average = index.fields.map(
    (_, field) => index.lengths.reduce((sum, lengths) => sum + lengths[field], 0) / index.lengths.length,
  );
  return {
    documentCount: ids.length,
    nextId: ids.length,
    documentIds: Object.fromEntries(ids.map((id) => [id, id])),
    fieldIds: Object.fromEntries(index.fields.map((field, number) => [field, number])),
    fieldLength: Object.fromEntries(index.lengths.map((lengths, id) => [id, lengths])),
    averageFieldLength: average,
    storedFields: {},
    dirtCount: 0,
    serializationVersion: 2,
    index: vocabulary
      .map((word, number) => /** @type {[string, object]} */ ([word, postings(index.postings[number])]))
      .filter(([, fields]) => Object.keys(fields).length > 0),
  };
}

/**
 * @param {number[]} row
 * @returns {Record<number, Record<number, number>>} uses by field and chapter
 */
function postings(row) {
  /** @type {Record<number, Record<number, number>>} */
  const fields = {};
  for (let at = 0, field = 0; at < row.length; field += 1) {
    let left = row[at++];
    if (left === 0) continue;
    /** @type {Record<number, number>} */
    const uses = {};
    for (let chapter = 0; left > 0; left -= 1) {
      chapter += row[at++];
      uses[chapter] = row[at++];
    }
    fields[field] = uses;
  }
  return fields;
}

/**
 * Each two neighboring letters of a text.
 * @param {string} text
 */
function letters(text) {
  const plain = ` ${words(text.slice(0, LONGEST)).join(" ")} `;
  return new Set([...plain].slice(1).map((letter, index) => plain[index] + letter));
}

/**
 * How alike two sets are, from 0 to 1 (Dice).
 * @param {Set<string>} a
 * @param {Set<string>} b
 */
function likeness(a, b) {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}
