import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import type { pipelineCaveatTexts } from '../../src/kpi/pipeline-caveat-texts.js';
import { residualOf } from '../../src/kpi/pipeline-caveats.js';
import { flowParts, type FlowPart, type PipelineCells } from '../../src/kpi/pipeline-cells.js';
import { finishPipeline } from '../../src/kpi/pipeline-finish.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Caveat } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { closedDeal, codesOf, contextOf, openDeal, repeat } from './deal-fixtures.js';

const june = { start: '2025-06-01', end: '2025-07-01' };
interface Asked { readonly deals: readonly Row[]; readonly more?: Rows; readonly query?: Partial<KpiQuery> }
const ask = ({ deals, more = {}, query = {} }: Asked): readonly Caveat[] =>
  computeKpi(pipeline, contextOf(deals, more), { kpi: 'pipeline', period: june, compare: 'none', ...query }).caveats;

const open = (amount: number | null, more: Row = {}): Row => ({ status: 'open', created_at: '2025-05-20', closed_at: null, amount, ...more });
const five = repeat(5, () => open(100));

/** The caveats of five open deals of which one more, or none, is counted in one part of the flow: no data set breaks the identity. */
const miscounted = (part: FlowPart, more: 0 | 1): readonly Caveat[] => {
  const context = contextOf(five);
  const question = { period: context.calendar.resolve(june, context), cut: createCut({}, [], pipeline.rows(context)), target: null, options: {} };
  const [cells] = pipeline.cells(context, question) as [PipelineCells];
  const flow = cells.flow.slice();
  flow[flowParts.indexOf(part) * 2] = (flow[flowParts.indexOf(part) * 2] as number) + more;
  expect(residualOf({ ...cells, flow })).toEqual({ n: more, units: 0 });
  return finishPipeline({ ...cells, flow }, context, question).caveats;
};

const top = (amount: number): Asked => ({ deals: [open(amount), ...repeat(6, () => open(100))] });
const expected = (...days: readonly string[]): Asked => ({ deals: days.map((expected_close_at, i) => open(i === 0 ? 25 : 75, { expected_close_at })) });
const likely = (...probabilities: readonly (number | null)[]): Asked => ({ deals: probabilities.map((probability) => open(100, { probability })) });
const historied = (more: Row): Asked => ({ deals: five, more: { stage_history: [{ deal_id: 'd1', stage: 'Lead', entered_at: '2025-05-20', ...more }] } });
// Wins after 0 to 19 days; of ten open deals of 10 so many are 100 days old, the others 5.
const aged = (wins: number, old: number): Asked => ({
  deals: [...repeat(wins, (i) => closedDeal('won', i % 20, { amount: 1 })), ...repeat(10, (i) => openDeal(i < old ? 100 : 5, { amount: 10 }))],
});
// Open on 1 June: 1000 at .9; on 1 July: the new one at .1.
const replaced = (amount: number): Asked => ({
  deals: [{ status: 'won', created_at: '2025-05-01', closed_at: '2025-06-10', amount: 1000, probability: 0.9 }, open(amount, { created_at: '2025-06-20', probability: 0.1 })],
  query: { compare: 'previous' },
});

/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Asked | readonly Caveat[]; readonly silent: Asked | readonly Caveat[]; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

const pairs: Readonly<Record<keyof typeof pipelineCaveatTexts, Pair>> = {
  PL_AMOUNT_MISSING: { fires: { deals: [...five, open(null)] }, silent: { deals: [...five, open(0)] }, severity: 'warn', en: '1 deal has no amount.', de: '1 Deal ohne Betrag.' },
  PL_BIG_PICTURE: {
    fires: { deals: five }, silent: { deals: five, query: { segmentBy: ['stage'] } }, severity: 'info',
    en: 'Shows only the big picture; check stages, win rate and age.', de: 'Zeigt nur das große Ganze; Phasen, Abschlussquote und Alter prüfen.',
  },
  // 400 of 1000, 399 of 999.
  PL_CONCENTRATED: { fires: top(400), silent: top(399), severity: 'warn', en: 'One deal holds 40%.', de: 'Ein Deal trägt 40\u00a0%.' },
  PL_NO_HISTORY: {
    fires: historied({ amount: 100 }), silent: historied({ amount: 100, pipeline: 'New' }), severity: 'info',
    en: 'No amount or pipeline history: such changes show as 0.', de: 'Keine Historie von Betrag oder Pipeline: solche Änderungen erscheinen als 0.',
  },
  PL_NO_PROBABILITY: {
    fires: likely(0.5, null), silent: likely(0.5, 0), severity: 'info',
    en: '1 deal has no probability: not in the weighted value.', de: '1 Deal ohne Wahrscheinlichkeit: nicht im gewichteten Wert.',
  },
  PL_OVERDUE: {
    fires: expected('2025-06-30', '2025-07-01'), silent: expected('2025-07-01', '2025-07-01'), severity: 'warn',
    en: '25% of value has a past close date.', de: '25\u00a0% des Werts mit überschrittenem Abschlussdatum.',
  },
  PL_RECONCILE: {
    fires: miscounted('created', 1), silent: miscounted('created', 0), severity: 'block',
    en: 'Start and flows do not give the end stock.', de: 'Anfang und Bewegungen ergeben nicht den Endbestand.',
  },
  PL_STALE: {
    fires: aged(50, 4), silent: aged(50, 3), severity: 'warn',
    en: '40% of value is older than 90 % of won deals.', de: '40\u00a0% des Werts ist älter als 90 % der gewonnenen Deals.',
  },
  PL_VALUE_UP_WEIGHTED_DOWN: {
    fires: replaced(1001), silent: replaced(1000), severity: 'warn',
    en: 'Value grew but expected revenue fell.', de: 'Wert gestiegen, erwarteter Umsatz gesunken.',
  },
};
const caveatsOf = (asked: Asked | readonly Caveat[]): readonly Caveat[] => ('deals' in asked ? ask(asked) : asked);
const isTold = (code: keyof typeof pipelineCaveatTexts, asked: Asked): boolean => codesOf({ caveats: ask(asked) }).includes(code);

describe('what is said of a pipeline is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => {
    expect(caveatsOf(fires).find((caveat) => caveat.code === code)).toMatchObject({ severity, en, de });
    expect(codesOf({ caveats: caveatsOf(silent) })).not.toContain(code);
  });
  it('amounts and probabilities that several deals lack are counted', () => {
    expect(ask({ deals: [...five, open(null), open(null)] }).find(({ code }) => code === 'PL_AMOUNT_MISSING')).toMatchObject({ en: '2 deals have no amount.', de: '2 Deals ohne Betrag.' });
    expect(ask(likely(0.5, null, null)).find(({ code }) => code === 'PL_NO_PROBABILITY')).toMatchObject({
      en: '2 deals have no probability: not in the weighted value.', de: '2 Deals ohne Wahrscheinlichkeit: nicht im gewichteten Wert.',
    });
  });
  it('PL_BIG_PICTURE is silent in the view of stages, too', () => expect(isTold('PL_BIG_PICTURE', { deals: five, query: { options: { view: 'stages' } } })).toBe(false));
  it('PL_NO_HISTORY is told without any history, and where it has no amounts', () => {
    expect([{ deals: five }, historied({ pipeline: 'New' })].map((asked) => isTold('PL_NO_HISTORY', asked))).toEqual([true, true]);
  });
  it('PL_STALE is not told by fewer than 50 wins', () => expect(isTold('PL_STALE', aged(49, 4))).toBe(false));
  it('PL_VALUE_UP_WEIGHTED_DOWN is silent where both fell, and where both grew', () => {
    expect([500, 9500].map((amount) => isTold('PL_VALUE_UP_WEIGHTED_DOWN', replaced(amount)))).toEqual([false, false]);
  });
});
