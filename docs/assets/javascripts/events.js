/** What scripts of a page tell each other by events, and what the event of a click asks for. */

/** The window's: the way back or forth has led to another address, of this page or of another one. */
export const WENT = "pc-went";

/**
 * Whether the reader asked for another tab or window.
 * @param {MouseEvent} event
 */
export function opensElsewhere(event) {
  return event.metaKey || event.ctrlKey || event.shiftKey;
}
