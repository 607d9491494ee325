import { missingDay } from '../model/table.js';
import { basisOf } from './close-ratio-basis.js';
import type { KpiContext } from './context.js';
import { runOf, type DealRows } from './deal-layout.js';
import { leadOfDeal } from './deal-links.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { closeHorizon } from './horizon.js';
import { engagementsFor } from './person-engagements.js';
import type { Behind } from './behind.js';

const columns = ['id', 'name', 'status', 'stage', 'first_contact_at', 'created_at', 'closed_at', 'owner_id', 'source', 'segment', 'score', 'lead_id'];

/** Members of the period's cohort; by person all deals of the persons in it. Rows of {@link DealRows}. */
const members = (context: KpiContext, { period, cut, options }: Question): number[] => {
  const { rows, startDay } = engagementsFor(context, options);
  const index = cut.groupOf(rows);
  const { startDay: from, endDay: to } = context.calendar.daysOf(period);
  const found: number[] = [];
  for (let row = 0; row < rows.parts[3]; row++) {
    const day = startDay[row] as number;
    if (day !== missingDay && day >= from && day < to && (index === null || index[row] === 0)) found.push(row);
  }
  const leads = options['unit'] === 'person' ? leadOfDeal(context) : null;
  if (leads === null) return found;
  const leadOf = (row: number): number => leads[rows.source[row] as number] as number;
  const persons = new Set(found.map(leadOf).filter((lead) => lead >= 0));
  for (let row = 0; row < rows.parts[3]; row++) if (persons.has(leadOf(row))) found.push(row);
  return found;
};

/** Won and lost in the period; without closing dates all that ever were. */
const decided = (context: KpiContext, rows: DealRows, { period, cut }: Question, isEver: boolean): number[] => {
  const index = cut.groupOf(rows);
  const { startDay, endDay } = context.calendar.daysOf(period);
  const runs = isEver ? [{ from: rows.parts[1], to: rows.parts[5] }] : [runOf(rows, 1, startDay, endDay), runOf(rows, 2, startDay, endDay)];
  return runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))
    .filter((row) => rows.isRenewal[row] !== 1 && (index === null || index[row] === 0));
};

/** The deals engaged in the period, or on the decided basis those closed in it. */
export const closeRatioBehind = (context: KpiContext, question: Question): Behind => {
  const rows = dealRows(context);
  const basis = basisOf(context, question.options);
  const found = basis === 'cohort' ? members(context, question) : decided(context, rows, question, basis === 'all-time');
  return {
    tables: [{ table: 'deals', rows: found.map((row) => rows.source[row] as number), columns }],
    fixed: basis === 'cohort' ? { horizonDays: closeHorizon(context, question.options) } : {},
  };
};
