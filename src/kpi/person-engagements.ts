import { missingDay } from '../model/table.js';
import type { KpiContext } from './context.js';
import { closedMsOf } from './deal-layout.js';
import { leadOfDeal } from './deal-links.js';
import { asEngagements, binAt, dealEngagements, engagementSpans, startMsOf, widestNarrowBin, type DealSpans, type EngagementSpans } from './deal-spans.js';

/** Rows on the clock by the person (lead) behind them; deals without lead are persons of their own and left out here. */
const rowsOfPersons = (context: KpiContext, { rows, startDay }: DealSpans): ReadonlyMap<number, number[]> => {
  const leads = leadOfDeal(context);
  const persons = new Map<number, number[]>();
  if (leads === null) return persons;
  for (let row = 0; row < rows.parts[3]; row++) {
    const lead = leads[rows.source[row] as number] as number;
    if (lead < 0 || startDay[row] === missingDay) continue;
    const own = persons.get(lead);
    if (own === undefined) persons.set(lead, [row]); else own.push(row);
  }
  return persons;
};

/** The row that stands for a person: the first win, else a deal still open, else the last loss. */
const standIn = ({ rows }: DealSpans, own: readonly number[]): number => {
  const { parts } = rows;
  const ends = (row: number): number => closedMsOf(rows, row);
  const won = own.filter((row) => row >= parts[1] && row < parts[2]);
  if (won.length > 0) return won.reduce((first, row) => (ends(row) < ends(first) ? row : first));
  const open = own.find((row) => row < parts[1]);
  return open ?? own.reduce((last, row) => (ends(row) > ends(last) ? row : last));
};

/** Engagements by person instead of by deal: the clock starts with the first engagement, the first win ends it. */
const personEngagements = (context: KpiContext): EngagementSpans => context.memo('person-engagements', () => {
  const spans = engagementSpans(context);
  const { parts, closedDay, closedIsDay } = spans.rows;
  const { startDay, startRestMs, startIsDay, bin } = spans;
  for (const own of rowsOfPersons(context, spans).values()) {
    if (own.length === 1) continue;
    const first = own.reduce((earliest, row) => (startMsOf(spans, row) < startMsOf(spans, earliest) ? row : earliest));
    const row = standIn(spans, own);
    [startDay[row], startRestMs[row], startIsDay[row]] = [startDay[first] as number, startRestMs[first] as number, startIsDay[first] as number];
    for (const other of own) if (other !== row) startDay[other] = missingDay;
    const elapsed = row < parts[1] ? binAt(spans, row, context.asOfMs, context.asOfDay)
      : binAt(spans, row, closedMsOf(spans.rows, row), closedDay[row] as number, closedIsDay[row] === 1);
    // Longer than any deal of its own: beyond what narrow bins hold, only that it is beyond every horizon matters.
    bin[row] = Math.min(elapsed, widestNarrowBin);
  }
  return asEngagements(context, spans);
});

/** The clock a question asks for: by deal, or with `unit: 'person'` by person. */
export const engagementsFor = (context: KpiContext, options: Readonly<Record<string, unknown>>): EngagementSpans =>
  options['unit'] === 'person' ? personEngagements(context) : dealEngagements(context);
