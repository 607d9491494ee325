import { describe, expect, it } from 'vitest';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { codesOf, contextOf, engagedDeal, isoDay, asOfDay, repeat } from './deal-fixtures.js';

const ask = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(closeRatio, context, { kpi: 'close_ratio', period: 'all', compare: 'none', ...query });
const fixed = (x: number | null | undefined, digits: number): string | undefined => x?.toFixed(digits);

describe('close_ratio: example A', () => {
  // won 20,45,80,120; lost 10,60,70,100; open 50+,200+ at H = 90
  const deals = [
    ...[20, 45, 80, 120].map((t) => engagedDeal(250, 'won', t)), ...[10, 60, 70, 100].map((t) => engagedDeal(250, 'lost', t)),
    engagedDeal(50, 'open'), engagedDeal(200, 'open'),
  ];
  const result = ask(contextOf(deals));
  const { details } = result;
  it('I = .316667, se .152510, interval [.1137;.6991]', () => {
    expect([fixed(result.value, 6), fixed(details.incidence, 6), fixed(details.se, 6)]).toEqual(['0.316667', '0.316667', '0.152510']);
    expect([fixed(result.ci?.lo, 4), fixed(result.ci?.hi, 4)]).toEqual(['0.1137', '0.6991']);
    expect(details.horizonDays).toBe(90);
  });
  it('matured 3/9 = .3333 [.1206;.6458]', () => {
    expect([details.matured.won, details.matured.n, fixed(details.matured.rate, 4)]).toEqual([3, 9, '0.3333']);
    expect([fixed(details.matured.ci?.lo, 4), fixed(details.matured.ci?.hi, 4)]).toEqual(['0.1206', '0.6458']);
    expect([result.num, result.den, result.n, result.nCensored]).toEqual([3, 9, 9, 1]);
  });
  it('decided 4/8 = .50', () => {
    expect(details.decided).toMatchObject({ won: 4, lost: 4, n: 8, rate: 0.5 });
    const decided = ask(contextOf(deals), { options: { basis: 'decided' } });
    expect([decided.value, decided.num, decided.den, decided.basis]).toEqual([0.5, 4, 8, 'decided']);
  });
  it('n = 9 and a width over .40 are unreliable', () => expect(result.reliability).toBe('unreliable'));
});

describe('close_ratio: example B', () => {
  const group = (owner_id: string, source: string, n: number, won: number): Row[] => repeat(n, (i) => engagedDeal(200, i < won ? 'won' : 'lost', 30, { owner_id, source }));
  const deals = [...group('A', 'inbound', 30, 12), ...group('A', 'outbound', 10, 1), ...group('B', 'inbound', 10, 5), ...group('B', 'outbound', 30, 6)];
  const { details } = ask(contextOf(deals));
  const [a, b] = details.owners;
  it('overall .30, raw A .325 > B .275', () => expect([details.overall, a?.raw, b?.raw]).toEqual([0.3, 0.325, 0.275]));
  it('both hold 75 % of a cell: leave-one-out expects 14.25 and 9.75', () => expect([a?.expected, b?.expected]).toEqual([14.25, 9.75]));
  it('A quality +.05625, skill −.03125; B the opposite', () => {
    expect([a?.quality, a?.skill, b?.quality, b?.skill]).toEqual([0.05625, -0.03125, -0.05625, 0.03125]);
  });
  it('O/E .9123 and 1.1282, adjusted .2737 and .3385: B is better', () => {
    expect([fixed(13 / (a?.expected ?? 0), 4), fixed(11 / (b?.expected ?? 0), 4)]).toEqual(['0.9123', '1.1282']);
    expect([fixed(a?.adjusted, 4), fixed(b?.adjusted, 4)]).toEqual(['0.2737', '0.3385']);
  });
  it('z only −.42 and +.47: both rates lie within the funnel limits', () => {
    // z = (O − E)/sd and hi − expected rate = 1.959963984540054·sd/n.
    const z = (owner: typeof a): string => (1.959963984540054 * ((owner?.won ?? 0) - (owner?.expected ?? 0)) / ((owner?.hi ?? 0) * 40 - (owner?.expected ?? 0))).toFixed(2);
    expect([z(a), z(b)]).toEqual(['-0.42', '0.47']);
    for (const owner of details.owners) expect(owner.raw).toSatisfy((raw: number) => raw > (owner.lo ?? 1) && raw < (owner.hi ?? 0));
  });
  it('the funnel stands around the overall rate for any number of deals: narrower the more, never outside 0 and 1', () => {
    // A: 30·.4·.6 + 10·.225·.775, B: 10·.375·.625 + 30·.2·.8; 80 cases, the largest has 40.
    const spread = (7.2 + 1.74375 + 2.34375 + 4.8) / 80;
    const last = details.funnel.at(-1);
    expect(last?.size).toBeCloseTo(43.2, 9);
    const half = 1.959963984540054 * Math.sqrt(spread / 43.2);
    expect([last?.lo, last?.hi]).toEqual([expect.closeTo(0.3 - half, 9), expect.closeTo(0.3 + half, 9)]);
    expect([details.funnel[0]?.lo998, details.funnel[0]?.hi998]).toEqual([0, 1]);
    details.funnel.slice(1).forEach((band, i) => expect(band.hi - band.lo).toBeLessThanOrEqual((details.funnel[i]?.hi ?? 1) - (details.funnel[i]?.lo ?? 0)));
    expect(details.owners.map(({ isCompared }) => isCompared)).toEqual([true, true]);
  });
  it('a rep of under ten matured deals, and deals without a rep, are compared with nobody', () => {
    const few = ask(contextOf([...deals, ...group('C', 'inbound', 9, 3), ...repeat(20, () => engagedDeal(200, 'won', 30, { source: 'inbound' }))]));
    expect(few.details.owners.map(({ id, isCompared }) => [id, isCompared])).toEqual([['A', true], ['B', true], ['C', false], [null, false]]);
  });
  it('nobody holds over half of a cell: pooled rates', () => {
    const even = [...group('A', 'inbound', 20, 12), ...group('B', 'inbound', 20, 4), ...group('A', 'outbound', 15, 3), ...group('B', 'outbound', 15, 0)];
    // inbound 16/40 = .4, outbound 3/30 = .1: E = 20·.4 + 15·.1 = 9.5 each.
    expect(ask(contextOf(even)).details.owners.map(({ expected }) => expected)).toEqual([9.5, 9.5]);
  });
  it('cells under 10 are merged within source and segment, then source, then all', () => {
    const some = (owner_id: string, source: string, segment: string, score: number, n: number, won: number): Row[] =>
      repeat(n, (i) => engagedDeal(200, i < won ? 'won' : 'lost', 30, { owner_id, source, segment, score }));
    // Web·SMB: bands of 6 + 6 become one cell (4/12). Web·Ent 4 and Fair 5 are left over and become one (3/9).
    const deals2 = [...some('A', 'Web', 'SMB', 10, 3, 1), ...some('B', 'Web', 'SMB', 10, 3, 1), ...some('A', 'Web', 'SMB', 60, 3, 1), ...some('B', 'Web', 'SMB', 60, 3, 1),
      ...some('A', 'Web', 'Ent', 60, 2, 1), ...some('B', 'Web', 'Ent', 2, 2, 0), ...some('A', 'Fair', 'Ent', 60, 2, 2), ...some('B', 'Fair', 'Ent', 60, 3, 0)];
    const rates = ask(contextOf(deals2)).details.owners;
    // A: 6·4/12 + 4·3/9 = 3.3333; B: 6·4/12 + 5·3/9 would be 3.6667, but B holds 5/9 of the rest: leave-one-out in all its cells.
    const overall = 7 / 21;
    expect(rates[0]?.expected).toBeCloseTo(6 * (4 / 12) + 4 * (3 / 9), 10);
    expect(rates[1]?.expected).toBeCloseTo(6 * ((2 + 10 * overall) / 16) + 5 * ((3 + 10 * overall) / 14), 10);
  });
  it('lead mix and rep add up to the difference from the overall rate', () => {
    for (const owner of details.owners) expect((owner.quality ?? 0) + (owner.skill ?? 0)).toBeCloseTo((owner.raw ?? 0) - 0.3, 12);
  });
});

describe('close_ratio: edges', () => {
  it('0 wins of 20: 0 [0;.1611]', () => {
    const { value, ci, state } = ask(contextOf(repeat(20, () => engagedDeal(200, 'lost', 10))));
    expect([value, ci?.lo, fixed(ci?.hi, 4), ci?.method, state]).toEqual([0, 0, '0.1611', 'wilson', 'zero']);
  });
  it('no one engaged: null', () => {
    const { value, reliability } = ask(contextOf([engagedDeal(200, 'won', 10), engagedDeal(10, 'lost', 5)]), { period: { start: '2020-01-01', end: '2020-02-01' } });
    expect([value, reliability]).toEqual([null, 'none']);
  });
  it('all open and younger than H: I = 0 with CR_IMMATURE, interval null, unreliable', () => {
    const result = ask(contextOf(repeat(20, () => engagedDeal(30, 'open'))));
    expect([result.value, result.ci, result.reliability, result.nCensored]).toEqual([0, null, 'unreliable', 20]);
    expect(codesOf(result)).toContain('CR_IMMATURE');
  });
  it('a member exactly H days old is not matured; won on day H counts, on day H + 1 does not', () => {
    const { details } = ask(contextOf([engagedDeal(90, 'open'), engagedDeal(91, 'won', 90), engagedDeal(95, 'won', 91), engagedDeal(95, 'lost', 20)]));
    expect([details.matured.n, details.matured.won]).toEqual([3, 1]);
  });
});

describe('close_ratio: horizon', () => {
  it('with 50 won deals their own p90 rounded up to 30 days, the same for every period and segment', () => {
    const deals = [...repeat(50, (i) => engagedDeal(400, 'won', 2 * i + 1, { source: i < 5 ? 'Web' : 'Fair' })), engagedDeal(400, 'lost', 10)];
    // p90 of 1, 3 … 99 = 89.2 → 90; of twice that 178.4 → 180.
    expect(ask(contextOf(deals)).details.horizonDays).toBe(90);
    expect(ask(contextOf(deals.map((row, i) => (i < 50 ? engagedDeal(400, 'won', 4 * i + 2) : row)))).details.horizonDays).toBe(180);
    expect(ask(contextOf(deals), { filter: { source: ['Web'] } }).details.horizonDays).toBe(90);
  });
  it('renewals are left out, also of the horizon', () => {
    const deals = [...repeat(50, () => engagedDeal(400, 'won', 20)), ...repeat(50, () => engagedDeal(400, 'won', 300, { type: 'renewal' })), engagedDeal(400, 'lost', 9)];
    const { details } = ask(contextOf(deals));
    expect([details.horizonDays, details.matured.n, details.decided.won]).toEqual([30, 51, 50]);
  });
});

describe('close_ratio: who is engaged when', () => {
  const base = { status: 'won', created_at: isoDay(asOfDay - 100), closed_at: isoDay(asOfDay - 80), lead_id: 'l1' };
  const engagedOn = (row: Row, more: Rows): string | undefined => {
    // The cohort of a single day holds the deal only on the day it was engaged.
    for (let day = asOfDay - 130; day < asOfDay; day++) {
      const result = ask(contextOf([row], more), { period: { start: isoDay(day), end: isoDay(day + 1) } });
      if (result.details.matured.n + (result.nCensored ?? 0) > 0) return isoDay(day);
    }
    return undefined;
  };
  const leads = (first_response_at: string | null): Rows => ({ leads: [{ id: 'l1', received_at: isoDay(asOfDay - 120), first_response_at }] });
  const call = (day: number, more: Row = {}): Row => ({ lead_id: 'l1', occurred_at: isoDay(asOfDay - day), kind: 'call', actor: 'sales', ...more });
  it('first sales activity or first response, whichever is earlier', () => {
    expect(engagedOn(base, { ...leads(isoDay(asOfDay - 110)), activities: [call(105)] })).toBe(isoDay(asOfDay - 110));
    expect(engagedOn(base, { ...leads(isoDay(asOfDay - 104)), activities: [call(105)] })).toBe(isoDay(asOfDay - 105));
  });
  it('neither marketing nor automation nor an inbound contact of nobody engages', () => {
    const activities = [call(115, { actor: 'marketing' }), call(114, { automated: true }), call(113, { actor: null, direction: 'in' }), call(112, { actor: null, direction: null })];
    expect(engagedOn(base, { ...leads(null), activities })).toBe(isoDay(asOfDay - 112));
  });
  it('else the first contact, else creation; the result names which', () => {
    expect(engagedOn({ ...base, first_contact_at: isoDay(asOfDay - 101) }, leads(null))).toBe(isoDay(asOfDay - 101));
    expect(engagedOn(base, leads(null))).toBe(isoDay(asOfDay - 100));
    expect(ask(contextOf([base], leads(null))).details.engagedBy).toBe('creation');
    expect(ask(contextOf([{ ...base, first_contact_at: isoDay(asOfDay - 101) }])).details.engagedBy).toBe('first_contact');
  });
});

describe('close_ratio: phases', () => {
  it('stage to stage over matured members; the product is the matured ratio', () => {
    const stages = (deal: number, names: readonly string[]): Row[] => names.map((stage, i) => ({ deal_id: `d${deal}`, stage, entered_at: isoDay(asOfDay - 200 + i), order: ['Lead', 'Demo', 'Offer'].indexOf(stage) + 1 }));
    const deals = [...repeat(4, () => engagedDeal(200, 'won', 30)), ...repeat(6, () => engagedDeal(200, 'lost', 30))];
    const stage_history = [
      ...[1, 2, 3, 4].flatMap((d) => stages(d, ['Lead', 'Offer'])), ...[5, 6].flatMap((d) => stages(d, ['Lead', 'Demo'])), ...[7, 8, 9].flatMap((d) => stages(d, ['Lead'])),
    ];
    const { phases, details } = ask(contextOf(deals, { stage_history }));
    // 10 engaged → 9 Lead → 6 Demo or later → 4 Offer → 4 won.
    expect(phases?.map(({ key, value }) => [key, value])).toEqual([['Lead', 0.9], ['Demo', 0.666666666667], ['Offer', 0.666666666667], ['won', 1]]);
    expect(phases?.reduce((product, phase) => product * (phase.value ?? 0), 1)).toBeCloseTo(details.matured.rate ?? 0, 10);
  });
});

describe('close_ratio: minimum input', () => {
  it('without any start: won / (won + lost) by closing, titled so', () => {
    const { created_at: _, ...closed } = engagedDeal(100, 'won', 10);
    const { created_at: __, ...lost } = engagedDeal(100, 'lost', 10);
    const result = ask(contextOf([closed, closed, closed, lost]));
    expect([result.value, result.basis]).toEqual([0.75, 'decided']);
    expect(result.caveats.find(({ code }) => code === 'CR_BASIS_DECIDED')?.en).toBe('No start date: won / (won + lost) by closing date instead.');
  });
  it('without closing dates: won / (won + lost) of all time', () => {
    const result = ask(contextOf([{ status: 'won' }, { status: 'won' }, { status: 'lost' }, { status: 'open' }]));
    expect([fixed(result.value, 4), result.basis, result.den]).toEqual(['0.6667', 'all-time', 3]);
    expect(ask(contextOf([{ status: 'won', created_at: '2025-01-01' }, { status: 'lost', created_at: '2025-01-01' }])).value).toBe(0.5);
  });
  it('without owners the league is empty; without source, segment and score there is one cell and quality 0', () => {
    expect(ask(contextOf([engagedDeal(200, 'won', 10), engagedDeal(200, 'lost', 10)])).details.owners).toEqual([]);
    const deals = [...repeat(20, (i) => engagedDeal(200, i < 10 ? 'won' : 'lost', 10, { owner_id: 'A' })), ...repeat(20, (i) => engagedDeal(200, i < 4 ? 'won' : 'lost', 10, { owner_id: 'B' }))];
    expect(ask(contextOf(deals)).details.owners.map(({ quality, skill }) => [quality, skill])).toEqual([[0, 0.15], [0, -0.15]]);
  });
  it('needs a status or a stage', () => {
    const result = ask(contextOf([{ created_at: '2025-01-01' }]));
    expect([result.state, result.caveats[0]?.params]).toEqual(['not-applicable', { table: 'deals', column: 'status' }]);
  });
});

describe('close_ratio: segments, trend and change', () => {
  const deals = [...repeat(40, (i) => engagedDeal(300, i < 20 ? 'won' : 'lost', 20, { source: 'Web' })), ...repeat(40, (i) => engagedDeal(300, i < 4 ? 'won' : 'lost', 20, { source: null }))];
  it('a null segment is its own segment, last', () => {
    const { segments, value } = ask(contextOf(deals), { segmentBy: ['source'] });
    expect(segments.map(({ key, value: rate, n }) => [key, rate, n])).toEqual([[['Web'], 0.5, 40], [[null], 0.1, 40]]);
    expect(value).toBe(0.3);
  });
  it('trend points equal the quarters asked one by one', () => {
    const context = contextOf([...deals, ...repeat(30, (i) => engagedDeal(200 - i, i % 3 === 0 ? 'won' : 'lost', 15))]);
    const { trend } = ask(context, { trend: { unit: 'quarter', count: 4 } });
    for (const point of trend ?? []) expect(ask(context, { period: point.period })).toMatchObject({ value: point.value, n: point.n, ci: point.ci, reliability: point.reliability });
  });
  it('an arrow only when the interval of the difference excludes 0', () => {
    const half = (age: number, won: number): Row[] => repeat(60, (i) => engagedDeal(age, i < won ? 'won' : 'lost', 20));
    // 2024-Q3 against 2024-Q4: ages on 2025-07-01 of 330 and 200 days.
    const ask2 = (before: number, after: number) => ask(contextOf([...half(330, before), ...half(200, after)]), { period: { start: '2024-10-01', end: '2025-01-01' }, compare: 'previous' }).delta;
    expect(ask2(10, 30)).toMatchObject({ signal: 'up', abs: 0.333333333333, rel: 2 });
    expect(ask2(25, 30)).toMatchObject({ signal: 'within-chance' });
  });
});

describe('close_ratio: by person', () => {
  it('one person with two deals is two engagements, with unit person one: the first win counts', () => {
    const leads = [{ id: 'p1', received_at: isoDay(asOfDay - 300) }, { id: 'p2', received_at: isoDay(asOfDay - 300) }];
    const deals = [
      engagedDeal(200, 'lost', 10, { lead_id: 'p1' }), engagedDeal(180, 'won', 30, { lead_id: 'p1' }), engagedDeal(150, 'won', 9, { lead_id: 'p1' }),
      engagedDeal(200, 'lost', 10, { lead_id: 'p2' }), engagedDeal(95, 'open', 0, { lead_id: 'p2' }), engagedDeal(200, 'lost', 20),
    ];
    const context = contextOf(deals, { leads });
    expect(ask(context).details.matured).toMatchObject({ n: 6, won: 2 });
    // p1 won 50 days after the first engagement, p2 is still open, the deal without a person lost.
    expect(ask(context, { options: { unit: 'person' } }).details.matured).toMatchObject({ n: 3, won: 1 });
    expect(ask(context, { options: { unit: 'person' }, period: { start: isoDay(asOfDay - 200), end: isoDay(asOfDay - 199) } }).details.matured).toMatchObject({ n: 3, won: 1 });
  });
});
