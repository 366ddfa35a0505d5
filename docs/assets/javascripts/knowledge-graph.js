/**
 * The knowledge graph: find a chapter, see what it leads to and why, filter by kind, ask for the path between two.
 * The picture, its links and the list of edges stand in the page; this lights and explains them beside the picture, on a
 * narrow page in a sheet below it, and says in the address what is shown.
 */
import { element } from "./elements.js";
import { WENT } from "./events.js";
import { addressOf, readChoice } from "./graph/choice.js";
import { Names } from "./graph/names.js";
import { edgesOf, otherEnd, shortestPath } from "./graph/paths.js";
import { Picture } from "./graph/picture.js";

/**
 * @typedef {import("./graph/paths.js").Edge} Edge
 * @typedef {import("./graph/choice.js").Choice} Choice
 * @typedef {{ id: string, title: string, kind: string, url: string, names?: string[] }} Chapter
 */

/** Chapters that are offered for what a reader types. */
const MOST_FOUND = 6;

export class KnowledgeGraph extends HTMLElement {
  /** @type {Map<string, Chapter>} */
  #chapters = new Map();
  /** @type {Edge[]} */
  #edges = [];
  /** Types of edges, strongest first. @type {string[]} */
  #types = [];
  /** @type {Picture | undefined} */
  #picture;
  /** @type {Names | undefined} */
  #names;
  #choice = readChoice("");
  #gently = false;
  #listening = new AbortController();

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    if (!(await this.#read()) || !this.isConnected) return;
    this.#build();
    // The theme scrolls to the top of a page that it has just put here.
    setTimeout(() => this.#take(readChoice(location.search)));
    const page = location.pathname;
    const again = () => location.pathname === page && this.#take(readChoice(location.search));
    window.addEventListener(WENT, again, { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /** @returns {Promise<boolean>} whether chapters and edges could be read */
  async #read() {
    this.#chapters.clear();
    try {
      if (this.dataset.drawn === undefined) await this.#readFile();
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
    for (const node of /** @type {NodeListOf<SVGAElement>} */ (this.querySelectorAll(".graph-node"))) {
      const { id = "", title = "", kind = "" } = node.dataset;
      this.#chapters.set(id, { id, title, kind, url: node.href.baseVal });
    }
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".edges li"))) {
      const why = [...item.childNodes].at(-1)?.textContent?.trim() ?? "";
      const from = /** @type {HTMLElement} */ (item.closest(".edges")).dataset.node ?? "";
      this.#edges.push({ source: from, target: item.dataset.target ?? "", type: item.dataset.type ?? "", why });
    }
  }

  async #readFile() {
    const { nodes, edges, file } = await this.#published();
    for (const node of nodes) this.#chapters.set(node.id, { ...node, url: new URL(node.url, file).href });
    this.#edges = edges;
    this.#names = new Names(this.#chapters.values());
  }

  /** @returns {Promise<{ nodes: Chapter[], edges: Edge[], file: URL }>} what graph.json holds, and where it is */
  async #published() {
    const file = new URL(this.dataset.graph ?? "", document.baseURI);
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(`${answer.status} for ${file}`);
    return { ...(await answer.json()), file };
  }

  #build() {
    if (this.dataset.drawn === undefined) this.#fill();
    const svg = this.querySelector("svg");
    if (svg) this.#picture = new Picture(svg, this.#edges, (id) => this.#choose(id));
    this.#listenToFind();
    const from = this.#control("graph-from");
    const to = this.#control("graph-to");
    const ask = () => {
      if (from.value && to.value) this.#go({ chapter: "", from: from.value, to: to.value });
    };
    from.addEventListener("change", ask);
    to.addEventListener("change", ask);
    const boxes = this.#boxes();
    for (const box of boxes) {
      box.addEventListener("change", () => {
        const hidden = boxes.filter((other) => !other.checked).map((other) => other.value);
        this.#choice = { ...this.#choice, hidden };
        history.replaceState(history.state, "", addressOf(this.#choice, location.href));
        this.#picture?.hide(hidden);
      });
    }
    this.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    this.dataset.ready = "";
  }

  /** Where there are too many chapters for a picture, their names come with the file. */
  #fill() {
    for (const chapter of this.#chapters.values()) {
      for (const id of ["graph-from", "graph-to"]) {
        this.#control(id).append(element("option", { value: chapter.id }, chapter.title));
      }
    }
  }

  #listenToFind() {
    const find = /** @type {HTMLInputElement} */ (this.#control("graph-find"));
    find.addEventListener("focus", () => void this.#learnNames());
    find.addEventListener("input", () => this.#find(find.value));
    this.querySelector(".graph-controls")?.addEventListener("keydown", (event) => {
      this.#onFindKey(/** @type {KeyboardEvent} */ (event), find);
    });
  }

  /**
   * From the field down to what was found, and back.
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement} find
   */
  #onFindKey(event, find) {
    const found = /** @type {HTMLElement[]} */ ([...this.#found().querySelectorAll("button")]);
    const at = found.indexOf(/** @type {HTMLElement} */ (event.target));
    if (event.target !== find && at < 0) return;
    if (event.key === "Enter" && at < 0) found[0]?.click();
    else if (event.key === "ArrowDown") found[Math.min(at + 1, found.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? found[at - 1] : find).focus();
    else if (event.key === "Escape") {
      find.value = "";
      this.#find("");
      find.focus();
    } else return;
    event.preventDefault();
  }

  /** The terms and other names of all chapters are fetched when somebody is about to type one. */
  async #learnNames() {
    if (this.#names) return;
    this.#names = new Names(this.#chapters.values());
    try {
      const { nodes } = await this.#published();
      this.#names = new Names(nodes);
      const find = this.#control("graph-find");
      if (find.value) this.#find(find.value);
    } catch {
      // Titles have to do.
    }
  }

  /** @param {string} typed */
  #find(typed) {
    this.#names ??= new Names(this.#chapters.values());
    const found = this.#names.find(typed).filter(({ id }) => this.#chapters.has(id));
    const items = found.slice(0, MOST_FOUND).map(({ id, title, name }) => {
      const go = element("button", { type: "button" }, title, ...(name ? [" ", element("span", {}, name)] : []));
      go.addEventListener("click", () => this.#choose(id, true));
      return element("li", {}, go);
    });
    this.#found().replaceChildren(...items);
    if (typed.trim() === "") this.#say("");
    else this.#say(found.length ? `${found.length} found; Enter chooses the first.` : `No chapter is called “${typed}”.`);
    if (found.length > 0) {
      this.#picture?.light(found.map(({ id }) => id), { beside: false });
      this.#picture?.reveal(found[0].id, { gently: true, page: false });
    } else this.#picture?.choose(this.#picture.chosen, this.#picture.stations, this.#picture.path);
  }

  /**
   * @param {string} id of a chapter; empty for none
   * @param {boolean} read whether to go on reading in the panel, as the control that was used goes
   */
  #choose(id, read = false) {
    this.#found().replaceChildren();
    this.#go({ chapter: id, from: "", to: "" });
    if (read) this.#panel().querySelector("h2")?.focus({ preventScroll: true });
  }

  /**
   * Show a choice; the way back leads to the one before.
   * @param {Partial<Choice>} change
   */
  #go(change) {
    const choice = { ...this.#choice, ...change };
    const address = addressOf(choice, location.href);
    if (address !== location.href) history.pushState({ x: window.scrollX, y: window.scrollY }, "", address);
    this.#take(choice, true);
  }

  /**
   * @param {Choice} choice
   * @param {boolean} gently whether the picture moves there in sight of the reader
   */
  #take(choice, gently = false) {
    this.#choice = choice;
    this.#gently = gently;
    for (const box of this.#boxes()) box.checked = !choice.hidden.includes(box.value);
    this.#picture?.hide(choice.hidden);
    const start = this.#chapters.get(choice.from);
    const end = this.#chapters.get(choice.to);
    const chapter = this.#chapters.get(choice.chapter);
    this.#control("graph-from").value = start?.id ?? "";
    this.#control("graph-to").value = end?.id ?? "";
    if (start && end) this.#showPath(start, end);
    else if (chapter) this.#showChapter(chapter);
    else this.#showNothing();
  }

  #showNothing() {
    this.#picture?.choose("");
    this.#panel().replaceChildren();
    this.#say("");
  }

  /** @param {Chapter} chapter */
  #showChapter(chapter) {
    const list = element("ul", { class: "graph-ways" });
    // Every reason an author gave; a mere link only where there is no stronger edge: the list of all edges has it.
    const seen = new Set();
    for (const edge of edgesOf(this.#edges, chapter.id, this.#types)) {
      const other = otherEnd(edge, chapter.id);
      if (edge.type === this.#types[0] || !seen.has(other)) {
        list.append(this.#reason(edge, other, edge.source === chapter.id));
      }
      seen.add(other);
    }
    const neighbors = `${seen.size} ${seen.size === 1 ? "neighbor" : "neighbors"}`;
    this.#picture?.choose(chapter.id);
    this.#answer(
      chapter.title,
      element("p", {}, element("a", { href: chapter.url }, "Open the chapter"), ` · ${neighbors}`),
      list,
    );
    this.#say(`${chapter.title}: ${neighbors}.`);
    this.#reveal(chapter.id);
  }

  /**
   * @param {Chapter} start
   * @param {Chapter} end
   */
  #showPath(start, end) {
    const path = shortestPath(this.#edges, start.id, end.id, this.#types);
    const stations = [start.id];
    const list = element("ol", { class: "graph-ways" });
    for (const edge of path ?? []) {
      const here = stations[stations.length - 1];
      const next = otherEnd(edge, here);
      stations.push(next);
      list.append(this.#reason(edge, next, edge.source === here));
    }
    const heading = path
      ? `${path.length} ${path.length === 1 ? "step" : "steps"} from ${start.title}`
      : `No path leads from ${start.title} to ${end.title}.`;
    this.#picture?.choose("", stations, path ?? []);
    this.#answer(heading, list);
    this.#say(path ? `${heading} to ${end.title}.` : heading);
    this.#reveal(start.id);
  }

  /**
   * @param {Edge} edge
   * @param {string} other the chapter at the far end
   * @param {boolean} leaving whether the edge leads away from the chosen chapter
   */
  #reason(edge, other, leaving) {
    const go = element("button", { type: "button", class: "graph-go" }, this.#chapters.get(other)?.title ?? other);
    go.addEventListener("click", () => this.#choose(other, true));
    const direction = element("span", { class: "edges__type" }, `${leaving ? "to" : "from"} · ${edge.type}`);
    return element("li", {}, go, " ", direction, " ", element("span", { class: "graph-why" }, edge.why));
  }

  /**
   * @param {string} heading
   * @param {...Node} parts
   */
  #answer(heading, ...parts) {
    const close = element("button", { type: "button", class: "graph-close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => {
      this.#choose("");
      this.#picture?.focus();
    });
    const title = element("h2", { class: "graph-chosen", tabindex: "-1" }, heading);
    this.#panel().replaceChildren(close, title, ...parts);
    this.#panel().scrollTop = 0;
  }

  /** @param {string} id */
  #reveal(id) {
    if (!this.#picture) return;
    const panel = this.#panel();
    const isSheet = getComputedStyle(panel).position === "sticky";
    this.#picture.reveal(id, { gently: this.#gently, covered: isSheet ? panel.offsetHeight : 0 });
  }

  /** @param {string} text */
  #say(text) {
    const status = this.querySelector(".graph-said");
    if (status) status.textContent = text;
  }

  /** @param {string} id */
  #control(id) {
    return /** @type {HTMLInputElement | HTMLSelectElement} */ (this.querySelector(`#${id}`));
  }

  #boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll(".choices input")]);
  }

  #found() {
    return /** @type {HTMLElement} */ (this.querySelector(".graph-found"));
  }

  #panel() {
    return /** @type {HTMLElement} */ (this.querySelector(".graph-panel"));
  }
}
