/**
 * Links to another place of the same page. The theme's instant navigation takes the first of them for a way to another
 * page, be it a click or the change of history that follows one: it does not know which page was loaded, so it fetches
 * this one again and, where that takes long, stays where the reader was. The browser does better alone. This listens
 * where the theme does, only earlier, so that nobody else misses an event.
 */

/** Whether the theme has moved to another page: from then on it must hear of every change, which may lead back here. */
let moved = false;

/** Must run before the theme's script. */
export function watchAnchors() {
  document.body.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link instanceof HTMLAnchorElement && link.hash && samePage(link)) event.stopImmediatePropagation();
  });
  window.addEventListener("popstate", (event) => {
    if (!moved) event.stopImmediatePropagation();
  });
}

/** @param {{ subscribe: (listener: () => void) => void } | undefined} location$ where the theme tells of its moves */
export function watchMoves(location$) {
  location$?.subscribe(() => {
    moved = true;
  });
}

/** @param {HTMLAnchorElement} link */
function samePage(link) {
  return link.origin === location.origin && link.pathname === location.pathname && link.search === location.search;
}
