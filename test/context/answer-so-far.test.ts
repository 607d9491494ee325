import { describe, expect, it } from 'vitest';
import { createDataset } from '../../src/context/create-dataset.js';
import type { Engine, LoadOptions } from '../../src/engine/engine.js';
import type { KpiResult } from '../../src/model/result.js';

const turn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });
const figure = (value: number): KpiResult => ({ kpi: 'pipeline', value }) as unknown as KpiResult;

/** An engine whose load the test leads; answers of rows so far are their number, the final one is 100. */
const ledEngine = (soFar: (rows: number) => Promise<KpiResult | null> = (rows) => Promise.resolve(figure(rows))) => {
  let options: LoadOptions = {};
  let rows = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const engine = {
    load: async (_inputs: unknown, given: LoadOptions) => {
      options = given;
      await ended;
      return { tables: { deals: { rowsIn: 100 } }, issues: [] };
    },
    soFar: () => soFar(rows),
    compute: () => Promise.resolve(figure(100)),
    close: () => Promise.resolve(),
  } as unknown as Engine;
  const dataset = createDataset(() => Promise.resolve(engine));
  dataset.setInputs([{ table: 'deals', input: { url: 'https://example.com/deals.csv' } }], {});
  return {
    dataset, end,
    read: async (count: number): Promise<void> => {
      rows = count;
      options.onPartial?.({ rows: { deals: count } });
      await turn();
    },
  };
};

describe('a question asked while its data is loading', () => {
  it('hears of the rows so far whenever there are more of them, and is answered by all of them', async () => {
    const { dataset, read, end } = ledEngine();
    const heard: (number | null)[] = [];
    const answer = dataset.compute({ kpi: 'pipeline' }, { onSoFar: ({ value }) => void heard.push(value) });
    await turn();
    await read(10);
    await read(20);
    end();
    expect([(await answer).value, heard]).toEqual([100, [10, 20]]);
    expect([...dataset.answered.state.figures.values()].map(({ value }) => value), 'what a report speaks of').toEqual([100]);
  });

  it('that comes later hears of the rows that are there', async () => {
    const { dataset, read, end } = ledEngine();
    await turn();
    await read(10);
    const heard: (number | null)[] = [];
    const answer = dataset.compute({ kpi: 'pipeline' }, { onSoFar: ({ value }) => void heard.push(value) });
    await turn();
    end();
    await answer;
    expect(heard).toEqual([10]);
  });

  it('hears nothing where the rows so far say nothing, or cannot be asked', async () => {
    const { dataset, read, end } = ledEngine((rows) => (rows === 10 ? Promise.resolve(null) : Promise.reject(new Error('no'))));
    const heard: unknown[] = [];
    const answer = dataset.compute({ kpi: 'pipeline' }, { onSoFar: (result) => void heard.push(result) });
    await turn();
    await read(10);
    await read(20);
    end();
    expect([(await answer).value, heard]).toEqual([100, []]);
  });

  it('hears nothing more once the load has ended, however long the rows so far take', async () => {
    let late = (_: KpiResult): void => undefined;
    const { dataset, read, end } = ledEngine(() => new Promise((resolve) => (late = resolve)));
    const heard: unknown[] = [];
    const answer = dataset.compute({ kpi: 'pipeline' }, { onSoFar: (result) => void heard.push(result) });
    await turn();
    await read(10);
    end();
    expect((await answer).value).toBe(100);
    late(figure(10));
    await turn();
    expect(heard).toEqual([]);
  });
});
