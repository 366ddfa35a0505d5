/**
 * What a chapter gains when scripts run. Each element upgrades HTML that stands in the page,
 * so it works after instant navigation and is not missed when scripts are off.
 */
import { watchAnchors, watchMoves } from "./anchors.js";
import { arrive } from "./arrival.js";
import { attempt } from "./attempt.js";
import { DiagramView } from "./diagram-view.js";
import { near } from "./estimates/near.js";
import { prepareFolds, watchFolds } from "./folds.js";
import { renderDiagrams } from "./mermaid-fallback.js";
import { watchNotes } from "./notes.js";
import { watchPalette } from "./palette.js";
import { showOwnEntry, watchReadingPlace } from "./reading-place.js";
import { reachScrollers } from "./scrollers.js";
import { SiteSearch } from "./site-search.js";
import { placeSourceNotes } from "./source-notes.js";
import { watchSvgLinks } from "./svg-links.js";
import { firstAct, loadTheme } from "./theme-script.js";
import { restoreTicks, watchTicks } from "./ticks.js";

attempt(() => customElements.define("diagram-view", DiagramView));
attempt(() => customElements.define("site-search", SiteSearch));
attempt(watchAnchors);
attempt(watchNotes);
attempt(watchPalette);
attempt(watchSvgLinks);
attempt(watchFolds);
attempt(watchReadingPlace);
attempt(watchTicks);

/** Elements of some pages, fetched when they are read. @type {Record<string, (place: Element) => Promise<CustomElementConstructor>>} */
const rare = {
  "pc-cards": async () => (await import("./flashcards.js")).Flashcards,
  "pc-drill": async () => (await import("./drill.js")).EstimateDrill,
  "knowledge-graph": async () => (await import("./knowledge-graph.js")).KnowledgeGraph,
  "live-estimate": async (place) => {
    await near(place);
    return (await import("./estimates/live.js")).LiveEstimate;
  },
};

async function defineRare() {
  for (const [name, load] of Object.entries(rare)) {
    const place = document.querySelector(name);
    if (!place || customElements.get(name)) continue;
    const constructor = await load(place);
    if (!customElements.get(name)) customElements.define(name, constructor);
  }
}

/** At the foot of a page, for who has begun to read. */
const offerText = async () => (await import("./page-text.js")).offer();

let pages = 0;

/** What each page needs that instant navigation brings. */
function onPage() {
  attempt(() => renderDiagrams(document));
  attempt(prepareFolds);
  attempt(placeSourceNotes);
  attempt(reachScrollers);
  attempt(showOwnEntry);
  attempt(defineRare);
  pages += 1;
  attempt(restoreTicks);
  if (pages > 1) {
    attempt(watchReadingPlace);
    attempt(arrive);
    attempt(offerText);
  }
  const search = document.querySelector("site-search");
  if (pages === 2 && search instanceof SiteSearch) attempt(() => search.keep());
}

// What could not be fetched is asked for again when the connection is back.
window.addEventListener("online", () => attempt(defineRare));

onPage();
attempt(async () => {
  await firstAct();
  attempt(offerText);
  await loadTheme();
  // The theme tells of each page that instant navigation brings; first of the one that is here.
  const { document$, location$ } = /** @type {any} */ (globalThis);
  watchMoves(location$);
  let known = false;
  document$?.subscribe(() => {
    if (known) onPage();
    known = true;
  });
});
