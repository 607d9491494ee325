import { until } from './cast.js';
import type { Lead, Row } from './leads.js';
import { Random } from './random.js';
import { dayMs, iso, minuteMs } from './time.js';

/** What marketing and sales did with each lead: warm-up, automatic reply, human touches, first meeting. */
export const makeActivities = (random: Random, leads: readonly Lead[]): Row[] => {
  const rows: Row[] = [];
  /** What was booked before the books end is in them, though it may take place after. */
  const add = (lead: Lead, ms: number, kind: string, fields: Row, bookedMs = ms): void => {
    if (bookedMs >= until) return;
    rows.push({ id: `A${rows.length + 1}`, lead_id: lead.id, occurred_at: iso(ms), kind, ...fields });
  };
  // Who picks up is drawn apart, so that all else stays as it is.
  const phone = new Random(29);
  const marketing = { actor: 'marketing', direction: 'out', automated: true };
  for (const lead of leads) {
    if (random.chance(0.6)) add(lead, lead.receivedMs, 'form', { actor: 'marketing', direction: 'in', automated: false, channel: lead.source.channel });
    if (random.chance(0.4)) add(lead, lead.receivedMs + minuteMs, 'email', { ...marketing, channel: 'Auto reply' });
    const warmUp = random.poisson(lead.source.touches / 3);
    for (let i = 0; i < warmUp; i++) {
      add(lead, lead.receivedMs + random.exponential(6) * dayMs, random.chance(0.8) ? 'email' : 'webinar', { ...marketing, channel: 'Nurture' });
    }
    if (lead.answeredMs === null) continue;
    const sales = { actor: 'sales', direction: 'out', automated: false };
    const touches = 1 + random.poisson(lead.source.touches / 2);
    let ms = lead.answeredMs;
    for (let i = 0; i < touches; i++) {
      const isCall = random.chance(0.55);
      add(lead, ms, isCall ? 'call' : 'email', { ...sales, channel: 'Sales', outcome: isCall ? (phone.chance(0.42) ? 'connected' : 'no_answer') : null });
      ms += (0.3 + random.exponential(1.6)) * dayMs;
    }
    if (lead.qualifiedMs !== null || random.chance(0.12)) {
      const heldMs = ms + (2 + random.exponential(4)) * dayMs;
      add(lead, heldMs, random.chance(0.7) ? 'video' : 'meeting', {
        ...sales, booked_at: iso(ms), outcome: random.chance(0.07) ? 'no_show' : heldMs < until ? 'completed' : 'scheduled',
      }, ms);
    }
  }
  return rows;
};
