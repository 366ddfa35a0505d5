/** Text to the words of the index, as scripts/search/words.py does for the chapters. */
import { stemmer } from "../../vendor/stemmer.js";

/** British spellings and their American counterpart; three letters stand before each, so that all forms of a word
 * are respelled or none: not raised without raise. @type {[RegExp, string][]} */
const SPELLINGS = [
  [/isation/, "ization"],
  [/(...)is(e|ed|es|ing)$/, "$1iz$2"],
  [/(...)our(s|ed|ing|al)?$/, "$1or$2"],
];
const SHORTEST_STEMMED = 3;
/** Stands before a whole name among the words of the index. */
export const WHOLE = "=";

/** Words of a question that tell no chapter from another. */
const FILLERS = new Set(
  `a about all am an and any are as at be been but by can could did do does for from get had has have having he her his
  how i if in into is it its itself just let like me more most much must my of on one or other our out over should so
  some such than that the their them then there these they this those to too up us use used using very was we were what
  when where which while who whom whose why will with would you your explain tell mean means meaning difference between
  vs versus need want find give way best good design build system`.split(/\s+/),
);

/**
 * Words in lower case, without accents: "Text-to-Image" is text, to, image.
 * @param {string} text
 */
export function words(text) {
  const plain = text.replaceAll("’", "'").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("'s ", " ");
  return plain.match(/[a-z0-9]+/g) ?? [];
}

/** Stems that were asked for: results are marked and explained with the same few words again and again. */
const known = /** @type {Map<string, string>} */ (new Map());

/**
 * What a word shares with its other forms, after Porter (1980), in American spelling.
 * @param {string} word
 */
export function stem(word) {
  let found = known.get(word);
  if (found === undefined) known.set(word, (found = stemOf(word)));
  return found;
}

/** @param {string} word */
function stemOf(word) {
  let spelled = word;
  for (const [british, american] of SPELLINGS) spelled = spelled.replace(british, american);
  if (spelled.length < SHORTEST_STEMMED) return spelled;
  // Porter's own program and his paper differ in words such as "technology" only by this letter.
  return stemmer(spelled).replace(/i$/, "");
}

/**
 * The words that count: without fillers, unless there are no others.
 * @param {string[]} all
 */
export function telling(all) {
  const kept = all.filter((word) => !FILLERS.has(word));
  return kept.length > 0 ? kept : all;
}
