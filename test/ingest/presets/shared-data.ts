import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../../shared/data/', import.meta.url);

const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, folder)));

/** One recorded reply of a vendor's interface: what it answered to one request. */
const replyOf = (path: string): string => {
  const { api } = JSON.parse(readFileSync(new URL(`nango-fixtures/${path}.test.json`, folder), 'utf8')) as { api: Record<string, Record<string, { response: unknown } | { response: unknown }[]>> };
  const [answers] = Object.values(Object.values(api)[0] ?? {});
  return JSON.stringify((Array.isArray(answers) ? answers[0] : answers)?.response);
};

/** Tests on real data that lie beside the project; where they are absent, that is said. */
export const withSharedData = (name: string, tests: (data: { readonly reply: typeof replyOf; readonly file: typeof bytesOf }) => void): void => {
  const isThere = existsSync(folder);
  describe(name, () => {
    if (isThere) tests({ reply: replyOf, file: bytesOf });
    else {
      console.warn(`\n  NOT TESTED: ${name}: the data are absent (${folder.pathname}).\n`);
      it('is absent on this machine, and that was said', () => expect(isThere).toBe(false));
    }
  });
};
