import { describe, expect, it } from 'vitest';
import { failure, readBack } from './read-back.js';

describe('JSON', () => {
  it('is an array of objects whose keys may differ', async () => {
    const { rows, table } = await readBack('[{"id":"d1","status":"won","amount":1.234},\n {"amount":"5,5","id":7,"owner":"Ann"}]');
    expect(rows).toEqual([{ id: 'd1', status: 'won', amount: 1.234, owner_id: null }, { id: '7', status: null, amount: 5.5, owner_id: 'Ann' }]);
    expect([...table.sourceRow]).toEqual([1, 2]);
  });

  it('may be wrapped: under a path or under a usual key', async () => {
    expect((await readBack({ text: '{"result":{"deals":[{"id":"d1","status":"won"}]}}', path: 'result.deals' })).rows).toEqual([{ id: 'd1', status: 'won' }]);
    expect((await readBack('{"data":[{"id":"d1","status":"won"}],"paging":{}}')).rows).toEqual([{ id: 'd1', status: 'won' }]);
  });

  it('that is something else is refused with the place', async () => {
    expect(await failure({ deals: { text: '{"error":"no such view"}' } })).toMatchObject({ code: 'SHAPE', value: '{"error":"no such view"}', params: { path: '$', got: 'an object' } });
    expect(await failure({ deals: { text: '{"a":{}}', path: 'a.b.c' } })).toMatchObject({ code: 'SHAPE', params: { path: '$.a.b', got: 'nothing' } });
    expect(await failure({ deals: { text: '{"a":[]}', path: 'constructor' } })).toMatchObject({ code: 'SHAPE' });
  });

  it('that is broken or nested beyond measure is refused', async () => {
    expect(await failure({ deals: { text: '[{"id":"d1"},' } })).toMatchObject({ code: 'JSON', phase: 'decode' });
    expect(await failure({ deals: { text: '['.repeat(2e5) } })).toMatchObject({ code: 'TOO_DEEP', params: { limit: 64 } });
    expect((await readBack(`[{"id":"${'['.repeat(1000)}","status":"won"}]`)).rows.length).toBe(1);
  });

  it('counts what is no object as a row that is left out', async () => {
    const { report } = await readBack('[{"id":"d1","status":"won"},null,5,["x"],{"id":"d2","status":"won"}]');
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([5, 2, 3]);
    expect(report.rejects).toEqual([
      { row: 2, code: 'SHAPE', text: 'null', params: { expected: 'an object', path: '$[1]', got: 'null' } },
      { row: 3, code: 'SHAPE', text: '5', params: { expected: 'an object', path: '$[2]', got: 'number' } },
      { row: 4, code: 'SHAPE', text: '["x"]', params: { expected: 'an object', path: '$[3]', got: 'an array' } },
    ]);
  });

  it('opens objects within objects: their keys are columns with dots', async () => {
    const { rows, report } = await readBack('[{"id":"d1","properties":{"amount":"5.5","hs_deal_stage":{"label":"Won"}},"owner":{"id":7,"name":"Ann"}}]');
    expect(rows).toEqual([{ id: 'd1', amount: 5.5, owner_id: '7' }]);
    expect(report.columns).toMatchObject({ amount: 'properties.amount', owner_id: 'owner.id' });
    expect(report.unmappedHeaders).toEqual(['properties.hs_deal_stage.label', 'owner.name']);
  });

  it('leaves out objects and lists where a plain value is due', async () => {
    const { rows, issue } = await readBack('[{"id":"d1","status":"won","owner":"Ann","name":["x"]},{"id":"d2","status":"won","owner":{"name":"Ben"},"name":"y"}]');
    expect(rows).toEqual([{ id: 'd1', status: 'won', owner_id: 'Ann', name: null }, { id: 'd2', status: 'won', owner_id: null, name: 'y' }]);
    expect(issue('SHAPE', 'owner_id')).toMatchObject({ row: 2, params: { got: 'an object' } });
    expect(issue('SHAPE', 'name')).toMatchObject({ row: 1, params: { got: 'an array' } });
  });

  it('keeps a key for its own values also where objects came first', async () => {
    const { column, issue } = await readBack(`[${Array.from({ length: 1100 }, (_, i) => `{"id":"d${i}","status":"won","owner":${i < 1050 ? `{"age":${i}}` : '"Ann"'}}`).join()}]`);
    expect(column('owner_id').slice(1048, 1052)).toEqual([null, null, 'Ann', 'Ann']);
    expect(issue('SHAPE', 'owner_id')).toMatchObject({ row: 1, count: 1050 });
  });

  it('that is empty: no rows is an empty table, no text is refused', async () => {
    expect((await readBack('[]')).table.rowCount).toBe(0);
    expect((await readBack('[]')).report.issues).toEqual([]);
    expect(await failure({ deals: { text: '  ', format: 'json' } })).toMatchObject({ code: 'EMPTY_BODY' });
  });

  it('a key named __proto__ is an ordinary one', async () => {
    const { rows } = await readBack({ text: '[{"id":"d1","status":"won","__proto__":"Ann"}]', columns: { owner_id: '__proto__' } });
    expect(rows).toEqual([{ id: 'd1', status: 'won', owner_id: 'Ann' }]);
    expect(({} as Record<string, unknown>)['status']).toBeUndefined();
  });
});

describe('NDJSON', () => {
  it('is one object a line, blank lines passed over, rows numbered by line', async () => {
    const { rows, table } = await readBack('{"id":"d1","status":"won"}\n\n{"id":"d2","status":"lost"}\r\n');
    expect(rows.map(({ id }) => id)).toEqual(['d1', 'd2']);
    expect([...table.sourceRow]).toEqual([1, 3]);
  });
  it('is refused as a whole with the line that is broken', async () => {
    expect(await failure({ deals: { text: '{"id":"d1"}\n{"id":"d2"}\n{"id":\n{"id":"d4"}\n' } })).toMatchObject({ code: 'JSON', row: 3 });
  });
});

describe('plain objects', () => {
  it('keep ids as texts to the last digit', async () => {
    const { column } = await readBack([{ id: '12345678901234567890', status: 'won' }, { id: '007', status: 'won' }, { id: 12n, status: 'won' }]);
    expect(column('id')).toEqual(['12345678901234567890', '007', '12']);
  });
  it('whose getter throws are refused with row and column', async () => {
    const evil = Object.defineProperty({ id: 'd2' }, 'status', { enumerable: true, get: () => { throw new Error('not today'); } });
    expect(await failure({ deals: [{ id: 'd1', status: 'won' }, evil] })).toMatchObject({ code: 'HOST', params: { reason: 'not today' } });
  });
  it('may be frozen, without prototype or contain themselves', async () => {
    const cyclic: Record<string, unknown> = { id: 'd3', status: 'won' };
    cyclic['owner'] = cyclic;
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, { id: 'd2', status: 'won' });
    const { rows, issue } = await readBack([Object.freeze({ id: 'd1', status: 'won' }), bare, cyclic]);
    expect(rows.length).toBe(3);
    expect(issue('SHAPE', 'owner_id')).toMatchObject({ row: 3 });
  });
});

describe('the door', () => {
  it.each<[unknown, RegExp]>([
    [{ nonsense: [] }, /no table named "nonsense"/], [{ deals: 5 }, /expected an array/], [{ deals: {} }, /exactly one of .* found none/], [{ deals: { text: 'a', url: 'b' } }, /found text and url/],
    [{ deals: { text: 5 } }, /text: /], [{ deals: { text: 'a', format: 'xls' } }, /format: /], [{ deals: { text: 'a', columns: { id: 5 } } }, /columns.id: /], [{ __proto__: null, constructor: [] }, /no table named/], [null, /expected an object/],
  ])('refuses %j', async (inputs, reason) => {
    const { code, message } = await failure(inputs as never);
    expect(code).toBe('INPUT');
    expect(message).toMatch(reason);
  });
  it('refuses a zone that does not exist', async () => {
    expect(await failure({ deals: [] }, { timeZone: 'Berlin/Europe' })).toMatchObject({ code: 'INPUT' });
  });
  it('refuses more rows than allowed', async () => {
    expect(await failure({ deals: { text: `id,status\n${'d,won\n'.repeat(2000)}` } }, { limits: { maxRows: 1000 } })).toMatchObject({ code: 'TOO_LARGE', phase: 'tabulate', params: { limit: 1000, unit: 'rows' } });
    expect(await failure({ deals: Array.from({ length: 11 }, () => ({ id: 'a' })) }, { limits: { maxRows: 10 } })).toMatchObject({ code: 'TOO_LARGE' });
  });
  it('does not yet read Arrow, and says so', async () => {
    expect(await failure({ deals: { text: 'x', format: 'arrow' } })).toMatchObject({ code: 'FORMAT' });
  });
});
