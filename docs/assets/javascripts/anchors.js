/**
 * Links to another place of the same page. The theme's instant navigation takes the first of them for a way to another
 * page, be it a click or the change of history that follows one: it fetches this page again and, where that takes long,
 * stays where the reader was. The browser does better alone.
 */
export function watchAnchors() {
  // Once a reader leaves the page that was loaded, the theme must hear of every change: it may lead back here.
  let left = false;
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!(link instanceof HTMLAnchorElement)) return;
      if (link.hash && samePage(link)) event.stopPropagation();
      else left = true;
    },
    { capture: true },
  );
  window.addEventListener(
    "popstate",
    (event) => {
      if (!left) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** @param {HTMLAnchorElement} link */
function samePage(link) {
  return link.origin === location.origin && link.pathname === location.pathname && link.search === location.search;
}
