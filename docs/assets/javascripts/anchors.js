/**
 * Links to another place of the same page. The theme's instant navigation takes the first of them for a way to another
 * page, fetches this one again and, where that takes long, stays where the reader was; the browser does better alone.
 */
export function watchAnchors() {
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link instanceof HTMLAnchorElement && link.hash && samePage(link)) event.stopPropagation();
    },
    { capture: true },
  );
}

/** @param {HTMLAnchorElement} link */
function samePage(link) {
  return link.origin === location.origin && link.pathname === location.pathname && link.search === location.search;
}
