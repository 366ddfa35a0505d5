/**
 * Keeps the ticks of a checklist in the page's address: loading it again, going back and a bookmark show them, and
 * nothing is stored on the device, which only the reader may allow.
 */

const PARAMETER = "ticked";

/** Must run once. */
export function watchTicks() {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !boxes().includes(target)) return;
    const ticked = boxes().flatMap((box, place) => (box.checked ? [place + 1] : []));
    const url = new URL(location.href);
    url.searchParams.delete(PARAMETER);
    if (ticked.length > 0) url.searchParams.set(PARAMETER, ticked.join("-"));
    history.replaceState(history.state, "", url);
  });
}

/** Must run for each page. */
export function restoreTicks() {
  const ticked = (new URLSearchParams(location.search).get(PARAMETER) ?? "").split("-").map(Number);
  for (const [place, box] of boxes().entries()) if (ticked.includes(place + 1)) box.checked = true;
}

function boxes() {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(".task-list-item input[type=checkbox]")]);
}
