/**
 * Notes beside the text: a term's definition and a citation's source, on hover, on focus and by tap.
 * Both stand in the page already; without this script their links lead there.
 */
import { element } from "./elements.js";

const WAIT_TO_OPEN = 180;
const WAIT_TO_CLOSE = 220;
const MARGIN = 8;
const ANCHORS = ".md-content a.term, .md-content .citation a";

/** @type {HTMLElement | undefined} */
let note;
/** @type {HTMLAnchorElement | undefined} */
let owner;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Listen once for the whole document: pages are exchanged below it. */
export function watchNotes() {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = anchorOf(event.target);
    if (link) later(() => open(link), WAIT_TO_OPEN);
    else if (owner && !note?.contains(/** @type {Node} */ (event.target))) later(close, WAIT_TO_CLOSE);
    else if (owner) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = anchorOf(event.target);
    if (link?.matches(":focus-visible")) open(link);
    else if (!note?.contains(/** @type {Node} */ (event.target))) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // The first tap shows the note, which holds the links; the theme must not follow the link meanwhile.
  document.addEventListener("click", onClick, { capture: true });
  document.addEventListener("scroll", follow, { passive: true });
}

/** The note stays beside its link while the page moves, and goes when the link has left the window or is covered. */
function follow() {
  if (!owner || !note) return;
  const { top, bottom } = owner.getBoundingClientRect();
  if (!owner.isConnected || bottom < covered() || top > window.innerHeight) close();
  else place(note, owner);
}

/** The height above which text is hidden: the header's, and below it that of the spine, which stays in sight. */
function covered() {
  const bars = [...document.querySelectorAll(".md-header, .pc-spine")].map((bar) => bar.getBoundingClientRect());
  return Math.max(0, ...bars.filter(({ top, height }) => top < height * 2).map(({ bottom }) => bottom));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = anchorOf(event.target);
  const tapped = /** @type {PointerEvent} */ (event).pointerType === "touch";
  // A link whose note is missing leads where it leads.
  if (link && tapped && link !== owner && open(link)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (!note?.contains(/** @type {Node} */ (event.target))) close();
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function anchorOf(target) {
  return target instanceof Element ? target.closest(ANCHORS) : null;
}

/**
 * @param {() => void} action
 * @param {number} wait in ms
 */
function later(action, wait) {
  clearTimeout(timer);
  timer = setTimeout(action, wait);
}

/**
 * @param {HTMLAnchorElement} link
 * @returns {boolean} whether its note is open now
 */
function open(link) {
  clearTimeout(timer);
  const text = document.getElementById(link.getAttribute("aria-describedby") ?? link.hash.slice(1));
  if (link === owner) return true;
  if (!text) return false;
  close();
  owner = link;
  note = element("div", { class: "pc-note", popover: "manual" });
  note.append(...[...text.childNodes].map((child) => child.cloneNode(true)));
  document.body.append(note);
  // An older browser shows it all the same, below what lies on top of the page.
  note.showPopover?.();
  place(note, link);
  return true;
}

function close() {
  clearTimeout(timer);
  note?.remove();
  note = undefined;
  owner = undefined;
}

/**
 * @param {HTMLElement} box
 * @param {HTMLElement} link
 */
function place(box, link) {
  const line = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { left, top } = placeFor(line, box.getBoundingClientRect(), window);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/**
 * The upper left corner of a note: below the first line of its link where there is room, else above it, and never
 * beyond the window's edges. All in px.
 * @param {{ left: number, top: number, bottom: number }} line
 * @param {{ width: number, height: number }} size of the note
 * @param {{ innerWidth: number, innerHeight: number }} view
 */
export function placeFor(line, size, view) {
  const left = Math.max(MARGIN, Math.min(line.left, view.innerWidth - size.width - MARGIN));
  const below = line.bottom + MARGIN;
  const top = below + size.height < view.innerHeight ? below : line.top - size.height - MARGIN;
  return { left: Math.round(left), top: Math.round(Math.max(MARGIN, top)) };
}
