/** What a page gains once its reader has done something: no reader who only looks needs a byte of it. */
import { attempt } from "./attempt.js";
import { offer } from "./page-text.js";
import { watchReading } from "./reading/track.js";

/** Must run for each page. */
export function onPage() {
  attempt(watchReading);
  attempt(offer);
}
