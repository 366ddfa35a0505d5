/**
 * Folds open by a link to what is in them, and again when the reader comes back to them; folded answers also all at once.
 * Without this script each opens by itself.
 */
import { element, targetOf } from "./elements.js";

const ALL = ".md-content details";
const ANSWERS = ".md-content details:is(.question, .graded)";

/** What was open on each page of this visit, by address. @type {Map<string, Set<string>>} */
const opened = new Map();

/** Where a way back leads, as it was before the theme scrolls there in a page that is still shorter, and notes how far it
 * came. @type {{ path: string, top: unknown } | undefined} */
let wayBack;

/** Listen once for the whole document: pages are exchanged below it. */
export function watchFolds() {
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("popstate", ({ state }) => (wayBack = { path: location.pathname, top: state?.y }));
  // This event does not bubble.
  document.addEventListener("toggle", (event) => remember(event.target), { capture: true });
}

/** Must run for each page. */
export function prepareFolds() {
  const known = opened.get(location.pathname);
  for (const fold of folds(ALL)) if (known?.has(nameOf(fold))) fold.open = true;
  const answers = folds(ANSWERS);
  answers.forEach(addLink);
  openTarget();
  if (known?.size && wayBack?.path === location.pathname) keepPlace(wayBack.top);
  wayBack = undefined;
  if (answers.length > 1) addSwitch(answers);
}

/** @param {string} which @returns {HTMLDetailsElement[]} */
function folds(which) {
  return [...document.querySelectorAll(which)].filter((fold) => fold instanceof HTMLDetailsElement);
}

/** @param {HTMLDetailsElement} fold */
function nameOf(fold) {
  return fold.id || fold.querySelector("summary [id]")?.id || (fold.querySelector("summary")?.textContent ?? "");
}

/** @param {unknown} top where the reader had been */
function keepPlace(top) {
  if (typeof top === "number") scrollTo({ top, behavior: "instant" });
}

/** What a link leads to is open when one arrives. */
function openTarget() {
  /** @type {Element | null | undefined} */
  let place = targetOf(location.hash);
  for (; place; place = place.parentElement) if (place instanceof HTMLDetailsElement) place.open = true;
}

/** @param {EventTarget | null} target */
function remember(target) {
  if (!(target instanceof HTMLDetailsElement) || !target.matches(ALL)) return;
  const names = opened.get(location.pathname) ?? new Set();
  names[target.open ? "add" : "delete"](nameOf(target));
  opened.set(location.pathname, names);
  showSwitch();
}

/**
 * A link to the answer itself, among its facts; a question that is a heading has one.
 * @param {HTMLDetailsElement} fold
 */
function addLink(fold) {
  const facts = fold.querySelector(".question-facts");
  if (!facts || facts.querySelector("a")) return;
  facts.append(element("a", { class: "pc-fold-link", href: `#${fold.id}` }, "Link to this section"));
}

/** @param {HTMLDetailsElement[]} answers */
function addSwitch(answers) {
  if (document.querySelector(".pc-fold-all")) return;
  const button = element("button", { class: "pc-fold-all", type: "button" });
  button.addEventListener("click", () => {
    const open = !answers.every((fold) => fold.open);
    for (const fold of answers) fold.open = open;
  });
  const heading = headingAbove(answers[0]);
  if (heading) heading.after(button);
  else document.querySelector(".md-content .pc-turn")?.before(button);
  showSwitch();
}

/** The section in which the folds stand. @param {Element} fold */
function headingAbove(fold) {
  for (let before = fold.previousElementSibling; before; before = before.previousElementSibling)
    if (before.localName === "h2") return before;
  return undefined;
}

function showSwitch() {
  const button = document.querySelector(".pc-fold-all");
  const answers = folds(ANSWERS);
  const what = answers.some((fold) => fold.matches(".graded")) ? "all notes" : "all";
  if (button) button.textContent = `${answers.every((fold) => fold.open) ? "Close" : "Open"} ${what}`;
}
