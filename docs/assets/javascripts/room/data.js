/** What the room knows: the steps, the rubric and the cases, as scripts/finish/room.py writes them. */

/** @typedef {{slug: string, title: string, number: number, minutes: {"45": number, "60": number}, yields: string, url: string}} Step */
/** @typedef {{name: string, title: string, steps: string[], weight: number, grades: string[]}} Dimension */
/** @typedef {{least: number, lowest: number, name: string, says: string}} Verdict */
/** @typedef {{name: string, says: string, needs: {grade: number, of: string[], count: number | null}[]}} Level */
/** @typedef {{scale: string[], dimensions: Dimension[], verdicts: Verdict[], levels: Level[]}} Rubric */
/** @typedef {{slug: string, title: string, url: string, difficulty: string, prompt: string, asked: Record<string, number>}} Case `asked` counts the follow-ups of each step */
/** @typedef {{version: 1, steps: Step[], floating: number, rubric: Rubric, cases: Case[]}} Room */

/** @typedef {{what: string, at: string}} Point */
/** @typedef {{id: string, question: string, level: "mid" | "senior" | "staff", tier: string}} FollowUp */
/** @typedef {{name: string, words: string[], at: string, why: string, core: boolean}} Block */
/**
 * Of one case: what the interviewer asks, what a strong answer covers, how the case decides, what is asked on, by step,
 * and the blocks of its architecture.
 * @typedef {{version: 1, asks: Record<string, string[]>, covers: Record<string, Point[]>, decisions: Record<string, string>, follow_ups: Record<string, FollowUp[]>, blocks: Block[]}} Practice
 */

export const VERSION = 1;
export {};
