import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRows, encodeText } from '../../src/engine/encode-rows.js';
import { RowWriter } from '../../src/engine/row-writer.js';

const linesOf = async (rows: readonly unknown[]): Promise<string[]> => (await encodeRows(rows).blob.text()).split('\n').slice(0, -1);

const infoOf = (rows: readonly unknown[]): unknown => {
  try {
    encodeRows(rows);
  } catch (thrown) {
    return (thrown as { info: unknown }).info;
  }
  return null;
};

describe('encodeRows(rows)', () => {
  it('writes one JSON object a line', async () => {
    expect(await linesOf([{ id: 'a', amount: 1.5, ok: true, none: null }, { id: 'ü"\n' }])).toEqual([
      '{"id":"a","amount":1.5,"ok":true,"none":null}', '{"id":"ü\\"\\n"}',
    ]);
  });

  it('keeps dates as ISO instants and what JSON has no word for as text', async () => {
    expect(await linesOf([{ d: new Date(Date.UTC(2025, 0, 2)), bad: new Date(Number.NaN), n: Number.NaN, i: -Infinity, b: 12345678901234567890n }])).toEqual([
      '{"d":"2025-01-02T00:00:00.000Z","bad":"Invalid Date","n":"NaN","i":"-Infinity","b":"12345678901234567890"}',
    ]);
  });

  it('writes undefined as null, and what is no data as an empty object to be refused', async () => {
    expect(await linesOf([{ a: undefined, b: () => 1, c: Symbol('x'), d: 1 }, {}])).toEqual(['{"a":null,"b":{},"c":{},"d":1}', '{}']);
  });

  it('keeps names such as __proto__ and constructor as ordinary columns', async () => {
    const row = JSON.parse('{"__proto__":1,"constructor":2,"toString":3}') as object;
    expect(await linesOf([row])).toEqual(['{"__proto__":1,"constructor":2,"toString":3}']);
  });

  it('keeps what is no object as it is, for ingest to refuse by row', async () => {
    expect(await linesOf([1, 'x', null, [1, 2]])).toEqual(['1', '"x"', 'null', '[1,2]']);
  });

  it('refuses a value that contains itself with SHAPE, its row and its column', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = { loop };
    expect(infoOf([{ id: 1 }, { id: 2, extra: loop }])).toMatchObject({ code: 'SHAPE', row: 2, column: 'extra' });
  });

  it('refuses a getter or a proxy that throws with HOST and its row', () => {
    const trap = new Proxy({}, { ownKeys: () => { throw new Error('no keys for you'); } });
    const getter = { id: 1, get amount(): number { throw new Error('boom'); } };
    expect(infoOf([{ id: 0 }, getter])).toMatchObject({ code: 'HOST', row: 2, column: 'amount', value: 'boom' });
    expect(infoOf([trap])).toMatchObject({ code: 'HOST', row: 1 });
    const nested = { a: { get b(): number { throw new Error('deep'); } } };
    expect(infoOf([nested])).toMatchObject({ code: 'HOST', row: 1, column: 'a' });
  });

  it('reads frozen rows and rows of classes', async () => {
    class Deal { id = 'x'; #hidden = 2; get amount(): number { return this.#hidden; } }
    expect(await linesOf([Object.freeze({ id: 'f' }), new Deal()])).toEqual(['{"id":"f"}', '{"id":"x"}']);
  });

  it('hands the same bytes over as chunks and as a Blob', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: 'Größe 😀' }));
    const { chunks, blob } = encodeRows(rows);
    expect(chunks.length).toBeGreaterThan(1);
    expect(await new Blob([...chunks]).text()).toBe(await blob.text());
    for (const chunk of chunks) expect(new TextDecoder('utf-8', { fatal: true }).decode(chunk).endsWith('\n')).toBe(true);
  });

  it('gives every JSON object back as JSON.parse reads it', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 20 }), async (rows) => {
      expect((await linesOf(rows)).map((line) => JSON.parse(line) as unknown)).toEqual(rows.map((row) => JSON.parse(JSON.stringify(row)) as unknown));
    }), { numRuns: 300 });
  });

  it('writes numbers and texts as JSON does, byte for byte', async () => {
    const money = fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).map((cents) => cents / 100);
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), money, fc.integer(), fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null));
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ a: value, 'ü"': value, c: value }, { requiredKeys: [] }), { maxLength: 30 }), async (rows) => {
      expect(await linesOf(rows)).toEqual(rows.map((row) => JSON.stringify(row)));
    }), { numRuns: 500 });
    expect(await linesOf([{ a: -0, b: 0.07, c: -0.5, d: 2 ** 31, e: 123456789.01, f: 1e21, g: 5e-324 }])).toEqual(['{"a":0,"b":0.07,"c":-0.5,"d":2147483648,"e":123456789.01,"f":1e+21,"g":5e-324}']);
  });

  it('reads only what is a row’s own, whatever its prototype or the page’s own objects offer to a loop', async () => {
    const heir = Object.create({ inherited: 1 }) as Record<string, unknown>;
    heir['id'] = 'x';
    Object.defineProperty(Object.prototype, 'hung', { value: 1, enumerable: true, configurable: true, writable: true });
    let chunk: ArrayBuffer | undefined;
    try {
      const writer = new RowWriter((bytes) => { chunk = bytes; });
      [heir, { id: 'y' }].forEach((row, i) => writer.write(row, i));
      writer.flush();
    } finally {
      delete (Object.prototype as { hung?: unknown }).hung;
    }
    expect(new TextDecoder().decode(chunk)).toBe('{"id":"x"}\n{"id":"y"}\n');
  });

  it('is not led astray by toJSON hung on built-ins afterwards', async () => {
    const { prototype } = Date as unknown as { prototype: { toISOString: unknown } };
    const own = prototype.toISOString;
    prototype.toISOString = () => 'polluted';
    try {
      expect(await linesOf([{ d: new Date(0) }])).toEqual(['{"d":"1970-01-01T00:00:00.000Z"}']);
    } finally {
      prototype.toISOString = own;
    }
  });
});

describe('encodeText(text)', () => {
  it('never cuts a pair of surrogates', async () => {
    const text = 'x'.repeat(262_143) + '😀'.repeat(1000);
    expect(await (await encodeText(text)).blob.text()).toBe(text);
  });
});
