// Two books held against each other, picture by picture.
import { compare } from './compare.mjs';
import { lookName } from './shoot.mjs';

/**
 * @typedef {{ readonly story: { readonly id: string }, readonly look: { readonly theme: string, readonly language: string, readonly width: number }, readonly picture: Buffer }} Shot
 * @typedef {{ readonly story: Shot['story'], readonly look: Shot['look'], readonly kind: 'changed' | 'new' | 'gone', readonly changed: number | null,
 *   readonly before: Buffer | null, readonly now: Buffer | null, readonly difference: Buffer | null }} Difference `changed` in pixels
 */

/**
 * Collects pictures of the book before, then of the book now; a difference names its story and look.
 * @returns {{ before(shot: Shot): void, now(shot: Shot): void, result(): { readonly same: number, readonly differences: readonly Difference[] } }}
 */
export function createComparison() {
  const before = new Map();
  const differences = [];
  let same = 0;
  const keyOf = ({ story, look }) => `${story.id}--${lookName(look)}`;
  return {
    before(shot) {
      before.set(keyOf(shot), shot);
    },
    now(shot) {
      const { story, look, picture } = shot;
      const earlier = before.get(keyOf(shot));
      before.delete(keyOf(shot));
      if (earlier === undefined) {
        differences.push({ story, look, kind: 'new', changed: null, before: null, now: picture, difference: null });
        return;
      }
      const { changed, difference } = compare(earlier.picture, picture);
      if (changed === 0) same += 1;
      else differences.push({ story, look, kind: 'changed', changed, before: earlier.picture, now: picture, difference });
    },
    /** `{ same, differences }`, sorted by story and look. */
    result() {
      const gone = [...before.values()].map(({ story, look, picture }) => ({ story, look, kind: 'gone', changed: null, before: picture, now: null, difference: null }));
      const order = (one) => keyOf(one);
      return { same, differences: [...differences, ...gone].sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
    },
  };
}
