import { describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { closedDeal, codesOf, openDeal, repeat } from './deal-fixtures.js';

const ask = <K extends KpiId>(definition: unknown, rows: Rows, query: Omit<KpiQuery, 'kpi'> = {}, config: EngineConfig = {}): KpiResult<K> => {
  const own = definition as KpiDefinition<K, never>;
  return computeKpi(own, createContext(tablesOf(rows, config.timeZone), { asOf: '2025-07-01', ...config }), { kpi: own.id, compare: 'none', ...query });
};
const cycle = (rows: Rows, query: Omit<KpiQuery, 'kpi'> = {}, config: EngineConfig = {}): KpiResult<'sales_cycle'> => ask<'sales_cycle'>(salesCycle, rows, query, config);
const numbered = (deals: readonly Row[]): readonly Row[] => deals.map((row, i) => ({ id: `d${String(i + 1)}`, ...row }));
const won = (days: number, closedOn: string, more: Row = {}): Row => closedDeal('won', days, more, closedOn);

describe('an open period', () => {
  const deals = numbered([
    won(10, '2025-07-01'), won(20, '2025-07-10'), won(40, '2025-06-05'), won(40, '2025-06-10'), won(100, '2025-06-11'), won(100, '2025-06-30'), won(30, '2024-07-10'), won(90, '2024-07-11'),
  ]);
  const july = (compare: KpiQuery['compare']) => cycle({ deals }, { period: 'this_month', ...(compare === undefined ? {} : { compare }) }, { asOf: '2025-07-11' });
  it('is compared with the same days of the one before: 1 to 10 June, a mean of 40', () => {
    expect([july('previous').value, july('previous').partial, july('previous').delta?.abs]).toEqual([15, true, -25]);
  });
  it('or of the year before: 1 to 10 July, 30', () => expect(july('year').delta?.abs).toBe(-15));
  it('gives no verdict and no arrow', () => expect([july('previous').status, july('previous').delta?.signal]).toEqual(['unknown', 'unknown']));
});

describe('the calendar of the report', () => {
  it('a closing half an hour before midnight in London is one of the next day, and month, in Berlin', () => {
    const deals = numbered([
      { status: 'won', created_at: '2025-05-20T10:00:00Z', closed_at: '2025-05-31T22:30:00Z' }, { status: 'won', created_at: '2025-06-01T10:00:00Z', closed_at: '2025-06-11T10:00:00Z' },
    ]);
    const inJune = (timeZone: string): number => cycle({ deals }, { period: 'last_month' }, { timeZone }).n;
    expect([inJune('Europe/London'), inJune('Europe/Berlin')]).toEqual([1, 2]);
  });
  it('last year begins where the fiscal year does: in April 2024, not January', () => {
    const deals = numbered([won(5, '2024-03-31'), won(5, '2024-04-01'), won(5, '2025-03-31'), won(5, '2025-04-01')]);
    expect(cycle({ deals }, { period: 'last_year' }).n).toBe(2);
    const fiscal = cycle({ deals }, { period: 'last_year' }, { fiscalYearStart: 4 });
    expect([fiscal.n, fiscal.period.start, fiscal.period.end]).toEqual([2, '2024-04-01', '2025-04-01']);
  });
  it('last week begins where weeks do: Sunday 22 June, or Monday 23 June', () => {
    const deals = numbered([won(5, '2025-06-22'), won(5, '2025-06-28'), won(5, '2025-06-29')]);
    expect([cycle({ deals }, { period: 'last_week' }).n, cycle({ deals }, { period: 'last_week' }, { weekStart: 7 }).n]).toEqual([2, 2]);
    expect([cycle({ deals }, { period: 'last_week' }).period.start, cycle({ deals }, { period: 'last_week' }, { weekStart: 7 }).period.start]).toEqual(['2025-06-23', '2025-06-22']);
  });
  it('months of whole weeks: the last one of the second quarter of 2025 has five, from 26 May', () => {
    const deals = numbered([won(5, '2025-05-25'), won(5, '2025-05-26'), won(5, '2025-06-29'), won(5, '2025-06-30')]);
    const retail = cycle({ deals }, { period: 'last_month' }, { fiscalWeeks: { pattern: '4-4-5' } });
    expect([retail.period.start, retail.period.end, retail.n]).toEqual(['2025-05-26', '2025-06-30', 2]);
  });
});

describe('money of several currencies', () => {
  const spend = [{ period_start: '2025-05-10', amount: 100, currency: 'USD' }, { period_start: '2025-06-10', amount: 100, currency: 'USD' }];
  const deals = numbered([won(5, '2025-05-12', { account_id: 'a' }), won(5, '2025-06-12', { account_id: 'b' })]);
  const fx = [{ ccy: 'USD', fx_day: '2025-05-10', rate: 0.5 }, { ccy: 'USD', fx_day: '2025-06-10', rate: 0.8 }];
  const months = (config: EngineConfig, options: Readonly<Record<string, unknown>> = {}) =>
    ask<'cac'>(cac, { deals, spend, fx }, { period: 'last_month', trend: { unit: 'month', count: 2 }, options: { lagDays: 0, ...options } }, { currency: 'EUR', ...config });
  const values = ({ trend }: KpiResult<'cac'>): readonly (number | null)[] | undefined => trend?.map(({ value }) => value);

  it('is converted by the rate of its day: 100 USD cost 50 EUR in May and 80 EUR in June; the trend is that of up to three months, (50 + 80) / 2', () => {
    expect([months({}).value, values(months({}))]).toEqual([80, [50, 65]]);
  });
  it('constantFx: by the rate of one day, whatever its own, set for all or asked for once', () => {
    for (const result of [months({ constantFx: '2025-05-12' }), months({}, { constantFx: '2025-05-12' }), months({ constantFx: '2025-06-10' }, { constantFx: '2025-05-12' })]) {
      expect(values(result)).toEqual([50, 50]);
      expect(result.caveats).toContainEqual(expect.objectContaining({ code: 'FX_CONSTANT', severity: 'info', en: 'Amounts at the exchange rates of 2025-05-12.' }));
    }
    expect(codesOf(months({}))).not.toContain('FX_CONSTANT');
  });
  it('a day without a rate in the week before it leaves the amounts out, and says so', () => {
    const late = months({ constantFx: '2025-05-18' });
    expect([late.value, late.caveats.find(({ code }) => code === 'DQ_FX_MISSING')?.params]).toEqual([null, { n: 2 }]);
  });
  it('a day that does not exist is refused, also where every amount is in one currency', () => {
    expect(() => months({ constantFx: '2025-02-30' })).toThrow(RangeError);
    expect(() => months({ currency: 'USD' }, { constantFx: 'yesterday' })).toThrow('constantFx: yesterday');
  });
  it('a changed question leaves the amounts of the others as they were', () => {
    const context = createContext(tablesOf({ deals, spend, fx }), { asOf: '2025-07-01', currency: 'EUR' });
    const query = { kpi: 'cac', period: 'last_month', options: { lagDays: 0 } } as const;
    const once = computeKpi(cac, context, query).value;
    expect([computeKpi(cac, context, { ...query, options: { lagDays: 0, constantFx: '2025-05-10' } }).value, computeKpi(cac, context, query).value, once]).toEqual([50, 80, 80]);
  });
  it('without a currency to report in nothing is added up, neither what names none', () => {
    const mixed = [...spend, { period_start: '2025-06-11', amount: 7, currency: 'EUR' }, { period_start: '2025-06-12', amount: 9, currency: null }];
    const result = ask<'cac'>(cac, { deals, spend: mixed, fx }, { period: 'last_month', options: { lagDays: 0 } });
    expect([result.value, result.currency]).toEqual([null, null]);
    expect(result.caveats).toContainEqual(expect.objectContaining({
      code: 'CURRENCY_MIXED', severity: 'block', params: { n: 4, list: 'EUR, USD' },
      en: 'Amounts in EUR, USD are not added up: please choose the currency of the report.', de: 'Beträge in EUR, USD werden nicht addiert: bitte Berichtswährung wählen.',
    }));
    expect(codesOf(result)).not.toContain('CAC_NO_SPEND');
  });
});

describe('who had the deal when it happened', () => {
  const history = (deal_id: string, entered_at: string, stage: string, owner_id: string | null): Row => ({ deal_id, entered_at, stage, owner_id });
  const shares = ({ segments }: KpiResult): readonly unknown[] => segments.map(({ key, n, value }) => [key[0], n, value]).sort();
  it('a closing is that of the owner then, whoever took the customer over', () => {
    const deals = numbered([won(20, '2025-06-15', { owner_id: 'Care' }), won(10, '2025-06-15', { owner_id: 'Care' }), won(30, '2025-06-15', { owner_id: 'Bo' })]);
    const stage_history = [
      history('d1', '2025-05-26', 'Lead', 'Ann'), history('d1', '2025-06-01', 'Offer', 'Bo'), history('d1', '2025-06-20', 'Onboarding', 'Care'),
      history('d2', '2025-06-05', 'Lead', 'Ann'), history('d2', '2025-06-15', 'Won', null),
    ];
    expect(shares(cycle({ deals, stage_history }, { period: 'last_month', segmentBy: ['owner'] }))).toEqual([['Ann', 1, 10], ['Bo', 2, 25]]);
    expect(shares(cycle({ deals }, { period: 'last_month', segmentBy: ['owner'] }))).toEqual([['Bo', 1, 30], ['Care', 2, 15]]);
  });
  it('on the day of the closing the last owner of that day counts where only days are known', () => {
    const deals = numbered([won(20, '2025-06-15', { owner_id: 'Care' })]);
    const stage_history = [history('d1', '2025-05-26', 'Lead', 'Ann'), history('d1', '2025-06-15', 'Won', 'Bo')];
    expect(shares(cycle({ deals, stage_history }, { period: 'last_month', segmentBy: ['owner_id'] }))).toEqual([['Bo', 1, 20]]);
  });
  const open = [{ ...openDeal(60, { owner_id: 'Bo', amount: 100 }), id: 'd1' }, { ...openDeal(60, { owner_id: 'Ann', amount: 7 }), id: 'd2' }];
  const moves = [history('d1', '2025-05-02', 'Lead', 'Ann'), history('d1', '2025-06-10', 'Lead', 'Bo'), history('d2', '2025-05-02', 'Lead', 'Ann')];
  it('a stock of the past is that of the owners then; what changed hands has moved from one to the other', () => {
    const at = (start: string, end: string) => ask<'pipeline'>(pipeline, { deals: open, stage_history: moves }, { period: { start, end }, segmentBy: ['owner'] });
    expect(shares(at('2025-05-01', '2025-06-01'))).toEqual([['Ann', 2, 107]]);
    const june = at('2025-06-01', '2025-07-01');
    expect(shares(june)).toEqual([['Ann', 1, 7], ['Bo', 1, 100]]);
    const flows = june.segments.map(({ key, details }) => [key[0], details?.flow?.start.value, details?.flow?.moved, details?.flow?.end.value]).sort();
    expect(flows).toEqual([['Ann', 107, { n: -1, value: -100 }, 7], ['Bo', 0, { n: 1, value: 100 }, 100]]);
    // Among all owners nothing moved.
    expect(june.details.flow?.moved).toEqual({ n: 0, value: 0 });
    expect(codesOf(june)).not.toContain('PL_RECONCILE');
  });
  it('teams follow their owners', () => {
    const owners = [{ id: 'Ann', team: 'North' }, { id: 'Bo', team: 'South' }];
    const teams = (end: string) => shares(ask<'pipeline'>(pipeline, { deals: open, stage_history: moves, owners }, { period: { start: '2025-05-01', end }, segmentBy: ['team'] }));
    expect([teams('2025-06-01'), teams('2025-07-01')]).toEqual([[['North', 2, 107]], [['North', 1, 7], ['South', 1, 100]]]);
  });
  it('DQ_OWNER_CURRENT: owners are told apart and the data knows only the current one', () => {
    const closed = numbered(repeat(4, (i) => won(10 + i, '2025-06-15', { owner_id: 'Ann', amount: 5 })));
    for (const definition of [salesCycle, pipeline, closeRatio]) {
      expect(codesOf(ask(definition, { deals: closed }, { segmentBy: ['owner'] }))).toContain('DQ_OWNER_CURRENT');
      expect(codesOf(ask(definition, { deals: closed, stage_history: [history('d1', '2025-06-06', 'Lead', 'Ann')] }, { filter: { owner: ['Ann'] } }))).not.toContain('DQ_OWNER_CURRENT');
    }
    expect(codesOf(cycle({ deals: closed }))).not.toContain('DQ_OWNER_CURRENT');
  });
});
