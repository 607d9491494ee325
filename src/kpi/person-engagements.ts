import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import { binAt, dealEngagements, engagementSpans, type DealSpans, type EngagementSpans } from './deal-spans.js';

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
const standIn = ({ rows: { parts, closedMs } }: DealSpans, own: readonly number[]): number => {
  const ends = (row: number): number => closedMs[row] as number;
  const won = own.filter((row) => row >= parts[1] && row < parts[2]);
  if (won.length > 0) return won.reduce((first, row) => (ends(row) < ends(first) ? row : first));
  const open = own.find((row) => row < parts[1]);
  return open ?? own.reduce((last, row) => (ends(row) > ends(last) ? row : last));
};

/** Engagements by person instead of by deal: the clock starts with the first engagement, the first win ends it. */
const personEngagements = (context: KpiContext): EngagementSpans => context.memo('person-engagements', () => {
  const spans = engagementSpans(context);
  const { parts, closedMs, closedDay, closedIsDay } = spans.rows;
  const { startDay, startMs, startIsDay, bin, ageDays } = spans;
  for (const own of rowsOfPersons(context, spans).values()) {
    if (own.length === 1) continue;
    const first = own.reduce((earliest, row) => ((startMs[row] as number) < (startMs[earliest] as number) ? row : earliest));
    const row = standIn(spans, own);
    [startDay[row], startMs[row], startIsDay[row]] = [startDay[first] as number, startMs[first] as number, startIsDay[first] as number];
    for (const other of own) if (other !== row) startDay[other] = missingDay;
    bin[row] = row < parts[1] ? binAt(spans, row, context.asOfMs, context.asOfDay)
      : binAt(spans, row, closedMs[row] as number, closedDay[row] as number, closedIsDay[row] === 1);
    ageDays[row] = startIsDay[row] === 1 ? context.asOfDay - (startDay[row]) : Math.floor((context.asOfMs - (startMs[row])) / dayMs);
  }
  const { rows, nNegative, nNoStart, by } = spans;
  return { rows, startDay, bin, ageDays, nNegative, nNoStart, by };
});

/** The clock a question asks for: by deal, or with `unit: 'person'` by person. */
export const engagementsFor = (context: KpiContext, options: Readonly<Record<string, unknown>>): EngagementSpans =>
  options['unit'] === 'person' ? personEngagements(context) : dealEngagements(context);
