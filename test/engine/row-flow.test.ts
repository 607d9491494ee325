import { describe, expect, it } from 'vitest';
import { encodeRows } from '../../src/engine/encode-rows.js';
import { portFile } from '../../src/engine/port-file.js';
import { startRowFlow, type RowFlow } from '../../src/engine/row-flow.js';
import { chunkBytes } from '../../src/engine/row-writer.js';
import type { BlobLike } from '../../src/model/input.js';

/** So many rows that they make so many chunks, and a few bytes more. */
const rowsFor = (chunks: number): Record<string, unknown>[] => {
  const name = 'Größe '.repeat(20);
  const lineBytes = new TextEncoder().encode(JSON.stringify({ id: 1_000_000, name })).length + 1;
  return Array.from({ length: Math.ceil((chunks * chunkBytes) / lineBytes) + 10 }, (_, i) => ({ id: 1_000_000 + i, name }));
};
const textOf = async (file: Pick<BlobLike, 'stream'>): Promise<string> => {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
};
const reading = (flow: RowFlow): BlobLike => {
  const { port1, port2 } = new MessageChannel();
  flow.into(port1);
  return portFile(port2, flow.expectedBytes);
};
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve));
};

describe('a flow of rows', () => {
  it('brings the bytes of all rows, tells their keys beforehand, and about how many bytes will come', async () => {
    const rows = [...rowsFor(3), { id: 1, extra: true }];
    const flow = await startRowFlow(rows);
    const whole = encodeRows(rows).blob;
    expect(flow.keys).toEqual(['id', 'name', 'extra']);
    expect(flow.expectedBytes / whole.size).toBeCloseTo(1, 1);
    expect(await textOf(reading(flow))).toBe(await whole.text());
  });

  it('brings them a second time from the Blob that came last', async () => {
    const file = reading(await startRowFlow(rowsFor(2)));
    const first = await textOf(file);
    expect(await textOf(file)).toBe(first);
  });

  it('gives a reader a few chunks ahead and waits until it takes them', async () => {
    const flow = await startRowFlow(rowsFor(20));
    const { port1, port2 } = new MessageChannel();
    let came = 0;
    port2.onmessage = () => came++;
    flow.into(port1);
    for (let i = 0; i < 3; i++) port2.postMessage('more');
    await turns(50);
    expect(came).toBe(3);
    port2.postMessage('more');
    await turns(20);
    expect(came).toBe(4);
    flow.stop();
    port2.close();
  });

  it('has everything for a later worker when the reader was gone half-way', async () => {
    const rows = rowsFor(20);
    const flow = await startRowFlow(rows);
    const reader = reading(flow).stream().getReader();
    await reader.read();
    await reader.cancel();
    expect(await (await flow.blob()).text()).toBe(await encodeRows(rows).blob.text());
  });

  it('tells the reader that no more will come, and the page what was wrong with which row', async () => {
    const rows = rowsFor(20);
    Object.defineProperty(rows[rows.length - 1], 'name', { enumerable: true, get: () => { throw new Error('boom'); } });
    const flow = await startRowFlow(rows);
    await expect(textOf(reading(flow))).rejects.toThrow('could not be read to their end');
    expect(flow.failure).toMatchObject({ code: 'HOST', row: rows.length, column: 'name', value: 'boom' });
  });

  it('refuses rows that get a column while they are read: its values would be lost', async () => {
    const rows = rowsFor(3);
    const flow = await startRowFlow(rows);
    (rows.at(-1) as Record<string, unknown>)['late'] = 1;
    await expect(flow.blob()).rejects.toMatchObject({ info: { code: 'HOST', column: 'late' } });
  });

  it('does not see rows added to or taken from the list after it was handed over', async () => {
    const rows = rowsFor(2);
    const count = rows.length;
    const starting = startRowFlow(rows);
    rows.length = 10;
    const lines = (await (await (await starting).blob()).text()).trimEnd().split('\n');
    expect(lines).toHaveLength(count);
  });

  it('lets other tasks run while it writes', async () => {
    let others = 0;
    let isDone = false;
    const another = (): void => {
      if (isDone) return;
      others++;
      setTimeout(another);
    };
    setTimeout(another);
    await (await startRowFlow(rowsFor(150))).blob();
    isDone = true;
    expect(others).toBeGreaterThan(5);
  });

  it('stops with the signal', async () => {
    const abort = new AbortController();
    const starting = startRowFlow(rowsFor(100), abort.signal);
    abort.abort();
    await expect(starting.then((flow) => flow.blob())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
