import { describe, expect, it } from 'vitest';
import type { touchesCaveatTexts } from '../../src/kpi/touches-caveat-texts.js';
import type { KpiResult } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { codesOf } from './customers.js';
import { askTouches, at, example, finalTouches, lead, mail, mails, meeting } from './touches-fixtures.js';

const shown = ({ segments }: KpiResult<'touches_to_meeting'>) => segments.map(({ key, value, n }) => [...key, value, n]);
const byMarketing = { actor: 'marketing' };

/** a: marketing, marketing, sales; b: sales, marketing; c: marketing; d: nobody; e: sales, no meeting. */
const rows: Rows = {
  leads: [
    lead('a', 0, { source: 'Web', owner_id: 'Lang', segment: 'S' }), lead('b', 0, { source: 'Web', owner_id: 'Brandt', segment: 'S' }),
    lead('c', 0, { source: 'Fair', owner_id: 'Brandt', segment: 'L' }), lead('d', 0, { source: null, owner_id: null, segment: 'L' }), lead('e', 0, { source: 'Fair', owner_id: 'Lang', segment: null }),
  ],
  activities: [
    mail('a', 1, { ...byMarketing, channel: 'Nurture' }), mail('a', 2, { ...byMarketing, channel: 'Nurture' }), mail('a', 3, { channel: 'Phone' }), meeting('a', 20, 10),
    mail('b', 1, { channel: 'Phone' }), mail('b', 2, { ...byMarketing, channel: 'Nurture' }), meeting('b', 20, 10, { outcome: 'rescheduled' }),
    mail('c', 1, { actor: 'sales', automated: true }), meeting('c', 20, 10),
    meeting('d', 200, 10), mail('e', 1),
  ],
};

describe('touches_to_meeting by actor', () => {
  const result = askTouches(rows);

  it('phases: marketing before sales, sales, marketing later make the mean; then booked and held', () => {
    expect(result.value).toBe(6 / 4);
    expect(result.phases).toEqual([
      { key: 'marketing_before_sales', value: 3 / 4, unit: 'touches', n: 4, details: { touches: 3 } },
      { key: 'sales', value: 2 / 4, unit: 'touches', n: 4, details: { touches: 2 } },
      { key: 'marketing_later', value: 1 / 4, unit: 'touches', n: 4, details: { touches: 1 } },
      { key: 'booked', value: 4, unit: 'count', n: 4, details: {} },
      // b was moved, d lies ahead.
      { key: 'held', value: 0.5, unit: 'ratio', n: 4, details: { held: 2 } },
    ]);
  });

  it('automated touches are marketing’s; means by actor make the mean', () => {
    expect(result.details.byActor).toEqual({ marketing: 1, sales: 0.5 });
  });

  it('bookings by the channel of the last touch, the most first, with the touches they took: they add up to all', () => {
    // c's only touch names no channel, d had none.
    expect(result.details.channels).toEqual([
      { channel: null, n: 2, share: 0.5, mean: 0.5 }, { channel: 'Nurture', n: 1, share: 0.25, mean: 2 }, { channel: 'Phone', n: 1, share: 0.25, mean: 3 },
    ]);
    expect(askTouches({ leads: [lead('a')], activities: [{ lead_id: 'a', occurred_at: at(2), kind: 'email' }, { lead_id: 'a', occurred_at: at(9), kind: 'meeting' }] }).details.channels).toBeNull();
    expect(askTouches({ leads: [lead('a')], activities: [mail('a', 1, { channel: 'Phone' })] }).details.channels).toEqual([]);
  });

  it('the touches that nine of ten needed at most, from 50 bookings on', () => {
    const booked = (n: number): Rows => {
      const ids = Array.from({ length: n }, (_, i) => `l${i}`);
      return { leads: ids.map((id) => lead(id)), activities: ids.flatMap((id, i) => [...mails(id, i % 10), meeting(id, 20, 15)]) };
    };
    // Five each of 0 to 9 touches: the 45th of fifty in order is 8, the 46th 9; type 7 looks at place 44.1 from 0.
    expect([askTouches(booked(49)).details.p90, askTouches(booked(50)).details.p90]).toEqual([null, 8.1]);
  });

  it('the curve splits by whose the last touch was', () => {
    expect(result.details.curve.map(({ k, met, direct, marketing, sales }) => [k, met, direct, marketing, sales])).toEqual([
      [0, 0.2, 0.2, 0, 0], [1, expect.closeTo(0.4, 12), 0.2, expect.closeTo(0.2, 12), 0],
      [2, expect.closeTo(0.7, 11), 0.2, expect.closeTo(0.5, 11), 0], [3, expect.closeTo(1, 11), 0.2, expect.closeTo(0.5, 11), expect.closeTo(0.3, 11)],
    ]);
  });

  it('where nobody noted an actor the kind tells: forms, webinars and ads are marketing’s, the rest is sales’', () => {
    const activities = [mail('a', 1, { actor: null, kind: 'form' }), mail('a', 2, { actor: null, kind: 'webinar' }), mail('a', 3, { actor: null, kind: 'ad', outcome: 'click' }), mail('a', 4, { actor: null }), mail('a', 5, { actor: 'partner', kind: 'call' }), meeting('a', 20, 10)];
    expect(askTouches({ leads: [lead('a')], activities }).details.byActor).toEqual({ marketing: 3, sales: 2 });
  });

  it('no column of actors: no split, and it says so', () => {
    const strip = ({ actor: _, ...row }: Row): Row => row;
    const bare = askTouches({ ...rows, activities: (rows.activities ?? []).map(strip) }, { segmentBy: ['actor'] });
    expect(bare.value).toBe(1.5);
    expect(bare.details).toMatchObject({ byActor: null, warmedUpByMarketing: null });
    expect(bare.details.curve[0]).toMatchObject({ k: 0, met: 0.2, direct: null, marketing: null, sales: null });
    expect(bare.phases?.map(({ key }) => key)).toEqual(['booked', 'held']);
    expect(shown(bare)).toEqual([[null, 1.5, 4]]);
    expect(bare.caveats.find(({ code, params }) => code === 'NOT_APPLICABLE' && params['column'] === 'actor')?.severity).toBe('info');
  });
});

describe('touches_to_meeting segments', () => {
  it('source and owner are the lead’s, actor and channel the last touch’s', () => {
    expect(shown(askTouches(rows, { segmentBy: ['source'] }))).toEqual([['Fair', 1, 1], ['Web', 2.5, 2], [null, 0, 1]]);
    expect(shown(askTouches(rows, { segmentBy: ['owner'] }))).toEqual([['Brandt', 1.5, 2], ['Lang', 3, 1], [null, 0, 1]]);
    expect(shown(askTouches(rows, { segmentBy: ['actor'] }))).toEqual([['marketing', 1.5, 2], ['sales', 3, 1], [null, 0, 1]]);
    expect(shown(askTouches(rows, { segmentBy: ['channel'] }))).toEqual([['Nurture', 2, 1], ['Phone', 3, 1], [null, 0.5, 2]]);
    expect(shown(askTouches(rows, { segmentBy: ['source', 'actor'] }))).toEqual([['Fair', 'marketing', 1, 1], ['Fair', 'sales', null, 0], ['Web', 'marketing', 2, 1], ['Web', 'sales', 3, 1], [null, null, 0, 1]]);
  });

  it('of touches at one instant sales’ is the last, then that of the later channel, whatever the order of rows', () => {
    const same = [mail('a', 1, { channel: 'B' }), mail('a', 1, { ...byMarketing, kind: 'call', channel: 'Z' }), mail('a', 1, { kind: 'chat', channel: 'C' }), mail('a', 1, { kind: 'sms', channel: 'A' })];
    for (const list of [same, [...same].reverse()]) {
      const of = { leads: [lead('a')], activities: [...list, meeting('a', 20, 10)] };
      expect(shown(askTouches(of, { segmentBy: ['actor', 'channel'] }))).toEqual([['sales', 'C', 4, 1]]);
    }
  });

  it('cycle class: the usual sales cycle of the lead’s segment, where ten won deals tell it', () => {
    const deals = (segment: string | null, days: number, count: number): Row[] => Array.from({ length: count }, (_, i) => ({ id: `${segment}${i}`, segment, status: 'won', created_at: at(0), closed_at: at(days) }));
    const company = { ...rows, deals: [...deals('S', 20, 10), ...deals('L', 120, 9)] };
    expect(shown(askTouches(company, { segmentBy: ['cycle_class'] }))).toEqual([['8-30', 2.5, 2], [null, 0.5, 2]]);
    expect(shown(askTouches({ ...company, deals: [...company.deals, ...deals('L', 7, 10)] }, { segmentBy: ['cycle_class'] }))).toEqual([['0-7', 0.5, 2], ['8-30', 2.5, 2], [null, null, 0]]);
    expect(shown(askTouches(rows, { segmentBy: ['cycle_class'] }))).toEqual([[null, 1.5, 4]]);
  });

  it('a filter is the sum of its values', () => {
    expect(askTouches(rows, { filter: { source: ['Web', null] } })).toMatchObject({ num: 5, den: 3 });
    expect(askTouches(rows, { filter: { actor: ['marketing'] } })).toMatchObject({ num: 3, den: 2 });
    expect(askTouches(rows, { filter: { source: ['nowhere'] } })).toMatchObject({ value: null, den: 0 });
  });

  it('bootstraps each segment by itself and all of them together', () => {
    const split = { ...example, leads: (example.leads ?? []).map((row, i) => ({ ...row, source: i < 3 ? 'Web' : 'Fair' })) };
    const result = finalTouches(split, { segmentBy: ['source'] });
    expect(result.ci).toEqual(finalTouches(example).ci);
    expect(result.segments[1]?.ci).toEqual(finalTouches(split, { filter: { source: ['Web'] } }).ci);
  });

  it('beyond 24 segments none brings its own curve', () => {
    const many = (count: number) => askTouches({
      leads: Array.from({ length: count }, (_, i) => lead(`l${i}`, 0, { source: `s${i}` })), activities: Array.from({ length: count }, (_, i) => meeting(`l${i}`, 20, 10)),
    }, { segmentBy: ['source'] }).segments[0]?.details?.curve.length;
    expect([many(24), many(25)]).toEqual([1, 0]);
  });
});

describe('caveats of touches_to_meeting: each fires and stays silent', () => {
  const textsOf = (result: KpiResult<'touches_to_meeting'>, code: string): readonly (string | undefined)[] => {
    const found = result.caveats.find((entry) => entry.code === code);
    return [found?.en, found?.de];
  };
  const won = (days: number, amount: number, more: Row = {}): Row[] => Array.from({ length: 5 }, (_, i) => ({ id: `d${i}`, status: 'won', created_at: at(0), closed_at: at(days), amount, ...more }));
  const relevance = ['Short cycle or small product: this KPI says little.', 'Kurzer Zyklus oder kleines Produkt: KPI wenig aussagekräftig.'];

  const leads = (count: number): Row[] => Array.from({ length: count }, (_, i) => lead(`l${i}`));
  const warm = (id: string): Row[] => [mail(id, 1, byMarketing), mail(id, 2), meeting(id, 20, 10)];
  const cold = (id: string): Row[] => [mail(id, 1), mail(id, 2, byMarketing), meeting(id, 20, 10)];
  const warmed = (count: number): Rows => ({ leads: leads(5), activities: leads(5).flatMap(({ id }, i) => (i < count ? warm : cold)(String(id))) });
  const unmet = (count: number): Rows => ({ leads: leads(10), activities: [mail('l9', 1), ...Array.from({ length: 10 - count }, (_, i) => meeting(`l${i}`, 20, 10))] });

  /** Complete, or it does not compile: where a code is told, where just not, and both texts as they are read. */
  const pairs: Readonly<Record<keyof typeof touchesCaveatTexts, { readonly fires: Rows; readonly silent: Rows; readonly texts: readonly string[] }>> = {
    // The median cycle of won deals is a week or less.
    TP_NOT_RELEVANT: { fires: { ...rows, deals: won(7, 100) }, silent: { ...rows, deals: won(8, 100) }, texts: relevance },
    // In 80 % of the meetings one touch of sales at most, and that the last.
    TP_OWNED_BY_MARKETING: { fires: warmed(4), silent: warmed(3), texts: ['Warm-up is done by marketing; assign the KPI there.', 'Das Aufwärmen leistet das Marketing; KPI dort führen.'] },
    // Over 30 % of the leads have not met.
    TP_SURVIVORS: { fires: unmet(4), silent: unmet(3), texts: ['Mean covers only leads that met.', 'Mittelwert nur über Leads mit Termin.'] },
  };
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, texts }) => {
    expect(textsOf(askTouches(fires), code)).toEqual(texts);
    expect(askTouches(fires).caveats.find((entry) => entry.code === code)?.severity).toBe('warn');
    expect(codesOf(askTouches(silent))).not.toContain(code);
  });

  it('TP_NOT_RELEVANT is not told without deals', () => expect(codesOf(askTouches(rows))).not.toContain('TP_NOT_RELEVANT'));

  it('TP_NOT_RELEVANT: over the deals that pass the filter', () => {
    const deals = [...won(7, 100, { segment: 'S' }), ...won(90, 100, { segment: 'L' }).map((row, i) => ({ ...row, id: `e${i}` })), ...won(90, 1, { segment: 'L' }).map((row, i) => ({ ...row, id: `f${i}` }))];
    expect(codesOf(askTouches({ ...rows, deals }))).not.toContain('TP_NOT_RELEVANT');
    expect(codesOf(askTouches({ ...rows, deals }, { filter: { segment: ['S'] } }))).toContain('TP_NOT_RELEVANT');
    expect(codesOf(askTouches({ ...rows, deals }, { filter: { segment: ['S'], actor: ['sales', 'marketing'] } }))).toContain('TP_NOT_RELEVANT');
  });

  it('TP_NOT_RELEVANT: the median amount lies below smallTicket', () => {
    expect(codesOf(askTouches({ ...rows, deals: won(90, 99) }, { options: { smallTicket: 100 } }))).toContain('TP_NOT_RELEVANT');
    expect(codesOf(askTouches({ ...rows, deals: won(90, 100) }, { options: { smallTicket: 100 } }))).not.toContain('TP_NOT_RELEVANT');
    expect(codesOf(askTouches({ ...rows, deals: won(90, 1) }))).not.toContain('TP_NOT_RELEVANT');
  });

  it('TP_NOT_RELEVANT: most leads are private buyers', () => {
    const of = (...segments: (string | null)[]) => askTouches({ leads: segments.map((segment, i) => lead(`l${i}`, 0, { segment })), activities: [meeting('l0', 20, 10)] });
    for (const name of ['B2C', 'b2c', 'Consumer', 'Privatkunden', 'Private customers', 'Endkunde']) expect(textsOf(of(name, null), 'TP_NOT_RELEVANT')).toEqual(relevance);
    expect(codesOf(of('B2C', 'B2B'))).not.toContain('TP_NOT_RELEVANT');
    expect(codesOf(of('Private equity', 'B2B'))).not.toContain('TP_NOT_RELEVANT');
  });

  it('TP_OWNED_BY_MARKETING goes by the share of meetings warmed up by marketing', () => {
    expect(askTouches(warmed(4)).details.warmedUpByMarketing).toBe(0.8);
    // Marketing alone is a warm-up too; two touches of sales, or none at all, are not.
    const one = (activities: Row[]) => askTouches({ leads: [lead('a')], activities: [...activities, meeting('a', 20, 10)] }).details.warmedUpByMarketing;
    expect([one([mail('a', 1, byMarketing)]), one([mail('a', 1)]), one(mails('a', 2)), one([])]).toEqual([1, 1, 0, 0]);
  });

  it('TP_SURVIVORS brings the share along', () => expect(askTouches(unmet(4)).caveats.find(({ code }) => code === 'TP_SURVIVORS')?.params).toEqual({ p: 0.4 }));

  it('DQ_OWNER_CURRENT only where owners are told apart; a missing channel only where it is asked for', () => {
    expect(textsOf(askTouches(rows, { segmentBy: ['owner_id'] }), 'DQ_OWNER_CURRENT')).toEqual(['No owner history: current owner used.', 'Keine Besitzerhistorie: aktueller Besitzer.']);
    expect(codesOf(askTouches(rows, { segmentBy: ['source'] }))).not.toContain('DQ_OWNER_CURRENT');
    const bare = { leads: [lead('a')], activities: [{ ...meeting('a', 20, 10) }].map(({ channel: _, ...row }) => row) };
    expect(askTouches(bare, { segmentBy: ['channel'] }).caveats.map(({ params }) => params['column'])).toContain('channel');
    expect(askTouches(bare).caveats.map(({ params }) => params['column'])).not.toContain('channel');
  });

  it('small samples: under 10 meetings unreliable, under 30 caution', () => {
    const of = (count: number) => askTouches({ leads: Array.from({ length: count }, (_, i) => lead(`l${i}`)), activities: Array.from({ length: count }, (_, i) => [...mails(`l${i}`, 3 + (i % 2)), meeting(`l${i}`, 20, 10)]).flat() });
    expect([9, 10, 29, 30].map((count) => of(count).reliability)).toEqual(['unreliable', 'caution', 'caution', 'ok']);
    expect(codesOf(of(30))).toEqual([]);
  });
});
