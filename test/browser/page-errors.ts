/** Everything that would have reached the host page since the last call: uncaught errors and rejections. */
const caught: string[] = [];
addEventListener('error', (event) => caught.push(`error: ${event.message}`));
addEventListener('unhandledrejection', (event) => caught.push(`rejection: ${String(event.reason)}`));

export const takePageErrors = (): readonly string[] => caught.splice(0);

/** Real time, for what must not happen. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => {
  setTimeout(resolve, ms);
});

/** Waits until something holds; fails with what it was waiting for. */
export const until = async (what: string, holds: () => boolean, ms = 20_000): Promise<void> => {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
    await pause(10);
  }
};
