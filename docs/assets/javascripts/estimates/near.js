/** When an estimate is to come alive. */

/** How far from the window, in its heights. */
const NEAR = "100%";
/** The address asks for other values than the chapter's. */
const ASKED = /[?&]e=/;

/**
 * @param {Element} estimate
 * @returns {Promise<void>} settled when the reader comes near, or at once where the address asks for other values
 */
export function near(estimate) {
  if (ASKED.test(location.search)) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: `${NEAR} 0px` },
    );
    observer.observe(estimate);
  });
}
