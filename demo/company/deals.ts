import { closingByMonth, currency, from, products, reps, stages, until, type Product } from './cast.js';
import type { Lead, Row } from './leads.js';
import type { Random } from './random.js';
import { dayMs, iso, isoDate, monthOf } from './time.js';

/** A won deal with what the customer's later life needs to know. */
export interface Sale {
  readonly lead: Lead;
  readonly dealId: string;
  readonly accountId: string;
  readonly closedMs: number;
  readonly amount: number;
  readonly product: Product;
}

export interface DealTables { readonly deals: Row[]; readonly stageHistory: Row[]; readonly dealLines: Row[]; readonly accounts: Row[]; readonly sales: Sale[] }

interface Course { readonly stage: string; readonly enteredMs: number; readonly leftMs: number | null }

/** Walks one deal through the stages; the walk may not be over yet at the end of the books. */
const walkStages = (random: Random, lead: Lead, product: Product, createdMs: number): { course: Course[]; outcome: 'won' | 'lost' } => {
  const rookie = createdMs - Date.parse(lead.rep.startedAt) < 120 * dayMs ? 1.6 : 1;
  const pace = lead.segment.pace * rookie * Math.sqrt(product.seatPrice / 34);
  const quality = lead.source.quality ** 0.95 * lead.segment.odds * Math.exp((lead.score - 45) / 160);
  const course: Course[] = [];
  let ms = createdMs;
  for (const stage of stages) {
    const stayed = random.logNormal(stage.medianDays * pace, 0.75) * dayMs;
    const closing = stage.order >= 4 ? closingByMonth[monthOf(ms + stayed)] ?? 1 : 1;
    const odds = (stage.advance / (1 - stage.advance)) * quality ** 0.6 * lead.rep.skill * product.odds ** 0.5 * closing ** 0.5;
    const advances = random.chance(odds / (1 + odds));
    const leftMs = ms + stayed * (advances ? 1 : 1.7);
    course.push({ stage: stage.id, enteredMs: ms, leftMs });
    ms = leftMs;
    if (!advances) return { course, outcome: 'lost' };
    if (stage.order === 1 && random.chance(0.08)) continue;
  }
  return { course, outcome: 'won' };
};

const orderAmount = (random: Random, lead: Lead, product: Product): { seats: number; amount: number } => {
  const seats = Math.max(2, Math.round(random.logNormal(lead.segment.seats, 0.55)));
  const discount = 1 - 0.22 * random.unit() ** 2;
  return { seats, amount: Math.round(seats * product.seatPrice * 12 * discount) };
};

/** About 5,000 deals: those of qualified leads and some that came without one. */
export const makeDeals = (random: Random, leads: readonly Lead[]): DealTables => {
  const deals: Row[] = [];
  const stageHistory: Row[] = [];
  const dealLines: Row[] = [];
  const accounts = new Map<string, Row>();
  const sales: Sale[] = [];
  for (const lead of leads) {
    if (lead.qualifiedMs === null || lead.qualifiedMs >= until) continue;
    const product = random.weighted(products);
    const { seats, amount } = orderAmount(random, lead, product);
    const { course, outcome } = walkStages(random, lead, product, lead.qualifiedMs);
    const endMs = (course[course.length - 1] as Course).leftMs as number;
    const forgotten = outcome === 'lost' && random.chance(0.035);
    const closed = endMs < until && !forgotten;
    const late = closed && outcome === 'won' && random.chance(0.02);
    const createdMs = late ? endMs - random.unit() * 0.5 * dayMs : lead.qualifiedMs;
    const dealId = `D${String(deals.length + 1).padStart(5, '0')}`;
    const accountId = `C${String(accounts.size + 1).padStart(5, '0')}`;
    accounts.set(accountId, { id: accountId, name: lead.account, segment: lead.segment.id });
    const known = course.filter((visit) => visit.enteredMs < until);
    const current = forgotten ? known[0] : known[known.length - 1];
    const stage = closed ? (outcome === 'won' ? 'Won' : 'Lost') : (current?.stage ?? 'Qualified');
    const expectedMs = closed ? endMs + random.normal() * 6 * dayMs : Math.max(lead.qualifiedMs + 20 * dayMs, endMs + random.normal() * 14 * dayMs);
    const missingAmount = !closed && current?.stage === 'Qualified' ? random.chance(0.06) : random.chance(0.004);
    deals.push({
      id: dealId, name: `${lead.account}, ${product.name}`, lead_id: lead.id, created_at: iso(createdMs),
      first_contact_at: random.chance(0.12) || lead.answeredMs === null ? null : iso(late ? createdMs : lead.answeredMs),
      stage, pipeline: 'New business', status: closed ? outcome : 'open',
      probability: closed ? (outcome === 'won' ? 1 : 0) : (stages.find((s) => s.id === stage)?.probability ?? null),
      closed_at: closed ? iso(endMs) : null, expected_close_at: isoDate(Math.min(expectedMs, until + 150 * dayMs)),
      amount: missingAmount ? null : amount, currency, margin: closed && outcome === 'won' ? Math.round(amount * product.margin) : null,
      owner_id: lead.row['owner_id'] as string | null, source: lead.row['source'] as string | null,
      segment: lead.segment.id, region: lead.row['region'] as string, account_id: accountId, product_id: product.id,
      lost_reason: closed && outcome === 'lost' ? random.pick(['Price', 'Competitor', 'No decision', 'Timing', 'Missing feature']) : null,
      type: 'new', score: lead.score, campaign: lead.campaign, test: random.chance(0.002),
    });
    if (!late) for (const visit of forgotten ? known.slice(0, 1) : known) {
      stageHistory.push({
        deal_id: dealId, stage: visit.stage, entered_at: iso(visit.enteredMs),
        left_at: visit.leftMs !== null && visit.leftMs < until && !forgotten ? iso(visit.leftMs) : null,
        outcome: 'open', order: stages.find((s) => s.id === visit.stage)?.order ?? 0, owner_id: lead.rep.id, amount, pipeline: 'New business',
      });
    }
    if (closed && !late) {
      stageHistory.push({ deal_id: dealId, stage, entered_at: iso(endMs), left_at: null, outcome, order: 9, owner_id: lead.rep.id, amount, pipeline: 'New business' });
    }
    dealLines.push({ deal_id: dealId, product_id: product.id, qty: seats, unit_price: product.seatPrice * 12, total: amount, margin: Math.round(amount * product.margin) });
    if (random.chance(0.12)) dealLines.push({ deal_id: dealId, product_id: 'p4', qty: seats, unit_price: 0, total: 0, margin: 0 });
    if (closed && outcome === 'won' && endMs >= from) sales.push({ lead, dealId, accountId, closedMs: endMs, amount, product });
  }
  return { deals, stageHistory, dealLines, accounts: [...accounts.values()], sales };
};

export const crew = {
  owners: reps.map((rep): Row => ({ id: rep.id, name: rep.name, team: rep.team, started_at: rep.startedAt, trained: rep.trained })),
  products: products.map((product): Row => ({ id: product.id, name: product.name, category: product.category, commission: product.commission, list_price: product.seatPrice * 12 })),
};
