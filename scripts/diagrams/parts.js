/** The few elements of a drawing, and the drawing around them. */

const NS = "http://www.w3.org/2000/svg";
const PADDING = 6;
/** Length of an arrowhead. */
export const HEAD = 8;

/** @typedef {{ x: number, y: number }} Point */

/** @param {string} d @param {string} kind */
export function path(d, kind) {
  return made("path", { d, class: kind });
}

/**
 * @param {string[]} lines
 * @param {number} x of their middle
 * @param {number} y of the first baseline
 * @param {string} kind
 */
export function textLines(lines, x, y, kind, line = 18) {
  return lines.map((words, index) => {
    const text = made("text", { x, y: y + index * line, class: kind });
    text.textContent = words;
    return text;
  });
}

/** An arrowhead, as flatten.js has it. @param {Point} tip @param {Point} from */
export function headAt(tip, from) {
  const size = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [ux, uy] = [(tip.x - from.x) / size, (tip.y - from.y) / size];
  const [bx, by] = [tip.x - ux * HEAD, tip.y - uy * HEAD];
  return path(`M${tip.x} ${tip.y}L${bx - uy * 4} ${by + ux * 4}L${bx + uy * 4} ${by - ux * 4}z`, "a");
}

/** @param {string} name @param {Record<string, string | number>} attributes */
export function made(name, attributes) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/**
 * @param {Element[]} parts in the order of painting
 * @param {Element[]} words
 * @returns {SVGSVGElement} as large as what stands in it
 */
export function out(parts, words) {
  const svg = /** @type {SVGSVGElement} */ (made("svg", {}));
  svg.append(...parts, ...words);
  // Words are as wide as diagrams.css makes them.
  const stage = document.createElement("div");
  stage.className = "diagram-box";
  stage.append(svg);
  document.body.append(stage);
  const box = svg.getBBox();
  stage.remove();
  const [width, height] = [Math.ceil(box.width + 2 * PADDING), Math.ceil(box.height + 2 * PADDING)];
  svg.setAttribute("viewBox", [Math.floor(box.x - PADDING), Math.floor(box.y - PADDING), width, height].join(" "));
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  return svg;
}
