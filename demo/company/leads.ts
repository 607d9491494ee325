import { companyForms, companyNames, demandByMonth, from, reps, segments, sources, until, type MarketSegment, type Rep, type Source } from './cast.js';
import { Random } from './random.js';
import { dayMs, iso, minuteMs, monthOf, officeTime } from './time.js';

export type Row = Record<string, string | number | boolean | null>;

/** A lead with what later steps need to know of it; `row` is what the CRM would export. */
export interface Lead {
  readonly row: Row;
  readonly id: string;
  readonly receivedMs: number;
  readonly rep: Rep;
  readonly source: Source;
  readonly segment: MarketSegment;
  readonly score: number;
  /** First human contact, or null when nobody ever answered. */
  readonly answeredMs: number | null;
  readonly qualifiedMs: number | null;
  readonly campaign: string | null;
  readonly account: string;
}

const employedReps = (ms: number): readonly Rep[] => reps.filter((rep) => Date.parse(rep.startedAt) <= ms);

const chooseRep = (random: Random, source: Source, ms: number): Rep => {
  const weighted = employedReps(ms).map((rep) => ({ rep, weight: rep.weight * (source.hard ? rep.hardLeads : 1 - rep.hardLeads) }));
  return random.weighted(weighted).rep;
};

const makeLead = (random: Random, number: number, receivedMs: number): Lead => {
  const source = random.weighted(sources);
  const segment = random.weighted(segments);
  const rep = chooseRep(random, source, receivedMs);
  const quality = source.quality * segment.odds;
  const score = Math.max(1, Math.min(99, Math.round(45 + 22 * Math.log(quality) + 16 * random.normal())));
  const answered = !random.chance(rep.neverAnswers);
  const delay = random.logNormal(rep.responseMedianMinutes, 1.25) * minuteMs;
  const answeredMs = answered ? officeTime(receivedMs, random.unit()) + delay : null;
  const waitedMinutes = answeredMs === null ? Infinity : (answeredMs - receivedMs) / minuteMs;
  const slowness = waitedMinutes <= 5 ? 1.25 : waitedMinutes <= 30 ? 1.05 : waitedMinutes <= 1440 ? 0.9 : 0.7;
  const odds = 1.12 * quality * slowness * Math.exp((score - 45) / 90);
  const qualifies = answeredMs !== null && random.chance(odds / (1 + odds));
  const qualifiedMs = qualifies && answeredMs !== null ? answeredMs + random.exponential(5.5) * dayMs : null;
  const disqualifiedMs = !qualifies && answeredMs !== null && random.chance(0.8) ? answeredMs + random.exponential(9) * dayMs : null;
  const campaign = source.id === 'Paid search' && random.chance(0.6) ? random.pick(['Spring offer', 'Brand', 'Switch and save']) : null;
  const account = `${random.pick(companyNames)} ${random.pick(companyForms)} ${random.whole(1, 99)}`;
  const id = `L${String(number).padStart(5, '0')}`;
  const known = (ms: number | null): string | null => (ms === null || ms >= until ? null : iso(ms));
  return {
    id, receivedMs, rep, source, segment, score, answeredMs, qualifiedMs, campaign, account,
    row: {
      id, received_at: iso(receivedMs),
      assigned_at: known(receivedMs + random.exponential(4) * minuteMs),
      owner_id: random.chance(0.01) ? null : rep.id,
      qualified_at: known(qualifiedMs),
      disqualified_at: known(disqualifiedMs),
      disq_reason: known(disqualifiedMs) === null ? null : random.pick(['No budget', 'No need', 'Wrong person', 'Competitor', 'Not reachable']),
      source: random.chance(0.03) ? null : source.id,
      segment: segment.id, region: random.pick(['DE', 'DE', 'DE', 'AT', 'CH']), score, campaign,
      email: `info@${account.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`,
    },
  };
};

/** Marketing hands most leads over within the hour, the poorest never; drawn apart, so that all else stays as it is. */
const handOver = (random: Random, { row, score, receivedMs }: Lead): void => {
  const isPoor = score < 15 && random.chance(0.7);
  const handedMs = receivedMs + random.logNormal(12, 0.9) * minuteMs;
  row['handed_over_at'] = isPoor || handedMs >= until ? null : iso(handedMs);
};

/** About 10,000 leads over three years: growth, seasons, quiet weekends and nights. */
export const makeLeads = (random: Random): Lead[] => {
  const leads: Lead[] = [];
  const marketing = new Random(23);
  for (let day = from; day < until; day += dayMs) {
    const age = (day - from) / (until - from);
    const weekday = new Date(day).getUTCDay();
    const pace = 10.1 * (0.8 + 0.5 * age) * (demandByMonth[monthOf(day)] ?? 1) * (weekday === 0 || weekday === 6 ? 0.35 : 1.25);
    const arrivals = random.poisson(pace);
    for (let i = 0; i < arrivals; i++) {
      const hour = random.chance(0.72) ? 7 + random.unit() * 10 : random.unit() * 24;
      const receivedMs = day + Math.floor(hour * 3600) * 1000;
      if (receivedMs >= until) continue;
      const lead = makeLead(random, leads.length + 1, receivedMs);
      handOver(marketing, lead);
      leads.push(lead);
    }
  }
  return leads;
};
