import { afterEach, describe, expect, it } from 'vitest';
import { readBack } from './read-back.js';

const prototype = ArrayBuffer.prototype as { transfer?: ((length: number) => ArrayBuffer) | undefined };
const own = prototype.transfer;

const withTransfer = (): void => {
  prototype.transfer = function transfer(this: ArrayBuffer) {
    structuredClone(this, { transfer: [this] });
    return new ArrayBuffer(0);
  };
};
afterEach(() => {
  if (own === undefined) delete prototype.transfer; else prototype.transfer = own;
});

const days = ['2025-01-02', '2025-03-04T05:06:07Z', '5.6.2025', ''];
const amounts = ['12.50', '1.234', '-3', 'n/a', ''];
const csv = ['id,name,created_at,closed_at,amount,owner_id,account_id,deleted', ...Array.from({ length: 9000 }, (_, i) =>
  [`D${i % 8990}`, `Deal number ${i}`, days[i % (i < 5000 ? 1 : 4)], days[1], amounts[i % 5], `u${i % 300}`, `account ${i % 7000}`, i % 1000 === 999 ? 'true' : ''].join())].join('\n');
const ndjson = csv.split('\n').slice(1).map((line) => JSON.stringify(Object.fromEntries(line.split(',').map((cell, i) => [csv.split('\n', 1)[0]?.split(',')[i], cell])))).join('\n');

/** In pieces of 64 kB and of unknown length, so that columns have to grow. */
const pieces = (text: string): { stream: ReadableStream<Uint8Array> } => {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return {
    stream: new ReadableStream({
      pull: (controller) => {
        if (at >= bytes.length) controller.close(); else controller.enqueue(bytes.slice(at, at += 65_536));
      },
    }),
  };
};

describe('memory given back while reading', () => {
  it.each([['CSV', csv], ['NDJSON', ndjson]])('is not read again: %s', async (_, text) => {
    prototype.transfer = undefined;
    const expected = await readBack(pieces(text));
    withTransfer();
    const { rows, report } = await readBack(pieces(text));
    expect(rows.length).toBeGreaterThan(8000);
    expect(rows).toEqual(expected.rows);
    expect(report).toEqual(expected.report);
  });
});
