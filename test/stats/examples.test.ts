import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../src/stats/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
const modules = await Promise.all(
  files.map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>),
);
const scope = Object.assign({}, ...modules) as Record<string, unknown>;

/** Digits written out before an ellipsis: the figure must begin with them. */
class Digits {
  constructor(readonly text: string) {}
}

function evaluate(source: string): unknown {
  const names = [...Object.keys(scope), 'digits'];
  const values = [...Object.values(scope), (text: string) => new Digits(text)];
  // The docstrings are ours; running them is the point.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return (new Function(...names, `return (${source});`) as (...args: unknown[]) => unknown)(...values);
}

function expectEqual(actual: unknown, expected: unknown): void {
  if (expected instanceof Digits) {
    expect(String(actual).startsWith(expected.text), `${String(actual)} begins with ${expected.text}`).toBe(true);
  } else if (Array.isArray(expected)) {
    const list = Array.from(actual as ArrayLike<unknown>);
    expect(list).toHaveLength(expected.length);
    expected.forEach((item, i) => expectEqual(list[i], item));
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, item] of Object.entries(expected)) expectEqual((actual as Record<string, unknown>)[key], item);
  } else if (typeof expected === 'number') {
    expect(actual).toBeCloseTo(expected, 14);
  } else {
    expect(actual).toBe(expected);
  }
}

describe('the examples in the docstrings', () => {
  test.each(files)('%s does what its example says', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const examples = [...text.matchAll(/@example (.+) \/\/ => (.+)/g)];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, source, result] of examples) {
      const expected = result!.replace(/, … }/g, ' }').replace(/(-?\d+\.\d+)…/g, 'digits("$1")');
      expectEqual(evaluate(source!), evaluate(expected));
    }
  });
});
