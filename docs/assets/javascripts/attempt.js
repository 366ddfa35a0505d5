/**
 * Runs one enhancement. What fails is reported, as an error nobody caught would be, and stops nothing else.
 * @param {() => unknown} enhancement
 * @returns {Promise<void>} settled when it has run or failed
 */
export async function attempt(enhancement) {
  try {
    await enhancement();
  } catch (error) {
    reportError(error);
  }
}
