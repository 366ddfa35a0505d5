/** The parts of a sum, and what each pivot moves, drawn as scripts/pages/plots/rows.py draws them. */
import { show } from "../display.js";
import { standApart } from "./curves.js";
import { NARROW, Room, down, escaped, margins, named, path, percent, rounded, short, side, stretched, text, width, wrap } from "./ink.js";
import { place, spanning, ticks } from "./scales.js";

/** @typedef {{label: string, length: number}} Part */
/** @typedef {{title: string, unit: string, parts: Part[], limit: number | null}} Bars */
/** @typedef {{label: string, unit: string, low: number, high: number, at_low: number | null, at_high: number | null}} Swing */
/** @typedef {{title: string, choice: string, label: string, unit: string, given: number, limit: number, below: string, above: string, swings: Swing[]}} Tornado */

const BETWEEN = 17;
const [ROW, TALL, BAR, LINE] = [2.3, 2.9, 0.55, 1.25];
const MOST_LETTERS = 46;
/** Three digits of a part are printed, so below this all that stand before the point. */
const PRINTED = 1000;

/** The parts of a sum as SVG. @param {Bars} shown */
export function bars({ title, unit, parts, limit }) {
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const end = Math.max(total, limit ?? 0);
  const over = limit !== null && total > limit;
  const height = parts.length * ROW + ROW + 0.4;
  let done = 0;
  const rows = parts.flatMap((part, number) => {
    const top = number * ROW;
    const drawn = [bar("", done / end, part.length / end, top + 1.35), labelled(part.label, show(part.length, unit), top + 1)];
    done += part.length;
    return drawn;
  });
  const [top, sum] = [height - ROW - 0.2, added(total, Math.max(...parts.map(({ length }) => length)), unit)];
  rows.push(bar(over ? "x" : "o", 0, total / end, top + 1.35), labelled("Sum", sum, top + 1, "o"));
  const said = [...parts.map((part) => `${part.label}: ${show(part.length, unit)}.`), `Sum: ${sum}.`];
  if (limit === null) return svg(title, said.join(" "), height, 0, rows);
  const words = `${over ? "over the limit of" : "limit"} ${show(limit, unit, { exact: true })}`;
  const at = limit / end;
  const written = new Room(NARROW).put(words, [
    { part: at, dx: 0, y: height + 1, anchor: "end" },
    { part: at, dx: 0, y: height + 1, anchor: "start" },
  ], "k");
  said.push(`${words[0].toUpperCase()}${words.slice(1)}.`);
  return svg(title, said.join(" "), height + 1.4, 0, [stretched(0, height, [path("m", [down(at)])]), ...rows, written]);
}

/** A sum to the last digit of its largest part. @param {number} total @param {number} largest @param {string} unit */
function added(total, largest, unit) {
  let last = 1;
  while (largest >= PRINTED * last) last *= 10;
  const whole = Math.floor(total / last + 0.5) * last;
  return whole >= PRINTED ? show(whole, unit, { exact: true }) : show(total, unit);
}

/** What each pivot moves as SVG, the one that moves most first. @param {Tornado} shown */
export function tornado(shown) {
  const { swings, unit } = shown;
  const known = swings.flatMap(({ at_low, at_high }) => [at_low, at_high]).filter((y) => y !== null);
  const axis = spanning([...known, shown.given, shown.limit], shown.given);
  const [given, limit] = [place(axis, shown.given), place(axis, shown.limit)];
  const ends = swings.map(({ at_low, at_high }) => [at_low ?? shown.given, at_high ?? shown.given].map((end) => place(axis, end)));
  const order = swings.map((_, n) => n).sort((a, b) => reach(ends[b]) - reach(ends[a]));
  const margin = side(Math.max(...swings.flatMap(range).map(width)) + 0.8);
  const [title, key] = headOf(shown, axis.log);
  const head = [...title, ...key];
  const first = head.length * LINE + 0.5;
  const low = first + order.length * TALL + 0.3;
  const [drawn, words] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  order.forEach((number, row) => {
    const [swing, [from, to], top] = [swings[number], ends[number], first + row * TALL];
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    drawn.push(...crossing(left, right, given, limit, top + 1.7));
    const [one, other] = from <= to ? range(swing) : range(swing).reverse();
    words.push(
      text(`-${rounded(margin)}em`, top + 1, named(swing.label, swing.unit), "w"),
      text(percent(left), top + 2.3, one, "w e", -0.4),
      text(percent(right), top + 2.3, other, "w", 0.4),
    );
  });
  const values = ticks(axis, (found) => standApart(found.map((v) => place(axis, v) * BETWEEN), found.map((v) => short(v, unit))));
  const lines = [
    path("g", values.map((value) => down(place(axis, value)))),
    path("q", [down(given)]),
    path("m", [down(limit)]),
  ];
  return svg(shown.title, told(shown, order), low + 1.6, margin, [
    ...head.map((line, n) => text(`-${rounded(margin)}em`, (n + 0.8) * LINE, line, n < title.length ? "h" : "k")),
    stretched(first, low - first, lines),
    ...drawn,
    ...words,
    ...values.map((value) => text(percent(place(axis, value)), low + 1.2, short(value, unit), "c")),
  ]);
}

/** @param {number[]} ends */
const reach = ([from, to]) => Math.abs(to - from);

/** The choice, then what scale, dotted line and each side of the other mean. @param {Tornado} shown @param {boolean} log */
function headOf({ choice, label, unit, given, limit, below, above }, log) {
  const [now, line] = [given, limit].map((value) => show(value, unit).replaceAll(" ", "\u00a0"));
  const said = [
    `Scale: ${named(label, unit, log)}.`,
    `Dotted line: now ${now}.`,
    `Left of ${line}: ${below}`,
    `Right of ${line}: ${above}`,
  ];
  return [wrap(choice, MOST_LETTERS), said.flatMap((words) => wrap(words, MOST_LETTERS))];
}

/** @param {number} left @param {number} right @param {number} given @param {number} limit @param {number} top */
function crossing(left, right, given, limit, top) {
  if (!(left < limit && limit < right)) {
    const far = (right <= limit && limit < given) || (given < limit && limit <= left);
    return [bar(far ? "o" : "", left, right - left, top)];
  }
  const css = given <= limit ? ["", "o"] : ["o", ""];
  return [bar(css[0], left, limit - left, top), bar(css[1], limit, right - limit, top)];
}

/** @param {Tornado} shown @param {number[]} order */
function told({ label, unit, given, limit, below, above, swings }, order) {
  const said = order.map((number) => {
    const { label, unit: own, low, high, at_low, at_high } = swings[number];
    /** @param {number} x @param {number | null} y */
    const end = (x, y) => `${y === null ? "no result" : show(y, unit)} at ${show(x, own, { exact: true })}`;
    return `${label}: ${end(low, at_low)}, ${end(high, at_high)}.`;
  });
  return [`${label} is ${show(given, unit)}.`, ...said, `Below ${show(limit, unit)}: ${below}`, `Above: ${above}`].join(" ");
}

/** @param {Swing} swing */
function range({ unit, low, high, at_low, at_high }) {
  return [`${short(low, unit, true)}${at_low === null ? " ✕" : ""}`, `${short(high, unit, true)}${at_high === null ? " ✕" : ""}`];
}

/** @param {string} css @param {number} left @param {number} size @param {number} top */
function bar(css, left, size, top) {
  return `<rect${css && ` class="${css}"`} x="${percent(left)}" y="${rounded(top)}em" width="${percent(size)}" height="${rounded(BAR)}em"/>`;
}

/** @param {string} label @param {string} value @param {number} y @param {string} css */
function labelled(label, value, y, css = "") {
  return `<text class="${css ? `w ${css}` : "w"}" y="${rounded(y)}em">${escaped(label)} <tspan>${escaped(value)}</tspan></text>`;
}

/** @param {string} title @param {string} said @param {number} height @param {number} margin @param {string[]} parts */
function svg(title, said, height, margin, parts) {
  const words = `<title>${escaped(title)}</title><desc>${escaped(said)}</desc>`;
  return `<svg class="${margins(margin, margin)}" role="img" height="${rounded(height)}em">${words}${parts.join("")}</svg>`;
}
