import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tags } from '../../src/elements/tags.js';

const folder = 'src/elements';
const registered = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/define.ts`));
/** They show nothing themselves. */
const silent = ['data-source', 'sales-data'];

describe('the tags of elements that show something', () => {
  it('name every registered one', () => expect(registered.filter((tag) => !silent.includes(tag) && !(tags as readonly string[]).includes(tag))).toEqual([]));
  it('are spoken for in the page before anything can fail: each entry begins with the notice', () => {
    const entries = [...registered.map((tag) => `${folder}/${tag}/define.ts`), 'src/cdn.ts'];
    expect(entries.filter((path) => !/^import '\.\.?\/(?:elements\/)?refusal-notice\.js';/u.test(readFileSync(path, 'utf8')))).toEqual([]);
    expect(readFileSync('src/define.ts', 'utf8')).toMatch(/^import '\.\/elements\/[a-z-]+\/define\.js';/u);
  });
});
