/**
 * Draws diagrams that came as source after instant navigation, with the site's own copy of Mermaid.
 * On a full page load mkdocs-mermaid2-plugin has drawn them already.
 */

/** @type {Promise<any> | undefined} */
let loading;

/**
 * @param {ParentNode} root where to look for diagrams
 * @returns {Promise<void>} settled when all are drawn, or where that failed: then their source stays to be read
 */
export async function renderDiagrams(root) {
  const nodes = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".mermaid:not([data-processed])")]);
  if (nodes.length === 0 || document.readyState === "loading") return;
  try {
    const mermaid = await loadMermaid(JSON.parse(nodes[0].dataset.settings ?? "{}"));
    const waiting = nodes.filter((node) => node.isConnected && !node.dataset.processed);
    if (waiting.length > 0) await mermaid.run({ nodes: waiting, suppressErrors: true });
  } catch {
    // The next page tries again.
  }
}

/**
 * @param {object} settings Mermaid's
 * @returns {Promise<any>} Mermaid with these settings, from the page or loaded now; rejected where it cannot be fetched
 */
export async function loadMermaid(settings) {
  const global = /** @type {any} */ (globalThis);
  try {
    if (!global.mermaid?.run) await (loading ??= load());
  } catch (error) {
    loading = undefined;
    throw error;
  }
  global.mermaid.initialize({ ...settings, startOnLoad: false });
  return global.mermaid;
}

/** @returns {Promise<void>} */
function load() {
  const script = document.createElement("script");
  script.src = new URL("../vendor/mermaid.min.js", import.meta.url).href;
  return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("Mermaid could not be fetched."));
    document.head.append(script);
  }).finally(() => script.remove());
}
