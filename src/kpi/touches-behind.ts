import { missingDay } from '../model/table.js';
import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { leadAt } from './lead-layout.js';
import { leadRows } from './lead-rows.js';
import type { Behind } from './behind.js';
import { touchLives } from './touches-lives.js';
import { touchUnit } from './touches-unit.js';

/** The leads (or deals) that booked in the period, and all activities with them. */
export const touchesBehind = (context: KpiContext, { period, cut }: Question): Behind => {
  const lives = touchLives(context);
  const unit = touchUnit(context);
  const index = cut.groupOf(lives);
  const { startDay, endDay } = context.calendar.daysOf(period);
  const wanted = new Set<number>();
  for (let row = 0; row < lives.length; row++) {
    const day = lives.bookedDay[row] as number;
    if (day !== missingDay && day >= startDay && day < endDay && (index === null || index[row] === 0)) wanted.add(row);
  }
  const activities: number[] = [];
  for (let activity = 0; activity < (context.tables.get('activities')?.rowCount ?? 0); activity++) {
    if (wanted.has(unit.ownRow(activity)) || wanted.has(unit.dealRow(activity))) activities.push(activity);
  }
  const sourceOf = (row: number): number => (unit.kind === 'lead' ? leadAt(leadRows(context), row) : (dealRows(context).source[row] as number));
  return {
    tables: [
      unit.kind === 'lead'
        ? { table: 'leads', rows: [...wanted].map(sourceOf), columns: ['id', 'email', 'received_at', 'disqualified_at', 'opp_id', 'owner_id', 'source', 'segment'] }
        : { table: 'deals', rows: [...wanted].map(sourceOf), columns: ['id', 'name', 'created_at', 'owner_id', 'source', 'segment'] },
      { table: 'activities', rows: activities, columns: ['id', 'lead_id', 'deal_id', 'occurred_at', 'booked_at', 'kind', 'direction', 'actor', 'automated', 'outcome', 'channel'] },
    ],
    fixed: {},
  };
};
