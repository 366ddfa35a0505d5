/**
 * Ways between chapters.
 * @typedef {{ source: string, target: string, type: string, why: string }} Edge as in graph.json
 */

/** Types of edges, strongest first, as in scripts/pages/graph_picture.py. */
const STRENGTH = ["related", "uses-concept", "step-of", "cites-in-text"];
/** What a weaker type costs on top of one step: never enough to make a way longer. */
const WEAKNESS = 0.001;

/**
 * The edges that begin or end at a chapter, strongest first.
 * @param {readonly Edge[]} edges
 * @param {string} chapter
 */
export function edgesOf(edges, chapter) {
  return edges
    .filter((edge) => edge.source === chapter || edge.target === chapter)
    .sort((a, b) => STRENGTH.indexOf(a.type) - STRENGTH.indexOf(b.type));
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
 * The shortest way between two chapters, in either direction of each edge; among equals the one with the best reasons.
 * @param {readonly Edge[]} edges
 * @param {string} from
 * @param {string} to
 * @returns {Edge[] | null} the edges in order, or null when no way leads there
 */
export function shortestWay(edges, from, to) {
  /** @type {Map<string, Edge[]>} */
  const beside = new Map();
  for (const edge of edges) {
    for (const end of [edge.source, edge.target]) beside.set(end, [...(beside.get(end) ?? []), edge]);
  }
  /** @type {Map<string, { cost: number, by?: Edge, before?: string }>} */
  const reached = new Map([[from, { cost: 0 }]]);
  const open = new Set([from]);
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => (cost(a) <= cost(b) ? a : b));
    if (here === to) return wayBack(to);
    open.delete(here);
    for (const edge of beside.get(here) ?? []) {
      const next = otherEnd(edge, here);
      const total = cost(here) + 1 + WEAKNESS * STRENGTH.indexOf(edge.type);
      if (total < cost(next)) {
        reached.set(next, { cost: total, by: edge, before: here });
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
  function wayBack(chapter) {
    /** @type {Edge[]} */
    const way = [];
    for (let step = reached.get(chapter); step?.by && step.before !== undefined; step = reached.get(step.before)) {
      way.unshift(step.by);
    }
    return way;
  }
}
