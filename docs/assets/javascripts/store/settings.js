/**
 * What a reader has chosen for the site. It is small and needed before a page is painted, so it stands where the theme
 * keeps its own choice of colors; templates/main.html applies how pages look.
 */
import { LENGTHS, LEVELS } from "./schema.js";
import { oneOf, record, yesNo } from "./shapes.js";

const KEY = "__settings";
/** Where a choice goes that cannot be read. */
const ASIDE = "__settings_aside";
export const TEXTS = /** @type {const} */ (["", "large", "larger"]);
export const MOTIONS = /** @type {const} */ (["", "less"]);

/** Nothing is remembered of what is read until the reader allows it. */
const GIVEN = { text: "", motion: "", level: "senior", minutes: 45, attempt: false, track: false, whole: false };

export const shape = record(
  { text: oneOf(TEXTS), motion: oneOf(MOTIONS), level: oneOf(LEVELS), minutes: oneOf(LENGTHS), attempt: yesNo, track: yesNo, whole: yesNo },
  GIVEN,
);
/** @typedef {NonNullable<ReturnType<typeof shape>>} Settings */

/** @returns {Settings} as they were kept, or as they are given */
export function settings() {
  const kept = storage()?.getItem(name(KEY)) ?? null;
  const read = kept === null ? undefined : shape(parsed(kept));
  if (kept !== null && !read) put(ASIDE, kept);
  return read ?? /** @type {Settings} */ (shape({}));
}

/**
 * @param {Partial<Settings>} changes
 * @returns {boolean} whether they are kept; otherwise they last as long as the page
 */
export function choose(changes) {
  const chosen = { ...settings(), ...changes };
  show(chosen);
  return put(KEY, JSON.stringify(chosen));
}

/** Forget all choices. @returns {Settings} what was chosen before */
export function forget() {
  const before = settings();
  show(/** @type {Settings} */ (shape({})));
  try {
    storage()?.removeItem(name(KEY));
  } catch {
    // Nothing was kept.
  }
  return before;
}

/** @param {() => void} changed called when another tab has chosen @param {AbortSignal} signal */
export function watch(changed, signal) {
  window.addEventListener("storage", ({ key }) => key === name(KEY) && changed(), { signal });
}

/** How pages look, by attributes that stylesheets know. @param {Settings} chosen */
function show({ text, motion, track }) {
  const page = document.documentElement;
  page.setAttribute("data-text", text);
  page.setAttribute("data-motion", motion);
  page.setAttribute("data-track", String(track));
}

/** @param {string} key @param {string} value */
function put(key, value) {
  try {
    storage()?.setItem(name(key), value);
    return Boolean(storage());
  } catch {
    return false;
  }
}

/** The theme's place for a name, which other sites on the host do not share. @param {string} key */
function name(key) {
  const { __md_scope: scope } = /** @type {any} */ (globalThis);
  return `${scope?.pathname ?? "/"}.${key}`;
}

/** @returns {Storage | undefined} none where the browser forbids it */
function storage() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** @param {string} kept */
function parsed(kept) {
  try {
    return /** @type {unknown} */ (JSON.parse(kept));
  } catch {
    return undefined;
  }
}
