/** What a page gains once its reader has done something: no reader who only looks needs a byte of it. */
import { bringUpToDate, offerWhole } from "./keep-whole.js";
import { offer } from "./page-text.js";
import { watchReading } from "./reading/track.js";
import { watchRoomDoor } from "./room-door.js";
import { watchSvgLinks } from "./svg-links.js";

/** These run once, and listen before the theme does. */
const first = [watchRoomDoor, watchSvgLinks];

/** What must run for each page. */
export function enhancements() {
  return [...first.splice(0), watchReading, offer, offerWhole, bringUpToDate];
}
