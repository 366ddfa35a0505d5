/**
 * Follows the builds of a preview: reloads the page when a new one was made, lists the problems when none could be.
 */
const own = /** @type {HTMLScriptElement} */ (document.currentScript);
const site = own.dataset.site;
/** @type {EventSource | undefined} */
let events;

/** @param {MessageEvent<string>} message */
function follow(message) {
  const build = JSON.parse(message.data);
  if (build.site !== site) {
    location.reload();
    return;
  }
  const list = document.querySelector("preview-problems");
  if (!list) return;
  const shadow = list.shadowRoot ?? list.attachShadow({ mode: "open" });
  if (shadow.innerHTML !== build.problems) shadow.innerHTML = build.problems;
}

// A browser opens few connections to one host: pages that nobody looks at give theirs back.
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/__preview/events");
  events.onmessage = follow;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => events?.close());
addEventListener("pageshow", (shown) => shown.persisted && listen());
document.addEventListener("keydown", (key) => {
  const details = document.querySelector("preview-problems")?.shadowRoot?.querySelector("details");
  if (key.key === "Escape" && details) details.open = false;
});
listen();
