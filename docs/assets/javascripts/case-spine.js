/** The seven steps of a case: marks the step that is being read. */
export class CaseSpine extends HTMLElement {
  /** @type {IntersectionObserver | undefined} */
  #observer;

  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
    const all = [...document.querySelectorAll(".md-content h2[id]")];
    const update = () => {
      // The last heading above the upper third of the window is the section being read.
      const line = window.innerHeight / 3;
      const current = all.filter((heading) => heading.getBoundingClientRect().top < line).pop();
      links.forEach((link, index) => {
        if (current && headings[index] === current) link.setAttribute("aria-current", "step");
        else link.removeAttribute("aria-current");
      });
    };
    this.#observer = new IntersectionObserver(update, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
    for (const heading of all) this.#observer.observe(heading);
    update();
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }
}
