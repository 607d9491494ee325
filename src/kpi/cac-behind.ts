import { acquisitionsBehind } from './customers-behind.js';
import { isChannelDimension } from './cac-cells.js';
import { newCustomersOf } from './cac-customers.js';
import { cacWindow } from './cac-window.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { customerRows } from './customer-life.js';
import type { Cut, Question } from './define-kpi.js';
import type { Behind } from './behind.js';
import { spendRows } from './spend-rows.js';

const entitiesOf = (context: KpiContext) => [customerRows(context), spendRows(context)].filter((rows) => rows !== null);

/** The cut without its conditions on channels. */
const allChannels = (context: KpiContext, { filter }: Cut): Cut =>
  createCut(Object.fromEntries(Object.entries(filter).filter(([name]) => !isChannelDimension(name))), [], entitiesOf(context));

/**
 * Spend that touches the window, and what made the new customers of the period. Where sales spend without channel is shared
 * out, a channel's part of it depends on the customers of all channels: then those are behind it too.
 */
export const cacBehind = (context: KpiContext, question: Question): Behind => {
  const { cut, options } = question;
  const { startDay, endDay, lagDays } = cacWindow(context, question);
  const spend = spendRows(context);
  const pool = Object.keys(cut.filter).some(isChannelDimension) ? allChannels(context, cut) : cut;
  const [own, ofPool] = spend === null ? [null, null] : [cut.groupOf(spend), pool.groupOf(spend)];
  const spent: number[] = [];
  let isShared = false;
  for (let row = 0; spend !== null && row < spend.length; row++) {
    const first = spend.firstDay[row] as number;
    const end = Math.min(first + (spend.days[row] as number), spend.limitDay);
    if (end <= first || first + lagDays >= endDay || end + lagDays <= startDay) continue;
    const isOwn = own === null || own[row] === 0;
    const isCommon = pool !== cut && spend.isSales[row] === 1 && (spend.channel === null || spend.channel.codes[row] === 0) && (ofPool === null || ofPool[row] === 0);
    if (isCommon) isShared = true;
    if (isOwn || isCommon) spent.push(spend.source[row] as number);
  }
  const customers = (isShared ? pool : cut).groupOf(customerRows(context));
  const { row: fresh, day } = newCustomersOf(context, options);
  const wanted = new Set<number>();
  fresh.forEach((row, i) => {
    const at = day[i] as number;
    if (at >= startDay && at < endDay && (customers === null || customers[row] === 0)) wanted.add(row);
  });
  return {
    tables: [
      { table: 'spend', rows: spent, columns: ['period_start', 'period_end', 'kind', 'channel', 'organic', 'amount', 'currency', 'campaign'] },
      ...acquisitionsBehind(context, wanted, typeof options['reactivationGapDays'] === 'number'),
    ],
    fixed: {},
  };
};
