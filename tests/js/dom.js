/** A page for tests of the scripts: happy-dom's window, whose names stand where a browser has them. */
import { Window } from "happy-dom";
import { define } from "./globals.js";

const NAMES = [
  "ResizeObserver",
  "document", "location", "history", "navigator", "customElements", "matchMedia", "performance", "MutationObserver",
  "Node", "Element", "HTMLElement", "HTMLAnchorElement", "HTMLLinkElement", "HTMLInputElement", "SVGElement", "SVGAElement",
  "Event", "CustomEvent", "MouseEvent", "PointerEvent", "KeyboardEvent", "PopStateEvent",
];

/** Errors that an enhancement reported instead of throwing. @type {unknown[]} */
export const reported = [];

/**
 * Open a page: from now on the global names are those of its window.
 * @param {string} html of the body
 * @param {string} url
 * @returns {import("happy-dom").Window}
 */
export function open(html, url = "https://somebody.github.io/core/book/") {
  const window = new Window({ url, settings: { disableJavaScriptFileLoading: true, handleDisabledFileLoadingAsSuccess: true } });
  for (const name of NAMES) define(name, window[name]);
  define("window", window);
  define("reportError", (error) => reported.push(error));
  reported.length = 0;
  window.document.body.innerHTML = html;
  return window;
}

/** Let everything that waits for promises go on. */
export async function settle() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

let copies = 0;

/**
 * Load a script of the site as a page does, for the first time.
 * @param {string} name below docs/assets/javascripts
 * @returns {Promise<any>}
 */
export function load(name) {
  copies += 1;
  return import(new URL(`../../docs/assets/javascripts/${name}?${copies}`, import.meta.url).href);
}
