/**
 * Loads the theme's script once the page has been painted: reading needs none of it, and it is most of our script.
 * @returns {Promise<void>} settled when it has run
 */
export async function loadTheme() {
  const place = document.getElementById("theme-script");
  if (!place?.dataset.src || place.dataset.loaded !== undefined) return;
  place.dataset.loaded = "";
  await painted();
  const script = document.createElement("script");
  script.src = place.dataset.src;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  // It waits for the document to be parsed, which has happened.
  document.dispatchEvent(new Event("DOMContentLoaded"));
}

/** @returns {Promise<void>} settled after the first frame, or at once in a tab that is not shown */
function painted() {
  return new Promise((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}
