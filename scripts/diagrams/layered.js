/**
 * A flowchart or a state diagram for a phone: Mermaid reads the source, ELK lays the same nodes and edges out from top
 * to bottom, and the drawing has the elements and classes that flatten.js tells of.
 */
import { headAt, out, path, textLines } from "./parts.js";
import { costOf, edgesOf, extentOf, originsOf, reach, rounded, touches } from "./routes.js";
import { shapeOf, sizeOf } from "./shapes.js";
import { ASCENT, plain, wrapped } from "./words.js";

/** Room for a line of a label, from the kindest to the reader on, until a way to lay out is narrow enough. */
const WRAPS = [112, 92, 74, 60];
const LAYERS = [
  { "elk.layered.layering.strategy": "NETWORK_SIMPLEX" },
  { "elk.layered.layering.strategy": "COFFMAN_GRAHAM", "elk.layered.layering.coffmanGraham.layerBound": 2 },
  { "elk.layered.layering.strategy": "COFFMAN_GRAHAM", "elk.layered.layering.coffmanGraham.layerBound": 1 },
];
const PLACEMENTS = ["NETWORK_SIMPLEX", "BRANDES_KOEPF"];
const ORDERS = [
  { "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES", "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST" },
  { "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES", "elk.layered.cycleBreaking.strategy": "GREEDY_MODEL_ORDER" },
  { "elk.layered.considerModelOrder.strategy": "NONE", "elk.layered.cycleBreaking.strategy": "GREEDY" },
];
const ROOT = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.aspectRatio": "0.1",
  "elk.randomSeed": "1",
};
/** Groups are laid out like the whole. */
const SPACED = {
  "elk.spacing.nodeNode": "14",
  "elk.spacing.edgeNode": "10",
  "elk.spacing.edgeEdge": "10",
  "elk.spacing.edgeLabel": "3",
  "elk.spacing.componentComponent": "20",
  "elk.layered.spacing.nodeNodeBetweenLayers": "24",
  "elk.layered.spacing.edgeNodeBetweenLayers": "11",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  "elk.layered.unnecessaryBendpoints": "true",
};
const PLACED = PLACEMENTS.map((placement) => ({ ...SPACED, "elk.layered.nodePlacement.strategy": placement }));
const DOWN = LAYERS.flatMap((layers) => PLACED.flatMap((one) => ORDERS.map((order) => ({ ...one, ...layers, ...order }))));
/** A decision with many answers fits beside them, and hardly above them. */
const ASIDE = [{ ...PLACED[1], ...LAYERS[0], ...ORDERS[0], "elk.direction": "RIGHT" }];
/** Above and below the title of a group. */
const TITLE = 14;

/** @typedef {import("./routes.js").Route} Route */

/**
 * @param {any} data Mermaid's reading of the source
 * @param {number} limit how wide the drawing may be
 * @param {number} more what a pixel of its height costs besides, where width is free
 * @returns {Promise<SVGSVGElement | undefined>} nothing where no way is narrow enough
 */
export async function layered(data, limit, more = 0) {
  const aside = await fitting(data, WRAPS, ASIDE, limit);
  for (const wrap of WRAPS) {
    const graphs = [...aside, ...(await fitting(data, [wrap], DOWN, limit))];
    if (graphs.length > 0) {
      const costs = graphs.map((graph) => costOf(graph) + more * graph.height);
      return drawn(graphs[costs.indexOf(Math.min(...costs))]);
    }
  }
  return undefined;
}

/**
 * @param {any} data @param {number[]} wraps @param {Record<string, unknown>[]} ways @param {number} limit
 * @returns {Promise<any[]>} the graph laid out in each way that is narrow enough; ELK fails with some
 */
async function fitting(data, wraps, ways, limit) {
  const laid = await Promise.allSettled(wraps.flatMap((wrap) => ways.map((options) => elk(graphOf(data, wrap, options)))));
  return laid.flatMap((one) => (one.status === "fulfilled" && extentOf(one.value) <= limit ? [one.value] : []));
}

/** @type {any} */
let engine;

/** @param {any} graph */
async function elk(graph) {
  engine ??= new /** @type {any} */ (globalThis).ELK();
  return engine.layout(graph);
}

/** @param {any} data @param {number} wrap @param {Record<string, unknown>} options */
function graphOf(data, wrap, options) {
  /** @type {Map<string, any>} */
  const groups = new Map([["", { id: "root", layoutOptions: { ...ROOT, ...options }, children: [], edges: [] }]]);
  // Mermaid puts a note and its state into a group that nobody sees.
  const nodes = data.nodes.filter((/** @type {any} */ node) => node.shape !== "noteGroup");
  for (const node of nodes) if (node.isGroup) groups.set(node.id, groupOf(node, wrap));
  for (const node of nodes) {
    const parent = groups.get(node.parentId ?? "") ?? groups.get("");
    parent.children.push(node.isGroup ? groups.get(node.id) : nodeOf(node, wrap));
  }
  const root = groups.get("");
  for (const group of groups.values()) if (group !== root) layGroup(group, options);
  const order = data.nodes.filter((/** @type {any} */ node) => !node.isGroup).map((/** @type {any} */ node) => node.id);
  root.edges = data.edges.map((/** @type {any} */ edge) => ({ ...edgeOf(edge, wrap), forward: order.indexOf(edge.end) - order.indexOf(edge.start) > 0 }));
  return root;
}

/** @param {any} node @param {number} wrap */
function groupOf(node, wrap) {
  const kind = /\bcore\b/.test(node.cssClasses ?? "") ? "h core" : "h";
  return { id: node.id, mark: markOf(node), title: wrapped(plain(node.label), kind, 2 * wrap), children: [] };
}

/**
 * How a group is laid out: like the whole, with room above for its title, and beside where the title is wider.
 * @param {any} group @param {Record<string, unknown>} options
 */
function layGroup(group, options) {
  const { width, height } = group.title;
  const widest = Math.max(0, ...group.children.map((/** @type {any} */ child) => child.width ?? 0));
  const side = Math.max(10, Math.ceil((width + 20 - widest) / 2));
  group.layoutOptions = { ...options, "elk.padding": `[top=${TITLE + height},left=${side},bottom=12,right=${side}]` };
}

/** @param {string} shape @param {string} mark */
function wordClass(shape, mark) {
  if (shape === "note") return "m";
  return mark === "core" ? "t core" : "t";
}

/** @param {any} node */
function markOf(node) {
  return /\b(?:core|step-[1-7])\b/.exec(node.cssClasses ?? "")?.[0] ?? "";
}

/** @param {any} node @param {number} wrap */
function nodeOf(node, wrap) {
  const mark = markOf(node);
  const label = /^state(?:Start|End)$|^(?:fork|join)/.test(node.shape) ? "" : node.label;
  const words = wrapped(plain(label), wordClass(node.shape, mark), wrap);
  const { width, height } = sizeOf(node.shape, words);
  return { id: node.id, shape: node.shape, mark, words, width, height };
}

/** @param {any} edge @param {number} wrap */
function edgeOf(edge, wrap) {
  const words = wrapped(plain(edge.label), "m", Math.min(wrap, 92));
  const heads = [edge.arrowTypeStart, edge.arrowTypeEnd].map((type) => Boolean(type) && type !== "none" && type !== "arrow_open");
  const dashed = edge.pattern === "dotted" || edge.pattern === "dashed" || /dotted|dashed/.test(edge.classes ?? "");
  return {
    id: edge.id,
    sources: [edge.start],
    targets: [edge.end],
    heads,
    kind: `e${dashed ? " d" : ""}${edge.thickness === "thick" ? " k" : ""}`,
    words,
    labels: words.lines.length > 0 ? [{ text: "x", width: words.width + 4, height: words.height + 2, layoutOptions: { "elk.edgeLabels.inline": "true", "elk.edgeLabels.placement": "CENTER" } }] : [],
  };
}

/** @param {any} graph */
function drawn(graph) {
  const origins = originsOf(graph);
  const routes = edgesOf(graph);
  const [frames, lines, heads, grounds, shapes, words] = Array.from({ length: 6 }, () => /** @type {Element[]} */ ([]));
  for (const [id, { x, y, node }] of origins) {
    if (id === "root") continue;
    const mark = node.mark ? ` ${node.mark}` : "";
    if (node.children) {
      frames.push(path(`M${x} ${y}h${node.width}v${node.height}h${-node.width}z`, `c${mark}`));
      const title = titleOf(node, x, y, routes);
      words.push(...title.words);
      grounds.push(...title.ground);
    } else {
      shapes.push(...shapeOf(node, x, y, mark));
      const down = /^cyl/.test(node.shape) ? 6 : 0;
      const top = y + (node.height - node.words.height) / 2 + down + ASCENT;
      words.push(...textLines(node.words.lines, x + node.width / 2, top, wordClass(node.shape, node.mark)));
    }
  }
  for (const { edge, origin, points } of routes) {
    reach(points, origins, edge);
    lines.push(path(rounded(points, edge.heads), edge.kind));
    if (edge.heads[1]) heads.push(headAt(points[points.length - 1], points[points.length - 2]));
    if (edge.heads[0]) heads.push(headAt(points[0], points[1]));
    for (const label of edge.labels) {
      const [x, y] = [label.x + origin.x, label.y + origin.y];
      grounds.push(path(`M${x} ${y}h${label.width}v${label.height}h${-label.width}z`, (edge.container ?? "root") === "root" ? "b" : "o"));
      words.push(...textLines(edge.words.lines, x + label.width / 2, y + 1 + ASCENT, "m"));
    }
  }
  return out([...frames, ...lines, ...heads, ...grounds, ...shapes], words);
}

/**
 * A group's title: at the left, or further right where no edge comes down through it. Where there is no such place, on
 * a ground of the group's color.
 * @param {any} group @param {number} x @param {number} y
 * @param {Route[]} routes
 * @returns {{ words: Element[], ground: Element[] }}
 */
function titleOf(group, x, y, routes) {
  const { lines, width, height } = group.title;
  const kind = group.mark === "core" ? "h core" : "h";
  const [top, bottom] = [y + 4, y + 8 + height];
  const first = x + 10 + width / 2;
  const written = (/** @type {number} */ middle) => textLines(lines, middle, y + 6 + ASCENT, kind);
  for (let middle = first; middle <= x + group.width - 8 - width / 2; middle += 4) {
    const box = { left: middle - width / 2 - 6, right: middle + width / 2 + 6, top, bottom };
    if (!routes.some(({ points }) => points.some((point, index) => index > 0 && touches(points[index - 1], point, box)))) return { words: written(middle), ground: [] };
  }
  return { words: written(first), ground: [path(`M${x + 8} ${top}h${width + 4}v${bottom - top}h${-width - 4}z`, "o")] };
}
