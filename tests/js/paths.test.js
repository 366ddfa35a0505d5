/** Paths between chapters, on graphs small enough to see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { edgesOf, otherEnd, shortestPath } from "../../docs/assets/javascripts/graph/paths.js";

const TYPES = ["related", "uses-concept", "step-of", "cites-in-text"];

/** @param {...string} rows such as "a related b" */
const graph = (...rows) =>
  rows.map((row) => {
    const [source, type, target] = row.split(" ");
    return { source, type, target, why: row };
  });
const told = (path) => path?.map((edge) => edge.why) ?? null;

test("the edges of a chapter lead both ways, strongest first, and those of one type stay in order", () => {
  const edges = graph("a cites-in-text b", "c related a", "b related c", "a uses-concept d", "a related b", "a newer e");
  assert.deepEqual(told(edgesOf(edges, "a", TYPES)), ["c related a", "a related b", "a uses-concept d", "a cites-in-text b", "a newer e"]);
});

test("the other end of an edge", () => {
  const [edge] = graph("a related b");
  assert.equal(otherEnd(edge, "a"), "b");
  assert.equal(otherEnd(edge, "b"), "a");
});

test("the shortest path is taken, against the direction of edges too", () => {
  const edges = graph("a related b", "b related c", "c related d", "d cites-in-text a");
  assert.deepEqual(told(shortestPath(edges, "a", "c", TYPES)), ["a related b", "b related c"]);
  assert.deepEqual(told(shortestPath(edges, "a", "d", TYPES)), ["d cites-in-text a"]);
});

test("among paths of one length the strongest is taken, whichever stands first", () => {
  const rows = ["a cites-in-text x", "x related z", "a related y", "y uses-concept z"];
  for (const order of [rows, [...rows].reverse()]) {
    assert.deepEqual(told(shortestPath(graph(...order), "a", "z", TYPES)), ["a related y", "y uses-concept z"]);
  }
});

test("many weak edges never make a short path longer", () => {
  const long = Array.from({ length: 30 }, (_, at) => `${at} related ${at + 1}`);
  const short = Array.from({ length: 29 }, (_, at) => `${at ? `s${at}` : 0} cites-in-text ${at === 28 ? 30 : `s${at + 1}`}`);
  assert.equal(shortestPath(graph(...long, ...short), "0", "30", TYPES)?.length, 29);
});

test("between two edges of the same chapters the stronger is shown", () => {
  assert.deepEqual(told(shortestPath(graph("a cites-in-text b", "b related a"), "a", "b", TYPES)), ["b related a"]);
});

test("no path and the path from a chapter to itself", () => {
  const edges = graph("a related b", "c related d");
  assert.equal(shortestPath(edges, "a", "d", TYPES), null);
  assert.equal(shortestPath(edges, "a", "nobody", TYPES), null);
  assert.deepEqual(shortestPath(edges, "a", "a", TYPES), []);
});
