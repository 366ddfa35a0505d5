/**
 * Finds chapters and, in each, the sections that answer best. MiniSearch ranks chapters (BM25 over fields, with prefixes
 * and typing errors); the sections are then weighed by the words that were found.
 */
import MiniSearch from "../../vendor/minisearch.js";
import { corrections } from "./spelling.js";
import { WHOLE, stem, telling, words } from "./words.js";

/**
 * @typedef {{ url: string, heading: string, path: string[], explains: string[], mentions: string[] }} Part  of a chapter:
 *   `path` are the headings above it, `explains` the terms asked for that it explains, `mentions` the words found in its
 *   text alone
 * @typedef {{ url: string, title: string, kind: string, description: string, sections: Part[], found: string[],
 *   mentions: string[] }} Hit  `found` are the stems that matched, `mentions` the words that only the chapter's text has
 * @typedef {{ name: string, definition: string, url: string, explained: string, place: string }} Definition  with the
 *   address of the section that explains it, and the name of that
 * @typedef {{ name: string, url: string }} Suggestion
 * @typedef {{ hits: Hit[], total: number, suggestions: Suggestion[], definition?: Definition }} Answer
 * @typedef {[string, string, string, string]} ChapterRow address, title, kind, description
 * @typedef {[string, string, string, string, number, number, ...string[]]} TermRow name, short form, id, definition,
 *   number of the chapter and place of the section that explain it, other forms
 * @typedef {{ version: number, chapters: ChapterRow[], sections: (string | number)[][], terms: TermRow[], glossary: string,
 *   fields: string[], lengths: number[][], words: string, postings: number[][], headings: number[][],
 *   keywords: number[][] }} Index  as scripts/search/index.py writes it
 */

/** Of the index's format, as in scripts/search/index.py. */
export const VERSION = 2;
const MOST_WORDS = 12;
const LONGEST = 200;
const MOST_HITS = 20;
const MOST_SECTIONS = 3;
const MOST_SUGGESTIONS = 5;
/** Words of a text that are named as the reason why it was found. */
const MOST_MENTIONS = 3;
/** How alike a term must look to a query that found nothing. */
const LIKE = 0.3;
/** A section that says much less than the best one is not worth a line. */
const WORTH = 0.4;

/** A chapter's name says what it explains; its text only what it mentions. */
const BOOST = { title: 6, names: 7, headings: 2.5, description: 2, text: 1 };
/** The whole query as the name of what a chapter explains, against a word of that name. */
const WHOLE_BOOST = Object.fromEntries(Object.entries(BOOST).map(([field, weight]) => [field, 2 * weight]));
/** A longer word that begins alike against the word itself. */
const WEIGHTS = { prefix: 0.5, fuzzy: 0 };
/** A word in a section's heading against one in its text. */
const HEADING = 3;
/** Entries of a section in its chapter's row: id, heading, how far above the section stands whose part it is. */
const ROW = 3;
/** Letters that a word being typed must have at least when its stem has fewer than were typed. */
const SHORTEST_STEM = 3;

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
    /** @type {Map<string, string> | undefined} */
    this.spelling = undefined;
    /** Number of the first section of each chapter. */
    this.first = [0];
    for (const row of index.sections) this.first.push(this.first[this.first.length - 1] + row.length / ROW);
  }

  /**
   * @param {string} query
   * @returns {Answer}
   */
  search(query) {
    const typed = words(query.slice(0, LONGEST)).slice(0, MOST_WORDS);
    const asked = [...new Set(telling(typed).map(stem))];
    if (asked.length === 0) return { hits: [], total: 0, suggestions: [] };
    const last = typed[typed.length - 1];
    const begun = stem(last);
    // What is left of a short word, as "sa" of "say", begins too many others.
    const tells = begun.length >= Math.min(last.length, SHORTEST_STEM) && begun.length > 1;
    const unfinished = tells && /[\p{L}\p{N}]$/u.test(query) ? begun : "";
    const name = nameOf(typed.map(stem));
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
    const own = new Map((query.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => words(word).map((one) => [stem(one), word])));
    const hits = ranked.slice(0, MOST_HITS).map(({ result }) => this.#hit(result.id, result.terms, own));
    const spelled = [...meant.values()].map((words) => words[0] ?? "");
    const definition = this.#define([name, nameOf(asked), nameOf(spelled)]);
    const suggestions = hits.length > 0 ? [] : this.#suggest(query);
    return { hits, total: ranked.length, suggestions, ...(definition && { definition }) };
  }

  /**
   * The definition of the term that is called so.
   * @param {string[]} names whole names, the likeliest first
   * @returns {Definition | undefined}
   */
  #define(names) {
    const known = [...new Set(names)].filter((name) => this.number.has(name));
    const term = known.map((name) => this.#named(name)).find(Boolean);
    if (!term) return undefined;
    const [, , anchor, definition, chapter, place] = term;
    const [url, title] = this.index.chapters[chapter] ?? ["", ""];
    const part = place < 0 ? undefined : this.#part(chapter, place);
    return {
      name: nameOfTerm(term),
      definition,
      url: `${this.index.glossary}#${anchor}`,
      explained: part?.url ?? url,
      place: [title, ...(part?.path ?? []), ...(part ? [part.heading] : [])].join(" › "),
    };
  }

  /**
   * The term of a whole name. Only forms that begin with its letter are read: all of them take a phone a tenth of a second.
   * @param {string} name
   */
  #named(name) {
    return this.index.terms.find((term) =>
      formsOf(term).some((form) => mayBegin(form, name[WHOLE.length]) && nameOf(words(form).map(stem)) === name),
    );
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
      queries: [...meant, ...(unfinished ? [{ queries: [word], prefix: true }] : [])],
      weights: WEIGHTS,
      boost: BOOST,
    };
  }

  /**
   * @param {number} chapter
   * @param {string[]} found stems
   * @param {Map<string, string>} own words of the reader by their stems
   * @returns {Hit}
   */
  #hit(chapter, found, own) {
    const [url, title, kind, description] = this.index.chapters[chapter];
    const plain = found.filter((word) => !word.startsWith(WHOLE));
    const sections = this.#sections(chapter, found).map((place) => {
      const part = this.#part(chapter, place);
      const terms = this.#explained(chapter, place).map((term) => ({ name: nameOfTerm(term), stems: stemsOf(formsOf(term)) }));
      const explains = terms.filter(({ stems }) => plain.some((word) => stems.has(word))).slice(0, MOST_MENTIONS);
      const shown = stemsOf([part.heading, ...explains.map(({ name }) => name)]);
      const others = plain.filter((word) => !shown.has(word) && this.#tells(word, this.first[chapter] + place));
      return { ...part, explains: explains.map(({ name }) => name), mentions: this.#spelled(others, own) };
    });
    const shown = stemsOf([title, description]);
    const isTold = sections.length > 0 || plain.some((word) => shown.has(word));
    return { url, title, kind, description, sections, found, mentions: isTold ? [] : this.#spelled(plain, own) };
  }

  /**
   * @param {number} chapter
   * @param {number} place of a section in it
   */
  #part(chapter, place) {
    const row = this.index.sections[chapter];
    /** @type {string[]} */
    const path = [];
    const above = (/** @type {number} */ at) => at - Number(row[ROW * at + 2]);
    for (let here = place, next = above(here); next < here; [here, next] = [next, above(next)]) {
      path.unshift(String(row[ROW * next + 1]));
    }
    return { url: `${this.index.chapters[chapter][0]}#${row[ROW * place]}`, heading: String(row[ROW * place + 1]), path };
  }

  /**
   * The terms that a section explains.
   * @param {number} chapter
   * @param {number} place
   */
  #explained(chapter, place) {
    return this.index.terms.filter((term) => term[4] === chapter && term[5] === place);
  }

  /**
   * Whether a word tells a section from others.
   * @param {string} word a stem
   * @param {number} wanted number of the section
   */
  #tells(word, wanted) {
    const number = this.number.get(word) ?? -1;
    return [this.index.headings[number], this.index.keywords[number]].some((steps) => {
      let section = 0;
      return steps?.some((step) => (section += step) === wanted);
    });
  }

  /**
   * Stems as words: those of the reader, or else of a heading or a description.
   * @param {string[]} stems
   * @param {Map<string, string>} own words of the reader by their stems
   */
  #spelled(stems, own) {
    return stems.slice(0, MOST_MENTIONS).flatMap((word) => own.get(word) ?? this.#written().get(word) ?? []);
  }

  /** Words that terms, chapters and headings use, by their stems; made when first asked for. */
  #written() {
    if (!this.spelling) {
      const { chapters, sections, terms } = this.index;
      const rows = [...terms.flatMap(formsOf), ...chapters.flatMap((row) => [row[1], row[3]]), ...sections.flat()];
      this.spelling = new Map([...new Set(words(rows.join(" ")))].reverse().map((word) => [stem(word), word]));
    }
    return this.spelling;
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
   * The terms of the glossary and the chapters whose names look most like a query.
   * @param {string} query
   * @returns {Suggestion[]}
   */
  #suggest(query) {
    const asked = letters(query);
    const named = [
      ...this.index.terms.map((term) => ({
        name: nameOfTerm(term),
        url: `${this.index.glossary}#${term[2]}`,
        names: formsOf(term),
      })),
      ...this.index.chapters.map(([url, title]) => ({ name: title, url, names: [title] })),
    ];
    return named
      .map(({ names, ...rest }) => ({ ...rest, likeness: Math.max(...names.map((name) => likeness(asked, letters(name)))) }))
      .filter(({ likeness }) => likeness >= LIKE)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_SUGGESTIONS)
      .map(({ name, url }) => ({ name, url }));
  }
}

/**
 * A whole name as the index has it.
 * @param {string[]} stems
 */
function nameOf(stems) {
  return WHOLE + stems.join("_");
}

/** @param {TermRow} term */
function nameOfTerm([name, short]) {
  return short ? `${name} (${short})` : name;
}

/**
 * Every way in which a term is written.
 * @param {TermRow} term
 */
function formsOf([name, short, , , , , ...also]) {
  return [name, short, ...also].filter(Boolean);
}

/**
 * Whether the first word of a text can begin with a letter; what begins with another sign has to be read.
 * @param {string} text
 * @param {string} letter
 */
function mayBegin(text, letter) {
  return !/^[a-z0-9]/i.test(text) || text[0].toLowerCase() === letter;
}

/** @param {string[]} texts */
function stemsOf(texts) {
  return new Set(texts.flatMap((text) => words(text).map(stem)));
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
