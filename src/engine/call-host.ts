/** Runs a callback of the host. What it throws is the host's to read in the console and stops nothing of ours. */
export const callHost = <T>(callback: ((value: T) => void) | undefined, value: T): void => {
  try {
    callback?.(value);
  } catch (thrown) {
    console.warn('kennzahl: a callback threw', thrown);
  }
};
