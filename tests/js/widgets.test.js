/** The larger parts of a page where something fails beneath them: search box, knowledge graph, diagrams. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, open, settle } from "./dom.js";
import { define } from "./globals.js";
import { WENT } from "../../docs/assets/javascripts/events.js";

const BOOK = "https://somebody.github.io/core/book/";
const PLACES = [{ name: "All terms", url: "https://somebody.github.io/core/glossary/" }];

/** Workers that the search box started, the newest last. */
class FakeWorker {
  static started = [];
  sent = [];
  gone = false;
  constructor() {
    FakeWorker.started.push(this);
  }
  addEventListener(type, listener) {
    this[type] = listener;
  }
  postMessage(message) {
    this.sent.push(message);
  }
  reply(data) {
    this.message({ data });
  }
  terminate() {
    this.gone = true;
  }
}

async function searchBox(worker = FakeWorker) {
  open("", BOOK);
  FakeWorker.started = [];
  define("Worker", worker);
  const { SearchDialog } = await load("search/dialog.js");
  const root = new URL("https://somebody.github.io/core/");
  const ready = [];
  const box = new SearchDialog(root, { index: new URL("search.json", root), worker: new URL("worker.js", root) }, PLACES, () => ready.push(1));
  return { box, ready };
}

const status = () => document.querySelector(".search__status").textContent;
const links = () => [...document.querySelectorAll(".search__hits a")].map((link) => link.textContent);
function type(text) {
  const input = document.querySelector(".search__input");
  input.value = text;
  input.dispatchEvent(new Event("input"));
}

test("an index that cannot be read is said, with where to look, and read again at the next letter", async () => {
  const { box, ready } = await searchBox();
  box.open("kv");
  const [worker] = FakeWorker.started;
  worker.reply({ failed: "404" });
  assert.match(status(), /could not be read/);
  assert.deepEqual(links(), ["All terms", "This page, loaded anew with its search"]);
  assert.equal(document.querySelectorAll(".search__hits a")[1].href, `${BOOK}?q=kv`);
  type("kv c");
  assert.deepEqual(worker.sent.slice(-2), [{ index: "https://somebody.github.io/core/search.json" }, { query: "kv c", number: 2 }]);
  worker.reply({ ready: true });
  assert.equal(ready.length, 1);
});

test("a worker that could not start is exchanged at the next letter", async () => {
  const { box } = await searchBox();
  box.open("kv");
  FakeWorker.started[0].error();
  assert.match(status(), /could not start/);
  assert.deepEqual(links().slice(0, 1), ["All terms"]);
  type("kv c");
  assert.equal(FakeWorker.started.length, 2);
  assert.equal(FakeWorker.started[0].gone, true);
  assert.deepEqual(FakeWorker.started[1].sent.at(-1), { query: "kv c", number: 2 });
});

test("a browser that forbids workers is told where to look", async () => {
  const { box } = await searchBox(function forbidden() {
    throw new DOMException("denied", "SecurityError");
  });
  box.open("kv");
  assert.match(status(), /does not let the search start/);
  assert.deepEqual(links().slice(0, 1), ["All terms"]);
});

test("only the answer to the last question is shown", async () => {
  const { box } = await searchBox();
  box.open("kv");
  type("kv c");
  const hit = (title) => ({ url: "x/", title, kind: "Concept", description: "", found: [], sections: [], mentions: [] });
  const [worker] = FakeWorker.started;
  worker.reply({ number: 2, answer: { hits: [hit("New")], total: 1, suggestions: [] } });
  worker.reply({ number: 1, answer: { hits: [hit("Old")], total: 1, suggestions: [] } });
  assert.equal(status(), "1 chapter");
  assert.match(links()[0], /New/);
});

test("nothing found shows the nearest terms, then where to look", async () => {
  const { box } = await searchBox();
  box.open("zzz");
  FakeWorker.started[0].reply({ number: 1, answer: { hits: [], total: 0, suggestions: [{ name: "ZeRO", url: "glossary/#zero" }] } });
  assert.deepEqual(links(), ["ZeRO", "All terms"]);
  assert.match(status(), /^Nothing was found for “zzz”\. Do you mean one of these\?/);
});

test("the box says how many of the chapters found it shows, the definition first, and why a section is there", async () => {
  const { box } = await searchBox();
  box.open("kv cache");
  const part = { url: "x/#blocks", heading: "Its blocks", path: ["Engine"], explains: ["KV cache"], mentions: ["evict"] };
  const hit = { url: "x/", title: "Serving", kind: "Concept", description: "", found: ["cach"], sections: [part], mentions: [] };
  const definition = { name: "KV cache", definition: "What is kept.", url: "glossary/#kv", explained: "x/#blocks", place: "Serving › Its blocks" };
  FakeWorker.started[0].reply({ number: 1, answer: { hits: [hit], total: 30, suggestions: [], definition } });
  assert.equal(status(), "The best 1 of 30 chapters");
  assert.deepEqual(links(), [
    "Explained in Serving › Its blocks",
    "In the glossary",
    "Concept Serving",
    "Engine › Its blocks explains KV cache mentions evict",
  ]);
  assert.match(document.querySelector(".search__definition").textContent, /^Term KV cacheWhat is kept\./);
  assert.equal(document.querySelector(".search__definition ul a").href, "https://somebody.github.io/core/x/#blocks");
});

test("a chapter found by another name of it says so, one found by its text too", async () => {
  const { box } = await searchBox();
  box.open("autocomplete");
  const hit = (found) => ({ url: "x/", title: "X", kind: "Case", description: "", found, sections: [], mentions: ["autocomplete"] });
  const answer = { hits: [hit(["autocomplet", "=autocomplet"]), hit(["autocomplet"])], total: 2, suggestions: [] };
  FakeWorker.started[0].reply({ number: 1, answer });
  const reasons = [...document.querySelectorAll(".search__why")].map((reason) => reason.textContent.trim());
  assert.deepEqual(reasons, ["also called autocomplete", "mentions autocomplete"]);
});

test("where no term is near none is promised", async () => {
  const { box } = await searchBox();
  box.open("zzz");
  FakeWorker.started[0].reply({ number: 1, answer: { hits: [], total: 0, suggestions: [] } });
  assert.equal(status(), "Nothing was found for “zzz”. Ways to browse:");
});

const CONTROLS = `<form class="graph-controls"><input id="graph-find"><span class="graph-said"></span><ul class="graph-found"></ul><select id="graph-from"><option value=""></option></select><select id="graph-to"><option value=""></option></select></form><div class="graph-panel"></div>`;
const GRAPH = {
  nodes: ["a", "b", "c"].map((id) => ({ id, title: `Chapter ${id}`, kind: "case", url: `${id}/`, names: [`name of ${id}`] })),
  edges: [
    { source: "a", target: "b", type: "cites-in-text", why: "The text leads there." },
    { source: "b", target: "a", type: "related", why: "A reason." },
    { source: "b", target: "c", type: "related", why: "Another." },
  ],
};

/** @param {() => Promise<unknown>} fetch @param {string} search */
async function graph(fetch, search = "") {
  open("", `https://somebody.github.io/core/graph/${search}`);
  define("fetch", fetch);
  const { KnowledgeGraph } = await load("knowledge-graph.js");
  customElements.define("knowledge-graph", KnowledgeGraph);
  document.body.innerHTML = `<knowledge-graph data-graph="../graph.json" data-edge-types="related cites-in-text">${CONTROLS}</knowledge-graph>`;
  await settle();
}

const panel = () => document.querySelector(".graph-panel").textContent;
const read = async () => ({ ok: true, json: async () => GRAPH });

test("a chosen chapter shows each reason and of the rest the strongest edge", async () => {
  await graph(read, "?chapter=a");
  assert.match(panel(), /Chapter a.*1 neighbor[^s].*from · related A reason\./s);
  assert.doesNotMatch(panel(), /The text leads there/);
});

test("the path between two chapters is shown with its reasons", async () => {
  await graph(read, "?from=a&to=c");
  assert.match(panel(), /2 steps from Chapter a.*A reason\..*Another\./s);
});

for (const [what, fetch] of [
  ["cannot be fetched", async () => Promise.reject(new TypeError("offline"))],
  ["is not there", async () => ({ ok: false, status: 404, json: async () => GRAPH })],
  ["is no graph", async () => ({ ok: true, json: async () => ({ nodes: 1 }) })],
]) {
  test(`a graph that ${what} can be asked for again`, async () => {
    await graph(fetch, "?chapter=a");
    assert.match(panel(), /could not be loaded/);
    define("fetch", read);
    document.querySelector(".graph-panel button").click();
    await settle();
    assert.match(panel(), /Chapter a/);
  });
}

test("each choice is an entry of the history that the address tells, and the way back shows the one before", async () => {
  await graph(read);
  const lengths = [history.length];
  document.querySelector("#graph-find").value = "name of b";
  document.querySelector("#graph-find").dispatchEvent(new Event("input"));
  assert.deepEqual([...document.querySelectorAll(".graph-found button")].map((button) => button.textContent), ["Chapter b name of b"]);
  document.querySelector(".graph-found button").click();
  assert.equal(location.search, "?chapter=b");
  [...document.querySelectorAll(".graph-go")].find((button) => button.textContent === "Chapter c").click();
  assert.equal(location.search, "?chapter=c");
  lengths.push(history.length);
  assert.ok(lengths[1] >= lengths[0]);
  history.replaceState(null, "", "?chapter=b");
  window.dispatchEvent(new Event(WENT));
  assert.match(panel(), /Chapter b/);
  history.replaceState(null, "", "?");
  window.dispatchEvent(new Event(WENT));
  assert.equal(panel(), "");
});

test("a graph that has gone with its page hears of no change of history", async () => {
  await graph(read);
  const gone = document.querySelector("knowledge-graph");
  const text = () => gone.querySelector(".graph-panel").textContent;
  gone.remove();
  history.replaceState(null, "", "?chapter=b");
  window.dispatchEvent(new Event(WENT));
  assert.equal(text(), "");
});
