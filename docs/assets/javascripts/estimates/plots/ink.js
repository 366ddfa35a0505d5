/** Words with the room they take, numbers and paths, as scripts/pages/plots/ink.py has them. */
import { show } from "../display.js";

/** @typedef {"start" | "middle" | "end"} Anchor */
/** @typedef {{part: number, dx: number, y: number, anchor: Anchor}} Place part of the width, moved by dx, on a line, in em */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom */

export const GRID = 1000;
/** Width of a picture on a phone of 360 px, in em. */
export const NARROW = 25;
const LETTER = 0.52;
/** Of GRID: more than arithmetic of other machines differs by, and less than anybody sees. */
const NOISE = 1e-6;
const TOLERANCE = 2;
const [OVER_WORDS, OUTSIDE] = [200, 1000];
const CLASSES = { start: "", middle: "c", end: "e" };

/** @param {string} text */
export const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A length with no more digits than can be seen. @param {number} value @param {number} digits */
export function rounded(value, digits = 2) {
  const scale = 10 ** digits;
  const text = (Math.floor(value * scale + 0.5) / scale).toFixed(digits).replace(/0+$/, "").replace(/\.$/, "");
  const short = text.replace(/^(-?)0\./, "$1.");
  return ["-0", ""].includes(short) ? "0" : short;
}

/** @param {string} words @returns {number} about their width, in em */
export const width = (words) => [...words].length * LETTER;

/** What is left free at one side, in whole em: the stylesheet has a class for each. @param {number} room */
export const side = (room) => Math.ceil(room - NOISE);

/** @param {number} left @param {number} right */
export const margins = (left, right) => `pc-plot pl-${left} pr-${right}`;

/** @param {string} words @param {number} most letters in a line */
export function wrap(words, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && [...last].length + 1 + [...word].length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A figure without the name of its unit, with $ and %. @param {number} value @param {string} unit @param {boolean} exact */
export function short(value, unit, exact = false) {
  const bare = unit.startsWith("usd") ? "usd" : unit === "percent" ? unit : "dimensionless";
  return show(value, bare, { exact });
}

/** A label with the unit that `short` leaves out, unless the label says it. @param {string} label @param {string} unit @param {boolean} log */
export function named(label, unit, log = false) {
  const scale = log ? " (log scale)" : "";
  if (["percent", "dimensionless", "usd"].includes(unit)) return label + scale;
  const words = show(1.5, unit, { exact: true }).replace(/1[.]50?/g, "").trim();
  const said = label.toLowerCase().split(/[^\p{L}\p{N}_]+/u).includes(words.split(/[/ ·]/)[0].toLowerCase());
  return said ? label + scale : `${label}, ${words}${scale}`;
}

/** @param {string} x @param {number} y @param {string} words @param {string} css @param {number} dx */
export function text(x, y, words, css = "", dx = 0) {
  const marked = css && ` class="${css}"`;
  const moved = dx ? ` dx="${rounded(dx)}em"` : "";
  return `<text${marked} x="${x}"${moved} y="${rounded(y)}em">${escaped(words)}</text>`;
}

/** @param {number} part */
export const percent = (part) => `${rounded(part * 100, 1)}%`;

/** @param {number} y @param {number} height @param {string[]} paths */
export function stretched(y, height, paths) {
  const box = `viewBox="0 0 ${GRID} ${GRID}" preserveAspectRatio="none" y="${rounded(y)}em" height="${rounded(height)}em"`;
  return `<svg ${box}>${paths.join("")}</svg>`;
}

/** @param {string} css @param {string[]} lines */
export const path = (css, lines) => (lines.length ? `<path class="${css}" d="${lines.join("")}"/>` : "");
/** @param {number} part */
export const across = (part) => `M0 ${onGrid(part)}h${GRID}`;
/** @param {number} part */
export const down = (part) => `M${onGrid(part)} 0v${GRID}`;
/** @param {number} part */
export const onGrid = (part) => Math.floor(part * GRID + 0.5 + NOISE);

/** @param {([number, number] | null)[]} points in parts of width and height; the line is broken where there is none */
export function lineThrough(points) {
  /** @type {[number, number][][]} */
  const runs = [[]];
  for (const point of points) {
    if (point) runs[runs.length - 1].push([onGrid(point[0]), onGrid(point[1])]);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1).map((run) => drawn(fewer(run)));
}

/** @param {[number, number][]} run */
function drawn([[x, y], ...rest]) {
  let line = `M${x} ${y}l`;
  for (const [nextX, nextY] of rest) {
    line += `${nextX - x}${nextY < y ? "" : " "}${nextY - y} `;
    [x, y] = [nextX, nextY];
  }
  return line.trimEnd();
}

/** Without the points that change nothing (Douglas and Peucker, by height). @param {[number, number][]} run @returns {[number, number][]} */
function fewer(run) {
  if (run.length < 3) return run;
  const [[x0, y0], [x1, y1]] = [run[0], run[run.length - 1]];
  const off = run.map(([x, y]) => Math.abs((y - y0) * (x1 - x0) - (y1 - y0) * (x - x0)));
  const most = Math.max(...off);
  if (most <= TOLERANCE * (x1 - x0)) return [run[0], run[run.length - 1]];
  const at = off.indexOf(most);
  return [...fewer(run.slice(0, at + 1)).slice(0, -1), ...fewer(run.slice(at))];
}

/** @param {Place} place @param {string} words @param {number} wide @returns {Box} */
function boxOf({ part, dx, y, anchor }, words, wide) {
  const size = width(words);
  const left = part * wide + dx - { start: 0, middle: size / 2, end: size }[anchor];
  return [left, y - 0.95, left + size, y + 0.3];
}

/** What is taken of a picture, in em, so that words stand where least is. */
export class Room {
  /** @param {number} wide @param {number} bottom */
  constructor(wide, bottom = Infinity) {
    this.wide = wide;
    this.bottom = bottom;
    /** @type {[number, number][]} */
    this.points = [];
    /** @type {Box[]} */
    this.boxes = [];
  }

  /** @param {string} words @param {Place[]} places @param {string} css */
  put(words, places, css = "") {
    const costs = places.map((place) => this.#cost(boxOf(place, words, this.wide)));
    const place = places[costs.indexOf(Math.min(...costs))];
    this.boxes.push(boxOf(place, words, this.wide));
    const classes = ["w", css, CLASSES[place.anchor]].filter(Boolean).join(" ");
    return text(percent(place.part), place.y, words, classes, place.dx);
  }

  /** @param {Box} box */
  #cost([left, top, right, bottom]) {
    const points = this.points.filter(([x, y]) => left <= x && x <= right && top <= y && y <= bottom).length;
    const boxes = this.boxes.filter((b) => left < b[2] && b[0] < right && top < b[3] && b[1] < bottom).length;
    return points + OVER_WORDS * boxes + (left < -0.5 || right > this.wide + 0.5 || bottom > this.bottom ? OUTSIDE : 0);
  }
}
