import type { Period } from '../model/period.js';
import type { Status, TrendPoint } from '../model/result.js';
import type { KpiContext } from './context.js';
import { defineKpi, type Finished, type Question } from './define-kpi.js';
import { meanWaitByMonth } from './lead-months.js';
import { bootstrapLeadResponse } from './lead-response-bootstrap.js';
import { leadResponseCells, type LeadResponseCells } from './lead-response-cells.js';
import { finishLeadResponse, noResponseDetails } from './lead-response-finish.js';
import { leadRows } from './lead-rows.js';
import { meanReliability } from './reliability.js';

/** Minutes. */
const usualTarget = 5;

/** The verdict is that of the median, which slow leads do not shape; none beside a mean that cannot be relied on. */
const judge = ({ reliability, details }: Finished<'lead_response'>): Status =>
  (reliability === 'unreliable' || reliability === 'none' ? 'unknown' : details.medianStatus);

/** The course by the median: one slow lead would shape the mean of a short period. */
const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => periods.map((period) => {
  const own = { ...question, period };
  const { details } = finishLeadResponse(leadResponseCells(context, own)[0] as LeadResponseCells, context, own);
  const { n, median, medianCi, medianReliability } = details;
  return { period, value: median, n, ci: medianCi, reliability: medianReliability };
});

/** Average lead response time: minutes from receipt to the first human contact by sales, beside the median that counts the unanswered too. */
export const leadResponse = defineKpi<'lead_response', LeadResponseCells>({
  id: 'lead_response',
  version: '1',
  unit: 'minutes',
  better: 'lower',
  name: { en: 'Average lead response time', de: 'Durchschnittliche Lead-Reaktionszeit' },
  formula: {
    en: 'Mean minutes from receipt to the first human, outbound sales contact, of the answered leads received in the period; beside it the Kaplan–Meier median over all leads',
    de: 'Mittlere Minuten vom Eingang bis zum ersten persönlichen, ausgehenden Kontakt des Vertriebs, über die beantworteten Leads des Zeitraums; daneben der Kaplan-Meier-Median über alle Leads',
  },
  needs: [
    [{ table: 'leads', columns: ['id', 'received_at'] }],
    [{ table: 'leads', columns: ['first_response_at'] }, { table: 'activities', columns: ['lead_id', 'occurred_at', 'kind'] }],
  ],
  time: 'period',
  dataRules: { DQ_FUTURE: ['leads', 'activities'], DQ_NO_START: ['leads'] },
  isAdditive: true,
  noDetails: noResponseDetails,
  rows: (context) => [leadRows(context)],
  cells: leadResponseCells,
  finish: finishLeadResponse,
  explain: () => import('./lead-response-explain.js').then(({ explainLeadResponse: explain }) => ({ explain })),
  behind: () => import('./lead-response-behind.js').then(({ leadResponseBehind }) => leadResponseBehind),
  defaultTarget: () => usualTarget,
  judge,
  trend,
  monthly: meanWaitByMonth,
  isShown: ({ leads }) => leads > 0,
  bootstrap: bootstrapLeadResponse,
  reliabilityWith: ({ n, value }, ci) => meanReliability(n, value, ci),
});
