import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { compare } from '../../.config/pictures/compare.mjs';
import { createComparison } from '../../.config/pictures/comparison.mjs';

const white = [255, 255, 255, 255];

/** A picture of white pixels, with single ones of another grey: `[x, y, grey]`. */
const picture = (width: number, height: number, ...greys: readonly (readonly [number, number, number])[]): Buffer => {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) png.data.set(white, i * 4);
  for (const [x, y, grey] of greys) png.data.set([grey, grey, grey, 255], (y * width + x) * 4);
  return PNG.sync.write(png);
};

const story = (name: string): { id: string; title: string; name: string } => ({ id: `widgets-gauge--${name}`, title: 'Widgets/gauge', name });
const look = { theme: 'dark', language: 'de', width: 300 };
const shot = (name: string, png: Buffer): { story: ReturnType<typeof story>; look: typeof look; asked: typeof look; picture: Buffer } => ({ story: story(name), look, asked: look, picture: png });

describe('two pictures', () => {
  it('are the same where every pixel is', () => {
    expect(compare(picture(20, 10), picture(20, 10))).toEqual({ changed: 0, difference: null });
    expect(compare(picture(20, 10, [3, 4, 0]), picture(20, 10, [3, 4, 0])).changed).toBe(0);
  });

  it('differ by one pixel that is three steps darker, and the picture of differences shows it where it is', () => {
    const { changed, difference } = compare(picture(20, 10), picture(20, 10, [7, 3, 252]));
    expect(changed).toBe(1);
    const shown = PNG.sync.read(difference as Buffer);
    const red = Array.from({ length: 200 }, (_, i) => i).filter((i) => shown.data[i * 4] === 255 && shown.data[i * 4 + 1] === 0);
    expect(red).toEqual([3 * 20 + 7]);
  });

  it('are the same where a corner is smoothed by one or two steps more, as between shots of one page', () => {
    expect(compare(picture(20, 10), picture(20, 10, [7, 3, 254], [8, 3, 253]))).toEqual({ changed: 0, difference: null });
  });

  it('differ on an edge too: both are of the same browser', () => {
    const edge = (grey: number): Buffer => picture(9, 9, ...[0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((y) => [[3, y, 0], [4, y, grey]] as const));
    expect(compare(edge(128), edge(140)).changed).toBe(9);
  });

  it('of different sizes differ where only one of them is', () => {
    const { changed, difference } = compare(picture(20, 10), picture(20, 12));
    expect(changed).toBe(40);
    const { width, height } = PNG.sync.read(difference as Buffer);
    expect([width, height]).toEqual([20, 12]);
  });
});

describe('two books', () => {
  it('are held against each other story by story: what changed, came or went is named with its look', () => {
    const comparison = createComparison();
    for (const name of ['ready', 'empty', 'old']) comparison.before(shot(name, picture(20, 10)));
    comparison.now(shot('ready', picture(20, 10)));
    comparison.now(shot('empty', picture(20, 10, [0, 0, 0], [1, 0, 0])));
    comparison.now(shot('fresh', picture(20, 10)));
    const { same, differences } = comparison.result();
    expect(same).toBe(1);
    expect(differences.map((found) => [found.kind, found.story.id, found.look.width, found.changed])).toEqual([
      ['changed', 'widgets-gauge--empty', 300, 2],
      ['new', 'widgets-gauge--fresh', 300, null],
      ['gone', 'widgets-gauge--old', 300, null],
    ]);
  });

  it('are told apart by look: the same story in another one is another picture', () => {
    const comparison = createComparison();
    comparison.before(shot('ready', picture(20, 10)));
    comparison.now({ ...shot('ready', picture(20, 10)), look: { ...look, theme: 'light' } });
    expect(comparison.result().differences.map(({ kind }) => kind)).toEqual(['gone', 'new']);
  });
});
