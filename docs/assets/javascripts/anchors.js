/**
 * Links to another place of the same page. The theme's instant navigation takes the first of them for a way to another
 * page, be it a click or the change of history that follows one: it does not know which page was loaded, so it fetches
 * this one again and, where that takes long, stays where the reader was. The browser does better alone. This listens
 * where the theme does, only earlier, so that nobody else misses an event.
 */
import { WENT } from "./events.js";
import { opensElsewhere } from "./events.js";

/** Whether the theme has moved to another page: from then on it must hear of every change, which may lead back here. */
let moved = false;

/** Must run before the theme's script. */
export function watchAnchors() {
  document.body.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.hash || !samePage(link)) return;
    event.stopImmediatePropagation();
    // The theme has written out the addresses of links before something was chosen that the page's address tells.
    if (link.search === location.search || opensElsewhere(event)) return;
    event.preventDefault();
    location.hash = link.hash;
  });
  window.addEventListener("popstate", (event) => {
    if (!moved) event.stopImmediatePropagation();
    window.dispatchEvent(new Event(WENT));
  });
}

/** @param {{ subscribe: (listener: () => void) => void } | undefined} location$ where the theme tells of its moves */
export function watchMoves(location$) {
  location$?.subscribe(() => {
    moved = true;
  });
}

/**
 * Whether a link leads to a place of this page, with what its address asks for or without.
 * @param {HTMLAnchorElement} link
 */
function samePage(link) {
  const isHere = link.origin === location.origin && link.pathname === location.pathname;
  return isHere && (link.search === "" || link.search === location.search);
}
