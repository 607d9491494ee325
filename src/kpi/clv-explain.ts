import type { Period } from '../model/period.js';
import { dayMs } from '../model/zone.js';
import { addMonths, monthIndexOf } from './calendar-units.js';
import { customerGroups, type ClvFullCells } from './clv-cells.js';
import { grossMarginOf, wholeOf } from './clv-figures.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { customerIndex } from './customer-index.js';
import { customerRows } from './customer-life.js';
import { revenueRows } from './customer-revenue.js';
import { forEachCustomer, services } from './customer-service.js';
import type { Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation } from './explain.js';
import { factorSplit } from './explain-factors.js';
import { unitsPerCurrency } from './money.js';
import { joinSpells } from './spells.js';
import { WeighedRows } from './weighed-rows.js';

const daysPerMonth = 30.4375;
/** A value to date is compared with what it was a year before. */
const monthsBack = 12;

/** How long each customer (by number) has paid before an instant, in units of `perMonth` to the month. */
interface Paid { readonly units: Float64Array; readonly perMonth: number }

const inService = (context: KpiContext, untilMs: number): Paid | null => {
  const own = services(context);
  if (own === null || !own.hasEnds) return null;
  const units = new Float64Array(customerIndex(context).size);
  forEachCustomer(own, units.length, (customer, positions) => {
    const begun = positions.filter((i) => (own.startMs[i] as number) < untilMs);
    const stays = joinSpells(begun.map((i) => ({ startMs: own.startMs[i] as number, endMs: Math.min(untilMs, own.endMs[i] as number) })), 0);
    units[customer] = stays.reduce((days, { startMs, endMs }) => days + Math.round((endMs - startMs) / dayMs), 0);
  });
  return { units, perMonth: daysPerMonth };
};

/** More months than any calendar of the data has. */
const mostMonths = 1 << 16;

/** Without contracts a month counts as paid when it has revenue. */
const withRevenue = (context: KpiContext, untilMs: number): Paid => {
  const units = new Float64Array(customerIndex(context).size);
  const revenue = revenueRows(context);
  const seen = new Set<number>();
  for (let i = 0; revenue !== null && i < revenue.customer.length; i++) {
    const at = revenue.atMs[i] as number;
    const customer = revenue.customer[i] as number;
    const month = customer * mostMonths + monthIndexOf(context.calendar.dayOf(at));
    if (at >= untilMs || seen.has(month)) continue;
    seen.add(month);
    units[customer] = (units[customer] as number) + 1;
  }
  return { units, perMonth: 1 };
};

/** What each customer brought in before an instant, 1/10000 units: known margins, amounts without margin, all amounts. */
const broughtBefore = (context: KpiContext, untilMs: number) => {
  const size = customerIndex(context).size;
  const [known, plain, amount] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const revenue = revenueRows(context);
  const add = (into: Float64Array, customer: number, units: number): void => { into[customer] = (into[customer] as number) + units; };
  for (let i = 0; revenue !== null && i < revenue.customer.length; i++) {
    if ((revenue.atMs[i] as number) >= untilMs) continue;
    const customer = revenue.customer[i] as number;
    const [margin, paid] = [revenue.margin[i] as number, revenue.amount[i] as number];
    if (!Number.isNaN(paid)) add(amount, customer, paid);
    if (!Number.isNaN(margin)) add(known, customer, margin);
    else if (!Number.isNaN(paid)) add(plain, customer, paid);
  }
  return { known, plain, amount };
};

/** The two groups of customers compared, and until when what they brought in counts. */
interface Side { readonly period: Period; readonly untilMs: number }

const sidesOf = (context: KpiContext, { after, before }: ToExplain<'clv', ClvFullCells>): readonly [Side, Side] | null => {
  const { calendar, asOfMs, asOfDay, firstDay } = context;
  if (before !== null) return [{ period: before.period, untilMs: asOfMs }, { period: after.period, untilMs: asOfMs }];
  const endDay = addMonths(asOfDay, -monthsBack);
  if (endDay <= firstDay) return null;
  return [{ period: calendar.between(firstDay, endDay, asOfMs), untilMs: calendar.midnightOf(endDay) }, { period: after.period, untilMs: asOfMs }];
};

/** Per side two cells: customers with what they brought in (known, plain), and the same customers with amounts and paid time. */
const customersOf = (context: KpiContext, question: Question, sides: readonly Side[], isCohort: boolean): { weighed: WeighedRows; perMonth: number } => {
  const rows = customerRows(context);
  const hashes = rows.hashes();
  const weighed = new WeighedRows();
  let perMonth = 1;
  sides.forEach(({ period, untilMs }, side) => {
    const groups = customerGroups(context, { ...question, period, cut: createCut(question.cut.filter, [], [rows]) });
    const paid = inService(context, untilMs) ?? withRevenue(context, untilMs);
    const { known, plain, amount } = broughtBefore(context, untilMs);
    ({ perMonth } = paid);
    for (let row = 0; row < rows.length; row++) {
      if (groups[row] !== 0 || (!isCohort && (rows.firstMs[row] as number) >= untilMs)) continue;
      const number = rows.customer[row] as number;
      weighed.push(hashes[row] as number, side, known[number], plain[number]);
      weighed.push(hashes[row] as number, 2 + side, amount[number], paid.units[number]);
    }
  });
  return { weighed, perMonth };
};

/**
 * A changed value per customer by its factors: paid months per customer (retention) × revenue per paid month × margin
 * share. The value to date, which knows no period, is compared with what it was a year before the cut-off; with
 * `basis: 'cohort'` the customers acquired in the two periods are. null without revenue.
 */
export const explainClv = (asked: ToExplain<'clv', ClvFullCells>): Explanation | null => {
  const { context, question, after } = asked;
  const sides = sidesOf(context, asked);
  if (sides === null || after.finished.value === null) return null;
  const share = grossMarginOf(wholeOf(after.cells.whole), context) ?? 1;
  const { weighed, perMonth } = customersOf(context, question, sides, question.options['basis'] === 'cohort');
  return explainByRows(weighed, 4, [factorSplit({
    figure: 'value', subject: null, unit: 'money', period: sides[1].period, earlier: sides[0].period, factors: ['retention', 'arpa', 'margin'],
    factorsAt: ({ n, first, second }, side) => {
      const [customers, amount, months] = [n[side] as number, (first[2 + side] as number) / unitsPerCurrency, (second[2 + side] as number) / perMonth];
      const brought = ((first[side] as number) + share * (second[side] as number)) / unitsPerCurrency;
      return customers === 0 || months === 0 || amount === 0 ? null : [months / customers, amount / months, brought / amount];
    },
  })]);
};
