/**
 * The way into the search: a link to the glossary that, with scripts, opens the search box.
 * The box, its worker and the index are fetched when a reader opens it.
 */
/** @typedef {import("./search/dialog.js").SearchDialog} SearchDialog */

const KEYS = new Set(["/", "s"]);

export class SiteSearch extends HTMLElement {
  /** @type {Promise<SearchDialog> | undefined} */
  #dialog;
  // Resolved once: instant navigation keeps this element while the address of the page changes.
  #root = new URL(this.dataset.root ?? ".", document.baseURI);
  #files = {
    index: new URL(this.dataset.index ?? "", this.#root),
    worker: new URL(this.dataset.worker ?? "", this.#root),
  };

  connectedCallback() {
    this.querySelector("a")?.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      event.stopPropagation();
      void this.open();
    });
    document.addEventListener("keydown", (event) => {
      if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void this.open();
    }, { capture: true });
    const query = new URLSearchParams(location.search).get("q");
    if (query !== null) void this.open(query);
  }

  /** @param {string} [query] */
  async open(query) {
    this.#dialog ??= import("./search/dialog.js").then(
      ({ SearchDialog }) => new SearchDialog(this.#root, this.#files, () => void this.keep(true)),
    );
    (await this.#dialog).open(query);
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
