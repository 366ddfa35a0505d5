/** What a page gains once its reader has done something: no reader who only looks needs a byte of it. */
import { bringUpToDate, offerWhole } from "./keep-whole.js";
import { offer } from "./page-text.js";
import { watchReading } from "./reading/track.js";

/** Each must run for each page. */
export const enhancements = [watchReading, offer, offerWhole, bringUpToDate];
