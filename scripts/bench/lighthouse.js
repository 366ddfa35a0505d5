/** Lighthouse on its mobile profile: `node scripts/bench/lighthouse.js ADDRESS…` prints one JSON row an address, its median run. */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";

const RUNS = 3;

const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  for (const address of process.argv.slice(2)) {
    const results = [];
    for (let run = 0; run < RUNS; run += 1) {
      const result = await lighthouse(address, { port: chrome.port, output: "json", logLevel: "error" });
      if (!result) throw new Error(`no result for ${address}`);
      results.push(result.lhr);
    }
    const { categories, audits } = computeMedianRun(results);
    const row = {
      address,
      scores: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(100 * (score ?? 0))])),
      lcp: audits["largest-contentful-paint"].numericValue,
      tbt: audits["total-blocking-time"].numericValue,
      cls: audits["cumulative-layout-shift"].numericValue,
      failed: Object.values(audits)
        .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary")
        .map((audit) => audit.id),
    };
    process.stdout.write(`${JSON.stringify(row)}\n`);
  }
} finally {
  chrome.kill();
}
