/**
 * What a chapter gains when scripts run. Each element upgrades HTML that stands in the page,
 * so it works after instant navigation and is not missed when scripts are off.
 */
import { CaseSpine } from "./case-spine.js";
import { DiagramView } from "./diagram-view.js";
import { renderDiagrams } from "./mermaid-fallback.js";

customElements.define("case-spine", CaseSpine);
customElements.define("diagram-view", DiagramView);

const subject = /** @type {any} */ (globalThis).document$;
if (subject) subject.subscribe(() => void renderDiagrams(document));
