/** How far a reader is, said beside each chapter of a list that stands in the page. */
import { element } from "../elements.js";

/** @typedef {import("../store/schema.js").PlaceRead} PlaceRead */

/** @param {ReadonlyMap<string, PlaceRead>} places by path below the root */
export function showProgress(places) {
  for (const list of document.querySelectorAll(".pc-progress")) {
    const items = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-path]")]);
    let read = 0;
    for (const item of items) {
      const place = places.get(item.dataset.path ?? "");
      item.querySelector(".pc-progress__state")?.remove();
      item.classList.toggle("is-read", Boolean(place?.read));
      read += Number(Boolean(place?.read));
      const link = item.querySelector("a");
      if (place && link) item.append(stateOf(place, link, item.dataset.updated ?? ""));
    }
    const count = list.previousElementSibling?.querySelector("[data-count]");
    if (count) count.textContent = places.size ? `${read} of ${items.length} read` : "";
  }
}

/** @param {PlaceRead} place @param {HTMLAnchorElement} link @param {string} updated */
function stateOf(place, link, updated) {
  const state = element("span", { class: "pc-progress__state" });
  if (place.at) state.append("at ", element("a", { href: `${link.href.split("#")[0]}#${place.at}` }, place.heading), ", ");
  state.append(day(place.visited));
  if (changed(place, updated)) state.append(", changed since");
  return state;
}

/** Whether a chapter was changed in substance after it was read. @param {PlaceRead} place @param {string} updated */
export function changed(place, updated) {
  return Boolean(place.updated) && updated > place.updated;
}

/** @param {number} time in ms */
export function day(time) {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" }).format(time);
}
