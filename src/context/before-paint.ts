/** A page that is not looked at has no frames: then nothing is waited for any longer than this. */
const longestWaitMs = 250;

let frame: Promise<void> | null = null;

const nextFrame = (): Promise<void> => new Promise((resolve) => {
  const begin = (): void => {
    cancelAnimationFrame(request);
    clearTimeout(timer);
    frame = null;
    resolve();
  };
  const request = requestAnimationFrame(begin);
  const timer = setTimeout(begin, longestWaitMs);
});

/**
 * Reads something of the layout just before the next frame is painted, together with everyone else who wants to: the page is then laid
 * out once for all of them, where a read after each draw would lay it out each time. What is drawn in return is still in that frame.
 * Rejects where `read` throws; the others read all the same.
 */
export const beforePaint = async (read: () => void): Promise<void> => {
  await (frame ??= nextFrame());
  read();
};
