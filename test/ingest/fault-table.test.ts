import { describe, expect, it } from 'vitest';
import type { DataInputSource } from '../../src/model/input.js';
import { readFaults, refusedFaults } from '../fixtures/data-faults.js';
import { failure, readBack } from './read-back.js';

describe('what can be wrong with data, what is said of it and what is left', () => {
  it.each(readFaults)('$what', async ({ given, says, leaves = {} }) => {
    const { column: columnOf, report } = await readBack(given);
    expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
    if (says === undefined) expect(report.issues).toEqual([]);
    else expect(report.issues).toContainEqual(expect.objectContaining({ ...says, ...(says['params'] === undefined ? {} : { params: expect.objectContaining(says['params']) as unknown }) }));
    for (const [name, values] of Object.entries(leaves)) expect(columnOf(name)).toEqual(values);
  });

  it.each(refusedFaults)('$what: refused, and nothing of it is shown', async ({ given, error: { params, ...error } }) => {
    expect(await failure({ deals: given as DataInputSource })).toMatchObject({ ...error, ...(params === undefined ? {} : { params }) });
  });

  it('as many rows as the source is said to hold, those left out among them', async () => {
    expect((await readBack({ text: 'id,status\nd1,won\nd2\n\nd3,lost\n', expectedRows: 3 })).report).toMatchObject({ rowsIn: 3, rowsUsed: 2 });
  });

  it('a document cut anywhere: its rows before the cut are never taken for all', async () => {
    const text = JSON.stringify([{ id: 'd1', amount: 1.5, status: 'won' }, { id: 'é', amount: null, status: 'a"b' }]);
    const whole = new TextEncoder().encode(text);
    for (let end = 1; end < whole.length; end++) {
      expect(await failure({ deals: { bytes: whole.slice(0, end), format: 'json' } })).toMatchObject({ code: 'JSON' });
    }
  });
});
