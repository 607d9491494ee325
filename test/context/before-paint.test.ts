import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beforePaint } from '../../src/context/before-paint.js';

describe('what is read of the layout', () => {
  let frames: (() => void)[] = [];
  beforeEach(() => {
    frames = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is read for all who ask, in their order, in one frame', async () => {
    const read: string[] = [];
    const both = Promise.all([beforePaint(() => read.push('a')), beforePaint(() => read.push('b'))]);
    expect(frames).toHaveLength(1);
    expect(read).toEqual([]);
    frames[0]?.();
    await both;
    expect(read).toEqual(['a', 'b']);
  });

  it('is read once, and again in a frame of its own for who asks while others read', async () => {
    const read: string[] = [];
    const later: Promise<void>[] = [];
    const first = beforePaint(() => {
      read.push('first');
      later.push(beforePaint(() => read.push('later')));
    });
    frames[0]?.();
    await first;
    expect(read).toEqual(['first']);
    expect(frames).toHaveLength(2);
    frames[1]?.();
    await Promise.all(later);
    vi.advanceTimersByTime(1_000);
    expect(read).toEqual(['first', 'later']);
  });

  it('does not wait for the frames of a page that nobody looks at', async () => {
    const read: string[] = [];
    const done = beforePaint(() => read.push('hidden'));
    vi.advanceTimersByTime(250);
    await done;
    expect(read).toEqual(['hidden']);
  });

  it('is read for the others where one who asks fails', async () => {
    const read: string[] = [];
    const failing = beforePaint(() => {
      throw new Error('gone');
    });
    const other = beforePaint(() => read.push('other'));
    frames[0]?.();
    await expect(failing).rejects.toThrow('gone');
    await other;
    expect(read).toEqual(['other']);
  });
});
