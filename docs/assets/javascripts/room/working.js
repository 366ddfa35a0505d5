/** During an attempt: the clock, the interviewer, one's notes and one's sketch, and nothing of the solution. */
import { element } from "../elements.js";
import { elapsed, paused, phaseAt, phases, resumed, shown, signal } from "./clock.js";
import { askedBy, fitting } from "./interviewer.js";
import { pad } from "./pad.js";

/** @typedef {import("../store/schema.js").Attempt} Attempt */
/** @typedef {import("../room.js").Desk} Desk */
/** @typedef {import("./data.js").Case} Case */
/** @typedef {import("./data.js").Practice} Practice */
/** @typedef {import("./data.js").Step} Step */

const SKETCHED = "system-design";

/**
 * @param {Desk} desk
 * @param {Case} found
 * @param {Practice} practice
 * @param {Attempt} attempt
 * @returns {import("../room.js").View}
 */
export function working(desk, found, practice, attempt) {
  const { room, root } = desk;
  const all = phases(room.steps, room.floating, attempt.minutes);
  /** Follow-ups that the reader asked for before their minute, by step. @type {Record<string, number>} */
  const extra = {};
  const parts = build(found, root, room.steps);
  const { time, where, bar, signals, pause, end, notes, label, yields, asks, follow, more } = parts;
  let before = elapsed(attempt.clock, Date.now());
  let asked = -1;

  const step = () => /** @type {Step} */ (room.steps.find(({ slug }) => slug === attempt.step) ?? room.steps[0]);

  const showStep = () => {
    const { slug, title, yields: outcome } = step();
    for (const button of parts.steps) {
      if (button.value === slug) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    label.textContent = `Your notes: ${title}`;
    yields.textContent = `On the whiteboard when done: ${outcome}.`;
    if (notes.value !== (attempt.notes[slug] ?? "")) notes.value = attempt.notes[slug] ?? "";
    asks.replaceChildren(...(practice.asks[slug] ?? []).map((words) => element("li", {}, words)));
    asked = -1;
    showFollowUps();
  };

  /** @returns {string} what is said of a new one */
  const showFollowUps = () => {
    const { slug } = step();
    const fit = fitting(practice.follow_ups[slug] ?? [], attempt.level);
    const phase = all.find((one) => one.slug === slug);
    const count = Math.min(fit.length, Math.max(extra[slug] ?? 0, phase ? askedBy(phase, elapsed(attempt.clock, Date.now())) : 0));
    more.hidden = count >= fit.length;
    if (count === asked) return "";
    const isNew = asked >= 0 && count > asked;
    asked = count;
    follow.replaceChildren(...fit.slice(0, count).map(({ question }) => element("li", {}, question)));
    return isNew ? `The interviewer asks: ${fit[count - 1].question}` : "";
  };

  /** @param {...string} texts */
  const say = (...texts) => {
    const text = texts.filter(Boolean).join(" ");
    if (text) signals.textContent = text;
  };

  const tick = () => {
    const now = elapsed(attempt.clock, Date.now());
    const phase = phaseAt(all, now);
    const total = all.at(-1)?.to;
    time.textContent = total ? `${shown(now)} of ${shown(total)}` : shown(now);
    const left = phase && now < phase.to ? `${shown(phase.to - now)} left for ${phase.title}` : "";
    where.textContent = attempt.clock.since ? left : "Paused";
    bar.style.setProperty("--at", String(total ? Math.min(1, now / total) : 0));
    for (const [index, mark] of [...bar.children].entries()) mark.classList.toggle("is-now", all[index] === phase);
    say(signal(all, before, now), showFollowUps());
    before = now;
  };

  const showPause = () => {
    pause.textContent = attempt.clock.since ? "Pause" : "Go on";
  };

  /** @param {Partial<Attempt>} change */
  const change = (change) => {
    Object.assign(attempt, change);
    desk.change(change);
  };

  bar.replaceChildren(...all.map(({ number, title, from, to }) => mark(number, title, (to - from) / 60_000)));
  bar.hidden = !all.length;
  for (const button of parts.steps) button.addEventListener("click", () => (change({ step: button.value }), showStep(), openSketch()));
  notes.addEventListener("input", () => change({ notes: { ...attempt.notes, [step().slug]: notes.value } }));
  more.addEventListener("click", () => {
    extra[step().slug] = asked + 1;
    say(showFollowUps());
  });
  pause.addEventListener("click", () => {
    change({ clock: (attempt.clock.since ? paused : resumed)(attempt.clock, Date.now()) });
    showPause();
    tick();
  });
  confirmEnd(end, () => {
    change({ ended: Date.now(), clock: paused(attempt.clock, Date.now()) });
    desk.open(desk.id);
  });

  /** @type {ReturnType<typeof pad> | undefined} */
  let sketch;
  const openSketch = () => {
    if (attempt.step === SKETCHED) parts.fold.open = true;
  };
  parts.fold.addEventListener("toggle", () => {
    if (!parts.fold.open || sketch) return;
    sketch = pad(attempt.sketch, (source) => change({ sketch: source }));
    parts.fold.append(sketch.whole);
  });
  openSketch();
  showStep();
  showPause();
  tick();
  const timer = setInterval(tick, 1000);
  return {
    whole: parts.whole,
    update: (newer) => {
      Object.assign(attempt, newer);
      sketch?.show(newer.sketch);
      showStep();
      showPause();
      tick();
    },
    leave: () => clearInterval(timer),
  };
}

/** Ending asks once more, in the place of the button. @param {HTMLElement} place @param {() => void} end */
function confirmEnd(place, end) {
  const [ask, yes, no] = ["End the attempt", "End and compare", "Work on"].map((words) => element("button", { type: "button" }, words));
  place.append(ask);
  ask.addEventListener("click", () => (place.replaceChildren(yes, " ", no), yes.focus()));
  no.addEventListener("click", () => (place.replaceChildren(ask), ask.focus()));
  yes.addEventListener("click", end);
}

/** @param {number} number @param {string} title @param {number} minutes */
function mark(number, title, minutes) {
  const one = element("li", { class: number ? `step-${number}` : "", title: `${title}, ${minutes} min` }, element("span", {}, number ? String(number) : "?"));
  one.style.setProperty("--minutes", String(minutes));
  return one;
}

/**
 * What the view consists of, put together once.
 * @param {Case} found
 * @param {URL} root
 * @param {Step[]} steps
 */
function build(found, root, steps) {
  const prompt = element("blockquote", { class: "pc-room__prompt" });
  prompt.innerHTML = found.prompt; // of the finished page, as the site published it
  for (const link of prompt.querySelectorAll("a")) link.href = new URL(link.getAttribute("href") ?? "", root).href;
  const time = element("strong", { class: "pc-room__time", role: "timer" });
  const where = element("span");
  const pause = element("button", { type: "button" });
  const end = element("span", { class: "pc-room__end" });
  const bar = element("ol", { class: "pc-room__bar", "aria-label": "The phases of the interview" });
  const signals = element("p", { class: "pc-room__signal", role: "status" });
  const buttons = steps.map(({ slug, number, title }) => element("button", { type: "button", value: slug, class: `step-${number}`, "aria-label": `${number} ${title}` }, element("b", {}, String(number)), element("span", {}, ` ${title}`)));
  const label = element("label", { for: "room-notes" });
  const notes = element("textarea", { id: "room-notes", rows: "12", "aria-describedby": "room-yields" });
  const yields = element("p", { class: "pc-room__yields", id: "room-yields" });
  const asks = element("ul");
  const follow = element("ol", { class: "pc-room__follow" });
  const more = element("button", { type: "button" }, "Ask me something");
  const fold = element("details", { class: "pc-room__sketch" }, element("summary", {}, "Your sketch"));
  const whole = element(
    "div",
    { class: "pc-working" },
    element("h2", {}, found.title),
    prompt,
    element("div", { class: "pc-room__clock" }, element("p", {}, time, " ", where), element("p", {}, pause, " ", end), bar),
    signals,
    element("nav", { class: "pc-room__steps", "aria-label": "Steps" }, ...buttons),
    element(
      "div",
      { class: "pc-room__desk" },
      element("div", {}, label, notes, yields),
      element("div", { class: "pc-room__asks" }, element("h3", {}, "The interviewer"), asks, follow, more),
    ),
    fold,
  );
  return { whole, time, where, pause, end, bar, signals, steps: buttons, label, notes, yields, asks, follow, more, fold };
}
