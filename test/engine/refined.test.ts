import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Engine } from '../../src/engine/engine.js';
import type { Cells } from '../../src/kpi/cells.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { kpis } from '../../src/kpi/registry.js';
import type { LoadInputs } from '../../src/model/input.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiResult } from '../../src/model/result.js';

vi.setConfig({ testTimeout: 120_000 });

type Definition = KpiDefinition<KpiId, Cells>;

const count = 12_000;
const dayMs = 86_400_000;
const asOf = '2025-07-01';
/** So many days before asOf, within the year that is asked about, at an hour that differs from row to row. */
const daysAgo = (days: number, i: number): string => new Date(Date.parse(`${asOf}T00:00:00Z`) - days * dayMs - (i % 97) * 60_000).toISOString();
const ids = Array.from({ length: count }, (_, i) => i);

/** A company whose every KPI weighs thousands of rows: as many won deals, customers, leads and contracts. */
const company: LoadInputs = {
  deals: ids.map((i) => ({
    id: `d${i}`, account_id: `a${i}`, status: i % 5 === 0 ? 'lost' : 'won', amount: 100 + (i % 31), product_id: `p${i % 3}`, source: `s${i % 2}`, owner_id: `u${i % 4}`,
    created_at: daysAgo(60 + (i % 250), i), closed_at: daysAgo(10 + (i % 50), i),
  })),
  revenue: ids.map((i) => ({ customer_id: `a${i}`, occurred_at: daysAgo(5 + (i % 40), i), amount: 50 + (i % 17), margin: 20 + (i % 7) })),
  spend: Array.from({ length: 24 }, (_, i) => i).flatMap((i) => ['marketing', 'sales'].map((kind) => ({
    period_start: new Date(Date.UTC(2023, 6 + i, 1)).toISOString().slice(0, 10), period_end: new Date(Date.UTC(2023, 7 + i, 1)).toISOString().slice(0, 10), kind, channel: null, amount: 9000,
  }))),
  leads: ids.map((i) => ({ id: `l${i}`, received_at: daysAgo(20 + (i % 300), i), source: `s${i % 2}`, owner_id: `u${i % 4}` })),
  activities: ids.flatMap((i) => [
    { lead_id: `l${i}`, occurred_at: daysAgo(19 + (i % 300), i), kind: 'call', actor: 'sales', direction: 'out', automated: false, booked_at: null },
    { lead_id: `l${i}`, occurred_at: daysAgo(15 + (i % 300), i), kind: 'meeting', actor: 'sales', direction: 'out', automated: false, booked_at: daysAgo(17 + (i % 300), i) },
  ]),
  subscriptions: ids.map((i) => ({ customer_id: `c${i}`, started_at: daysAgo(500 + (i % 100), i), ended_at: i % 9 === 0 ? daysAgo(30 + (i % 60), i) : null, mrr: 10 + (i % 13) })),
};

/** Methods of all intervals in a result. */
const methodsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'method' in value && 'lo' in value ? [String(value.method)] : [];
  return [...own, ...Object.values(value).flatMap(methodsIn)];
};

interface Counted { started: number; slices: number; finished: number }

/** The definition, with its bootstrap's slices counted. */
const counted = (definition: Definition, counts: Counted): Definition => ({
  ...definition,
  * bootstrap(context, question) {
    counts.started++;
    const run = (definition.bootstrap as NonNullable<Definition['bootstrap']>)(context, question);
    for (;;) {
      const { done, value } = run.next();
      if (done === true) {
        counts.finished++;
        return value;
      }
      counts.slices++;
      yield;
    }
  },
});

const definitions = await Promise.all(Object.values(kpis).map((fetchKpi) => fetchKpi() as Promise<unknown> as Promise<Definition>));
const refined = definitions.filter(({ bootstrap }) => bootstrap !== undefined);

const period = 'last_12_months';
/** Slices that are surely more than another question needs turns. */
const manySlices = 6;

describe('intervals that are weighed out come after the first answer', () => {
  let engine: Required<Engine>;
  const counts = new Map<KpiId, Counted>();
  const of = (kpi: KpiId): Counted => counts.get(kpi) as Counted;

  beforeEach(async () => {
    // Every look at the clock finds the slice used up: a turn of the event loop after each step, whatever the machine.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    for (const { id } of refined) counts.set(id, { started: 0, slices: 0, finished: 0 });
    engine = createEngine({ asOf, timeZone: 'UTC', currency: 'EUR' }, refined.map((definition) => counted(definition, of(definition.id))));
    await engine.load(company);
  });
  afterEach(async () => {
    await engine.close();
    vi.restoreAllMocks();
  });

  it('seven KPIs have such intervals', () => {
    expect(refined.map(({ id }) => id).sort()).toEqual(['cac', 'churn', 'clv', 'lead_response', 'product_performance', 'sales_cycle', 'touches_to_meeting']);
  });

  it('each: first an answer with closed-form intervals or none, then the same figures with weighed ones; others are answered in between', async () => {
    await engine.compute({ kpi: 'pipeline' });
    for (const { id } of refined) {
      const log: string[] = [];
      const firsts: KpiResult[] = [];
      const startedAtFirst: number[] = [];
      let other: Promise<unknown> = Promise.resolve();
      const final = await engine.compute({ kpi: id, period }, {
        onFirst: (result) => {
          firsts.push(result);
          startedAtFirst.push(of(id).started);
          log.push('first');
          other = engine.compute({ kpi: 'pipeline', options: { beside: id } }).then(() => log.push('other'));
        },
      });
      log.push('final');
      await other;
      expect([id, ...log]).toEqual([id, 'first', 'other', 'final']);
      expect([id, ...startedAtFirst]).toEqual([id, 0]);
      expect(methodsIn(firsts), id).not.toContain('bootstrap');
      expect(of(id).slices, id).toBeGreaterThan(manySlices);
      expect(methodsIn(final), id).toContain('bootstrap');
      const { value, num, den, n } = final;
      expect(value, id).not.toBeNull();
      expect(firsts).toMatchObject([{ value, num, den, n }]);
    }
  });

  it('each: a newer question of the same asker ends it, nothing of the older one comes later', async () => {
    for (const { id } of refined) {
      const heard: string[] = [];
      let newer: Promise<unknown> = Promise.resolve();
      const older = engine.compute({ kpi: id, period }, {
        ask: 'card',
        onFirst: () => {
          heard.push('older first');
          newer = engine.compute({ kpi: id, period, filter: { source: ['s0'] } }, { ask: 'card', onFirst: () => heard.push('newer first') }).then(() => heard.push('newer final'));
        },
      }).then(() => heard.push('older final'));
      await expect(older, id).rejects.toMatchObject({ name: 'AbortError' });
      await newer;
      expect([id, ...heard]).toEqual([id, 'older first', 'newer first', 'newer final']);
      // Only the newer one is weighed to its end.
      expect([id, of(id).finished]).toEqual([id, 1]);
    }
  });

  it('each: who asks for closed-form intervals gets one answer, and nothing is weighed', async () => {
    for (const { id } of refined) {
      const firsts: unknown[] = [];
      const answer = await engine.compute({ kpi: id, period, interval: 'closed-form' }, { onFirst: (result) => firsts.push(result) });
      expect([id, of(id).started, firsts.length, methodsIn(answer).includes('bootstrap')]).toEqual([id, 0, 0, false]);
    }
  });
});
