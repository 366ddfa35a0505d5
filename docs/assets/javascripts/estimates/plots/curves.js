/** Results over one assumption, drawn as scripts/pages/plots/curves.py draws them. */
import { show } from "../display.js";
import { GRID, NARROW, Room, across, down, escaped, lineThrough, margins, named, onGrid, path, percent, rounded, short, side, stretched, text, width, wrap } from "./ink.js";
import { place, spanning, ticks } from "./scales.js";

/** @typedef {[number, number | null]} Point a value of the assumption and the result there */
/** @typedef {{label: string, points: Point[]}} Curve */
/** @typedef {{axis: "x" | "y", at: number, words: string}} Mark */
/**
 * @typedef {object} Plot
 * @property {string} title
 * @property {string} x_label
 * @property {string} x_unit
 * @property {"linear" | "log"} x_scale
 * @property {string} y_label
 * @property {string} y_unit
 * @property {Curve[]} curves the design's own first, then its rivals
 * @property {[number, number]} chosen
 * @property {Mark[]} marks
 */
/** @typedef {import("./ink.js").Place} Place */
/** @typedef {import("./ink.js").Anchor} Anchor */

const LEAST = 8;
const [HEIGHT, LINE] = [12.5, 1.25];
const [MOST_LETTERS, MOST_TITLE] = [13, 44];
const [APART, GAP] = [0.6, 0.35];
/** @type {[number, Anchor][]} */
const SIDES = [
  [0.4, "start"],
  [-0.4, "end"],
];
/** @type {[number, Anchor]} */
const OVER = [0, "middle"];

/** A plot as SVG. @param {Plot} shown */
export const plot = (shown) => new Drawing(shown).svg();

class Drawing {
  /** @param {Plot} shown */
  constructor(shown) {
    this.shown = shown;
    const { curves, chosen, x_scale } = shown;
    const points = curves[0].points;
    this.x = { low: points[0][0], high: points[points.length - 1][0], log: x_scale === "log" };
    this.marks = shown.marks.filter(({ axis, at }) => axis === "y" || (this.x.low <= at && at <= this.x.high));
    const limits = shown.marks.filter(({ axis }) => axis === "y").map(({ at }) => at);
    const drawn = curves.flatMap((curve) => known(curve).map(([, y]) => y));
    this.y = spanning([...drawn, ...limits, chosen[1]], chosen[1]);
    this.title = wrap(named(shown.y_label, shown.y_unit, this.y.log), MOST_TITLE);
    this.top = this.title.length * LINE + 1.1;
    this.low = this.top + HEIGHT;
    this.yTicks = ticks(this.y, () => true);
    this.left = side(Math.max(0.1, ...this.yTicks.map((value) => width(this.#yWords(value)))) + 0.9);
    this.names = curves.map(({ label }) => wrap(label, MOST_LETTERS));
    this.right = side(Math.max(...this.names.flat().map(width)) + 2 * APART);
    this.across = Math.max(NARROW - this.left - this.right, LEAST);
    this.xTicks = ticks(this.x, (values) => this.#sideBySide(values));
  }

  svg() {
    const { shown, title, left, low } = this;
    const over = wrap(named(shown.x_label, shown.x_unit, this.x.log), MOST_TITLE);
    const height = low + 1.6 + over.length * LINE + 0.4;
    const parts = [
      ...title.map((line, n) => text(`-${rounded(left)}em`, (n + 0.8) * LINE, line, "h")),
      this.#lines(),
      ...this.yTicks.map((value) => text("-.5em", this.#height(value) + 0.35, this.#yWords(value), "e")),
      ...this.xTicks.map((value) => text(percent(place(this.x, value)), low + 1.3, this.#xWords(value), "c")),
      ...over.map((line, n) => text("100%", low + 1.4 + (n + 1) * LINE, line, "h e")),
      this.#words(),
      this.#names(),
    ].join("");
    const said = `<title>${escaped(shown.title)}</title><desc>${escaped(this.#described())}</desc>`;
    return `<svg class="${margins(left, this.right)}" role="img" height="${rounded(height)}em">${said}${parts}</svg>`;
  }

  #lines() {
    const { curves, chosen } = this.shown;
    const [x, y] = [place(this.x, chosen[0]), 1 - place(this.y, chosen[1])];
    const marks = this.marks.map(({ axis, at }) => (axis === "y" ? across(1 - place(this.y, at)) : down(place(this.x, at))));
    const [ours, ...rivals] = curves.map((curve) => lineThrough(this.#points(curve)));
    const paths = [
      path("g", this.yTicks.map((value) => across(1 - place(this.y, value)))),
      path("m", marks),
      path("q", [`M${onGrid(x)} ${onGrid(y)}V${GRID}`]),
      ...rivals.map((lines, n) => path(`r r${n + 1}`, lines)),
      path("o", ours),
    ];
    const middle = `cx="${percent(x)}" cy="${rounded(this.top + y * HEIGHT)}em"`;
    return `${stretched(this.top, HEIGHT, paths)}<circle ${middle} r=".36em"/>`;
  }

  #words() {
    const { shown, top, across } = this;
    const room = new Room(across, this.low + 0.5);
    for (const curve of shown.curves) {
      for (const point of this.#points(curve)) if (point) room.points.push([point[0] * across, top + point[1] * HEIGHT]);
    }
    const steps = Array.from({ length: 61 }, (_, n) => n / 60);
    for (const { axis, at } of this.marks) {
      const line = steps.map((step) => /** @type {[number, number]} */ (axis === "y" ? [step * across, this.#height(at)] : [place(this.x, at) * across, top + step * HEIGHT]));
      room.points.push(...line);
    }
    const [x, y] = shown.chosen;
    const [part, height] = [place(this.x, x), this.#height(y)];
    room.boxes.push([part * across - 0.4, height - 0.4, part * across + 0.4, height + 0.4]);
    const words = `${short(y, shown.y_unit)} at ${short(x, shown.x_unit)}`;
    // Marks choose first, because they have fewer places.
    const marked = this.marks.map((mark) => room.put(mark.words, this.#beside(mark), "k")).join("");
    return room.put(words, this.#around(part, height), "o") + marked;
  }

  /** @param {number} part @param {number} height @returns {Place[]} */
  #around(part, height) {
    const [above, below] = [height - 0.75, height + 1.1];
    const near = [above, below, below + 0.5, below + 1, above - 1].flatMap((y) => [...SIDES, OVER].map(([dx, anchor]) => ({ part, dx, y, anchor })));
    return [...near, ...SIDES.map(([dx, anchor]) => ({ part, dx, y: this.low - 0.6, anchor }))];
  }

  /** @param {Mark} mark @returns {Place[]} */
  #beside({ axis, at }) {
    if (axis === "y") {
      const height = this.#height(at);
      /** @type {[number, number, Anchor][]} */
      const ends = [
        [1, -0.3, "end"],
        [0, 0.3, "start"],
        [0.5, 0, "middle"],
      ];
      return [height - 0.4, height + 1.1].flatMap((y) => ends.map(([part, dx, anchor]) => ({ part, dx, y, anchor })));
    }
    const part = place(this.x, at);
    return [this.top - 0.4, this.top + 1, this.low - 0.6].flatMap((y) => SIDES.map(([dx, anchor]) => ({ part, dx, y, anchor })));
  }

  #names() {
    const ends = this.shown.curves.map((curve) => this.#height(/** @type {[number, number]} */ (known(curve).at(-1))[1]));
    const sizes = this.names.map((lines) => lines.length * LINE + GAP);
    const middles = apart(ends, sizes, this.top - 0.8, this.low + 0.6);
    const parts = this.names.map((lines, number) => {
      const [end, middle] = [ends[number], middles[number]];
      const leader = `<line x1=".1em" y1="${rounded(end)}em" x2=".5em" y2="${rounded(middle)}em"/>`;
      const first = middle - (sizes[number] - GAP) / 2 + 0.95;
      const words = lines.map((line, n) => text(`${rounded(APART)}em`, first + n * LINE, line, number ? "" : "o"));
      return (Math.abs(end - middle) > 0.4 ? leader : "") + words.join("");
    });
    return `<svg x="100%">${parts.join("")}</svg>`;
  }

  /** @param {Curve} curve @returns {([number, number] | null)[]} */
  #points({ points }) {
    return points.map(([x, y]) => (y === null ? null : [place(this.x, x), 1 - place(this.y, y)]));
  }

  /** @param {number} value */
  #height(value) {
    return this.top + (1 - place(this.y, value)) * HEIGHT;
  }

  /** @param {number[]} values */
  #sideBySide(values) {
    return standApart(values.map((value) => place(this.x, value) * this.across), values.map((value) => this.#xWords(value)));
  }

  /** @param {number} value */
  #xWords(value) {
    return short(value, this.shown.x_unit, true);
  }

  /** @param {number} value */
  #yWords(value) {
    return short(value, this.shown.y_unit, true);
  }

  #described() {
    const { shown } = this;
    /** @param {[number, number]} point */
    const told = ([x, y]) => `${show(y, shown.y_unit)} at ${show(x, shown.x_unit)}`;
    const said = [`${shown.y_label} over ${shown.x_label}: ${told(shown.chosen)}.`];
    for (const curve of shown.curves) {
      const found = known(curve);
      said.push(`${curve.label}: ${told(found[0])} to ${told(found[found.length - 1])}.`);
    }
    return [...said, ...this.marks.map(({ words }) => `Line: ${words}.`)].join(" ");
  }
}

/** @param {Curve} curve */
const known = ({ points }) => /** @type {[number, number][]} */ (points.filter(([, y]) => y !== null));

/** Whether words in the middle of places leave room between them. @param {number[]} middles in em @param {string[]} words */
export function standApart(middles, words) {
  const halves = words.map((word) => width(word) / 2);
  return middles.slice(1).every((next, n) => middles[n] + halves[n] + 0.7 <= next - halves[n + 1]);
}

/** Middles moved until nothing overlaps, in the same order. @param {number[]} middles @param {number[]} sizes @param {number} top @param {number} bottom */
export function apart(middles, sizes, top, bottom) {
  const order = middles.map((_, n) => n).sort((a, b) => middles[a] - middles[b]);
  const found = [...middles];
  let edge = top;
  for (const n of order) {
    found[n] = Math.max(found[n], edge + sizes[n] / 2);
    edge = found[n] + sizes[n] / 2;
  }
  edge = bottom;
  for (const n of order.reverse()) {
    found[n] = Math.min(found[n], edge - sizes[n] / 2);
    edge = found[n] - sizes[n] / 2;
  }
  return found;
}
