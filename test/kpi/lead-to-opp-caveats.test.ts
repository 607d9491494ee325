import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import type { leadToOppCaveatTexts } from '../../src/kpi/lead-to-opp-caveat-texts.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Caveat, KpiResult } from '../../src/model/result.js';
import type { Row } from '../fixtures/tables.js';
import { after, ago, codesOf, contextOf, repeat } from './lead-fixtures.js';

interface Asked { readonly leads: readonly Row[]; readonly query?: Partial<KpiQuery>; readonly config?: EngineConfig }
const ask = ({ leads, query = {}, config = {} }: Asked): KpiResult<'lead_to_opp'> =>
  computeKpi(leadToOpp, contextOf(leads, {}, config), { kpi: 'lead_to_opp', period: 'all', compare: 'none', ...query });

const lead = (age: number, called: boolean, qualified: boolean, more: Row = {}): Row => ({
  received_at: ago(age), first_response_at: called ? after(ago(age), 60) : null, qualified_at: qualified ? after(ago(age), 3000) : null, disqualified_at: null, ...more,
});

// 10 of 40: [.1419;.4019].
const quarter = repeat(40, (i) => lead(60, true, i < 10));
const towards = (target: number): Asked => ({ leads: quarter, query: { target } });
const young = (n: number): Asked => ({ leads: repeat(10, (i) => lead(i < n ? 10 : 40, true, false)) });
const untouched = (n: number): Row[] => repeat(10, (i) => lead(5, i >= n, false));

/** Fifty leads a cell, so many of them qualified and called. */
const cell = (owner_id: string, source: string, qualified: number, called = 50): Row[] => repeat(50, (i) => lead(60, i < called, i < qualified, { owner_id, source }));
// Rep and source change places without a change of numbers while the two mixed cells have the same: each explains half.
const mixed = (byFair: number, toWeb: number): Row[] => [...cell('A', 'Web', 30), ...cell('A', 'Fair', byFair), ...cell('B', 'Web', toWeb), ...cell('B', 'Fair', 5)];
const below = (leads: readonly Row[], target = 0.5): Asked => ({ leads, query: { target } });

/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Asked; readonly silent: Asked; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

const pairs: Readonly<Record<keyof typeof leadToOppCaveatTexts, Pair>> = {
  LO_FAR_FROM_TARGET: {
    fires: towards(0.402), silent: towards(0.401), severity: 'warn',
    en: 'Far from target; find the cause before assigning blame.', de: 'Weit vom Ziel; erst Ursache klären, dann Verantwortung.',
  },
  LO_IMMATURE: {
    fires: young(3), silent: young(2), severity: 'warn',
    en: 'Cohort not mature: 30% still within 30 days.', de: 'Kohorte unreif: 30\u00a0% noch innerhalb von 30 Tagen.',
  },
  LO_QUALITY: {
    fires: below(mixed(20, 21)), silent: below(mixed(20, 20)), severity: 'warn',
    en: 'Points to lead quality or marketing-sales misalignment.', de: 'Deutet auf Lead-Qualität oder Fehlausrichtung Marketing–Vertrieb.',
  },
  LO_REP_QUALIFYING: {
    fires: { leads: mixed(21, 20) }, silent: { leads: mixed(20, 20) }, severity: 'warn',
    en: 'Differs by rep, not source.', de: 'Unterschied liegt bei Verkäufern, nicht Quellen.',
  },
  LO_UNWORKED: {
    fires: { leads: untouched(3) }, silent: { leads: untouched(2) }, severity: 'warn',
    en: 'Before blaming lead quality: 30% were never worked.', de: 'Vor Kritik an der Lead-Qualität: 30\u00a0% wurden nie bearbeitet.',
  },
};
const codes = (asked: Asked): string[] => codesOf(ask(asked));

describe('what is said of the way from lead to opportunity is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => {
    expect(ask(fires).caveats.find((caveat) => caveat.code === code)).toMatchObject({ severity, en, de });
    expect(codes(silent)).not.toContain(code);
  });
  it('LO_FAR_FROM_TARGET is silent above the target and without one', () => {
    for (const asked of [towards(0.2), towards(0.1), { leads: quarter }]) expect(codes(asked)).not.toContain('LO_FAR_FROM_TARGET');
  });
  it('LO_IMMATURE: a horizon of one day is called one', () => {
    const leads = repeat(2, (i) => ({ ...lead(2, true, false), received_at: ago(i === 0 ? 2 : 0, 60) }));
    expect(ask({ leads, query: { options: { horizonDays: 1 } } }).caveats.find(({ code }) => code === 'LO_IMMATURE')).toMatchObject({
      en: 'Cohort not mature: 50% still within 1 day.', de: 'Kohorte unreif: 50\u00a0% noch innerhalb von 1 Tag.',
    });
  });
});

describe('LO_UNWORKED', () => {
  it('qualified without touch is no neglect; younger than a day is not due', () => {
    expect(codes({ leads: [...untouched(2), lead(5, false, true)] })).not.toContain('LO_UNWORKED');
    expect(ask({ leads: [...untouched(3), ...repeat(10, () => lead(1, false, false))] }).details.due).toEqual({ n: 10, neglected: 3, share: 0.3 });
  });
  it('after the hours of the option, and in opening times where they are told', () => {
    const leads = repeat(4, (i) => ({ ...lead(0, false, false), received_at: ago(0, 60 * (i + 1)) }));
    expect(ask({ leads, query: { options: { slaHours: 2 } } }).details.due).toMatchObject({ n: 2, neglected: 2 });
    expect(ask({ leads }).details.due).toMatchObject({ n: 0, share: null });
    // asOf is midnight after Monday; one open hour a day, so that 24 of them are Mondays to Fridays back to 27 May.
    const businessHours = { tz: 'UTC', week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '10:00' })), holidays: [] };
    const days = ['2025-05-26', '2025-05-27', '2025-05-28'].map((day) => ({ ...lead(0, false, false), received_at: `${day}T12:00:00Z` }));
    expect(ask({ leads: days, config: { businessHours } }).details.due?.n).toBe(1);
    expect(ask({ leads: days }).details.due?.n).toBe(3);
  });
});

describe('LO_QUALITY and LO_REP_QUALIFYING', () => {
  const bySource = mixed(5, 30);
  it('the leads are named only below a target: 70 of 200 are .35', () => {
    expect([below(bySource, 0.36), below(bySource, 0.35), { leads: bySource }].map((asked) => codes(asked).includes('LO_QUALITY'))).toEqual([true, false, false]);
  });
  it('a quarter never worked comes before the quality of the leads; a fifth does not', () => {
    const called = (n: number): Asked => below([...cell('A', 'Web', 30, n), ...cell('B', 'Web', 30, n), ...cell('A', 'Fair', 5, n), ...cell('B', 'Fair', 5, n)]);
    expect([called(40), called(39)].map((asked) => codes(asked).includes('LO_QUALITY'))).toEqual([true, false]);
  });
  it('where one is told the other is not', () => {
    expect(codes(below(bySource))).not.toContain('LO_REP_QUALIFYING');
    expect(codes(below(mixed(30, 5)))).not.toContain('LO_QUALITY');
  });
  it('differences of chance are nobody’s', () => {
    const leads = repeat(120, (i) => lead(60, true, i % 5 === 0, { owner_id: i % 2 === 0 ? 'A' : 'B', source: i % 3 === 0 ? 'Web' : 'Fair' }));
    expect(codes({ leads }).filter((code) => code.startsWith('LO_'))).toEqual([]);
  });
  it('reps and sources are compared for the whole, not inside each segment', () => {
    const { segments } = ask({ leads: bySource, query: { segmentBy: ['source'] } });
    expect(segments.map(({ details }) => [details?.owners, details?.between])).toEqual([[[], { source: null, owner: null }], [[], { source: null, owner: null }]]);
  });
});
