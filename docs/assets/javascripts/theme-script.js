/**
 * Loads the theme's script, most of all we have, last: reading needs none of it.
 * @returns {Promise<void>} settled when it has run
 */
export async function loadTheme() {
  const place = document.getElementById("theme-script");
  if (!place?.dataset.src || place.dataset.loaded !== undefined) return;
  place.dataset.loaded = "";
  keepStylesheets();
  const script = document.createElement("script");
  script.src = place.dataset.src;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  // A breath for the reader's own taps; then what the script waits for, which has long happened.
  await new Promise((resolve) => setTimeout(resolve));
  document.dispatchEvent(new Event("DOMContentLoaded"));
}

/**
 * The theme writes every address of the page anew, as an absolute one. The browser would load the stylesheet and its
 * fonts again and lay out the whole page a second time, so these links only say that they were changed: the theme
 * compares them with those of the next page by what they say.
 */
function keepStylesheets() {
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=stylesheet]"))) {
    const absolute = /** @type {HTMLLinkElement} */ (link.cloneNode());
    absolute.href = link.href;
    Object.defineProperty(link, "outerHTML", { value: absolute.outerHTML });
    Object.defineProperty(link, "href", { value: link.href, writable: true });
  }
}
