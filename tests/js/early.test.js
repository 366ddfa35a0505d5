/** The scripts that run before anything is painted, as they stand in the templates: what is kept, and the colors. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const template = (name) => readFileSync(new URL(`../../overrides/${name}`, import.meta.url), "utf8");
const scripts = (name) => [...template(name).matchAll(/<script>(.*?)<\/script>/g)].map(([, code]) => code);
const DARK = "(prefers-color-scheme: dark)";

/** Run what a page runs first; returns its names. */
function start({ kept = {}, dark = false, refuses = false } = {}) {
  const store = Object.fromEntries(Object.entries(kept).map(([name, text]) => [`/core/.${name}`, text]));
  const names = {
    URL,
    location: "https://somebody.github.io/core/book/",
    document: { documentElement: { dataset: {} }, body: { dataset: { mdColorScheme: "default" } } },
    matchMedia: (query) => ({ matches: query === DARK && dark }),
    sessionStorage: { getItem: () => '"of this visit"', setItem: () => undefined },
    store,
  };
  const local = { getItem: (name) => store[name] ?? null, setItem: (name, text) => (store[name] = text) };
  Object.defineProperty(names, "localStorage", {
    get() {
      if (refuses) throw new Error("The operation is insecure.");
      return local;
    },
  });
  vm.createContext(names);
  const [base] = scripts("partials/javascripts/base.html");
  const colors = scripts("main.html").find((code) => code.includes("mdColorScheme"));
  assert.ok(colors);
  for (const code of [base.replace(/\{\{.*?\}\}/, ".."), colors]) vm.runInContext(code, names);
  return names;
}

const scheme = (given) => start(given).document.body.dataset.mdColorScheme;
const chosen = (media) => ({ __palette: JSON.stringify({ index: 1, color: { media } }) });

test("without a choice, and with the choice for them, colors are the system's", () => {
  for (const kept of [{}, chosen("(prefers-color-scheme)"), chosen(7), { __palette: "{" }, { __palette: '"x"' }, { __palette: "{}" }]) {
    assert.equal(scheme({ kept, dark: true }), "slate", JSON.stringify(kept));
    assert.equal(scheme({ kept, dark: false }), "default", JSON.stringify(kept));
  }
});

test("a choice counts more than the system", () => {
  assert.equal(scheme({ kept: chosen(DARK), dark: false }), "slate");
  assert.equal(scheme({ kept: chosen("(prefers-color-scheme: light)"), dark: true }), "default");
});

test("what is kept is kept below the address of the site, and read from there", () => {
  const page = start({ kept: { __settings: '{"text":"large"}' } });
  assert.equal(page.document.documentElement.className, "js js-focus-visible");
  assert.deepEqual({ ...page.document.documentElement.dataset }, { text: "large" });
  page.__md_set("one", { a: 1 });
  assert.equal(page.store["/core/.one"], '{"a":1}');
  assert.deepEqual({ ...page.__md_get("one") }, { a: 1 });
  assert.equal(page.__md_get("two"), null);
  assert.equal(page.__md_get("two", page.sessionStorage), "of this visit");
});

test("a browser that keeps nothing shows the page all the same", () => {
  const page = start({ refuses: true, dark: true });
  assert.equal(page.document.body.dataset.mdColorScheme, "slate");
  assert.equal(page.document.documentElement.className, "js js-focus-visible");
  assert.equal(page.__md_get("one"), null);
  page.__md_set("one", 1);
});
