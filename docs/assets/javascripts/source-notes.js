/**
 * Sources in the margin: beside the line that cites a source first stands what it is. The list of sources and the links
 * to it are in the page already; this saves the way, where the window has room.
 */
import { element } from "./elements.js";

/** What must be free below a note, and how far one may slip down to find a place, in px. */
const GAP = 8;
const SLIP = 120;
/** As in the stylesheet, where the margin begins. */
const ROOM = "(min-width: 83.75em)";

/** @type {AbortController | undefined} */
let previous;

/** Must run for each page. */
export function placeSourceNotes() {
  previous?.abort();
  previous = new AbortController();
  const room = matchMedia(ROOM);
  const place = () => room.matches && whenIdle(addNotes);
  room.addEventListener("change", place, { signal: previous.signal });
  place();
}

/** @param {() => void} action */
function whenIdle(action) {
  // Safari knows no idle time.
  if ("requestIdleCallback" in window) requestIdleCallback(action);
  else setTimeout(action);
}

function addNotes() {
  const article = document.querySelector(".md-content__inner");
  if (!article || article.querySelector(".pc-source-note")) return;
  /** @type {Set<string>} */
  const cited = new Set();
  for (const link of article.querySelectorAll(":scope > :is(p, ul, ol, .dialogue) .citation a")) {
    const key = /** @type {HTMLAnchorElement} */ (link).hash;
    const source = cited.has(key) ? null : document.getElementById(key.slice(1));
    cited.add(key);
    if (source) link.after(element("span", { class: "pc-source-note", "aria-hidden": "true" }, describe(source)));
  }
  arrange(article);
}

/**
 * Who, when and what, without where it appeared.
 * @param {Element} source
 */
function describe(source) {
  const title = source.querySelector("a, cite");
  return `${source.firstChild?.textContent ?? ""}${title?.textContent ?? ""}`;
}

/**
 * Notes that would lie over another or over what is as wide as the page slip down a little, or go.
 * @param {Element} article
 */
function arrange(article) {
  const notes = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".pc-source-note")]);
  const margin = notes[0]?.getBoundingClientRect().left;
  const wide = [...article.children]
    .map((part) => part.getBoundingClientRect())
    .filter(({ right, height }) => right > margin && height);
  let free = -Infinity;
  const places = notes.map((note) => {
    const { top, height } = note.getBoundingClientRect();
    let place = Math.max(top, free);
    for (const other of wide)
      if (place < other.bottom + GAP && place + height + GAP > other.top) place = other.bottom + GAP;
    const fits = place - top <= SLIP;
    if (fits) free = place + height + GAP;
    return { note, slip: fits ? place - top : undefined };
  });
  for (const { note, slip } of places)
    if (slip === undefined) note.remove();
    else if (slip) note.style.marginTop = `${slip}px`;
}
