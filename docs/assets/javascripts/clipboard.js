/** Text into the clipboard, and what is said where a browser does not allow it. */

export const BY_HAND = "The browser does not let this page copy. The text is selected: copy it by hand.";

/**
 * Must be called while a click counts: a browser may refuse what comes later, the text itself may still be on its way.
 * @param {string | Promise<string>} text
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
export async function copied(text) {
  try {
    if (typeof ClipboardItem === "undefined") await navigator.clipboard.writeText(await text);
    else {
      const plain = Promise.resolve(text).then((words) => new Blob([words], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]);
    }
    return true;
  } catch {
    return false;
  }
}
