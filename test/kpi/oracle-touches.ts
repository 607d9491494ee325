import type { Row, Rows } from '../fixtures/tables.js';

const minuteMs = 60_000;
const ms = (text: Row[string]): number | null => (typeof text === 'string' ? Date.parse(text) : null);

export interface OracleLead {
  readonly id: string; readonly event: 'booked' | 'gone' | 'open'; readonly received: number; readonly booked: number | null;
  /** Of the last touch; null = none, or not noted. */
  readonly channel: string | null;
  readonly touches: number; readonly marketing: number; readonly warmUp: number;
}

const kinds = ['email', 'call', 'sms', 'chat', 'form', 'webinar'];

/** K5 lead by lead: for each one every activity is looked at anew. Instants only, words as the random rows write them. */
export const oracleLeads = (rows: Rows, asOf: string, wanted: (row: Row) => boolean = () => true): OracleLead[] => {
  const limit = Date.parse(`${asOf}T00:00:00Z`);
  const all = rows.leads ?? [];
  /** The lead behind a deal: of several the one received first. */
  const leadOf = (deal: Row[string]): string | null => {
    const found = (rows.deals ?? []).find(({ id }) => id === deal);
    if (found === undefined) return null;
    const behind = all.filter((lead) => (lead['id'] === found['lead_id'] || lead['opp_id'] === found['id']) && (ms(lead['received_at']) as number) < limit)
      .sort((x, y) => (ms(x['received_at']) as number) - (ms(y['received_at']) as number));
    return behind.length === 0 ? null : String(behind[0]?.['id']);
  };
  return all.filter((row) => (ms(row['received_at']) as number) < limit && wanted(row)).flatMap((row): OracleLead[] => {
    const id = String(row['id']);
    const received = ms(row['received_at']) as number;
    const own = (rows.activities ?? []).filter((activity) => activity['lead_id'] === id || (activity['deal_id'] !== null && leadOf(activity['deal_id']) === id));
    const bookings = own.filter(({ kind, outcome }) => (kind === 'meeting' || kind === 'video') && outcome !== 'canceled' && outcome !== 'no_show')
      .map((activity) => {
        const [at, booked, created] = [ms(activity['occurred_at']) as number, ms(activity['booked_at']), ms(activity['created_at'])];
        return booked ?? (created !== null && created < at ? created : at);
      }).filter((at) => at < limit);
    const booked = bookings.length === 0 ? null : Math.min(...bookings);
    if (booked !== null && booked < received) return [];
    const disqualified = ms(row['disqualified_at']);
    const gone = booked === null && disqualified !== null && disqualified < limit ? disqualified : null;
    const end = booked ?? gone ?? limit;
    const counted = own.filter(({ kind, outcome }) => (kind === 'ad' ? outcome === 'click' : kinds.includes(String(kind)) && !(kind === 'email' && ['open', 'bounce', 'delivered'].includes(String(outcome)))))
      .map((activity) => ({
        at: ms(activity['occurred_at']) as number, channel: activity['channel'] as string | null, sort: `${String(activity['kind'])} ${String(activity['direction'])}`,
        isMarketing: activity['automated'] === true || activity['actor'] === 'marketing' || (activity['actor'] !== 'sales' && ['form', 'webinar', 'ad'].includes(String(activity['kind']))),
      })).filter(({ at }) => at >= received && at < end)
      .sort((x, y) => x.at - y.at || Number(y.isMarketing) - Number(x.isMarketing) || ((x.channel ?? '\uffff') < (y.channel ?? '\uffff') ? -1 : 1));
    const told = counted.filter((touch, i) => {
      const previous = counted.slice(0, i).filter(({ sort }) => sort === touch.sort).at(-1);
      return previous === undefined || touch.at - previous.at > 10 * minuteMs;
    });
    const firstOfSales = told.findIndex(({ isMarketing }) => !isMarketing);
    return [{
      id, received, booked, event: booked !== null ? 'booked' : gone !== null ? 'gone' : 'open', touches: told.length, channel: told.at(-1)?.channel ?? null,
      marketing: told.filter(({ isMarketing }) => isMarketing).length, warmUp: firstOfSales === -1 ? told.length : firstOfSales,
    }];
  });
};

/** Share met with at most k touches, by the product-limit idea: at each k those who meet, of those not decided before. */
export const oracleMet = (leads: readonly OracleLead[], k: number): number => {
  let [met, left] = [0, 1];
  for (let j = 0; j <= k; j++) {
    const atRisk = leads.filter(({ touches }) => touches >= j).length;
    const here = leads.filter(({ touches }) => touches === j);
    if (atRisk === 0) break;
    met += (left * here.filter(({ event }) => event === 'booked').length) / atRisk;
    left *= 1 - here.filter(({ event }) => event !== 'open').length / atRisk;
  }
  return met;
};
