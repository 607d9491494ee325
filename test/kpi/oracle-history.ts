import type { Row } from '../fixtures/tables.js';

/** A deal's life as it happened, day by day: what the tables are written from, and what the past is replayed from. */
export interface LifeEvent { readonly day: number; readonly stage: string; readonly outcome: 'open' | 'won' | 'lost'; readonly amount: number; readonly pipeline: string }
export type Life = readonly LifeEvent[];

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The tables of today: deals carry their last state only, the history carries all. */
export const tablesOfLives = (lives: readonly Life[]): { deals: Row[]; stage_history: Row[] } => ({
  deals: lives.map((life, i) => {
    const [first, last] = [life[0] as LifeEvent, life[life.length - 1] as LifeEvent];
    return {
      id: `d${i}`, status: last.outcome, created_at: isoDay(first.day), closed_at: last.outcome === 'open' ? null : isoDay(last.day),
      stage: last.outcome === 'open' ? last.stage : last.outcome, amount: last.amount, pipeline: last.pipeline,
    };
  }),
  stage_history: lives.flatMap((life, i) => life.map((event) => ({
    deal_id: `d${i}`, stage: event.outcome === 'open' ? event.stage : event.outcome, entered_at: isoDay(event.day), outcome: event.outcome,
    amount: event.amount, pipeline: event.pipeline, order: event.stage === 'Lead' ? 1 : 2,
  }))),
});

/** State just before a day; null = not begun. */
const before = (life: Life, day: number): LifeEvent | null => life.filter((event) => event.day < day).at(-1) ?? null;

const sum = (events: readonly LifeEvent[]): { n: number; value: number } => ({ n: events.length, value: events.reduce((total, { amount }) => total + amount, 0) });

/** Stock just before a day, of one pipeline or of all. */
export const stockBefore = (lives: readonly Life[], day: number, pipeline: string | null) =>
  lives.flatMap((life) => {
    const state = before(life, day);
    return state === null || state.outcome !== 'open' || (pipeline !== null && state.pipeline !== pipeline) ? [] : [state];
  });

export const flowsWithin = (lives: readonly Life[], fromDay: number, toDay: number) => {
  const steps = lives.flatMap((life) => life.map((event, i) => ({ event, last: life[i - 1] ?? null }))).filter(({ event }) => event.day >= fromDay && event.day < toDay);
  const where = (test: (step: (typeof steps)[number]) => boolean) => sum(steps.filter(test).map(({ event }) => event));
  return {
    start: sum(stockBefore(lives, fromDay, null)), end: sum(stockBefore(lives, toDay, null)),
    created: where(({ last }) => last === null), reopened: where(({ event, last }) => last !== null && last.outcome !== 'open' && event.outcome === 'open'),
    won: where(({ event }) => event.outcome === 'won'), lost: where(({ event }) => event.outcome === 'lost'),
  };
};

/** Won deals whose last closing before asOf lies in the period, by days since creation. */
export const wonWithin = (lives: readonly Life[], asOfDay: number, fromDay: number, toDay: number): number[] =>
  lives.flatMap((life) => {
    const state = before(life, asOfDay);
    return state?.outcome === 'won' && state.day >= fromDay && state.day < toDay ? [state.day - (life[0] as LifeEvent).day] : [];
  });
