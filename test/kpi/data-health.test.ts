import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { createContext } from '../../src/kpi/create-context.js';
import { dataHealth } from '../../src/kpi/data-health.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { DataHealth, HealthCode } from '../../src/model/health.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';

const asOf = '2025-07-01';
const healthOf = (deals: readonly Row[], more: Rows = {}, config: EngineConfig = {}): DataHealth =>
  dataHealth(createContext(tablesOf({ deals, ...more }), { asOf, currency: 'EUR', ...config })) as DataHealth;
const found = ({ checks }: DataHealth): Record<string, [number, number | null, number]> =>
  Object.fromEntries(checks.map(({ code, count, amount, withoutAmount }) => [code, [count, amount, withoutAmount]]));

/** A sound deal, open or won. */
const open: Row = { status: 'open', created_at: '2025-06-01', closed_at: null, expected_close_at: '2025-08-01', amount: 100, owner_id: 'o1' };
const won: Row = { ...open, status: 'won', closed_at: '2025-06-20', expected_close_at: null };

describe('the health of deal records', () => {
  it('counts each defect with its money, and each deal once', () => {
    const health = healthOf([
      open, won, { ...open, amount: null }, { ...open, expected_close_at: '2025-06-30', amount: 50 }, { ...open, expected_close_at: '2025-06-01', owner_id: null, amount: 7 },
      { ...won, created_at: '2025-06-21' }, { ...won, closed_at: null, amount: 3 },
    ]);
    expect(found(health)).toEqual({ CLOSED_BEFORE_CREATED: [1, 100, 0], PAST_EXPECTED: [2, 57, 0], NO_OWNER: [1, 7, 0], CLOSED_NO_DATE: [1, 3, 0], NO_AMOUNT: [1, null, 1] });
    expect(health).toMatchObject({ asOf, currency: 'EUR', deals: 7, affected: { count: 5, amount: 160, withoutAmount: 1 } });
  });

  it('comes with the money at stake first, and names the rows', () => {
    const { checks } = healthOf([{ ...open, owner_id: null, amount: 5 }, { ...open, expected_close_at: '2025-01-01', amount: 500 }, { ...open, expected_close_at: '2025-01-01', amount: 1 }]);
    expect(checks.map(({ code, rows }) => [code, rows])).toEqual([['PAST_EXPECTED', [3, 4]], ['NO_OWNER', [2]]]);
  });

  it('is empty for sound deals, and absent without any table of them', () => {
    expect(healthOf([open, won])).toMatchObject({ deals: 2, affected: { count: 0, amount: null, withoutAmount: 0 }, checks: [] });
    expect(healthOf([])).toMatchObject({ deals: 0, checks: [] });
    expect(dataHealth(createContext(tablesOf({ leads: [] }), { asOf }))).toBeNull();
  });

  it('asks for owners in the list only where a list is loaded', () => {
    const deals = [open, { ...open, owner_id: 'o2', amount: 40 }, { ...won, owner_id: 'o2' }];
    expect(found(healthOf(deals))).toEqual({});
    expect(found(healthOf(deals, { owners: [{ id: 'o1' }] }))).toEqual({ OWNER_GONE: [1, 40, 0] });
  });

  it('asks nothing of columns that the data lack, but amounts', () => {
    expect(found(healthOf([{ status: 'open' }, { status: 'lost' }, { status: 'won' }]))).toEqual({ NO_AMOUNT: [2, null, 2] });
  });

  it('takes a deal as due on the day it is expected, and as closed only before the cut-off', () => {
    expect(found(healthOf([{ ...open, expected_close_at: '2025-07-01' }, { ...open, expected_close_at: '2025-06-30' }]))).toEqual({ PAST_EXPECTED: [1, 100, 0] });
    expect(found(healthOf([{ ...won, closed_at: '2025-07-05', expected_close_at: '2025-06-01' }]))).toEqual({ PAST_EXPECTED: [1, 100, 0] });
    expect(found(healthOf([{ ...open, created_at: '2025-07-02', amount: null }]))).toEqual({});
  });

  it('forgives five minutes between two clocks', () => {
    const closed = (created: string): Row => ({ ...won, created_at: created, closed_at: '2025-06-20T10:00' });
    expect(found(healthOf([closed('2025-06-20T10:05'), closed('2025-06-20T10:06')]))).toEqual({ CLOSED_BEFORE_CREATED: [1, 100, 0] });
  });

  it('adds money at the rate of the cut-off, and none that has no rate', () => {
    const deals = [{ ...open, owner_id: null, currency: 'USD', amount: 10 }, { ...open, owner_id: null, currency: 'EUR', amount: 5 }, { ...open, owner_id: null, currency: 'GBP', amount: 1 }];
    expect(found(healthOf(deals, { fx: [{ ccy: 'USD', fx_day: '2025-06-30', rate: 0.5 }] }))).toEqual({ NO_OWNER: [3, 10, 1] });
  });

  it('finds as many defects as were put in', () => {
    const defects: Readonly<Record<Exclude<HealthCode, 'TEST_NAME' | 'TEST_DROPPED' | 'DUPLICATES'>, Row>> = {
      NO_AMOUNT: { ...open, amount: null }, PAST_EXPECTED: { ...open, expected_close_at: '2025-05-01' }, CLOSED_BEFORE_CREATED: { ...won, created_at: '2025-06-25' }, CLOSED_NO_DATE: { ...won, closed_at: null },
      NO_OWNER: { ...open, owner_id: null }, OWNER_GONE: { ...open, owner_id: 'gone' },
    };
    const kinds = Object.keys(defects) as (keyof typeof defects)[];
    fc.assert(fc.property(fc.array(fc.constantFrom<keyof typeof defects | 'sound'>(...kinds, 'sound', 'sound'), { maxLength: 60 }), (chosen) => {
      const health = healthOf(chosen.map((kind) => (kind === 'sound' ? open : defects[kind])), { owners: [{ id: 'o1' }] });
      const expected = Object.fromEntries(kinds.map((kind) => [kind, chosen.filter((other) => other === kind).length] as const).filter(([, count]) => count > 0));
      expect(Object.fromEntries(health.checks.map(({ code, count }) => [code, count]))).toEqual(expected);
      expect(health.affected.count).toBe(chosen.filter((kind) => kind !== 'sound').length);
    }));
  });
});

describe('the health in the report of a load', () => {
  const text = 'id;name;status;amount;created_at;closed_at;test;updated_at\n'
    + 'd1;Acme;won;100;2025-01-01;2025-01-31;;2025-02-01\nd2;Test Deal;open;250;2025-01-01;;;2025-02-01\nd3;Real;open;70;2025-01-01;;yes;2025-02-01\nd4;Contest;open;5;2025-01-01;;;2025-02-01\n'
    + 'd4;Contest;open;4;2025-01-01;;;2025-01-01\nd5;Attestation;won;9;2025-01-05;2025-02-05;;2025-02-06\nd6;dummy;lost;1;2025-01-05;2025-02-05;;2025-02-06\n';

  it('knows tests by their flag and suspects them by their name, and counts old versions', async () => {
    const engine = createEngine({ asOf, currency: 'EUR' });
    const { health } = await engine.load({ deals: { text } });
    expect(found(health as DataHealth)).toEqual({ TEST_NAME: [2, 251, 0], TEST_DROPPED: [1, 70, 0], DUPLICATES: [1, null, 1] });
    expect(health?.checks.find(({ code }) => code === 'TEST_NAME')?.rows).toEqual([3, 8]);
    expect(health).toMatchObject({ deals: 5, affected: { count: 2, amount: 251 } });
  });

  it('is told anew under other settings', async () => {
    const engine = createEngine({ asOf: '2025-01-10', currency: 'EUR' });
    await engine.load({ deals: [{ id: 'd1', status: 'open', amount: 5, created_at: '2025-01-01', expected_close_at: '2025-03-01' }] });
    expect((await engine.describe()).health?.checks).toEqual([]);
    await engine.configure({ asOf, currency: 'EUR' });
    expect((await engine.describe()).health?.checks).toMatchObject([{ code: 'PAST_EXPECTED', count: 1, amount: 5 }]);
  });

  it('is no obstacle to a load under settings that cannot be used', async () => {
    const report = await createEngine({ asOf: 'tomorrow' }).load({ deals: [{ id: 'd1', status: 'open' }] });
    expect(report.tables.deals?.rowsUsed).toBe(1);
    expect(report).not.toHaveProperty('health');
  });
});
