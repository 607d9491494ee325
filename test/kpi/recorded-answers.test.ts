import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../src/kpi/cells.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { kpis } from '../../src/kpi/registry.js';
import { readRows } from '../../src/kpi/rows-behind.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import { tablesOf } from '../fixtures/tables.js';
import { asOf, makeRecordedCompany } from './recorded-company.js';
import { computeKpi, findRows } from './with-beside.js';

/**
 * An answer changes only on purpose: whole answers of all KPIs about one company, untidy as exports are, lie beside this test.
 * They do not say what is right (the oracles and the tables of the other tests do), they say that something has changed.
 * After a change that is meant: `npm run record`, and read the difference.
 */
const isRecording = env.KENNZAHL_RECORD === '1';
const rows = makeRecordedCompany();
const plain: EngineConfig = { asOf, timeZone: 'Europe/Berlin' };
const fiscal: EngineConfig = {
  ...plain, fiscalYearStart: 4, weekStart: 7, grossMargin: 0.6, salesOwnsRetention: false, fiscalWeeks: { pattern: '4-4-5' },
  businessHours: { tz: 'Europe/Berlin', week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '17:00' })), holidays: ['2025-05-01'] },
};
const contexts = new Map<EngineConfig, KpiContext>();
const contextOf = (config: EngineConfig): KpiContext => {
  const context = contexts.get(config) ?? createContext(tablesOf(rows, config.timeZone), config);
  contexts.set(config, context);
  return context;
};

const otherOptions: Readonly<Record<KpiId, Readonly<Record<string, unknown>>>> = {
  sales_cycle: { basis: 'won', unit: 'person' },
  pipeline: { includeLeads: true, targetVolume: 80, view: 'stages' },
  close_ratio: { basis: 'decided', unit: 'person', horizonDays: 60 },
  cac: { basis: 'to-date', lagDays: 30, otherCost: 5000, industry: 'software' },
  clv: { discountRate: 0.2, contractMonths: 12, retention: 0.9, retentionRise: 0.05 },
  churn: { basis: 'revenue', graceDays: 10, reactivationGapDays: 60, inactiveDays: 90, rise: 0.05 },
  forecast_accuracy: { leadDays: 20, category: 'commit' },
  lead_to_opp: { horizonDays: 30, slaHours: 2, denominator: 'handed_over', dedupe: true },
  lead_response: { excludeSources: ['Referral'], slaHours: 2 },
  touches_to_meeting: { smallTicket: 3000 },
  product_performance: { smallTicket: 3000 },
};

/** What is asked, how the engine is set, and what of the answer is recorded where another question has the rest. */
type Asked = readonly [query: Omit<KpiQuery, 'kpi'>, config: EngineConfig, only?: readonly (keyof KpiResult)[]];
const questions: Readonly<Record<string, (kpi: KpiId) => Asked>> = {
  'at once': () => [{}, plain],
  'this quarter, so far': () => [{ period: { start: '2025-04-01', end: '2025-07-10' }, compare: 'previous', interval: 'closed-form' }, plain],
  'the year before, by segment, with a target': (kpi) => [{ period: { start: '2024-01-01', end: '2025-01-01' }, compare: 'year', segmentBy: ['segment'], target: kpi === 'cac' ? 900 : 0.5, interval: 'closed-form' }, plain],
  'why it changed': () => [{ period: { start: '2025-01-01', end: '2025-07-01' }, explain: true, interval: 'closed-form' }, plain, ['value', 'delta', 'drivers', 'caveats']],
  'why it changed, by owner': () => [{ period: { start: '2025-01-01', end: '2025-07-01' }, explain: { by: 'owner_id' }, compare: 'year', interval: 'closed-form' }, plain, ['value', 'delta', 'drivers', 'caveats']],
  'season, trend and milestones': () => [{ season: true, milestones: true, trend: { unit: 'quarter', count: 4 }, interval: 'closed-form' }, plain, ['value', 'season', 'course', 'trend', 'milestones', 'caveats']],
  'of one region, in fiscal weeks and opening hours': () => [{ period: 'last_quarter', filter: { region: ['DE', null] }, trend: { unit: 'month', count: 3 }, interval: 'closed-form' }, fiscal],
  'with other options': (kpi) => [{ options: otherOptions[kpi], compare: 'none' }, plain],
  'of nobody': () => [{ filter: { owner_id: ['nobody'] }, segmentBy: ['source'] }, plain],
};

const definitions = new Map<KpiId, KpiDefinition<KpiId, Cells>>();
for (const [id, load] of Object.entries(kpis) as [KpiId, () => Promise<unknown>][]) definitions.set(id, (await load()) as KpiDefinition<KpiId, Cells>);

/** JSON would write null for what is no number. */
const finite = (key: string, value: unknown): unknown => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
  return value;
};
const asJson = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer, finite)) as unknown;
/** One line for each innermost list or object: a difference is read line by line. */
const written = (value: unknown, indent = ''): string => {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length <= 150) return flat;
  const inner = `${indent} `;
  const parts = Array.isArray(value) ? value.map((one) => written(one, inner)) : Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${written(one, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
};

const folder = new URL('./recorded-answers/', import.meta.url);

for (const [kpi, definition] of definitions) {
  const file = new URL(`${kpi}.json`, folder);
  const recorded = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> : {};
  /** The same answer as the recorded one; while recording, it becomes that. */
  const expectRecorded = (question: string, answer: unknown): void => {
    if (isRecording) {
      recorded[question] = asJson(answer);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `${written(recorded)}\n`);
    }
    expect(asJson(answer)).toEqual(recorded[question]);
  };

  describe(`${kpi} answers as before`, () => {
    for (const [question, ask] of Object.entries(questions)) {
      it(question, () => {
        const [query, config, only] = ask(kpi);
        const answer = computeKpi(definition, contextOf(config), { kpi, ...query });
        expectRecorded(question, only === undefined ? answer : Object.fromEntries(only.map((part) => [part, answer[part]])));
      });
    }
    it('the rows behind it', () => {
      const found = findRows(definition, contextOf(plain), { kpi, period: { start: '2025-01-01', end: '2025-07-01' } });
      expectRecorded('the rows behind it', readRows(found, { limit: 12 }));
    });
    it('the rows behind a segment, with other options', () => {
      const found = findRows(definition, contextOf(plain), { kpi, period: { start: '2024-07-01', end: '2025-07-01' }, segmentBy: ['segment'], segment: ['Mid-market'], options: otherOptions[kpi] });
      expectRecorded('the rows behind a segment, with other options', readRows(found, { offset: 3, limit: 5 }));
    });
  });
}
