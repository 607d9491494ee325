const waiting = new Set<() => void>();
let isPlanned = false;

/** A page that is not looked at has no frames: then nothing is waited for any longer than this. */
const longestWaitMs = 250;

/**
 * Reads something of the layout just before the next frame is painted, together with everyone else who wants to: the page is then laid
 * out once for all of them, where a read after each draw would lay it out each time. What is drawn in return is still in that frame.
 */
export const beforePaint = (read: () => void): Promise<void> => new Promise((resolve) => {
  waiting.add(() => {
    read();
    resolve();
  });
  if (isPlanned) return;
  isPlanned = true;
  const readAll = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    isPlanned = false;
    const reads = [...waiting];
    waiting.clear();
    for (const one of reads) one();
  };
  const frame = requestAnimationFrame(readAll);
  const timer = setTimeout(readAll, longestWaitMs);
});
