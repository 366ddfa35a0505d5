/** The site's root, as the entry of the search tells it; pages lie below it at any depth. */
export function root() {
  const { root = "./" } = /** @type {HTMLElement | null} */ (document.querySelector("site-search"))?.dataset ?? {};
  return new URL(root, location.href);
}
