import { dayMs, from, iso, normalOf, regions, seeded, segments, skewed, sources, until } from './seeded.mjs';

/**
 * Seeded leads and what was done about them, beside the deals of `company-rows.mjs`: three of four leads are answered, a quarter meets,
 * three in ten qualify; three activities a lead. Subscriptions of part of the accounts, and a forecast a month.
 */
const minuteMs = 60_000;
const kinds = ['email', 'call', 'email'];

const leadHeader = 'id,received_at,first_response_at,qualified_at,disqualified_at,owner_id,source,segment,region,score';
const activityHeader = 'id,lead_id,occurred_at,kind,actor,direction,automated,booked_at';

/** Writes CSV blocks of so many leads and of three activities for each; one pass, so that the two fit. */
export const writeLeads = (count, writeLead, writeActivity) => {
  const random = seeded(11);
  const normal = normalOf(random);
  const before = (ms) => (ms < until ? iso(ms) : '');
  let leads = `${leadHeader}\n`;
  let activities = `${activityHeader}\n`;
  for (let i = 0; i < count; i++) {
    const received = from + Math.floor(random() * (until - from) / 1000) * 1000;
    const isAnswered = random() < 0.75;
    const response = received + Math.round(60 * Math.exp(1.4 * normal())) * minuteMs;
    const end = received + Math.round(14 * Math.exp(0.7 * normal())) * dayMs;
    const draw = random();
    const isQualified = isAnswered && draw < 0.4;
    const isGone = !isQualified && draw < 0.75;
    const score = random() < 0.1 ? '' : Math.floor(100 * random());
    leads += `L${i},${iso(received)},${isAnswered ? before(response) : ''},${isQualified ? before(end) : ''},${isGone ? before(end) : ''},u${skewed(random, 200)},${sources[skewed(random, 8)]},${segments[skewed(random, 4)]},${regions[skewed(random, 6)]},${score}\n`;
    const meets = random() < 0.25;
    for (let k = 0; k < 3; k++) {
      const at = response + Math.round((k * 4 + 3 * random()) * dayMs);
      const isMeeting = meets && k === 2;
      const isAutomated = random() < 0.2;
      activities += `C${i}-${k},L${i},${iso(Math.min(at, until - minuteMs))},${isMeeting ? 'meeting' : kinds[k]},${isAutomated ? 'marketing' : 'sales'},out,${isAutomated},${isMeeting ? iso(Math.min(at - dayMs, until - minuteMs)) : ''}\n`;
    }
    if (i % 1000 === 999) {
      writeLead(leads);
      writeActivity(activities);
      leads = activities = '';
    }
  }
  writeLead(leads);
  writeActivity(activities);
};

/** One in eight accounts of so many deals, each with one subscription. */
export const subscriptionsCsv = (deals) => {
  const random = seeded(13);
  const rows = ['customer_id,started_at,ended_at,mrr'];
  const accounts = Math.floor(deals * 0.8);
  for (let account = 0; account < accounts; account += 8) {
    const start = from + Math.floor(random() * (until - from) / dayMs) * dayMs;
    const end = start + Math.round(30 + 900 * random()) * dayMs;
    rows.push(`A${account},${iso(start).slice(0, 10)},${end < until ? iso(end).slice(0, 10) : ''},${Math.round(5_000 + 40_000 * random()) / 100}`);
  }
  return `${rows.join('\n')}\n`;
};

export const forecastsCsv = (deals) => {
  const random = seeded(17);
  const rows = ['made_at,period_start,period_end,series,amount'];
  for (let month = 0; month < 36; month++) {
    const [start, end] = [0, 1].map((next) => iso(Date.UTC(2022, 6 + month + next, 1)).slice(0, 10));
    rows.push(`${iso(Date.parse(start) - 5 * dayMs)},${start},${end},all,${Math.round(deals * 70 * (0.8 + 0.4 * random()))}`);
  }
  return `${rows.join('\n')}\n`;
};
