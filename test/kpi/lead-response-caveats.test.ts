import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import type { leadResponseCaveatTexts } from '../../src/kpi/lead-response-caveat-texts.js';
import type { BusinessHours, EngineConfig } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Caveat } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { after, ago, call, codesOf, contextOf, repeat } from './lead-fixtures.js';

interface Asked { readonly leads: readonly Row[]; readonly more?: Rows; readonly query?: Partial<KpiQuery>; readonly config?: EngineConfig }
const ask = ({ leads, more = {}, query = {}, config = {} }: Asked): readonly Caveat[] =>
  computeKpi(leadResponse, contextOf(leads, more, config), { kpi: 'lead_response', period: 'all', compare: 'none', ...query }).caveats;
const isTold = (code: keyof typeof leadResponseCaveatTexts, asked: Asked): boolean => codesOf({ caveats: ask(asked) }).includes(code);

const received = ago(1);
const at = (minutes: number, more: Row = {}): Row => call('l1', after(received, minutes), more);
/** One lead with these activities, and one without any. */
const contacted = (...activities: readonly Row[]): Asked => ({ leads: [{ received_at: received }, { received_at: received }], more: { activities } });
const reply = at(1, { kind: 'email', automated: true });
const answered = (...minutes: readonly (number | null)[]): Asked => ({ leads: minutes.map((wait) => ({ received_at: ago(14), first_response_at: wait === null ? null : after(ago(14), wait) })) });
// One lead was answered, the other one not yet.
const waiting = (since: string): Asked => ({ leads: [{ received_at: ago(7), first_response_at: after(ago(7), 10) }, { received_at: since, first_response_at: null }] });
const mondays: BusinessHours = { tz: 'UTC', week: [{ dow: 1, from: '00:00', to: '24:00' }], holidays: [] };
const onSunday = (n: number): Asked => ({
  leads: repeat(10, (i) => ({ received_at: i < n ? '2025-06-29T10:15:00Z' : '2025-06-30T10:15:00Z', first_response_at: null })), config: { businessHours: mondays },
});
const owned = { leads: [{ received_at: received, first_response_at: after(received, 5), owner_id: 'A' }] };

/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Asked; readonly silent: Asked; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

const pairs: Readonly<Record<keyof typeof leadResponseCaveatTexts, Pair>> = {
  RT_ASSUMED_HUMAN: {
    fires: contacted(at(5, { direction: null })), silent: contacted(at(5)), severity: 'info',
    en: 'Actor, direction or automation not recorded: contacts taken as human and outbound.', de: 'Akteur, Richtung oder Automatik nicht erfasst: Kontakte gelten als persönlich und ausgehend.',
  },
  RT_AUTOREPLY: {
    fires: contacted(reply, at(9)), silent: contacted(reply, at(0.5)), severity: 'info',
    en: 'First reply is automated; not counted.', de: 'Erste Antwort automatisch; zählt nicht.',
  },
  // A mean of 20 beside a median of 10, or of 19.7.
  RT_MEAN_MISLEADS: {
    fires: answered(10, 10, 40), silent: answered(10, 10, 39), severity: 'warn',
    en: 'Few slow leads shape the mean; read the median.', de: 'Wenige langsame Leads prägen das Mittel; Median lesen.',
  },
  RT_OUT_OF_HOURS: {
    fires: onSunday(4), silent: onSunday(3), severity: 'info',
    en: '40% of leads arrive outside hours.', de: '40\u00a0% der Leads außerhalb der Geschäftszeit.',
  },
  RT_PER_REP: {
    fires: owned, silent: { ...owned, query: { segmentBy: ['owner_id'] } }, severity: 'info',
    en: 'Response is individual: look at each rep.', de: 'Reaktionszeit ist individuell: je Verkäufer ansehen.',
  },
  // A second before the five minutes in which a contact still is the answer.
  RT_PRIOR_CONTACT: {
    fires: contacted(at(-5 - 1 / 60)), silent: contacted(at(-5)), severity: 'info',
    en: '50% of leads were already in contact.', de: '50\u00a0% der Leads hatten schon Kontakt.',
  },
  // Seven days old, or a minute less.
  RT_UNANSWERED: { fires: waiting(ago(7)), silent: waiting(ago(6, 1439)), severity: 'warn', en: '50% never answered.', de: '50\u00a0% nie beantwortet.' },
};

describe('what is said of response times is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => {
    expect(ask(fires).find((caveat) => caveat.code === code)).toMatchObject({ severity, en, de });
    expect(codesOf({ caveats: ask(silent) })).not.toContain(code);
  });
  it('RT_ASSUMED_HUMAN: any of the three gaps is enough, and first responses alone', () => {
    expect([{ actor: null }, { automated: null }].map((gap) => isTold('RT_ASSUMED_HUMAN', contacted(at(5, gap))))).toEqual([true, true]);
    expect(isTold('RT_ASSUMED_HUMAN', contacted({ lead_id: 'l1', occurred_at: after(received, 5), kind: 'call' }))).toBe(true);
    expect(isTold('RT_ASSUMED_HUMAN', answered(5))).toBe(true);
    // A form that nobody takes for a contact needs no assumption.
    expect(isTold('RT_ASSUMED_HUMAN', contacted(at(5), at(5, { kind: 'form', actor: null })))).toBe(false);
  });
  it('RT_AUTOREPLY: where nobody answered either; not what went out long before the lead', () => {
    expect([contacted(reply), contacted(at(-60, { automated: true }), at(9))].map((asked) => isTold('RT_AUTOREPLY', asked))).toEqual([true, false]);
  });
  it('RT_MEAN_MISLEADS: more than a tenth never answered, and any wait beside a median of 0', () => {
    const tens = (n: number): Asked => answered(...repeat(n, () => 10), null);
    expect([tens(8), tens(9), answered(0, 0, 1), answered(0, 0, 0)].map((asked) => isTold('RT_MEAN_MISLEADS', asked))).toEqual([true, false, true, false]);
  });
  it('RT_OUT_OF_HOURS: without opening times nobody knows', () => expect(isTold('RT_OUT_OF_HOURS', { leads: onSunday(4).leads })).toBe(false));
  it('RT_PER_REP: silent where reps are chosen, too', () => expect(isTold('RT_PER_REP', { ...owned, query: { filter: { owner_id: ['A'] } } })).toBe(false));
});

describe('RT_PER_REP warns where reps differ three-fold', () => {
  const of = (owner_id: string | null, minutes: number | null, n = 10): Row[] => repeat(n, (i) => ({ received_at: ago(20 + i), owner_id, first_response_at: minutes === null ? null : after(ago(20 + i), minutes) }));
  it.each([
    ['4 and 12 minutes', [of('A', 4), of('B', 12)], 'warn'],
    ['4 and 11 minutes', [of('A', 4), of('B', 11)], 'info'],
    ['a rep with fewer than ten leads is not compared', [of('A', 4), of('B', 12, 9)], 'info'],
    ['leads that nobody owns are no rep', [of('A', 4), of('B', 4), of(null, 40)], 'info'],
    ['a rep who never answers has no median to compare', [of('A', 4), of('B', 5), of('C', null)], 'info'],
  ] as const)('%s', (_, leads, severity) => expect(ask({ leads: leads.flat() }).find(({ code }) => code === 'RT_PER_REP')?.severity).toBe(severity));
});
