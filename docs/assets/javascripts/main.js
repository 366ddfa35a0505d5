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
import { watchNotes } from "./notes.js";
import { watchPalette } from "./palette.js";
import { showOwnEntry, watchReadingPlace } from "./reading-place.js";
import { reachScrollers } from "./scrollers.js";
import { SiteSearch } from "./site-search.js";
import { placeSourceNotes } from "./source-notes.js";
import { firstAct, loadTheme } from "./theme-script.js";
import { restoreTicks, watchTicks } from "./ticks.js";

attempt(() => customElements.define("diagram-view", DiagramView));
attempt(() => customElements.define("site-search", SiteSearch));
attempt(watchAnchors);
attempt(watchNotes);
attempt(watchPalette);
attempt(watchFolds);
attempt(watchReadingPlace);
attempt(watchTicks);

/** Settles when the reader asks for what is loaded then: by the address, once for all, or now. @param {Element} place */
async function asked(place) {
  const kept = /** @type {any} */ (globalThis).__md_get("__settings");
  if (new URLSearchParams(location.search).has("attempt") || kept?.attempt) return;
  await new Promise((resolve) => place.addEventListener("click", resolve, { once: true }));
  place.setAttribute("data-asked", "");
}

/** Elements of some pages, fetched when they are read. @type {Record<string, (place: Element) => Promise<CustomElementConstructor>>} */
const rare = {
  "pc-cards": async () => (await import("./flashcards.js")).Flashcards,
  "pc-room": async () => (await import("./room.js")).PracticeRoom,
  "pc-plan": async () => (await import("./plan.js")).StudyPlan,
  "pc-settings": async () => (await import("./settings-page.js")).SettingsPage,
  "pc-filter": async () => (await import("./list-filter.js")).ListFilter,
  "pc-drill": async () => (await import("./drill.js")).EstimateDrill,
  "knowledge-graph": async () => (await import("./knowledge-graph.js")).KnowledgeGraph,
  "attempt-first": async (place) => {
    await asked(place);
    return (await import("./attempt-first.js")).AttemptFirst;
  },
  "live-estimate": async (place) => {
    await near(place);
    return (await import("./estimates/live.js")).LiveEstimate;
  },
};

function defineRare() {
  for (const name of Object.keys(rare)) attempt(() => define(name));
}

/** @param {string} name */
async function define(name) {
  const place = document.querySelector(name);
  if (!place || customElements.get(name)) return;
  const constructor = await rare[name](place);
  if (!customElements.get(name)) customElements.define(name, constructor);
}

/** The text that was enhanced last. @type {Element | null} */
let shown = null;
let pages = 0;
let acted = false;

/** What each page needs that instant navigation brings. */
function onPage() {
  shown = document.querySelector("article");
  attempt(drawDiagrams);
  attempt(prepareFolds);
  attempt(placeSourceNotes);
  attempt(reachScrollers);
  attempt(showOwnEntry);
  defineRare();
  attempt(late);
  attempt(goOn);
  pages += 1;
  attempt(restoreTicks);
  if (pages > 1) {
    attempt(watchReadingPlace);
    attempt(arrive);
  }
  const search = document.querySelector("site-search");
  if (pages === 2 && search instanceof SiteSearch) attempt(() => search.keep());
}

async function late() {
  if (acted) for (const enhancement of (await import("./late.js")).enhancements()) attempt(enhancement);
}

/** A diagram whose drawing is missing comes as source. */
async function drawDiagrams() {
  if (document.querySelector(".mermaid")) await (await import("./mermaid-fallback.js")).renderDiagrams(document);
}

async function goOn() {
  const place = document.documentElement.dataset.track === "true" && document.querySelector(".pc-days");
  if (place) await (await import("./reading/go-on.js")).goOn(place);
}

// What could not be fetched is asked for again when the connection is back.
window.addEventListener("online", defineRare);

onPage();
attempt(async () => {
  await firstAct();
  acted = true;
  // Some of it listens before the theme does.
  await attempt(late);
  await loadTheme();
  // The theme tells of each page that instant navigation brings; first of the one that is here, or of the one that
  // came meanwhile.
  const { document$, location$ } = /** @type {any} */ (globalThis);
  watchMoves(location$);
  document$?.subscribe(() => {
    if (document.querySelector("article") !== shown) onPage();
  });
});
