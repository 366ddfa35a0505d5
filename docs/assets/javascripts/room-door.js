/**
 * Loads the practice room as a page of its own. Instant navigation would show it under the policy of the page before,
 * which forbids the styles that Mermaid writes into a drawing.
 */

const ROOM = "practice/room/";

/** Must run once. */
export function watchRoomDoor() {
  const handOver = (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    // The theme, which listens below, does not hear of it, and the browser follows the link.
    if (link && link.pathname?.endsWith(ROOM) && !location.pathname.endsWith(ROOM)) event.stopPropagation();
  };
  document.addEventListener("click", handOver, { capture: true });
}
