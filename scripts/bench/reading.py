"""What reading costs in a real browser on a throttled phone: bytes, requests, time until the first diagram."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from scripts.browser import until

PHONE = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "offline": False}
SLOWER = 4
_KINDS = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JS", "Font": "fonts"}
_WATCH = """
window.diagramSeen = null;
const look = () => {
  // Of a diagram's two drawings the window shows one.
  const drawings = [...document.querySelectorAll('figure.diagram svg')];
  if (drawings.some((drawing) => drawing.getBoundingClientRect().width > 0)) window.diagramSeen = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
window.vitals = { lcp: 0, cls: 0, blocked: 0 };
const watch = (type, take) => {
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
};
watch('largest-contentful-paint', (entry) => { window.vitals.lcp = entry.startTime; });
watch('layout-shift', (entry) => { window.vitals.cls += entry.hadRecentInput ? 0 : entry.value; });
watch('longtask', (entry) => { window.vitals.blocked += Math.max(0, entry.duration - 50); });
"""


@dataclass(frozen=True)
class Visit:
    """One page read: KB on the wire by kind, requests, requests after load, ms to the first paint and diagram.

    LCP and blocking time are in ms as the throttled browser saw them, CLS is a share of the window.
    """

    kilobytes: dict[str, float]
    requests: int
    late: int
    painted: int
    diagram: int | None
    lcp: float
    blocked: float
    cls: float

    @property
    def total(self) -> float:
        """KB on the wire."""
        return sum(self.kilobytes.values())


def phone(browser: Browser) -> BrowserContext:
    """Return a context of the size of a phone."""
    return browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=2)


def throttle(page: Page) -> CDPSession:
    """Give a page the network and the processor of a phone; return the session that holds them so."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", PHONE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


def visit(page: Page, address: str) -> Visit:
    """Read a page as a throttled phone does, two seconds longer than it takes to load."""
    session = throttle(page)
    kinds: dict[str, str] = {}
    weights: Counter[str] = Counter()
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))

    def finished(event: dict[str, object]) -> None:
        kind = _KINDS.get(kinds.get(str(event["requestId"]), ""), "other")
        weights[kind] += int(str(event["encodedDataLength"]).split(".")[0])

    session.on("Network.loadingFinished", finished)
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(3000)  # the throttled processor starts scripts late
    loaded = len(kinds)
    if page.locator("figure.diagram, .mermaid").count():
        until(page, "window.diagramSeen !== null || !document.querySelector('figure.diagram')", seconds=90)
    page.wait_for_timeout(2000)
    seen = page.evaluate("window.diagramSeen")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    session.detach()
    sizes = {kind: size / 1000 for kind, size in weights.items()}
    vitals = page.evaluate("window.vitals")
    return Visit(
        sizes,
        loaded,
        len(kinds) - loaded,
        int(painted),
        int(seen) if seen else None,
        lcp=vitals["lcp"],
        blocked=vitals["blocked"],
        cls=vitals["cls"],
    )
