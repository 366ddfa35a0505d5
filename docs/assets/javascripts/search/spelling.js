/** What a reader may have meant by a word that the index does not know. */

const SHORTEST = 4;
const LONG = 6;
/** How much of a misspelled word a stem must cover: an ending with an error in it is not cut off by the stemmer. */
const COVERED = 0.45;
const SHORTEST_STEM = 5;

/**
 * The known words nearest to an unknown one, all at the same distance.
 * @param {string} word
 * @param {string[]} known
 */
export function corrections(word, known) {
  if (word.length < SHORTEST) return [];
  let allowed = word.length < LONG ? 1 : 2;
  /** @type {string[]} */
  let best = [];
  for (const candidate of known) {
    if (candidate[0] !== word[0] && candidate[1] !== word[1]) continue;
    const far = apart(word, candidate, allowed);
    if (far > allowed) continue;
    if (far < allowed) best = [];
    allowed = far;
    best.push(candidate);
  }
  return best;
}

/**
 * Errors between a word and a stem, which may be the word's beginning.
 * @param {string} word
 * @param {string} stem
 * @param {number} allowed
 */
function apart(word, stem, allowed) {
  const whole = distance(word, stem, allowed);
  const beginning = stem.length >= SHORTEST_STEM && stem.length < word.length && stem.length >= COVERED * word.length;
  return beginning ? Math.min(whole, distance(word.slice(0, stem.length), stem, allowed) + 0.5) : whole;
}

/**
 * Insertions, deletions, replacements and swaps of neighbors from one word to another (Damerau-Levenshtein, each place
 * edited once); more than allowed is told as Infinity.
 * @param {string} a
 * @param {string} b
 * @param {number} allowed
 */
export function distance(a, b, allowed) {
  if (Math.abs(a.length - b.length) > allowed) return Infinity;
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > allowed) return Infinity;
    before = row;
    row = next;
  }
  return row[b.length] <= allowed ? row[b.length] : Infinity;
}
