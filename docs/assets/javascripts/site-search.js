/**
 * The way into the search: a link to the glossary that, with scripts, opens the search box.
 * The box, its worker and the index are fetched when a reader opens it.
 */
import { element } from "./elements.js";

/** @typedef {import("./search/dialog.js").SearchDialog} SearchDialog */

const KEYS = new Set(["/", "s"]);
const PARAMETER = "q";
/** How long to wait for the host before it counts as out of reach, in ms. */
const PATIENCE = 5000;

export class SiteSearch extends HTMLElement {
  /** @type {Promise<SearchDialog> | undefined} */
  #dialog;
  /** @type {HTMLDialogElement | undefined} */
  #message;
  #listening = new AbortController();
  // Resolved once: instant navigation keeps this element while the address of the page changes.
  #root = new URL(this.dataset.root ?? ".", document.baseURI);
  #files = {
    index: new URL(this.dataset.index ?? "", this.#root),
    worker: new URL(this.dataset.worker ?? "", this.#root),
  };
  /** Where to look without a search; the first is also where the link leads. */
  #places = [...(this.querySelector("template")?.content.querySelectorAll("a") ?? [])].map((link) => ({
    name: link.textContent ?? "",
    url: new URL(link.getAttribute("href") ?? "", document.baseURI).href,
  }));

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    /** @param {MouseEvent} event */
    const onClick = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      void this.open();
    };
    this.querySelector("a")?.addEventListener("click", onClick, { signal });
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void this.open();
    };
    document.addEventListener("keydown", onKey, { capture: true, signal });
    const query = new URLSearchParams(location.search).get(PARAMETER);
    if (query !== null) void this.open(query);
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /**
   * @param {string} [query] what to ask at once, as an address asked for it
   * @returns {Promise<void>} settled when the box is open or it has been said why not
   */
  async open(query) {
    try {
      this.#dialog ??= this.load();
      const dialog = await this.#dialog;
      this.#message?.close();
      dialog.open(query);
    } catch {
      // Another try may succeed: nothing that failed is kept.
      this.#dialog = undefined;
      await this.#recover(query);
    }
  }

  /** @returns {Promise<SearchDialog>} */
  async load() {
    const { SearchDialog } = await import("./search/dialog.js");
    return new SearchDialog(this.#root, this.#files, this.#places, () => void this.keep(true));
  }

  /**
   * Without a connection there is nothing to do but to say so. With one, the site has changed since this page was
   * opened, or the browser remembers a failure as long as the page stays: loading the page again brings what fits; where
   * the search is not to be had even then, its link is followed.
   * @param {string} [query] what an address asked for: the page was loaded just now
   */
  async #recover(query) {
    this.#say("The search could not be loaded. Trying again …");
    const link = this.querySelector("a")?.href ?? "";
    const asked = `?${new URLSearchParams({ [PARAMETER]: query ?? "" })}`;
    if (!(await isReachable())) {
      this.#say("The search could not be loaded: there is no connection. Try again when it is back, or browse:");
    } else if (query === undefined) this.leave(location.pathname + asked);
    else if (link && new URL(link).pathname !== location.pathname) this.leave(new URL(asked, link).href);
    else this.#say("The search could not be loaded. Here is where to look meanwhile:");
  }

  /**
   * Load another page as a whole.
   * @param {string} address
   */
  leave(address) {
    location.assign(address);
  }

  /** @param {string} text */
  #say(text) {
    if (!this.#message) {
      const close = element("button", { type: "button", class: "search__close" }, "Close");
      const links = this.#places.map(({ name, url }) => element("li", {}, element("a", { href: url }, name)));
      const results = element(
        "div",
        { class: "search__results" },
        element("p", { class: "search__status", role: "status" }),
        element("ol", { class: "search__hits" }, ...links),
      );
      this.#message = element("dialog", { class: "search", "aria-label": "Search" }, results, close);
      close.addEventListener("click", () => this.#message?.close());
      document.body.append(this.#message);
    }
    const status = this.#message.querySelector(".search__status");
    if (status) status.textContent = text;
    if (!this.#message.open) this.#message.showModal();
  }

  /** Keep what was read, and the search if it was used, for when there is no connection. */
  async keep(searched = false) {
    try {
      const { keepForLater } = await import("./offline.js");
      await keepForLater(this.#root, this.#files, searched);
    } catch {
      // A browser that forbids it, as some do in private windows, reads on as before.
    }
  }
}

/** @param {EventTarget | null} target */
function writes(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

/** Whether the host answers with this page. */
async function isReachable() {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    return (await fetch(location.href, { method: "HEAD", cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}
