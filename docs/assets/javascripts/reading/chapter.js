/** The chapter that a page shows, and the one store in which the page keeps how far it was read. */
import { root } from "../root.js";
import { Store } from "../store/store.js";

/** @typedef {{path: string, title: string, updated: string}} Chapter `path` lies below the site's root */

/** @returns {Chapter | undefined} none where the page is a list, or home */
export function chapterHere() {
  const updated = document.querySelector(".chapter-facts time")?.getAttribute("datetime");
  const heading = document.querySelector(".md-content h1");
  if (!updated || !heading || !document.querySelector(".chapter-facts__kind")) return undefined;
  return { path: decodeURI(location.pathname.slice(root().pathname.length)), title: wordsOf(heading), updated };
}

/** The words of a heading without the link to it. @param {Element} heading */
export function wordsOf(heading) {
  const copy = /** @type {Element} */ (heading.cloneNode(true));
  copy.querySelector(".headerlink")?.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @type {Promise<Store> | undefined} */
let opened;

/** @returns {Promise<Store>} open as long as the page lives */
export function readingStore() {
  return (opened ??= Store.open(["reading"]));
}
