import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Rounded corners of the same page differ by one step of 255 from shot to shot (measured): up to two steps are no change. */
const threshold = 0.008;

/** Of the size of the larger of the two, empty where there is nothing. */
function grown(picture, width, height) {
  const grownPicture = new PNG({ width, height });
  PNG.bitblt(picture, grownPicture, 0, 0, picture.width, picture.height, 0, 0);
  return grownPicture;
}

/**
 * Compares two pictures, given as bytes of PNG. Both are of the same browser: every pixel that differs by more than two steps is a change, also one of an edge.
 * @param {Buffer} before
 * @param {Buffer} now
 * @returns {{ readonly changed: number, readonly difference: Buffer | null }} pixels that differ, and a picture of them where there are any
 */
export function compare(before, now) {
  if (before.equals(now)) return { changed: 0, difference: null };
  const [first, second] = [PNG.sync.read(before), PNG.sync.read(now)];
  const [width, height] = [Math.max(first.width, second.width), Math.max(first.height, second.height)];
  const difference = new PNG({ width, height });
  const [left, right] = [first, second].map((picture) => grown(picture, width, height).data);
  const changed = pixelmatch(left, right, difference.data, width, height, { threshold, includeAA: true });
  return changed === 0 ? { changed, difference: null } : { changed, difference: PNG.sync.write(difference) };
}
