import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caveatTexts } from '../../src/kpi/caveat-texts.js';
import { caveatWriter } from '../../src/kpi/caveats.js';
import { whatIfOf, whatIfQuestions } from '../../src/kpi/what-if.js';
import type { WhatIfBase } from '../../src/kpi/what-if-base.js';
import type { Lever, WhatIfChanges, WhatIfFigure, WhatIfFigureId, WhatIfLever } from '../../src/model/what-if.js';
import { whatIfBase as base } from '../fixtures/what-if-base.js';

const caveat = caveatWriter(caveatTexts);

const figure = (id: WhatIfFigureId, changes: WhatIfChanges, of: WhatIfBase = base): WhatIfFigure => whatIfOf(of, changes).figures.find((one) => one.id === id) as WhatIfFigure;
const after = (id: WhatIfFigureId, changes: WhatIfChanges, of: WhatIfBase = base): number | null => figure(id, changes, of).after;
const lever = (name: Lever, changes: WhatIfChanges = {}, of: WhatIfBase = base): WhatIfLever => whatIfOf(of, changes).levers.find((one) => one.lever === name) as WhatIfLever;
const ids: readonly WhatIfFigureId[] = ['cac', 'clv', 'clvToCac', 'payback', 'pipeline'];
const withDetails = <N extends keyof WhatIfBase>(name: N, details: Partial<WhatIfBase[N]['details']>, more: Partial<WhatIfBase[N]> = {}): WhatIfBase =>
  ({ ...base, [name]: { ...base[name], ...more, details: { ...base[name].details, ...details } } });

const anyChanges = fc.record({
  retention: fc.double({ min: -0.3, max: 0.3, noNaN: true }), winRate: fc.double({ min: -0.3, max: 0.9, noNaN: true }),
  responseMinutes: fc.constantFrom(null, 5, 30, 60, 1440, 7), price: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
});

describe('without a change', () => {
  it('every figure and its interval is the given one, bit for bit, whatever the figures are', () => {
    const amount = fc.double({ min: 1e-6, max: 1e9, noNaN: true }).map((x) => Number(x.toPrecision(12)));
    const share = fc.double({ min: 0.001, max: 0.998, noNaN: true }).map((x) => Number(x.toPrecision(12)));
    fc.assert(fc.property(amount, amount, amount, share, share, share, fc.constantFrom<WhatIfChanges>({}, { retention: 0, winRate: 0, price: 0, responseMinutes: null }), (cost, value, weighted, retention, ratio, margin, none) => {
      const times = Number((value / cost).toPrecision(12));
      const of: WhatIfBase = {
        ...base,
        cac: { ...base.cac, value: cost, ci: { lo: cost * 0.5, hi: cost * 2, level: 0.95, method: 'garwood' }, details: { ...base.cac.details, clv: value, clvToCac: times, grossMargin: margin } },
        churn: { ...base.churn, details: { ...base.churn.details, whatIf: { ...base.churn.details.whatIf, retention } } },
        closeRatio: { ...base.closeRatio, value: ratio }, pipeline: { ...base.pipeline, details: { ...base.pipeline.details, weighted } },
      };
      const { figures } = whatIfOf(of, none);
      expect(figures.map(({ before }) => before)).toEqual([cost, value, times, 12, weighted]);
      for (const { before, after: then, beforeCi, afterCi, parts } of figures) {
        expect(then).toBe(before);
        expect(afterCi).toEqual(beforeCi);
        expect(parts).toEqual([]);
      }
    }));
  });
  it('what a lever does not concern stays so, bit for bit', () => {
    expect([after('cac', { price: 0.1 }), after('cac', { retention: 0.05 })]).toEqual([600, 600]);
    expect([after('clv', { winRate: 0.05 }), after('clv', { responseMinutes: 5 }), after('pipeline', { retention: 0.05 })]).toEqual([1800, 1800, 170]);
  });
});

describe('retention', () => {
  it('.80 to .85 raises the lifetime value by a fifth: 3.6667 to 4.4 discounted years', () => {
    expect(figure('clv', { retention: 0.05 })).toMatchObject({ before: 1800, after: 2160, parts: [{ lever: 'retention', value: 360 }], afterCi: null });
    expect(after('clvToCac', { retention: 0.05 })).toBe(3.6);
    expect(lever('retention', { retention: 0.05 })).toMatchObject({ now: 0.8, then: 0.85, change: 0.05, least: -0.2, most: 0.195, lack: null });
  });
  it('.90 to .95 by a third, beside the profit that is usually cited for five points', () => {
    const of = withDetails('churn', { whatIf: { ...base.churn.details.whatIf, retention: 0.9 } });
    expect(after('clv', { retention: 0.05 }, of)).toBe(2400);
    expect(whatIfOf(of, {}).fivePoints).toEqual({ own: 0.333333333333, cited: { lo: 0.25, hi: 0.95 } });
  });
  it('follows another discount rate', () => {
    // d = 0: 1 / (1 − r), .80 to .90 doubles it.
    expect(whatIfOf(base, { retention: 0.1 }, { discountRate: 0 }).figures[1]?.after).toBe(3600);
  });
  it('turns a geometric curve of stays into the geometric one of the other retention', () => {
    // .5 a year by month: S(j) = .5^(j/12), 100 a month, cost 600. At .25 a year S(j) = .25^(j/12).
    const curveOf = (yearly: number) => Array.from({ length: 61 }, (_, month) => ({ month, margin: Array.from({ length: month }, (__, j) => 100 * yearly ** (j / 12)).reduce((a, b) => a + b, 0), lo: null, hi: null }));
    const months = (yearly: number): number => curveOf(yearly).findIndex(({ margin }) => margin >= 600);
    const of: WhatIfBase = {
      ...withDetails('cac', { payback: { simpleMonths: 6, survivalMonths: months(0.5), survivalCi: null, curve: curveOf(0.5) } }),
      churn: { ...base.churn, details: { ...base.churn.details, whatIf: { ...base.churn.details.whatIf, retention: 0.5 } } },
    };
    expect([months(0.5), months(0.7), months(0.3)]).toEqual([8, 7, 9]);
    expect([after('payback', { retention: 0.2 }, of), after('payback', { retention: -0.2 }, of)]).toEqual([7, 9]);
  });
  it('cannot be moved where it is not known, complete, or not part of the customer value', () => {
    const unknown = withDetails('churn', { whatIf: { ...base.churn.details.whatIf, retention: null } }, { caveats: [caveat('NOT_APPLICABLE', { table: 'subscriptions', column: 'customer_id' })] });
    expect(lever('retention', { retention: 0.05 }, unknown)).toMatchObject({ now: null, change: null, most: 0, lack: { code: 'NOT_APPLICABLE', params: { table: 'subscriptions' } } });
    expect(after('clv', { retention: 0.05 }, unknown)).toBe(1800);
    const full = withDetails('churn', { whatIf: { ...base.churn.details.whatIf, retention: 0.9995 } });
    expect(lever('retention', { retention: 0.05 }, full).lack?.code).toBe('WI_ALL_STAY');
    const toDate = withDetails('cac', { clvBasis: 'historic' });
    expect([lever('retention', { retention: 0.05 }, toDate).lack?.code, after('clv', { retention: 0.05 }, toDate)]).toEqual(['WI_NO_MODEL', 1800]);
  });
  it('is raised no further than .999', () => {
    const of = withDetails('churn', { whatIf: { ...base.churn.details.whatIf, retention: 0.98 } });
    expect(lever('retention', { retention: 0.05 }, of)).toMatchObject({ then: 0.999, most: 0.015 });
  });
});

describe('close ratio', () => {
  it('.25 to .30 is a fifth more customers at the same spend: 600 / 1.2 = 500', () => {
    expect(figure('cac', { winRate: 0.05 })).toMatchObject({ after: 500, parts: [{ lever: 'winRate', value: -100 }], afterCi: { lo: 416.666666667, hi: 583.333333333 } });
    expect(after('clvToCac', { winRate: 0.05 })).toBe(3.6);
    // 500 at 50 a month.
    expect(after('payback', { winRate: 0.05 })).toBe(10);
  });
  it('raises every chance by the same factor, none above 1: 90 · 1.2 + 80 · 1.2; at 1.4 the late stage ends at its 100', () => {
    expect([after('pipeline', { winRate: 0.05 }), after('pipeline', { winRate: 0.1 })]).toEqual([204, 226]);
  });
  it('cannot be raised from nothing', () => {
    const of: WhatIfBase = { ...base, closeRatio: { ...base.closeRatio, value: 0 } };
    expect([lever('winRate', { winRate: 0.1 }, of).lack?.code, after('cac', { winRate: 0.1 }, of)]).toEqual(['WI_NO_WINS', 600]);
  });
});

describe('response', () => {
  it('whoever waited longer does as well as those answered just within the limit', () => {
    // Within 60 min: 120 of the first 300 and .30 of the other 200 = 180 of 500 = .36 where it was .29; within 30: 90 + .4 · 300 = 210; within 5: .5 of all.
    expect([60, 30, 5, 1440].map((minutes) => lever('responseMinutes', { responseMinutes: minutes }).then)).toEqual([0.36, 0.42, 0.5, 0.32]);
    expect(lever('responseMinutes').now).toBe(0.29);
  });
  it('so many more opportunities: 600 · .29 / .36, and the pipeline once it has filled', () => {
    expect(after('cac', { responseMinutes: 60 })).toBeCloseTo(600 * (29 / 36), 8);
    expect(after('pipeline', { responseMinutes: 60 })).toBeCloseTo(170 * (36 / 29), 8);
    expect(figure('cac', { responseMinutes: 60 }).afterCi).toBeNull();
  });
  it('opportunities that come from elsewhere gain nothing', () => {
    // Half of 580 opportunities come from these leads: half the gain.
    const phases = (base.cac.phases ?? []).map((phase) => (phase.key === 'opp_to_won' ? { ...phase, n: 580 } : phase));
    expect(after('pipeline', { responseMinutes: 60 }, { ...base, cac: { ...base.cac, phases } })).toBeCloseTo(170 * (1 + 0.5 * (36 / 29 - 1)), 8);
  });
  it('is not told from limits that nobody kept, nor between them', () => {
    const bins = base.response.details.bins.map((one, i) => (i === 0 ? { ...one, matured: 9, qualified: 8, rate: 8 / 9, ci: null } : one));
    const of = withDetails('response', { bins });
    expect(lever('responseMinutes', { responseMinutes: 5 }, of)).toMatchObject({ change: null, lack: null });
    expect(lever('responseMinutes', {}, of).limits.map(({ minutes, lack }) => [minutes, lack?.code ?? null])).toEqual([[1440, null], [60, null], [30, null], [5, 'WI_FEW_ANSWERED']]);
    expect([after('cac', { responseMinutes: 5 }, of), after('cac', { responseMinutes: 7 }), after('cac', { responseMinutes: 0 })]).toEqual([600, 600, 600]);
  });
  it('says what it lacks', () => {
    const noDates = withDetails('response', { bins: base.response.details.bins.map((one) => ({ ...one, matured: null, qualified: null, rate: null, ci: null })) });
    expect(lever('responseMinutes', {}, noDates).lack).toMatchObject({ code: 'NOT_APPLICABLE', params: { table: 'leads', column: 'qualified_at' } });
    const none = withDetails('response', { bins: base.response.details.bins.map((one) => ({ ...one, qualified: 0, rate: 0 })) });
    expect(lever('responseMinutes', {}, none).lack?.code).toBe('WI_NONE_QUALIFIED');
    expect(lever('responseMinutes', {}, { ...base, cac: { ...base.cac, phases: null } }).lack?.code).toBe('WI_NO_LEAD_FUNNEL');
  });
});

describe('price', () => {
  it('a tenth dearer at half margin is a fifth more margin; the expected revenue a tenth more', () => {
    expect(figure('clv', { price: 0.1 })).toMatchObject({ after: 2160, parts: [{ lever: 'price', value: 360 }], afterCi: { lo: 1800, hi: 2520 } });
    expect([after('clvToCac', { price: 0.1 }), after('payback', { price: 0.1 })]).toEqual([3.6, 10]);
    expect(figure('pipeline', { price: 0.1 })).toMatchObject({ after: 187, afterCi: { lo: 110, hi: 264 } });
  });
  it('without a known margin revenue stands for it', () => expect(after('clv', { price: 0.1 }, withDetails('cac', { grossMargin: null }))).toBeCloseTo(1980, 9));
  it('below cost nothing is ever paid back', () => {
    expect(figure('payback', { price: -0.3 }, withDetails('cac', { grossMargin: 0.2 }))).toMatchObject({ before: 12, after: null, lack: { code: 'WI_NO_MARGIN' } });
    expect(figure('clv', { price: -0.3 }, withDetails('cac', { grossMargin: 0.2 }))).toMatchObject({ after: -900, afterCi: null });
  });
});

describe('several at once', () => {
  it('the parts of the levers add up to the whole change, in whatever order they are thought of', () => {
    fc.assert(fc.property(anyChanges, (changes) => {
      for (const { id, before, after: then, parts } of whatIfOf(base, changes).figures) {
        if (id === 'payback' || before === null || then === null) continue;
        expect(parts.reduce((sum, { value }) => sum + value, before)).toBeCloseTo(then, 6);
      }
    }));
  });
  it('.25 to .30 and a tenth dearer: 3 · 1.2 · 1.2 = 4.32, .66 by each', () => {
    expect(figure('clvToCac', { winRate: 0.05, price: 0.1 })).toMatchObject({ after: 4.32, parts: [{ lever: 'winRate', value: 0.66 }, { lever: 'price', value: 0.66 }] });
  });
  it('the lifetime profit of the customers won: 120000 · (3 − 1), then · (3.6 − 1)', () => {
    expect(whatIfOf(base, { winRate: 0.05 }).lifetimeProfit).toEqual({ customers: 200, before: 240_000, after: 312_000 });
  });
  it('better assumptions never make a worse figure', () => {
    const better = { cac: -1, clv: 1, clvToCac: 1, payback: -1, pipeline: 1 } as const;
    const slower = [1440, 60, 30, 5];
    fc.assert(fc.property(anyChanges, fc.double({ min: 0, max: 0.2, noNaN: true }), fc.constantFrom<Lever>('retention', 'winRate', 'price', 'responseMinutes'), (changes, more, moved) => {
      const at = slower.indexOf(changes.responseMinutes ?? 0);
      const raised = moved === 'responseMinutes' ? { ...changes, responseMinutes: slower[Math.min(3, at + 1)] ?? null } : { ...changes, [moved]: changes[moved] + more };
      for (const id of ids) {
        const [from, to] = [after(id, { ...changes, responseMinutes: at < 0 ? null : changes.responseMinutes }), after(id, raised)];
        // A payback that is no longer within the curve has become longer, one that is again shorter.
        if (from === null || to === null) {
          if (id === 'payback') expect(from === null || to !== null).toBe(true);
          continue;
        }
        expect(better[id] * (to - from)).toBeGreaterThanOrEqual(-1e-6 * Math.abs(from));
      }
    }));
  });
});

describe('what is not known', () => {
  it('no spend: no cost, no ratio, no payback, and says so; value and pipeline stay', () => {
    const of = withDetails('cac', { spend: null, clvToCac: null, payback: { simpleMonths: null, survivalMonths: null, survivalCi: null, curve: [] } }, { value: null, ci: null, phases: null, caveats: [caveat('CAC_NO_SPEND')] });
    const { figures, lifetimeProfit } = whatIfOf(of, { price: 0.1, winRate: 0.05 });
    expect(figures.map(({ after: then, lack }) => [then, lack?.code ?? null])).toEqual([[null, 'CAC_NO_SPEND'], [2160, null], [null, 'CAC_NO_SPEND'], [null, 'WI_NO_CURVE'], [224.4, null]]);
    expect(lifetimeProfit.after).toBeNull();
  });
  it('nothing is carried beyond the months that are known', () => {
    // 600 / .6 = 1000 at 50 a month takes 20 of 24 months; at a lower price, 40 a month, 25.
    expect([after('payback', { winRate: -0.1 }), figure('payback', { winRate: -0.1, price: -0.1 })]).toMatchObject([20, { after: null, lack: { code: 'WI_BEYOND_CURVE', params: { n: 24 } } }]);
  });
  it('an uncertain lever makes what it moves as uncertain', () => {
    const of: WhatIfBase = { ...base, closeRatio: { ...base.closeRatio, reliability: 'unreliable' } };
    expect([figure('cac', { winRate: 0.05 }, of).reliability, figure('clv', { winRate: 0.05 }, of).reliability, figure('cac', {}, of).reliability]).toEqual(['unreliable', 'ok', 'ok']);
  });
  it('a change that is no number is none', () => {
    const odd = { retention: Number.NaN, winRate: 'all', price: Infinity } as unknown as WhatIfChanges;
    expect(whatIfOf(base, odd)).toEqual(whatIfOf(base, {}));
  });
});

it('asks six KPIs of one period, filter and options; only the cost with its bootstrap', () => {
  const asked = whatIfQuestions({ kpi: 'churn', period: 'last_quarter', filter: { source: ['Web'] }, segmentBy: ['owner_id'], options: { discountRate: 0 } });
  expect(Object.values(asked).map(({ kpi, interval }) => [kpi, interval ?? 'bootstrap'])).toEqual([
    ['cac', 'bootstrap'], ['clv', 'closed-form'], ['churn', 'closed-form'], ['close_ratio', 'closed-form'], ['pipeline', 'closed-form'], ['lead_response', 'closed-form'],
  ]);
  for (const query of Object.values(asked)) expect(query).toMatchObject({ period: 'last_quarter', filter: { source: ['Web'] }, compare: 'none', options: { discountRate: 0 } });
  expect(Object.values(asked).some(({ segmentBy }) => segmentBy !== undefined)).toBe(false);
});
