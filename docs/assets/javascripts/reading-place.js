/**
 * Where the reader is: marks the section that is read in the spine of a case and in the list of contents, which agree
 * because one observer tells both. It looks from the top of the page to the reading line, so that a section counts
 * however the reader came to it, also where no heading crossed the window.
 */

/** The section being read is the last that began above this part of the window. */
const LINE = 1 / 3;
/** Higher than any page, in px. */
const ALL_ABOVE = 1_000_000;
/** What is rounded off while a page scrolls, and how far it may shift while what was jumped to is laid out, in px. */
const NEAR = 3;
const SHIFT = 40;
/** Frames that this takes. */
const SETTLING = 12;

/** @type {AbortController | undefined} */
let previous;

/** Must run for each page: what was observed on the one before is let go. */
export function watchReadingPlace() {
  previous?.abort();
  previous = new AbortController();
  const { signal } = previous;
  const headings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".md-content :is(h2, h3)[id]")]);
  const spine = linksOf(".pc-spine");
  const contents = linksOf(".md-nav--secondary");
  if (!spine.length && !contents.length) return;

  /** @type {Set<Element>} */
  const begun = new Set();
  /** @type {HTMLElement | undefined} */
  let asked;
  const show = () => {
    const read = asked ?? headings.filter((heading) => begun.has(heading)).pop();
    const until = read ? headings.slice(0, headings.indexOf(read) + 1) : [];
    mark(spine, until.filter((heading) => heading.localName === "h2").pop()?.id, "step");
    mark(contents, read?.id, "location");
  };

  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) begun[isIntersecting ? "add" : "delete"](target);
      show();
    },
    { rootMargin: `${ALL_ABOVE}px 0px -${100 * (1 - LINE)}% 0px` },
  );
  for (const heading of headings) observer.observe(heading);
  signal.addEventListener("abort", () => observer.disconnect());

  // What a link led to is read until the reader moves on: a short section ends above the line, and one at the end of the
  // page cannot be scrolled up to it.
  let top = 0;
  const arrive = (frames = SETTLING) => {
    if (signal.aborted) return;
    asked = headings.find((heading) => heading.matches(":target") && isLedTo(heading));
    top = asked?.getBoundingClientRect().top ?? 0;
    show();
    if (frames) requestAnimationFrame(() => arrive(frames - 1));
  };
  const soon = () => requestAnimationFrame(() => arrive());
  window.addEventListener("hashchange", soon, { signal });
  window.addEventListener(
    "scroll",
    () => {
      if (!asked || Math.abs(asked.getBoundingClientRect().top - top) < NEAR) return;
      asked = undefined;
      show();
    },
    { passive: true, signal },
  );
  soon();
}

/** Shows where in the navigation the page stands, where that list is longer than the window. */
export function showOwnEntry() {
  for (const link of document.querySelectorAll(".md-sidebar--primary .md-nav__link--active")) {
    if (link instanceof HTMLAnchorElement) bringIntoSight(link);
  }
}

/**
 * Whether a link just led there, instead of the way back to where the reader had been.
 * @param {HTMLElement} heading
 */
function isLedTo(heading) {
  const { top } = heading.getBoundingClientRect();
  const { scrollHeight } = document.documentElement;
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  const landing = parseFloat(scrollPaddingTop) + parseFloat(getComputedStyle(heading).scrollMarginTop);
  const atEnd = scrollHeight > innerHeight && scrollY + innerHeight > scrollHeight - NEAR;
  return Math.abs(top - landing) < SHIFT || (atEnd && top > landing && top < innerHeight);
}

/** @param {string} list */
function linksOf(list) {
  return /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(`${list} a[href*="#"]`)]);
}

/**
 * @param {HTMLAnchorElement[]} links
 * @param {string | undefined} id of the place that is read
 * @param {"step" | "location"} kind
 */
function mark(links, id, kind) {
  const hash = id && new URL(`#${id}`, location.href).hash;
  for (const link of links) {
    const here = link.hash === hash;
    if (here === link.hasAttribute("aria-current")) continue;
    // The theme's name is the style of its lists.
    if (kind === "location") link.classList.toggle("md-nav__link--active", here);
    if (!here) link.removeAttribute("aria-current");
    else {
      link.setAttribute("aria-current", kind);
      bringIntoSight(link);
    }
  }
}

/**
 * A long list of contents scrolls in its own box, and only that.
 * @param {HTMLAnchorElement} link
 */
function bringIntoSight(link) {
  const box = link.closest(".md-sidebar__scrollwrap");
  if (!box) return;
  const [{ top, bottom, height }, frame] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  if (!height || (top >= frame.top && bottom <= frame.bottom)) return;
  box.scrollTop += (top + bottom - frame.top - frame.bottom) / 2;
}
