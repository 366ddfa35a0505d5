/** What the service worker keeps, serves and leaves alone. It is one classic script, so it runs here among fakes. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../docs/service-worker.js", import.meta.url), "utf8");
const ORIGIN = "https://somebody.github.io";
const SITE = `${ORIGIN}/core/`;
const SCRIPT = `${SITE}assets/javascripts/core-main-YAWQ5KUJ.js`;
const LOGIN = () => answer("<title>Log in</title>", "text/html");

/** Caches as a browser has them: one store for the whole origin. */
class FakeCaches {
  /** @type {Map<string, Map<string, Response>>} */
  stores = new Map();
  denied = false;
  async open(name) {
    if (this.denied) throw new DOMException("denied", "SecurityError");
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const store = this.stores.get(name);
    return {
      match: async (address) => store.get(address)?.clone(),
      put: async (address, response) => {
        if (this.full) throw new DOMException("full", "QuotaExceededError");
        const whole = await response.blob();
        store.delete(address);
        store.set(address, new Response(whole, { status: response.status, headers: response.headers }));
      },
      delete: async (request) => store.delete(request.url ?? request),
      keys: async () => [...store.keys()].map((url) => ({ url })),
    };
  }
  keys = async () => [...this.stores.keys()];
  delete = async (name) => this.stores.delete(name);
}

class Worker {
  constructor(caches, scope = SITE) {
    this.caches = caches;
    this.listeners = {};
    this.network = async () => {
      throw new TypeError("Failed to fetch");
    };
    this.asked = [];
    const self = {
      registration: { scope },
      clients: { claim: async () => undefined },
      skipWaiting: async () => undefined,
      addEventListener: (type, listener) => (this.listeners[type] = listener),
    };
    vm.runInNewContext(SOURCE, {
      self,
      caches,
      location: new URL("service-worker.js", scope),
      fetch: (request, options) => {
        this.asked.push(request.url ?? request);
        return this.network(request.url ?? request, options);
      },
      URL,
      Response,
      crypto: globalThis.crypto,
    });
  }

  async emit(type, event) {
    const waiting = [];
    let response;
    this.listeners[type]({ ...event, waitUntil: (p) => waiting.push(p), respondWith: (p) => (response = p) });
    const settled = await Promise.resolve(response).catch((error) => error);
    for (let count = -1; count < waiting.length; count = Math.min(count + 1, waiting.length)) await waiting[count];
    return settled;
  }

  /** @returns the response, an error, or undefined where the browser is left to itself */
  get(url, { mode = "no-cors", method = "GET", headers = {} } = {}) {
    return this.emit("fetch", { request: { url, mode, method, headers: new Headers(headers) } });
  }

  /** Addresses kept under the name of this worker's cache, whichever that is. */
  kept() {
    return [...this.caches.stores.values()].flatMap((store) => [...store.keys()]).sort();
  }
}

function answer(body, type, { status = 200, ...more } = {}) {
  const response = new Response(status === 204 ? null : body, { status, headers: type ? { "content-type": type } : {} });
  // Only a browser makes such responses; a copy of one is like it.
  if (Object.keys(more).length > 0) more.clone = () => answer(body, type, { status, ...more });
  for (const [name, value] of Object.entries(more)) Object.defineProperty(response, name, { value });
  return response;
}

function page(path, { title = "Ours", canonical = `http://localhost:8000/${path}`, root } = {}) {
  const up = root ?? ("../".repeat(path.split("/").length - 1) || "./");
  return answer(
    `<!doctype html><title>${title}</title><link href=/x.css rel=stylesheet><link href=${canonical} rel=canonical>` +
      `<site-search class=search-entry data-root=${up}><a href=x>Search</a></site-search>`,
    "text/html; charset=utf-8",
  );
}

/** @type {Worker} */
let worker;
beforeEach(() => {
  worker = new Worker(new FakeCaches());
});

test("caches of other sites of the host stay, those of older versions of this one go", async () => {
  for (const name of ["another-project", "kept-1", "probabilistic-core /core/ 1", "probabilistic-core /core/two/ 1", "probabilistic-core / 1"]) {
    await worker.caches.open(name);
  }
  await worker.emit("activate", {});
  assert.deepEqual([...worker.caches.stores.keys()], [
    "another-project",
    "kept-1",
    "probabilistic-core /core/two/ 1",
    "probabilistic-core / 1",
  ]);
});

test("two sites of one host keep their files apart", async () => {
  const other = new Worker(worker.caches, `${ORIGIN}/other/`);
  for (const one of [worker, other]) one.network = async () => answer("script", "text/javascript");
  await worker.get(SCRIPT);
  await other.get(`${ORIGIN}/other/assets/javascripts/core-main-YAWQ5KUJ.js`);
  await other.emit("activate", {});
  assert.equal(worker.caches.stores.size, 2);
});

test("a file with a hash in its name comes from the device the second time", async () => {
  worker.network = async () => answer("script", "text/javascript; charset=utf-8");
  await worker.get(SCRIPT);
  assert.equal(await (await worker.get(`${SCRIPT}?again`)).text(), "script");
  assert.deepEqual(worker.asked, [SCRIPT]);
});

for (const [what, url, wrong, right] of [
  ["script", SCRIPT, LOGIN, () => answer("right", "application/javascript")],
  ["stylesheet", `${SITE}assets/stylesheets/site-OE73SYVO.css`, LOGIN, () => answer("right", "text/css")],
  ["stylesheet", `${SITE}assets/stylesheets/site-OE73SYVO.css`, () => answer("x", "text/plain"), () => answer("right", "text/css")],
  ["index", `${SITE}search.${sha("right")}.json`, LOGIN, () => answer("right", "application/json")],
  ["index", `${SITE}search.${sha("right")}.json`, () => answer("other", "application/json"), () => answer("right", "application/json")],
  ["font", `${SITE}assets/fonts/serif.${sha("right")}.woff2`, LOGIN, () => answer("right", "application/octet-stream")],
  ["font", `${SITE}assets/fonts/serif.${sha("right")}.woff2`, () => answer("cut", "font/woff2"), () => answer("right", "font/woff2")],
  ["picture", `${SITE}assets/images/favicon.${sha("right")}.svg`, LOGIN, () => answer("right", "image/svg+xml")],
]) {
  test(`a ${what} that is not what its name promises is not kept`, async () => {
    worker.network = async () => wrong();
    await worker.get(url);
    assert.deepEqual(worker.kept(), []);
    worker.network = async () => right();
    assert.equal(await (await worker.get(url)).text(), "right");
    worker.network = async () => wrong();
    assert.equal(await (await worker.get(url)).text(), "right");
  });
}

test("a wrong answer from the browser's own cache is asked for again", async () => {
  worker.network = async (_, options) => (options?.cache === "reload" ? answer("right", "text/javascript") : LOGIN());
  assert.equal(await (await worker.get(SCRIPT)).text(), "right");
  assert.deepEqual(worker.kept(), [SCRIPT]);
});

test("a kept file that turns out wrong is fetched anew", async () => {
  worker.network = async () => answer("right", "text/javascript");
  await worker.get(SCRIPT);
  for (const store of worker.caches.stores.values()) store.set(SCRIPT, LOGIN());
  worker.network = async () => Promise.reject(new TypeError("offline"));
  assert.equal((await worker.get(SCRIPT)).message, "offline");
  assert.deepEqual(worker.kept(), []);
  worker.network = async () => answer("right", "text/javascript");
  assert.equal(await (await worker.get(SCRIPT)).text(), "right");
});

for (const [what, make] of [
  ["an error", () => answer("x", "text/javascript", { status: 404 })],
  ["a part", () => answer("x", "text/javascript", { status: 206 })],
  ["nothing", () => answer("", "text/javascript", { status: 204 })],
  ["an answer of another address", () => answer("x", "text/javascript", { redirected: true })],
  ["an opaque answer", () => answer("x", "text/javascript", { type: "opaque" })],
  ["an answer without a type", () => answer("x", "")],
]) {
  test(`${what} is passed on and not kept`, async () => {
    worker.network = async () => make();
    assert.equal((await worker.get(SCRIPT)).status, make().status);
    assert.deepEqual(worker.kept(), []);
  });
}

test("a page comes from the network, and from the device without one", async () => {
  worker.network = async () => page("book/");
  await worker.get(`${SITE}book/?q=x#part`, { mode: "navigate" });
  worker.network = async () => page("book/", { title: "Newer" });
  assert.match(await (await worker.get(`${SITE}book/`)).text(), /Newer/);
  worker.network = async () => Promise.reject(new TypeError("offline"));
  assert.match(await (await worker.get(`${SITE}book/`, { mode: "navigate" })).text(), /Newer/);
});

test("the estimate beside a page that was read is there without a connection", async () => {
  worker.network = async () => answer('{"version":1}', "application/json");
  await worker.get(`${SITE}cases/x/estimate.json`);
  worker.network = async () => Promise.reject(new TypeError("offline"));
  assert.deepEqual(await (await worker.get(`${SITE}cases/x/estimate.json`)).json(), { version: 1 });
});

test("the text beside a page that was taken along is there without a connection, and no page in its place", async () => {
  for (const type of ["text/markdown; charset=utf-8", "text/plain"]) {
    worker = new Worker(new FakeCaches());
    worker.network = async () => LOGIN();
    await worker.get(`${SITE}cases/x/index.md`);
    assert.deepEqual(worker.kept(), []);
    worker.network = async () => answer("# X", type);
    for (const path of ["cases/x/index.md", "index.md"]) await worker.get(SITE + path);
    worker.network = async () => Promise.reject(new TypeError("offline"));
    assert.equal(await (await worker.get(`${SITE}cases/x/index.md`)).text(), "# X");
    assert.equal(await (await worker.get(`${SITE}index.md`)).text(), "# X");
  }
  assert.equal(await worker.get(`${SITE}cases/x/other.md`), undefined, "no file of ours");
});

for (const [what, path, wrong] of [
  ["a login", "book/", LOGIN],
  ["another page of this site", "book/", () => page("graph/")],
  ["another page at the home page's address", "", () => page("graph/")],
  ["the page for addresses that lead nowhere", "book/", () => page("book/", { canonical: "", root: "/core/" })],
  ["a page of another site", "book/", () => answer("<link rel=canonical href=https://x/book/>", "text/html")],
  ["an answer that is no HTML", "book/", () => answer("{}", "application/json")],
]) {
  test(`${what} is shown and does not take the place of the kept page`, async () => {
    worker.network = async () => page(path);
    await worker.get(`${SITE}${path}`);
    worker.network = async () => wrong();
    assert.equal(await (await worker.get(`${SITE}${path}`)).text(), await wrong().text());
    worker.network = async () => Promise.reject(new TypeError("offline"));
    assert.equal(await (await worker.get(`${SITE}${path}`)).text(), await page(path).text());
  });
}

test("a page is kept wherever the site was built for and however its address ends", async () => {
  worker.network = async () => page("cases/x/", { canonical: '"https://elsewhere.example/deep/cases/x/"' });
  await worker.get(`${SITE}cases/x/`);
  await worker.get(`${SITE}cases/x/index.html`);
  worker.network = async () => page("");
  await worker.get(SITE);
  assert.deepEqual(worker.kept(), [SITE, `${SITE}cases/x/`, `${SITE}cases/x/index.html`]);
});

test("without a connection a page that was never read gives the list of those that were", async () => {
  worker.network = async () => page("book/", { title: "The book &amp; more" });
  await worker.get(`${SITE}book/`);
  worker.network = async () => Promise.reject(new TypeError("offline"));
  const list = await worker.get(`${SITE}graph/`, { mode: "navigate" });
  assert.equal(list.status, 503);
  assert.match(await list.text(), /<li><a href="https:\/\/somebody\.github\.io\/core\/book\/">The book &amp; more<\/a>/);
  assert.equal((await worker.get(`${SITE}graph.json`)).message, "offline");
});

test("what is not this site's is left to the browser", async () => {
  const core = new Worker(worker.caches, `${ORIGIN}/`);
  for (const [one, url, options] of [
    [worker, `${ORIGIN}/other/assets/core-main-YAWQ5KUJ.js`, {}],
    [worker, `${ORIGIN}/cure/assets/core-main-YAWQ5KUJ.js`, {}],
    [worker, "https://elsewhere.example/core/book/", {}],
    [worker, `${SITE}book/`, { method: "POST" }],
    [worker, `${SITE}assets/x.${sha("x")}.webm`, { headers: { range: "bytes=0-9" } }],
    [core, `${ORIGIN}/other/assets/core-main-YAWQ5KUJ.js`, {}],
  ]) {
    assert.equal(await one.get(url, options), undefined);
    assert.deepEqual(one.asked, []);
  }
});

test("a page of a site below this one is passed on and not kept", async () => {
  const whole = new Worker(worker.caches, `${ORIGIN}/`);
  whole.network = async () => page("book/", { root: "../" });
  await whole.get(`${ORIGIN}/other/book/`);
  assert.deepEqual(whole.kept(), []);
});

test("a page asks to keep what it had loaded; what is no address, another's or wrong is passed over", async () => {
  worker.network = async (url) => (url === SCRIPT ? answer("script", "text/javascript") : LOGIN());
  await worker.emit("message", { data: { keep: [SCRIPT, `${SITE}book/`, "https://elsewhere.example/a.js", `${ORIGIN}/other/x.css`] } });
  for (const data of [null, {}, { keep: "x" }, "text"]) await worker.emit("message", { data });
  assert.deepEqual(worker.kept(), [SCRIPT]);
  assert.deepEqual(worker.asked, [SCRIPT, `${SITE}book/`]);
});

test("the oldest files go when there are too many", async () => {
  worker.network = async () => answer("script", "text/javascript");
  const names = Array.from({ length: 403 }, (_, number) => `${SITE}assets/a-${String(number).padStart(8, "0")}.js`);
  await worker.emit("message", { data: { keep: names } });
  assert.deepEqual(worker.kept(), names.slice(3));
});

test("a full device or denied storage does not withhold an answer", async () => {
  worker.network = async () => answer("script", "text/javascript");
  worker.caches.full = true;
  assert.equal(await (await worker.get(SCRIPT)).text(), "script");
  worker.caches.denied = true;
  assert.equal(await (await worker.get(SCRIPT)).text(), "script");
  worker.network = async () => Promise.reject(new TypeError("offline"));
  assert.equal((await worker.get(`${SITE}book/`, { mode: "navigate" })).status, 503);
});

function sha(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

const RELEASE = { version: 1, release: "aaaa", size: 9, files: {} };
const WHOLE = "probabilistic-core /core/ whole ";

/** A network that has a release of these texts, and counts nothing else. */
function release(name, texts) {
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, sha(text)]));
  return async (url) => {
    const path = url.slice(SITE.length);
    if (path === "offline.json") return answer(JSON.stringify({ ...RELEASE, release: name, files }), "application/json");
    if (path in texts) return answer(texts[path], path.endsWith(".js") ? "text/javascript" : "text/html");
    return LOGIN();
  };
}

/** Ask for the whole site. @returns what the page is told at the end */
async function askWhole(message = { whole: true }) {
  let last;
  await worker.emit("message", { data: message, ports: [{ postMessage: (told) => (last = { ...told }) }] });
  return last;
}

test("a whole release opens without a connection, and takes from the older one what is the same", async () => {
  worker.network = release("one", { "": "<p>home 1", "book/": "<p>book", "assets/a-12345678.js": "a" });
  assert.deepEqual(await askWhole(), { release: "one" });
  worker.asked.length = 0;
  worker.network = release("two", { "": "<p>home 2", "book/": "<p>book", "assets/a-12345678.js": "a" });
  assert.deepEqual(await askWhole(), { release: "two" });
  assert.deepEqual(worker.asked, [`${SITE}offline.json`, SITE], "only what has changed is fetched");
  assert.deepEqual([...worker.caches.stores.keys()].filter((name) => name.startsWith(WHOLE)), [`${WHOLE}two`]);
  await worker.emit("activate", {});
  worker.network = async () => Promise.reject(new TypeError("offline"));
  assert.equal(await (await worker.get(SITE, { mode: "navigate" })).text(), "<p>home 2");
});

test("a release of which one file is wrong is not used, and the one before stays", async () => {
  worker.network = release("one", { "": "<p>home 1" });
  await askWhole();
  const right = release("two", { "": "<p>home 2", "book/": "<p>book" });
  worker.network = async (url) => (url === `${SITE}book/` ? LOGIN() : right(url));
  assert.match((await askWhole()).fault, /not the right one/);
  worker.network = async () => Promise.reject(new TypeError("offline"));
  assert.equal(await (await worker.get(SITE, { mode: "navigate" })).text(), "<p>home 1");
});

test("a full device is said, and what was kept whole can be given up", async () => {
  worker.network = release("one", { "": "<p>home 1" });
  worker.caches.full = true;
  assert.match((await askWhole()).fault, /device is full/);
  worker.caches.full = false;
  await askWhole();
  assert.deepEqual(await askWhole({ forget: true }), { release: "" });
  assert.deepEqual([...worker.caches.stores.keys()].filter((name) => name.startsWith(WHOLE)), []);
});
