/** The edges of a graph that ELK has laid out: their points, what they cost a reader, their lines. */
import { HEAD } from "./parts.js";
import { inset, insetAside } from "./shapes.js";

const RADIUS = 7;

/**
 * @typedef {import("./parts.js").Point} Point
 * @typedef {{ edge: any, origin: Point, points: Point[] }} Route
 */

/** What a reader pays for a layout: height, bends, crossings, length of lines, and most of all against the order of the source. @param {any} graph */
export function costOf(graph) {
  const all = edgesOf(graph);
  const routes = all.map((one) => one.points);
  const bends = sum(routes.map((points) => points.length - 2));
  const against = all.filter(({ edge, points }) => edge.forward && points[0].y > points[points.length - 1].y + 1).length;
  return graph.height + 9 * bends + 40 * crossings(routes) + 0.15 * sum(routes.map((points) => lengthOf(points))) + 150 * against;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** How wide a graph is with its lines and labels, which ELK lets stand out. @param {any} graph */
export function extentOf(graph) {
  const nodes = [...originsOf(graph).values()].slice(1).flatMap(({ x, node }) => [x, x + node.width]);
  const edges = edgesOf(graph).flatMap(({ edge, origin, points }) => [
    ...points.map((/** @type {Point} */ point) => point.x),
    ...edge.labels.flatMap((/** @type {any} */ label) => [label.x + origin.x, label.x + label.width + origin.x]),
  ]);
  return Math.max(...nodes, ...edges) - Math.min(...nodes, ...edges);
}

/** @param {Point[]} points */
function lengthOf(points) {
  return points.slice(1).reduce((sum, { x, y }, index) => sum + Math.abs(x - points[index].x) + Math.abs(y - points[index].y), 0);
}

/** @param {Point[][]} routes */
function crossings(routes) {
  /** @type {[Point, Point][]} */
  const flat = [];
  /** @type {[Point, Point][]} */
  const steep = [];
  for (const points of routes) {
    points.slice(1).forEach((point, index) => {
      const pair = /** @type {[Point, Point]} */ ([points[index], point]);
      (Math.abs(point.y - pair[0].y) < 0.5 ? flat : steep).push(pair);
    });
  }
  let count = 0;
  for (const [a, b] of flat) {
    for (const [c, d] of steep) {
      const crosses = between(c.x, a.x, b.x) && between(a.y, c.y, d.y);
      if (crosses) count += 1;
    }
  }
  return count;
}

/** @param {number} value @param {number} one @param {number} other */
function between(value, one, other) {
  return value > Math.min(one, other) + 0.5 && value < Math.max(one, other) - 0.5;
}

/**
 * Edges with their points in the drawing's coordinates.
 * @param {any} graph
 * @returns {Route[]}
 */
export function edgesOf(graph) {
  const origins = originsOf(graph);
  return graph.edges.map((/** @type {any} */ edge) => {
    const origin = origins.get(edge.container ?? "root") ?? { x: 0, y: 0 };
    const points = edge.sections.flatMap((/** @type {any} */ part) => [part.startPoint, ...(part.bendPoints ?? []), part.endPoint]);
    return { edge, origin, points: points.map((/** @type {Point} */ { x, y }) => ({ x: x + origin.x, y: y + origin.y })) };
  });
}

/** Where each group and node begins in the drawing. @param {any} graph @returns {Map<string, any>} */
export function originsOf(graph) {
  const origins = new Map([["root", { x: 0, y: 0, node: graph }]]);
  const visit = (/** @type {any} */ parent, /** @type {Point} */ origin) => {
    for (const node of parent.children ?? []) {
      const here = { x: origin.x + node.x, y: origin.y + node.y, node };
      origins.set(node.id, here);
      visit(node, here);
    }
  };
  visit(graph, { x: 0, y: 0 });
  return origins;
}

/** Moves the ends of an edge from the boxes of its nodes to their outlines. @param {Point[]} points @param {Map<string, any>} origins @param {any} edge */
export function reach(points, origins, edge) {
  for (const [point, next, id] of /** @type {[Point, Point, string][]} */ ([
    [points[0], points[1], edge.sources[0]],
    [points[points.length - 1], points[points.length - 2], edge.targets[0]],
  ])) {
    const { x, y, node } = origins.get(id);
    if (node.children) continue;
    if (Math.abs(point.x - next.x) < 0.5) {
      const depth = inset(node, point.x - x);
      if (Math.abs(point.y - y) < 1) point.y += depth;
      else if (Math.abs(point.y - (y + node.height)) < 1) point.y -= depth;
    } else if (Math.abs(point.x - x) < 1) point.x += insetAside(node, point.y - y);
    else if (Math.abs(point.x - (x + node.width)) < 1) point.x -= insetAside(node, node.height - (point.y - y));
  }
}

/**
 * A line of straight parts with round corners, that ends within its heads.
 * @param {Point[]} given @param {boolean[]} heads
 */
export function rounded(given, heads) {
  const points = given.map((point) => ({ ...point }));
  if (heads[1]) shorten(points[points.length - 1], points[points.length - 2]);
  if (heads[0]) shorten(points[0], points[1]);
  let d = `M${points[0].x} ${points[0].y}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, corner, after] = points.slice(index - 1, index + 2);
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    const [one, two] = [toward(corner, before, radius), toward(corner, after, radius)];
    d += `L${one.x} ${one.y}Q${corner.x} ${corner.y} ${two.x} ${two.y}`;
  }
  const end = points[points.length - 1];
  return `${d}L${end.x} ${end.y}`;
}

/** @param {Point} end @param {Point} from */
function shorten(end, from) {
  Object.assign(end, toward(end, from, Math.min(HEAD / 2, distance(end, from))));
}

/** @param {Point} one @param {Point} other */
function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** @param {Point} from @param {Point} to @param {number} far */
function toward(from, to, far) {
  const size = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / size) * far, y: from.y + ((to.y - from.y) / size) * far };
}

/** Whether a straight part of an edge touches a box. @param {Point} one @param {Point} two @param {{ left: number, right: number, top: number, bottom: number }} box */
export function touches(one, two, box) {
  return (
    Math.max(one.x, two.x) > box.left && Math.min(one.x, two.x) < box.right && Math.max(one.y, two.y) > box.top && Math.min(one.y, two.y) < box.bottom
  );
}
