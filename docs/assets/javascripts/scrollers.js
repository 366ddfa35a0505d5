/**
 * Boxes that are wider than the window scroll sideways; those without a link or a button in them are reached by the
 * keyboard only where the browser lets it reach every scroller, which not all do. Only while they scroll, so that a
 * page has no stops where there is nothing to do.
 */
const BOXES = ".pc-maths";

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));

/** Must run for each page. */
export function reachScrollers() {
  observer.disconnect();
  for (const box of document.querySelectorAll(BOXES)) observer.observe(box);
}

/** @param {Element} box */
function reach(box) {
  if (box.scrollWidth > box.clientWidth + 1) box.setAttribute("tabindex", "0");
  else box.removeAttribute("tabindex");
}
