/**
 * What in a finished drawing keeps its words from being read: words over words, lines through words, words beyond their
 * box or the picture. Runs in a page with the site's font and diagrams.css, so that words are as wide as readers see
 * them; overlaps.py calls it.
 */

/** How far apart along a line it is looked at, in units of the drawing. */
const STEP = 2;
/** What may touch: strokes are thin, and a letter rarely fills its line. */
const SLACK = 1;
/** Height of letters above and below their baseline, in parts of the font's size: without accents and line spacing. */
const ABOVE = 0.74;
const BELOW = 0.22;

/** @type {Record<string, string>} */
const LINES = { e: "an arrow", a: "an arrowhead", l: "a lifeline", c: "a frame", n: "the outline of a box", o: "the edge of a note", v: "an activation", s: "a start or end" };

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {{ kind: "over" | "struck" | "outside" | "cut", words: string, by: string }} Fault */

/**
 * @param {string} svg
 * @returns {Promise<{ width: number, height: number, faults: Fault[] }>}
 */
async function examine(svg) {
  for (const weight of [400, 600]) await document.fonts.load(`${weight} 15px "Source Sans 3"`);
  const stage = document.createElement("div");
  stage.className = "diagram-box";
  stage.innerHTML = svg;
  document.body.replaceChildren(stage);
  try {
    return faultsOf(/** @type {SVGSVGElement} */ (stage.querySelector("svg")));
  } finally {
    document.body.replaceChildren();
  }
}

/** @param {SVGSVGElement} drawing attached to the document */
function faultsOf(drawing) {
  const parts = [...drawing.querySelectorAll("*")].filter((node) => node instanceof SVGGeometryElement);
  const shapes = parts.map((node, index) => ({ node, index, kind: kindOf(node), box: boxOf(node.getBBox()) }));
  const words = [...drawing.querySelectorAll("text")].map((node) => ({ node, text: node.textContent ?? "", box: letters(node) }));
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const picture = boxOf({ x, y, width, height });
  /** @type {Fault[]} */
  const faults = [];
  words.forEach((one, index) => {
    for (const other of words.slice(index + 1)) {
      if (meet(one.box, other.box, SLACK)) faults.push({ kind: "over", words: one.text, by: other.text });
    }
    if (!holds(picture, one.box)) faults.push({ kind: "cut", words: one.text, by: "" });
    for (const shape of shapes) {
      if (shape.kind === "b" || !meet(shape.box, one.box, SLACK) || !strikes(shape.node, one.box)) continue;
      if (shapes.some((cover) => cover.index > shape.index && filled(cover.node) && holds(cover.box, one.box))) continue;
      const own = shape.kind === "n" && holds(shape.box, middleOf(one.box));
      faults.push({ kind: own ? "outside" : "struck", words: one.text, by: LINES[shape.kind] ?? "a line" });
    }
  });
  return { width, height, faults };
}

/** The short class that says what a part is. @param {Element} node */
function kindOf(node) {
  const own = [...node.classList].find((name) => name in LINES || name === "b");
  return own ?? node.parentElement?.classList[0] ?? "";
}

/** @param {{ x: number, y: number, width: number, height: number }} box @returns {Box} */
function boxOf({ x, y, width, height }) {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Where a line of words has its letters. @param {SVGTextElement} text @returns {Box} */
function letters(text) {
  const { left, right } = boxOf(text.getBBox());
  const baseline = Number(text.getAttribute("y"));
  const size = Number.parseFloat(getComputedStyle(text).fontSize);
  return { left, right, top: baseline - ABOVE * size, bottom: baseline + BELOW * size };
}

/** @param {Box} box @returns {Box} */
function middleOf({ left, top, right, bottom }) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return { left: x, right: x, top: y, bottom: y };
}

/** @param {Box} one @param {Box} other @param {number} slack */
function meet(one, other, slack) {
  return (
    one.left + slack < other.right && other.left + slack < one.right && one.top + slack < other.bottom && other.top + slack < one.bottom
  );
}

/** @param {Box} outer @param {Box} inner */
function holds(outer, inner) {
  return (
    outer.left <= inner.left + SLACK && outer.right >= inner.right - SLACK && outer.top <= inner.top + SLACK && outer.bottom >= inner.bottom - SLACK
  );
}

/** @param {Element} node */
function filled(node) {
  return getComputedStyle(node).fill !== "none" && !node.classList.contains("a");
}

/** Whether the line of a shape passes through a box. @param {SVGGeometryElement} shape @param {Box} box */
function strikes(shape, box) {
  return pointsOf(shape).some(({ x, y }) => meet({ left: x, right: x, top: y, bottom: y }, box, SLACK));
}

/** @type {WeakMap<SVGGeometryElement, DOMPoint[]>} */
const known = new WeakMap();

/** Points along what is drawn of a shape's line: a path's jump from one part to the next has no length. @param {SVGGeometryElement} shape */
function pointsOf(shape) {
  const points = known.get(shape) ?? [];
  if (points.length === 0) {
    const length = shape.getTotalLength();
    for (let at = 0; at <= length; at += STEP) points.push(shape.getPointAtLength(at));
    known.set(shape, points);
  }
  return points;
}

Object.assign(globalThis, { examine });
