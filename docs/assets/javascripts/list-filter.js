/** Narrows a long list of the page to the entries that say what a reader types: terms of the glossary, sources. */
import { element, targetOf } from "./elements.js";

/** @typedef {{node: HTMLElement, words: string}} Entry */
/** @typedef {{parts: HTMLElement[], entries: Entry[]}} Group the heading of a letter and its list, with what stands in it */

/** As it is compared: no accents, no capitals. @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export class ListFilter extends HTMLElement {
  #input = element("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
  #told = element("span", { role: "status" });
  /** @type {Group[]} */
  #groups = [];
  #leaving = new AbortController();

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#groups = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("h2[id^=letter-]"))].map(group);
    this.replaceChildren(element("label", { for: "filter" }, this.dataset.label ?? "Filter"), this.#input, this.#told);
    this.#input.addEventListener("input", () => this.#show(), { signal });
    window.addEventListener("hashchange", () => this.#reveal(), { signal });
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  #show() {
    const wanted = plain(this.#input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { parts, entries } of this.#groups) {
      let here = 0;
      for (const { node, words } of entries) {
        node.hidden = !wanted.every((word) => words.includes(word));
        if (!node.hidden) here += 1;
      }
      for (const part of parts) part.hidden = here === 0;
      found += here;
    }
    for (const letters of document.querySelectorAll(".letters")) letters.toggleAttribute("hidden", wanted.length > 0);
    const all = this.#groups.reduce((sum, { entries }) => sum + entries.length, 0);
    if (wanted.length === 0) this.#told.textContent = "";
    else this.#told.textContent = found ? `${found} of ${all}` : "None says that. Try fewer letters, or the search of the site.";
  }

  /** A link may lead to an entry that is hidden now. */
  #reveal() {
    const target = targetOf(location.hash);
    if (!target?.closest("[hidden]")) return;
    this.#input.value = "";
    this.#show();
    target.scrollIntoView();
  }
}

/** @param {HTMLElement} heading @returns {Group} */
function group(heading) {
  const list = /** @type {HTMLElement} */ (heading.nextElementSibling);
  const nodes = /** @type {HTMLElement[]} */ ([...list.children]);
  return { parts: [heading, list], entries: nodes.map((node) => ({ node, words: plain(node.textContent ?? "") })) };
}
