/** How wide words are in the site's font, and how they break into lines. */

/** Sizes of the font by the class of the words, as diagrams.css has them. */
/** @type {Record<string, number>} */
const SIZE = { t: 15, h: 15, m: 14 };
const BOLD = /\b(?:h|core)\b/;
/** From one baseline to the next. */
export const LINE = 18;
/** From the top of a line to its baseline. */
export const ASCENT = 14;

const canvas = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {string} words @param {string} kind class of the words, such as "t core" */
export function widthOf(words, kind) {
  const size = SIZE[kind.slice(0, 1)];
  canvas.font = `${BOLD.test(kind) ? 600 : 400} ${size}px "Source Sans 3"`;
  return canvas.measureText(words).width;
}

/**
 * Breaks words into the fewest lines that fit, all about as wide.
 * @param {string} words
 * @param {string} kind
 * @param {number} room
 * @returns {{ lines: string[], width: number, height: number }}
 */
export function wrapped(words, kind, room) {
  const single = words.replaceAll(/\s+/g, " ").trim();
  if (!single) return { lines: [], width: 0, height: 0 };
  const fewest = broken(single, kind, room);
  let lines = fewest;
  if (fewest.length === 1) return { lines, width: Math.ceil(widest(lines, kind)), height: LINE };
  // The narrowest room that needs no further line leaves no short last line.
  for (let less = room - 6; less > 0; less -= 6) {
    const tighter = broken(single, kind, less);
    if (tighter.length > fewest.length || widest(tighter, kind) > less) break;
    lines = tighter;
  }
  return { lines, width: Math.ceil(widest(lines, kind)), height: lines.length * LINE };
}

/** @param {string[]} lines @param {string} kind */
function widest(lines, kind) {
  return Math.max(...lines.map((line) => widthOf(line, kind)));
}

/** @param {string} words @param {string} kind @param {number} room */
function broken(words, kind, room) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of words.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, kind) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Words as Mermaid keeps them, as a reader sees them. @param {string | string[] | undefined} words */
export function plain(words) {
  const area = document.createElement("textarea");
  const kept = [words ?? ""].flat().join(" ");
  area.innerHTML = kept.replaceAll(/<br\s*\/?>/g, " ").replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";").replaceAll("<", "&lt;");
  return area.value.replaceAll(/\s+/g, " ").trim();
}
