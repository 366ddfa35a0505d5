/** Parts of a page that are told by where they stand. */

/** What stands after a heading of a section, up to the next one. @param {Element | null} heading @returns {Element[]} */
export function below(heading) {
  const found = [];
  for (let next = heading?.nextElementSibling; next && next.localName !== "h2"; next = next.nextElementSibling) found.push(next);
  return found;
}

/** Put a line at the foot of a chapter, before its tags. @param {Element} article @param {Element} line */
export function putAtFoot(article, line) {
  const tags = article.querySelector(".md-tags");
  if (tags) tags.before(line);
  else article.append(line);
}
