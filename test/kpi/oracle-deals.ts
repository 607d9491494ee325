import type { Row } from '../fixtures/tables.js';

/**
 * The deal KPIs once more, row by row and without histograms, columns or cells: written from the specification alone, for
 * data in UTC without stage history, leads and activities. Slow and plain on purpose.
 */
const dayMs = 86_400_000;
const z = 1.959963984540054;

interface Instant { readonly ms: number; readonly isDay: boolean }
export interface OracleQuestion {
  readonly rows: readonly Row[];
  readonly asOf: string;
  readonly period: { readonly start: string; readonly end: string };
  readonly filter: Readonly<Record<string, readonly (string | null)[]>>;
}

const parse = (text: unknown): number => Date.parse(`${String(text)}${String(text).length === 10 ? 'T00:00Z' : ':00Z'}`);

/** A column is one of days when no value of it has a time. */
const isDayColumn = (rows: readonly Row[], column: string): boolean => rows.every((row) => row[column] === null || String(row[column]).length === 10);

interface Deal { readonly row: Row; readonly created: Instant | null; readonly contact: Instant | null; readonly closed: Instant | null; readonly status: string; readonly undated: boolean }

const read = ({ rows, asOf }: OracleQuestion): Deal[] => {
  const cut = parse(asOf);
  const at = (row: Row, column: string): Instant | null => (row[column] === null ? null : { ms: parse(row[column]), isDay: isDayColumn(rows, column) });
  const known = (instant: Instant | null): Instant | null => (instant !== null && instant.ms < cut ? instant : null);
  return rows.flatMap((row): Deal[] => {
    const created = at(row, 'created_at');
    if (created !== null && created.ms >= cut) return [];
    const closing = row['status'] === 'open' ? null : at(row, 'closed_at');
    // Closed at or after asOf: still open then. Closed without a date: closed, but nobody knows when.
    const isLater = closing !== null && closing.ms >= cut;
    return [{ row, created, contact: known(at(row, 'first_contact_at')), closed: known(closing), status: isLater ? 'open' : String(row['status']), undated: row['status'] !== 'open' && closing === null }];
  });
};

const passes = (deal: Deal, filter: OracleQuestion['filter']): boolean => Object.entries(filter).every(([name, values]) => values.includes((deal.row[name] ?? null) as string | null));

const day = (ms: number): number => Math.floor(ms / dayMs);
const within = (ms: number, { period }: OracleQuestion): boolean => ms >= parse(period.start) && ms < parse(period.end);

/** Elapsed ms from a start to an end; whole days when either is a day; null when it ends before it starts. */
const elapsed = (start: Instant, end: Instant): number | null => {
  const inDays = start.isDay || end.isDay;
  const ms = inDays ? (day(end.ms) - day(start.ms)) * dayMs : end.ms - start.ms;
  return ms < (inDays ? 0 : -300_000) ? null : Math.max(0, ms);
};

interface Life { readonly t: number; readonly ev: 0 | 1 | 2 }

const earlier = (a: Instant | null, b: Instant | null): Instant | null => (a === null ? b : b === null ? a : b.ms < a.ms ? b : a);

const quantile = (values: readonly number[], p: number): number | null => {
  if (values.length === 0) return null;
  const x = [...values].sort((a, b) => a - b);
  const h = (x.length - 1) * p;
  const low = x[Math.floor(h)] as number;
  return low + (h - Math.floor(h)) * ((x[Math.floor(h) + 1] ?? low) - low);
};

/** Aalen–Johansen by counting who is at risk at every event time. */
const curves = (lives: readonly Life[]) => {
  const times = [...new Set(lives.filter(({ ev }) => ev !== 0).map(({ t }) => t))].sort((a, b) => a - b);
  let [s, win, loss] = [1, 0, 0];
  return times.map((t) => {
    const n = lives.filter((life) => life.t >= t).length;
    const [d1, d2] = [1, 2].map((ev) => lives.filter((life) => life.t === t && life.ev === ev).length) as [number, number];
    win += (s * d1) / n;
    loss += (s * d2) / n;
    s *= (n - d1 - d2) / n;
    return { t, s, win, loss };
  });
};

const survivalMedian = (lives: readonly Life[]): number | null => {
  const steps = curves(lives);
  const at = steps.findIndex(({ s }) => s <= 0.5 + 1e-9);
  if (at < 0) return null;
  const step = steps[at] as (typeof steps)[number];
  if (Math.abs(step.s - 0.5) > 1e-9) return step.t;
  const last = Math.max(...lives.map(({ t }) => t));
  return (step.t + (steps[at + 1]?.t ?? last)) / 2;
};

export const oracleSalesCycle = (question: OracleQuestion) => {
  const deals = read(question).filter((deal) => deal.row['type'] !== 'renewal' && !deal.undated);
  const starts = (deal: Deal): Instant | null => earlier(deal.created, deal.contact);
  const ended = (deal: Deal): { start: Instant; ms: number } | null => {
    const start = starts(deal);
    const end = deal.closed ?? { ms: parse(question.asOf), isDay: false };
    const ms = start === null ? null : elapsed(start, deal.status === 'open' ? { ...end, isDay: false } : end);
    return start === null || ms === null ? null : { start, ms };
  };
  const allWon = deals.filter(({ status }) => status === 'won').flatMap((deal) => ended(deal) ?? []);
  const wonInDays = deals.filter((deal) => deal.status === 'won' && ended(deal) !== null && ((starts(deal) as Instant).isDay || (deal.closed as Instant).isDay)).length;
  const median = quantile(allWon.map(({ ms }) => day(ms)), 0.5);
  const unit = median !== null && median < 3 && wonInDays * 2 <= allWon.length ? dayMs / 24 : dayMs;
  const own = deals.filter((deal) => passes(deal, question.filter));
  const won = own.filter((deal) => deal.status === 'won' && within((deal.closed as Instant).ms, question)).flatMap((deal) => ended(deal) ?? []);
  // The curve: started in the 24 months before the period's end, as known then or at asOf.
  const end = Math.min(parse(question.period.end), parse(question.asOf));
  const date = new Date(parse(question.period.end));
  const from = Date.UTC(date.getUTCFullYear() - 2, date.getUTCMonth(), date.getUTCDate());
  const lives = own.flatMap((deal): Life[] => {
    const life = ended(deal);
    if (life === null || day(life.start.ms) < day(from) || day(life.start.ms) >= day(parse(question.period.end))) return [];
    if (deal.closed !== null && deal.closed.ms < end) return [{ t: Math.floor(life.ms / unit), ev: deal.status === 'won' ? 1 : 2 }];
    return [{ t: Math.floor((elapsed(life.start, { ms: end, isDay: false }) ?? 0) / unit), ev: 0 }];
  });
  const steps = curves(lives);
  const last = steps[steps.length - 1];
  const bins = won.map(({ ms }) => Math.floor(ms / unit) * (unit / dayMs));
  return {
    n: won.length, mean: won.length === 0 ? null : won.reduce((sum, { ms }) => sum + ms, 0) / won.length / dayMs,
    median: quantile(bins, 0.5), p90: quantile(bins, 0.9), open: lives.filter(({ ev }) => ev === 0).length,
    win: steps.map(({ win }) => win), tail: lives.length === 0 ? null : last === undefined ? 1 : last.s,
    decisionMedian: ((x) => (x === null ? null : x * (unit / dayMs)))(survivalMedian(lives)),
    winMedian: last === undefined || last.win === 0 ? null : (steps.find(({ win }) => win >= last.win / 2 - 1e-9)?.t as number) * (unit / dayMs),
  };
};

export const oraclePipeline = (question: OracleQuestion) => {
  const t = Math.min(parse(question.period.end), parse(question.asOf));
  const a = parse(question.period.start);
  const deals = read(question).filter((deal) => !deal.undated && passes(deal, question.filter)).map((deal) => {
    const begin = deal.created === null ? -Infinity : Math.min(deal.created.ms, deal.closed?.ms ?? Infinity);
    return { begin, end: deal.closed?.ms ?? Infinity, amount: deal.row['amount'] as number | null, p: deal.row['probability'] as number | null, status: deal.status };
  });
  const sum = (some: typeof deals) => ({ n: some.length, value: some.reduce((total, { amount }) => total + (amount ?? 0), 0) });
  const stock = (at: number) => deals.filter(({ begin, end }) => begin < at && end >= at);
  const weighed = stock(t).filter(({ amount, p }) => amount !== null && p !== null) as { amount: number; p: number }[];
  return {
    ...sum(stock(t)), nNull: stock(t).filter(({ amount }) => amount === null).length,
    weighted: weighed.reduce((total, { amount, p }) => total + amount * p, 0),
    sd: Math.sqrt(weighed.reduce((total, { amount, p }) => total + amount * amount * p * (1 - p), 0)),
    flow: {
      start: sum(stock(a)), created: sum(deals.filter(({ begin }) => begin >= a && begin < t)),
      won: sum(deals.filter(({ end, status }) => status === 'won' && end >= a && end < t)), lost: sum(deals.filter(({ end, status }) => status === 'lost' && end >= a && end < t)),
    },
  };
};

export const oracleCloseRatio = (question: OracleQuestion) => {
  const asOf = parse(question.asOf);
  const deals = read(question).filter((deal) => deal.row['type'] !== 'renewal' && !deal.undated).flatMap((deal) => {
    const start = deal.contact ?? deal.created;
    const ms = start === null ? null : elapsed(start, deal.closed ?? { ms: asOf, isDay: false });
    if (start === null || ms === null) return [];
    return [{ deal, start, t: day(ms), age: start.isDay ? day(asOf) - day(start.ms) : day(asOf - start.ms) }];
  });
  const wonT = deals.filter(({ deal }) => deal.status === 'won').map(({ t }) => t);
  const horizon = wonT.length < 50 ? 90 : Math.max(30, Math.ceil((quantile(wonT, 0.9) as number) / 30) * 30);
  const cohort = deals.filter(({ deal, start }) => passes(deal, question.filter) && within(start.ms, question));
  const lives = cohort.map(({ deal, t }): Life => (deal.status === 'open' || t > horizon ? { t: Math.min(t, horizon), ev: 0 } : { t, ev: deal.status === 'won' ? 1 : 2 }));
  const matured = cohort.filter(({ age }) => age > horizon);
  const isWon = ({ deal, t }: (typeof cohort)[number]): boolean => deal.status === 'won' && t <= horizon;
  const closed = read(question).filter((deal) => deal.row['type'] !== 'renewal' && passes(deal, question.filter) && deal.closed !== null && within(deal.closed.ms, question));
  const count = (status: string): number => closed.filter((deal) => deal.status === status).length;
  const p = matured.length === 0 ? null : matured.filter(isWon).length / matured.length;
  const wilson = (k: number, n: number) => {
    const [rate, share] = [k / n, (z * z) / n];
    const half = (z * Math.sqrt((rate * (1 - rate)) / n + share / (4 * n))) / (1 + share);
    return { lo: k === 0 ? 0 : Math.max(0, (rate + share / 2) / (1 + share) - half), hi: k === n ? 1 : Math.min(1, (rate + share / 2) / (1 + share) + half) };
  };
  return {
    horizon, cohort: cohort.length, incidence: cohort.length === 0 ? null : curves(lives).at(-1)?.win ?? 0,
    matured: { n: matured.length, won: matured.filter(isWon).length, rate: p, ci: matured.length === 0 ? null : wilson(matured.filter(isWon).length, matured.length) },
    decided: { won: count('won'), lost: count('lost') },
    openBefore: cohort.filter(({ deal, age }) => deal.status === 'open' && age <= horizon).length,
    owners: new Map([...new Set(matured.map(({ deal }) => deal.row['owner_id'] as string | null))].map((id) => {
      const own = matured.filter(({ deal }) => deal.row['owner_id'] === id);
      return [id, { n: own.length, won: own.filter(isWon).length }] as const;
    })),
  };
};
