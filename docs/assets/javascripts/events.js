/** Names of the events by which scripts of a page tell each other. */

/** The window's: the way back or forth has led to another address, of this page or of another one. */
export const WENT = "pc-went";
