import { describe, expect, it } from 'vitest';
import { assembleEngine } from '../../src/engine/assemble-engine.js';
import { createEngine, engineParts } from '../../src/engine/create-engine.js';
import type { Engine, PartialLoad } from '../../src/engine/engine.js';
import { loadDefinition } from '../../src/engine/load-definition.js';
import { createPartialPace, type PartialPace } from '../../src/engine/partial-pace.js';
import { createRequests } from '../../src/engine/requests.js';
import type { DataInputSource } from '../../src/model/input.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import type { TableName } from '../../src/model/schema.js';

type AnyEngine = Required<Engine>;

/** Due after every piece. */
const always: PartialPace = { isDue: (_table, rows) => rows > 0, during: (work) => work() };
const engineAt = (pace: PartialPace): AnyEngine => assembleEngine({ ...engineParts((id: KpiId) => loadDefinition(id), createRequests()), pace: () => pace }, { currency: 'EUR', asOf: '2025-07-01' });

/** A text in pieces of about so many bytes, cut behind a line. */
const pieces = (text: string, bytes: number): DataInputSource => {
  const lines = text.trimEnd().split('\n');
  const chunks: Uint8Array[] = [];
  const perChunk = Math.max(1, Math.round(lines.length / Math.ceil(text.length / bytes)));
  for (let at = 0; at < lines.length; at += perChunk) chunks.push(new TextEncoder().encode(`${lines.slice(at, at + perChunk).join('\n')}\n`));
  return { stream: { getReader: () => ({ read: () => Promise.resolve(chunks.length === 0 ? { done: true } : { done: false, value: chunks.shift() as Uint8Array }), cancel: () => Promise.resolve() }) } };
};

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const header = 'id,created_at,closed_at,status,amount,owner_id,source';
const row = (i: number): string => `d${i},${day(i % 400)},${i % 5 === 4 ? '' : day((i % 400) + 7 + i % 31)},${['won', 'lost', 'won', 'lost', 'open'][i % 5]},${1000 + i}.50,u${i % 7},${['Web', 'Fair', ''][i % 3]}`;
const rows = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => row(i));
const csv = (list: readonly string[], head = header): string => `${[head, ...list].join('\n')}\n`;

interface Told { readonly rows: number; readonly result: KpiResult | null }

/** Loads in pieces and asks after each. */
const loadAsking = async (engine: AnyEngine, inputs: Parameters<AnyEngine['load']>[0], query: KpiQuery, table: TableName = 'deals'): Promise<readonly Told[]> => {
  const told: Promise<Told>[] = [];
  const onPartial = ({ rows: read }: PartialLoad): void => void told.push(engine.soFar(query).then((result) => ({ rows: read[table] ?? 0, result })));
  await engine.load(inputs, { onPartial });
  return Promise.all(told);
};

/** What of an answer is the same as if the rows so far were all. */
const figuresOf = (result: KpiResult): unknown => {
  const { status: _status, control: _control, caveats, provenance, ...figures } = result;
  return JSON.parse(JSON.stringify({ ...figures, caveats: caveats.filter(({ code }) => code !== 'DQ_LOADING'), provenance: { ...provenance, rules: provenance.rules.filter(({ code }) => code !== 'DQ_LOADING') } }));
};

const queries: readonly KpiQuery[] = [
  { kpi: 'pipeline' }, { kpi: 'sales_cycle', period: 'all', segmentBy: ['owner_id'] }, { kpi: 'close_ratio', period: 'all', filter: { source: ['Web', null] } },
];

describe('figures of the rows read so far', () => {
  it.each(queries)('are those of exactly these rows, whatever they are asked: $kpi', async (query) => {
    const all = rows(9000);
    const engine = engineAt(always);
    const told = await loadAsking(engine, { deals: pieces(csv(all), 64_000) }, query);
    const answered = told.filter((one): one is { rows: number; result: KpiResult } => one.result !== null);
    expect(answered.length, 'several figures before the last').toBeGreaterThan(2);
    for (const { rows: read, result } of answered) {
      const part = createEngine({ currency: 'EUR', asOf: '2025-07-01' });
      await part.load({ deals: { text: csv(all.slice(0, read)) } });
      expect(figuresOf(result)).toEqual(figuresOf(await part.compute({ ...query, compare: 'none', interval: 'closed-form' })));
      expect(result.caveats).toContainEqual(expect.objectContaining({ code: 'DQ_LOADING', params: { n: read }, en: `Of ${read.toLocaleString('en')} rows so far: loading goes on.` }));
    }
  });

  it('leave the final answer as it is without them, byte by byte', async () => {
    const text = csv(rows(2000));
    const [asked, silent] = [engineAt(always), createEngine({ currency: 'EUR', asOf: '2025-07-01' })];
    for (const query of queries) {
      await loadAsking(asked, { deals: pieces(text, 16_000) }, query);
      await silent.load({ deals: { text } });
      expect(JSON.stringify(await asked.compute(query))).toBe(JSON.stringify(await silent.compute(query)));
    }
  });

  it('are neither judged nor compared', async () => {
    const told = await loadAsking(engineAt(always), { deals: pieces(csv(rows(2000)), 16_000) }, { kpi: 'sales_cycle', period: 'all', target: 1000, trend: { unit: 'month', count: 12 } });
    const result = told.map((one) => one.result).find((one) => one !== null);
    expect(result).toMatchObject({ status: 'unknown', delta: null, control: null, target: 1000 });
  });

  it('are gone with the load', async () => {
    const engine = engineAt(always);
    await loadAsking(engine, { deals: pieces(csv(rows(2000)), 16_000) }, { kpi: 'pipeline' });
    expect(await engine.soFar({ kpi: 'pipeline' })).toBeNull();
  });

  it('wait where the order of day and month is open, and come once a row decides it', async () => {
    const slashed = (i: number): string => `d${i},${i < 1500 ? '03/04/2024' : '25/04/2024'},,open,10,u1,Web`;
    const told = await loadAsking(engineAt(always), { deals: pieces(csv(Array.from({ length: 2000 }, (_, i) => slashed(i))), 8_000) }, { kpi: 'pipeline' });
    expect(told.length).toBeGreaterThan(0);
    for (const { rows: read } of told) expect(read).toBeGreaterThan(1500);
  });

  it.each([
    ['1.234', '1.5'], ['1,234', '1,5'],
  ])('wait while %s has two readings, and come once %s decides it', async (open, sure) => {
    const amount = (i: number): string => `d${i};2024-01-01;;open;${i < 1500 ? open : sure};u1;Web`;
    const told = await loadAsking(engineAt(always), { deals: pieces(csv(Array.from({ length: 2000 }, (_, i) => amount(i)), header.replaceAll(',', ';')), 8_000) }, { kpi: 'pipeline' });
    expect(told.length).toBeGreaterThan(0);
    for (const { rows: read } of told) expect(read).toBeGreaterThan(1500);
  });

  it('wait while a chance of 1 may be one percent', async () => {
    const chance = (i: number): string => `d${i},2024-01-01,open,10,${i < 1500 ? i % 2 : 40}`;
    const told = await loadAsking(engineAt(always), { deals: pieces(csv(Array.from({ length: 2000 }, (_, i) => chance(i)), 'id,created_at,status,amount,probability'), 8_000) }, { kpi: 'pipeline' });
    expect(told.length).toBeGreaterThan(0);
    for (const { rows: read } of told) expect(read).toBeGreaterThan(1500);
  });

  it('are not given of a figure whose other tables are still under way', async () => {
    const leads = csv(Array.from({ length: 2000 }, (_, i) => `l${i},${day(i % 300)},u${i % 7}`), 'id,received_at,owner_id');
    const activities = csv(Array.from({ length: 6000 }, (_, i) => `a${i},l${i % 2000},${day(1 + i % 300)},call`), 'id,lead_id,occurred_at,kind');
    const told = await loadAsking(engineAt(always), { leads: pieces(leads, 8_000), activities: pieces(activities, 8_000) }, { kpi: 'lead_response', period: 'all' }, 'leads');
    expect(told.length).toBeGreaterThan(2);
    expect(told.filter(({ result }) => result !== null)).toEqual([]);
  });

  it('are given of leads once the activities are whole', async () => {
    const leads = csv(Array.from({ length: 2000 }, (_, i) => `l${i},${day(i % 300)},u${i % 7}`), 'id,received_at,owner_id');
    const engine = engineAt(always);
    await engine.load({ activities: [{ id: 'a', lead_id: 'l1', occurred_at: '2024-01-05T10:00:00Z', kind: 'call' }] });
    const told = await loadAsking(engine, { leads: pieces(leads, 8_000) }, { kpi: 'lead_response', period: 'all' }, 'leads');
    expect(told.some(({ result }) => result !== null)).toBe(true);
  });

  it('are not given of data that is loaded again: what was there says more', async () => {
    const engine = engineAt(always);
    await engine.load({ deals: { text: csv(rows(10)) } });
    expect(await loadAsking(engine, { deals: pieces(csv(rows(2000)), 16_000) }, { kpi: 'pipeline' })).toEqual([]);
  });
});

describe('the pace of such figures', () => {
  const clock = (): { now: () => number; pass: (ms: number) => void } => {
    let ms = 0;
    return { now: () => ms, pass: (more) => { ms += more; } };
  };

  it('begins with a fiftieth of a long load and goes on by doubling, as long as all of them cost less than 4 %', () => {
    const { now, pass } = clock();
    const pace = createPartialPace(now);
    const due: number[] = [];
    let cost = 0;
    for (let step = 1; step <= 100; step++) {
      pass(100);
      if (!pace.isDue('deals', step * 10_000, step / 100)) continue;
      due.push(step);
      // Four milliseconds for ten thousand rows.
      pace.during(() => pass(4 * step));
      cost += 4 * step;
    }
    expect(due.slice(0, 3)).toEqual([2, 4, 8]);
    expect(cost).toBeLessThanOrEqual(400 + cost * 0.04);
  });

  it('says nothing of a load that is over in a second', () => {
    const { now, pass } = clock();
    const pace = createPartialPace(now);
    for (let step = 1; step <= 20; step++) {
      pass(40);
      expect(pace.isDue('deals', step * 10_000, step / 20)).toBe(false);
    }
  });

  it('waits a tenth of a second where nobody knows how much will come', () => {
    const { now, pass } = clock();
    const pace = createPartialPace(now);
    pass(90);
    expect(pace.isDue('deals', 5000, null)).toBe(false);
    pass(20);
    expect(pace.isDue('deals', 6000, null)).toBe(true);
  });
});
