/**
 * The knowledge graph: find a chapter, see what it leads to and why, filter by kind, ask for the path between two.
 * The picture, its links and the list of edges stand in the page; this only lights and explains them.
 */
import { element } from "./elements.js";
import { follow, opensElsewhere } from "./svg-links.js";
import { edgesOf, otherEnd, shortestPath } from "./paths.js";

/**
 * @typedef {import("./paths.js").Edge} Edge
 * @typedef {{ id: string, title: string, kind: string, url: string }} Chapter
 */

export class KnowledgeGraph extends HTMLElement {
  /** @type {Map<string, Chapter>} */
  #chapters = new Map();
  /** @type {Edge[]} */
  #edges = [];
  /** Types of edges, strongest first. @type {string[]} */
  #types = [];
  #chosen = "";

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    if (!(await this.#read()) || !this.isConnected) return;
    this.#build();
    this.#listen();
    const asked = new URLSearchParams(location.search);
    if (asked.has("from") && asked.has("to")) this.#askPath(asked.get("from") ?? "", asked.get("to") ?? "");
    else if (this.#chapters.has(asked.get("chapter") ?? "")) this.#choose(asked.get("chapter") ?? "");
  }

  /** @returns {Promise<boolean>} whether chapters and edges could be read */
  async #read() {
    const source = this.dataset.graph;
    this.#chapters.clear();
    try {
      if (source) await this.#readFile(source);
      else this.#readPage();
    } catch {
      const again = element("button", { type: "button", class: "graph-go" }, "Try again");
      again.addEventListener("click", () => void this.connectedCallback());
      this.#panel().replaceChildren(element("p", {}, "The chapters could not be loaded. ", again));
      return false;
    }
    const named = this.dataset.edgeTypes?.split(" ");
    this.#types = named ?? [...new Set(this.#edges.map((edge) => edge.type))];
    return true;
  }

  #readPage() {
    for (const node of this.#nodes()) {
      const { id = "", title = "", kind = "" } = node.dataset;
      this.#chapters.set(id, { id, title, kind, url: node.href.baseVal });
    }
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".edges li"))) {
      const why = [...item.childNodes].at(-1)?.textContent?.trim() ?? "";
      const from = /** @type {HTMLElement} */ (item.closest(".edges")).dataset.node ?? "";
      this.#edges.push({ source: from, target: item.dataset.target ?? "", type: item.dataset.type ?? "", why });
    }
  }

  /** @param {string} address of graph.json */
  async #readFile(address) {
    const file = new URL(address, document.baseURI);
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(`${answer.status} for ${file}`);
    const graph = await answer.json();
    for (const node of graph.nodes) {
      this.#chapters.set(node.id, { ...node, url: new URL(node.url, file).href });
    }
    this.#edges = graph.edges;
  }

  #build() {
    this.#fill();
    const find = this.#control("graph-find");
    find.addEventListener("input", () => this.#find(find.value, false));
    find.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key === "Enter") this.#find(find.value, true);
    });
    const from = this.#control("graph-from");
    const to = this.#control("graph-to");
    const ask = () => {
      if (from.value && to.value) this.#askPath(from.value, to.value);
    };
    from.addEventListener("change", ask);
    to.addEventListener("change", ask);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll(".choices input"))) {
      this.#show(box.value, box.checked);
      box.addEventListener("change", () => this.#show(box.value, box.checked));
    }
    this.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    this.#panel().setAttribute("aria-live", "polite");
    this.dataset.ready = "";
  }

  /** Where there are too many chapters for a picture, their names come with the file. */
  #fill() {
    if (!this.dataset.graph) return;
    for (const chapter of this.#chapters.values()) {
      document.getElementById("graph-titles")?.append(element("option", { value: chapter.title }));
      for (const id of ["graph-from", "graph-to"]) {
        this.#control(id).append(element("option", { value: chapter.id }, chapter.title));
      }
    }
  }

  /** @param {string} id */
  #control(id) {
    return /** @type {HTMLInputElement | HTMLSelectElement} */ (this.querySelector(`#${id}`));
  }

  #listen() {
    for (const node of this.#nodes()) {
      const id = node.dataset.id ?? "";
      node.addEventListener("pointerenter", () => this.#light([id]));
      node.addEventListener("pointerleave", () => this.#light(this.#chosen ? [this.#chosen] : []));
      node.addEventListener("focus", () => this.#light([id]));
      node.addEventListener("blur", () => this.#light(this.#chosen ? [this.#chosen] : []));
      node.addEventListener("keydown", (event) => this.#onKey(event, node));
      node.addEventListener("click", (event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (this.#chosen === id) follow(node);
        else this.#choose(id);
      });
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {SVGAElement} node
   */
  #onKey(event, node) {
    if (event.key === "Escape") {
      this.#choose("");
      return;
    }
    /** @type {Record<string, [number, number]>} */
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    nearest(node, this.#nodes().filter((other) => !other.classList.contains("is-off")), direction)?.focus();
  }

  /**
   * @param {string} typed
   * @param {boolean} sure Enter was pressed: the first match is chosen
   */
  #find(typed, sure) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [...this.#chapters.values()].filter((chapter) =>
      words.every((word) => chapter.title.toLowerCase().includes(word)),
    );
    const exact = found.find((chapter) => chapter.title.toLowerCase() === typed.trim().toLowerCase());
    if (exact || (sure && found.length > 0)) this.#choose((exact ?? found[0]).id);
    else if (words.length === 0) this.#choose("");
    else {
      this.#light(found.map((chapter) => chapter.id), false);
      this.#panel().replaceChildren(
        element("p", {}, found.length ? `${found.length} found; Enter chooses the first.` : `Nothing is called “${typed}”.`),
      );
    }
  }

  /** @param {string} id of a chapter; empty for none */
  #choose(id) {
    this.#chosen = id;
    for (const node of this.#nodes()) node.classList.toggle("is-chosen", node.dataset.id === id);
    this.#light(id ? [id] : []);
    const chapter = this.#chapters.get(id);
    if (!chapter) {
      this.#panel().replaceChildren();
      return;
    }
    const list = element("ul", { class: "graph-ways" });
    // Every reason an author gave; a mere link only where there is no stronger edge: the list of all edges has it.
    const seen = new Set();
    for (const edge of edgesOf(this.#edges, id, this.#types)) {
      const other = otherEnd(edge, id);
      if (edge.type === this.#types[0] || !seen.has(other)) list.append(this.#reason(edge, other, edge.source === id));
      seen.add(other);
    }
    this.#panel().replaceChildren(
      element("h2", { class: "graph-chosen" }, chapter.title),
      element("p", {}, element("a", { href: chapter.url }, "Open the chapter"), ` · ${seen.size} neighbors`),
      list,
    );
  }

  /**
   * @param {Edge} edge
   * @param {string} other the chapter at the far end
   * @param {boolean} leaving whether the edge leads away from the chosen chapter
   */
  #reason(edge, other, leaving) {
    const go = element("button", { type: "button", class: "graph-go" }, this.#chapters.get(other)?.title ?? other);
    go.addEventListener("click", () => this.#choose(other));
    const direction = element("span", { class: "edges__type" }, `${leaving ? "to" : "from"} · ${edge.type}`);
    return element("li", {}, go, " ", direction, " ", element("span", { class: "graph-why" }, edge.why));
  }

  /**
   * @param {string} from
   * @param {string} to
   */
  #askPath(from, to) {
    const start = this.#chapters.get(from);
    if (!start || !this.#chapters.has(to)) return;
    for (const [id, value] of [["graph-from", from], ["graph-to", to]]) {
      this.#control(id).value = value;
    }
    const path = shortestPath(this.#edges, from, to, this.#types);
    this.#chosen = "";
    const stations = [from];
    const list = element("ol", { class: "graph-ways" });
    for (const edge of path ?? []) {
      const here = stations[stations.length - 1];
      const next = otherEnd(edge, here);
      stations.push(next);
      list.append(this.#reason(edge, next, edge.source === here));
    }
    this.#light(stations, false, path ?? []);
    const heading = path
      ? `${path.length} ${path.length === 1 ? "step" : "steps"} from ${start.title}`
      : "No path leads from one to the other.";
    this.#panel().replaceChildren(element("h2", { class: "graph-chosen" }, heading), list);
  }

  /**
   * Light chapters and, unless told otherwise, what stands beside them.
   * @param {string[]} ids none to light everything evenly
   * @param {boolean} beside
   * @param {Edge[]} path lines to light
   */
  #light(ids, beside = true, path = []) {
    const svg = this.querySelector("svg");
    if (!svg) return;
    const lit = new Set(ids);
    /** @param {Edge} edge */
    const joined = (edge) => beside && (ids.includes(edge.source) || ids.includes(edge.target));
    for (const edge of this.#edges.filter(joined)) lit.add(edge.source).add(edge.target);
    svg.classList.toggle("is-lit", ids.length > 0);
    for (const node of this.#nodes()) node.classList.toggle("is-near", lit.has(node.dataset.id ?? ""));
    for (const line of /** @type {NodeListOf<SVGPathElement>} */ (svg.querySelectorAll(".graph-line"))) {
      const { source = "", target = "" } = line.dataset;
      const onPath = path.some((edge) => new Set([edge.source, edge.target, source, target]).size === 2);
      line.classList.toggle("is-near", onPath || (beside && (ids.includes(source) || ids.includes(target))));
    }
  }

  /**
   * @param {string} kind
   * @param {boolean} shown
   */
  #show(kind, shown) {
    for (const node of this.#nodes()) {
      if (node.dataset.kind === kind) node.classList.toggle("is-off", !shown);
    }
    const off = new Set(this.#nodes().filter((n) => n.classList.contains("is-off")).map((n) => n.dataset.id));
    for (const line of /** @type {NodeListOf<SVGPathElement>} */ (this.querySelectorAll(".graph-line"))) {
      line.classList.toggle("is-off", off.has(line.dataset.source) || off.has(line.dataset.target));
    }
  }

  /** @returns {SVGAElement[]} */
  #nodes() {
    return [...this.querySelectorAll(".graph-node")].map((node) => /** @type {SVGAElement} */ (node));
  }

  #panel() {
    return /** @type {HTMLElement} */ (this.querySelector(".graph-panel"));
  }
}

/**
 * The node that is nearest in a direction.
 * @param {SVGAElement} start
 * @param {SVGAElement[]} nodes
 * @param {[number, number]} direction
 */
function nearest(start, nodes, [dx, dy]) {
  const here = middle(start);
  /** @param {SVGAElement} node */
  const distance = (node) => {
    const there = middle(node);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    return along > 5 ? along + 2 * aside : Infinity;
  };
  const best = nodes.reduce((a, b) => (distance(a) <= distance(b) ? a : b));
  return distance(best) < Infinity ? best : undefined;
}

/** @param {SVGGraphicsElement} node */
function middle(node) {
  const box = node.getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
