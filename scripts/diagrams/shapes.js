/** The house's shapes for the nodes of a narrow drawing: how large, where an edge meets them, how they are drawn. */
import { path } from "./parts.js";

/**
 * What ELK knows of a node once it is placed.
 * @typedef {{ id: string, shape: string, mark: string, words: { lines: string[], width: number, height: number }, width: number, height: number }} Node
 */

/** @param {string} shape @param {{ width: number, height: number }} words */
export function sizeOf(shape, words) {
  const [width, height] = [words.width, words.height];
  switch (shape) {
    case "stateStart":
    case "stateEnd":
      return { width: 14, height: 14 };
    case "fork":
    case "join":
      return { width: 70, height: 8 };
    case "diamond":
    case "question":
      return { width: Math.ceil(1.45 * width + 24), height: Math.ceil(2.4 * height + 14) };
    case "cylinder":
      return { width: width + 22, height: height + 28 };
    case "hexagon":
    case "hex":
    case "lean_right":
    case "lean_r":
      return { width: width + 38, height: height + 14 };
    case "subroutine":
    case "fr-rect":
      return { width: width + 36, height: height + 14 };
    default:
      return { width: width + (shape === "stadium" ? 30 : 24), height: height + 14 };
  }
}

/**
 * How far below the upper side of its box a shape begins, at a distance from its middle.
 * @param {Node} node @param {number} x of the point, from the node's left side
 */
export function inset(node, x) {
  const { width, height, shape } = node;
  const off = Math.abs(x - width / 2);
  const corner = off - (width / 2 - height / 2);
  switch (shape) {
    case "diamond":
    case "question":
      return (off / (width / 2)) * (height / 2);
    case "cylinder":
      return 8 - 8 * Math.sqrt(Math.max(0, 1 - (off / (width / 2)) ** 2));
    case "stadium":
      return corner > 0 ? height / 2 - Math.sqrt(Math.max(0, (height / 2) ** 2 - corner ** 2)) : 0;
    default:
      return 0;
  }
}

/**
 * How far right of the left side of its box a shape begins, at a height; as far left of its right side it ends, at the
 * same height from below.
 * @param {Node} node @param {number} y of the point, from the node's upper side
 */
export function insetAside(node, y) {
  const { width, height, shape } = node;
  const off = Math.abs(y - height / 2) / (height / 2);
  switch (shape) {
    case "diamond":
    case "question":
      return off * (width / 2);
    case "hexagon":
    case "hex":
      return 8 * off;
    case "stadium":
      return (height / 2) * (1 - Math.sqrt(Math.max(0, 1 - off ** 2)));
    case "lean_right":
    case "lean_r":
      return 12 * (1 - y / height);
    default:
      return 0;
  }
}

/** @param {Node} node @param {number} x @param {number} y @param {string} mark */
export function shapeOf(node, x, y, mark) {
  const { width: w, height: h } = node;
  const kind = `n${mark}`;
  switch (node.shape) {
    case "stateStart":
      return [path(`M${x} ${y + 7}a7 7 0 0 0 14 0a7 7 0 0 0 -14 0z`, "s")];
    case "stateEnd":
      return [path(`M${x} ${y + 7}a7 7 0 0 0 14 0a7 7 0 0 0 -14 0z`, "n"), path(`M${x + 3} ${y + 7}a4 4 0 0 0 8 0a4 4 0 0 0 -8 0z`, "s")];
    case "fork":
    case "join":
      return [path(`M${x} ${y}h${w}v${h}h${-w}z`, "s")];
    case "diamond":
    case "question":
      return [path(`M${x + w / 2} ${y}l${w / 2} ${h / 2}l${-w / 2} ${h / 2}l${-w / 2} ${-h / 2}z`, kind)];
    case "cylinder":
      return [path(`M${x} ${y + 8}a${w / 2} 8 0 0 0 ${w} 0a${w / 2} 8 0 0 0 ${-w} 0v${h - 16}a${w / 2} 8 0 0 0 ${w} 0v${16 - h}`, kind)];
    case "hexagon":
    case "hex":
      return [path(`M${x} ${y + h / 2}l8 ${-h / 2}h${w - 16}l8 ${h / 2}l-8 ${h / 2}h${16 - w}z`, kind)];
    case "lean_right":
    case "lean_r":
      return [path(`M${x + 12} ${y}h${w - 12}l-12 ${h}h${12 - w}z`, kind)];
    case "subroutine":
    case "fr-rect":
      return [path(`M${x} ${y}h${w}v${h}h${-w}zM${x + 8} ${y}v${h}M${x + w - 8} ${y}v${h}`, kind)];
    case "stadium":
      return [path(`M${x + h / 2} ${y}h${w - h}a${h / 2} ${h / 2} 0 0 1 0 ${h}h${h - w}a${h / 2} ${h / 2} 0 0 1 0 ${-h}z`, kind)];
    case "rect": // of a state
      return [path(`M${x + 6} ${y}h${w - 12}a6 6 0 0 1 6 6v${h - 12}a6 6 0 0 1 -6 6h${12 - w}a6 6 0 0 1 -6 -6v${12 - h}a6 6 0 0 1 6 -6z`, kind)];
    case "note":
      return [path(`M${x} ${y}h${w}v${h}h${-w}z`, "o")];
    default:
      return [path(`M${x} ${y}h${w}v${h}h${-w}z`, kind)];
  }
}

