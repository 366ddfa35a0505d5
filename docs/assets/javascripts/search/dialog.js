/** The search box and its results. The index is fetched when the box opens, never before. */
import { element } from "../elements.js";
import { WHOLE, stem, words } from "./words.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./engine.js").Part} Part */
/** @typedef {import("./engine.js").Definition} Definition */
/** @typedef {import("./engine.js").Suggestion} Link */

const PARAMETER = "q";
/** Characters of a query that an address holds. */
const LONGEST = 200;

export class SearchDialog {
  /**
   * @param {URL} root of the site
   * @param {{ index: URL, worker: URL }} files
   * @param {Link[]} places where to look when the search has nothing to say
   * @param {() => void} onReady called when the index has been read
   */
  constructor(root, files, places, onReady) {
    this.root = root;
    this.files = files;
    this.places = places;
    this.onReady = onReady;
    this.asked = 0;
    /** @type {Worker | undefined} */
    this.worker = undefined;
    this.input = element("input", {
      type: "search",
      class: "search__input",
      placeholder: "A term, an acronym or a question",
      "aria-label": "Search",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: "300",
      enterkeyhint: "go",
    });
    this.status = element("p", { class: "search__status", role: "status" });
    this.list = element("ol", { class: "search__hits" });
    this.share = element("a", { class: "search__share", hidden: "" }, "Link to these results");
    const close = element("button", { type: "button", class: "search__close" }, "Close");
    close.addEventListener("click", () => this.dialog.close());
    this.dialog = element(
      "dialog",
      { class: "search", "aria-label": "Search" },
      element("form", { class: "search__bar", role: "search" }, this.input, close),
      element("div", { class: "search__results" }, this.status, this.list, this.share),
    );
    document.body.append(this.dialog);
    this.#listen();
    this.#read();
  }

  /**
   * @param {string} [query] what to ask at once
   */
  open(query) {
    if (query !== undefined) this.input.value = query;
    if (!this.dialog.open) this.dialog.showModal();
    this.input.select();
    this.#ask();
  }

  #work() {
    const worker = new Worker(this.files.worker, { type: "module" });
    worker.addEventListener("message", ({ data }) => this.#onReply(data));
    worker.addEventListener("error", () => {
      // A worker that could not start never will; the next question starts another.
      worker.terminate();
      this.worker = undefined;
      this.#fail("The search could not start. Type to try again, or browse:");
    });
    return worker;
  }

  #read() {
    this.failed = false;
    try {
      this.worker ??= this.#work();
      this.worker.postMessage({ index: this.files.index.href });
    } catch {
      this.#fail("This browser does not let the search start. Browse:");
    }
  }

  /** @param {string} text */
  #fail(text) {
    this.failed = true;
    this.ready = false;
    this.#say(text);
    this.#show([...this.places.map((row) => this.#plain(row)), this.#again()]);
  }

  /** A link that loads the page anew: what this page asks for may be gone since a newer site was published. */
  #again() {
    const query = new URLSearchParams({ [PARAMETER]: this.input.value.slice(0, LONGEST) });
    const link = element("a", { href: `${location.pathname}?${query}` }, "This page, loaded anew with its search");
    link.addEventListener("click", (event) => {
      // The theme would exchange the text and keep the scripts.
      event.stopPropagation();
    });
    return element("li", {}, link);
  }

  #listen() {
    this.input.addEventListener("input", () => this.#ask());
    this.dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#links()[0]?.click();
    });
    this.dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.dialog.addEventListener("click", (event) => {
      const outside = event.target === this.dialog;
      const followed = event.target instanceof Element && event.target.closest("a") && !event.metaKey && !event.ctrlKey;
      if (outside || followed) this.dialog.close();
    });
    // The theme listens to keys of its own, such as "n" for the next page.
    this.dialog.addEventListener("keyup", (event) => event.stopPropagation());
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    event.stopPropagation();
    const links = this.#links();
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    // In a search field Escape would empty the field first.
    if (event.key === "Escape") this.dialog.close();
    else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : this.input).focus();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && at >= 0) {
      this.input.focus();
      return;
    } else return;
    event.preventDefault();
  }

  #links() {
    return [...this.list.querySelectorAll("a")];
  }

  #ask() {
    const query = this.input.value;
    this.asked += 1;
    if (query.trim() === "") {
      this.#show([]);
      this.#say("Type to search chapters, sections and terms.");
      return;
    }
    if (!this.ready) this.#say("Reading the index …");
    // The connection may be back.
    if (this.failed) this.#read();
    this.worker?.postMessage({ query, number: this.asked });
  }

  /** @param {import("./worker.js").Reply} reply */
  #onReply(reply) {
    if ("failed" in reply) {
      this.#fail("The search index could not be read. Type to try again, or browse:");
    } else if ("ready" in reply) {
      this.ready = true;
      this.onReady();
    } else if (reply.number === this.asked) this.#answer(reply.answer);
  }

  /** @param {Answer} answer */
  #answer({ hits, total, suggestions, definition }) {
    const query = this.input.value.trim();
    this.share.href = `${location.pathname}?${new URLSearchParams({ [PARAMETER]: query.slice(0, LONGEST) })}`;
    if (hits.length > 0) {
      const chapters = `${total} ${total === 1 ? "chapter" : "chapters"}`;
      this.#say(hits.length < total ? `The best ${hits.length} of ${chapters}` : chapters);
      this.#show([...(definition ? [this.#define(definition)] : []), ...hits.map((hit) => this.#hit(hit))]);
      return;
    }
    const offered = suggestions.length > 0 ? "Do you mean one of these? Below them are ways to browse:" : "Ways to browse:";
    this.#say(`Nothing was found for “${query.slice(0, 60)}”. ${offered}`);
    this.#show([...suggestions, ...this.places].map((row) => this.#plain(row)));
  }

  /** @param {Definition} definition */
  #define({ name, definition, url, explained, place }) {
    const kind = element("span", { class: "search__kind" }, "Term");
    const ways = [
      element("a", { href: this.#url(explained) }, "Explained in ", element("strong", {}, place)),
      element("a", { href: this.#url(url) }, "In the glossary"),
    ];
    const term = element("p", { class: "search__term" }, kind, " ", name);
    const list = element("ul", {}, ...ways.map((way) => element("li", {}, way)));
    return element("li", { class: "search__definition" }, term, element("p", {}, definition), list);
  }

  /** @param {Hit} hit */
  #hit(hit) {
    const found = new Set(hit.found);
    const kind = element("span", { class: "search__kind" }, hit.kind);
    const link = element("a", { class: "search__hit", href: this.#url(hit.url) }, kind, " ", ...marked(hit.title, found));
    const item = element("li", {}, link, element("p", {}, ...marked(hit.description, found)));
    const known = hit.found.some((word) => word.startsWith(WHOLE));
    item.append(...why(known ? "also called" : "mentions", hit.mentions));
    if (hit.sections.length > 0) item.append(element("ul", {}, ...hit.sections.map((part) => this.#part(part, found))));
    return item;
  }

  /**
   * A section, with the headings above it and why it is shown.
   * @param {Part} part
   * @param {Set<string>} found stems
   */
  #part({ url, heading, path, explains, mentions }, found) {
    const above = path.map((one) => element("span", { class: "search__path" }, one, " › "));
    const reasons = [...why("explains", explains), ...why("mentions", mentions)];
    return element("li", {}, element("a", { href: this.#url(url) }, ...above, ...marked(heading, found), ...reasons));
  }

  /**
   * A result that is one link.
   * @param {Link} row
   */
  #plain({ name, url }) {
    return element("li", {}, element("a", { href: this.#url(url) }, name));
  }

  /** @param {HTMLElement[]} items */
  #show(items) {
    this.list.replaceChildren(...items);
    this.share.hidden = this.input.value.trim() === "";
    this.list.dataset.query = this.input.value;
  }

  /** @param {string} text */
  #say(text) {
    this.status.textContent = text;
  }

  /** @param {string} path below the site's root */
  #url(path) {
    return new URL(path, this.root).href;
  }
}

/**
 * Why something is shown whose heading does not tell.
 * @param {string} how
 * @param {string[]} what
 */
function why(how, what) {
  return what.length > 0 ? [element("span", { class: "search__why" }, ` ${how} ${what.join(", ")}`)] : [];
}

/**
 * Text with the words that were found marked.
 * @param {string} text
 * @param {Set<string>} found stems
 * @returns {(Node | string)[]}
 */
function marked(text, found) {
  return text.split(/([\p{L}\p{N}]+)/u).map((part, index) => {
    const [word] = index % 2 ? words(part) : [];
    return word && found.has(stem(word)) ? element("mark", {}, part) : part;
  });
}
