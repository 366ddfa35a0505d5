/**
 * Says that another page has come. The browser tells of a page that it loads itself; one that instant navigation puts
 * into this page would come unheard, and the keyboard would stand where a link is no more.
 */
import { element, targetOf } from "./elements.js";

/** @type {HTMLElement | undefined} */
let status;

/** Must run for each page that instant navigation brings, and not for the first. */
export function arrive() {
  const place = targetOf(location.hash) ?? document.querySelector("h1");
  if (place instanceof HTMLElement) {
    if (!place.matches("a[href], button, input, select, textarea, summary, [tabindex]")) place.tabIndex = -1;
    // Where the page stands is known already: at its top, where the reader was before, or at the place asked for.
    place.focus({ preventScroll: true });
  }
  if (!status?.isConnected) {
    status = element("div", { class: "pc-arrival", role: "status" });
    document.body.append(status);
  }
  status.textContent = document.title;
}
