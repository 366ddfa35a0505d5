/**
 * Links inside drawings. The theme's instant navigation takes every link for an HTML one and fails on those of SVG,
 * so following one is handed on as a click on an HTML link to the same place.
 */
import { opensElsewhere } from "./events.js";

/** Must run once, before the theme listens. */
export function watchSvgLinks() {
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("svg a") : null;
      // The knowledge graph listens to clicks on its own boxes.
      if (!(link instanceof SVGAElement) || link.closest("knowledge-graph") || opensElsewhere(event)) return;
      event.preventDefault();
      event.stopPropagation();
      follow(link);
    },
    { capture: true },
  );
}

/** @param {SVGAElement} link */
export function follow(link) {
  const twin = document.createElement("a");
  twin.href = link.href.baseVal;
  document.body.append(twin);
  twin.click();
  twin.remove();
}
