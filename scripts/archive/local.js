/**
 * Stands for the host where pages are opened from the file system: browsers let a page read no file there, but they load
 * scripts. So what would be fetched lies in assets/data, each file as a script that calls `pcFile`. A classic script.
 */
(() => {
  const here = /** @type {any} */ (globalThis);
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", src);
  /** The address of the scripts, for those that name files beside them. */
  here.pcScript = src;

  /** Texts that came, by their paths below the root. @type {Map<string, string>} */
  const texts = new Map();
  /** @param {string} path @param {string} text */
  here.pcFile = (path, text) => texts.set(path, text);

  /** @param {string | URL} address @returns {Promise<void>} settled when the script has run */
  function load(address) {
    const script = document.createElement("script");
    script.src = String(address);
    return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new TypeError(`${script.src} cannot be read.`)));
      document.head.append(script);
    }).finally(() => script.remove());
  }

  /** @param {URL} url below the root */
  async function read(url) {
    const path = decodeURIComponent(url.pathname.slice(root.pathname.length)).replace(/(^|\/)$/, "$1index.html");
    if (!texts.has(path)) await load(new URL(`assets/data/${path}.js`, root));
    return texts.get(path) ?? "";
  }

  const fetched = here.fetch;
  here.fetch = async (/** @type {RequestInfo | URL} */ asked, /** @type {RequestInit | undefined} */ init) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, document.baseURI);
    if (url.protocol !== "file:") return fetched.call(here, asked, init);
    if (init?.method === "HEAD") return new Response();
    return new Response(await read(url));
  };

  /** What would run beside the page runs in it: a file may not start a worker. */
  here.Worker = class extends EventTarget {
    /** @param {string | URL} address */
    constructor(address) {
      super();
      this.inside = Object.assign(new EventTarget(), {
        postMessage: (/** @type {unknown} */ data) => this.dispatchEvent(new MessageEvent("message", { data })),
      });
      // The script finds its scope under this name when it starts.
      here.pcWorker = this.inside;
      this.started = load(address);
      this.started.catch(() => this.dispatchEvent(new Event("error")));
    }

    /** @param {unknown} data */
    postMessage(data) {
      this.started.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data }))).catch(() => {});
    }

    terminate() {}
  };

  // Scripts make links as on a host, where a folder answers with its page.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
      const url = new URL(link.href);
      url.pathname += "index.html";
      link.href = url.href;
    },
    { capture: true },
  );
})();
