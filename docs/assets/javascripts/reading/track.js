/**
 * Remembers how far a chapter was read, once the reader allows it: the heading, not the pixels, so that it holds on
 * another screen. Where it is not allowed, one line at the foot of the chapter offers it, and nothing is kept.
 */
import { element, targetOf } from "../elements.js";
import { putAtFoot } from "../sections.js";
import { choose, settings } from "../store/settings.js";
import { root } from "../root.js";
import { chapterHere, readingStore, wordsOf } from "./chapter.js";
import { changed, day } from "./progress.js";

/** @typedef {import("./chapter.js").Chapter} Chapter */
/** @typedef {import("../store/schema.js").PlaceRead} PlaceRead */

/** How long a reader stays at a heading until it counts, in ms. */
const STAYS = 800;
const CURRENT = ".md-nav--secondary [aria-current=location]";
/** What follows the text of a chapter. */
const AFTER = "#sources, #related, #referred-by, #neighborhood, .md-tags, .pc-foot";

/** @type {AbortController | undefined} */
let leaving;

/** Must run for each page, once the reader has done something. */
export async function watchReading() {
  leaving?.abort();
  leaving = new AbortController();
  const chapter = chapterHere();
  if (!chapter) return;
  const foot = footOf();
  if (settings().track) await follow(chapter, foot, leaving.signal);
  else invite(chapter, foot, leaving.signal);
}

function footOf() {
  document.querySelector(".pc-reading")?.remove();
  const foot = element("p", { class: "pc-foot pc-reading" });
  const article = document.querySelector(".md-content__inner");
  if (article) putAtFoot(article, foot);
  return foot;
}

/** @param {Chapter} chapter @param {HTMLElement} foot @param {AbortSignal} signal */
function invite(chapter, foot, signal) {
  const allow = element("button", { type: "button", class: "diagram-button" }, "Remember from now on");
  foot.replaceChildren("This site can remember where you stopped, on this device alone. ", allow, settingsLink("Settings"));
  allow.addEventListener("click", async () => {
    const kept = choose({ track: true });
    await follow(chapter, foot, signal);
    if (!kept) foot.append(" This browser keeps nothing for this site.");
    foot.querySelector("input")?.focus();
  });
}

/** @param {string} words @param {string} place */
function settingsLink(words, place = "") {
  return element("a", { href: new URL(`settings/${place}`, root()).href }, words);
}

/** @param {Chapter} chapter @param {HTMLElement} foot @param {AbortSignal} signal */
async function follow(chapter, foot, signal) {
  const store = await readingStore();
  if (signal.aborted) return;
  const before = store.all("reading").get(chapter.path);
  /** @type {PlaceRead} */
  const place = { at: "", heading: "", read: 0, ...before, title: chapter.title, updated: chapter.updated, visited: Date.now() };
  const keep = () => store.keep("reading", chapter.path, { ...place });
  if (before && !location.hash && scrollY < innerHeight) greet(before, chapter, signal);

  const box = element("input", { type: "checkbox", id: "pc-read" });
  box.checked = Boolean(place.read);
  box.addEventListener("change", () => {
    place.read = box.checked ? Date.now() : 0;
    void keep();
  });
  foot.replaceChildren(box, element("label", { for: "pc-read" }, "I have read this chapter"), settingsLink("How far you are", "#progress"));
  await keep();

  let timer = 0;
  const note = () => {
    clearTimeout(timer);
    timer = 0;
    const heading = targetOf(document.querySelector(CURRENT)?.getAttribute("href")?.replace(/^[^#]*/, "") ?? "");
    if (!heading || heading.id === place.at || heading.matches(AFTER)) return;
    Object.assign(place, { at: heading.id, heading: wordsOf(heading), visited: Date.now() });
    void keep();
  };
  window.addEventListener("scroll", () => (timer ||= window.setTimeout(note, STAYS)), { passive: true, signal });
  document.addEventListener("visibilitychange", () => document.hidden && note(), { signal });

  const end = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting || place.read || scrollY < innerHeight) return;
    place.read = Date.now();
    box.checked = true;
    void keep();
  });
  const after = document.querySelector(AFTER);
  if (after) end.observe(after);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    end.disconnect();
  });
}

/**
 * Where the reader stopped, and whether the chapter is another since: a line over the foot of the window that goes when
 * the reader goes on.
 * @param {PlaceRead} before
 * @param {Chapter} chapter
 * @param {AbortSignal} signal
 */
function greet(before, chapter, signal) {
  const words = [];
  if (before.at && targetOf(`#${before.at}`)) words.push("You stopped at ", element("a", { href: `#${before.at}` }, before.heading), ". ");
  if (changed(before, chapter.updated)) words.push(`Changed since you were here on ${day(before.visited)}. `);
  if (!words.length) return;
  const close = element("button", { type: "button", class: "diagram-button", "aria-label": "Close" }, "×");
  const line = element("p", { class: "pc-greeting", role: "status" }, element("span", {}, ...words), close);
  const go = () => line.remove();
  line.addEventListener("click", ({ target }) => target !== line && go());
  window.addEventListener("scroll", () => scrollY > innerHeight && go(), { passive: true, signal });
  signal.addEventListener("abort", go);
  document.body.append(line);
}
