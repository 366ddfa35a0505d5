/** What a reader does who is there; each comes well before a click. */
const ACTS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"];

/**
 * Waits for the reader. The theme's script is most of all that a page loads, and serves only those who go on: it
 * brings the next page, and the title into the header when the page's own has gone.
 * @returns {Promise<void>} settled when the reader has first moved, touched, typed or scrolled
 */
export function firstAct() {
  return new Promise((resolve) => {
    const done = new AbortController();
    const act = () => {
      done.abort();
      resolve();
    };
    for (const name of ACTS) window.addEventListener(name, act, { passive: true, capture: true, signal: done.signal });
  });
}

/**
 * Loads the theme's script.
 * @returns {Promise<void>} settled when it has run
 */
export async function loadTheme() {
  const place = document.getElementById("theme-script");
  if (!place?.dataset.src || place.dataset.loaded !== undefined) return;
  place.dataset.loaded = "";
  keepLoaded();
  try {
    await load(place.dataset.src);
  } catch (error) {
    // Without it, the styles for no scripts are the right ones.
    document.documentElement.className = "no-js";
    throw error;
  }
  // A breath for the reader's own taps; then what the script waits for, a page that is there. It listens for the event
  // DOMContentLoaded, which is over; the subject that it tells then is public.
  await new Promise((resolve) => setTimeout(resolve));
  /** @type {any} */ (globalThis).document$?.next(document);
}

/** @param {string} address of a classic script */
function load(address) {
  const script = document.createElement("script");
  script.src = address;
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`The theme's script could not be loaded: ${script.src}`)));
    document.head.append(script);
  });
}

/**
 * The theme writes every address of the page anew, as an absolute one. The browser would load the stylesheet and the
 * fonts again and lay out the whole page a second time, so these links only say that they were changed: the theme
 * compares them with those of the next page by what they say. Only these elements, and only for whom they tell.
 */
function keepLoaded() {
  const loaded = document.querySelectorAll("link:is([rel=stylesheet], [rel=preload])");
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (loaded)) {
    const absolute = /** @type {HTMLLinkElement} */ (link.cloneNode());
    absolute.href = link.href;
    Object.defineProperty(link, "outerHTML", { value: absolute.outerHTML });
    Object.defineProperty(link, "href", { value: link.href, writable: true });
  }
}
