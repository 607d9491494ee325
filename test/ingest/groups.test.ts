import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { groupTexts } from '../../src/ingest/with-groups.js';
import type { TextColumn } from '../../src/model/table.js';

const texts = (values: readonly string[]): TextColumn => {
  const parts = values.map((value) => new TextEncoder().encode(value));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => { offsets[i + 1] = (offsets[i] as number) + part.length; });
  const bytes = new Uint8Array(offsets[parts.length] as number);
  parts.forEach((part, i) => bytes.set(part, offsets[i]));
  return { kind: 'text', bytes, offsets };
};
const groups = (values: readonly string[]): number[] => [...groupTexts(texts(values)).of];

describe('e-mail addresses become numbers', () => {
  it('equal ones the same number, whatever their capitals; none is 0', () => {
    expect(groups(['a@x.example', 'B@x.example', '', 'A@X.EXAMPLE', 'b@x.example', 'c@x.example', ''])).toEqual([1, 2, 0, 1, 2, 6, 0]);
  });
  it('letters beyond ASCII too: MÜLLER is Müller, and the Kelvin sign is a k as it is in every lower case', () => {
    expect(groups(['müller@x.example', 'MÜLLER@X.example', 'muller@x.example', '\u212Aim@x.example', 'kim@x.example'])).toEqual([1, 1, 3, 4, 4]);
  });
  it('does not change what it is given', () => {
    const column = texts(['A@x.example', 'a@x.example']);
    groupTexts(column);
    expect(new TextDecoder().decode(column.bytes)).toBe('A@x.examplea@x.example');
  });
  it('as a comparison of strings says, for any texts', () => {
    const address = fc.oneof(fc.constantFrom('a@b.c', 'A@b.c', 'ab@c.d', 'Ä@b.c', 'ä@b.c', ''), fc.string({ maxLength: 4, unit: 'grapheme' }), fc.string({ maxLength: 3 }));
    fc.assert(fc.property(fc.array(address, { maxLength: 40 }), (values) => {
      const clean = values.map((value) => value.trim());
      const found = groups(clean);
      const key = clean.map((value) => value.toLowerCase());
      for (let i = 0; i < key.length; i++) {
        expect(found[i] === 0).toBe(key[i] === '');
        for (let j = 0; j < i; j++) if (key[i] !== '' && key[j] !== '') expect(found[i] === found[j]).toBe(key[i] === key[j]);
      }
    }));
  });
  it('once the report is made: it still shows the address of a row that was left out, the table keeps no text', async () => {
    const engine = createEngine();
    const report = await engine.load({ leads: { text: 'id,received_at,email\nL1,2024-03-01T10:00:00Z,kim@x.example\n,2024-03-02T10:00:00Z,lee@x.example' } });
    expect(JSON.stringify(report.tables.leads)).toContain('lee@x.example');
    expect((await engine.describe()).tables.leads).toEqual({ rows: 1, columns: ['id', 'received_at', 'email'] });
  });
});
