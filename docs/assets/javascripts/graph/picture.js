/** The picture of the knowledge graph: lights, hides and shows boxes, and moves among them by keyboard. */
import { opensElsewhere } from "../events.js";
import { follow } from "../svg-links.js";

/** @typedef {import("./paths.js").Edge} Edge */

/** What must be free around a box that is shown, in px. */
const ROOM = 24;

export class Picture {
  /**
   * @param {SVGSVGElement} svg
   * @param {Edge[]} edges
   * @param {(id: string) => void} onChoose told of a box that was chosen; empty to let it go
   */
  constructor(svg, edges, onChoose) {
    this.svg = svg;
    this.edges = edges;
    this.onChoose = onChoose;
    this.chosen = "";
    /** Chapters of the way that is shown. @type {string[]} */
    this.stations = [];
    /** @type {Edge[]} */
    this.path = [];
    this.nodes = /** @type {SVGAElement[]} */ ([...svg.querySelectorAll(".graph-node")]);
    this.lines = /** @type {SVGPathElement[]} */ ([...svg.querySelectorAll(".graph-line")]);
    for (const node of this.nodes) this.#listen(node);
    this.#reach(this.nodes[0]);
  }

  /** @param {SVGAElement} node */
  #listen(node) {
    const id = node.dataset.id ?? "";
    const rest = () => this.light(this.chosen ? [this.chosen] : this.stations, this.#restOptions());
    node.addEventListener("pointerenter", () => this.light([id]));
    node.addEventListener("pointerleave", rest);
    node.addEventListener("focus", () => {
      this.#reach(node);
      this.light([id]);
    });
    node.addEventListener("blur", rest);
    node.addEventListener("keydown", (event) => this.#onKey(event, node));
    node.addEventListener("click", (event) => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (this.chosen === id) follow(node);
      else this.onChoose(id);
    });
  }

  #restOptions() {
    return this.chosen ? {} : { beside: false, path: this.path };
  }

  /**
   * One stop for the Tab key; the arrow keys lead on.
   * @param {SVGAElement | undefined} reached
   */
  #reach(reached) {
    for (const node of this.nodes) node.setAttribute("tabindex", node === reached ? "0" : "-1");
  }

  /**
   * @param {KeyboardEvent} event
   * @param {SVGAElement} node
   */
  #onKey(event, node) {
    if (event.key === "Escape") {
      this.onChoose("");
      return;
    }
    /** @type {Record<string, [number, number]>} */
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    nearest(node, this.#shown(), direction)?.focus();
  }

  /** Where the Tab key stands in the picture. */
  focus() {
    this.nodes.find((node) => node.getAttribute("tabindex") === "0")?.focus({ preventScroll: true });
  }

  #shown() {
    return this.nodes.filter((node) => !node.classList.contains("is-off"));
  }

  /**
   * Mark a chapter, or the chapters of a way, until the next choice.
   * @param {string} id empty for none
   * @param {string[]} stations
   * @param {Edge[]} path
   */
  choose(id, stations = [], path = []) {
    Object.assign(this, { chosen: id, stations, path });
    for (const node of this.nodes) node.classList.toggle("is-chosen", node.dataset.id === id);
    const reached = this.#node(id || stations[0]);
    if (reached) this.#reach(reached);
    this.light(id ? [id] : stations, this.#restOptions());
  }

  /**
   * Light chapters and, unless told otherwise, what stands beside them.
   * @param {string[]} ids none to light everything evenly
   * @param {{ beside?: boolean, path?: Edge[] }} how  `path` are lines to light
   */
  light(ids, { beside = true, path = [] } = {}) {
    const lit = new Set(ids);
    if (beside) {
      for (const { source, target } of this.edges) {
        if (ids.includes(source) || ids.includes(target)) lit.add(source).add(target);
      }
    }
    this.svg.classList.toggle("is-lit", ids.length > 0);
    for (const node of this.nodes) node.classList.toggle("is-near", lit.has(node.dataset.id ?? ""));
    for (const line of this.lines) {
      const { source = "", target = "" } = line.dataset;
      const onPath = path.some((edge) => new Set([edge.source, edge.target, source, target]).size === 2);
      line.classList.toggle("is-near", onPath || (beside && (ids.includes(source) || ids.includes(target))));
    }
  }

  /** @param {string[]} kinds of chapters; all others are shown */
  hide(kinds) {
    const off = new Set();
    for (const node of this.nodes) {
      const hidden = kinds.includes(node.dataset.kind ?? "");
      node.classList.toggle("is-off", hidden);
      if (hidden) off.add(node.dataset.id);
    }
    for (const line of this.lines) {
      line.classList.toggle("is-off", off.has(line.dataset.source) || off.has(line.dataset.target));
    }
    if (!this.#shown().some((node) => node.getAttribute("tabindex") === "0")) this.#reach(this.#shown()[0]);
  }

  /**
   * Bring a box into sight: sideways within the picture's own box, and unless told otherwise by scrolling the page, below
   * the header and above what covers the window's lower edge.
   * @param {string} id
   * @param {{ gently: boolean, page?: boolean, covered?: number }} how  `gently` for one who sees it move, `covered` in px
   */
  reveal(id, { gently, page = true, covered = 0 }) {
    const node = this.#node(id);
    const box = this.svg.parentElement;
    if (!node || !box || node.classList.contains("is-off")) return;
    const behavior = gently && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "instant";
    const place = node.getBoundingClientRect();
    const { left, width } = box.getBoundingClientRect();
    box.scrollBy({ left: place.left + place.width / 2 - left - width / 2, behavior });
    if (!page) return;
    const top = (document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + ROOM;
    const bottom = window.innerHeight - covered - ROOM;
    // No further than it must, so that what is told beside the picture stays in sight too.
    const away = Math.max(place.bottom - bottom, 0) || Math.min(place.top - top, 0);
    if (away !== 0) window.scrollBy({ top: away, behavior });
  }

  /** @param {string | undefined} id */
  #node(id) {
    return this.nodes.find((node) => node.dataset.id === id);
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
