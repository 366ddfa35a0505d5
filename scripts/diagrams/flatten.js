/**
 * Turns what Mermaid drew into the few elements a reader sees: shapes, lines, arrowheads and words, each with one
 * short class and absolute coordinates. Colors, fonts and anchors come from assets/stylesheets/diagrams.css, so one
 * drawing serves both color schemes and print, and no id is needed that could clash within a page.
 *
 * Classes: n node, c cluster, e edge, a arrowhead, b ground of an edge's label, l lifeline, o note, v activation,
 * s start or end of a state machine; t words of a node, h of a cluster, m of an edge. Beside them: core, step-1 to
 * step-7, d dashed, k thick.
 */
import { out, path } from "./parts.js";
import { ASCENT, widthOf } from "./words.js";

const NS = "http://www.w3.org/2000/svg";
/** How far from its outline, in pixels, and at how many places a path is compared with a round shape. */
const TOLERANCE = 0.6;
const SAMPLES = 48;
/** Mermaid's markers that are triangles, by the end of their id; any other arrowhead is refused. */
const TRIANGLE = /(?:pointEnd|pointStart|barbEnd|arrowhead)(?:-margin)?$/;
const ENTITY = /&(?:#\d+|\w+);/g;

/**
 * @param {SVGSVGElement} svg a drawing of Mermaid's that is attached to the document
 * @returns {SVGSVGElement} the same drawing, flat
 * @throws {Error} where the drawing has a part that has no flat form
 */
export function flatten(svg) {
  const foreign = svg.querySelector("foreignObject, image, use");
  if (foreign) throw new Error(`flatten.js has no form for <${foreign.tagName}>`);
  const shapes = [...svg.querySelectorAll("rect, circle, ellipse, polygon, polyline, path, line")];
  const parts = shapes.filter((shape) => isDrawn(shape)).flatMap((shape) => flatShape(/** @type {SVGGeometryElement} */ (shape), svg));
  const words = [...svg.querySelectorAll("text")].flatMap((text) => flatText(text, svg));
  clearTitles(parts, words);
  return out(parts, words);
}

/**
 * Mermaid centers a group's title, also where an edge comes down through it: then the title stands beside the edge, or,
 * where there is no room, on a ground of the group's color. Grounds of labels within a group have that color too.
 * @param {Element[]} parts
 * @param {Element[]} words
 */
function clearTitles(parts, words) {
  const points = parts.filter((part) => /^[ea]\b/.test(part.getAttribute("class") ?? "")).flatMap((part) => pointsAlong(part));
  for (const frame of parts.filter((part) => part.matches("rect.c"))) {
    const place = placeOf(frame);
    for (const ground of parts.filter((part) => part.matches("rect.b") && isWithin(part, place))) ground.setAttribute("class", "o");
    const middle = place.left + place.width / 2;
    const title = words.filter((word) => word.matches(".h") && Math.abs(Number(word.getAttribute("x")) - middle) < 2 && isBelow(word, place.top));
    if (title.length > 0) parts.push(...clearTitle(title, middle, place.width, points));
  }
}

/**
 * @param {Element[]} title its lines
 * @param {number} middle of the group
 * @param {number} width of the group
 * @param {DOMPoint[]} points along the edges
 * @returns {Element[]} a ground, where there is no free place
 */
function clearTitle(title, middle, width, points) {
  const half = Math.max(...title.map((word) => widthOf(word.textContent ?? "", "h"))) / 2 + 5;
  const lines = title.map((word) => Number(word.getAttribute("y")));
  const [above, below] = [Math.min(...lines) - ASCENT, Math.max(...lines) + 5];
  const steps = Math.max(1, Math.floor((width / 2 - half) / 4));
  const places = Array.from({ length: steps }, (_, step) => [middle - 4 * step, middle + 4 * step]).flat();
  const free = places.find((x) => !points.some((point) => Math.abs(point.x - x) < half && point.y > above && point.y < below));
  for (const word of title) word.setAttribute("x", String(free ?? middle));
  if (free !== undefined) return [];
  return [path(`M${middle - half + 3} ${above}h${2 * half - 6}v${below - above}h${6 - 2 * half}z`, "o")];
}

/** Whether the middle of a box lies in a group. @param {Element} box @param {ReturnType<typeof placeOf>} group */
function isWithin(box, group) {
  const { left, top, width, height } = placeOf(box);
  const [x, y] = [left + width / 2 - group.left, top + height / 2 - group.top];
  return x > 0 && y > 0 && x < group.width && y < group.height;
}

/** @param {Element} box */
function placeOf(box) {
  const shift = /translate\(([-\d.e]+)[ ,]([-\d.e]+)\)/.exec(box.getAttribute("transform") ?? "");
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
  return { left: x + Number(shift?.[1] ?? 0), top: y + Number(shift?.[2] ?? 0), width, height };
}

/** Whether words stand right below the upper side of a frame. @param {Element} word @param {number} top */
function isBelow(word, top) {
  const y = Number(word.getAttribute("y"));
  return y > top && y < top + 60;
}

/** @param {Element} part @returns {DOMPoint[]} */
function pointsAlong(part) {
  if (!(part instanceof SVGGeometryElement) || part.hasAttribute("transform")) return [];
  const points = [];
  for (let at = 0; at <= part.getTotalLength(); at += 4) points.push(part.getPointAtLength(at));
  return points;
}

/** @param {Element} shape */
function isDrawn(shape) {
  if (shape.closest("marker, defs, symbol, clipPath")) return false;
  const style = getComputedStyle(shape);
  if (style.display === "none" || style.visibility === "hidden" || Number(style.opacity) === 0) return false;
  const filled = style.fill !== "none" && !style.fill.endsWith(", 0)");
  const stroked = style.stroke !== "none" && Number.parseFloat(style.strokeWidth) > 0;
  const box = /** @type {SVGGeometryElement} */ (shape).getBBox();
  return (filled || stroked) && box.width + box.height > 0.5;
}

/**
 * @param {SVGGeometryElement} shape
 * @param {SVGSVGElement} svg
 * @returns {Element[]} the shape, and the arrowheads at its ends
 */
function flatShape(shape, svg) {
  const flat = rounded(shape) ?? copied(shape);
  const kind = classOf(shape);
  flat.setAttribute("class", kind);
  const matrix = toRoot(shape, svg);
  if (matrix.e !== 0 || matrix.f !== 0) flat.setAttribute("transform", `translate(${matrix.e} ${matrix.f})`);
  return [flat, ...arrowheads(shape, matrix)];
}

/** @param {Element} shape */
function copied(shape) {
  const flat = document.createElementNS(NS, shape.tagName);
  for (const name of ["x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "points", "d", "x1", "y1", "x2", "y2"]) {
    const value = shape.getAttribute(name);
    if (value !== null) flat.setAttribute(name, value);
  }
  return flat;
}

/**
 * A circle or a box with round ends that Mermaid drew as a path of a hundred short lines, as what it is.
 * @param {SVGGeometryElement} shape
 * @returns {Element | undefined}
 */
function rounded(shape) {
  if (!(shape instanceof SVGPathElement) || shape.closest(".edgePaths")) return undefined;
  const { x, y, width, height } = shape.getBBox();
  const radius = height / 2;
  const middle = y + radius;
  const [left, right] = [x + radius, x + width - radius];
  if (right < left - TOLERANCE) return undefined;
  const length = shape.getTotalLength();
  for (let step = 0; step < SAMPLES; step += 1) {
    const point = shape.getPointAtLength((step / SAMPLES) * length);
    const nearest = Math.min(Math.max(point.x, left), right);
    if (Math.abs(Math.hypot(point.x - nearest, point.y - middle) - radius) > TOLERANCE) return undefined;
  }
  const round = right - left < TOLERANCE;
  const box = document.createElementNS(NS, round ? "circle" : "rect");
  const measures = round ? { cx: x + radius, cy: middle, r: radius } : { x, y, width, height, rx: radius };
  for (const [name, value] of Object.entries(measures)) box.setAttribute(name, String(value));
  return box;
}

/** @param {Element} shape */
function classOf(shape) {
  const own = shape.classList;
  const node = shape.closest(".node, .cluster, .statediagram-cluster");
  const mark = [...(node?.classList ?? [])].find((name) => name === "core" || /^step-[1-7]$/.test(name));
  const suffix = mark ? ` ${mark}` : "";
  if (shape.closest(".edgePaths") || own.contains("transition") || own.contains("flowchart-link")) {
    const dashed = own.contains("edge-pattern-dotted") || own.contains("edge-pattern-dashed");
    return `e${dashed ? " d" : ""}${own.contains("edge-thickness-thick") ? " k" : ""}`;
  }
  if (shape.closest(".edgeLabel, .edgeLabels") || own.contains("background")) return "b";
  if (shape.closest(".cluster, .statediagram-cluster")) return `c${suffix}`;
  if (shape.closest(".note, .statediagram-note") || own.contains("note")) return "o";
  if (own.contains("state-start") || own.contains("state-end") || shape.closest(".state-start, .state-end") || isBar(shape)) return "s";
  return `n${suffix}`;
}

/** Whether a shape is the bar of a fork or a join, which Mermaid gives no class. @param {Element} shape */
function isBar(shape) {
  const node = shape.closest(".statediagram-state");
  if (!node || node.querySelector("text")) return false;
  const { width, height } = /** @type {SVGGraphicsElement} */ (shape).getBBox();
  return Math.max(width, height) > 3 * Math.min(width, height);
}

/**
 * Arrowheads as triangles, since a marker would need an id.
 * @param {SVGGeometryElement} shape
 * @param {DOMMatrix} matrix
 * @returns {Element[]}
 * @throws {Error} where Mermaid drew something else than a triangle
 */
function arrowheads(shape, matrix) {
  if (!(shape instanceof SVGPathElement || shape instanceof SVGLineElement)) return [];
  const length = shape.getTotalLength();
  const ends = [
    { name: "marker-end", tip: shape.getPointAtLength(length), from: shape.getPointAtLength(length - Math.min(4, length / 2)) },
    { name: "marker-start", tip: shape.getPointAtLength(0), from: shape.getPointAtLength(Math.min(4, length / 2)) },
  ];
  return ends.flatMap(({ name, tip, from }) => {
    const id = /url\(["']?#([^"')]+)/.exec(shape.getAttribute(name) ?? getComputedStyle(shape).getPropertyValue(name))?.[1];
    if (!id) return [];
    const marker = document.getElementById(id);
    if (!(marker instanceof SVGMarkerElement) || !TRIANGLE.test(id)) throw new Error(`flatten.js has no form for the arrowhead "${id}"`);
    const past = tipOffset(marker);
    const size = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
    const [ux, uy] = [(tip.x - from.x) / size, (tip.y - from.y) / size];
    const [x, y] = [tip.x + matrix.e + ux * past, tip.y + matrix.f + uy * past];
    const head = document.createElementNS(NS, "path");
    const [back, half] = [8, 4];
    head.setAttribute("d", `M${x} ${y}L${x - ux * back - uy * half} ${y - uy * back + ux * half}L${x - ux * back + uy * half} ${y - uy * back - ux * half}z`);
    head.setAttribute("class", "a");
    return [head];
  });
}

/** How far beyond the end of its line a marker's tip reaches. @param {SVGMarkerElement} marker */
function tipOffset(marker) {
  const box = /** @type {SVGGraphicsElement} */ (marker.firstElementChild).getBBox();
  const view = marker.viewBox.baseVal;
  const scale = view && view.width ? marker.markerWidth.baseVal.value / view.width : 1;
  return (box.x + box.width - marker.refX.baseVal.value) * scale;
}

/**
 * One text element a line, centered where Mermaid's line is.
 * @param {SVGTextElement} text
 * @param {SVGSVGElement} svg
 * @returns {Element[]}
 */
function flatText(text, svg) {
  if (!text.textContent?.trim() || getComputedStyle(text).display === "none") return [];
  const rows = [...text.querySelectorAll("tspan.row")];
  const lines = /** @type {SVGTextContentElement[]} */ (rows.length > 0 ? rows : text.children.length > 0 ? [...text.children] : [text]);
  const matrix = toRoot(text, svg);
  const center = centerOfNode(text, svg);
  const ascent = ascentOf(text);
  return lines.flatMap((line) => {
    const characters = line.getNumberOfChars();
    if (characters === 0 || !line.textContent?.trim()) return [];
    const start = line.getStartPositionOfChar(0);
    const end = line.getEndPositionOfChar(characters - 1);
    const flat = document.createElementNS(NS, "text");
    flat.setAttribute("x", String(center ?? (start.x + end.x) / 2 + matrix.e));
    flat.setAttribute("y", String(line.getExtentOfChar(0).y + ascent + matrix.f));
    flat.setAttribute("class", wordClass(text));
    flat.textContent = decoded(line.textContent).trim().replace(/\s+/g, " ");
    return [flat];
  });
}

/** Words without the entities that Mermaid leaves in them, as it does with `#quot;`. @param {string} words */
function decoded(words) {
  const area = document.createElement("textarea");
  return words.replace(ENTITY, (entity) => {
    area.innerHTML = entity;
    return area.value;
  });
}

/**
 * @param {Element} text
 * @param {SVGSVGElement} svg
 * @returns {number | undefined} where the words of a node stand, whatever room Mermaid left beside them
 */
function centerOfNode(text, svg) {
  const shape = text.closest(".node")?.querySelector("rect:not(.background), polygon, path, circle, ellipse");
  if (!(shape instanceof SVGGraphicsElement)) return undefined;
  const box = shape.getBBox();
  return box.x + box.width / 2 + toRoot(shape, svg).e;
}

/** The height of a line above its baseline, in pixels. @param {Element} text */
function ascentOf(text) {
  const style = getComputedStyle(text);
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return context.measureText("x").fontBoundingBoxAscent;
}

/** @param {Element} text */
function wordClass(text) {
  const node = text.closest(".node:not(.statediagram-note)");
  if (node) return node.classList.contains("core") ? "t core" : "t";
  if (text.closest(".cluster, .cluster-label, .statediagram-cluster")) return "h";
  return "m";
}

/**
 * @param {SVGGraphicsElement} element
 * @param {SVGSVGElement} svg
 * @returns {DOMMatrix} the way from the element's coordinates to the drawing's
 */
function toRoot(element, svg) {
  const root = svg.getScreenCTM();
  const own = element.getScreenCTM();
  if (!root || !own) throw new Error("the drawing is not attached to the document");
  const matrix = new DOMMatrix([root.a, root.b, root.c, root.d, root.e, root.f]).inverse().multiply(
    new DOMMatrix([own.a, own.b, own.c, own.d, own.e, own.f]),
  );
  for (const value of [matrix.a - 1, matrix.b, matrix.c, matrix.d - 1]) {
    if (Math.abs(value) > 1e-4) throw new Error("Mermaid turned or scaled a part; flatten.js knows shifts only");
  }
  return matrix;
}
