/**
 * Paths between chapters.
 * @typedef {{ source: string, target: string, type: string, why: string }} Edge as in graph.json
 */

/** What a weaker type costs on top of one step: never enough to make a path longer. */
const WEAKNESS = 0.001;

/**
 * The edges that begin or end at a chapter, strongest first.
 * @param {readonly Edge[]} edges
 * @param {string} chapter
 * @param {readonly string[]} types of edges, strongest first
 */
export function edgesOf(edges, chapter, types) {
  return edges
    .filter((edge) => edge.source === chapter || edge.target === chapter)
    .sort((a, b) => rank(a, types) - rank(b, types));
}

/**
 * The chapter at the other end of an edge.
 * @param {Edge} edge
 * @param {string} chapter
 */
export function otherEnd(edge, chapter) {
  return edge.source === chapter ? edge.target : edge.source;
}

/**
 * The shortest path between two chapters, in either direction of each edge; among equals the one of the strongest
 * edges (Dijkstra's algorithm).
 * @param {readonly Edge[]} edges
 * @param {string} from
 * @param {string} to
 * @param {readonly string[]} types of edges, strongest first
 * @returns {Edge[] | null} the edges in order, or null when no path leads there
 */
export function shortestPath(edges, from, to, types) {
  /** @type {Map<string, Edge[]>} */
  const incident = new Map();
  for (const edge of edges) {
    for (const end of [edge.source, edge.target]) incident.set(end, [...(incident.get(end) ?? []), edge]);
  }
  /** @type {Map<string, { cost: number, edge?: Edge, previous?: string }>} */
  const reached = new Map([[from, { cost: 0 }]]);
  const open = new Set([from]);
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => (cost(a) <= cost(b) ? a : b));
    if (here === to) return pathTo(to);
    open.delete(here);
    for (const edge of incident.get(here) ?? []) {
      const next = otherEnd(edge, here);
      const total = cost(here) + 1 + WEAKNESS * rank(edge, types);
      if (total < cost(next)) {
        reached.set(next, { cost: total, edge, previous: here });
        open.add(next);
      }
    }
  }
  return null;

  /** @param {string} chapter */
  function cost(chapter) {
    return reached.get(chapter)?.cost ?? Infinity;
  }

  /** @param {string} chapter */
  function pathTo(chapter) {
    /** @type {Edge[]} */
    const path = [];
    for (let step = reached.get(chapter); step?.edge && step.previous !== undefined; step = reached.get(step.previous)) {
      path.unshift(step.edge);
    }
    return path;
  }
}

/**
 * The place of an edge's type among all; one that is not named is the weakest.
 * @param {Edge} edge
 * @param {readonly string[]} types
 */
function rank(edge, types) {
  const place = types.indexOf(edge.type);
  return place < 0 ? types.length : place;
}
