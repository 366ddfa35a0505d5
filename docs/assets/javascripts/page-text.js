/**
 * The page as Markdown, to take along: alone, or behind a prompt with which an assistant of the reader's own interviews
 * about it. The text lies beside the page and goes into the clipboard; this site sends it nowhere.
 */
import { BY_HAND, copied } from "./clipboard.js";
import { element } from "./elements.js";
import { putAtFoot } from "./sections.js";

/** Pages that a follow-up can be asked about: cases, steps and concepts. */
const ASKED = /\/(?:cases|framework|concepts)\/[^/]+\/(?:index\.html)?$/;

const PROMPT = `Interview me about the page below. You are a fair and strict interviewer for system design with generative AI. I have read the page; it is your only source.

Ask ten questions, one at a time. Take the page's own follow-up questions first, then its decisions, its numbers, and what would change them. After each question wait for my answer. Never give the answer, or a hint, before I have answered.

Then grade my answer from 1 to 4:
1: It is wrong, or answers another question.
2: The direction is right, the reason is missing.
3: The reason is right, a number or a condition is missing.
4: It has the reason, the number, and what would change the decision.

Say the grade, and name the missing reason or number in one sentence, as the page has it. Then ask the next question.

After the tenth, name my three weakest points. For each, name the section of the page that I should read again.

Begin with the first question.

---

`;

/** Must run for each page; adds the line to pages that have such a text. */
export function offer() {
  const article = document.querySelector("article > h1[id]")?.parentElement;
  if (!article || article.querySelector(".pc-page-text")) return;
  const status = element("p", { role: "status" });
  const line = element("div", { class: "pc-foot pc-page-text" }, button("Copy page as Markdown", () => take("", status)));
  if (ASKED.test(location.pathname)) line.append(button("Quiz me with an assistant", () => take(PROMPT, status)));
  line.append(status);
  putAtFoot(article, line);
}

/** @param {string} name @param {() => void} act */
function button(name, act) {
  const made = element("button", { type: "button", class: "diagram-button" }, name);
  made.addEventListener("click", act);
  return made;
}

/** @param {string} before what the text is to be read with @param {HTMLElement} status */
async function take(before, status) {
  status.textContent = "";
  status.parentElement?.querySelector("textarea")?.remove();
  const coming = load().then((text) => before + text);
  const copying = copied(coming);
  const text = await coming.catch(() => "");
  if (!text) {
    status.textContent = "The text of this page could not be loaded. Check the connection, then press the button again.";
  } else if (await copying) {
    const words = `${text.split(/\s+/).length.toLocaleString("en-US")} words are in the clipboard`;
    status.textContent = `${words}; paste them into an assistant of your own. Nothing was sent anywhere.`;
  } else {
    showByHand(text, status);
  }
}

/** @returns {Promise<string>} rejected where there is no such text, or something else comes in its place */
async function load() {
  const answer = await fetch(new URL("index.md", location.href));
  if (!answer.ok || /html/.test(answer.headers.get("content-type") ?? "")) throw new Error(`${answer.status}`);
  return answer.text();
}

/** @param {string} text @param {HTMLElement} status */
function showByHand(text, status) {
  const field = element("textarea", { rows: "6", readonly: "", "aria-label": "To be copied by hand" });
  field.value = text;
  status.before(field);
  field.select();
  status.textContent = BY_HAND;
}
