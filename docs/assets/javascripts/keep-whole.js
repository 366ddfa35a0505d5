/** On every page: the offer to keep all of the site, and for those who took it, the newest release. */
import { element } from "./elements.js";
import { root } from "./root.js";
import { settings } from "./store/settings.js";
import { canKeep, refresh } from "./whole.js";

let looked = false;

/** At the foot of the contents, a way to the switch. */
export function offerWhole() {
  const list = document.querySelector(".md-nav--primary > .md-nav__list");
  if (!list || !canKeep() || settings().whole || document.querySelector(".pc-keep")) return;
  const link = element("a", { class: "md-nav__link", href: new URL("settings/#offline", root()).href }, "Keep all for offline");
  list.append(element("li", { class: "md-nav__item pc-keep" }, link));
}

/** Once a visit; a reader is told when another release lies on the device. */
export async function bringUpToDate() {
  if (looked || !settings().whole || !navigator.onLine) return;
  looked = true;
  if (!(await refresh(root()))) return;
  const close = element("button", { type: "button", class: "diagram-button", "aria-label": "Close" }, "×");
  const line = element("p", { class: "pc-greeting", role: "status" }, "A newer version of the site is kept for offline. Pages that you open from now on are of that version.", close);
  close.addEventListener("click", () => line.remove());
  document.body.append(line);
}
