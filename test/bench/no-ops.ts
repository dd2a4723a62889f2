/** Activities that do nothing; `reached` hears of each last one. */
export function createNoOps(reached: () => void) {
  return {
    first: () => Promise.resolve(),
    second: () => Promise.resolve(),
    third: () => Promise.resolve(),
    fourth: () => {
      reached();
      return Promise.resolve();
    },
  };
}
