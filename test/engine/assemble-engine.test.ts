import { describe, expect, it } from 'vitest';
import type { KpiQuery } from '../../src/model/query.js';
import { standIn } from './stand-in.js';

const ask: KpiQuery & { kpi: 'pipeline' } = { kpi: 'pipeline' };
const rows = (...amounts: unknown[]) => ({ deals: amounts.map((amount) => ({ amount })) });
const deferred = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
};

describe('an engine', () => {
  it('answers from what was loaded last', async () => {
    const { engine } = standIn();
    await engine.load(rows(1, 2, 4));
    expect((await engine.compute(ask)).value).toBe(7);
    await engine.load(rows(10));
    expect((await engine.compute(ask)).value).toBe(10);
  });

  it('keeps the last good table when a load brings nothing usable for it', async () => {
    const { engine } = standIn();
    await engine.load(rows(1, 2));
    const report = await engine.load(rows('bad'));
    expect(report.tables.deals).toBeUndefined();
    expect((await engine.compute(ask)).value).toBe(3);
  });

  it('keeps the last good tables when a load throws', async () => {
    const stand = standIn();
    await stand.engine.load(rows(1, 2));
    stand.gate = () => Promise.reject(new Error('socket gone'));
    await expect(stand.engine.load(rows(9))).rejects.toThrow('socket gone');
    expect((await stand.engine.compute(ask)).value).toBe(3);
  });

  it('lets the load that was asked for last win, whichever finishes last', async () => {
    const stand = standIn();
    const slow = deferred();
    stand.gate = (n) => (n === 2 ? slow.opened : Promise.resolve());
    const first = stand.engine.load(rows(1, 1));
    const second = stand.engine.load(rows(5));
    await second;
    slow.open();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect((await stand.engine.compute(ask)).value).toBe(5);
  });

  it('takes of an overtaken load only the tables that nobody asked for again', async () => {
    const stand = standIn();
    const slow = deferred();
    stand.gate = (n) => (n === 2 ? slow.opened : Promise.resolve());
    const both = stand.engine.load({ ...rows(1, 1), leads: [{ amount: 7 }] });
    await stand.engine.load(rows(5));
    slow.open();
    await both;
    const info = await stand.engine.describe();
    expect(info.tables).toEqual({ deals: { rows: 1, columns: ['amount'] }, leads: { rows: 1, columns: ['amount'] } });
    expect((await stand.engine.compute(ask)).value).toBe(5);
  });

  it('finishes an answer on the data it began with when the data is replaced meanwhile', async () => {
    const stand = standIn(50);
    await stand.engine.load(rows(1, 2));
    let replaced: Promise<unknown> = Promise.resolve();
    const answer = stand.engine.compute(ask, {
      onFirst: () => {
        replaced = stand.engine.load(rows(100));
      },
    });
    expect(await answer).toMatchObject({ value: 3, n: 2 });
    await replaced;
    expect(await stand.engine.compute(ask)).toMatchObject({ value: 100, n: 1 });
  });

  it('computes a question once, however often and in whatever spelling it is asked', async () => {
    const { engine, started } = standIn(3);
    await engine.load(rows(1));
    const spelled = [
      { kpi: 'pipeline', filter: { source: ['Web', null], owner_id: ['a'] } },
      { filter: { owner_id: ['a'], source: [null, 'Web'] }, kpi: 'pipeline' },
    ] as const;
    await Promise.all([...spelled, ...spelled].map((query) => engine.compute(query)));
    await engine.compute(spelled[0]);
    expect(started).toHaveLength(1);
    await engine.compute({ kpi: 'pipeline', segmentBy: ['source', 'owner_id'] });
    await engine.compute({ kpi: 'pipeline', segmentBy: ['owner_id', 'source'] });
    expect(started).toHaveLength(3);
  });

  it('computes anew after a load and after a change of settings', async () => {
    const { engine, started, contexts } = standIn();
    await engine.load(rows(1));
    await engine.compute(ask);
    await engine.load(rows(2));
    await engine.compute(ask);
    await engine.configure({ asOf: '2025-01-01' });
    await engine.compute(ask);
    expect(started).toHaveLength(3);
    expect(contexts.at(-1)).toEqual({ asOf: '2025-01-01' });
  });

  it('gives the first answer at once and the final one later', async () => {
    const { engine } = standIn(5);
    await engine.load(rows(4));
    const seen: number[] = [];
    const final = await engine.compute(ask, { onFirst: ({ n }) => seen.push(n) });
    expect([...seen, final.n]).toEqual([-1, 1]);
  });

  it('gives every question its first answer before any question gets its final one', async () => {
    const { engine } = standIn(200);
    await engine.load(rows(4));
    const log: string[] = [];
    await Promise.all(['a', 'b', 'c'].map((name) =>
      engine.compute({ kpi: 'pipeline', options: { name } }, { onFirst: () => log.push(`first ${name}`) }).then(() => log.push(`final ${name}`))));
    expect(log).toEqual(['first a', 'first b', 'first c', 'final a', 'final b', 'final c']);
  });

  it('drops the older question of an asker for the newer one', async () => {
    const { engine, started } = standIn(5);
    await engine.load(rows(4));
    const older = engine.compute({ kpi: 'pipeline', options: { at: 1 } }, { ask: 'card' });
    const newer = engine.compute({ kpi: 'pipeline', options: { at: 2 } }, { ask: 'card' });
    await expect(older).rejects.toMatchObject({ name: 'AbortError' });
    expect((await newer).value).toBe(4);
    expect(started).toHaveLength(1);
  });

  it('stops a computation nobody waits for, and only then', async () => {
    const { engine } = standIn(1_000_000);
    await engine.load(rows(4));
    const abort = new AbortController();
    const gone = engine.compute(ask, { signal: abort.signal, onFirst: () => abort.abort() });
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
    const short = standIn(200);
    await short.engine.load(rows(4));
    const leaving = new AbortController();
    const [left, stayed] = [short.engine.compute(ask, { signal: leaving.signal }), short.engine.compute(ask)];
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect((await stayed).value).toBe(4);
  });

  it('lets timers run while it computes', async () => {
    const { engine } = standIn(3_000_000);
    await engine.load(rows(4));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await engine.compute(ask);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });

  it('passes a broken formula on to its asker and answers the next question', async () => {
    const { engine } = standIn();
    await engine.load(rows(4));
    await expect(engine.compute({ kpi: 'pipeline', options: { throws: true } })).rejects.toThrow('formula broke');
    expect((await engine.compute(ask)).value).toBe(4);
  });

  it('survives a host callback that throws', async () => {
    const { engine } = standIn(5);
    await engine.load(rows(4));
    const final = await engine.compute(ask, { onFirst: () => { throw new Error('host bug'); } });
    expect(final.value).toBe(4);
  });

  it('answers on while the code of another KPI is fetched', async () => {
    const stand = standIn();
    await stand.engine.load(rows(4));
    const code = deferred();
    stand.codeGate = ({ kpi }) => (kpi === 'cac' ? code.opened : Promise.resolve());
    const waiting = stand.engine.compute({ kpi: 'cac' });
    expect((await stand.engine.compute(ask)).value).toBe(4);
    expect(stand.started).toEqual(['pipeline']);
    code.open();
    expect((await waiting).value).toBe(4);
    expect(stand.started).toEqual(['pipeline', 'cac']);
  });

  it('answers from the data of when it was asked, however late the code comes', async () => {
    const stand = standIn();
    await stand.engine.load(rows(4));
    const code = deferred();
    stand.codeGate = () => code.opened;
    const early = stand.engine.compute(ask);
    await stand.engine.load(rows(100));
    const late = stand.engine.compute(ask);
    code.open();
    expect([(await early).value, (await late).value]).toEqual([4, 100]);
  });

  it('lets an asker go at once whose question was overtaken while its code is fetched, and never computes that question', async () => {
    const stand = standIn();
    await stand.engine.load(rows(4));
    const code = deferred();
    stand.codeGate = ({ options }) => (options?.['at'] === 1 ? code.opened : Promise.resolve());
    const older = stand.engine.compute({ kpi: 'pipeline', options: { at: 1 } }, { ask: 'card' });
    const newer = stand.engine.compute({ kpi: 'pipeline', options: { at: 2 } }, { ask: 'card' });
    await expect(older).rejects.toMatchObject({ name: 'AbortError' });
    expect((await newer).value).toBe(4);
    code.open();
    await stand.engine.compute({ kpi: 'cac' });
    expect(stand.started).toEqual(['pipeline', 'cac']);
  });

  it('tells everybody who waits that the code did not come, and fetches it anew for the next question', async () => {
    const stand = standIn();
    await stand.engine.load(rows(4));
    stand.codeGate = () => Promise.reject(new Error('offline'));
    const askers = [stand.engine.compute(ask), stand.engine.compute(ask)];
    for (const asker of await Promise.allSettled(askers)) expect(asker).toMatchObject({ status: 'rejected', reason: { message: 'offline' } });
    stand.codeGate = null;
    expect((await stand.engine.compute(ask)).value).toBe(4);
  });

  it('reads the source again when the time zone changes, and keeps all as it was when that fails', async () => {
    const stand = standIn();
    await stand.engine.load(rows(1, 2));
    let reads = 0;
    stand.gate = () => (reads++, Promise.resolve());
    await stand.engine.configure({ timeZone: 'Europe/Berlin' });
    expect(reads).toBe(1);
    expect((await stand.engine.describe()).timeZone).toBe('Europe/Berlin');
    stand.gate = () => Promise.reject(new Error('offline'));
    await expect(stand.engine.configure({ timeZone: 'Asia/Kolkata' })).rejects.toThrow('offline');
    expect((await stand.engine.describe()).timeZone).toBe('Europe/Berlin');
    expect((await stand.engine.compute(ask)).value).toBe(3);
  });

  it('refuses impossible settings with CONFIG and keeps the old ones', async () => {
    const { engine } = standIn();
    await expect(engine.configure({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ info: { code: 'CONFIG' } });
    expect((await engine.describe()).timeZone).toBe('UTC');
  });

  it('rejects whatever waits when it is closed, and everything after', async () => {
    const stand = standIn(1_000_000);
    await stand.engine.load(rows(1));
    const waiting = stand.engine.compute(ask);
    const loading = deferred();
    stand.gate = () => loading.opened;
    const load = stand.engine.load(rows(2));
    const code = deferred();
    stand.codeGate = () => code.opened;
    const fetching = stand.engine.compute({ kpi: 'cac' });
    await stand.engine.close();
    loading.open();
    for (const call of [waiting, fetching, load, stand.engine.compute(ask), stand.engine.load(rows(1)), stand.engine.describe()]) {
      await expect(call).rejects.toMatchObject({ info: { code: 'CLOSED' } });
    }
    code.open();
    await stand.engine.close();
    expect(stand.started).not.toContain('cac');
  });
});
