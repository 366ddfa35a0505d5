/** After an attempt: one's own work beside the case's, step by step, the rubric, and the gaps. */
import { BY_HAND, copied } from "../clipboard.js";
import { element } from "../elements.js";
import { download } from "../store/exchange.js";
import { chapterPage, sectionOf } from "./case-page.js";
import { shown } from "./clock.js";
import { markdown, reviewPrompt } from "./exporting.js";
import { draw } from "./pad.js";
import { points, reaches, verdict } from "./score.js";
import { compare, labels } from "./sketch.js";
import { day } from "./record.js";

/** @typedef {import("../store/schema.js").Attempt} Attempt */
/** @typedef {import("../room.js").Desk} Desk */
/** @typedef {import("./data.js").Case} Case */
/** @typedef {import("./data.js").Practice} Practice */
/** @typedef {import("./data.js").Step} Step */
/** @typedef {{desk: Desk, found: Case, practice: Practice, attempt: Attempt, change: (change: Partial<Attempt>) => void, buttons: Map<HTMLButtonElement, string>, shownGaps: () => void}} Context `buttons` write down a gap of that text */

const SKETCHED = "system-design";

/**
 * @param {Desk} desk
 * @param {Case} found
 * @param {Practice} practice
 * @param {Attempt} attempt
 * @returns {import("../room.js").View}
 */
export function comparing(desk, found, practice, attempt) {
  const gaps = element("ul", { class: "pc-gaps" });
  /** @type {Context} */
  const context = {
    desk,
    found,
    practice,
    attempt,
    change: (change) => {
      Object.assign(attempt, change);
      desk.change(change);
    },
    buttons: new Map(),
    shownGaps: () => {
      gaps.replaceChildren(...gapItems(context));
      for (const [button, text] of context.buttons) button.disabled = attempt.gaps.some((gap) => gap.text === text);
    },
  };
  const whole = element("div", { class: "pc-comparing" });
  const build = () => {
    context.buttons.clear();
    const facts = [attempt.level, attempt.minutes ? `${attempt.minutes} minutes` : "untimed", `${shown(attempt.clock.ran)} on the clock`, day(attempt.begun)].join(" · ");
    const chapter = element("a", { href: new URL(found.url, desk.root).href }, found.title);
    whole.replaceChildren(
      element("h2", {}, "Your attempt, beside the case"),
      element("p", { class: "pc-room__facts" }, chapter, ` · ${facts}`),
      element("p", {}, "Tick what you said or wrote. Be strict: what you only thought does not count."),
      ...desk.room.steps.map((step) => stepBeside(context, step)),
      rubric(context),
      element("h3", {}, "Gaps"),
      gaps,
      ownGap(context),
      acts(context),
    );
    context.shownGaps();
  };
  build();
  return {
    whole,
    update: (newer) => {
      Object.assign(attempt, newer);
      if (!whole.contains(document.activeElement)) build();
    },
    leave() {},
  };
}

/** @param {Context} context @param {Step} step */
function stepBeside(context, step) {
  const { attempt, practice, found, desk } = context;
  const written = attempt.notes[step.slug]?.trim();
  const own = element("div", {}, element("h4", {}, "Yours"), written ? element("pre", { class: "pc-room__written" }, written) : element("p", {}, "Nothing written."));
  const fold = element("details", {}, element("summary", {}, "Read this step in the chapter"));
  fold.addEventListener("toggle", async () => {
    if (!fold.open || fold.childElementCount > 1) return;
    const place = element("div", { class: "pc-room__chapter" });
    fold.append(place);
    place.append(...(await sectionOf(new URL(found.url, desk.root), step.slug)));
  });
  const theirs = element("div", {}, element("h4", {}, "The case’s"), element("p", {}, practice.decisions[step.slug] ?? ""), fold);
  const head = element("h3", { class: "pc-room__step" }, element("span", { class: "step-number" }, String(step.number)), ` ${step.title}`);
  const whole = element("section", { class: `step-${step.number}` }, head, element("div", { class: "pc-room__sides" }, own, theirs));
  if (step.slug === SKETCHED) whole.append(sketches(context));
  whole.append(pointList(context, step));
  return whole;
}

/** @param {Context} context @param {Step} step */
function pointList(context, { slug }) {
  const { attempt, practice, found } = context;
  const points = practice.covers[slug] ?? [];
  const items = points.map(({ what, at }, index) => {
    const box = element("input", { type: "checkbox", id: `point-${slug}-${index}` });
    box.checked = attempt.ticked.includes(what);
    const gap = gapButton(context, { step: slug, text: what, at: `${found.url}#${at}` });
    gap.hidden = box.checked;
    box.addEventListener("change", () => {
      const others = attempt.ticked.filter((one) => one !== what);
      const ticked = box.checked ? [...others, what] : others;
      const part = points.filter((one) => ticked.includes(one.what)).length / points.length;
      context.change({ ticked, covered: { ...attempt.covered, [slug]: part } });
      gap.hidden = box.checked;
    });
    return element("li", {}, box, element("label", { for: box.id }, what), element("span", { class: "pc-points__acts" }, where(context, at), gap));
  });
  return element("ul", { class: "pc-points" }, ...items);
}

/** @param {Context} context @param {string} at */
function where({ desk, found }, at) {
  return element("a", { href: new URL(`${found.url}#${at}`, desk.root).href }, "where");
}

/** @param {Context} context @param {{step: string, text: string, at: string}} gap */
function gapButton(context, gap) {
  const button = element("button", { type: "button" }, "Write down as a gap");
  context.buttons.set(button, gap.text);
  button.addEventListener("click", () => {
    context.change({ gaps: [...context.attempt.gaps, { ...gap, closed: false }] });
    context.shownGaps();
    context.desk.tell("Written down among the gaps below.");
  });
  return button;
}

/** Both drawings, and which blocks the own one lacks. @param {Context} context */
function sketches(context) {
  const { attempt, practice, found, desk } = context;
  const own = element("div", { class: "pc-pad__drawing" });
  const theirs = element("div");
  const blocks = element("div", { class: "pc-blocks" });
  void draw(attempt.sketch, own).then((wrong) => {
    if (wrong) own.replaceChildren(element("pre", {}, attempt.sketch), element("p", {}, wrong));
    const { found: present, lacking } = compare(practice.blocks, labels(own.querySelector("svg"), attempt.sketch));
    const items = lacking.map(({ name, why, at }) =>
      element(
        "li",
        {},
        element("p", {}, element("strong", {}, name), `. ${why}`),
        element("span", { class: "pc-points__acts" }, where(context, at), gapButton(context, { step: SKETCHED, text: `${name}: ${why}`, at: `${found.url}#${at}` })),
      ),
    );
    if (items.length) blocks.append(element("h4", {}, "What your sketch lacks"), element("ul", { class: "pc-points" }, ...items));
    context.shownGaps();
    if (present.length) blocks.append(element("p", {}, `It has: ${present.map(({ name }) => name).join(", ")}. Found by the words of your labels.`));
  });
  void chapterPage(new URL(found.url, desk.root)).then(({ figure, fault }) => theirs.append(figure(SKETCHED) ?? element("p", {}, fault)));
  return element("div", {}, element("div", { class: "pc-room__sides" }, element("div", {}, element("h4", {}, "Your sketch"), own), element("div", {}, element("h4", {}, "The case’s architecture"), theirs)), blocks);
}

/** @param {Context} context */
function rubric(context) {
  const { desk, attempt } = context;
  const { dimensions, scale } = desk.room.rubric;
  const sum = element("p", { class: "pc-room__sum", role: "status" });
  const showSum = () => (sum.textContent = summed(context));
  const fields = dimensions.map(({ name, title, weight, grades }) => {
    const choices = grades.map((says, index) => {
      const radio = element("input", { type: "radio", name: `grade-${name}`, id: `grade-${name}-${index}` });
      radio.checked = attempt.grades[name] === index + 1;
      radio.addEventListener("change", () => {
        context.change({ grades: { ...attempt.grades, [name]: index + 1 } });
        showSum();
      });
      return element("p", {}, radio, element("label", { for: radio.id }, element("b", {}, `${index + 1} ${scale[index]}. `), says));
    });
    return element("fieldset", {}, element("legend", {}, `${title}, weight ${weight}`), ...choices);
  });
  showSum();
  const link = element("a", { href: new URL("practice/rubric/", desk.root).href }, "rubric");
  return element("section", { class: "pc-grades" }, element("h3", {}, "Grade yourself"), element("p", {}, "By the ", link, ". In doubt take the lower grade."), ...fields, sum);
}

/** @param {Context} context */
function summed({ desk, attempt }) {
  const { rubric } = desk.room;
  const score = points(rubric, attempt);
  const missing = rubric.dimensions.filter(({ name }) => !attempt.grades[name]).length;
  if (score === undefined) return missing === rubric.dimensions.length ? "" : `${missing} of ${rubric.dimensions.length} dimensions are not graded yet.`;
  const said = verdict(rubric, attempt);
  const level = reaches(rubric, attempt, attempt.level) ? `The grades are those of the level ${attempt.level}.` : `For the level ${attempt.level} the grades do not suffice yet.`;
  return `${score} of 100 points. ${said ? `${said.name}: ${said.says}` : ""} ${level}`;
}

/** @param {Context} context */
function gapItems(context) {
  const { attempt, desk } = context;
  return attempt.gaps.map((gap, index) => {
    const remove = element("button", { type: "button", "aria-label": `Remove the gap: ${gap.text}` }, "Remove");
    remove.addEventListener("click", () => {
      context.change({ gaps: attempt.gaps.filter((_, other) => other !== index) });
      context.shownGaps();
    });
    return element("li", {}, gap.at ? element("a", { href: new URL(gap.at, desk.root).href }, gap.text) : gap.text, " ", remove);
  });
}

/** @param {Context} context */
function ownGap(context) {
  const { attempt, desk } = context;
  const text = element("input", { id: "own-gap", maxlength: "300" });
  const step = element("select", { id: "own-gap-step" }, ...desk.room.steps.map(({ slug, title }) => element("option", { value: slug }, title)));
  const form = element("form", { class: "pc-own-gap" }, element("label", { for: "own-gap" }, "Another gap"), text, element("label", { for: "own-gap-step" }, "Step"), step, element("button", {}, "Write down"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = desk.room.steps.find(({ slug }) => slug === step.value);
    if (!text.value.trim() || !chosen) return;
    context.change({ gaps: [...attempt.gaps, { step: chosen.slug, text: text.value.trim(), at: chosen.url, closed: false }] });
    text.value = "";
    context.shownGaps();
  });
  return form;
}

/** @param {Context} context */
function acts(context) {
  const { desk, found, practice, attempt } = context;
  const button = (/** @type {string} */ words, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button" }, words);
    made.addEventListener("click", act);
    return made;
  };
  const name = `attempt-${attempt.case}-${new Date(attempt.begun).toISOString().slice(0, 10)}.md`;
  const save = button("Save as Markdown", () => download(markdown(desk.room, found, practice, attempt, desk.root), name, "text/markdown"));
  const byHand = element("textarea", { rows: "8", readonly: "", hidden: "", "aria-label": "The prompt, to copy" });
  const review = button("Copy a prompt for a strict review", async () => {
    const text = reviewPrompt(desk.room, found, practice, attempt, desk.root);
    if (await copied(text)) return desk.tell("The prompt is in the clipboard; paste it into an assistant of your own. Nothing was sent anywhere.");
    byHand.hidden = false;
    byHand.value = text;
    byHand.select();
    desk.tell(BY_HAND);
  });
  const remove = button("Delete this attempt", desk.remove);
  const back = button("Back to the choice", () => desk.open(""));
  back.className = "pc-go";
  return element("div", { class: "pc-room__acts" }, save, review, remove, back, byHand);
}
