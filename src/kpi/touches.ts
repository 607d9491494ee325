import type { Period } from '../model/period.js';
import type { TrendPoint } from '../model/result.js';
import type { KpiContext } from './context.js';
import { slotOfDays } from './day-slots.js';
import { defineKpi, type Question } from './define-kpi.js';
import { meanReliability } from './reliability.js';
import { touchesBootstrap } from './touches-bootstrap.js';
import { bookedByPeriod, touchCells, type TouchCells } from './touches-cells.js';
import { finishTouches, meanTouches, noTouchesDetails } from './touches-finish.js';
import { touchLives } from './touches-lives.js';

const trend = (context: KpiContext, { cut }: Question, periods: readonly Period[]): readonly TrendPoint[] =>
  bookedByPeriod(context, cut.groupOf(touchLives(context)), slotOfDays(context, periods), periods.length).map((booked, i) => {
    const { n, value, ci } = meanTouches(booked);
    return { period: periods[i] as Period, value, n, ci, reliability: meanReliability(n, value, ci) };
  });

/**
 * Touchpoints to the first meeting: touches before the booking, of leads that booked in the period; the curve also counts those who
 * did not.
 *
 * Option: `smallTicket`, an amount in report currency; where the median deal is smaller the figure says little.
 */
export const touches = defineKpi<'touches_to_meeting', TouchCells>({
  id: 'touches_to_meeting',
  version: '1',
  unit: 'touches',
  better: 'lower',
  name: { en: 'Touchpoints to first meeting', de: 'Touchpoints zum ersten Meeting/Videoverkaufsgespräch' },
  formula: {
    en: 'Mean touches from receipt to the booking of the first valid meeting, of leads that booked in the period; the curve counts leads received in the period, those without a meeting censored',
    de: 'Mittlere Kontakte vom Eingang bis zur Buchung des ersten gültigen Termins, über die im Zeitraum gebuchten Leads; die Kurve zählt die im Zeitraum eingegangenen Leads, solche ohne Termin zensiert',
  },
  needs: [
    [{ table: 'activities', columns: ['lead_id', 'kind', 'occurred_at'] }, { table: 'activities', columns: ['deal_id', 'kind', 'occurred_at'] }],
    [{ table: 'leads', columns: ['id', 'received_at'] }, { table: 'deals', columns: ['id', 'created_at'] }],
  ],
  time: 'period',
  dataRules: { DQ_FUTURE: ['activities', 'leads'], DQ_NO_START: ['leads'], DQ_DUPLICATES: ['activities', 'leads', 'deals'] },
  isAdditive: true,
  noDetails: noTouchesDetails,
  rows: (context) => [touchLives(context)],
  cells: touchCells,
  finish: finishTouches,
  explain: () => import('./touches-explain.js').then(({ explainTouches: explain }) => ({ explain })),
  behind: () => import('./touches-behind.js').then(({ touchesBehind }) => touchesBehind),
  trend,
  monthly: trend,
  bootstrap: touchesBootstrap,
  reliabilityWith: ({ n, value }, ci) => meanReliability(n, value, ci),
});
