/**
 * A sequence diagram: Mermaid reads the source, this draws it, as wide as its words ask for or as narrow as a phone. Heads
 * stand in a row, in two where they would not fit; messages go down one below another, their words above or beside
 * them; lifelines give way to words.
 *
 * Mermaid's own drawing lets lifelines and frames pass through words, and cannot be made narrow.
 */
import { headAt, made, out, path, textLines } from "./parts.js";
import { ASCENT, LINE, plain, wrapped } from "./words.js";

/** Mermaid's numbers for the types of what stands in a sequence, its LINETYPE. */
const NOTE = 2;
const DASHED = new Set([1, 6, 34]);
const HEADS = new Map([[0, [false, true]], [1, [false, true]], [5, [false, false]], [6, [false, false]], [33, [true, true]], [34, [true, true]]]);
const STARTS = new Map([[10, "loop"], [12, "alt"], [15, "opt"], [19, "par"], [27, "critical"], [30, "break"]]);
const PARTS = new Set([13, 20, 28]);
const ENDS = new Set([11, 14, 16, 21, 29, 31]);
const ACTIVE = { start: 17, end: 18 };

const GAP = 12;
/** Between two rows of heads. */
const BETWEEN = 8;
const SIDE = 10;
const LOOP = { width: 22, height: 14 };
const WIDEST_LABEL = 200;

/**
 * @typedef {{ key: string, x: number, from: number, core: boolean, person: boolean, box: unknown, words: ReturnType<typeof wrapped>, gaps: [number, number][] }} Lane
 */

/**
 * @param {any} db Mermaid's reading of the source
 * @param {number} limit how wide the drawing may be
 * @returns {SVGSVGElement}
 */
export function ladder(db, limit) {
  return new Ladder(db, limit).draw();
}

class Ladder {
  /** @type {Lane[]} */
  lanes;
  /** Painted in this order. @type {Record<"frames" | "lines" | "heads" | "shapes" | "words", Element[]>} */
  parts = { frames: [], lines: [], heads: [], shapes: [], words: [] };
  /** Frames that are open: loop, alt and so on. @type {{ top: number, lanes: Set<number> }[]} */
  open = [];
  /** Activations that are open, by lane. @type {Map<number, number[]>} */
  active = new Map();
  y = 0;
  width = 0;
  /** In how many rows the heads stand. */
  rows = 1;

  /** @param {any} db @param {number} limit */
  constructor(db, limit) {
    this.boxes = db.getBoxes();
    this.messages = db.getMessages();
    const core = new Set(this.boxes.filter((/** @type {any} */ box) => isCore(box.name)).flatMap((/** @type {any} */ box) => box.actorKeys));
    const actors = db.getActors();
    this.lanes = db.getActorKeys().map((/** @type {string} */ key) => ({
      key,
      x: 0,
      from: 0,
      core: core.has(key),
      person: actors.get(key).type === "actor",
      words: wrapped(plain(actors.get(key).description), core.has(key) ? "t core" : "t", 104),
      box: actors.get(key).box,
      gaps: [],
    }));
    this.index = new Map(this.lanes.map((lane, index) => [lane.key, index]));
    this.placeLanes(limit);
  }

  draw() {
    this.drawHeads();
    for (const message of this.messages) this.drawMessage(message);
    const end = this.y + 4;
    for (const lane of this.lanes) this.parts.lines.unshift(path(broken(lane, end), lane.core ? "l core" : "l"));
    const { frames, lines, heads, shapes, words } = this.parts;
    return out([...frames, ...lines, ...heads, ...shapes], words);
  }

  /** As far apart as heads and words ask for, or evenly over the limit. @param {number} limit */
  placeLanes(limit) {
    const gaps = this.lanes.slice(1).map((lane, index) => (headWidth(lane) + headWidth(this.lanes[index])) / 2 + GAP + (lane.box === this.lanes[index].box ? 0 : 8));
    let after = headWidth(this.lanes[this.lanes.length - 1]) / 2;
    for (const message of this.messages) {
      const [from, to] = this.ends(message);
      if (from < 0 || message.type === NOTE) continue;
      const label = wrapped(plain(message.message), "m", WIDEST_LABEL).width;
      if (from === to) {
        if (from === this.lanes.length - 1) after = Math.max(after, LOOP.width + 6 + label);
        continue;
      }
      const [first, last] = [Math.min(from, to), Math.max(from, to)];
      const lack = label + 22 - sum(gaps.slice(first, last));
      for (let gap = first; gap < last; gap += 1) gaps[gap] += Math.max(0, lack) / (last - first);
    }
    const before = headWidth(this.lanes[0]) / 2;
    this.width = Math.ceil(before + sum(gaps) + after);
    if (this.width <= limit) {
      this.lanes.forEach((lane, index) => (lane.x = Math.round(before + sum(gaps.slice(0, index)))));
      return;
    }
    this.width = limit;
    const pitch = limit / this.lanes.length;
    this.lanes.forEach((lane, index) => (lane.x = Math.round(pitch * (index + 0.5))));
    for (this.rows = 1; this.rows < 4; this.rows += 1) {
      for (const lane of this.lanes) lane.words = wrapped(lane.words.lines.join(" "), wordClass(lane), Math.min(104, this.rows * pitch - 20));
      if (this.headsFit()) break;
    }
  }

  /** Whether heads of the same row stand beside one another. */
  headsFit() {
    return this.lanes.every((lane, index) => {
      const next = this.lanes[index + this.rows];
      return !next || this.leftOf(lane) + headWidth(lane) + 4 <= this.leftOf(next);
    });
  }

  /** Where a head begins: above its lifeline, but within the picture. @param {Lane} lane */
  leftOf(lane) {
    const width = headWidth(lane);
    return Math.min(Math.max(lane.x - width / 2, 0), this.width - width);
  }

  drawHeads() {
    const top = this.boxes.length > 0 ? LINE + 10 : 0;
    const heights = Array.from({ length: this.rows }, (_, row) =>
      Math.max(0, ...this.lanes.filter((_, index) => index % this.rows === row).map((lane) => lane.words.height + 14)),
    );
    this.lanes.forEach((lane, index) => {
      const row = index % this.rows;
      const y = top + sum(heights.slice(0, row)) + row * BETWEEN;
      const [left, width, height] = [this.leftOf(lane), headWidth(lane), heights[row]];
      this.parts.shapes.push(headShape(lane, left, y, width, height));
      const first = y + (height - lane.words.height) / 2 + ASCENT;
      this.parts.words.push(...textLines(lane.words.lines, left + width / 2, first, wordClass(lane)));
      lane.from = y + height;
    });
    const bottom = top + sum(heights) + (this.rows - 1) * BETWEEN;
    for (const box of this.boxes) this.drawBox(box, bottom);
    this.y = bottom + 8;
  }

  /** The frame of some heads, which ends below them; where heads stand in rows, a bracket above them. @param {any} box @param {number} bottom */
  drawBox(box, bottom) {
    const inside = this.lanes.filter((lane) => box.actorKeys.includes(lane.key));
    if (inside.length === 0) return;
    const mark = isCore(box.name) ? " core" : "";
    const title = wrapped(plain(box.name), `h${mark}`, this.width);
    const [first, last] = [inside[0], inside[inside.length - 1]];
    const half = title.width / 2;
    const middle = Math.min(Math.max((first.x + last.x) / 2, half), this.width - half);
    const frame = this.rows === 1;
    const left = Math.min(frame ? this.leftOf(first) - 7 : first.x - 14, middle - half);
    const right = Math.max(frame ? this.leftOf(last) + headWidth(last) + 7 : last.x + 14, middle + half);
    const top = LINE + 3;
    const d = frame ? `M${left} ${top}h${right - left}v${bottom + 7 - top}h${left - right}z` : `M${left} ${top + 4}v-4h${right - left}v4`;
    this.parts.frames.push(path(d, `c${mark}`));
    this.parts.words.push(...textLines(title.lines, middle, ASCENT - 2, `h${mark}`));
  }

  /** @param {any} message */
  drawMessage(message) {
    const [from, to] = this.ends(message);
    if (STARTS.has(message.type)) this.openFrame(`${STARTS.get(message.type)} [${plain(message.message)}]`);
    else if (PARTS.has(message.type)) this.nextPart(`[${plain(message.message)}]`);
    else if (ENDS.has(message.type)) this.closeFrame();
    else if (message.type === ACTIVE.start) this.active.set(from, [...(this.active.get(from) ?? []), this.y]);
    else if (message.type === ACTIVE.end) this.deactivate(from);
    else if (message.type === NOTE) this.drawNote(message, from, to);
    else if (!HEADS.has(message.type)) throw new Error(`ladder.js has no form for a message of type ${message.type}`);
    else if (from === to) this.drawLoop(message, from);
    else this.drawArrow(message, from, to);
  }

  /** Indexes of the lanes where a message begins and ends; -1 where it has none. @param {any} message */
  ends(message) {
    return [this.index.get(message.from) ?? -1, this.index.get(message.to) ?? -1];
  }

  /** @param {any} message @param {number} from @param {number} to */
  drawArrow(message, from, to) {
    const [start, end] = [this.lanes[from].x, this.lanes[to].x];
    const words = wrapped(plain(message.message), "m", Math.min(this.width - 8, Math.max(WIDEST_LABEL, Math.abs(end - start) - 22)));
    this.write(words, (start + end) / 2);
    const y = this.y + 5;
    const aim = Math.sign(end - start);
    const heads = HEADS.get(message.type) ?? [];
    this.parts.lines.push(path(`M${start + (heads[0] ? aim * 5 : 0)} ${y}H${end - (heads[1] ? aim * 5 : 0)}`, DASHED.has(message.type) ? "e d" : "e"));
    if (heads[1]) this.parts.heads.push(headAt({ x: end - aim, y }, { x: start, y }));
    if (heads[0]) this.parts.heads.push(headAt({ x: start + aim, y }, { x: end, y }));
    this.y = y + 9;
  }

  /** A message to oneself, its words beside it. @param {any} message @param {number} at */
  drawLoop(message, at) {
    const { x } = this.lanes[at];
    const room = { right: this.width - x - LOOP.width - 6, left: x - 8 };
    const single = wrapped(plain(message.message), "m", Infinity).width;
    const toRight = room.right >= Math.min(single, room.left);
    const words = wrapped(plain(message.message), "m", toRight ? room.right : room.left);
    const height = Math.max(LOOP.height, words.height);
    const top = this.y + (height - LOOP.height) / 2 + 2;
    const end = x + LOOP.width;
    this.parts.lines.push(
      path(`M${x} ${top}H${end - 6}q6 0 6 6v${LOOP.height - 12}q0 6 -6 6H${x + 5}`, DASHED.has(message.type) ? "e d" : "e"),
    );
    if (HEADS.get(message.type)?.[1]) this.parts.heads.push(headAt({ x: x + 1, y: top + LOOP.height }, { x: end, y: top + LOOP.height }));
    const middle = toRight ? end + 6 + words.width / 2 : x - 8 - words.width / 2;
    this.y += (height - words.height) / 2 + 2;
    this.write(words, middle);
    this.y = Math.max(this.y, top + LOOP.height) + 10;
  }

  /** @param {any} message @param {number} from @param {number} to */
  drawNote(message, from, to) {
    const [one, two] = [this.lanes[Math.min(from, to)].x, this.lanes[Math.max(from, to)].x];
    const words = wrapped(plain(message.message), "m", Math.min(this.width - 16, Math.max(WIDEST_LABEL, two - one)));
    const width = Math.max(words.width + 20, one === two ? 0 : two - one + 40);
    const wanted = message.placement === 0 ? one - 8 - width : message.placement === 1 ? one + 8 : (one + two - width) / 2;
    const shown = Math.min(width, this.width);
    const left = Math.min(Math.max(wanted, 0), this.width - shown);
    const height = words.height + 8;
    this.parts.shapes.push(path(`M${left} ${this.y}h${shown}v${height}h${-shown}z`, "o"));
    this.parts.words.push(...textLines(words.lines, left + shown / 2, this.y + 4 + ASCENT, "m"));
    this.y += height + 8;
  }

  /**
   * Writes words at the present height, whole within the picture; lifelines give way to them.
   * @param {ReturnType<typeof wrapped>} words
   * @param {number} middle
   */
  write(words, middle) {
    if (words.lines.length === 0) return;
    const half = words.width / 2;
    const x = Math.min(Math.max(middle, half), this.width - half);
    this.parts.words.push(...textLines(words.lines, x, this.y + ASCENT, "m"));
    for (const lane of this.lanes) {
      if (lane.x > x - half - 3 && lane.x < x + half + 3) lane.gaps.push([this.y, this.y + words.height]);
    }
    this.y += words.height;
  }

  /** @param {string} label */
  openFrame(label) {
    this.y += 4;
    const inset = 4 * this.open.length;
    this.open.push({ top: this.y, lanes: new Set() });
    this.title(label, inset);
  }

  /** @param {string} label */
  nextPart(label) {
    const inset = 4 * (this.open.length - 1);
    this.parts.lines.push(path(`M${inset - SIDE} ${this.y}H${this.width - inset + SIDE}`, "e d"));
    this.title(label, inset);
  }

  /** @param {string} label @param {number} inset */
  title(label, inset) {
    const words = wrapped(label, "m", this.width - 2 * inset - 8);
    this.y += 3;
    this.write(words, inset + words.width / 2);
    this.y += 6;
  }

  closeFrame() {
    const frame = this.open.pop();
    if (!frame) return;
    const inset = 4 * this.open.length;
    this.parts.frames.push(path(`M${inset - SIDE} ${frame.top}h${this.width - 2 * inset + 2 * SIDE}v${this.y - frame.top}h${2 * inset - this.width - 2 * SIDE}z`, "c"));
    this.y += 8;
  }

  /** @param {number} at */
  deactivate(at) {
    const top = this.active.get(at)?.pop();
    if (top === undefined) return;
    const { x } = this.lanes[at];
    this.parts.frames.push(made("rect", { x: x - 5, y: top - 9, width: 10, height: this.y - top, class: "v" }));
  }
}

/** @param {string} name */
function isCore(name) {
  return name?.includes("Probabilistic core") ?? false;
}

/** @param {Lane} lane */
function wordClass(lane) {
  return lane.core ? "t core" : "t";
}

/** @param {Lane} lane */
function headWidth(lane) {
  return lane.words.width + (lane.person ? 26 : 16);
}

/** @param {Lane} lane @param {number} x @param {number} y @param {number} width @param {number} height */
function headShape(lane, x, y, width, height) {
  const radius = lane.person ? Math.min(height / 2, 16) : 0;
  const d = `M${x + radius} ${y}h${width - 2 * radius}${corner(radius, radius, radius)}v${height - 2 * radius}${corner(radius, -radius, radius)}h${2 * radius - width}${corner(radius, -radius, -radius)}v${2 * radius - height}${corner(radius, radius, -radius)}z`;
  return path(d, lane.core ? "n core" : "n");
}

/** @param {number} radius @param {number} x @param {number} y */
function corner(radius, x, y) {
  return radius ? `a${radius} ${radius} 0 0 1 ${x} ${y}` : "";
}

/** A lifeline with its gaps. @param {Lane} lane @param {number} end */
function broken(lane, end) {
  let d = `M${lane.x} ${lane.from}`;
  for (const [from, to] of lane.gaps) d += `V${from}M${lane.x} ${to}`;
  return `${d}V${end}`;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
