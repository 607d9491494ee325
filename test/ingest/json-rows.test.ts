import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, load, readBack, rowsOfTable } from './read-back.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const inPieces = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> => new ReadableStream({
  start: (controller) => {
    for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
    controller.close();
  },
});
const refusedBy = async (text: string): Promise<string | null> => {
  try {
    await load({ deals: { text, format: 'json' } });
    return null;
  } catch (thrown) {
    return (thrown as { info: { code: string } }).info.code;
  }
};

describe('where the rows of a document are', () => {
  const row = '{"id":"d1","status":"won"}';
  it.each([
    ['at the top', `[${row}]`], ['under a usual key', `{"total":1,"results":[${row}],"paging":{"next":{"after":"1"}}}`],
    ['under the only list of objects', `{"meta":{"tags":["a","b"],"n":[]},"deals":[${row}],"more":false}`], ['deeper down', `{"response":{"result":{"deals":[${row}]}}}`],
    ['under a usual key beside lists of other things', `{"data":[${row}],"included":[{"id":"x"}]}`],
  ])('%s: they are found', async (_, text) => {
    const { column } = await readBack(text);
    expect(column('id')).toEqual(['d1']);
    for (const size of [1, 2, 5, 17]) expect((await readBack({ stream: inPieces(bytesOf(text), size), format: 'json' })).column('id')).toEqual(['d1']);
  });

  it('is told by the path, also to a list that would not be taken by itself', async () => {
    const text = `{"data":[{"id":"x","status":"won"}],"a":{"b":[${row}]},"c":[[${row}]]}`;
    expect((await readBack({ text, path: 'a.b' })).column('id')).toEqual(['d1']);
    expect((await readBack({ text, path: 'data' })).column('id')).toEqual(['x']);
    expect((await readBack({ text: '{"a":[]}', path: 'a' })).table.rowCount).toBe(0);
  });

  it('is asked for where two lists could be meant', async () => {
    for (const text of [`{"deals":[${row}],"leads":[{"id":"l"}]}`, `{"included":[{"id":"l"}],"data":[${row}]}`]) {
      const { code, params } = await failure({ deals: { text } });
      expect([code, params]).toMatchObject(['SHAPE', { path: expect.stringMatching(/^\$\.\w+ or \$\.\w+$/) as unknown }]);
    }
  });

  it('an empty list under a usual key, or the only one there is, is an empty table', async () => {
    for (const text of ['{"data":[]}', '{"data":[],"included":[{"id":"x"}]}', '{"deals":[]}', '[]', '{"errors":[],"deals":[ ]}']) expect((await readBack(text)).table.rowCount).toBe(0);
    expect((await readBack(`{"errors":[],"deals":[${row}]}`)).column('id')).toEqual(['d1']);
  });

  it('a document without any is refused with what it is', async () => {
    for (const [text, got] of [['"x"', 'a string'], ['5', 'a number'], ['null', 'null'], ['{"a":[1,2]}', 'an object'], ['{}', 'an object']] as const) {
      expect(await failure({ deals: { text, format: 'json' } })).toMatchObject({ code: 'SHAPE', value: text, params: { path: '$', got } });
    }
    expect(await failure({ deals: { text: '{"a":{"b":5}}', path: 'a.b' } })).toMatchObject({ code: 'SHAPE', value: '5}}', params: { path: '$.a.b', got: 'a number' } });
  });
});

describe('rows that are lists', () => {
  it('below a list of names are a table with a header', async () => {
    const { rows, table, report } = await readBack('[["id","status","amount"],["d1","won",1.234],["d2","lost"],["d3","l\\u00f6st",null],{"id":"x"},["d4",["x"],"7"]]');
    expect(rows).toEqual([{ id: 'd1', status: 'won', amount: 1.234 }, { id: 'd3', status: null, amount: null }, { id: 'd4', status: null, amount: 7 }]);
    expect([...table.sourceRow]).toEqual([2, 4, 6]);
    expect(report.rejects).toMatchObject([
      { row: 3, code: 'FIELD_COUNT', text: '["d2","lost"]', params: { expected: 3, got: 2 } }, { row: 5, code: 'SHAPE', text: '{"id":"x"}', params: { expected: 'an array', got: 'an object' } },
    ]);
    expect((await readBack('{"rows":[["id","status"],["d1","won"]]}')).column('id')).toEqual(['d1']);
  });
});

describe('cells of JSON', () => {
  it('undo every escape', async () => {
    const names = ['"\\/\b\f\n\r\tx', 'Ä€😀', '\ud800x', 'x\udc00', '\u0000y', 'a\\u0041'];
    const { column } = await readBack(JSON.stringify(names.map((name, i) => ({ id: `d${i}`, status: 'won', name: `x${name}` }))));
    expect(column('name')).toEqual(['x"\\/\b\f\n\r\tx', 'xÄ€😀', 'x\ufffdx', 'xx\ufffd', 'x\u0000y', 'xa\\u0041']);
    const ascii = '[{"id":"d1","status":"won","name":"\\u00c4\\u20ac\\ud83d\\ude00\\/\\""}]';
    expect((await readBack(ascii)).column('name')).toEqual(['Ä€😀/"']);
  });

  it('read numbers as JSON means them, whatever else is in the column', async () => {
    const numbers = ['0', '-0', '12', '-12.50', '1.234', '1e3', '1.5E-3', '123456789012345', '0.1', '1e-400', '9007199254740993', '123456.789e2'];
    const { column } = await readBack(`[${numbers.map((text, i) => `{"id":"d${i}","status":"won","amount":${text}}`).join()},{"id":"x","amount":"1,5"},{"id":"y","amount":1e999}]`);
    expect(column('amount')).toEqual([...numbers.map((text) => { const value = Number(text); return value === 0 ? 0 : value; }), 1.5, null]);
  });

  it('read numbers that name something as what they are, and keep long ones to the last digit', async () => {
    const { column, rows } = await readBack('[{"id":12345678901234567890,"status":"won","owner":12.0,"created_at":1710073800.0},{"id":1e3,"status":"won","owner":12,"created_at":1710073800}]');
    expect(column('id')).toEqual(['12345678901234567890', '1000']);
    expect(column('owner_id')).toEqual(['12', '12']);
    expect(rows[0]?.['created_at']).toBe(rows[1]?.['created_at']);
  });

  it('of a key that comes twice count the last', async () => {
    expect((await readBack('[{"id":"d1","status":"lost","status":"won","owner":"\\u0041","owner":"B"}]')).rows).toEqual([{ id: 'd1', status: 'won', owner_id: 'B' }]);
  });

  it('find their columns whatever the order of keys, however they are escaped and wherever blanks stand', async () => {
    const { rows } = await readBack(' [ {"id" : "d1" ,"status":\n"won"} ,{"st\\u0061tus":"lost","id":"d2"},{ },{"own\\u0065r":"Ann","id":"d3"}\t] ');
    expect(rows).toEqual([{ id: 'd1', status: 'won', owner_id: null }, { id: 'd2', status: 'lost', owner_id: null }, { id: 'd3', status: null, owner_id: 'Ann' }]);
  });

  it('under thousands of keys are read up to a limit, and what was not is counted', async () => {
    const many = Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`k${i}`, i]));
    const { rows, issue, report } = await readBack(JSON.stringify([{ id: 'd1', status: 'won', associations: many }, { id: 'd2', status: 'won', associations: many }]));
    expect(rows.length).toBe(2);
    expect(issue('KEYS_IGNORED')).toMatchObject({ severity: 'warn', count: 2 * (6000 - (4096 - 3)) });
    expect(report.unmappedHeaders.length).toBe(4096 - 3);
  });
});

describe('what is no JSON', () => {
  const whole = '{"a":[1,{"b":null}],"data":[{"id":"d1","x":-1.5e+3,"n":{"k":"\\u00e4\\n"},"l":[true,false]},{"id":"d2","status":"won"}],"z":"\\"end"}';
  it('is refused wherever a byte is lost or changed: as strict as JSON.parse', async () => {
    expect(await refusedBy(whole)).toBeNull();
    let refused = 0;
    for (let at = 0; at < whole.length; at++) {
      for (const other of ['', '"', 'x', ',', '}', ']', ' ', '0', '\\', '\n']) {
        const text = whole.slice(0, at) + other + whole.slice(at + 1);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const code = await refusedBy(text);
        if (!isJson) refused += 1;
        // Right JSON may still have its rows somewhere else.
        expect([text, isJson ? code === null || code === 'SHAPE' : code]).toEqual([text, isJson ? true : 'JSON']);
      }
    }
    expect(refused).toBeGreaterThan(900);
  });

  it('is refused cut off anywhere, with the byte', async () => {
    for (let at = 1; at < whole.length; at++) expect(await refusedBy(whole.slice(0, at)), whole.slice(0, at)).toBe('JSON');
    expect(await failure({ deals: { text: '[{"id":"d1","status":won}]' } })).toMatchObject({ code: 'JSON', params: { byte: 21, reason: 'it has something that is no value at byte 21' } });
  });

  it('is refused for numbers that are none', async () => {
    for (const number of ['01', '1.', '.5', '-', '+1', '1e', '1e+', '0x10', 'NaN', 'Infinity', '1_000']) expect(await refusedBy(`[{"id":${number}}]`), number).toBe('JSON');
  });
});

describe('rows of JSON, however they come', () => {
  const scalar = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
  const row = fc.record({
    id: fc.string({ minLength: 1 }), status: scalar, amount: scalar, created_at: scalar, archived: scalar,
    owner: fc.oneof(scalar, fc.record({ id: scalar, name: scalar }, { requiredKeys: [] }), fc.array(scalar, { maxLength: 2 })),
    properties: fc.record({ source: scalar, deep: fc.record({ region: scalar }) }, { requiredKeys: [] }),
  }, { requiredKeys: ['id'] });

  it('give the tables and the report that the objects themselves give, in pieces of any size, blanks or none', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 60 }), fc.boolean(), async (rows, size, isSpread) => {
      const direct = await load({ deals: rows });
      const text = JSON.stringify(rows, null, isSpread ? 2 : undefined);
      for (const input of [{ text, format: 'json' as const }, { stream: inPieces(bytesOf(text), size), format: 'json' as const }, { text: rows.map((one) => JSON.stringify(one)).join('\n'), format: 'ndjson' as const }]) {
        const read = await load({ deals: input });
        expect(rowsOfTable(read.tables.get('deals')!)).toEqual(rowsOfTable(direct.tables.get('deals')!));
        const [{ rejects: own, ...report }, { rejects, ...expected }] = [read.report.tables.deals!, direct.report.tables.deals!];
        expect(report).toEqual(expected);
        expect(own.map(({ row: number, code }) => [number, code])).toEqual(rejects.map(({ row: number, code }) => [number, code]));
      }
    }), { numRuns: 150, seed: 21 });
  });

  it('lets other work run in between, and can be stopped', async () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ id: `d${i}`, status: 'won' })));
    let pauses = 0;
    await load({ deals: { text } }, { pause: () => (pauses++, Promise.resolve()) });
    expect(pauses).toBeGreaterThanOrEqual(19);
    const stop = new AbortController();
    await expect(load({ deals: { text } }, { signal: stop.signal, pause: () => (stop.abort(new Error('enough')), Promise.resolve()) })).rejects.toThrow('enough');
  });
});
